#include "models/measures_layout.h"
#include "models/outcome_pool.h"
#include "tests/models/insurer_fixture.h"

/* A case of `insurers` with one service and one channel, and room for its curves. */
typedef struct Part {
    Fixture fixture;
    InsurerSpec specs[3];
    const Measures *measures;
    OutcomePool *pool;
    double *curves;
} Part;

static void part_init(Part *part, size_t insurers)
{
    static const char *const ids[] = {"first", "second", "third"};
    fixture_init(&part->fixture);
    Scenario *const scenario = &part->fixture.scenario;
    for (size_t i = 0; i < 3; i++) {
        part->specs[i] = part->fixture.insurer_spec;
        part->specs[i].id = ids[i];
        part->specs[i].insured = 500 + 300 * i;
        part->specs[i].agents = 2;
    }
    scenario->insurers = part->specs;
    scenario->insurer_count = insurers;
    scenario->service_count = scenario->channel_count = 1;
    part->measures = measures_new(scenario, MEASURES_INSURER_CURVES, part->fixture.arena);
    part->pool = outcome_pool_new(scenario, part->measures);
    part->curves = calloc(part->measures->curve_doubles, sizeof(double));
    part->fixture.insurer = insurer_new(scenario);
}

static void part_deinit(Part *part)
{
    free(part->curves);
    outcome_pool_free(part->pool);
    fixture_deinit(&part->fixture);
}

/* Runs insurer `index`, whose work is random, with an outage from 50 to 60. */
static void run(Part *part, size_t index)
{
    Fixture *const f = &part->fixture;
    f->service.service_h = described(f, "lognormal(mean=0.4 sd=0.5)");
    f->timeline.count = 0;
    add_change(f, 50, CHANGE_SERVICE, false);
    add_change(f, 60, CHANGE_SERVICE, true);
    f->conditions = (InsurerConditions){
        .scenario = &f->scenario, .insurer = index, .timeline = &f->timeline, .seed = 7};
    EXPECT(insurer_run(f->insurer, &f->conditions, NULL));
}

static const double *curve(const Part *part, Scope scope, size_t entity, size_t index)
{
    const size_t row = measures_curve_at(part->measures, scope, entity) + index;
    return part->curves + part->measures->curves[row].offset;
}

static void the_order_of_adding_changes_no_bit(void **state)
{
    (void)state;
    static const size_t orders[2][3] = {{0, 1, 2}, {2, 0, 1}};
    Part parts[2];
    for (size_t p = 0; p < 2; p++) {
        part_init(&parts[p], 3);
        for (size_t i = 0; i < 3; i++) {
            run(&parts[p], orders[p][i]);
            outcome_pool_add(parts[p].pool, parts[p].fixture.insurer);
        }
        outcome_pool_curves(parts[p].pool, parts[p].measures, parts[p].curves);
    }
    EXPECT_EQUAL(
        memcmp(parts[0].curves, parts[1].curves, parts[0].measures->curve_doubles * sizeof(double)),
        0);
    EXPECT_EQUAL(memcmp(outcome_pool_wait_h(parts[0].pool, 0),
                        outcome_pool_wait_h(parts[1].pool, 0), sizeof(Quantile)),
                 0);
    EXPECT(curve(&parts[0], SCOPE_SERVICE, 0, CURVE_SERVICE_BACKLOG)[60] > 100);
    part_deinit(&parts[0]);
    part_deinit(&parts[1]);
}

static uint32_t arrival(ServiceRecorder *recorder, double t_h)
{
    return service_recorder_arrival(recorder, t_h, service_recorder_arrival_place(recorder, t_h));
}

/* Of an insurer: in interval 3 two arrived, one was served in interval 5 after waiting 1 h with a
 * delay of 2 h, one is lost; in interval 4 one arrived that is never served. */
static void fill_service(ServiceRecorder *recorder)
{
    service_recorder_restart(recorder);
    const Served served = {
        .interval = arrival(recorder, 3.5), .wait_h = 1, .delay_h = 2, .end_h = 5.5};
    service_recorder_served(recorder, served);
    service_recorder_lost(recorder, arrival(recorder, 3.75));
    (void)arrival(recorder, 4);
    recorder->waiting_at[4] = 3;
    recorder->in_system_at[4] = 7;
}

/* In interval 2 three attempts: answered after 0.5 h, answered after 0.25 h, abandoned. */
static void fill_channel(ChannelRecorder *recorder)
{
    channel_recorder_restart(recorder);
    channel_recorder_answered(recorder, channel_recorder_attempt(recorder, 2), 0.5, false);
    channel_recorder_answered(recorder, channel_recorder_attempt(recorder, 2.1), 0.25, false);
    channel_recorder_abandoned(recorder, channel_recorder_attempt(recorder, 2.2));
    recorder->waiting_at[2] = 5;
}

/* Two insurers that are filled alike: everything twice, means and shares as numerator and
 * denominator. */
static void curves_of_a_service_are_sums_over_insurers(void **state)
{
    (void)state;
    Part part;
    part_init(&part, 2);
    fill_service(&part.fixture.insurer->service_recorders[0]);
    outcome_pool_add(part.pool, part.fixture.insurer);
    outcome_pool_add(part.pool, part.fixture.insurer);
    outcome_pool_curves(part.pool, part.measures, part.curves);
    const CurveRow *const mean = &part.measures->curves[CURVE_SERVICE_WAIT_MEAN];
    const double *const missing = part.curves + mean->missing_offset;
    EXPECT_NEAR(curve(&part, SCOPE_SERVICE, 0, CURVE_SERVICE_BACKLOG)[4], 6, 0);
    EXPECT_NEAR(curve(&part, SCOPE_SERVICE, 0, CURVE_SERVICE_IN_SYSTEM)[4], 14, 0);
    EXPECT_NEAR(curve(&part, SCOPE_SERVICE, 0, CURVE_SERVICE_ARRIVALS)[3], 4, 0);
    EXPECT_NEAR(curve(&part, SCOPE_SERVICE, 0, CURVE_SERVICE_SERVED)[5], 2, 0);
    EXPECT_NEAR(curve(&part, SCOPE_SERVICE, 0, CURVE_SERVICE_SERVED)[3], 0, 0);
    EXPECT_NEAR(curve(&part, SCOPE_SERVICE, 0, CURVE_SERVICE_LOST)[3], 2, 0);
    EXPECT_NEAR(curve(&part, SCOPE_SERVICE, 0, CURVE_SERVICE_WAIT_MEAN)[3], 2, 1e-9);
    EXPECT_NEAR(curve(&part, SCOPE_SERVICE, 0, CURVE_SERVICE_WAIT_MEAN)[mean->count + 3], 2, 0);
    EXPECT_NEAR(curve(&part, SCOPE_SERVICE, 0, CURVE_SERVICE_DELAY_MEAN)[3], 4, 1e-9);
    EXPECT_NEAR(curve(&part, SCOPE_SERVICE, 0, CURVE_SERVICE_DELAY_P50)[3], 2, 0.02);
    EXPECT_NEAR(curve(&part, SCOPE_SERVICE, 0, CURVE_SERVICE_DELAY_P50)[4], NAN, 0);
    EXPECT_NEAR(missing[3], 0, 0);
    EXPECT_NEAR(missing[4], 2, 0);
    EXPECT_NEAR(missing[mean->count + 4], 2, 0);
    EXPECT_NEAR(outcome_pool_waiting_largest(part.pool, 0), 6, 0);
    part_deinit(&part);
}

static void curves_of_channel_and_desk_are_sums_over_insurers(void **state)
{
    (void)state;
    Part part;
    part_init(&part, 2);
    fill_channel(&part.fixture.insurer->channel_recorders[0]);
    part.fixture.insurer->desk_recorder.busy_at[2] = 4;
    part.fixture.insurer->desk_recorder.agents_at[2] = 6;
    outcome_pool_add(part.pool, part.fixture.insurer);
    outcome_pool_add(part.pool, part.fixture.insurer);
    outcome_pool_curves(part.pool, part.measures, part.curves);
    const size_t n = part.measures->grid.intervals;
    const size_t first = CURVE_CHANNEL_QUEUE;
    const double *const share = curve(&part, SCOPE_CHANNEL, 0, CURVE_CHANNEL_ABANDON_SHARE - first);
    const double *const wait = curve(&part, SCOPE_CHANNEL, 0, CURVE_CHANNEL_WAIT_MEAN - first);
    EXPECT_NEAR(curve(&part, SCOPE_CHANNEL, 0, 0)[2], 10, 0);
    EXPECT_NEAR(curve(&part, SCOPE_CHANNEL, 0, CURVE_CHANNEL_ARRIVALS - first)[2], 6, 0);
    EXPECT_NEAR(share[2], 2, 0);
    EXPECT_NEAR(share[n + 2], 6, 0);
    EXPECT_NEAR(wait[2], 90, 1e-6); /* 1.5 h in minutes, of 4 */
    EXPECT_NEAR(wait[n + 2], 4, 0);
    EXPECT_NEAR(curve(&part, SCOPE_CHANNEL, 0, CURVE_CHANNEL_WAIT_P95 - first)[2], 30, 0.3);
    EXPECT_NEAR(curve(&part, SCOPE_DESK, 0, CURVE_DESK_BUSY - CURVE_DESK_BUSY)[2], 8, 0);
    EXPECT_NEAR(curve(&part, SCOPE_DESK, 0, CURVE_DESK_AGENTS - CURVE_DESK_BUSY)[2], 12, 0);
    EXPECT_NEAR(outcome_pool_queue_largest(part.pool, 0), 10, 0);
    EXPECT_NEAR(quantile_value(outcome_pool_channel_wait_h(part.pool, 0), 1), 0.5, 0.005);
    part_deinit(&part);
}

/* The second of two insurers: its rows are filled with its own, those of the first stay. */
static void an_insurer_has_its_own_curves(void **state)
{
    (void)state;
    Part part;
    part_init(&part, 2);
    run(&part, 1);
    fill_service(&part.fixture.insurer->service_recorders[0]);
    fill_channel(&part.fixture.insurer->channel_recorders[0]);
    insurer_curves(part.fixture.insurer, 1, part.measures, part.curves);
    EXPECT_NEAR(curve(&part, SCOPE_SERVICE, 1 + 1, CURVE_SERVICE_BACKLOG)[4], 3, 0);
    EXPECT_NEAR(curve(&part, SCOPE_SERVICE, 1 + 0, CURVE_SERVICE_BACKLOG)[4], 0, 0);
    EXPECT_NEAR(curve(&part, SCOPE_SERVICE, 0, CURVE_SERVICE_BACKLOG)[4], 0, 0);
    EXPECT_NEAR(curve(&part, SCOPE_CHANNEL, 1 + 1, 0)[2], 5, 0);
    EXPECT_NEAR(curve(&part, SCOPE_DESK, 1 + 1, 1)[2], 2, 0); /* agents */
    EXPECT_NEAR(curve(&part, SCOPE_DESK, 1 + 0, 1)[2], 0, 0);
    part_deinit(&part);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_adding_changes_no_bit),
        cmocka_unit_test(curves_of_a_service_are_sums_over_insurers),
        cmocka_unit_test(curves_of_channel_and_desk_are_sums_over_insurers),
        cmocka_unit_test(an_insurer_has_its_own_curves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
