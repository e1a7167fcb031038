#include "study/delay_bands.h"
#include "study/sweep_curves.h"
#include "tests/models/scenario_fixture.h"

enum { REPLICATIONS = 3, POINTS = 4 };

typedef struct Fixture {
    ScenarioFixture scenario;
    Arena *arena;
    Diagnostics *diagnostics;
    SweepPlan plan;
    char out[64];
} Fixture;

/* Four points of lhs over a number that is believed to be exponential; strategies wait and full,
 * one metric, two services, ten days in 60 steps of four hours. */
static void fixture_begin(Fixture *fixture)
{
    *fixture = (Fixture){.arena = arena_new(0),
                         .diagnostics = diagnostics_new(),
                         .out = "/tmp/brownout-bands-XXXXXX"};
    fixture_init(&fixture->scenario);
    fixture_write(&fixture->scenario, "services.csv",
                  "id,name,needs,requests_per_1000_per_day,servers_per_100k,service_min\n"
                  "cards,Cards,core,1,1,3\nPAY,Pay,core,1,1,3\n");
    fixture_write(&fixture->scenario, "factors.csv",
                  "factor,cell,dist\nrate,services.cards.requests_per_1000_per_day,"
                  "x exponential(mean=1)\n");
    fixture_read_well(&fixture->scenario);
    EXPECT(mkdtemp(fixture->out) != NULL);
    char *path = path_join(fixture->scenario.folder, "factors.csv");
    const SweepRequest request = {.scenario_case = fixture->scenario.scenario_case,
                                  .factors_file = path,
                                  .design = {.kind = SWEEP_LHS, .points = POINTS, .seed = 1},
                                  .metrics = "cost_total_eur"};
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
    diagnostics_free(fixture->diagnostics);
    arena_free(fixture->arena);
    fixture_deinit(&fixture->scenario);
}

/* Points 1, 3, 5, 7; in a replication -2, 0 or 2 more at all of them: a value at step k of service
 * s under strategy t is (1 + k + 100 s + 1000 t) times that. */
static double delay_of(size_t point, size_t replication, size_t place)
{
    return (double)place * (1 + 2 * (double)point + 2 * ((double)replication - 1));
}

static void add_point(const Fixture *fixture, SweepStore *store, size_t point)
{
    const SweepCurves *curves = &fixture->plan.curves;
    const size_t row = sweep_plan_row_length(&fixture->plan);
    double *values = calloc(2 * REPLICATIONS * row, sizeof *values);
    for (size_t i = 0; i < 2 * REPLICATIONS; ++i) {
        double *at = values + i * row + 1;
        for (size_t k = 0; k < curves->step_count; ++k) {
            for (size_t s = 0; s < 2; ++s, at += SWEEP_CURVE_PARTS) {
                at[0] = delay_of(point, i / 2, 1 + k + 100 * s + 1000 * (i % 2));
                at[1] = 0.25 * (double)point;
            }
        }
    }
    Failure failure = {0};
    const SweepBlock block = {point, 0, REPLICATIONS};
    EXPECT(sweep_store_add(store, &block, values, &failure));
    free(values);
}

static DelayBands read_bands(const Fixture *fixture, size_t points, bool is_independent)
{
    DelayBands bands;
    Failure failure = {0};
    SweepPlan plan = fixture->plan;
    plan.independent_points = is_independent;
    SweepStore *store = sweep_store_open(fixture->out, &plan, &failure);
    for (size_t p = 0; p < points; ++p) {
        add_point(fixture, store, p);
    }
    EXPECT(sweep_store_count(store, &failure));
    EXPECT(delay_bands_read(&bands, store, fixture->arena, &failure));
    EXPECT(sweep_store_close(store, true, &failure));
    return bands;
}

/* Between the points (9 + 1 + 1 + 9) / 3 = 20 / 3, within them 4; what the replications have in
 * common moves all points alike, so nothing of it is noise of the means. All values together: mean
 * 4, variances added. */
static void factors_and_chance_are_separated_step_by_step(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_begin(&fixture);
    EXPECT_EQUAL(fixture.plan.curves.step_count, 60);
    const DelayBands bands = read_bands(&fixture, POINTS, false);
    const SweepData data = {.curves = fixture.plan.curves};
    for (size_t i = 0; i < 4; ++i) {
        const size_t k = 7 * i, place = 1 + k + 100 * (i % 2) + 1000 * (i / 2);
        const DelayBand *band = delay_bands_at(&bands, &data, i / 2, i % 2, k);
        EXPECT_EQUAL(band->of.points, POINTS);
        EXPECT_EQUAL(band->of.values, POINTS * REPLICATIONS);
        EXPECT_NEAR(band->of.mean, 4 * (double)place, 1e-9);
        EXPECT_NEAR(band->of.factors.sd, sqrt(20.0 / 3) * (double)place, 1e-9);
        EXPECT_NEAR(band->of.random.sd, 2 * (double)place, 1e-9);
        EXPECT_NEAR(band->of.both.sd, sqrt(20.0 / 3 + 4) * (double)place, 1e-9);
        EXPECT_NEAR(band->unfinished, 0.375, 1e-12);
        EXPECT_NEAR(delay_band_unknown_share(band), 20.0 / 32, 1e-12);
    }
    EXPECT_EQUAL(delay_bands_widest(&bands, &data, 0, 0), 59);
    fixture_end(&fixture);
}

/* The planted fault: the same values, said to be of independent points. Then the noise of three
 * replications, 4 / 3, is taken out where there is none. */
static void points_wrongly_said_to_be_independent_are_seen(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_begin(&fixture);
    const DelayBands bands = read_bands(&fixture, POINTS, true);
    const SweepData data = {.curves = fixture.plan.curves};
    const DelayBand *band = delay_bands_at(&bands, &data, 0, 0, 0);
    EXPECT_NEAR(band->of.factors.sd, sqrt(20.0 / 3 - 4.0 / 3), 1e-9);
    fixture_end(&fixture);
}

static void an_unfinished_sweep_has_no_bands(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_begin(&fixture);
    EXPECT_EQUAL(read_bands(&fixture, POINTS - 1, false).step_count, 0);
    fixture_end(&fixture);
}

static void without_curves_nothing_is_kept(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_begin(&fixture);
    fixture.plan.curves = (SweepCurves){0};
    EXPECT_EQUAL(sweep_plan_row_length(&fixture.plan), 1);
    EXPECT_EQUAL(read_bands(&fixture, 0, false).step_count, 0);
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(factors_and_chance_are_separated_step_by_step),
        cmocka_unit_test(points_wrongly_said_to_be_independent_are_seen),
        cmocka_unit_test(an_unfinished_sweep_has_no_bands),
        cmocka_unit_test(without_curves_nothing_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
