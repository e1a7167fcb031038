/* Two small incidents through the whole binary: the exact values of the right model agree, and
 * those of each model that is a little wrong differ. */
#include "tests/test.h"
#include "tests/theory/attack_chain.h"
#include "tests/theory/restoration_chain.h"
#include "tests/theory/work_shifts.h"
#include "tests/validation/attack_scenario.h"

enum { JOBS = 4 };
static const char *const ids[JOBS] = {"s1", "s2", "s3", "s4"};
static const uint32_t ALL = (1U << JOBS) - 1;
static const PlainScenario plain = {.horizon_days = 20, .sample_h = 24, .replications = 6000};
static const AttackStrategy full = {.id = "full", .answer = ANSWER_ALL};

typedef struct Incidents {
    Experiment *restoration, *attack;
} Incidents;

/* s3 needs s2. */
static RestorationNetwork right_jobs(void)
{
    return (RestorationNetwork){
        .jobs = JOBS,
        .crews = {2},
        .job = {{3, 1, 0, 0}, {9, 3, 0, 0}, {4, 2, 1U << 1, 0}, {8, 3, 0, 0}}};
}

static WorkShifts right_shifts(void)
{
    WorkShifts shifts = {.count = 0};
    work_shifts_add_days(&shifts, 0, 20, 8, 18);
    return shifts;
}

static AttackCase right_attack(void)
{
    return (AttackCase){.zones = 3,
                        .ways = 2,
                        .way = {{0, 1, 0.1}, {1, 2, 0.1}},
                        .detect_per_h = 0.1,
                        .detect_next_per_h = 0.1,
                        .payload_per_h = 0.05,
                        .reaction_per_h = 0.2,
                        .group = {7, 7, 7}};
}

static int run(void **state)
{
    static Incidents incidents;
    const RestorationNetwork network = right_jobs();
    const AttackCase attack = right_attack();
    Validation *validation = validation_new(true);
    incidents.restoration = incident_new("validation-planted-restoration", &plain, 2);
    experiment_file(incidents.restoration, "calendars.csv",
                    "calendar,days,open,close\nday,mon-sun,08:00,18:00\n");
    experiment_file(incidents.restoration, "crews.csv", "id,crews,calendar\nops,2,day\n");
    incident_network(incidents.restoration, &network, ids, 30);
    validation_run(validation, incidents.restoration, (const char *const[]){"--no-curves", NULL});
    incidents.attack = attack_scenario_new("validation-planted-attack", &plain, &attack, &full, 1);
    validation_run(validation, incidents.attack, (const char *const[]){"--no-curves", NULL});
    validation_free(validation);
    *state = &incidents;
    return 0;
}

static int end(void **state)
{
    Incidents *incidents = *state;
    experiment_free(incidents->restoration);
    experiment_free(incidents->attack);
    return 0;
}

/* How many values differ; none may be too coarse to tell. */
static size_t differing(Experiment *experiment, const IncidentValue *values, size_t count)
{
    Validation *validation = validation_new(true);
    size_t sum = 0;
    incident_values(validation, experiment, values, count);
    validation_judge(validation);
    for (size_t i = 0; i < count; i++) {
        Verdict verdict = validation_entry(validation, i)->judged.verdict;
        EXPECT(verdict != VERDICT_TOO_COARSE);
        sum += verdict == VERDICT_DIFFERS;
    }
    validation_free(validation);
    return sum;
}

typedef struct JobsEnd {
    const RestorationChain *chain;
    uint32_t set;
    size_t count;
} JobsEnd;

static double longer(double work_h, const void *law)
{
    const JobsEnd *jobs_end = law;
    return 1 - restoration_chain_done_by(jobs_end->chain, jobs_end->set, jobs_end->count, work_h);
}

static double mean_h(const RestorationChain *chain, const WorkShifts *shifts, uint32_t set,
                     size_t count)
{
    const JobsEnd jobs_end = {chain, set, count};
    return work_shifts_mean_done_h(shifts, restoration_chain_done_h(chain, set, count), longer,
                                   &jobs_end);
}

/* How many values of the model differ from what the program made of the right one; s3 has the place
 * `third` in the list, s4 the other one of the last two. */
static size_t jobs_differ(void **state, const RestorationNetwork *network, const WorkShifts *shifts,
                          size_t third)
{
    Incidents *incidents = *state;
    RestorationChain *chain = restoration_chain_new(network);
    const IncidentValue values[] = {
        {"last restored", "h", takedown_key("total", "all", "restored_h"),
         mean_h(chain, shifts, ALL, JOBS), 0.03},
        {"s3 restored", "h", takedown_key("system", "s3@muster", "restored_h"),
         mean_h(chain, shifts, 1U << third, 1), 0.03},
        {"s4 restored", "h", takedown_key("system", "s4@muster", "restored_h"),
         mean_h(chain, shifts, 1U << (5 - third), 1), 0.04},
        {"crew hours", "h", takedown_key("total", "all", "crew_hours"),
         network->job[0].mean_h + network->job[1].mean_h + network->job[2].mean_h +
             network->job[3].mean_h,
         0.02},
    };
    size_t sum = differing(incidents->restoration, values, sizeof values / sizeof values[0]);
    restoration_chain_free(chain);
    return sum;
}

static void the_right_jobs_agree(void **state)
{
    const RestorationNetwork network = right_jobs();
    const WorkShifts shifts = right_shifts();
    EXPECT_EQUAL(jobs_differ(state, &network, &shifts, 2), 0);
}

static void jobs_that_are_3_percent_longer_differ(void **state)
{
    RestorationNetwork network = right_jobs();
    const WorkShifts shifts = right_shifts();
    for (size_t i = 0; i < JOBS; i++) {
        network.job[i].mean_h *= 1.03;
    }
    EXPECT(jobs_differ(state, &network, &shifts, 2) > 0);
}

static void a_forgotten_need_differs(void **state)
{
    RestorationNetwork network = right_jobs();
    const WorkShifts shifts = right_shifts();
    network.job[2].needs = 0;
    EXPECT(jobs_differ(state, &network, &shifts, 2) > 0);
}

/* As if s4 came before s3. */
static void a_list_in_another_order_differs(void **state)
{
    RestorationNetwork network = right_jobs();
    const NetworkJob third = network.job[2];
    const WorkShifts shifts = right_shifts();
    network.job[2] = network.job[3];
    network.job[3] = third;
    EXPECT(jobs_differ(state, &network, &shifts, 3) > 0);
}

static void a_third_crew_differs(void **state)
{
    RestorationNetwork network = right_jobs();
    const WorkShifts shifts = right_shifts();
    network.crews[0] = 3;
    EXPECT(jobs_differ(state, &network, &shifts, 2) > 0);
}

static void a_shift_that_is_one_hour_off_differs(void **state)
{
    const RestorationNetwork network = right_jobs();
    WorkShifts earlier = {.count = 0}, shorter = {.count = 0};
    work_shifts_add_days(&earlier, 0, 20, 7, 17);
    work_shifts_add_days(&shorter, 0, 20, 8, 17);
    EXPECT(jobs_differ(state, &network, &earlier, 2) > 0);
    EXPECT(jobs_differ(state, &network, &shorter, 2) > 0);
}

/* The same for the attack; what is expected at the end of the run. */
static size_t attack_differs(void **state, const AttackCase *attack)
{
    Incidents *incidents = *state;
    const AttackCase under = attack_under(attack, &full);
    AttackChain *chain = attack_chain_new(&under);
    attack_chain_advance(chain, 24 * plain.horizon_days, 0, NULL);
    const AttackView view = attack_chain_view(chain);
    attack_chain_free(chain);
    const IncidentValue values[] = {
        {"zones compromised", "", RESULT_KEY("full", "total", "all", "zones_compromised"),
         attack_sum(view.compromised), 0.03},
        {"zones destroyed", "", RESULT_KEY("full", "total", "all", "zones_destroyed"),
         attack_sum(view.destroyed), 0.06},
    };
    return differing(incidents->attack, values, sizeof values / sizeof values[0]);
}

static void the_right_attack_agrees(void **state)
{
    const AttackCase attack = right_attack();
    EXPECT_EQUAL(attack_differs(state, &attack), 0);
}

static void a_wrong_attack_differs(void **state)
{
    AttackCase faster = right_attack(), unnoticed = right_attack(), harmless = right_attack();
    faster.way[0].per_h *= 1.1;
    faster.way[1].per_h *= 1.1;
    unnoticed.reaction_per_h *= 0.8;
    harmless.payload_per_h *= 0.9;
    EXPECT(attack_differs(state, &faster) > 0);
    EXPECT(attack_differs(state, &unnoticed) > 0);
    EXPECT(attack_differs(state, &harmless) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_right_jobs_agree),
        cmocka_unit_test(jobs_that_are_3_percent_longer_differ),
        cmocka_unit_test(a_forgotten_need_differs),
        cmocka_unit_test(a_list_in_another_order_differs),
        cmocka_unit_test(a_third_crew_differs),
        cmocka_unit_test(a_shift_that_is_one_hour_off_differs),
        cmocka_unit_test(the_right_attack_agrees),
        cmocka_unit_test(a_wrong_attack_differs),
    };
    return cmocka_run_group_tests(tests, run, end);
}
