/* Demand that varies from day to day: gamma day factors of mean 1 [Avramidis 2004]. A count is then
 * Poisson of a random mean: with d days of mean m and a coefficient of variation v its variance is
 * d m + d (v m)^2. */
#include "tests/test.h"
#include "tests/theory/plain_scenario.h"

enum { REPLICATIONS = 3000 };

/* 240 a day on average, from Monday noon for one day: half of Monday and half of Tuesday, each with
 * 120 on average. */
static int run(void **state)
{
    Experiment *experiment = experiment_new("theory-day-factors");
    plain_scenario_write(
        experiment,
        &(PlainScenario){.horizon_days = 1, .sample_h = 12, .replications = REPLICATIONS});
    experiment_file(experiment, "scenario.csv",
                    "key,value\ntitle,Days\nstart,2025-03-03T12:00\nhorizon_days,1\nsample_h,12\n"
                    "replications,%d\nseed,5\n",
                    REPLICATIONS);
    experiment_file(experiment, "services.csv",
                    "id,requests_per_1000_per_day,daily_cv,servers,service_min\n"
                    "steady,10,0,100,1\nvaried,10,0.5,100,1\n");
    experiment_run(experiment, NULL);
    *state = experiment;
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

/* The sd of a sample of n is within 3.29 sqrt((2 + k) / n) / 2 of the true one, relative, where k
 * is the excess kurtosis: near 0 for the steady, 3/4 (6 / shape / 2 days) for the varied. */
static void expect_sd(Experiment *experiment, const char *service, double sd, double kurtosis)
{
    const ResultKey key = service_key(service, "requests");
    const ResultTable *summary = experiment_table(experiment, "summary.csv");
    double margin = 3.29 * sqrt((2 + kurtosis) / REPLICATIONS) / 2 * sd;
    EXPECT_NEAR(result_number(summary, &key, "sd"), sd, margin);
    EXPECT(margin < 0.06 * sd);
}

static void means_are_those_of_the_table(void **state)
{
    expect_summary(*state, service_key("steady", "requests"), 240, 0.01);
    expect_summary(*state, service_key("varied", "requests"), 240, 0.03);
}

/* sqrt(240) and sqrt(240 + 2 x (0.5 x 120)^2). One factor for both half days would give 121. */
static void each_calendar_day_has_a_factor_of_its_own(void **state)
{
    expect_sd(*state, "steady", sqrt(240), 0);
    expect_sd(*state, "varied", sqrt(240 + 2 * 3600), 0.75);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_are_those_of_the_table),
        cmocka_unit_test(each_calendar_day_has_a_factor_of_its_own),
    };
    return cmocka_run_group_tests(tests, run, end);
}
