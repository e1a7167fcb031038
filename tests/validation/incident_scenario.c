#include "tests/validation/incident_scenario.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CELLS = 8, CELL_SIZE = 300 };

Experiment *incident_new(const char *name, const PlainScenario *plain, size_t crews)
{
    Experiment *experiment = experiment_new(name);
    plain_scenario_write(experiment, plain);
    experiment_file(experiment, "crews.csv", "id,crews\nops,%zu\n", crews);
    experiment_file(experiment, "datacentres.csv", "id,crew\nnord,ops\n");
    experiment_file(experiment, "attack.csv", "key,value\nentry,nord\ndetect_h,0\n");
    experiment_file(experiment, "strategies.csv", "id,isolate\ntakedown,all\n");
    return experiment;
}

static char *next_cell(void)
{
    static _Thread_local char cells[CELLS][CELL_SIZE];
    static _Thread_local size_t next;
    char *cell = cells[next++ % CELLS];
    cell[0] = '\0';
    return cell;
}

const char *length_cell(double mean_h, size_t phases)
{
    char *cell = next_cell();
    if (phases == 1) {
        snprintf(cell, CELL_SIZE, "exponential(mean=%.17g)", mean_h);
    } else {
        snprintf(cell, CELL_SIZE, "erlang(k=%zu mean=%.17g)", phases, mean_h);
    }
    return cell;
}

const char *ids_cell(const char *const *ids, size_t count, uint32_t set)
{
    char *cell = next_cell();
    for (size_t i = 0; i < count; i++) {
        if (set >> i & 1) {
            size_t used = strlen(cell);
            snprintf(cell + used, CELL_SIZE - used, "%s%s", used > 0 ? " " : "", ids[i]);
        }
    }
    return cell;
}

void incident_service(Experiment *experiment, const char *const *systems, size_t count,
                      double limit_h)
{
    experiment_file(experiment, "services.csv",
                    "id,needs,requests_per_1000_per_day,servers,service_min,mtpd_h\n"
                    "everything,%s,0,1,1,%g\n",
                    ids_cell(systems, count, (UINT32_C(1) << count) - 1), limit_h);
}

void incident_network(Experiment *experiment, const RestorationNetwork *network,
                      const char *const *ids, double limit_h)
{
    TextBuilder rows = {0};
    for (size_t i = 0; i < network->jobs; i++) {
        const NetworkJob *job = &network->job[i];
        text_add_format(&rows, "%s,%s,%s,%zu\n", ids[i], ids_cell(ids, network->jobs, job->needs),
                        length_cell(job->mean_h, job->phases), i + 1);
    }
    experiment_file(experiment, "systems.csv", "id,needs,restore_h,priority\n%s", rows.text);
    text_deinit(&rows);
    incident_service(experiment, ids, network->jobs, limit_h);
}

ResultKey takedown_key(const char *scope, const char *id, const char *metric)
{
    return RESULT_KEY("takedown", scope, id, metric);
}

ResultKey takedown_curve(const char *scope, const char *id, const char *metric, double t_h)
{
    return CURVE_KEY("takedown", scope, id, metric, t_h);
}

void incident_value(Validation *validation, Experiment *experiment, const IncidentValue *value)
{
    validation_value(validation, experiment,
                     &(ValidationValue){.what = value->what,
                                        .unit = value->unit,
                                        .key = value->key,
                                        .is_curve = value->key.at > 0,
                                        .exact = value->exact,
                                        .within = value->within});
}

void incident_values(Validation *validation, Experiment *experiment, const IncidentValue *values,
                     size_t count)
{
    for (size_t i = 0; i < count; i++) {
        incident_value(validation, experiment, &values[i]);
    }
}
