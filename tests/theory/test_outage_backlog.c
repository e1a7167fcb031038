/* What an outage does to a queue: against Kolmogorov's forward equations, instant by instant, and
 * against the fluid limit of a queue of hundreds of servers. */
#include "tests/test.h"
#include "tests/theory/fluid.h"
#include "tests/theory/plain_scenario.h"
#include "tests/theory/transient.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sf_expint.h>

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

/* 36 an hour, 15 servers of 3/h, load 12; empty at 0, down from 10 h to 13 h. `retried` has the
 * same demand and servers for all; of those who come while it is down 0.2 are lost and 0.5 retry.
 */
enum { STATES = 320, SERVERS = 15 };
static const double ARRIVALS_PER_H = 36, SERVICE_PER_H = 3, DOWN_H = 10, UP_H = 13;

static int run_small(void **state)
{
    Experiment *experiment = experiment_new("theory-outage-small");
    plain_scenario_write(
        experiment, &(PlainScenario){.horizon_days = 1.5, .sample_h = 1, .replications = 1500});
    experiment_file(experiment, "services.csv",
                    "id,requests_per_1000_per_day,servers,service_min,lost_prob,retry_prob,"
                    "retry_h\n"
                    "applications,36,15,exponential(mean=20),,,\n"
                    "retried,36,200,exponential(mean=20),0.2,0.5,exponential(mean=1)\n");
    experiment_file(experiment, "outages.csv",
                    "target,start_h,duration_h\n"
                    "service:applications,10,3\n"
                    "service:retried,10,3\n");
    experiment_run(experiment, NULL);
    *state = experiment;
    return 0;
}

/* Moves p from t to `until_h`, which lie on the same side of the outage's start and end. */
static void advance(double *p, double t_h, double until_h)
{
    const TransientPiece piece = {.duration_h = until_h - t_h,
                                  .arrivals_per_h = ARRIVALS_PER_H,
                                  .service_per_h = SERVICE_PER_H,
                                  .servers = t_h >= DOWN_H && t_h < UP_H ? 0 : SERVERS};
    transient_advance(p, STATES, &piece);
}

static ResultKey curve_key(const char *metric, double t_h)
{
    return CURVE_KEY("carry-on", "service", "applications", metric, t_h);
}

/* Waiting are those beyond the servers; while down also those who came since, as the work in
 * process at the start stays frozen. */
static void backlogs_follow_the_forward_equations(void **state)
{
    double p[STATES] = {1}, frozen = 0;
    for (int hour = 1; hour < 36; hour++) {
        advance(p, hour - 1, hour);
        double in_system = transient_mean(p, STATES);
        double waiting = transient_mean_beyond(p, STATES, SERVERS);
        if (hour <= DOWN_H) {
            frozen = in_system - waiting;
        } else if (hour < UP_H) {
            waiting = in_system - frozen;
        }
        expect_curve(*state, curve_key("in_system", hour), in_system, 0.1);
        if (waiting > 2) {
            expect_curve(*state, curve_key("backlog", hour), waiting, 0.3);
        }
    }
}

/* Who arrives and finds n in the system waits for the return and then for n - 14 ends of work, 45
 * an hour; Poisson arrivals see the state of their instant. Mean over the hour of arrival, by the
 * midpoints of 20 parts. */
static void waits_by_hour_of_arrival_follow_the_forward_equations(void **state)
{
    enum { PARTS = 20 };
    double p[STATES] = {1};
    for (int hour = 0; hour < 24; hour++) {
        double wait_h = 0, t_h = hour;
        for (int i = 0; i < PARTS; i++) {
            double middle_h = hour + (i + 0.5) / PARTS;
            advance(p, t_h, middle_h);
            t_h = middle_h;
            double rest_h = t_h > DOWN_H && t_h < UP_H ? UP_H - t_h : 0;
            wait_h += rest_h + transient_mean_beyond(p, STATES, SERVERS - 1) / 45;
        }
        advance(p, t_h, hour + 1);
        if (hour >= DOWN_H) { /* before, hardly anybody waits */
            expect_curve(*state, curve_key("wait_mean_h", hour), wait_h / PARTS, 0.15);
        }
    }
}

/* From the start of the outage until the last of those who wait at the return has begun: E(N -
 * 15)^+ ends of work, 45 an hour. */
static void the_queue_is_clear_after_those_ahead(void **state)
{
    double p[STATES] = {1};
    advance(p, 0, DOWN_H);
    advance(p, DOWN_H, UP_H);
    double ends = transient_mean_beyond(p, STATES, SERVERS);
    expect_summary(*state, service_key("applications", "clear_h"), 3 + ends / 45, 0.01);
}

/* Enough servers, so at the return all who wait begin; those who are away to retry begin when they
 * come. m are away: dm/ds = (36 + m)/2 - m, so m = 36 (1 - exp(-3/2)) after 3 h, a Poisson number.
 * The last of them comes after E max = integral of 1 - exp(-m exp(-t)) = E1(m) + ln m + Euler's
 * constant. */
static void the_last_who_retries_clears_the_queue(void **state)
{
    double away = 36 * (1 - exp(-1.5));
    expect_summary(*state, service_key("retried", "clear_h"),
                   3 + gsl_sf_expint_E1(away) + log(away) + M_EULER, 0.02);
}

/* The same a hundred times as large, 4 h down. The number in the system is its fluid limit and
 * noise: its variance grows by 3600 an hour while the service is down and by 3600 + 4500 an hour
 * while all servers work, 15.7 h, so its sd is at most sqrt(4 x 3600 + 15.7 x 8100) = 376 in one
 * run and 42 in the mean of 80. Three and a half of these, for the largest of many hours, are
 * 0.9 % of the peak of 15 600; the fluid's own error near the corner, where the queue ends, is of
 * the order of sqrt(1500), 0.2 %. */
static const FluidOutage large = {
    .arrivals_per_h = 3600, .service_per_h = 3, .servers = 1500, .start_h = 10, .down_h = 4};

static int run_large(void **state)
{
    Experiment *experiment = experiment_new("theory-outage-large");
    plain_scenario_write(experiment, &(PlainScenario){.horizon_days = 2,
                                                      .warmup_days = 0.25,
                                                      .sample_h = 0.25,
                                                      .replications = 80});
    experiment_file(experiment, "services.csv",
                    "id,requests_per_1000_per_day,servers,service_min\n"
                    "applications,3600,1500,exponential(mean=20)\n");
    experiment_file(experiment, "outages.csv",
                    "target,start_h,duration_h\n"
                    "service:applications,10,4\n");
    experiment_run(experiment, NULL);
    *state = experiment;
    return 0;
}

static void a_large_backlog_is_its_fluid_limit(void **state)
{
    const ResultTable *curves = experiment_table(*state, "curves.csv");
    double peak = fluid_in_system(&large, 14);
    for (int hour = 1; hour < 48; hour++) {
        ResultKey in_system = curve_key("in_system", hour), backlog = curve_key("backlog", hour);
        EXPECT_NEAR(result_number(curves, &in_system, "mean"), fluid_in_system(&large, hour),
                    0.011 * peak);
        EXPECT_NEAR(result_number(curves, &backlog, "mean"), fluid_backlog(&large, hour),
                    0.011 * peak);
    }
}

/* The wait of a quarter of an hour's arrivals is, but for noise of 0.2 %, that of its middle. */
static void a_large_backlogs_waits_are_their_fluid_limit(void **state)
{
    const ResultTable *curves = experiment_table(*state, "curves.csv");
    for (int quarter = 41; quarter < 4 * 28; quarter++) { /* from 10:15 */
        ResultKey wait = curve_key("wait_mean_h", quarter / 4.0);
        EXPECT_NEAR(result_number(curves, &wait, "mean"),
                    fluid_wait_h(&large, quarter / 4.0 + 0.125), 0.05);
    }
}

static void a_large_backlog_is_clear_when_its_fluid_limit_says(void **state)
{
    /* The last who came before the return begins when the excess at the return is worked off. */
    double excess = fluid_in_system(&large, 14) - large.servers;
    EXPECT_NEAR(experiment_mean(*state, service_key("applications", "clear_h")),
                4 + excess / (large.servers * large.service_per_h), 0.05);
}

int main(void)
{
    const struct CMUnitTest small_tests[] = {
        cmocka_unit_test(backlogs_follow_the_forward_equations),
        cmocka_unit_test(waits_by_hour_of_arrival_follow_the_forward_equations),
        cmocka_unit_test(the_queue_is_clear_after_those_ahead),
        cmocka_unit_test(the_last_who_retries_clears_the_queue),
    };
    const struct CMUnitTest large_tests[] = {
        cmocka_unit_test(a_large_backlog_is_its_fluid_limit),
        cmocka_unit_test(a_large_backlogs_waits_are_their_fluid_limit),
        cmocka_unit_test(a_large_backlog_is_clear_when_its_fluid_limit_says),
    };
    int failed = cmocka_run_group_tests(small_tests, run_small, end);
    return failed + cmocka_run_group_tests(large_tests, run_large, end);
}
