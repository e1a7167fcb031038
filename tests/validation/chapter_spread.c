/* An attack that moves over directed graphs of zones, under strategies that isolate nothing, all,
 * what is noticed, its data centre, a list, and more and more. All delays are exponential, so that
 * the whole is a Markov chain. */
#include "tests/theory/attack_chain.h"
#include "tests/validation/attack_scenario.h"
#include "tests/validation/chapters.h"

#include <math.h>
#include <stdio.h>

enum { STEPS = 300 };
static const double HORIZON_H = 60;
static const PlainScenario plain = {.horizon_days = 2.5, .sample_h = 12, .replications = 25000};

static const AttackStrategy strategies[] = {
    {.id = "none", .answer = ANSWER_NONE},
    {.id = "full", .answer = ANSWER_ALL},
    {.id = "partial", .answer = ANSWER_NOTICED},
    {.id = "datacentre", .answer = ANSWER_GROUP},
    {.id = "listed", .answer = ANSWER_LISTED},
    {.id = "escalating", .answer = ANSWER_NOTICED, .escalate_at = 2},
    {.id = "leaky", .answer = ANSWER_ALL, .leak = 0.3},
};
enum { STRATEGIES = sizeof strategies / sizeof strategies[0], PLAIN_STRATEGIES = 3 };

typedef struct GraphCase {
    const char *name, *experiment, *model;
    size_t strategies; /* the first so many */
    AttackCase attack;
} GraphCase;

#define DELAYS                                                                                     \
    .detect_per_h = 1.0 / 12, .detect_next_per_h = 1.0 / 8, .payload_per_h = 1.0 / 30,             \
    .reaction_per_h = 1.0 / 4

static const GraphCase graphs[] = {
    {"Spread along a line",
     "validation-spread-line",
     "five zones, 0.2/h each; notice of the entry 12 h, of others 8 h, payload 30 h, reaction 4 h",
     PLAIN_STRATEGIES,
     {.zones = 5,
      .ways = 4,
      .way = {{0, 1, 0.2}, {1, 2, 0.2}, {2, 3, 0.2}, {3, 4, 0.2}},
      DELAYS,
      .group = {31, 31, 31, 31, 31}}},
    {"Spread round a ring",
     "validation-spread-ring",
     "five zones, 0.1/h both ways; other delays as before",
     PLAIN_STRATEGIES,
     {.zones = 5,
      .ways = 10,
      .way = {{0, 1, 0.1},
              {1, 0, 0.1},
              {1, 2, 0.1},
              {2, 1, 0.1},
              {2, 3, 0.1},
              {3, 2, 0.1},
              {3, 4, 0.1},
              {4, 3, 0.1},
              {4, 0, 0.1},
              {0, 4, 0.1}},
      DELAYS,
      .group = {31, 31, 31, 31, 31}}},
    {"Spread through a star",
     "validation-spread-star",
     "from a leaf over the centre to three more leaves, 0.15/h each; other delays as before",
     PLAIN_STRATEGIES,
     {.zones = 5,
      .ways = 4,
      .way = {{1, 0, 0.15}, {0, 2, 0.15}, {0, 3, 0.15}, {0, 4, 0.15}},
      .entry = 1,
      DELAYS,
      .group = {31, 31, 31, 31, 31}}},
    {"Spread on a directed graph",
     "validation-spread-graph",
     "four zones in two data centres (z0 z1, z2 z3); z0-z1 0.2, z0-z2 0.05, z1-z2 0.1, z2-z3 0.3, "
     "z3-z0 0.4, z1-z3 0.02, z2-z1 0.15 per h; other delays as before; listed: z0 z3",
     STRATEGIES,
     {.zones = 4,
      .ways = 7,
      .way = {{0, 1, 0.2},
              {0, 2, 0.05},
              {1, 2, 0.1},
              {2, 3, 0.3},
              {3, 0, 0.4},
              {1, 3, 0.02},
              {2, 1, 0.15}},
      DELAYS,
      .group = {3, 3, 12, 12},
      .listed = 9}},
};

/* What is expected at 12, 24 h and at the horizon, and the integral over the whole run. */
typedef struct Expected {
    AttackView at_12, at_24, at_end, integral;
} Expected;

static void add_views(AttackView *sum, const AttackView *more)
{
    for (size_t i = 0; i < ATTACK_ZONES_MAX; i++) {
        sum->compromised[i] += more->compromised[i];
        sum->down[i] += more->down[i];
    }
}

static Expected expect_of(const AttackCase *attack)
{
    Expected expected;
    AttackView part;
    AttackChain *chain = attack_chain_new(attack);
    attack_chain_advance(chain, 12, STEPS / 5, &expected.integral);
    expected.at_12 = attack_chain_view(chain);
    attack_chain_advance(chain, 12, STEPS / 5, &part);
    add_views(&expected.integral, &part);
    expected.at_24 = attack_chain_view(chain);
    attack_chain_advance(chain, HORIZON_H - 24, 3 * STEPS / 5, &part);
    add_views(&expected.integral, &part);
    expected.at_end = attack_chain_view(chain);
    attack_chain_free(chain);
    return expected;
}

/* The insured of zone i are 1000 (i + 1). */
static double insured_down(const double down[ATTACK_ZONES_MAX])
{
    double sum = 0;
    for (size_t i = 0; i < ATTACK_ZONES_MAX; i++) {
        sum += 1000 * (double)(i + 1) * down[i];
    }
    return sum;
}

static void value(Validation *validation, Experiment *experiment, const char *strategy,
                  IncidentValue incident)
{
    char what[80];
    snprintf(what, sizeof what, "%s, %s", incident.what, strategy);
    incident.what = what;
    incident.key.strategy = strategy;
    incident_value(validation, experiment, &incident);
}

/* Mean time of an event whose probability by t has this integral, given that it comes by the end.
 */
static double mean_given(double integral, double at_end)
{
    return HORIZON_H - integral / at_end;
}

static void graph_values(Validation *validation, Experiment *experiment, const AttackCase *attack,
                         const char *strategy)
{
    const Expected e = expect_of(attack);
    const size_t far = attack->zones - 1;
    char zone[8];
    snprintf(zone, sizeof zone, "z%zu", far);
    const IncidentValue values[] = {
        {"zones compromised", "", takedown_key("total", "all", "zones_compromised"),
         attack_sum(e.at_end.compromised), 0.02},
        {"zones compromised by 12 h", "", takedown_curve("total", "all", "zones_compromised", 12),
         attack_sum(e.at_12.compromised), 0.018},
        {"zones destroyed", "", takedown_key("total", "all", "zones_destroyed"),
         attack_sum(e.at_end.destroyed), 0.06},
        {"last zone compromised", "", takedown_key("zone", zone, "compromised"),
         e.at_end.compromised[far], 0.12},
        {"its time", "h", takedown_key("zone", zone, "compromised_h"),
         mean_given(e.integral.compromised[far], e.at_end.compromised[far]), 0.05},
        {"zones down at 24 h", "", takedown_curve("total", "all", "zones_down", 24),
         attack_sum(e.at_24.down), 0.04},
        {"insured-hours lost", "h", takedown_key("total", "all", "insured_hours_lost"),
         insured_down(e.integral.down), 0.05},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        value(validation, experiment, strategy, values[i]);
    }
}

static void graph_case(Validation *validation, const GraphCase *c)
{
    Experiment *experiment =
        attack_scenario_new(c->experiment, &plain, &c->attack, strategies, c->strategies);
    validation_run(validation, experiment, NULL);
    validation_case(validation,
                    &(ValidationCase){.name = c->name,
                                      .model = c->model,
                                      .source = "Markov chain over the zones' states "
                                                "[Van Mieghem 2009], uniformization",
                                      .covers = "3.2: spread, notice, payload; 3.3: isolation"});
    for (size_t i = 0; i < c->strategies; i++) {
        const AttackCase under = attack_under(&c->attack, &strategies[i]);
        graph_values(validation, experiment, &under, strategies[i].id);
    }
    experiment_free(experiment);
}

/* Zones that are rebuilt or checked come back hardened, while the attack goes on elsewhere. */
static void rebuilt_zones(Validation *validation)
{
    GraphCase c = graphs[sizeof graphs / sizeof graphs[0] - 1];
    c.attack.rebuild_per_h = 1.0 / 10;
    c.attack.check_per_h = 1.0 / 3;
    Experiment *experiment =
        attack_scenario_new("validation-spread-rebuild", &plain, &c.attack, strategies, 6);
    validation_run(validation, experiment, NULL);
    validation_case(
        validation,
        &(ValidationCase){.name = "Spread against rebuilding",
                          .model = "the same graph; zones are rebuilt in 10 h or checked in 3 h "
                                   "from their isolation on, and hardened then",
                          .source = "Markov chain over the zones' states, uniformization",
                          .covers = "3.2: spread; 3.4: hardened zones are connected again"});
    for (size_t i = 0; i < 6; i++) {
        const AttackCase under = attack_under(&c.attack, &strategies[i]);
        graph_values(validation, experiment, &under, strategies[i].id);
    }
    experiment_free(experiment);
}

/* Constant delays: closed forms */

static Experiment *run_constant_star(Validation *validation)
{
    Experiment *experiment = incident_new("validation-spread-constant", &plain, 1);
    experiment_file(experiment, "zones.csv",
                    "id,datacentre\nz0,nord\nz1,nord\nz2,nord\nz3,nord\nz4,nord\n");
    experiment_file(experiment, "links.csv",
                    "from,to,spread_per_h\nz0,z1,0.08\nz0,z2,0.08\nz0,z3,0.08\nz0,z4,0.08\n");
    experiment_file(experiment, "attack.csv",
                    "key,value\nentry,z0\ndetect_h,10\ndetect_next_h,3\npayload_h,8\n");
    experiment_file(experiment, "strategies.csv",
                    "id,isolate,reaction_h,contain_h,leak\n"
                    "full,all,2,1000,0\nleaky,all,2,1000,0.25\nnone,none,2,1000,0\n");
    validation_run(validation, experiment, NULL);
    return experiment;
}

/* The payload strikes the entry after 8 h, before its notice after 10: all is isolated at 10. A
 * leaf falls by then with probability 1 - exp(-0.8), and is destroyed if it fell by 2 h. With the
 * leak the hazard goes on at a quarter for 50 h. With nothing isolated a leaf is destroyed if it
 * fell 8 h before the end. */
static void constant_star(Validation *validation)
{
    Experiment *experiment = run_constant_star(validation);
    validation_case(validation,
                    &(ValidationCase){.name = "A star with constant notice and payload",
                                      .model = "four leaves at 0.08/h; payload after 8 h, before "
                                               "the notice after 10 h; reaction 2 h; a leak of 1/4",
                                      .source = "exponential times cut off at constants, by hand",
                                      .covers = "3.2: a payload is a first notice; leak"});
    const struct {
        const char *strategy;
        IncidentValue value;
    } values[] = {
        {"full",
         {"zones compromised", "", takedown_key("total", "all", "zones_compromised"),
          1 - 4 * expm1(-0.08 * 10), 0.015}},
        {"full",
         {"zones destroyed", "", takedown_key("total", "all", "zones_destroyed"),
          1 - 4 * expm1(-0.08 * 2), 0.02}},
        {"full", {"detected", "h", takedown_key("total", "all", "detected_h"), 8, 0.01}},
        {"full", {"isolated", "h", takedown_key("total", "all", "isolated_h"), 10, 0.01}},
        {"leaky",
         {"zones compromised", "", takedown_key("total", "all", "zones_compromised"),
          1 - 4 * expm1(-0.08 * (10 + 50 * 0.25)), 0.015}},
        {"none",
         {"zones compromised", "", takedown_key("total", "all", "zones_compromised"),
          1 - 4 * expm1(-0.08 * 60), 0.01}},
        {"none",
         {"zones destroyed", "", takedown_key("total", "all", "zones_destroyed"),
          1 - 4 * expm1(-0.08 * 52), 0.01}},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        value(validation, experiment, values[i].strategy, values[i].value);
    }
    experiment_free(experiment);
}

/* z0 to z1 at a = 0.1, z1 to z2 at b = 0.15; notice at 10, of z1 3 h after its compromise, reaction
 * 2 h: z0 is isolated at 12; z1, fallen at u < 12, at max(10, u + 3) + 2. z2 has 12 - u hours to
 * fall where u < 7, else 5. */
static double third_falls(double a, double b)
{
    double early = -expm1(-7 * a) - a * exp(-12 * b) * expm1(7 * (b - a)) / (b - a);
    double late = (exp(-7 * a) - exp(-12 * a)) * -expm1(-5 * b);
    return early + late;
}

static void constant_line(Validation *validation)
{
    const double a = 0.1, b = 0.15, falls = -expm1(-12 * a);
    Experiment *experiment = incident_new("validation-spread-overdue", &plain, 1);
    experiment_file(experiment, "zones.csv", "id,datacentre\nz0,nord\nz1,nord\nz2,nord\n");
    experiment_file(experiment, "links.csv", "from,to,spread_per_h\nz0,z1,%g\nz1,z2,%g\n", a, b);
    experiment_file(experiment, "attack.csv",
                    "key,value\nentry,z0\ndetect_h,10\ndetect_next_h,3\n");
    experiment_file(experiment, "strategies.csv",
                    "id,isolate,reaction_h,contain_h\npartial,compromised,2,1000\n");
    validation_run(validation, experiment, NULL);
    validation_case(validation, &(ValidationCase){
                                    .name = "A line with constant notice",
                                    .model = "0.1/h and 0.15/h; notice of the entry after 10 h, "
                                             "of others 3 h after their fall but not before; "
                                             "each isolated 2 h after its notice",
                                    .source = "integral over the fall of the second zone, by hand",
                                    .covers = "3.2: what is overdue; 3.3: noticed zones alone"});
    const IncidentValue values[] = {
        {"second zone compromised", "", takedown_key("zone", "z1", "compromised"), falls, 0.03},
        {"its time", "h", takedown_key("zone", "z1", "compromised_h"),
         1 / a - 12 * exp(-12 * a) / falls, 0.025},
        {"third zone compromised", "", takedown_key("zone", "z2", "compromised"), third_falls(a, b),
         0.05},
        {"second zone isolated", "h", takedown_key("zone", "z1", "isolated_h"),
         (12 * -expm1(-7 * a) + 5 * (exp(-7 * a) - exp(-12 * a)) + (7 + 1 / a) * exp(-7 * a) -
          (12 + 1 / a) * exp(-12 * a)) /
             falls,
         0.01},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        value(validation, experiment, "partial", values[i]);
    }
    experiment_free(experiment);
}

/* One delay at a time, each exponential under a strategy of its own and constant under the others:
 * the notice (12 h) and the reaction to it (4 h) in the first isolation; the notice of z1 (8 h
 * after its fall at 0.5/h, which comes before z0 is isolated at 6 h) in its own isolation, 6 h
 * later; the payload (30 h) in the first notice, which it is. */
static Experiment *run_delays(Validation *validation)
{
    PlainScenario longer = plain;
    longer.horizon_days = 20;
    longer.replications = 120000;
    Experiment *experiment = incident_new("validation-spread-delays", &longer, 1);
    experiment_file(experiment, "zones.csv", "id,datacentre\nz0,nord\nz1,nord\n");
    experiment_file(experiment, "links.csv", "from,to,spread_per_h\nz0,z1,0.5\n");
    experiment_file(experiment, "attack.csv", "key,value\nentry,z0\ndetect_h,0\n");
    experiment_file(experiment, "strategies.csv",
                    "id,isolate,reaction_h,contain_h\n"
                    "notice,all,0,1000\n"
                    "reaction,all,exponential(mean=4),1000\n"
                    "next,compromised,6,1000\n"
                    "payload,none,0,1000\n");
    experiment_file(experiment, "overrides.csv",
                    "strategy,cell,value\n"
                    "notice,attack.detect_h,exponential(mean=12)\n"
                    "next,attack.detect_next_h,exponential(mean=8)\n"
                    "payload,attack.detect_h,1000\n"
                    "payload,attack.payload_h,exponential(mean=30)\n"
                    "payload,links.*.spread_per_h,0\n");
    validation_run(validation, experiment, (const char *const[]){"--no-curves", NULL});
    return experiment;
}

static void delays(Validation *validation)
{
    const double falls = -expm1(-0.5 * 6);
    Experiment *experiment = run_delays(validation);
    validation_case(validation, &(ValidationCase){
                                    .name = "Each delay by itself",
                                    .model = "two zones, 0.5/h; exponential notice 12 h, reaction "
                                             "4 h, next notice 8 h, payload 30 h, each under a "
                                             "strategy of its own",
                                    .source = "means of the delays; exponential time cut off",
                                    .covers = "3.2: notice, payload; 3.3: reaction"});
    value(validation, experiment, "notice",
          (IncidentValue){"isolated", "h", takedown_key("total", "all", "isolated_h"), 12, 0.016});
    value(validation, experiment, "reaction",
          (IncidentValue){"isolated", "h", takedown_key("total", "all", "isolated_h"), 4, 0.016});
    value(validation, experiment, "next",
          (IncidentValue){"z1 isolated", "h", takedown_key("zone", "z1", "isolated_h"),
                          2 - 6 * exp(-0.5 * 6) / falls + 8 + 6, 0.009});
    value(validation, experiment, "payload",
          (IncidentValue){"detected", "h", takedown_key("total", "all", "detected_h"), 30, 0.016});
    experiment_free(experiment);
}

void chapter_spread(Validation *validation)
{
    for (size_t i = 0; i < sizeof graphs / sizeof graphs[0]; i++) {
        graph_case(validation, &graphs[i]);
    }
    rebuilt_zones(validation);
    constant_star(validation);
    constant_line(validation);
    delays(validation);
}
