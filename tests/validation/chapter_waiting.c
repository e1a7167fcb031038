/* M/M/1, M/M/c and M/M/c/K in steady state. Each case is a service of its own; the queues have
 * nothing to do with each other. */
#include "tests/theory/erlang.h"
#include "tests/validation/chapters.h"
#include "tests/validation/steady_services.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const PlainScenario plain = {
    .horizon_days = 100, .warmup_days = 2, .sample_h = 2400, .replications = 100};
static const double HORIZON_H = 2400;

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
enum { CASES = sizeof cases / sizeof cases[0], STATES = 300 };

static const SteadyService limited[] = {
    {.id = "five-places",
     .model = {.arrivals_per_h = 90, .service_per_h = 100, .servers = 1},
     .places = "5"},
    {.id = "at-the-load",
     .model = {.arrivals_per_h = 120, .service_per_h = 60, .servers = 2},
     .places = "10"},
    {.id = "overload",
     .model = {.arrivals_per_h = 120, .service_per_h = 20, .servers = 3},
     .places = "4"},
    {.id = "no-place",
     .model = {.arrivals_per_h = 80, .service_per_h = 10, .servers = 10},
     .places = "0"},
};
enum { LIMITED = sizeof limited / sizeof limited[0] };

static double load_of(const QueueModel *model)
{
    return model->arrivals_per_h / model->service_per_h;
}

static void describe(char *words, size_t size, const QueueModel *model)
{
    snprintf(words, size,
             "Poisson arrivals, %g an hour; %zu server%s; exponential work, mean %.3g min",
             model->arrivals_per_h, model->servers, model->servers == 1 ? "" : "s",
             60 / model->service_per_h);
}

static void add_quantile(Validation *validation, Experiment *experiment, const WaitCase *c,
                         const char *what, const char *metric, double share)
{
    const QueueModel *model = &c->service.model;
    if (mmc_wait_quantile_h(model, share - 0.02) <= 0) {
        return; /* next to the jump at 0 a quantile of a run is no smooth function of it */
    }
    service_values(validation, experiment, c->service.id,
                   &(ValidationValue){.what = what,
                                      .unit = "h",
                                      .key.metric = metric,
                                      .exact = mmc_wait_quantile_h(model, share),
                                      .within = 1.5 * c->within,
                                      .allowance = QUANTILE_ALLOWANCE},
                   1);
}

/* The delay of M/M/1 is exponential at the rate mu - lambda. */
static void add_delay_quantiles(Validation *validation, Experiment *experiment, const WaitCase *c)
{
    const QueueModel *model = &c->service.model;
    double relief_per_h = model->service_per_h - model->arrivals_per_h;
    const ValidationValue values[] = {
        {.what = "median of the delay",
         .unit = "h",
         .key.metric = "delay_p50_h",
         .exact = log(2) / relief_per_h,
         .within = 1.5 * c->within,
         .allowance = QUANTILE_ALLOWANCE},
        {.what = "95th percentile of the delay",
         .unit = "h",
         .key.metric = "delay_p95_h",
         .exact = log(20) / relief_per_h,
         .within = 1.5 * c->within,
         .allowance = QUANTILE_ALLOWANCE},
    };
    service_values(validation, experiment, c->service.id, values, 2);
}

static void begin_waiting(Validation *validation, const WaitCase *c)
{
    char words[160];
    describe(words, sizeof words, &c->service.model);
    validation_case(validation,
                    &(ValidationCase){.name = c->name,
                                      .model = words,
                                      .source = "Erlang C [Gross 2008, 2.2 and 2.3]",
                                      .covers = "4.1 flat demand, 4.2 first come, first served, "
                                                "wait and delay, 5 quantiles"});
}

static void add_waiting(Validation *validation, Experiment *experiment, const WaitCase *c)
{
    const char *id = c->service.id;
    const QueueModel *model = &c->service.model;
    double load = load_of(model), wait_h = mmc_wait_mean_h(model), within = c->within;
    begin_waiting(validation, c);
    const ValidationValue values[] = {
        {.what = "mean wait",
         .unit = "h",
         .key.metric = "wait_mean_h",
         .exact = wait_h,
         .within = within},
        {.what = "share that waits",
         .key.metric = "wait_prob",
         .exact = erlang_c(model->servers, load),
         .within = 0.01},
        {.what = "mean delay",
         .unit = "h",
         .key.metric = "delay_mean_h",
         .exact = wait_h + 1 / model->service_per_h,
         .within = within},
        {.what = "mean backlog",
         .key.metric = "backlog_mean",
         .exact = wait_h * model->arrivals_per_h,
         .within = within},
        {.what = "utilisation",
         .key.metric = "utilisation",
         .exact = load / (double)model->servers,
         .within = 0.005},
    };
    service_values(validation, experiment, id, values, sizeof values / sizeof values[0]);
    add_quantile(validation, experiment, c, "median of the wait", "wait_p50_h", 0.5);
    add_quantile(validation, experiment, c, "95th percentile of the wait", "wait_p95_h", 0.95);
    add_quantile(validation, experiment, c, "99th percentile of the wait", "wait_p99_h", 0.99);
    if (model->servers == 1) {
        add_delay_quantiles(validation, experiment, c);
    }
}

static void add_limited(Validation *validation, Experiment *experiment,
                        const SteadyService *service)
{
    char words[160], name[64];
    const QueueModel *model = &service->model;
    size_t places = strtoul(service->places, NULL, 10);
    LimitedQueue queue = limited_queue(model, places);
    describe(words, sizeof words, model);
    snprintf(name, sizeof name, "M/M/%zu/%zu, load %.2g", model->servers, model->servers + places,
             load_of(model) / (double)model->servers);
    validation_case(
        validation,
        &(ValidationCase){.name = name,
                          .model = words,
                          .source = "cut equations [Gross 2008, 2.5], Erlang B without a place",
                          .covers = "4.2 a full queue loses"});
    const ValidationValue values[] = {
        {.what = "lost in a run",
         .key.metric = "lost",
         .exact = model->arrivals_per_h * HORIZON_H * queue.lost_share,
         .within = 0.01},
        {.what = "mean in the system",
         .key.metric = "in_system_mean",
         .exact = queue.in_system_mean,
         .within = 0.01},
        {.what = "mean wait of those not lost",
         .unit = "h",
         .key.metric = "wait_mean_h",
         .exact = queue.wait_mean_h,
         .within = 0.01},
        {.what = "utilisation",
         .key.metric = "utilisation",
         .exact = load_of(model) * (1 - queue.lost_share) / (double)model->servers,
         .within = 0.005},
    };
    service_values(validation, experiment, service->id, values, sizeof values / sizeof values[0]);
}

/* The end: a wait W that reaches beyond the horizon is missing, which takes E W^2 / (E W T) off the
 * mean; 2 / (c mu - lambda) / T where waits are exponential. */
static void add_bias(Validation *validation)
{
    double bias = 0, end_bias = 0;
    for (size_t i = 0; i < CASES; i++) {
        const QueueModel *model = &cases[i].service.model;
        double relief_per_h = (double)model->servers * model->service_per_h - model->arrivals_per_h;
        bias = fmax(bias, start_bias(model, 24 * plain.warmup_days, STATES));
        end_bias = fmax(end_bias, 2 / relief_per_h / HORIZON_H);
    }
    validation_figure(validation,
                      &(ValidationFigure){.what = "largest bias of the end: waits that begin in "
                                                  "the run and end beyond it, relative",
                                          .value = end_bias,
                                          .high = 0.0005});
    validation_figure(validation,
                      &(ValidationFigure){.what = "largest bias of the start: mean number waiting "
                                                  "after the warm-up, relative (forward equations)",
                                          .value = bias,
                                          .high = 0.0005});
}

void chapter_waiting(Validation *validation)
{
    SteadyService services[CASES + LIMITED];
    for (size_t i = 0; i < CASES + LIMITED; i++) {
        services[i] = i < CASES ? cases[i].service : limited[i - CASES];
    }
    Experiment *experiment =
        steady_services_run(validation, "validation-waiting", &plain, services, CASES + LIMITED);
    for (size_t i = 0; i < CASES; i++) {
        add_waiting(validation, experiment, &cases[i]);
    }
    for (size_t i = 0; i < LIMITED; i++) {
        add_limited(validation, experiment, &limited[i]);
    }
    add_bias(validation);
    experiment_free(experiment);
}
