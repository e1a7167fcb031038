/* A service with a daily profile and opening hours, over two days, against the exact distribution:
 * by day Kolmogorov's forward equations in the number of those present, by night a chain of two
 * dimensions, since servers finish what they hold and take nothing new. */
#include "tests/test.h"
#include "tests/theory/markov_chain.h"
#include "tests/theory/plain_scenario.h"
#include "tests/theory/transient.h"

/* 12 servers of 4/h, open from 8 to 22. Demand 24/h on average: weights 1, 3, 2 in thirds of the
 * day are 12, 36 and 24 an hour. */
enum { SERVERS = 12, STATES = 400, OPEN = 8, CLOSE = 22, HOURS = 48 };
static const double SERVICE_PER_H = 4;

static double arrivals_per_h(int hour_of_day)
{
    return hour_of_day < 8 ? 12 : hour_of_day < 16 ? 36 : 24;
}

static bool is_open(int hour_of_day)
{
    return hour_of_day >= OPEN && hour_of_day < CLOSE;
}

static int run(void **state)
{
    Experiment *experiment = experiment_new("theory-opening-hours");
    plain_scenario_write(experiment,
                         &(PlainScenario){.horizon_days = 2, .sample_h = 1, .replications = 4000});
    experiment_file(experiment, "calendars.csv",
                    "calendar,days,open,close\n"
                    "office,mon-sun,08:00,22:00\n");
    experiment_file(experiment, "profiles.csv",
                    "profile,days,from,to,weight\n"
                    "day,mon-sun,00:00,08:00,1\n"
                    "day,mon-sun,08:00,16:00,3\n"
                    "day,mon-sun,16:00,24:00,2\n");
    experiment_file(experiment, "services.csv",
                    "id,requests_per_1000_per_day,profile,servers,service_min,calendar\n"
                    "applications,24,day,12,exponential(mean=15),office\n");
    experiment_run(experiment, NULL);
    *state = experiment;
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

/* Distribution over (in process, waiting): index in_process x STATES + waiting. */
enum { NIGHT_STATES = (SERVERS + 1) * STATES };

static void pass_night_hour(double *night, double rate_per_h)
{
    MarkovChain *chain = markov_chain_new(NIGHT_STATES);
    for (size_t busy = 0; busy <= SERVERS; busy++) {
        for (size_t waiting = 0; waiting < STATES; waiting++) {
            size_t here = busy * STATES + waiting;
            if (waiting + 1 < STATES) {
                markov_chain_add(chain, here, here + 1, rate_per_h);
            }
            if (busy > 0) {
                markov_chain_add(chain, here, here - STATES, (double)busy * SERVICE_PER_H);
            }
        }
    }
    markov_chain_advance(chain, night, 1);
    markov_chain_free(chain);
}

/* At closing those in process are the first of those present. */
static void day_becomes_night(const double *day, double *night)
{
    for (size_t n = 0; n < STATES; n++) {
        size_t busy = n < SERVERS ? n : SERVERS;
        night[busy * STATES + n - busy] = day[n];
    }
}

/* At opening the free servers take who waits. */
static void night_becomes_day(const double *night, double *day)
{
    for (size_t busy = 0; busy <= SERVERS; busy++) {
        for (size_t waiting = 0; busy + waiting < STATES; waiting++) {
            day[busy + waiting] += night[busy * STATES + waiting];
        }
    }
}

typedef struct Levels {
    double waiting, in_system;
} Levels;

static Levels night_levels(const double *night)
{
    Levels levels = {0};
    for (size_t busy = 0; busy <= SERVERS; busy++) {
        for (size_t waiting = 0; waiting < STATES; waiting++) {
            double p = night[busy * STATES + waiting];
            levels.waiting += p * (double)waiting;
            levels.in_system += p * (double)(busy + waiting);
        }
    }
    return levels;
}

/* Levels at the hours 1..HOURS - 1, before what opens or closes then. */
static void solve(Levels *levels)
{
    static double day[STATES], night[NIGHT_STATES];
    memset(day, 0, sizeof day);
    memset(night, 0, sizeof night);
    night[0] = 1;
    for (int hour = 0; hour + 1 < HOURS; hour++) {
        int hour_of_day = hour % 24;
        if (hour_of_day == OPEN) {
            memset(day, 0, sizeof day);
            night_becomes_day(night, day);
        } else if (hour_of_day == CLOSE) {
            memset(night, 0, sizeof night);
            day_becomes_night(day, night);
        }
        if (is_open(hour_of_day)) {
            transient_advance(
                day, STATES,
                &(TransientPiece){1, arrivals_per_h(hour_of_day), SERVICE_PER_H, SERVERS, 0});
            levels[hour + 1] =
                (Levels){transient_mean_beyond(day, STATES, SERVERS), transient_mean(day, STATES)};
        } else {
            pass_night_hour(night, arrivals_per_h(hour_of_day));
            levels[hour + 1] = night_levels(night);
        }
    }
}

/* At an opening the free servers choose at that very instant, so the waiting there are those beyond
 * the servers; the number in the system is the same. */
static void queues_by_day_and_night_follow_the_exact_distribution(void **state)
{
    Levels levels[HOURS] = {{0, 0}};
    solve(levels);
    for (int hour = 1; hour < HOURS; hour++) {
        ResultKey in_system = CURVE_KEY("carry-on", "service", "applications", "in_system", hour);
        ResultKey backlog = CURVE_KEY("carry-on", "service", "applications", "backlog", hour);
        expect_curve(*state, in_system, levels[hour].in_system, 0.1);
        if (hour % 24 != OPEN && levels[hour].waiting > 2) {
            expect_curve(*state, backlog, levels[hour].waiting, 0.2);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(queues_by_day_and_night_follow_the_exact_distribution),
    };
    return cmocka_run_group_tests(tests, run, end);
}
