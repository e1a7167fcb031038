/* The desk while something is down: overflow, calls that are turned away and redialled, cases that
 * cannot be solved and come back, surge agents. More agents than ever needed, so that means obey
 * linear equations. */
#include "tests/test.h"
#include "tests/theory/plain_scenario.h"

enum { HOURS = 48 };

/* `phone` is cut from 0 on: of its attempts 0.4 overflow to `chat`, the others are turned away and
 * redial with 0.5 after an exponential hour. `cases` cannot be solved from 0 on: 15 min of handling
 * instead of 6, then 0.25 come back after 2 h on average. 30 and 40 calls an hour. */
static int run(void **state)
{
    Experiment *experiment = experiment_new("theory-incident-support");
    plain_scenario_write(
        experiment,
        &(PlainScenario){.horizon_days = 2, .sample_h = 1, .replications = 200, .agents = 400});
    experiment_file(experiment, "systems.csv", "id\nlines\ncore\n");
    experiment_file(experiment, "channels.csv",
                    "id,needs,case_needs,contacts_per_1000_per_day,handle_min,degraded_handle_min,"
                    "patience_min,redial_prob,redial_h,recontact_prob,recontact_h,overflow_channel,"
                    "overflow_prob\n"
                    "phone,lines,,30,5,,60,0.5,exponential(mean=1),,,chat,0.4\n"
                    "chat,,,2,5,,60,,,,,,\n"
                    "cases,,core,40,6,exponential(mean=15),,,,0.25,exponential(mean=2),,\n");
    experiment_file(experiment, "outages.csv",
                    "target,start_h,duration_h\n"
                    "system:lines,0,100\nsystem:core,0,100\n");
    experiment_run(experiment, NULL);
    *state = experiment;
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

/* m are away: dm/dt = 0.5 x 0.6 (30 + m) - m, so m = 9/0.7 (1 - exp(-0.7 t)) and the redials to T
 * are 9/0.7 (T - (1 - exp(-0.7 T)) / 0.7). Of all attempts 0.4 go over and 0.6 are turned away. */
static void a_cut_channel_overflows_and_turns_away(void **state)
{
    double redials = 9 / 0.7 * (HOURS - (1 - exp(-0.7 * HOURS)) / 0.7);
    double tries = 30 * HOURS + redials;
    expect_summary(*state, channel_key("phone", "redials"), redials, 0.02);
    expect_summary(*state, channel_key("phone", "overflow_out"), 0.4 * tries, 0.02);
    expect_summary(*state, channel_key("chat", "overflow_in"), 0.4 * tries, 0.02);
    expect_summary(*state, channel_key("phone", "turned_away"), 0.6 * tries, 0.02);
    expect_summary(*state, channel_key("chat", "attempts"), 0.4 * tries + 2 * HOURS, 0.02);
}

typedef struct Unsolved {
    double recontacts, handled_h; /* the latter: hours of agents */
} Unsolved;

/* h are handled and m away: dh/dt = 40 + m/2 - 4 h, dm/dt = 0.25 x 4 h - m/2. By the midpoint rule
 * in steps of 0.001 h; the error is far below the interval. */
static Unsolved unsolved_cases(void)
{
    const double step_h = 0.001;
    double handled = 0, away = 0;
    Unsolved result = {0, 0};
    for (int i = 0; i < HOURS * 1000; i++) {
        double h = handled + step_h / 2 * (40 + away / 2 - 4 * handled);
        double m = away + step_h / 2 * (handled - away / 2);
        handled += step_h * (40 + m / 2 - 4 * h);
        away += step_h * (h - m / 2);
        result.recontacts += step_h * m / 2;
        result.handled_h += step_h * h;
    }
    return result;
}

static void unsolved_cases_come_back(void **state)
{
    Unsolved unsolved = unsolved_cases();
    expect_summary(*state, channel_key("cases", "recontacts"), unsolved.recontacts, 0.02);
    expect_summary(*state, channel_key("cases", "attempts"), 40 * HOURS + unsolved.recontacts,
                   0.02);
}

/* Chat takes 5 min for each attempt, of which those of the last 5 min lack half: 2 + 0.4 (30 +
 * 9/0.7) an hour. Of 400 agents. */
static void agents_are_busy_with_what_they_handle(void **state)
{
    const double chat_h = 5.0 / 60, last_per_h = 2 + 0.4 * (30 + 9 / 0.7);
    double attempts = experiment_mean(*state, channel_key("chat", "attempts"));
    double busy_h =
        unsolved_cases().handled_h + attempts * chat_h - last_per_h * chat_h * chat_h / 2;
    expect_summary(*state, RESULT_KEY("carry-on", "desk", "muster", "occupancy"),
                   busy_h / (400 * HOURS), 0.02);
}

/* Undisturbed nothing overflows or comes back. */
static void undisturbed_calls_are_solved_at_once(void **state)
{
    Experiment *experiment = *state;
    static const char *const metrics[] = {"redials", "recontacts", "overflow_in", "turned_away"};
    static const char *const channels[] = {"phone", "chat", "cases"};
    for (size_t i = 0; i < 3; i++) {
        for (size_t k = 0; k < 4; k++) {
            EXPECT_NEAR(experiment_mean(experiment, RESULT_KEY("undisturbed", "channel",
                                                               channels[i], metrics[k])),
                        0, 0);
        }
    }
}

/* 10 agents on weekdays from 8 to 18, an outage on Monday from 6 to 7, 50 % more from 4 h after its
 * start, so from 10 o'clock, for 2 days: 5 agents for 8 + 10 + 2 hours. */
static int run_surge(void **state)
{
    Experiment *experiment = experiment_new("theory-surge");
    plain_scenario_write(experiment,
                         &(PlainScenario){.horizon_days = 7, .sample_h = 1, .replications = 2});
    experiment_file(experiment, "calendars.csv",
                    "calendar,days,open,close\n"
                    "office,mon-fri,08:00,18:00\n");
    experiment_file(experiment, "insurers.csv",
                    "id,insured,datacentre,agents,desk_calendar\n"
                    "muster,24000,nord,10,office\n");
    experiment_file(experiment, "channels.csv",
                    "id,contacts_per_1000_per_day,handle_min\n"
                    "letters,1,5\n");
    experiment_file(experiment, "outages.csv",
                    "target,start_h,duration_h\n"
                    "datacentre:nord,6,1\n");
    experiment_file(experiment, "systems.csv", "id\ncore\n");
    experiment_file(experiment, "strategies.csv",
                    "id,isolate,surge_agents_pct,surge_after_h,surge_days\ncarry-on,none,50,4,2\n");
    experiment_file(experiment, "services.csv",
                    "id,needs,requests_per_1000_per_day,servers,service_min\n"
                    "applications,core,1,5,1\n");
    experiment_file(experiment, "costs.csv", "key,value\nagent_eur_per_h,40\n");
    experiment_run(experiment, NULL);
    *state = experiment;
    return 0;
}

static void surge_agents_are_there_in_opening_hours(void **state)
{
    static const double hours[] = {7, 8, 9.0, 10, 17, 18, 33, 57, 58, 59, 81};
    static const double agents[] = {0, 10, 10, 15, 15, 0, 15, 15, 10, 10, 10};
    Experiment *experiment = *state;
    const ResultTable *curves = experiment_table(experiment, "curves.csv");
    EXPECT_NEAR(
        experiment_mean(experiment, RESULT_KEY("carry-on", "total", "all", "agent_hours_surge")),
        5 * (8 + 10 + 2), 1e-9);
    EXPECT_NEAR(
        experiment_mean(experiment, RESULT_KEY("undisturbed", "total", "all", "agent_hours_surge")),
        0, 0);
    for (size_t i = 0; i < sizeof hours / sizeof hours[0]; i++) {
        const ResultKey key = CURVE_KEY("carry-on", "desk", "all", "agents", hours[i]);
        EXPECT_NEAR(result_number(curves, &key, "mean"), agents[i], 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_channel_overflows_and_turns_away),
        cmocka_unit_test(unsolved_cases_come_back),
        cmocka_unit_test(agents_are_busy_with_what_they_handle),
        cmocka_unit_test(undisturbed_calls_are_solved_at_once),
    };
    const struct CMUnitTest surge_tests[] = {
        cmocka_unit_test(surge_agents_are_there_in_opening_hours),
    };
    int failed = cmocka_run_group_tests(tests, run, end);
    return failed + cmocka_run_group_tests(surge_tests, run_surge, end);
}
