/* Restoration jobs of lognormal and constant length: one after the other, on two crews, all at
 * once, and the scheduling anomalies of Graham. */
#include "tests/theory/density.h"
#include "tests/theory/order_statistics.h"
#include "tests/validation/chapters.h"
#include "tests/validation/incident_scenario.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>

static const PlainScenario plain = {.horizon_days = 20, .sample_h = 12, .replications = 25000};
static const char *const no_curves[] = {"--no-curves", NULL};

enum { JOBS = 5 };
static const char *const ids[JOBS] = {"s1", "s2", "s3", "s4", "s5"};

typedef struct Lognormal {
    double mean_h, sd_h;
} Lognormal;

static const Lognormal lengths[JOBS] = {{6, 4}, {3, 1}, {8, 6}, {5, 2}, {4, 4}};
static const DensityGrid grid = {0.04, 5001}; /* 200 h */

static double lognormal_below(double t_h, const void *law)
{
    const Lognormal *length = law;
    double variance = log1p(length->sd_h * length->sd_h / (length->mean_h * length->mean_h));
    return t_h <= 0 ? 0
                    : gsl_cdf_lognormal_P(t_h, log(length->mean_h) - variance / 2, sqrt(variance));
}

/* Systems without needs in the order of the list. */
static Experiment *run_lognormal(Validation *validation, const char *name, size_t crews,
                                 double limit_h)
{
    char systems[1024] = "";
    Experiment *experiment = incident_new(name, &plain, crews);
    for (size_t i = 0, used = 0; i < JOBS; i++) {
        int length =
            snprintf(systems + used, sizeof systems - used, "%s,lognormal(mean=%g sd=%g),%zu\n",
                     ids[i], lengths[i].mean_h, lengths[i].sd_h, i + 1);
        used += (size_t)length;
    }
    experiment_file(experiment, "systems.csv", "id,restore_h,priority\n%s", systems);
    incident_service(experiment, ids, JOBS, limit_h);
    validation_run(validation, experiment, no_curves);
    return experiment;
}

static void lognormal_jobs(Density jobs[JOBS])
{
    for (size_t i = 0; i < JOBS; i++) {
        jobs[i] = density_lognormal(grid, lengths[i].mean_h, lengths[i].sd_h);
    }
}

static void free_jobs(Density jobs[JOBS])
{
    for (size_t i = 0; i < JOBS; i++) {
        density_free(&jobs[i]);
    }
}

static double sum_longer(double t_h)
{
    Density jobs[JOBS];
    lognormal_jobs(jobs);
    Density sum = density_sum(&jobs[0], &jobs[1]);
    for (size_t i = 2; i < JOBS; i++) {
        Density next = density_sum(&sum, &jobs[i]);
        density_free(&sum);
        sum = next;
    }
    double longer = 1 - density_below(&sum, t_h);
    density_free(&sum);
    free_jobs(jobs);
    return longer;
}

static void one_crew(Validation *validation)
{
    Experiment *experiment = run_lognormal(validation, "validation-lognormal-1", 1, 30);
    validation_case(validation,
                    &(ValidationCase){.name = "Five lognormal jobs, one crew",
                                      .model = "means of 3 to 8 h, standard deviations of 1 to "
                                               "6 h, one after the other",
                                      .source = "sums; convolution of the densities",
                                      .covers = "3.4: jobs of any length"});
    const IncidentValue values[] = {
        {"last restored", "h", takedown_key("total", "all", "restored_h"), 26, 0.012},
        {"third restored", "h", takedown_key("system", "s3@muster", "restored_h"), 17, 0.015},
        {"share beyond 30 h", "", takedown_key("service", "everything", "mtpd_breached"),
         sum_longer(30), 0.06},
        {"crew hours", "h", takedown_key("total", "all", "crew_hours"), 26, 0.012},
    };
    incident_values(validation, experiment, values, sizeof values / sizeof values[0]);
    experiment_free(experiment);
}

static void two_crews(Validation *validation)
{
    Density jobs[JOBS];
    double start_h[JOBS];
    Experiment *experiment = run_lognormal(validation, "validation-lognormal-2", 2, 20);
    lognormal_jobs(jobs);
    double last_h = density_two_crews(jobs, JOBS, start_h);
    free_jobs(jobs);
    validation_case(
        validation,
        &(ValidationCase){.name = "Five lognormal jobs, two crews",
                          .model = "the same jobs, each taken by the crew that is free first",
                          .source = "density of the time between the ends of the crews, from job "
                                    "to job by quadrature",
                          .covers = "3.4: list order with jobs of any length"});
    incident_value(validation, experiment,
                   &(IncidentValue){"last restored", "h",
                                    takedown_key("total", "all", "restored_h"), last_h, 0.015});
    for (size_t i = 2; i < JOBS; i++) {
        char what[40], id[24];
        snprintf(what, sizeof what, "job %zu of the list restored", i + 1);
        snprintf(id, sizeof id, "%s@muster", ids[i]);
        incident_value(validation, experiment,
                       &(IncidentValue){what, "h", takedown_key("system", id, "restored_h"),
                                        start_h[i] + lengths[i].mean_h, 0.02});
    }
    experiment_free(experiment);
}

/* Crews without limit, as for `crew` empty: five insurers with a job of one law each. */
static Experiment *run_at_once(Validation *validation)
{
    Experiment *experiment = incident_new("validation-lognormal-all", &plain, 1);
    experiment_file(experiment, "datacentres.csv", "id,crew\nnord,\n");
    experiment_file(experiment, "insurers.csv",
                    "id,insured,datacentre\n"
                    "i1,1000,nord\ni2,1000,nord\ni3,1000,nord\ni4,1000,nord\ni5,1000,nord\n");
    experiment_file(experiment, "systems.csv", "id,restore_h\ncore,lognormal(mean=%g sd=%g)\n",
                    lengths[0].mean_h, lengths[0].sd_h);
    incident_service(experiment, (const char *const[]){"core"}, 1, 10);
    validation_run(validation, experiment, no_curves);
    return experiment;
}

static void all_at_once(Validation *validation)
{
    Experiment *experiment = run_at_once(validation);
    validation_case(validation,
                    &(ValidationCase){.name = "Five lognormal jobs at once",
                                      .model = "crews without limit, mean 6 h, standard deviation "
                                               "4 h; half of the insured is the third job",
                                      .source = "order statistics by quadrature [David 2003]",
                                      .covers = "3.4: crews without limit; 5: restored_half_h"});
    const IncidentValue values[] = {
        {"last restored", "h", takedown_key("total", "all", "restored_h"),
         order_statistic_mean(JOBS, JOBS, lognormal_below, &lengths[0]), 0.015},
        {"half restored", "h", takedown_key("total", "all", "restored_half_h"),
         order_statistic_mean(JOBS, 3, lognormal_below, &lengths[0]), 0.012},
        {"share beyond 10 h", "", takedown_key("service", "everything", "mtpd_breached"),
         1 - lognormal_below(10, &lengths[0]), 0.04},
        {"insured-hours lost", "h", takedown_key("total", "all", "insured_hours_lost"),
         5000 * lengths[0].mean_h, 0.01},
    };
    incident_values(validation, experiment, values, sizeof values / sizeof values[0]);
    experiment_free(experiment);
}

/* Graham's nine jobs: t9 needs t1; t5 to t8 need t4. */

typedef struct Anomaly {
    const char *name, *model;
    size_t crews;
    double shorter_h; /* by which each job is shorter */
    bool relaxed;     /* t5 and t6 do not need t4 */
    double last_h;
} Anomaly;

static void anomaly(Validation *validation, const Anomaly *c)
{
    static const double graham_h[] = {3, 2, 2, 2, 4, 4, 4, 4, 9};
    char systems[1024] = "", name[60];
    PlainScenario few = plain;
    few.replications = 100;
    snprintf(name, sizeof name, "validation-graham-%g", c->last_h);
    Experiment *experiment = incident_new(name, &few, c->crews);
    for (size_t i = 0, used = 0; i < 9; i++) {
        const bool needs_t4 = i >= (c->relaxed ? 6 : 4) && i < 8;
        int length = snprintf(systems + used, sizeof systems - used, "t%zu,%s,%g,%zu\n", i + 1,
                              i == 8     ? "t1"
                              : needs_t4 ? "t4"
                                         : "",
                              graham_h[i] - c->shorter_h, i + 1);
        used += (size_t)length;
    }
    experiment_file(experiment, "systems.csv", "id,needs,restore_h,priority\n%s", systems);
    experiment_file(experiment, "services.csv",
                    "id,needs,requests_per_1000_per_day,servers,service_min\n"
                    "everything,t1 t2 t3 t4 t5 t6 t7 t8 t9,0,1,1\n");
    validation_run(validation, experiment, no_curves);
    validation_case(validation, &(ValidationCase){.name = c->name,
                                                  .model = c->model,
                                                  .source = "[Graham 1969]",
                                                  .covers = "3.4: list scheduling, equal times"});
    incident_value(validation, experiment,
                   &(IncidentValue){"last restored", "h",
                                    takedown_key("total", "all", "restored_h"), c->last_h, 0.01});
    experiment_free(experiment);
}

void chapter_job_lengths(Validation *validation)
{
    static const Anomaly anomalies[] = {
        {"Graham's nine jobs", "constant lengths with precedence, three crews", 3, 0, false, 12},
        {"Graham's nine jobs, one crew more", "four crews end later", 4, 0, false, 15},
        {"Graham's nine jobs, each 1 h shorter", "three crews end later", 3, 1, false, 13},
        {"Graham's nine jobs, two needs fewer", "three crews end later", 3, 0, true, 16},
    };
    one_crew(validation);
    two_crews(validation);
    all_at_once(validation);
    for (size_t i = 0; i < sizeof anomalies / sizeof anomalies[0]; i++) {
        anomaly(validation, &anomalies[i]);
    }
}
