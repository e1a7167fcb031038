#include "models/replication.h"

#include "tests/models/scenario_fixture.h"

enum { STRATEGIES_MOST = 4 };

/* A case with an attack, an outage of a zone, services and channels, and what one replication of it
 * gave. */
typedef struct Part {
    ScenarioFixture fixture;
    Arena *arena;
    size_t strategies[STRATEGIES_MOST];
    ReplicationPlan plan;
    Outcome outcomes[STRATEGIES_MOST];
} Part;

static void write_case(ScenarioFixture *fixture)
{
    fixture_write(fixture, "services.csv",
                  "id,needs,requests_per_1000_per_day,servers_per_100k,service_min,contact_prob,"
                  "contact_delay_h,contact_channel\n"
                  "online,core,10,20,exponential(mean=10),0.3,exponential(mean=5),phone\n");
    fixture_write(fixture, "channels.csv",
                  "id,case_needs,contacts_per_1000_per_day,handle_min,patience_min,redial_prob,"
                  "redial_h\nphone,core,5,exponential(mean=6),exponential(mean=4),0.5,1\n");
    fixture_write(fixture, "attack.csv", "key,value\nentry,sued\nstart_h,20\ndetect_h,2\n");
    fixture_write(fixture, "outages.csv", "target,start_h,duration_h\nzone:nord,100,5\n");
}

/* Strategies: NONE is the reference, 0 `wait` (isolates nothing), 1 `full`, 2 `own` (the zone that
 * was noticed), 3 `late` (notices nothing before 20 + 230). */
static void part_init(Part *part, size_t count, const size_t *strategies)
{
    *part = (Part){.arena = arena_new(0)};
    fixture_init(&part->fixture);
    write_case(&part->fixture);
    fixture_write(&part->fixture, "strategies.csv",
                  "id,isolate\nwait,none\nfull,all\nown,compromised\nlate,all\n");
    fixture_write(&part->fixture, "overrides.csv",
                  "strategy,cell,value\nlate,attack.detect_h,230\n");
    fixture_write(&part->fixture, "insurers.csv",
                  "id,insured,datacentre,agents\nhansa,60000,nord,2\nalpen,25000,sued,2\n"
                  "rhein,8000,sued,1\n");
    fixture_read_well(&part->fixture);
    memcpy(part->strategies, strategies, count * sizeof *strategies);
    part->plan = (ReplicationPlan){
        .scenario_case = part->fixture.scenario_case,
        .measures = measures_new(part->fixture.base, MEASURES_INSURER_CURVES, part->arena),
        .strategy_count = count,
        .strategies = part->strategies,
        .seed = 5,
    };
    const Measures *const measures = part->plan.measures;
    for (size_t s = 0; s < count; s++) {
        part->outcomes[s] = (Outcome){
            .values = arena_allocate(part->arena, measures->value_count, sizeof(double)),
            .curves = arena_allocate(part->arena, measures->curve_doubles, sizeof(double)),
            .zones = arena_allocate(part->arena, measures->zone_count, sizeof(WorkTimes)),
            .instances = arena_allocate(part->arena, measures->instance_count, sizeof(WorkTimes))};
    }
}

static void part_deinit(Part *part)
{
    arena_free(part->arena);
    fixture_deinit(&part->fixture);
}

/* Runs the insurers in this order, each under the first strategy first or, where the last insurer
 * comes first, under the last; in one workspace (or each in a fresh one). */
static void run(Part *part, const size_t order[3], bool fresh)
{
    Replication *const replication = replication_begin(&part->plan, 3);
    InsurerWorkspace *workspace = insurer_workspace_new(&part->plan);
    for (size_t i = 0; i < 3; i++) {
        if (fresh) {
            insurer_workspace_free(workspace);
            workspace = insurer_workspace_new(&part->plan);
        }
        for (size_t s = 0; s < part->plan.strategy_count; s++) {
            const size_t position = order[0] == 0 ? s : part->plan.strategy_count - 1 - s;
            EXPECT(replication_run_insurer(replication, order[i], position, workspace, NULL));
        }
    }
    insurer_workspace_free(workspace);
    replication_end(replication, part->outcomes);
    replication_free(replication);
}

static const size_t IN_ORDER[] = {0, 1, 2};
static const size_t BACKWARDS[] = {2, 1, 0};

static void expect_same(const Measures *measures, const Outcome *a, const Outcome *b)
{
    for (size_t i = 0; i < measures->value_count; i++) {
        EXPECT_NEAR(a->values[i], b->values[i], 0);
    }
    for (size_t i = 0; i < measures->curve_doubles; i++) {
        EXPECT_NEAR(a->curves[i], b->curves[i], 0);
    }
}

static double value(const Part *part, size_t position, const char *scope, const char *id,
                    const char *metric)
{
    const size_t row = measures_find(part->plan.measures, scope, id, metric);
    EXPECT(row != SIZE_MAX);
    return part->outcomes[position].values[row];
}

/* The attack is in sued: under `wait` nothing is isolated, under `own` and `full` sued is. hansa in
 * nord meets the outage alone under all of them (`full` isolates nord, too, but finds nothing to
 * check); alpen and rhein meet the same under `own` and `full`. */
static void what_is_reused_is_what_running_alone_gives(void **state)
{
    (void)state;
    static const size_t together[] = {NONE, 0, 1, 2};
    Part all;
    part_init(&all, 4, together);
    run(&all, IN_ORDER, false);
    EXPECT_EQUAL(all.outcomes[0].reused_insurers, 0);
    EXPECT_EQUAL(all.outcomes[1].reused_insurers, 2); /* nothing happens in sued */
    EXPECT_EQUAL(all.outcomes[2].reused_insurers, 1); /* hansa */
    EXPECT_EQUAL(all.outcomes[3].reused_insurers, 3);
    for (size_t s = 0; s < 4; s++) {
        Part alone;
        part_init(&alone, 1, &together[s]);
        run(&alone, IN_ORDER, false);
        expect_same(all.plan.measures, &all.outcomes[s], &alone.outcomes[0]);
        EXPECT_EQUAL(alone.outcomes[0].reused_insurers, 0);
        part_deinit(&alone);
    }
    EXPECT(value(&all, 2, "service", "online", "downtime_h") > 0);
    part_deinit(&all);
}

/* What is simulated once is counted once. */
static void work_is_counted_where_it_was_done(void **state)
{
    (void)state;
    static const size_t twice[] = {1, 1};
    Part part;
    part_init(&part, 2, twice);
    run(&part, IN_ORDER, false);
    EXPECT(part.outcomes[0].requests > 1000 && part.outcomes[0].contacts > 1000);
    EXPECT(part.outcomes[0].events > part.outcomes[0].requests + part.outcomes[0].contacts);
    EXPECT_EQUAL(part.outcomes[1].requests + part.outcomes[1].contacts + part.outcomes[1].events,
                 0);
    expect_same(part.plan.measures, &part.outcomes[0], &part.outcomes[1]);
    part_deinit(&part);
}

static void a_workspace_keeps_nothing_of_the_insurer_before(void **state)
{
    (void)state;
    static const size_t full[] = {1};
    Part kept, fresh;
    part_init(&kept, 1, full);
    part_init(&fresh, 1, full);
    run(&kept, IN_ORDER, false);
    run(&fresh, IN_ORDER, true);
    expect_same(kept.plan.measures, &kept.outcomes[0], &fresh.outcomes[0]);
    part_deinit(&kept);
    part_deinit(&fresh);
}

static void the_order_of_insurers_changes_nothing(void **state)
{
    (void)state;
    static const size_t full[] = {1};
    Part forwards, backwards;
    part_init(&forwards, 1, full);
    part_init(&backwards, 1, full);
    run(&forwards, IN_ORDER, false);
    run(&backwards, BACKWARDS, false);
    expect_same(forwards.plan.measures, &forwards.outcomes[0], &backwards.outcomes[0]);
    part_deinit(&forwards);
    part_deinit(&backwards);
}

/* An interrupted run leaves the workspace fit for the next. */
static void an_interrupted_insurer_is_not_finished(void **state)
{
    (void)state;
    static const size_t full[] = {1};
    const atomic_bool interrupted = true;
    Part part;
    part_init(&part, 1, full);
    InsurerWorkspace *const workspace = insurer_workspace_new(&part.plan);
    Replication *const stopped = replication_begin(&part.plan, 0);
    EXPECT(!replication_run_insurer(stopped, 0, 0, workspace, &interrupted));
    replication_free(stopped);
    Replication *const next = replication_begin(&part.plan, 0);
    EXPECT(replication_run_insurer(next, 0, 0, workspace, NULL));
    replication_free(next);
    insurer_workspace_free(workspace);
    part_deinit(&part);
}

/* The outage holds nord from 100 to 105; sued is isolated at 22 and back in the same instant, for
 * its rebuild_h is 0. */
static void a_zone_is_restored_when_it_last_came_up(void **state)
{
    (void)state;
    static const size_t strategies[] = {0, 1};
    Part part;
    part_init(&part, 2, strategies);
    run(&part, IN_ORDER, false);
    EXPECT_NEAR(value(&part, 0, "zone", "nord", "downtime_h"), 5, 1e-9);
    EXPECT_NEAR(value(&part, 0, "zone", "nord", "restored_h"), 105, 1e-9);
    EXPECT_NEAR(value(&part, 0, "zone", "sued", "restored_h"), NAN, 0);
    EXPECT_NEAR(value(&part, 1, "zone", "sued", "restored_h"), 22, 1e-9);
    EXPECT_NEAR(value(&part, 1, "zone", "nord", "restored_h"), 105, 1e-9);
    part_deinit(&part);
}

/* 60 000 of 93 000 insured are hansa's, which alone is ever down: half of all are restored with it
 * at 105, and never were fewer in the reference. */
static void half_are_restored_with_the_insurer_that_makes_it_half(void **state)
{
    (void)state;
    static const size_t strategies[] = {NONE, 0};
    Part part;
    part_init(&part, 2, strategies);
    run(&part, IN_ORDER, false);
    EXPECT_NEAR(value(&part, 0, "total", "all", "restored_half_h"), NAN, 0);
    EXPECT_NEAR(value(&part, 0, "total", "all", "restored_h"), NAN, 0);
    EXPECT_NEAR(value(&part, 1, "total", "all", "restored_half_h"), 105, 1e-9);
    EXPECT_NEAR(value(&part, 1, "total", "all", "restored_h"), 105, 1e-9);
    EXPECT_NEAR(value(&part, 1, "total", "all", "insured_hours_lost"), 5 * 60000, 1e-6);
    EXPECT_NEAR(value(&part, 1, "insurer", "alpen", "restored_h"), NAN, 0);
    part_deinit(&part);
}

/* At 250, the horizon being 240: sooner or later there is a notice of every attack. In the
 * reference there is none to notice. */
static void a_notice_after_the_horizon_is_censored(void **state)
{
    (void)state;
    static const size_t strategies[] = {NONE, 1, 3};
    Part part;
    part_init(&part, 3, strategies);
    run(&part, IN_ORDER, false);
    EXPECT_NEAR(value(&part, 0, "total", "all", "detected_h"), NAN, 0);
    EXPECT_NEAR(value(&part, 1, "total", "all", "detected_h"), 22, 1e-9);
    EXPECT_NEAR(value(&part, 2, "total", "all", "detected_h"), INFINITY, 0);
    part_deinit(&part);
}

typedef struct CountingTrace {
    Trace trace;
    uint64_t requests, contacts;
} CountingTrace;

static void count(Trace *trace, const TraceRecord *record)
{
    CountingTrace *const counting = (CountingTrace *)(void *)trace;
    counting->requests += strcmp(record->event, "request_arrives") == 0;
    counting->contacts += strcmp(record->event, "contact_arrives") == 0;
}

static void a_trace_tells_of_the_same_replication(void **state)
{
    (void)state;
    static const size_t full[] = {1};
    CountingTrace counting = {.trace.write = count};
    Part part;
    part_init(&part, 1, full);
    run(&part, IN_ORDER, false);
    EXPECT(replication_trace(&part.plan, 3, 0, &counting.trace, &(Failure){0}));
    EXPECT_EQUAL(counting.requests, part.outcomes[0].requests);
    EXPECT_EQUAL(counting.contacts, part.outcomes[0].contacts);
    part_deinit(&part);
}

/* Too short a delay makes one caller redial for ever at one instant: 1e-20 h is lost in rounding
 * after any time over 1e-4 h.
 */
static void a_run_that_stands_still_is_stopped_and_told(void **state)
{
    (void)state;
    static const size_t full[] = {1};
    Part part;
    part_init(&part, 1, full);
    scenario_case_free(part.fixture.scenario_case);
    part.fixture.sets[part.fixture.set_count++] = "channels.phone.redial_prob=1";
    part.fixture.sets[part.fixture.set_count++] = "channels.phone.redial_h=1e-20";
    part.fixture.sets[part.fixture.set_count++] = "channels.phone.patience_min=0";
    fixture_read_well(&part.fixture);
    part.plan.scenario_case = part.fixture.scenario_case;
    Replication *const replication = replication_begin(&part.plan, 3);
    InsurerWorkspace *const workspace = insurer_workspace_new(&part.plan);
    EXPECT(!insurer_workspace_failure(workspace)->failed);
    EXPECT(!replication_run_insurer(replication, 0, 0, workspace, NULL));
    const Failure *const failure = insurer_workspace_failure(workspace);
    EXPECT(failure->failed && failure->of_input);
    /* 15 a day of 1000 insured, 60 000 of them, for ten days */
    EXPECT(strstr(failure->message, "insurer hansa, strategy full, replication 4: time stands "
                                    "still at 2025-03-"));
    EXPECT(strstr(failure->message, "about 9e+03 requests and contacts are expected"));
    insurer_workspace_free(workspace);
    replication_free(replication);
    part_deinit(&part);
}

static void the_largest_insurer_is_run_first(void **state)
{
    (void)state;
    static const size_t full[] = {1};
    size_t order[3];
    Part part;
    part_init(&part, 1, full);
    replication_insurer_order(&part.plan, order);
    EXPECT_EQUAL(order[0], 0);
    EXPECT_EQUAL(order[1], 1);
    EXPECT_EQUAL(order[2], 2);
    /* 15 a day of 1000 insured, for ten days */
    EXPECT_NEAR(replication_insurer_work(&part.plan, 2), 15.0 * 8 * 10, 1e-6);
    part_deinit(&part);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_reused_is_what_running_alone_gives),
        cmocka_unit_test(work_is_counted_where_it_was_done),
        cmocka_unit_test(a_workspace_keeps_nothing_of_the_insurer_before),
        cmocka_unit_test(the_order_of_insurers_changes_nothing),
        cmocka_unit_test(an_interrupted_insurer_is_not_finished),
        cmocka_unit_test(a_zone_is_restored_when_it_last_came_up),
        cmocka_unit_test(half_are_restored_with_the_insurer_that_makes_it_half),
        cmocka_unit_test(a_notice_after_the_horizon_is_censored),
        cmocka_unit_test(a_trace_tells_of_the_same_replication),
        cmocka_unit_test(a_run_that_stands_still_is_stopped_and_told),
        cmocka_unit_test(the_largest_insurer_is_run_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
