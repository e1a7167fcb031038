#include "tests/validation/attack_scenario.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>

static const char *const zone_ids[ATTACK_ZONES_MAX] = {"z0", "z1", "z2", "z3", "z4", "z5", "z6"};

/* Beyond every horizon here. */
static const double NEVER_H = 100000;

/* The cell of an exponential delay. */
static const char *delay_cell(double per_h)
{
    static _Thread_local char cells[8][60];
    static _Thread_local size_t next;
    char *cell = cells[next++ % 8];
    if (isinf(per_h)) {
        snprintf(cell, sizeof cells[0], "0");
    } else if (per_h > 0) {
        snprintf(cell, sizeof cells[0], "exponential(mean=%.17g)", 1 / per_h);
    } else {
        snprintf(cell, sizeof cells[0], "%g", NEVER_H);
    }
    return cell;
}

/* The first zone of the group names the data centre. */
static size_t datacentre_of(const AttackCase *attack, size_t zone)
{
    for (size_t i = 0; i < attack->zones; i++) {
        if (attack->group[zone] >> i & 1) {
            return i;
        }
    }
    return 0;
}

static void write_places(Experiment *experiment, const AttackCase *attack)
{
    TextBuilder zones = {0}, insurers = {0}, datacentres = {0};
    for (size_t i = 0; i < attack->zones; i++) {
        size_t datacentre = datacentre_of(attack, i);
        text_add_format(&zones, "z%zu,dc%zu,i%zu\n", i, datacentre, i);
        text_add_format(&insurers, "i%zu,%zu,dc%zu\n", i, 1000 * (i + 1), datacentre);
        if (i == 0 || datacentre == i) {
            text_add_format(&datacentres, "dc%zu,%s,%s\n", i, delay_cell(attack->rebuild_per_h),
                            delay_cell(attack->check_per_h));
        }
    }
    experiment_file(experiment, "zones.csv", "id,datacentre,insurers\n%s", zones.text);
    experiment_file(experiment, "insurers.csv", "id,insured,datacentre\n%s", insurers.text);
    experiment_file(experiment, "datacentres.csv", "id,rebuild_h,check_h\n%s", datacentres.text);
    text_deinit(&zones);
    text_deinit(&insurers);
    text_deinit(&datacentres);
    experiment_file(experiment, "systems.csv", "id\ncore\n");
    experiment_file(experiment, "services.csv",
                    "id,needs,requests_per_1000_per_day,servers,service_min\n"
                    "applications,core,0,1,1\n");
}

static void write_attack(Experiment *experiment, const AttackCase *attack)
{
    TextBuilder links = {0};
    for (size_t i = 0; i < attack->ways; i++) {
        text_add_format(&links, "z%zu,z%zu,%.17g\n", attack->way[i].from, attack->way[i].to,
                        attack->way[i].per_h);
    }
    experiment_file(experiment, "links.csv", "from,to,spread_per_h\n%s",
                    links.text ? links.text : "");
    text_deinit(&links);
    experiment_file(experiment, "attack.csv",
                    "key,value\nentry,z%zu\ndetect_h,%s\ndetect_next_h,%s\npayload_h,%s\n"
                    "false_alarm_prob,%.17g\nexfiltrate_per_h,%.17g\n",
                    attack->entry, delay_cell(attack->detect_per_h),
                    delay_cell(attack->detect_next_per_h), delay_cell(attack->payload_per_h),
                    attack->false_alarm_prob, attack->theft_per_h);
}

static const char *isolate_cell(const AttackCase *attack, AttackAnswer answer)
{
    switch (answer) {
    case ANSWER_NONE:
        return "none";
    case ANSWER_ALL:
        return "all";
    case ANSWER_NOTICED:
        return "compromised";
    case ANSWER_GROUP:
        return "datacentre";
    case ANSWER_LISTED:
        return ids_cell(zone_ids, attack->zones, attack->listed);
    }
    return "";
}

/* Without rebuilding nothing is ready within the horizon. */
static void write_strategies(Experiment *experiment, const AttackCase *attack,
                             const AttackStrategy *strategies, size_t count)
{
    TextBuilder rows = {0};
    for (size_t i = 0; i < count; i++) {
        char escalate_at[24] = "";
        if (strategies[i].escalate_at > 0) {
            snprintf(escalate_at, sizeof escalate_at, "%zu", strategies[i].escalate_at);
        }
        text_add_format(&rows, "%s,%s,%s,%g,%s,%.17g\n", strategies[i].id,
                        isolate_cell(attack, strategies[i].answer),
                        delay_cell(attack->reaction_per_h), attack->rebuild_per_h > 0 ? 0 : NEVER_H,
                        escalate_at, strategies[i].leak);
    }
    experiment_file(experiment, "strategies.csv",
                    "id,isolate,reaction_h,contain_h,escalate_at,leak\n%s", rows.text);
    text_deinit(&rows);
}

Experiment *attack_scenario_new(const char *name, const PlainScenario *plain,
                                const AttackCase *attack, const AttackStrategy *strategies,
                                size_t count)
{
    Experiment *experiment = experiment_new(name);
    plain_scenario_write(experiment, plain);
    write_places(experiment, attack);
    write_attack(experiment, attack);
    write_strategies(experiment, attack, strategies, count);
    return experiment;
}

AttackCase attack_under(const AttackCase *attack, const AttackStrategy *strategy)
{
    AttackCase under = *attack;
    under.answer = strategy->answer;
    under.escalate_at = strategy->escalate_at;
    under.leak = strategy->leak;
    return under;
}
