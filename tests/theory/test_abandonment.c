/* Desks whose callers hang up, in steady state: Erlang A, priorities without pre-emption, redials.
 */
#include "tests/test.h"
#include "tests/theory/impatient_queue.h"
#include "tests/theory/plain_scenario.h"
#include "tests/theory/priority_queue.h"
#include "tests/theory/redial_chain.h"

/* Insurers share the channel; each has a desk of its own: 2 agents far overloaded, 5 at the load,
 * 20 and 60 below. Handling of 10 min, patience of 15 min, all exponential. */
typedef struct DeskCase {
    const char *id;
    int insured; /* 24 000 give one call an hour */
    int agents;
} DeskCase;
static const DeskCase desks[] = {
    {"two", 480000, 2}, {"five", 720000, 5}, {"twenty", 2640000, 20}, {"sixty", 8208000, 60}};
enum { DESKS = sizeof desks / sizeof desks[0] };

static const double SERVICE_PER_H = 6, ABANDON_PER_H = 4, ANSWER_WITHIN_H = 2.0 / 60;

static ImpatientModel model_of(const DeskCase *desk)
{
    return (ImpatientModel){.arrivals_per_h = desk->insured / 24000.0,
                            .service_per_h = SERVICE_PER_H,
                            .abandon_per_h = ABANDON_PER_H,
                            .servers = (size_t)desk->agents};
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

static int run_desks(void **state)
{
    Experiment *experiment = experiment_new("theory-abandonment");
    char insurers[1024] = "id,insured,datacentre,agents\n";
    plain_scenario_write(
        experiment,
        &(PlainScenario){.horizon_days = 20, .warmup_days = 1, .sample_h = 24, .replications = 40});
    for (size_t i = 0; i < DESKS; i++) {
        size_t used = strlen(insurers);
        snprintf(insurers + used, sizeof insurers - used, "%s,%d,nord,%d\n", desks[i].id,
                 desks[i].insured, desks[i].agents);
    }
    experiment_file(experiment, "insurers.csv", "%s", insurers);
    experiment_file(experiment, "channels.csv",
                    "id,contacts_per_1000_per_day,handle_min,patience_min,answer_within_min\n"
                    "phone,1,exponential(mean=10),exponential(mean=15),2\n");
    experiment_run(experiment, NULL);
    *state = experiment;
    return 0;
}

static void expect_phone(Experiment *experiment, const DeskCase *desk, const char *metric,
                         double theory, double within)
{
    char id[64];
    snprintf(id, sizeof id, "phone@%s", desk->id);
    expect_summary(experiment, channel_key(id, metric), theory, within);
}

static void shares_that_hang_up_are_erlang_a(void **state)
{
    for (size_t i = 0; i < DESKS; i++) {
        ImpatientModel model = model_of(&desks[i]);
        ImpatientQueue queue = impatient_queue(&model);
        expect_phone(*state, &desks[i], "abandon_share", queue.abandon_share, 0.05);
        expect_phone(*state, &desks[i], "wait_prob", queue.wait_prob, 0.03);
        expect_phone(*state, &desks[i], "queue_mean", queue.queue_mean, 0.05);
        expect_summary(*state, RESULT_KEY("carry-on", "desk", desks[i].id, "occupancy"),
                       queue.occupancy, 0.02);
    }
}

static void waits_of_the_answered_are_erlang_a(void **state)
{
    for (size_t i = 0; i < DESKS; i++) {
        ImpatientModel model = model_of(&desks[i]);
        ImpatientQueue queue = impatient_queue(&model);
        expect_phone(*state, &desks[i], "wait_mean_min", 60 * queue.wait_served_mean_h, 0.05);
        expect_phone(*state, &desks[i], "service_level",
                     impatient_served_within(&model, ANSWER_WITHIN_H), 0.05);
    }
}

/* Three classes in order of priority, 4, 6 and 5 calls an hour, the last on two channels; nobody
 * hangs up. 3 agents. */
static const double class_arrivals_per_h[] = {4, 6, 5};
static const char *const class_ids[] = {"alarm", "phone", "letter"};
static const PriorityModel classes = {
    .servers = 3, .classes = 3, .service_per_h = 6, .arrivals_per_h = class_arrivals_per_h};

static int run_priorities(void **state)
{
    Experiment *experiment = experiment_new("theory-priorities");
    plain_scenario_write(experiment, &(PlainScenario){.horizon_days = 100,
                                                      .warmup_days = 5,
                                                      .sample_h = 24,
                                                      .replications = 60,
                                                      .agents = 3});
    experiment_file(experiment, "channels.csv",
                    "id,contacts_per_1000_per_day,handle_min,priority\n"
                    "letter,4,exponential(mean=10),30\n"
                    "fax,1,exponential(mean=10),30\n"
                    "alarm,4,exponential(mean=10),1\n"
                    "phone,6,exponential(mean=10),2\n");
    experiment_run(experiment, NULL);
    *state = experiment;
    return 0;
}

static void waits_by_priority_are_those_of_cobham(void **state)
{
    for (size_t k = 0; k < 3; k++) {
        expect_summary(*state, channel_key(class_ids[k], "wait_mean_min"),
                       60 * priority_wait_h(&classes, k), 0.08);
    }
}

/* Channels of equal priority are one queue: the few on the one wait as long as the many on the
 * other. */
static void channels_of_equal_priority_are_first_come_first_served(void **state)
{
    expect_summary(*state, channel_key("fax", "wait_mean_min"), 60 * priority_wait_h(&classes, 2),
                   0.08);
}

/* 2 agents of 6/h, patience of 15 min; the share 0.7 of those who hang up calls again after 20 min
 * on average. */
static const RedialModel redial = {.arrivals_per_h = 14,
                                   .service_per_h = 6,
                                   .abandon_per_h = 4,
                                   .redial_per_h = 3,
                                   .redial_prob = 0.7,
                                   .servers = 2,
                                   .places = 45,
                                   .away_states = 45};

static int run_redials(void **state)
{
    Experiment *experiment = experiment_new("theory-redials");
    plain_scenario_write(
        experiment,
        &(PlainScenario){
            .horizon_days = 40, .warmup_days = 2, .sample_h = 24, .replications = 60, .agents = 2});
    experiment_file(experiment, "channels.csv",
                    "id,contacts_per_1000_per_day,handle_min,patience_min,redial_prob,redial_h\n"
                    "phone,14,exponential(mean=10),exponential(mean=15),0.7,"
                    "exponential(mean=0.33333333333333331)\n");
    experiment_run(experiment, NULL);
    *state = experiment;
    return 0;
}

static void redials_are_those_of_the_markov_chain(void **state)
{
    RedialSteady steady = redial_chain_steady(&redial);
    expect_summary(*state, channel_key("phone", "redials"), steady.redials_per_h * 960, 0.03);
    expect_summary(*state, channel_key("phone", "attempts"), steady.attempts_per_h * 960, 0.02);
    expect_summary(*state, channel_key("phone", "abandon_share"), steady.abandon_share, 0.03);
    expect_summary(*state, channel_key("phone", "wait_prob"), steady.wait_prob, 0.02);
    expect_summary(*state, channel_key("phone", "queue_mean"), steady.queue_mean, 0.03);
    expect_summary(*state, RESULT_KEY("carry-on", "desk", "muster", "occupancy"),
                   steady.busy_mean / 2, 0.02);
}

int main(void)
{
    const struct CMUnitTest desk_tests[] = {
        cmocka_unit_test(shares_that_hang_up_are_erlang_a),
        cmocka_unit_test(waits_of_the_answered_are_erlang_a),
    };
    const struct CMUnitTest priority_tests[] = {
        cmocka_unit_test(waits_by_priority_are_those_of_cobham),
        cmocka_unit_test(channels_of_equal_priority_are_first_come_first_served),
    };
    const struct CMUnitTest redial_tests[] = {
        cmocka_unit_test(redials_are_those_of_the_markov_chain),
    };
    int failed = cmocka_run_group_tests(desk_tests, run_desks, end);
    failed += cmocka_run_group_tests(priority_tests, run_priorities, end);
    return failed + cmocka_run_group_tests(redial_tests, run_redials, end);
}
