/* Waits of M/M/c and M/M/c/K over servers and loads, in steady state. Each case is a service of its
 * own in one scenario; the queues have nothing to do with each other. */
#include "tests/test.h"
#include "tests/theory/erlang.h"
#include "tests/theory/plain_scenario.h"

typedef struct WaitCase {
    const char *id;
    QueueModel model;
    double within; /* half width of the interval of the mean wait, relative */
} WaitCase;

/* Loads per server: 0.5, 0.8, 0.7, 0.8, 0.9, 0.95. */
static const WaitCase cases[] = {
    {"one-half", {.arrivals_per_h = 30, .service_per_h = 60, .servers = 1}, 0.03},
    {"one-busy", {.arrivals_per_h = 48, .service_per_h = 60, .servers = 1}, 0.05},
    {"two", {.arrivals_per_h = 42, .service_per_h = 30, .servers = 2}, 0.05},
    {"five", {.arrivals_per_h = 60, .service_per_h = 15, .servers = 5}, 0.05},
    {"ten", {.arrivals_per_h = 108, .service_per_h = 12, .servers = 10}, 0.08},
    {"thirty", {.arrivals_per_h = 114, .service_per_h = 4, .servers = 30}, 0.12},
};
enum { CASES = sizeof cases / sizeof cases[0] };

typedef struct LimitCase {
    const char *id;
    QueueModel model;
    size_t places;
} LimitCase;

/* Erlang's loss system, a short queue in overload, a long one below. */
static const LimitCase limits[] = {
    {"no-place", {.arrivals_per_h = 30, .service_per_h = 6, .servers = 6}, 0},
    {"overload", {.arrivals_per_h = 60, .service_per_h = 10, .servers = 3}, 4},
    {"ten-places", {.arrivals_per_h = 72, .service_per_h = 80, .servers = 1}, 10},
};
enum { LIMITS = sizeof limits / sizeof limits[0] };

static int run(void **state)
{
    Experiment *experiment = experiment_new("theory-waits");
    char services[2048] = "id,requests_per_1000_per_day,servers,service_min,queue_limit\n";
    plain_scenario_write(
        experiment,
        &(PlainScenario){.horizon_days = 40, .warmup_days = 5, .sample_h = 24, .replications = 40});
    for (size_t i = 0; i < CASES + LIMITS; i++) {
        bool limited = i >= CASES;
        const QueueModel *model = limited ? &limits[i - CASES].model : &cases[i].model;
        size_t used = strlen(services);
        snprintf(services + used, sizeof services - used, "%s,%.17g,%zu,exponential(mean=%.17g),",
                 limited ? limits[i - CASES].id : cases[i].id, model->arrivals_per_h,
                 model->servers, 60 / model->service_per_h);
        used = strlen(services);
        if (limited) {
            snprintf(services + used, sizeof services - used, "%zu\n", limits[i - CASES].places);
        } else {
            snprintf(services + used, sizeof services - used, "\n");
        }
    }
    experiment_file(experiment, "services.csv", "%s", services);
    experiment_run(experiment, NULL);
    *state = experiment;
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

static void mean_waits_are_erlangs(void **state)
{
    for (size_t i = 0; i < CASES; i++) {
        const WaitCase *c = &cases[i];
        double wait_h = mmc_wait_mean_h(&c->model);
        expect_summary(*state, service_key(c->id, "wait_mean_h"), wait_h, c->within);
        expect_summary(*state, service_key(c->id, "delay_mean_h"),
                       wait_h + 1 / c->model.service_per_h, c->within);
    }
}

static void shares_that_wait_are_erlang_c(void **state)
{
    for (size_t i = 0; i < CASES; i++) {
        const QueueModel *model = &cases[i].model;
        double load = model->arrivals_per_h / model->service_per_h;
        expect_summary(*state, service_key(cases[i].id, "wait_prob"),
                       erlang_c(model->servers, load), 0.03);
        expect_summary(*state, service_key(cases[i].id, "utilisation"),
                       load / (double)model->servers, 0.01);
    }
}

/* Little's law: lambda times the mean wait and delay. */
static void backlogs_are_demand_times_wait(void **state)
{
    for (size_t i = 0; i < CASES; i++) {
        const QueueModel *model = &cases[i].model;
        double waiting = model->arrivals_per_h * mmc_wait_mean_h(model);
        double load = model->arrivals_per_h / model->service_per_h;
        expect_summary(*state, service_key(cases[i].id, "backlog_mean"), waiting, 0.12);
        expect_summary(*state, service_key(cases[i].id, "in_system_mean"), waiting + load, 0.08);
    }
}

/* Quantiles are kept in bounded memory with a relative error of at most 1 %, and that of a run is a
 * little biased: the interval is widened by 1.5 %. */
static void quantiles_of_the_wait_are_exponential(void **state)
{
    Experiment *experiment = *state;
    for (size_t i = 0; i < CASES; i++) {
        ResultKey key = service_key(cases[i].id, "wait_p95_h");
        const ResultTable *summary = experiment_table(experiment, "summary.csv");
        double theory_h = mmc_wait_quantile_h(&cases[i].model, 0.95);
        double half_width_h =
            result_number(summary, &key, "ci_high") - result_number(summary, &key, "mean");
        EXPECT_NEAR(experiment_mean(experiment, key), theory_h, half_width_h + 0.015 * theory_h);
        EXPECT(half_width_h < 0.15 * theory_h);
    }
}

static void limited_queues_lose_what_birth_and_death_says(void **state)
{
    Experiment *experiment = *state;
    for (size_t i = 0; i < LIMITS; i++) {
        const LimitCase *c = &limits[i];
        LimitedQueue queue = limited_queue(&c->model, c->places);
        double lost_per_run = c->model.arrivals_per_h * 40 * 24 * queue.lost_share;
        expect_summary(experiment, service_key(c->id, "lost"), lost_per_run, 0.06);
        expect_summary(experiment, service_key(c->id, "in_system_mean"), queue.in_system_mean,
                       0.03);
        if (c->places > 0) {
            expect_summary(experiment, service_key(c->id, "wait_mean_h"), queue.wait_mean_h, 0.05);
        } else {
            EXPECT_NEAR(experiment_mean(experiment, service_key(c->id, "wait_mean_h")), 0, 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_waits_are_erlangs),
        cmocka_unit_test(shares_that_wait_are_erlang_c),
        cmocka_unit_test(backlogs_are_demand_times_wait),
        cmocka_unit_test(quantiles_of_the_wait_are_exponential),
        cmocka_unit_test(limited_queues_lose_what_birth_and_death_says),
    };
    return cmocka_run_group_tests(tests, run, end);
}
