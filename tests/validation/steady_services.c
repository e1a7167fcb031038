#include "tests/validation/steady_services.h"

#include "base/memory.h"
#include "base/text.h"
#include "tests/theory/transient.h"

#include <math.h>
#include <stdlib.h>

Experiment *steady_services_run(Validation *validation, const char *name,
                                const PlainScenario *plain, const SteadyService *services,
                                size_t count)
{
    Experiment *experiment = experiment_new(name);
    TextBuilder table = {0};
    plain_scenario_write(experiment, plain);
    text_add(&table, "id,requests_per_1000_per_day,servers,service_min,queue_limit\n");
    for (size_t i = 0; i < count; i++) {
        const SteadyService *service = &services[i];
        text_add_format(&table, "%s,%.17g,%zu,", service->id, service->model.arrivals_per_h,
                        service->model.servers);
        if (service->work_min) {
            text_add(&table, service->work_min);
        } else {
            text_add_format(&table, "exponential(mean=%.17g)", 60 / service->model.service_per_h);
        }
        text_add_format(&table, ",%s\n", service->places ? service->places : "");
    }
    experiment_file(experiment, "services.csv", "%s", table.text);
    text_deinit(&table);
    validation_run(validation, experiment, NULL);
    return experiment;
}

void service_values(Validation *validation, Experiment *experiment, const char *id,
                    const ValidationValue *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ValidationValue value = values[i];
        value.key = service_key(id, value.key.metric);
        validation_value(validation, experiment, &value);
    }
}

double start_bias(const QueueModel *model, double warmup_h, size_t states)
{
    double *p = memory_allocate(states, sizeof *p);
    p[0] = 1;
    transient_advance(p, states,
                      &(TransientPiece){.duration_h = warmup_h,
                                        .arrivals_per_h = model->arrivals_per_h,
                                        .service_per_h = model->service_per_h,
                                        .servers = model->servers});
    double waiting = transient_mean_beyond(p, states, model->servers);
    free(p);
    return fabs(waiting / (model->arrivals_per_h * mmc_wait_mean_h(model)) - 1);
}

double relaxation_h(double arrivals_per_h, const ServiceMoments *work)
{
    double squared_variation = work->second / (work->first * work->first) - 1;
    double load = arrivals_per_h * work->first;
    return (1 + squared_variation) * work->first / (2.8 * pow(1 - sqrt(load), 2));
}
