/* Restoration jobs of exponential and Erlang length on crews: all at once, with needs, in other
 * orders, on two teams, checked or rebuilt. The exact values are those of the Markov chain of the
 * jobs. */
#include "tests/theory/restoration_chain.h"
#include "tests/validation/chapters.h"
#include "tests/validation/incident_scenario.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>

static const PlainScenario plain = {.horizon_days = 20, .sample_h = 12, .replications = 25000};
static const char *const no_curves[] = {"--no-curves", NULL};

static const char chain_source[] = "Markov chain of the jobs [Kulkarni 1986]";

static uint32_t set_of(size_t jobs)
{
    return (UINT32_C(1) << jobs) - 1;
}

static const double LIMIT_H = 12;

/* All jobs at once: one system, an insurer for each job */

typedef struct ParallelCase {
    size_t jobs, crews, phases;
    double mean_h;
} ParallelCase;

static const ParallelCase parallel_cases[] = {
    {8, 1, 1, 4}, {8, 2, 1, 6}, {8, 3, 1, 6}, {8, 4, 1, 6},
    {2, 2, 2, 8}, {6, 2, 3, 6}, {6, 3, 2, 6}, {6, 4, 3, 6},
};
enum { PARALLEL_CASES = sizeof parallel_cases / sizeof parallel_cases[0] };

static RestorationNetwork equal_jobs(const ParallelCase *c)
{
    RestorationNetwork network = {.jobs = c->jobs, .crews = {c->crews}};
    for (size_t i = 0; i < c->jobs; i++) {
        network.job[i] = (NetworkJob){.mean_h = c->mean_h, .phases = c->phases};
    }
    return network;
}

static Experiment *run_parallel(Validation *validation, const ParallelCase *c)
{
    char name[80];
    TextBuilder insurers = {0};
    snprintf(name, sizeof name, "validation-jobs-%zu-%zu-%zu", c->jobs, c->crews, c->phases);
    Experiment *experiment = incident_new(name, &plain, c->crews);
    for (size_t i = 0; i < c->jobs; i++) {
        text_add_format(&insurers, "i%zu,1000,nord,%zu\n", i + 1, i + 1);
    }
    experiment_file(experiment, "insurers.csv", "id,insured,datacentre,priority\n%s",
                    insurers.text);
    experiment_file(experiment, "systems.csv", "id,restore_h\ncore,%s\n",
                    length_cell(c->mean_h, c->phases));
    incident_service(experiment, (const char *const[]){"core"}, 1, LIMIT_H);
    validation_run(validation, experiment, no_curves);
    text_deinit(&insurers);
    return experiment;
}

/* Mean share of the jobs that are done by t. */
static double share_done(const RestorationChain *chain, size_t jobs, double t_h)
{
    double sum = 0;
    for (size_t i = 0; i < jobs; i++) {
        sum += restoration_chain_done_by(chain, UINT32_C(1) << i, 1, t_h);
    }
    return sum / (double)jobs;
}

static void parallel_values(Validation *validation, Experiment *experiment, const ParallelCase *c)
{
    const RestorationNetwork network = equal_jobs(c);
    RestorationChain *chain = restoration_chain_new(&network);
    char last[16];
    double lost_h = 0;
    snprintf(last, sizeof last, "i%zu", c->jobs);
    for (size_t i = 0; i < c->jobs; i++) {
        lost_h += 1000 * restoration_chain_done_h(chain, UINT32_C(1) << i, 1);
    }
    const IncidentValue values[] = {
        {"last restored", "h", takedown_key("total", "all", "restored_h"),
         restoration_chain_done_h(chain, set_of(c->jobs), c->jobs), 0.015},
        {"half restored", "h", takedown_key("total", "all", "restored_half_h"),
         restoration_chain_done_h(chain, set_of(c->jobs), c->jobs / 2), 0.02},
        {"last of the list restored", "h", takedown_key("insurer", last, "restored_h"),
         restoration_chain_start_h(chain, c->jobs - 1) + c->mean_h, 0.02},
        {"share down for over 12 h", "", takedown_key("service", "everything", "mtpd_breached"),
         1 - share_done(chain, c->jobs, LIMIT_H), 0.05},
        {"insured-hours lost", "h", takedown_key("total", "all", "insured_hours_lost"), lost_h,
         0.015},
        {"crew hours", "h", takedown_key("total", "all", "crew_hours"), (double)c->jobs * c->mean_h,
         0.015},
    };
    incident_values(validation, experiment, values, sizeof values / sizeof values[0]);
    restoration_chain_free(chain);
}

static void parallel_case(Validation *validation, const ParallelCase *c)
{
    char name[100], model[200], law[40];
    Experiment *experiment = run_parallel(validation, c);
    snprintf(law, sizeof law, c->phases == 1 ? "exponential" : "Erlang-%zu", c->phases);
    snprintf(name, sizeof name, "%zu jobs, %zu crew%s, %s", c->jobs, c->crews,
             c->crews == 1 ? "" : "s", law);
    snprintf(model, sizeof model,
             "one job for each of %zu insurers, ready together, taken in the order of a list; "
             "%s lengths, mean %g h",
             c->jobs, law, c->mean_h);
    validation_case(validation,
                    &(ValidationCase){.name = name,
                                      .model = model,
                                      .source = c->phases == 1 ? "death process [Gross 2008, 2.7]"
                                                : c->jobs == 2 ? "[Gupta 1960]"
                                                               : chain_source,
                                      .covers = "3.4: crews on parallel jobs, list order"});
    parallel_values(validation, experiment, c);
    experiment_free(experiment);
}

/* Jobs with needs: seven systems of one insurer */

static const char *const network_ids[] = {"directory", "network", "database", "storage",
                                          "core",      "portal",  "mail"};
static const RestorationNetwork network_jobs = {.jobs = 7,
                                                .job = {{4, 2, 0, 0},
                                                        {3, 1, 0, 0},
                                                        {6, 3, 1U << 0, 0},
                                                        {5, 1, 0, 0},
                                                        {8, 1, 1U << 1 | 1U << 2, 0},
                                                        {4, 2, 1U << 4, 0},
                                                        {7, 1, 1U << 0 | 1U << 3, 0}}};

static void network_values(Validation *validation, Experiment *experiment,
                           const RestorationNetwork *network)
{
    RestorationChain *chain = restoration_chain_new(network);
    const IncidentValue values[] = {
        {"last restored", "h", takedown_key("total", "all", "restored_h"),
         restoration_chain_done_h(chain, set_of(7), 7), 0.014},
        {"core restored", "h", takedown_key("system", "core@muster", "restored_h"),
         restoration_chain_done_h(chain, 1U << 4, 1), 0.018},
        {"portal restored", "h", takedown_key("system", "portal@muster", "restored_h"),
         restoration_chain_done_h(chain, 1U << 5, 1), 0.016},
        {"mail restored", "h", takedown_key("system", "mail@muster", "restored_h"),
         restoration_chain_done_h(chain, 1U << 6, 1), 0.021},
        {"share beyond 30 h", "", takedown_key("service", "everything", "mtpd_breached"),
         1 - restoration_chain_done_by(chain, set_of(7), 7, 30), 0.065},
        {"crew hours", "h", takedown_key("total", "all", "crew_hours"), 37, 0.013},
    };
    incident_values(validation, experiment, values, sizeof values / sizeof values[0]);
    restoration_chain_free(chain);
}

static void network_curves(Validation *validation, Experiment *experiment,
                           const RestorationNetwork *network)
{
    RestorationChain *chain = restoration_chain_new(network);
    for (size_t t_h = 12; t_h <= 48; t_h += 12) {
        char what[60];
        snprintf(what, sizeof what, "everything up at %zu h", t_h);
        incident_value(validation, experiment,
                       &(IncidentValue){what, "",
                                        takedown_curve("service", "everything", "up", (double)t_h),
                                        restoration_chain_done_by(chain, set_of(7), 7, (double)t_h),
                                        t_h == 12 ? 0.5 : 0.06});
    }
    restoration_chain_free(chain);
}

static void network_case(Validation *validation, size_t crews)
{
    char name[80];
    RestorationNetwork network = network_jobs;
    network.crews[0] = crews;
    snprintf(name, sizeof name, "validation-network-%zu", crews);
    Experiment *experiment = incident_new(name, &plain, crews);
    incident_network(experiment, &network, network_ids, 30);
    validation_run(validation, experiment, crews == 2 ? NULL : no_curves);
    snprintf(name, sizeof name, "Seven systems that need one another, %zu crew%s", crews,
             crews == 1 ? "" : "s");
    validation_case(
        validation,
        &(ValidationCase){.name = name,
                          .model = "exponential and Erlang jobs of 3 to 8 h; core needs network "
                                   "and database, which needs directory; portal needs core, mail "
                                   "needs directory and storage",
                          .source = chain_source,
                          .covers = "3.4: precedence, list order; 3.1: needs"});
    network_values(validation, experiment, &network);
    if (crews == 2) {
        network_curves(validation, experiment, &network);
    }
    experiment_free(experiment);
}

/* Orders: the same jobs under strategies that take them differently */

enum { ORDERED = 5, PERMUTATIONS = 120 };
static const char *const ordered_ids[ORDERED] = {"s3", "s9", "s6", "s2", "s12"};
static const NetworkJob ordered_jobs[ORDERED] = {
    {3, 1, 0, 0}, {9, 1, 0, 0}, {6, 2, 0, 0}, {2, 1, 0, 0}, {12, 2, 0, 0}};

/* Adds the mean ends of the list (`last` and `s9`) for one order of the jobs. */
static void add_order(const size_t order[ORDERED], double weight, double *last_h, double *s9_h)
{
    RestorationNetwork network = {.jobs = ORDERED, .crews = {2}};
    uint32_t s9 = 0;
    for (size_t place = 0; place < ORDERED; place++) {
        network.job[place] = ordered_jobs[order[place]];
        s9 |= order[place] == 1 ? UINT32_C(1) << place : 0;
    }
    RestorationChain *chain = restoration_chain_new(&network);
    *last_h += weight * restoration_chain_done_h(chain, set_of(ORDERED), ORDERED);
    *s9_h += weight * restoration_chain_done_h(chain, s9, 1);
    restoration_chain_free(chain);
}

/* All orders, each once: digit i of the number in the factorial system chooses among what is left.
 */
static void random_order(double *last_h, double *s9_h)
{
    for (size_t number = 0; number < PERMUTATIONS; number++) {
        size_t left[ORDERED] = {0, 1, 2, 3, 4}, order[ORDERED], rest = number;
        for (size_t i = 0; i < ORDERED; i++) {
            size_t choices = ORDERED - i, chosen = rest % choices;
            rest /= choices;
            order[i] = left[chosen];
            left[chosen] = left[choices - 1];
        }
        add_order(order, 1.0 / PERMUTATIONS, last_h, s9_h);
    }
}

static Experiment *run_orders(Validation *validation)
{
    RestorationNetwork network = {.jobs = ORDERED, .crews = {2}};
    Experiment *experiment = incident_new("validation-orders", &plain, 2);
    for (size_t i = 0; i < ORDERED; i++) {
        network.job[i] = ordered_jobs[i];
    }
    incident_network(experiment, &network, ordered_ids, LIMIT_H);
    experiment_file(experiment, "strategies.csv",
                    "id,isolate,restore_order\n"
                    "priority,all,priority\n"
                    "shortest,all,shortest\n"
                    "longest,all,longest\n"
                    "random,all,random\n");
    validation_run(validation, experiment, no_curves);
    return experiment;
}

typedef struct OrderCase {
    const char *strategy;
    size_t order[ORDERED];
    bool is_random;
} OrderCase;

static void order_values(Validation *validation, Experiment *experiment, const OrderCase *c)
{
    char what[60];
    double last_h = 0, s9_h = 0;
    if (c->is_random) {
        random_order(&last_h, &s9_h);
    } else {
        add_order(c->order, 1, &last_h, &s9_h);
    }
    snprintf(what, sizeof what, "last restored, %s", c->strategy);
    incident_value(validation, experiment,
                   &(IncidentValue){what, "h",
                                    RESULT_KEY(c->strategy, "total", "all", "restored_h"), last_h,
                                    0.018});
    snprintf(what, sizeof what, "job of 9 h restored, %s", c->strategy);
    incident_value(validation, experiment,
                   &(IncidentValue){what, "h",
                                    RESULT_KEY(c->strategy, "system", "s9@muster", "restored_h"),
                                    s9_h, 0.035});
}

static void orders(Validation *validation)
{
    static const OrderCase cases[] = {
        {"priority", {0, 1, 2, 3, 4}, false},
        {"shortest", {3, 0, 2, 1, 4}, false},
        {"longest", {4, 1, 2, 0, 3}, false},
        {"random", {0}, true},
    };
    Experiment *experiment = run_orders(validation);
    validation_case(
        validation,
        &(ValidationCase){.name = "Five jobs in four orders",
                          .model = "exponential jobs of 3, 9 and 2 h, Erlang-2 ones of 6 and 12 h "
                                   "in this order, two crews; by priority, by expected length, "
                                   "at random (all 120 orders equally likely)",
                          .source = chain_source,
                          .covers = "3.4: restore_order priority, shortest, longest, random"});
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        order_values(validation, experiment, &cases[i]);
    }
    experiment_free(experiment);
}

/* One crew, insurers `small` and `large`, systems `base` (mean 4 h) and `top` (mean 5 h), which
 * needs base but is more urgent. The sums of the lengths in the order in which the crew takes them:
 *
 *     priority  base@small 4, top@small 9, base@large 13, top@large 18
 *     fifo      base@small 4, base@large 8, top@small 13, top@large 18
 *     insured   base@large 4, top@large 9, base@small 13, top@small 18
 */
static Experiment *run_by_hand(Validation *validation)
{
    Experiment *experiment = incident_new("validation-orders-by-hand", &plain, 1);
    experiment_file(experiment, "insurers.csv",
                    "id,insured,datacentre,priority\nsmall,1000,nord,1\nlarge,3000,nord,2\n");
    experiment_file(experiment, "systems.csv",
                    "id,needs,restore_h,priority\n"
                    "base,,exponential(mean=4),2\n"
                    "top,base,exponential(mean=5),1\n");
    experiment_file(experiment, "strategies.csv",
                    "id,isolate,restore_order\n"
                    "priority,all,priority\nfifo,all,fifo\ninsured,all,insured\n");
    incident_service(experiment, (const char *const[]){"base", "top"}, 2, LIMIT_H);
    validation_run(validation, experiment, no_curves);
    return experiment;
}

static void orders_by_hand(Validation *validation)
{
    static const struct {
        const char *strategy, *restored, *lost;
        double small_h, large_h;
    } cases[] = {
        {"priority", "small restored, priority", "insured-hours lost, priority", 9, 18},
        {"fifo", "small restored, fifo", "insured-hours lost, fifo", 13, 18},
        {"insured", "small restored, insured", "insured-hours lost, insured", 18, 9},
    };
    Experiment *experiment = run_by_hand(validation);
    validation_case(validation,
                    &(ValidationCase){.name = "Two systems of two insurers in three orders",
                                      .model = "one crew; 1000 and 3000 insured; a base system and "
                                               "a more urgent one that needs it",
                                      .source = "sums by hand",
                                      .covers = "3.4: restore_order priority, fifo, insured"});
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *strategy = cases[i].strategy;
        incident_value(validation, experiment,
                       &(IncidentValue){cases[i].restored, "h",
                                        RESULT_KEY(strategy, "insurer", "small", "restored_h"),
                                        cases[i].small_h, 0.025});
        incident_value(validation, experiment,
                       &(IncidentValue){cases[i].lost, "h",
                                        RESULT_KEY(strategy, "total", "all", "insured_hours_lost"),
                                        1000 * cases[i].small_h + 3000 * cases[i].large_h, 0.025});
    }
    experiment_free(experiment);
}

/* Two zones with a crew each. Zone `a` is rebuilt, zone `b` is checked, or rebuilt too where the
 * attack came over before the notice after NOTICE_H. */

enum { BASE_A, BASE_B, DIRECTORY, DATABASE, PORTAL, MAIL, ZONE_JOBS };
static const double NOTICE_H = 10, CONTAIN_H = 5, SPREAD_PER_H = 0.07;

static RestorationNetwork zones_network(bool b_is_compromised)
{
    RestorationNetwork network = {.jobs = ZONE_JOBS, .crews = {1, 1}};
    const double base_b_h = b_is_compromised ? 9 : 3, portal_h = b_is_compromised ? 8 : 2;
    const double mail_h = b_is_compromised ? 6 : 1;
    network.job[BASE_A] = (NetworkJob){6, 2, 0, 0};
    network.job[BASE_B] = (NetworkJob){base_b_h, 1, 0, 1};
    network.job[DIRECTORY] = (NetworkJob){4, 1, 1U << BASE_A, 0};
    network.job[DATABASE] = (NetworkJob){5, 2, 1U << BASE_A | 1U << DIRECTORY, 0};
    network.job[PORTAL] = (NetworkJob){portal_h, 1, 1U << BASE_B | 1U << DATABASE, 1};
    network.job[MAIL] = (NetworkJob){mail_h, 2, 1U << BASE_B | 1U << DIRECTORY, 1};
    return network;
}

static Experiment *run_zones(Validation *validation)
{
    Experiment *experiment = incident_new("validation-two-zones", &plain, 1);
    experiment_file(experiment, "crews.csv", "id,crews\nops-a,1\nops-b,1\n");
    experiment_file(experiment, "datacentres.csv", "id,crew\nnord,\n");
    experiment_file(experiment, "zones.csv",
                    "id,datacentre,systems,crew,rebuild_h,check_h\n"
                    "a,nord,directory database,ops-a,erlang(k=2 mean=6),100\n"
                    "b,nord,portal mail,ops-b,exponential(mean=9),exponential(mean=3)\n");
    experiment_file(experiment, "systems.csv",
                    "id,needs,restore_h,check_h,priority\n"
                    "directory,,exponential(mean=4),100,1\n"
                    "database,directory,erlang(k=2 mean=5),100,2\n"
                    "portal,database,exponential(mean=8),exponential(mean=2),3\n"
                    "mail,directory,erlang(k=2 mean=6),erlang(k=2 mean=1),4\n");
    experiment_file(experiment, "links.csv", "from,to,spread_per_h\na,b,%g\n", SPREAD_PER_H);
    experiment_file(experiment, "attack.csv", "key,value\nentry,a\ndetect_h,%g\n", NOTICE_H);
    experiment_file(experiment, "strategies.csv", "id,isolate,contain_h\ntakedown,all,%g\n",
                    CONTAIN_H);
    incident_service(experiment, (const char *const[]){"directory", "database", "portal", "mail"},
                     4, 36);
    validation_run(validation, experiment, NULL);
    return experiment;
}

/* A mean or probability over both fates of zone b. */
static double mixed(double clean, double compromised)
{
    double p = -expm1(-SPREAD_PER_H * NOTICE_H);
    return (1 - p) * clean + p * compromised;
}

static void zone_values(Validation *validation, Experiment *experiment)
{
    const RestorationNetwork clean_network = zones_network(false),
                             both_network = zones_network(true);
    RestorationChain *clean = restoration_chain_new(&clean_network);
    RestorationChain *both = restoration_chain_new(&both_network);
    const double ready_h = NOTICE_H + CONTAIN_H;
    const uint32_t all = set_of(ZONE_JOBS);
    const IncidentValue values[] = {
        {"last restored", "h", takedown_key("total", "all", "restored_h"),
         ready_h + mixed(restoration_chain_done_h(clean, all, ZONE_JOBS),
                         restoration_chain_done_h(both, all, ZONE_JOBS)),
         0.01},
        {"zone b connected", "h", takedown_key("zone", "b", "restored_h"), ready_h + mixed(3, 9),
         0.012},
        {"portal restored", "h", takedown_key("system", "portal@muster", "restored_h"),
         ready_h + mixed(restoration_chain_done_h(clean, 1U << PORTAL, 1),
                         restoration_chain_done_h(both, 1U << PORTAL, 1)),
         0.01},
        {"mail restored", "h", takedown_key("system", "mail@muster", "restored_h"),
         ready_h + mixed(restoration_chain_done_h(clean, 1U << MAIL, 1),
                         restoration_chain_done_h(both, 1U << MAIL, 1)),
         0.01},
        {"everything up at 36 h", "", takedown_curve("service", "everything", "up", 36),
         mixed(restoration_chain_done_by(clean, all, ZONE_JOBS, 36 - ready_h),
               restoration_chain_done_by(both, all, ZONE_JOBS, 36 - ready_h)),
         0.04},
        {"zones compromised", "", takedown_key("total", "all", "zones_compromised"), mixed(1, 2),
         0.01},
        {"crew hours", "h", takedown_key("total", "all", "crew_hours"), mixed(21, 38), 0.018},
    };
    incident_values(validation, experiment, values, sizeof values / sizeof values[0]);
    restoration_chain_free(clean);
    restoration_chain_free(both);
}

static void zones(Validation *validation)
{
    Experiment *experiment = run_zones(validation);
    validation_case(
        validation,
        &(ValidationCase){.name = "Two zones with a crew each, checked or rebuilt",
                          .model = "the attack comes over at 0.07/h until the notice after 10 h; "
                                   "contained for 5 h; zone a is rebuilt, zone b checked or "
                                   "rebuilt, systems likewise and with needs across the zones",
                          .source = "mixture of two Markov chains of the jobs",
                          .covers = "3.4: base work, check or rebuild, teams, contain_h"});
    zone_values(validation, experiment);
    experiment_free(experiment);
}

void chapter_restoration(Validation *validation)
{
    for (size_t i = 0; i < PARALLEL_CASES; i++) {
        parallel_case(validation, &parallel_cases[i]);
    }
    for (size_t crews = 1; crews <= 4; crews++) {
        network_case(validation, crews);
    }
    orders(validation);
    orders_by_hand(validation);
    zones(validation);
}
