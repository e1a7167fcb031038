/* The library as a program meets it: through brownout.h alone.
 */
#include "library/brownout.h"
#include "tests/test.h"

#include <stdlib.h>
#include <sys/stat.h>

#define FIRST_LOOK TEST_SOURCE "/scenarios/first-look"

typedef struct Fixture {
    BrownoutScenario *scenario;
    BrownoutResults *results;
} Fixture;

static Fixture run(const BrownoutRun *how)
{
    Fixture fixture = {.scenario = brownout_scenario_read(FIRST_LOOK, NULL, 0)};
    EXPECT(!brownout_scenario_error(fixture.scenario));
    fixture.results = brownout_run(fixture.scenario, how);
    return fixture;
}

static void end(Fixture *fixture)
{
    brownout_results_free(fixture->results);
    brownout_scenario_free(fixture->scenario);
}

static void a_scenario_says_what_it_holds(void **state)
{
    (void)state;
    BrownoutScenario *scenario = brownout_scenario_read(FIRST_LOOK, NULL, 0);
    EXPECT(!brownout_scenario_error(scenario));
    EXPECT(strstr(brownout_scenario_title(scenario), "First look"));
    EXPECT_EQUAL(brownout_strategy_count(scenario), 5);
    EXPECT_TEXT(brownout_strategy_id(scenario, 0), "wait");
    EXPECT_TEXT(brownout_strategy_name(scenario, 999), "");
    brownout_scenario_free(scenario);
}

static void mistakes_are_told_all_at_once(void **state)
{
    (void)state;
    const char *const changes[] = {"insurers.*.agents=-1", "nosuch.cell=1"};
    BrownoutScenario *scenario = brownout_scenario_read(FIRST_LOOK, changes, 2);
    const char *error = brownout_scenario_error(scenario);
    EXPECT(error && strstr(error, "--set:1:") && strstr(error, "--set:2:nosuch.cell:"));
    EXPECT_EQUAL(brownout_strategy_count(scenario), 0);
    BrownoutResults *results = brownout_run(scenario, NULL);
    EXPECT(strstr(brownout_results_error(results), "the scenario has mistakes"));
    EXPECT_EQUAL(brownout_value_count(results), 0);
    brownout_results_free(results);
    brownout_scenario_free(scenario);
}

/* The mean is that of the values; the difference that of the means, where both are always defined.
 */
static void estimates_are_those_of_the_replications(void **state)
{
    (void)state;
    Fixture fixture = run(&(BrownoutRun){.replications = 4});
    double values[4], sum = 0;
    BrownoutEstimate full, partial;
    BrownoutDifference difference;
    EXPECT_EQUAL(brownout_replications(fixture.results), 4);
    EXPECT_EQUAL(brownout_replication_values(fixture.results, "partial", "total/all/cost_total_eur",
                                             values, 4),
                 4);
    for (size_t i = 0; i < 4; ++i) {
        sum += values[i];
    }
    EXPECT(brownout_estimate(fixture.results, "partial", "total/all/cost_total_eur", &partial));
    EXPECT(brownout_estimate(fixture.results, "full", "total/all/cost_total_eur", &full));
    EXPECT_EQUAL(partial.replications, 4);
    EXPECT_NEAR(partial.mean, sum / 4, 1e-9 * sum);
    EXPECT(partial.low < partial.mean && partial.mean < partial.high);
    EXPECT(
        brownout_difference(fixture.results, "partial", "total/all/cost_total_eur", &difference));
    EXPECT_NEAR(difference.mean, partial.mean - full.mean, 1e-9 * full.mean);
    EXPECT_NEAR(difference.baseline_mean, full.mean, 1e-12 * full.mean);
    EXPECT(!brownout_results_error(fixture.results));
    end(&fixture);
}

static void threads_and_a_second_run_change_no_bit(void **state)
{
    (void)state;
    Fixture one = run(&(BrownoutRun){.replications = 3});
    Fixture three = run(&(BrownoutRun){.replications = 3, .threads = 3});
    const size_t count = brownout_value_count(one.results);
    EXPECT(count > 500);
    EXPECT_EQUAL(brownout_value_count(three.results), count);
    for (size_t i = 0; i < count; ++i) {
        const BrownoutValue value = brownout_value(one.results, i);
        double a[3], b[3];
        brownout_replication_values(one.results, "partial", value.name, a, 3);
        brownout_replication_values(three.results, "partial", value.name, b, 3);
        EXPECT_EQUAL(memcmp(a, b, sizeof a), 0);
    }
    end(&one);
    end(&three);
}

static void wrong_names_are_answered_and_do_not_stick(void **state)
{
    (void)state;
    Fixture fixture = run(&(BrownoutRun){.replications = 1, .strategies = "partial"});
    BrownoutEstimate estimate;
    EXPECT(!brownout_estimate(fixture.results, "partail", "total/all/restored_h", &estimate));
    EXPECT(strstr(brownout_results_error(fixture.results), "did you mean partial?"));
    EXPECT(!brownout_estimate(fixture.results, "partial", "total/all/nosuch", &estimate));
    EXPECT(strstr(brownout_results_error(fixture.results), "total/all/nosuch"));
    EXPECT(!brownout_estimate(fixture.results, "partial", "total", &estimate));
    EXPECT(!brownout_estimate(fixture.results, "partial", "total/crew_hours", &estimate));
    EXPECT(strstr(brownout_results_error(fixture.results), "it is named scope/id/metric"));
    EXPECT(!brownout_estimate(fixture.results, NULL, NULL, &estimate));
    EXPECT(brownout_estimate(fixture.results, "partial", "total/all/crew_hours", &estimate));
    EXPECT(!brownout_results_error(fixture.results));
    EXPECT(isnan(estimate.low)); /* one replication has no interval */
    EXPECT_TEXT(brownout_value(fixture.results, SIZE_MAX).scope, "");
    end(&fixture);

    Fixture unknown = run(&(BrownoutRun){.strategies = "partail"});
    EXPECT(strstr(brownout_results_error(unknown.results), "did you mean partial?"));
    end(&unknown);
}

static bool stop_at_once(void *context, double share)
{
    *(size_t *)context += share >= 0 && share <= 1;
    return false;
}

/* A run of a hundred thousand replications takes minutes; it is stopped at the first report. */
static void a_run_can_be_stopped(void **state)
{
    (void)state;
    size_t told = 0;
    Fixture fixture =
        run(&(BrownoutRun){.replications = 100000, .progress = stop_at_once, .context = &told});
    EXPECT(told >= 1);
    EXPECT(brownout_replications(fixture.results) < 100000);
    EXPECT(brownout_replications(fixture.results) > 0 || brownout_results_error(fixture.results));
    end(&fixture);
}

static void results_are_written_where_they_can_be(void **state)
{
    (void)state;
    Fixture fixture = run(&(BrownoutRun){.replications = 2});
    struct stat status;
    EXPECT(brownout_results_write(fixture.results, TEST_RUNS "/library"));
    EXPECT(stat(TEST_RUNS "/library/comparison.csv", &status) == 0 && status.st_size > 1000);
    EXPECT(!brownout_results_write(fixture.results, "/proc/nowhere"));
    EXPECT(strstr(brownout_results_error(fixture.results), "/proc/nowhere"));
    EXPECT(!brownout_results_write(fixture.results, NULL));
    end(&fixture);
}

static void nothing_is_asked_of_nothing(void **state)
{
    (void)state;
    BrownoutResults *results = brownout_run(NULL, NULL);
    EXPECT(brownout_results_error(results));
    brownout_results_free(results);
    BrownoutScenario *scenario = brownout_scenario_read(NULL, NULL, 0);
    EXPECT(brownout_scenario_error(scenario));
    brownout_scenario_free(scenario);
    EXPECT(brownout_scenario_error(NULL) && brownout_results_error(NULL));
    EXPECT_EQUAL(brownout_replications(NULL), 0);
    EXPECT(!brownout_results_write(NULL, "x"));
    brownout_scenario_free(NULL);
    brownout_results_free(NULL);
    EXPECT(strlen(brownout_version()) >= 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scenario_says_what_it_holds),
        cmocka_unit_test(mistakes_are_told_all_at_once),
        cmocka_unit_test(estimates_are_those_of_the_replications),
        cmocka_unit_test(threads_and_a_second_run_change_no_bit),
        cmocka_unit_test(wrong_names_are_answered_and_do_not_stick),
        cmocka_unit_test(a_run_can_be_stopped),
        cmocka_unit_test(results_are_written_where_they_can_be),
        cmocka_unit_test(nothing_is_asked_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
