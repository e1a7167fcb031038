/* Mean wait of M/G/1 for every distribution of the format: a check from the cell of a CSV file to
 * the moments of what is drawn. One service for each, 24 an hour, with one server. */
#include "tests/test.h"
#include "tests/theory/plain_scenario.h"
#include "tests/theory/pollaczek_khinchine.h"

#include <gsl/gsl_sf_gamma.h>

static const double ARRIVALS_PER_H = 24;

typedef struct WorkCase {
    const char *id, *cell;   /* in minutes */
    double mean_min, second; /* E S, E S^2 in min^2; filled where the formula is no number */
} WorkCase;

/* Second moments: mean^2 (1 + cv^2), or as derived at the right. Where both are 0 see fill(). */
static WorkCase cases[] = {
    {"constant", "1.75", 1.75, 1.75 * 1.75},
    {"exponential", "exponential(mean=1.6)", 1.6, 2 * 1.6 * 1.6},
    {"uniform", "uniform(low=0.5 high=2.5)", 1.5, 1.5 * 1.5 + 4.0 / 12}, /* (high - low)^2 / 12 */
    {"triangular", "triangular(low=0 mode=1 high=3)", 4.0 / 3, 16.0 / 9 + (9 + 1 - 3) / 18.0},
    {"pert", "pert(low=0.5 mode=1.5 high=3)", 0, 0},
    {"lognormal", "lognormal(mean=1.5 sd=1.8)", 1.5, 1.5 * 1.5 + 1.8 * 1.8},
    {"gamma", "gamma(mean=1.5 sd=1.2)", 1.5, 1.5 * 1.5 + 1.2 * 1.2},
    {"weibull", "weibull(scale=1.6 shape=0.9)", 0, 0},
    {"erlang", "erlang(k=3 mean=1.8)", 1.8, 1.8 * 1.8 * 4 / 3}, /* cv^2 = 1/3 */
    {"mixed", "hyperexponential(p=0.8 mean1=1 mean2=4)", 1.6, 2 * (0.8 * 1 + 0.2 * 16)},
    {"pareto", "pareto(scale=1 shape=4.5)", 4.5 / 3.5, 4.5 / 2.5}, /* a s^k / (a - k) */
    {"beta", "beta(low=0 high=4 a=2 b=3)", 1.6, 1.6 * 1.6 + 16 * 6.0 / (25 * 6)},
    {"discrete", "discrete(values=1|2|5 weights=3|2|1)", 2, (3 + 8 + 25) / 6.0},
    {"normal", "normal(mean=1.5 sd=0.3)", 1.5, 1.5 * 1.5 + 0.3 * 0.3}, /* the cut is at 5 sd */
    {"empirical", "empirical(file=observed.csv)", 1.5, (0.25 + 1 + 4 + 6.25) / 4},
};
enum { CASES = sizeof cases / sizeof cases[0] };

/* Weibull: E S^k = scale^k Gamma(1 + k / shape). PERT: a beta of mean (low + 4 mode + high) / 6 and
 * variance (mean - low)(high - mean) / 7 [Malcolm 1959]. */
static void fill(void)
{
    for (size_t i = 0; i < CASES; i++) {
        if (strcmp(cases[i].id, "weibull") == 0) {
            cases[i].mean_min = 1.6 * gsl_sf_gamma(1 + 1 / 0.9);
            cases[i].second = 1.6 * 1.6 * gsl_sf_gamma(1 + 2 / 0.9);
        } else if (strcmp(cases[i].id, "pert") == 0) {
            double mean = (0.5 + 4 * 1.5 + 3) / 6;
            cases[i].mean_min = mean;
            cases[i].second = mean * mean + (mean - 0.5) * (3 - mean) / 7;
        }
    }
}

static int run(void **state)
{
    Experiment *experiment = experiment_new("theory-general-work");
    char services[2048] = "id,requests_per_1000_per_day,servers,service_min\n";
    fill();
    plain_scenario_write(
        experiment,
        &(PlainScenario){.horizon_days = 40, .warmup_days = 2, .sample_h = 24, .replications = 40});
    for (size_t i = 0; i < CASES; i++) {
        size_t used = strlen(services);
        snprintf(services + used, sizeof services - used, "%s,%g,1,%s\n", cases[i].id,
                 ARRIVALS_PER_H, cases[i].cell);
    }
    experiment_file(experiment, "services.csv", "%s", services);
    experiment_file(experiment, "observed.csv", "value\n0.5\n1\n2\n2.5\n");
    experiment_run(experiment, NULL);
    *state = experiment;
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

static ServiceMoments moments_of(const WorkCase *work)
{
    return (ServiceMoments){.first = work->mean_min / 60, .second = work->second / 3600};
}

static void mean_waits_are_those_of_pollaczek_and_khinchine(void **state)
{
    for (size_t i = 0; i < CASES; i++) {
        ServiceMoments moments = moments_of(&cases[i]);
        expect_summary(*state, service_key(cases[i].id, "wait_mean_h"),
                       pollaczek_khinchine_wait_h(ARRIVALS_PER_H, &moments), 0.08);
    }
}

/* The server is busy for lambda E S, and who arrives waits with that probability. */
static void the_server_is_busy_for_the_mean_work(void **state)
{
    for (size_t i = 0; i < CASES; i++) {
        double load = ARRIVALS_PER_H * cases[i].mean_min / 60;
        expect_summary(*state, service_key(cases[i].id, "utilisation"), load, 0.02);
        expect_summary(*state, service_key(cases[i].id, "wait_prob"), load, 0.02);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_waits_are_those_of_pollaczek_and_khinchine),
        cmocka_unit_test(the_server_is_busy_for_the_mean_work),
    };
    return cmocka_run_group_tests(tests, run, end);
}
