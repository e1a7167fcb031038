/* M/M/1, M/M/c and M/M/c/K in steady state. */
#include "tests/theory/erlang.h"
#include "tests/validation/chapters.h"
#include "tests/validation/steady_services.h"

#include <math.h>
#include <stdio.h>

static const PlainScenario plain = {
    .horizon_days = 100, .warmup_days = 3, .sample_h = 2400, .replications = 100};

typedef struct WaitCase {
    const char *name;
    SteadyService service;
    double within; /* of the mean wait; shares and delays vary less */
} WaitCase;

static const WaitCase cases[] = {
    {"M/M/1, load 0.5",
     {.id = "half", .model = {.arrivals_per_h = 90, .service_per_h = 180, .servers = 1}},
     0.01},
    {"M/M/1, load 0.8",
     {.id = "busy", .model = {.arrivals_per_h = 120, .service_per_h = 150, .servers = 1}},
     0.015},
    {"M/M/1, load 0.9",
     {.id = "full", .model = {.arrivals_per_h = 180, .service_per_h = 200, .servers = 1}},
     0.02},
    {"M/M/2, load 0.7",
     {.id = "two", .model = {.arrivals_per_h = 84, .service_per_h = 60, .servers = 2}},
     0.015},
    {"M/M/3, load 0.85",
     {.id = "three", .model = {.arrivals_per_h = 153, .service_per_h = 60, .servers = 3}},
     0.02},
    {"M/M/10, load 0.8",
     {.id = "ten", .model = {.arrivals_per_h = 120, .service_per_h = 15, .servers = 10}},
     0.02},
    {"M/M/50, load 0.9",
     {.id = "fifty", .model = {.arrivals_per_h = 225, .service_per_h = 5, .servers = 50}},
     0.03},
};
enum { CASES = sizeof cases / sizeof cases[0], STATES = 400 };

static double load_of(const QueueModel *model)
{
    return model->arrivals_per_h / model->service_per_h;
}

static void add_value(Validation *validation, Experiment *experiment, const char *id,
                      const char *metric, ValidationValue value)
{
    value.key = service_key(id, metric);
    validation_value(validation, experiment, &value);
}

static void add_quantiles(Validation *validation, Experiment *experiment, const WaitCase *c)
{
    static const struct {
        const char *what, *metric;
        double share;
    } quantiles[] = {{"median of the wait", "wait_p50_h", 0.5},
                     {"95th percentile of the wait", "wait_p95_h", 0.95},
                     {"99th percentile of the wait", "wait_p99_h", 0.99}};
    for (size_t i = 0; i < sizeof quantiles / sizeof quantiles[0]; i++) {
        double exact_h = mmc_wait_quantile_h(&c->service.model, quantiles[i].share);
        if (mmc_wait_quantile_h(&c->service.model, quantiles[i].share - 0.02) <= 0) {
            continue; /* next to the jump at 0 a quantile of a run is no smooth function of it */
        }
        add_value(validation, experiment, c->service.id, quantiles[i].metric,
                  (ValidationValue){.what = quantiles[i].what,
                                    .unit = "h",
                                    .exact = exact_h,
                                    .within = 1.5 * c->within});
    }
}

static void add_waiting(Validation *validation, Experiment *experiment, const WaitCase *c)
{
    char words[160];
    const QueueModel *model = &c->service.model;
    double load = load_of(model), wait_h = mmc_wait_mean_h(model);
    snprintf(words, sizeof words,
             "Poisson arrivals, %g an hour; %zu server%s; exponential work, mean %.3g min",
             model->arrivals_per_h, model->servers, model->servers == 1 ? "" : "s",
             60 / model->service_per_h);
    validation_case(validation,
                    &(ValidationCase){.name = c->name,
                                      .model = words,
                                      .source = "Erlang C [Gross 2008, 2.2 and 2.3]",
                                      .covers =
                                          "4.1 (flat demand), 4.2 (first come, first served; wait, "
                                          "delay), 5 (quantiles)"});
    add_value(
        validation, experiment, c->service.id, "wait_mean_h",
        (ValidationValue){.what = "mean wait", .unit = "h", .exact = wait_h, .within = c->within});
    add_value(validation, experiment, c->service.id, "wait_prob",
              (ValidationValue){.what = "share that waits",
                                .exact = erlang_c(model->servers, load),
                                .within = 0.01});
    add_quantiles(validation, experiment, c);
    add_value(validation, experiment, c->service.id, "delay_mean_h",
              (ValidationValue){.what = "mean delay",
                                .unit = "h",
                                .exact = wait_h + 1 / model->service_per_h,
                                .within = c->within});
    add_value(validation, experiment, c->service.id, "backlog_mean",
              (ValidationValue){.what = "mean backlog",
                                .exact = wait_h * model->arrivals_per_h,
                                .within = c->within});
    add_value(validation, experiment, c->service.id, "utilisation",
              (ValidationValue){
                  .what = "utilisation", .exact = load / (double)model->servers, .within = 0.005});
}

static void add_waits(Validation *validation)
{
    SteadyService services[CASES];
    double bias = 0;
    for (size_t i = 0; i < CASES; i++) {
        services[i] = cases[i].service;
        bias = fmax(bias, start_bias(&cases[i].service.model, 24 * plain.warmup_days, STATES));
    }
    Experiment *experiment =
        steady_services_run(validation, "validation-waiting", &plain, services, CASES);
    for (size_t i = 0; i < CASES; i++) {
        add_waiting(validation, experiment, &cases[i]);
    }
    validation_figure(validation,
                      &(ValidationFigure){.what = "largest bias of the start, of the number "
                                                  "waiting after the warm-up, relative",
                                          .value = bias,
                                          .high = 0.001});
    experiment_free(experiment);
}

void chapter_waiting(Validation *validation)
{
    add_waits(validation);
}
