/* What must make no difference: under which name nothing happens, which strategies run beside, in
 * which order, how many replications follow, and whom else the scenario holds. */
#include "tests/laws/laws.h"
#include "tests/test.h"

#define EVERYTHING TEST_SOURCE "/tests/examples/everything"

static const char *const four[] = {"-n", "4", "--all-replications", NULL};

static Experiment *everything(const char *name)
{
    Experiment *experiment = experiment_new(name);
    experiment_copy(experiment, EVERYTHING);
    return experiment;
}

static int run(void **state)
{
    Experiment *experiment = everything("laws-identity");
    experiment_run(experiment, four);
    *state = experiment;
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

static void expect_same_rows(Experiment *const runs[2], const char *const strategies[2],
                             const char *file, size_t rows_min)
{
    const TwoTables tables = {experiment_table(runs[0], file), experiment_table(runs[1], file),
                              strategies[0], strategies[1]};
    const Violation violation = same_rows_violation(&tables, rows_min);
    expect_none(&violation);
}

static void expect_same(Experiment *const runs[2], const char *const strategies[2])
{
    expect_same_rows(runs, strategies, "summary.csv", 500);
    expect_same_rows(runs, strategies, "curves.csv", 1000);
    expect_same_rows(runs, strategies, "replications.csv", 1000);
}

static void expect_same_strategy(Experiment *first, Experiment *second, const char *strategy)
{
    Experiment *const runs[] = {first, second};
    const char *const strategies[] = {strategy, strategy};
    expect_same(runs, strategies);
    expect_same_rows(runs, strategies, "restoration.csv", 0);
}

/* Without an attack and outages every strategy but the one that changes cells is the reference. */
static void where_nothing_happens_every_strategy_is_undisturbed(void **state)
{
    static const char *const strategies[] = {"teilweise", "voll", "standort", "liste", "abwarten"};
    Experiment *calm = everything("laws-identity-calm");
    (void)state;
    experiment_file(calm, "outages.csv", "target,start_h,duration_h\n");
    experiment_remove(calm, "attack.csv");
    experiment_file(calm, "overrides.csv",
                    "strategy,cell,value\n"
                    "teilweise-plus,services.eau.servers_per_100k,x2\n");
    experiment_run(calm, four);
    for (size_t i = 0; i < sizeof strategies / sizeof strategies[0]; i++) {
        expect_same((Experiment *const[]){calm, calm},
                    (const char *const[]){strategies[i], "undisturbed"});
    }
    /* The planted fault: twice the servers are not the reference. */
    const TwoTables tables = {experiment_table(calm, "summary.csv"),
                              experiment_table(calm, "summary.csv"), "teilweise-plus",
                              "undisturbed"};
    EXPECT(same_rows_violation(&tables, 500).found);
    experiment_free(calm);
}

static void a_strategy_is_the_same_without_the_others(void **state)
{
    Experiment *few = everything("laws-identity-few");
    experiment_run(few, (const char *const[]){"-n", "4", "--all-replications", "--strategies",
                                              "teilweise-plus,voll", NULL});
    expect_same_strategy(few, *state, "voll");
    expect_same_strategy(few, *state, "teilweise-plus");
    expect_same_strategy(few, *state, "undisturbed");
    experiment_free(few);
}

/* Insurers whose conditions are the same under two strategies are simulated once. These differ in
 * nothing but what queues and desks do meanwhile, so none may be taken for another. */
static void strategies_that_differ_little_are_not_taken_for_each_other(void **state)
{
    static const char *const strategies[] = {"plain", "no-fallback", "surge", "later-surge"};
    Experiment *together = everything("laws-identity-alike"),
               *alone = everything("laws-identity-one");
    Experiment *const both[] = {together, alone};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        experiment_file(both[i], "strategies.csv",
                        "id,isolate,reaction_h,contain_h,fallback,surge_agents_pct,surge_after_h\n"
                        "plain,all,1,24,,,\nno-fallback,all,1,24,no,,\n"
                        "surge,all,1,24,,50,\nlater-surge,all,1,24,,50,30\n");
        experiment_remove(both[i], "overrides.csv");
        experiment_file(both[i], "scenario.csv",
                        "key,value\ntitle,Alike\nstart,2025-04-28T06:00\nhorizon_days,10.5\n"
                        "warmup_days,2\nsample_h,2\nseed,2025\n");
    }
    experiment_run(together, four);
    const ResultTable *summary = experiment_table(together, "summary.csv");
    for (size_t i = 0; i < 4; i++) {
        const TwoTables same = {summary, summary, strategies[i], strategies[(i + 1) % 4]};
        EXPECT(same_rows_violation(&same, 500).found);
        experiment_run(alone, (const char *const[]){"-n", "4", "--all-replications", "--strategies",
                                                    strategies[i], NULL});
        expect_same_strategy(together, alone, strategies[i]);
    }
    experiment_free(together);
    experiment_free(alone);
}

static void the_order_of_strategies_changes_nothing(void **state)
{
    Experiment *turned = everything("laws-identity-turned");
    experiment_file(
        turned, "strategies.csv",
        "id,isolate,reaction_h,contain_h,escalate_at,leak,check_clean,restore_order,"
        "surge_agents_pct,surge_after_h,surge_days,fallback\n"
        "abwarten,none,,6,,,,random,,,,\n"
        "voll,all,1,24,,,,insured,50,uniform(low=6 high=18),4.5,\n"
        "teilweise-plus,compromised,exponential(mean=2),12,2,,,fifo,30,24,,\n"
        "teilweise,compromised,exponential(mean=2),12,3,0.1,yes,priority,30,24,7,yes\n");
    experiment_run(turned, four);
    expect_same_strategy(turned, *state, "voll");
    expect_same_strategy(turned, *state, "abwarten");
    expect_same_strategy(turned, *state, "teilweise");
    expect_same_strategy(turned, *state, "teilweise-plus");
    experiment_free(turned);
}

/* Replication k is the same whatever their number. */
static void more_replications_leave_the_first_as_they_are(void **state)
{
    Experiment *two = everything("laws-identity-two");
    experiment_run(two, (const char *const[]){"-n", "2", "--all-replications", NULL});
    const ResultTable *first = experiment_table(two, "replications.csv");
    const ResultTable *second = experiment_table(*state, "replications.csv");
    for (size_t row = 0; row < result_rows(first); row++) {
        const ResultKey *key = result_row(first, row);
        EXPECT_TEXT(result_cell(second, key, "value"), result_cell(first, key, "value"));
    }
    EXPECT(result_rows(first) > 1000);
    experiment_free(two);
}

/* Streams are keyed by ids: one insurer more leaves those that were there as they are, undisturbed.
 */
static void another_insurer_changes_nothing_for_the_others(void **state)
{
    Experiment *more = everything("laws-identity-more");
    experiment_file(more, "insurers.csv",
                    "id,insured,datacentre,priority,agents,desk_calendar\n"
                    "dazu,11000,nord,1,2,hotline\n"
                    "hansa,60000,nord,1,6,hotline\n"
                    "alpen,25000,sued,2,3,hotline\n"
                    "rhein,8000,sued,3,2,buero\n");
    experiment_run(more, four);
    const ResultTable *first = experiment_table(*state, "replications.csv");
    const ResultTable *second = experiment_table(more, "replications.csv");
    size_t compared = 0;
    for (size_t row = 0; row < result_rows(first); row++) {
        const ResultKey *key = result_row(first, row);
        bool queue = strcmp(key->scope, "service") == 0 || strcmp(key->scope, "channel") == 0;
        if (queue && strchr(key->id, '@') && strcmp(key->strategy, "undisturbed") == 0) {
            EXPECT_TEXT(result_cell(second, key, "value"), result_cell(first, key, "value"));
            compared++;
        }
    }
    EXPECT(compared > 100);
    experiment_free(more);
}

/* Another seed is another run: the streams do depend on it. */
static void another_seed_gives_other_numbers(void **state)
{
    Experiment *other = everything("laws-identity-seed");
    experiment_run(other, (const char *const[]){"-n", "4", "--seed", "2026", NULL});
    const ResultKey key = RESULT_KEY("undisturbed", "service", "eau", "wait_mean_h");
    double difference = experiment_mean(other, key) - experiment_mean(*state, key);
    EXPECT(fabs(difference) > 0);
    experiment_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_nothing_happens_every_strategy_is_undisturbed),
        cmocka_unit_test(a_strategy_is_the_same_without_the_others),
        cmocka_unit_test(strategies_that_differ_little_are_not_taken_for_each_other),
        cmocka_unit_test(the_order_of_strategies_changes_nothing),
        cmocka_unit_test(more_replications_leave_the_first_as_they_are),
        cmocka_unit_test(another_insurer_changes_nothing_for_the_others),
        cmocka_unit_test(another_seed_gives_other_numbers),
    };
    return cmocka_run_group_tests(tests, run, end);
}
