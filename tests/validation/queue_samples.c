#include "tests/validation/queue_samples.h"

#include "tests/theory/erlang.h"
#include "tests/theory/impatient_queue.h"
#include "tests/theory/plain_scenario.h"

const char *const queue_measure_names[QUEUE_MEASURES] = {
    "a mean: wait in M/M/3 at load 0.7",
    "a quantile: 95th percentile of that wait",
    "an abandonment share: Erlang A, 10 agents, load 1",
    "the same share as a point of a curve, the ratio of totals",
    "a paired difference of means: a fourth server",
    "a paired difference of shares: an eleventh agent",
};

/* Work of 3 min; calls of 10 min, patience of 15 min; all exponential. */
static const QueueModel three = {.arrivals_per_h = 42, .service_per_h = 20, .servers = 3};
static const ImpatientModel ten = {
    .arrivals_per_h = 60, .service_per_h = 6, .abandon_per_h = 4, .servers = 10};

Experiment *queue_samples_new(const char *name, double days)
{
    Experiment *experiment = experiment_new(name);
    plain_scenario_write(experiment, &(PlainScenario){.agents = (int)ten.servers});
    /* Its own confidence, which is the usual 0.95. */
    experiment_file(experiment, "scenario.csv",
                    "key,value\n"
                    "title,Coverage of intervals\n"
                    "start,2025-03-03T00:00\n"
                    "horizon_days,%.17g\n"
                    "warmup_days,1\n"
                    "sample_h,%.17g\n",
                    days, 24 * days);
    experiment_file(experiment, "strategies.csv", "id,isolate\ncarry-on,none\nstaffed,none\n");
    experiment_file(experiment, "overrides.csv",
                    "strategy,cell,value\n"
                    "staffed,insurers.*.agents,11\n"
                    "staffed,services.*.servers,4\n");
    experiment_file(experiment, "services.csv",
                    "id,requests_per_1000_per_day,servers,service_min\n"
                    "desk,42,3,exponential(mean=3)\n");
    experiment_file(experiment, "channels.csv",
                    "id,contacts_per_1000_per_day,handle_min,patience_min\n"
                    "phone,60,exponential(mean=10),exponential(mean=15)\n");
    return experiment;
}

void queue_measures(CoverageMeasure measures[QUEUE_MEASURES])
{
    QueueModel four = three;
    ImpatientModel eleven = ten;
    four.servers++;
    eleven.servers++;
    const double share = impatient_queue(&ten).abandon_share, wait_h = mmc_wait_mean_h(&three);
    const CoverageMeasure all[QUEUE_MEASURES] = {
        {"summary.csv", service_key("desk", "wait_mean_h"), wait_h, {0}},
        {"summary.csv", service_key("desk", "wait_p95_h"), mmc_wait_quantile_h(&three, 0.95), {0}},
        {"summary.csv", channel_key("phone", "abandon_share"), share, {0}},
        {"curves.csv", CURVE_KEY("carry-on", "channel", "phone", "abandon_share", 0), share, {0}},
        {"comparison.csv",
         RESULT_KEY("staffed", "service", "desk", "wait_mean_h"),
         mmc_wait_mean_h(&four) - wait_h,
         {0}},
        {"comparison.csv",
         RESULT_KEY("staffed", "channel", "phone", "abandon_share"),
         impatient_queue(&eleven).abandon_share - share,
         {0}},
    };
    for (size_t i = 0; i < QUEUE_MEASURES; i++) {
        measures[i] = all[i];
    }
}
