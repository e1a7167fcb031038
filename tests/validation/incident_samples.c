#include "tests/validation/incident_samples.h"

#include "base/text.h"
#include "tests/theory/parallel_jobs.h"
#include "tests/theory/plain_scenario.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>

const char *const restoration_measure_names[RESTORATION_MEASURES] = {
    "time until the last of 30 jobs is done, skewness 0.5",
    "one lognormal job, mean and sd 48 h, skewness 4",
    "0 or 1, 20 % are 1",
    "0 or 1, 5 % are 1",
    "0 or 1, 1 % are 1",
    "cost: 10 800 EUR, and 10 million more in 5 % of the replications",
    "the job, 10 % cut off by the horizon: mean of those in time",
    "the same interval: mean of all",
    "the job, 33 % cut off by the horizon: mean of those in time",
    "the same interval: mean of all",
};
const char *const spread_measure_names[SPREAD_MEASURES] = {
    "a moment that comes in 20 % of the replications",
    "a moment that comes in 5 % of the replications",
};

enum { SYSTEMS = 30, CREWS = 3 };

static const double HORIZON_H = 960, JOB_H = 48, CHECK_H = 2, HAZARD_PER_H = 0.001;
static const double CREW_EUR_PER_H = 100, DESTROYED_EUR = 1e7;

/* sd = mean: sigma^2 = ln 2, and the median is the mean over the square root of 2. */
static double job_sigma(void)
{
    return sqrt(log(2));
}

static double job_mu(void)
{
    return log(JOB_H) - log(2) / 2;
}

double restoration_job_cdf(double job_h)
{
    return gsl_cdf_lognormal_P(job_h, job_mu(), job_sigma());
}

/* Mean of the job where it takes at most `most_h`. */
static double job_mean_within_h(double most_h)
{
    return JOB_H * restoration_job_cdf(most_h / 2) / restoration_job_cdf(most_h);
}

/* When something of hazard HAZARD_PER_H has happened with probability `share`. */
static double delay_of_h(double share)
{
    return -log1p(-share) / HAZARD_PER_H;
}

/* The latest start that lets a job end in time with probability `share`. */
static double start_of_h(double share)
{
    return HORIZON_H - gsl_cdf_lognormal_Pinv(share, job_mu(), job_sigma());
}

static void write_run(Experiment *experiment)
{
    plain_scenario_write(experiment, &(PlainScenario){.agents = 0});
    /* Its own confidence, which is the usual 0.95. */
    experiment_file(experiment, "scenario.csv",
                    "key,value\n"
                    "title,Coverage of intervals\n"
                    "start,2025-03-03T00:00\n"
                    "horizon_days,%.17g\n"
                    "sample_h,%.17g\n",
                    HORIZON_H / 24, HORIZON_H);
}

static void write_systems(Experiment *experiment)
{
    TextBuilder systems = {0}, needs = {0};
    text_add(&systems, "id,check_h\n");
    for (int i = 1; i <= SYSTEMS; i++) {
        text_add_format(&systems, "s%d,exponential(mean=%g)\n", i, CHECK_H);
        text_add_format(&needs, " s%d", i);
    }
    experiment_file(experiment, "systems.csv", "%s", systems.text);
    experiment_file(experiment, "services.csv",
                    "id,needs,requests_per_1000_per_day,servers,service_min\ndesk,%s,0,1,1\n",
                    needs.text);
    text_deinit(&systems);
    text_deinit(&needs);
}

Experiment *restoration_samples_new(const char *name)
{
    Experiment *experiment = experiment_new(name);
    write_run(experiment);
    write_systems(experiment);
    experiment_file(experiment, "crews.csv", "id,crews\nteam,%d\n", CREWS);
    experiment_file(experiment, "datacentres.csv",
                    "id,crew,rebuild_h\nnord,,lognormal(mean=%g sd=%g)\nyard,team,0\n", JOB_H,
                    JOB_H);
    experiment_file(experiment, "insurers.csv", "id,insured,datacentre\nmuster,24000,yard\n");
    experiment_file(experiment, "attack.csv",
                    "key,value\nentry,nord\ndetect_h,0\npayload_h,exponential(mean=%g)\n",
                    1 / HAZARD_PER_H);
    experiment_file(experiment, "costs.csv",
                    "key,value\ncrew_eur_per_h,%g\ndestroyed_datacentre_eur,%g\n", CREW_EUR_PER_H,
                    DESTROYED_EUR);
    experiment_file(experiment, "strategies.csv",
                    "id,isolate,reaction_h,contain_h\n"
                    "prompt,all,0,0\n"
                    "often,all,%.17g,0\n"
                    "seldom,all,%.17g,0\n"
                    "rare,all,%.17g,0\n"
                    "late,all,0,%.17g\n"
                    "later,all,0,%.17g\n",
                    delay_of_h(0.2), delay_of_h(0.05), delay_of_h(0.01), start_of_h(0.9),
                    start_of_h(2.0 / 3));
    return experiment;
}

static ResultKey zone_key(const char *strategy, const char *zone, const char *metric)
{
    return RESULT_KEY(strategy, "zone", zone, metric);
}

ResultKey restoration_job_key(void)
{
    return zone_key("prompt", "nord", "restored_h");
}

static CoverageMeasure summary_measure(ResultKey key, double truth)
{
    return (CoverageMeasure){.file = "summary.csv", .key = key, .truth = truth};
}

void restoration_measures(CoverageMeasure measures[RESTORATION_MEASURES])
{
    const double late_h = start_of_h(0.9), later_h = start_of_h(2.0 / 3);
    const double work_eur = CREW_EUR_PER_H * (JOB_H + SYSTEMS * CHECK_H);
    CoverageMeasure *next = measures;
    *next++ = summary_measure(RESULT_KEY("prompt", "insurer", "muster", "restored_h"),
                              parallel_jobs_done_h(SYSTEMS, CREWS, CHECK_H, SYSTEMS));
    *next++ = summary_measure(restoration_job_key(), JOB_H);
    *next++ = summary_measure(zone_key("often", "nord", "destroyed"), 0.2);
    *next++ = summary_measure(zone_key("seldom", "nord", "destroyed"), 0.05);
    *next++ = summary_measure(zone_key("rare", "nord", "destroyed"), 0.01);
    *next++ = summary_measure(RESULT_KEY("seldom", "total", "all", "cost_total_eur"),
                              work_eur + 0.05 * DESTROYED_EUR);
    *next++ = summary_measure(zone_key("late", "nord", "restored_h"),
                              late_h + job_mean_within_h(HORIZON_H - late_h));
    *next++ = summary_measure(zone_key("late", "nord", "restored_h"), late_h + JOB_H);
    *next++ = summary_measure(zone_key("later", "nord", "restored_h"),
                              later_h + job_mean_within_h(HORIZON_H - later_h));
    *next++ = summary_measure(zone_key("later", "nord", "restored_h"), later_h + JOB_H);
}

Experiment *spread_samples_new(const char *name)
{
    Experiment *experiment = experiment_new(name);
    write_run(experiment);
    experiment_file(experiment, "zones.csv", "id,datacentre\nfirst,nord\nsecond,nord\n");
    experiment_file(experiment, "links.csv", "from,to,spread_per_h\nfirst,second,%g\n",
                    HAZARD_PER_H);
    experiment_file(experiment, "attack.csv", "key,value\nentry,first\ndetect_h,0\n");
    experiment_file(experiment, "strategies.csv",
                    "id,isolate,reaction_h\noften,all,%.17g\nseldom,all,%.17g\n", delay_of_h(0.2),
                    delay_of_h(0.05));
    return experiment;
}

/* Mean of an exponential time where it is at most `most_h`. */
static double spread_mean_within_h(double most_h)
{
    return 1 / HAZARD_PER_H - most_h / expm1(HAZARD_PER_H * most_h);
}

void spread_measures(CoverageMeasure measures[SPREAD_MEASURES])
{
    measures[0] = summary_measure(zone_key("often", "second", "compromised_h"),
                                  spread_mean_within_h(delay_of_h(0.2)));
    measures[1] = summary_measure(zone_key("seldom", "second", "compromised_h"),
                                  spread_mean_within_h(delay_of_h(0.05)));
}
