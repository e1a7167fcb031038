#include "tests/theory/plain_scenario.h"

void plain_scenario_write(Experiment *experiment, const PlainScenario *plain)
{
    experiment_file(experiment, "scenario.csv",
                    "key,value\n"
                    "title,Theory\n"
                    "start,2025-03-03T00:00\n"
                    "horizon_days,%.17g\n"
                    "warmup_days,%.17g\n"
                    "sample_h,%.17g\n"
                    "replications,%d\n"
                    "seed,20250303\n"
                    "confidence,0.999\n",
                    plain->horizon_days, plain->warmup_days, plain->sample_h, plain->replications);
    experiment_file(experiment, "datacentres.csv", "id\nnord\n");
    experiment_file(experiment, "insurers.csv",
                    "id,insured,datacentre,agents\nmuster,24000,nord,%d\n", plain->agents);
    experiment_file(experiment, "strategies.csv", "id,isolate\ncarry-on,none\n");
}

ResultKey service_key(const char *service, const char *metric)
{
    return RESULT_KEY("carry-on", "service", service, metric);
}

ResultKey channel_key(const char *channel, const char *metric)
{
    return RESULT_KEY("carry-on", "channel", channel, metric);
}
