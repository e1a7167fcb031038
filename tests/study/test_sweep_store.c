#include "study/sweep_store.h"
#include "tests/models/scenario_fixture.h"

enum { REPLICATIONS = 2, POINTS = 4 };

typedef struct Fixture {
    ScenarioFixture scenario;
    Arena *arena;
    Diagnostics *diagnostics;
    SweepPlan plan;
    char out[64];
} Fixture;

/* Four points: insured of alpen 1000, 2000, 3000, 4000; strategies wait and full; two metrics. */
static void fixture_begin(Fixture *fixture)
{
    *fixture = (Fixture){.arena = arena_new(0),
                         .diagnostics = diagnostics_new(),
                         .out = "/tmp/brownout-store-XXXXXX"};
    fixture_init(&fixture->scenario);
    fixture_write(&fixture->scenario, "factors.csv",
                  "factor,cell,low,high,levels\n"
                  "size,insurers.alpen.insured,1000,4000,1000 2000 3000 4000\n");
    fixture_read_well(&fixture->scenario);
    EXPECT(mkdtemp(fixture->out) != NULL);
    char *path = path_join(fixture->scenario.folder, "factors.csv");
    const SweepRequest request = {.scenario_case = fixture->scenario.scenario_case,
                                  .factors_file = path,
                                  .design = {.kind = SWEEP_GRID, .seed = 1},
                                  .metrics = "restored_h,cost_total_eur"};
    Failure failure = {0};
    if (!sweep_plan_make(&fixture->plan, &request, fixture->arena, fixture->diagnostics,
                         &failure)) {
        fail_msg("no plan: %s", failure.message);
    }
    fixture->plan.study.replications = REPLICATIONS;
    free(path);
}

static void fixture_end(Fixture *fixture)
{
    Failure failure = {0};
    EXPECT(sweep_store_remove(fixture->out, &failure));
    EXPECT(rmdir(fixture->out) == 0);
    fixture_remove(&fixture->scenario, "factors.csv");
    diagnostics_free(fixture->diagnostics);
    arena_free(fixture->arena);
    fixture_deinit(&fixture->scenario);
}

/* A number that tells where it belongs. */
static double mark(size_t point, size_t replication, size_t strategy, size_t metric)
{
    return (double)(1000 * point + 100 * replication + 10 * strategy + metric);
}

static void add_marked(SweepStore *store, size_t point, size_t first, size_t count)
{
    double values[REPLICATIONS * 4];
    Failure failure = {0};
    const SweepBlock block = {point, first, count};
    for (size_t i = 0; i < count * 4; ++i) {
        values[i] = mark(point, first + i / 4, i / 2 % 2, i % 2);
    }
    EXPECT(sweep_store_add(store, &block, values, &failure));
}

static void values_come_back_where_they_belong(void **state)
{
    (void)state;
    Fixture fixture;
    Failure failure = {0};
    SweepData data;
    fixture_begin(&fixture);
    SweepStore *store = sweep_store_open(fixture.out, &fixture.plan, &failure);
    add_marked(store, 3, 0, 2);
    add_marked(store, 0, 1, 1);
    add_marked(store, 0, 0, 1);
    EXPECT(sweep_store_close(store, true, &failure));

    EXPECT(sweep_data_read(&data, fixture.out, NULL, &failure));
    EXPECT_EQUAL(data.point_count, POINTS);
    EXPECT_EQUAL(data.points[0].replications, 2);
    EXPECT_EQUAL(data.points[1].replications, 0);
    EXPECT_NEAR(sweep_data_values(&data, 0, 1, 0)[1], mark(0, 1, 1, 0), 0);
    EXPECT_NEAR(sweep_data_values(&data, 3, 0, 1)[0], mark(3, 0, 0, 1), 0);
    EXPECT_NEAR(data.points[2].values[0], 3000, 0);
    EXPECT_EQUAL(data.points[2].levels[0], 2);
    EXPECT_TEXT(data.strategies[1].id, "full");
    sweep_data_deinit(&data);
    fixture_end(&fixture);
}

static void undefined_and_censored_values_stay_what_they_are(void **state)
{
    (void)state;
    Fixture fixture;
    Failure failure = {0};
    SweepData data;
    fixture_begin(&fixture);
    SweepStore *store = sweep_store_open(fixture.out, &fixture.plan, &failure);
    const double values[] = {NAN, INFINITY, 0.1, -0.0};
    const SweepBlock block = {1, 0, 1};
    EXPECT(sweep_store_add(store, &block, values, &failure));
    EXPECT(sweep_store_close(store, false, &failure)); /* as a process that is killed leaves it */

    EXPECT(sweep_data_read(&data, fixture.out, NULL, &failure));
    EXPECT(isnan(sweep_data_values(&data, 1, 0, 0)[0]));
    EXPECT(isinf(sweep_data_values(&data, 1, 0, 1)[0]));
    EXPECT_NEAR(sweep_data_values(&data, 1, 1, 0)[0], 0.1, 0);
    sweep_data_deinit(&data);
    fixture_end(&fixture);
}

static void one_metric_can_be_read_alone(void **state)
{
    (void)state;
    Fixture fixture;
    Failure failure = {0};
    SweepData data;
    fixture_begin(&fixture);
    SweepStore *store = sweep_store_open(fixture.out, &fixture.plan, &failure);
    add_marked(store, 2, 0, 2);
    EXPECT(sweep_store_close(store, true, &failure));

    EXPECT(sweep_data_read(&data, fixture.out, "cost_total_eur", &failure));
    EXPECT_EQUAL(data.metric_count, 1);
    EXPECT_NEAR(sweep_data_values(&data, 2, 1, 0)[1], mark(2, 1, 1, 1), 0);
    EXPECT_EQUAL(sweep_data_metric(&data, "cost_total_eur", &failure), 0);
    EXPECT_EQUAL(sweep_data_factor(&data, "size", &failure), 0);
    EXPECT(!failure.failed);
    EXPECT(sweep_data_strategy(&data, "ful", &failure) == SWEEP_NONE);
    EXPECT(strstr(failure.message, "did you mean full?") != NULL);
    sweep_data_deinit(&data);
    fixture_end(&fixture);
}

/* The primary key keeps a replication from being there twice; nothing of its block is added. */
static void a_block_is_added_whole_or_not_at_all(void **state)
{
    (void)state;
    Fixture fixture;
    Failure failure = {0};
    bool done[POINTS * REPLICATIONS] = {false};
    const double values[8] = {0};
    const SweepBlock both = {1, 0, 2};
    fixture_begin(&fixture);
    SweepStore *store = sweep_store_open(fixture.out, &fixture.plan, &failure);
    add_marked(store, 1, 1, 1);
    EXPECT(!sweep_store_add(store, &both, values, &failure));
    failure = (Failure){0};
    EXPECT(sweep_store_finished(store, REPLICATIONS, done, &failure));
    EXPECT(!done[1 * REPLICATIONS] && done[1 * REPLICATIONS + 1]);
    add_marked(store, 1, 0, 1);
    EXPECT(sweep_store_close(store, true, &failure));
    fixture_end(&fixture);
}

static void another_sweep_is_refused_and_more_replications_are_not(void **state)
{
    (void)state;
    Fixture fixture;
    Failure failure = {0};
    fixture_begin(&fixture);
    SweepStore *store = sweep_store_open(fixture.out, &fixture.plan, &failure);
    EXPECT(sweep_store_close(store, true, &failure));
    fixture.plan.study.seed = 5;
    assert_null(sweep_store_open(fixture.out, &fixture.plan, &failure));
    EXPECT(failure.of_input && strstr(failure.message, "seed is \"1\" there and \"5\" now"));
    fixture.plan.study.seed = 1;
    fixture.plan.study.replications = 3;
    failure = (Failure){0};
    store = sweep_store_open(fixture.out, &fixture.plan, &failure);
    EXPECT_EQUAL(sweep_store_replications(store), 3);
    EXPECT(sweep_store_close(store, true, &failure));
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_back_where_they_belong),
        cmocka_unit_test(undefined_and_censored_values_stay_what_they_are),
        cmocka_unit_test(one_metric_can_be_read_alone),
        cmocka_unit_test(a_block_is_added_whole_or_not_at_all),
        cmocka_unit_test(another_sweep_is_refused_and_more_replications_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
