/* Mt/G/infinity: a daily profile in pieces, servers for all, seven laws of work. */
#include "base/text.h"
#include "tests/theory/infinite_servers.h"
#include "tests/theory/plain_scenario.h"
#include "tests/validation/chapters.h"
#include "tests/validation/curve_points.h"

#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdio.h>

enum { HOURS = 36, REPLICATIONS = 2000, STEPS = 6 };
static const PlainScenario plain = {
    .horizon_days = 1.5, .sample_h = 1, .replications = REPLICATIONS};

/* 20 an hour on average over the day. */
static const double MEAN_PER_H = 20;

typedef struct ProfileStep {
    int until;
    double weight;
} ProfileStep;
static const ProfileStep profile[STEPS] = {{6, 0.4},  {9, 1},    {12, 2.4},
                                           {15, 1.2}, {20, 1.6}, {24, 0.2}};

typedef struct WorkCase {
    const char *id, *name, *cell; /* of service_min */
    WorkLaw law;
} WorkCase;

static const WorkCase cases[] = {
    {"constant", "Mt/D/infinity", "90", {WORK_CONSTANT, 1.5, 0, 0}},
    {"exponential", "Mt/M/infinity", "exponential(mean=90)", {WORK_EXPONENTIAL, 1.5, 0, 0}},
    {"uniform", "Mt/U/infinity", "uniform(low=30 high=240)", {WORK_UNIFORM, 0.5, 4, 0}},
    {"erlang", "Mt/E3/infinity", "erlang(k=3 mean=120)", {WORK_ERLANG, 3, 2, 0}},
    {"lognormal", "Mt/LN/infinity", "lognormal(mean=90 sd=120)", {WORK_LOGNORMAL, 1.5, 2, 0}},
    {"hyperexponential",
     "Mt/H2/infinity",
     "hyperexponential(p=0.75 mean1=30 mean2=270)",
     {WORK_HYPEREXPONENTIAL, 0.75, 0.5, 4.5}},
    {"pareto", "Mt/Pareto/infinity", "pareto(scale=54 shape=2.5)", {WORK_PARETO, 0.9, 2.5, 0}},
};
enum { CASES = sizeof cases / sizeof cases[0] };

static double mean_weight(void)
{
    double sum = 0;
    for (int i = 0, from = 0; i < STEPS; from = profile[i++].until) {
        sum += profile[i].weight * (profile[i].until - from) / 24;
    }
    return sum;
}

static Experiment *run(Validation *validation)
{
    Experiment *experiment = experiment_new("validation-varying-demand");
    TextBuilder table = {0};
    plain_scenario_write(experiment, &plain);
    text_add(&table, "profile,days,from,to,weight\n");
    for (int i = 0, from = 0; i < STEPS; from = profile[i++].until) {
        text_add_format(&table, "day,mon-sun,%02d:00,%02d:00,%g\n", from, profile[i].until,
                        profile[i].weight);
    }
    experiment_file(experiment, "profiles.csv", "%s", table.text);
    text_deinit(&table);
    text_add(&table, "id,requests_per_1000_per_day,profile,servers,service_min\n");
    for (size_t i = 0; i < CASES; i++) {
        text_add_format(&table, "%s,%g,day,1000,%s\n", cases[i].id, MEAN_PER_H, cases[i].cell);
    }
    experiment_file(experiment, "services.csv", "%s", table.text);
    text_deinit(&table);
    validation_run(validation, experiment, NULL);
    return experiment;
}

/* The number in the system is Poisson, so the standard error of its mean is known; half as much
 * again as 4.5 of them. */
static double within(double mean)
{
    return 6.75 / sqrt(mean * REPLICATIONS);
}

/* Over the run, hour by hour by Gauss and Legendre. */
static double mean_over_run(const InfiniteServers *model)
{
    gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc(20);
    double sum = 0;
    for (int hour = 0; hour < HOURS; hour++) {
        for (size_t i = 0; i < 20; i++) {
            double t_h = 0, weight_h = 0;
            gsl_integration_glfixed_point(hour, hour + 1, i, &t_h, &weight_h, table);
            sum += weight_h * infinite_servers_mean(model, t_h);
        }
    }
    gsl_integration_glfixed_table_free(table);
    return sum / HOURS;
}

static void add_case(Validation *validation, Experiment *experiment, const WorkCase *c,
                     const RatePiece *pieces, size_t count)
{
    static const int instants[] = {1, 6, 9, 12, 13, 15, 20, 24, 30, 36};
    const InfiniteServers model = {.work = c->law, .pieces = pieces, .count = count};
    const CurvePlace place = {experiment, "service", c->id};
    char words[200];
    snprintf(words, sizeof words,
             "empty at 0; Poisson arrivals, 20 an hour on average, by a profile of six steps a day "
             "with weights from 0.2 to 2.4; servers for all; work %s min",
             c->cell);
    validation_case(validation, &(ValidationCase){.name = c->name,
                                                  .model = words,
                                                  .source = "[Eick 1993, theorem 1]",
                                                  .covers = "4.1 profiles, 2 distributions"});
    for (size_t i = 0; i < sizeof instants / sizeof instants[0]; i++) {
        double mean = infinite_servers_mean(&model, instants[i]);
        curve_point(validation, &place,
                    &(CurvePoint){.what = "in the system at",
                                  .metric = "in_system",
                                  .t_h = instants[i],
                                  .exact = mean,
                                  .within = within(mean)});
    }
    validation_value(validation, experiment,
                     &(ValidationValue){.what = "in the system, mean over the run",
                                        .key = service_key(c->id, "in_system_mean"),
                                        .exact = mean_over_run(&model),
                                        .within = 0.01});
    double served =
        infinite_servers_arrivals(&model, 0, HOURS) - infinite_servers_mean(&model, HOURS);
    validation_value(validation, experiment,
                     &(ValidationValue){.what = "served in the run",
                                        .key = service_key(c->id, "served"),
                                        .exact = served,
                                        .within = within(served)});
}

void chapter_varying_demand(Validation *validation)
{
    RatePiece pieces[2 * STEPS];
    double scale = MEAN_PER_H / mean_weight();
    for (int i = 0; i < 2 * STEPS; i++) {
        pieces[i] = (RatePiece){profile[i % STEPS].until + (i < STEPS ? 0 : 24),
                                scale * profile[i % STEPS].weight};
    }
    Experiment *experiment = run(validation);
    for (size_t i = 0; i < CASES; i++) {
        add_case(validation, experiment, &cases[i], pieces, 2 * STEPS);
    }
    experiment_free(experiment);
}
