/* The pool over replications that are made up here: their functions stand in for those of the
 * models, so that each test decides how long a piece takes and what it gives. */
#include "study/workers.h"

#include "tests/test.h"

#include "base/memory.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

enum { INSURERS = 5, STRATEGIES = 2, PIECES = INSURERS * STRATEGIES, REPLICATIONS = 40 };

struct Replication {
    uint64_t number;
    atomic_int runs[INSURERS][STRATEGIES];
};

struct InsurerWorkspace {
    int unused;
};

static const Measures measures = {.value_count = 1};
static atomic_int under_way, most_under_way;
static atomic_bool interrupted;
static uint64_t interrupt_at; /* replication in whose middle the interrupt comes */
static Scenario scenario;

const Scenario *scenario_case_base(const ScenarioCase *scenario_case)
{
    (void)scenario_case;
    return &scenario;
}

InsurerWorkspace *insurer_workspace_new(const ReplicationPlan *plan)
{
    (void)plan;
    return memory_allocate(1, sizeof(InsurerWorkspace));
}

void insurer_workspace_free(InsurerWorkspace *workspace)
{
    free(workspace);
}

Replication *replication_begin(const ReplicationPlan *plan, uint64_t number)
{
    (void)plan;
    Replication *replication = memory_allocate(1, sizeof *replication);
    replication->number = number;
    int now = atomic_fetch_add(&under_way, 1) + 1, most = atomic_load(&most_under_way);
    while (now > most && !atomic_compare_exchange_weak(&most_under_way, &most, now)) {
    }
    return replication;
}

static Failure run_failure; /* of the insurer that a test lets run away */

const Failure *insurer_workspace_failure(const InsurerWorkspace *workspace)
{
    (void)workspace;
    return &run_failure;
}

static atomic_size_t piece_count;
static size_t pieces[REPLICATIONS * PIECES]; /* in the order in which they were taken */

bool replication_run_insurer(Replication *replication, size_t insurer, size_t strategy_position,
                             InsurerWorkspace *workspace, const atomic_bool *flag)
{
    pieces[atomic_fetch_add(&piece_count, 1)] =
        (size_t)replication->number * PIECES + insurer * STRATEGIES + strategy_position;
    (void)workspace;
    /* Odd replications take longer, so that they finish out of order. */
    struct timespec pause = {0, replication->number % 2 ? 400000 : 20000};
    (void)nanosleep(&pause, NULL);
    atomic_fetch_add(&replication->runs[insurer][strategy_position], 1);
    if (replication->number == interrupt_at && insurer == 2) {
        atomic_store(&interrupted, true);
    }
    return !(flag && atomic_load(flag)) && !run_failure.failed;
}

void replication_end(Replication *replication, Outcome *outcomes)
{
    int runs = 0;
    for (size_t i = 0; i < PIECES; ++i) {
        runs += atomic_load(&replication->runs[i / STRATEGIES][i % STRATEGIES]) == 1; /* once */
    }
    outcomes[0].values[0] = runs == PIECES ? (double)replication->number : -1;
}

void replication_free(Replication *replication)
{
    atomic_fetch_sub(&under_way, 1);
    free(replication);
}

void replication_insurer_order(const ReplicationPlan *plan, size_t *order)
{
    (void)plan;
    for (size_t i = 0; i < scenario.insurer_count; ++i) {
        order[i] = scenario.insurer_count - 1 - i;
    }
}

double replication_insurer_work(const ReplicationPlan *plan, size_t insurer)
{
    (void)plan;
    return (double)insurer;
}

static size_t limit;    /* of replications under way; 0: none of its own */
static bool antithetic; /* the next runs are of pairs */

static Samples *run(size_t threads, size_t insurers, uint64_t interrupt_number)
{
    const ReplicationPlan plan = {
        .measures = &measures, .strategy_count = STRATEGIES, .antithetic = antithetic};
    Samples *samples = samples_new(&measures, STRATEGIES, NULL, 0);
    Failure failure = {0};
    scenario.insurer_count = insurers;
    atomic_store(&interrupted, false);
    atomic_store(&most_under_way, 0);
    atomic_store(&piece_count, 0);
    interrupt_at = interrupt_number;
    const WorkOrder order = {.plan = &plan,
                             .end = REPLICATIONS,
                             .threads = threads,
                             .most_under_way = limit,
                             .interrupted = &interrupted};
    EXPECT(workers_run(&order, samples, &failure));
    EXPECT_EQUAL(atomic_load(&under_way), 0); /* all were released */
    return samples;
}

static void expect_whole(const Samples *samples)
{
    for (size_t i = 0; i < samples_count(samples); ++i) {
        EXPECT_NEAR(samples_held(samples, i)->values[0], (double)samples_held(samples, i)->number,
                    0);
    }
}

static void every_piece_runs_once_and_results_stand_in_order(void **state)
{
    (void)state;
    static const size_t threads[] = {1, 2, 7};
    for (size_t i = 0; i < 3; ++i) {
        Samples *samples = run(threads[i], INSURERS, UINT64_MAX);
        EXPECT_EQUAL(samples_count(samples), REPLICATIONS);
        expect_whole(samples);
        samples_free(samples);
    }
}

/* The order of the insurers here is 4 to 0. */
static void pieces_are_taken_replication_by_replication_largest_insurer_first(void **state)
{
    (void)state;
    Samples *samples = run(1, INSURERS, UINT64_MAX);
    EXPECT_EQUAL(atomic_load(&piece_count), REPLICATIONS * PIECES);
    for (size_t i = 0; i < REPLICATIONS * PIECES; ++i) {
        const size_t insurer = INSURERS - 1 - i % PIECES / STRATEGIES, strategy = i % STRATEGIES;
        EXPECT_EQUAL(pieces[i], i / PIECES * PIECES + insurer * STRATEGIES + strategy);
    }
    samples_free(samples);
}

static void no_more_than_one_replication_over_the_threads_is_under_way(void **state)
{
    (void)state;
    Samples *samples = run(3, INSURERS, UINT64_MAX);
    EXPECT(atomic_load(&most_under_way) <= 4);
    samples_free(samples);
}

static void a_limit_of_replications_under_way_is_kept(void **state)
{
    (void)state;
    limit = 2;
    Samples *samples = run(7, INSURERS, UINT64_MAX);
    limit = 0;
    EXPECT_EQUAL(samples_count(samples), REPLICATIONS);
    EXPECT(atomic_load(&most_under_way) <= 2);
    expect_whole(samples);
    samples_free(samples);
}

static void an_interrupt_keeps_what_is_finished(void **state)
{
    (void)state;
    Samples *samples = run(2, INSURERS, 11);
    EXPECT(samples_count(samples) >= 9); /* at most two earlier ones were still under way */
    EXPECT(samples_count(samples) < REPLICATIONS);
    expect_whole(samples);
    for (size_t i = 0; i < samples_count(samples); ++i) {
        EXPECT(samples_held(samples, i)->number != 11);
    }
    samples_free(samples);
}

/* Wherever the interrupt falls. A replication that ran to its end alone would have no partner in
 * any interval. */
static void an_interrupt_leaves_no_half_of_an_antithetic_pair(void **state)
{
    (void)state;
    antithetic = true;
    for (uint64_t at = 6; at < 14; ++at) {
        Samples *samples = run(at % 2 ? 2 : 5, INSURERS, at);
        EXPECT(samples_count(samples) < REPLICATIONS);
        EXPECT(samples_count(samples) % 2 == 0);
        expect_whole(samples);
        for (size_t i = 0; i < samples_count(samples); i += 2) {
            EXPECT(samples_held(samples, i)->number % 2 == 0);
            EXPECT_EQUAL(samples_held(samples, i + 1)->number,
                         samples_held(samples, i)->number + 1);
        }
        samples_free(samples);
    }
    antithetic = false;
}

static void antithetic_pairs_all_come_in_with_the_fewest_places(void **state)
{
    (void)state;
    static const size_t limits[] = {0, 2, 3};
    antithetic = true;
    for (size_t i = 0; i < 9; ++i) {
        limit = limits[i % 3];
        Samples *samples = run(1 + i / 3 * 3, INSURERS, UINT64_MAX);
        EXPECT_EQUAL(samples_count(samples), REPLICATIONS);
        EXPECT(limit == 0 || (size_t)atomic_load(&most_under_way) <= limit);
        expect_whole(samples);
        samples_free(samples);
    }
    limit = 0;
    antithetic = false;
}

static void a_run_that_does_not_get_ahead_ends_the_study(void **state)
{
    (void)state;
    const ReplicationPlan plan = {.measures = &measures, .strategy_count = STRATEGIES};
    const WorkOrder order = {.plan = &plan, .end = REPLICATIONS, .threads = 3};
    Samples *samples = samples_new(&measures, STRATEGIES, NULL, 0);
    Failure failure = {0};
    scenario.insurer_count = INSURERS;
    atomic_store(&piece_count, 0);
    interrupt_at = UINT64_MAX;
    failure_of_input(&run_failure, "time stands still");
    EXPECT(!workers_run(&order, samples, &failure));
    EXPECT(failure.of_input);
    EXPECT_TEXT(failure.message, "time stands still");
    EXPECT_EQUAL(samples_count(samples), 0);
    EXPECT_EQUAL(atomic_load(&under_way), 0);
    run_failure = (Failure){0};
    samples_free(samples);
}

static void a_scenario_without_insurers_still_has_replications(void **state)
{
    (void)state;
    Samples *samples = run(3, 0, UINT64_MAX);
    EXPECT_EQUAL(samples_count(samples), REPLICATIONS);
    samples_free(samples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_piece_runs_once_and_results_stand_in_order),
        cmocka_unit_test(pieces_are_taken_replication_by_replication_largest_insurer_first),
        cmocka_unit_test(no_more_than_one_replication_over_the_threads_is_under_way),
        cmocka_unit_test(a_limit_of_replications_under_way_is_kept),
        cmocka_unit_test(an_interrupt_keeps_what_is_finished),
        cmocka_unit_test(an_interrupt_leaves_no_half_of_an_antithetic_pair),
        cmocka_unit_test(antithetic_pairs_all_come_in_with_the_fewest_places),
        cmocka_unit_test(a_run_that_does_not_get_ahead_ends_the_study),
        cmocka_unit_test(a_scenario_without_insurers_still_has_replications),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
