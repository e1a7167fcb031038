/* Requests while their service is down: contacts that they become, and work by hand. */
#include "tests/test.h"
#include "tests/theory/plain_scenario.h"
#include "tests/theory/transient.h"

enum { HOURS = 48 };

/* Each service has 20 requests an hour and a channel of its own for its contacts; `down-...` are
 * down from 0 to beyond the end. `by-hand` is worked by 3 servers at 2/h from 2 h on; 5 requests an
 * hour. Nothing is warmed up, so all are empty at 0; `up` has more servers than ever needed. */
static int run(void **state)
{
    Experiment *experiment = experiment_new("theory-incident-demand");
    plain_scenario_write(
        experiment,
        &(PlainScenario){.horizon_days = 2, .sample_h = 1, .replications = 300, .agents = 500});
    experiment_file(experiment, "channels.csv",
                    "id,contacts_per_1000_per_day,handle_min\n"
                    "exponential,0,1\nconstant,0,1\nup,0,1\n");
    experiment_file(experiment, "services.csv",
                    "id,requests_per_1000_per_day,servers,service_min,contact_prob,contact_delay_h,"
                    "contact_channel,fallback_servers,fallback_min,fallback_after_h\n"
                    "down-exponential,20,9,10,0.3,exponential(mean=2),exponential,,,\n"
                    "down-constant,20,9,10,0.3,2,constant,,,\n"
                    "up,20,200,exponential(mean=60),0.3,exponential(mean=2),up,,,\n"
                    "by-hand,5,40,exponential(mean=6),,,,3,exponential(mean=30),2\n");
    experiment_file(experiment, "outages.csv",
                    "target,start_h,duration_h\n"
                    "service:down-exponential,0,100\n"
                    "service:down-constant,0,100\n"
                    "service:by-hand,0,100\n");
    experiment_run(experiment, NULL);
    *state = experiment;
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

/* t hours after 0, 20 t wait, and each becomes a contact at 0.3/2 an hour: 3 t^2 / 2 = 3456 by 48.
 */
static void who_waits_becomes_a_contact_again_and_again(void **state)
{
    expect_summary(*state, channel_key("exponential", "generated"), 3 * HOURS * HOURS / 2.0, 0.02);
}

/* Who came s hours before the end had a chance of 0.3 after each 2 h: 0.3 x 20 x 2 x (0 + 1 + ... +
 * 23) = 3312. */
static void a_constant_delay_gives_a_chance_each_time_it_has_passed(void **state)
{
    expect_summary(*state, channel_key("constant", "generated"), 3312, 0.02);
}

/* In process are 20 (1 - exp(-t)), each at 0.15 an hour: 3 (48 - 1 + exp(-48)) = 141. */
static void who_is_in_process_becomes_a_contact_too(void **state)
{
    expect_summary(*state, channel_key("up", "generated"), 141, 0.03);
}

/* 2 h nobody is served, then M/M/3: Kolmogorov's forward equations. In process by hand are not
 * waiting. */
static void work_by_hand_is_a_queue_of_its_servers(void **state)
{
    enum { STATES = 300 };
    double p[STATES] = {1};
    transient_advance(p, STATES, &(TransientPiece){2, 5, 2, 0, 0});
    for (int hour = 3; hour < HOURS; hour++) {
        transient_advance(p, STATES, &(TransientPiece){1, 5, 2, 3, 0});
        expect_curve(*state, CURVE_KEY("carry-on", "service", "by-hand", "in_system", hour),
                     transient_mean(p, STATES), 0.2);
        expect_curve(*state, CURVE_KEY("carry-on", "service", "by-hand", "backlog", hour),
                     transient_mean_beyond(p, STATES, 3), 0.35);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_waits_becomes_a_contact_again_and_again),
        cmocka_unit_test(a_constant_delay_gives_a_chance_each_time_it_has_passed),
        cmocka_unit_test(who_is_in_process_becomes_a_contact_too),
        cmocka_unit_test(work_by_hand_is_a_queue_of_its_servers),
    };
    return cmocka_run_group_tests(tests, run, end);
}
