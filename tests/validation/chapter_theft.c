/* Theft of records by a hazard, and alarms for nothing. */
#include "tests/theory/attack_chain.h"
#include "tests/validation/attack_scenario.h"
#include "tests/validation/chapters.h"

#include <math.h>
#include <stdio.h>

static const char *const no_curves[] = {"--no-curves", NULL};

/* Theft while the attack spreads */

static const AttackStrategy strategies[] = {
    {.id = "none", .answer = ANSWER_NONE},
    {.id = "full", .answer = ANSWER_ALL},
    {.id = "partial", .answer = ANSWER_NOTICED},
    {.id = "leaky", .answer = ANSWER_ALL, .leak = 0.3},
};
enum { STRATEGIES = sizeof strategies / sizeof strategies[0] };

static const AttackCase line = {.zones = 4,
                                .ways = 3,
                                .way = {{0, 1, 0.2}, {1, 2, 0.15}, {2, 3, 0.25}},
                                .detect_per_h = 1.0 / 10,
                                .detect_next_per_h = 1.0 / 8,
                                .reaction_per_h = 1.0 / 4,
                                .theft_per_h = 0.04,
                                .group = {15, 15, 15, 15}};
static const double SHARE = 0.4, HORIZON_H = 48, RECORD_EUR = 12;

static Experiment *run_line(Validation *validation)
{
    const PlainScenario plain = {.horizon_days = 2, .sample_h = 24, .replications = 30000};
    Experiment *experiment =
        attack_scenario_new("validation-theft-line", &plain, &line, strategies, STRATEGIES);
    experiment_file(experiment, "overrides.csv",
                    "strategy,cell,value\n"
                    "none,attack.stolen_share,uniform(low=0.2 high=0.6)\n"
                    "full,attack.stolen_share,uniform(low=0.2 high=0.6)\n"
                    "partial,attack.stolen_share,uniform(low=0.2 high=0.6)\n"
                    "leaky,attack.stolen_share,uniform(low=0.2 high=0.6)\n");
    experiment_file(experiment, "costs.csv", "key,value\nstolen_record_eur,%g\n", RECORD_EUR);
    validation_run(validation, experiment, no_curves);
    return experiment;
}

static double records_stolen(const AttackCase *attack)
{
    double sum = 0;
    AttackChain *chain = attack_chain_new(attack);
    attack_chain_advance(chain, HORIZON_H, 0, NULL);
    AttackView view = attack_chain_view(chain);
    for (size_t i = 0; i < attack->zones; i++) {
        sum += 1000 * (double)(i + 1) * SHARE * view.robbed[i];
    }
    attack_chain_free(chain);
    return sum;
}

static void theft_on_a_line(Validation *validation)
{
    Experiment *experiment = run_line(validation);
    validation_case(
        validation,
        &(ValidationCase){.name = "Theft while the attack spreads",
                          .model = "four zones in a line, 0.2, 0.15 and 0.25/h; theft 0.04/h in "
                                   "each that is compromised and not isolated, a leak of 0.3; "
                                   "20 to 60 % of 1000 to 4000 records",
                          .source = "Markov chain over the zones' states, uniformization",
                          .covers = "3.2: theft; 3.3: leak; 5: cost of theft"});
    for (size_t i = 0; i < STRATEGIES; i++) {
        const AttackCase under = attack_under(&line, &strategies[i]);
        const double stolen = records_stolen(&under);
        const char *id = strategies[i].id;
        char what[60];
        snprintf(what, sizeof what, "records stolen, %s", id);
        incident_value(validation, experiment,
                       &(IncidentValue){what, "", RESULT_KEY(id, "total", "all", "records_stolen"),
                                        stolen, 0.05});
        snprintf(what, sizeof what, "cost of theft, %s", id);
        incident_value(validation, experiment,
                       &(IncidentValue){what, "EUR",
                                        RESULT_KEY(id, "total", "all", "cost_theft_eur"),
                                        RECORD_EUR * stolen, 0.05});
    }
    experiment_free(experiment);
}

/* One zone: closed forms. Notice uniform on 4 .. 12 h, reaction 2 h, hazard 0.06/h; under `leaky`
 * it goes on at half until the horizon, under `rebuilt` for the 3 h of containment and 5 h of
 * rebuilding. */

static const double HAZARD = 0.06;

/* E exp(-h D) for D uniform on 4 .. 12. */
static double notice_transform(double h)
{
    return (exp(-4 * h) - exp(-12 * h)) / (8 * h);
}

static Experiment *run_one_zone(Validation *validation)
{
    const PlainScenario plain = {.horizon_days = 2, .sample_h = 24, .replications = 120000};
    Experiment *experiment = incident_new("validation-theft-zone", &plain, 1);
    experiment_file(experiment, "datacentres.csv", "id,rebuild_h\nnord,5\n");
    experiment_file(experiment, "systems.csv", "id\ncore\n");
    experiment_file(experiment, "attack.csv",
                    "key,value\nentry,nord\ndetect_h,uniform(low=4 high=12)\n"
                    "exfiltrate_per_h,%g\nstolen_share,beta(low=0 high=1 a=2 b=3)\n",
                    HAZARD);
    experiment_file(experiment, "strategies.csv",
                    "id,isolate,reaction_h,contain_h,leak\n"
                    "none,none,2,3,0\nfull,all,2,3,0\n"
                    "leaky,all,2,1000,0.5\nrebuilt,all,2,3,0.5\n");
    validation_run(validation, experiment, no_curves);
    return experiment;
}

static void theft_from_one_zone(Validation *validation)
{
    const double insured = 24000, half = HAZARD / 2;
    const struct {
        const char *strategy, *what;
        double unrobbed;
    } cases[] = {
        {"none", "records stolen, none", exp(-HAZARD * HORIZON_H)},
        {"full", "records stolen, full", exp(-HAZARD * 2) * notice_transform(HAZARD)},
        {"leaky", "records stolen, leaky",
         exp(-half * 2 - half * HORIZON_H) * notice_transform(half)},
        {"rebuilt", "records stolen, rebuilt",
         exp(-HAZARD * 2 - half * 8) * notice_transform(HAZARD)},
    };
    Experiment *experiment = run_one_zone(validation);
    validation_case(validation, &(ValidationCase){
                                    .name = "Theft from one zone",
                                    .model = "notice after 4 to 12 h, reaction 2 h, theft 0.06/h, "
                                             "a leak of 1/2 until the end or the rebuild; a "
                                             "beta share of 24 000 records",
                                    .source = "Laplace transform of the uniform time, by hand",
                                    .covers = "3.2: theft, once; stolen_share"});
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        incident_value(
            validation, experiment,
            &(IncidentValue){cases[i].what, "",
                             RESULT_KEY(cases[i].strategy, "total", "all", "records_stolen"),
                             insured * SHARE * (1 - cases[i].unrobbed), 0.04});
    }
    experiment_free(experiment);
}

/* Alarms for nothing: the entry `a` and a zone `b` behind a link of 0.05/h; notice exponential with
 * mean 10 h, reaction uniform on 1 .. 3 h, containment 4 h. Base work and systems: 11 + 5 h after a
 * compromise, 2 + 1 h when clean. */

typedef struct AlarmCosts {
    double compromised, crew_h, down_a_h, down_b_h;
} AlarmCosts;

static AlarmCosts costs_of(double false_alarm)
{
    const double link = 0.05, real = 1 - false_alarm;
    const double unreached = 0.1 / (0.1 + link) * (exp(-link) - exp(-3 * link)) / (2 * link);
    const double reached = real * (1 - unreached);
    const double work_a_h = real * 16 + false_alarm * 3;
    const double work_b_h = reached * 16 + (1 - reached) * 3;
    return (AlarmCosts){.compromised = real + reached,
                        .crew_h = work_a_h + work_b_h,
                        .down_a_h = 4 + work_a_h,
                        .down_b_h = 4 + work_b_h};
}

static Experiment *run_alarms(Validation *validation)
{
    const PlainScenario plain = {.horizon_days = 10, .sample_h = 24, .replications = 30000};
    Experiment *experiment = incident_new("validation-false-alarm", &plain, 1);
    experiment_file(experiment, "datacentres.csv",
                    "id,rebuild_h,check_h\nnord,gamma(mean=11 sd=4),exponential(mean=2)\n");
    experiment_file(experiment, "zones.csv", "id,datacentre,insurers\na,nord,ia\nb,nord,ib\n");
    experiment_file(experiment, "insurers.csv",
                    "id,insured,datacentre\nia,1000,nord\nib,3000,nord\n");
    experiment_file(experiment, "links.csv", "from,to,spread_per_h\na,b,0.05\n");
    experiment_file(experiment, "systems.csv",
                    "id,restore_h,check_h\ncore,exponential(mean=5),1\n");
    incident_service(experiment, (const char *const[]){"core"}, 1, 100);
    experiment_file(experiment, "attack.csv",
                    "key,value\nentry,a\ndetect_h,exponential(mean=10)\nfalse_alarm_prob,0.25\n");
    experiment_file(experiment, "strategies.csv",
                    "id,isolate,reaction_h,contain_h\n"
                    "some,all,uniform(low=1 high=3),4\n"
                    "needless,all,uniform(low=1 high=3),4\n"
                    "idle,none,uniform(low=1 high=3),4\n");
    experiment_file(experiment, "overrides.csv",
                    "strategy,cell,value\n"
                    "needless,attack.false_alarm_prob,1\n"
                    "idle,attack.false_alarm_prob,1\n");
    experiment_file(experiment, "costs.csv",
                    "key,value\ncrew_eur_per_h,80\ndowntime_eur_per_insured_h,0.5\n");
    validation_run(validation, experiment, no_curves);
    return experiment;
}

static void alarm_values(Validation *validation, Experiment *experiment, const char *strategy,
                         double false_alarm)
{
    const AlarmCosts costs = costs_of(false_alarm);
    const double lost_h = 1000 * costs.down_a_h + 3000 * costs.down_b_h;
    const IncidentValue values[] = {
        {"zones compromised", "", RESULT_KEY(strategy, "total", "all", "zones_compromised"),
         costs.compromised, 0.03},
        {"insured-hours lost", "h", RESULT_KEY(strategy, "total", "all", "insured_hours_lost"),
         lost_h, 0.02},
        {"crew hours", "h", RESULT_KEY(strategy, "total", "all", "crew_hours"), costs.crew_h,
         0.025},
        {"cost", "EUR", RESULT_KEY(strategy, "total", "all", "cost_total_eur"),
         80 * costs.crew_h + 0.5 * lost_h, 0.02},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        char what[60];
        IncidentValue value = values[i];
        snprintf(what, sizeof what, "%s, %s", value.what, strategy);
        value.what = what;
        incident_value(validation, experiment, &value);
    }
}

static void false_alarms(Validation *validation)
{
    Experiment *experiment = run_alarms(validation);
    validation_case(
        validation,
        &(ValidationCase){.name = "Alarms for nothing",
                          .model = "one alarm in four is false (`some`) or each (`needless`, and "
                                   "`idle`, which isolates nothing); all is isolated, checked or "
                                   "rebuilt; 80 EUR a crew hour, 0.5 EUR an insured-hour",
                          .source = "means of sums and exponential races, by hand",
                          .covers = "3.2: false alarm; 5: costs"});
    alarm_values(validation, experiment, "some", 0.25);
    alarm_values(validation, experiment, "needless", 1);
    incident_value(validation, experiment,
                   &(IncidentValue){"cost, idle", "EUR",
                                    RESULT_KEY("idle", "total", "all", "cost_total_eur"), 0, 0.01});
    experiment_free(experiment);
}

void chapter_theft(Validation *validation)
{
    theft_on_a_line(validation);
    theft_from_one_zone(validation);
    false_alarms(validation);
}
