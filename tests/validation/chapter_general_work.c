/* Work that is not exponential: M/G/1, M/G/c/c and M/G/infinity. */
#include "tests/theory/pollaczek_khinchine.h"
#include "tests/validation/chapters.h"
#include "tests/validation/steady_services.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdio.h>

static const double WARMUP_H = 48, HORIZON_H = 2400;
static const PlainScenario plain = {
    .horizon_days = 100, .warmup_days = 2, .sample_h = 2400, .replications = 100};

/* One server; moments of the work in min, min^2, min^3. */
typedef struct SingleCase {
    const char *name, *work_min;
    ServiceMoments moments;
    double within;
} SingleCase;

enum { SINGLES = 7 };
static const double SINGLE_PER_H = 120;

/* Moments: uniform high^k / (k + 1); Erlang k (k + 1) ... (mean / k)^n; lognormal m^n (1 + cv^2)^(n
 * (n - 1) / 2); a mixture of exponentials n! (p a^n + (1 - p) b^n); Weibull scale^n Gamma(1 + n /
 * shape). */
static void fill_singles(SingleCase cases[SINGLES])
{
    const double scale = 0.3, shape = 0.8;
    cases[0] = (SingleCase){"M/D/1", "0.4", {0.4, 0.4 * 0.4, 0.4 * 0.4 * 0.4}, 0.015};
    cases[1] = (SingleCase){
        "M/U/1, uniform", "uniform(low=0 high=0.8)", {0.4, 0.64 / 3, 0.512 / 4}, 0.015};
    cases[2] = (SingleCase){"M/E3/1, Erlang",
                            "erlang(k=3 mean=0.4)",
                            {0.4, 12 * pow(0.4 / 3, 2), 60 * pow(0.4 / 3, 3)},
                            0.015};
    cases[3] = (SingleCase){"M/LN/1, lognormal",
                            "lognormal(mean=0.35 sd=0.42)",
                            {0.35, pow(0.35, 2) * 2.44, pow(0.35, 3) * pow(2.44, 3)},
                            0.03};
    cases[4] = (SingleCase){"M/H2/1, hyperexponential",
                            "hyperexponential(p=0.8 mean1=0.2 mean2=0.95)",
                            {0.8 * 0.2 + 0.2 * 0.95, 2 * (0.8 * 0.04 + 0.2 * 0.95 * 0.95),
                             6 * (0.8 * 0.008 + 0.2 * pow(0.95, 3))},
                            0.03};
    cases[5] = (SingleCase){"M/W/1, Weibull",
                            "weibull(scale=0.3 shape=0.8)",
                            {scale * gsl_sf_gamma(1 + 1 / shape),
                             scale * scale * gsl_sf_gamma(1 + 2 / shape),
                             pow(scale, 3) * gsl_sf_gamma(1 + 3 / shape)},
                            0.02};
    cases[6] = (SingleCase){"M/G/1, three values",
                            "discrete(values=0.1|0.3|1.2 weights=3|5|2)",
                            {0.03 + 0.15 + 0.24, 0.003 + 0.045 + 0.288, 0.0003 + 0.0135 + 0.3456},
                            0.02};
}

/* In h, h^2, h^3. */
static ServiceMoments in_hours(const ServiceMoments *minutes)
{
    return (ServiceMoments){minutes->first / 60, minutes->second / pow(60, 2),
                            minutes->third / pow(60, 3)};
}

static void add_single(Validation *validation, Experiment *experiment, const char *id,
                       const SingleCase *c)
{
    char words[160];
    ServiceMoments moments = in_hours(&c->moments);
    double wait_h = pollaczek_khinchine_wait_h(SINGLE_PER_H, &moments);
    double load = SINGLE_PER_H * moments.first;
    snprintf(words, sizeof words,
             "Poisson arrivals, %g an hour; one server; work %s min, load %.3g", SINGLE_PER_H,
             c->work_min, load);
    validation_case(validation,
                    &(ValidationCase){.name = c->name,
                                      .model = words,
                                      .source = "Pollaczek-Khinchine [Gross 2008, 5.1]",
                                      .covers = "2 distributions by mean and sd of the variable "
                                                "itself, 4.2 first come, first served"});
    const ValidationValue values[] = {
        {.what = "mean wait",
         .unit = "h",
         .key.metric = "wait_mean_h",
         .exact = wait_h,
         .within = c->within},
        {.what = "mean delay",
         .unit = "h",
         .key.metric = "delay_mean_h",
         .exact = wait_h + moments.first,
         .within = c->within},
        {.what = "share that waits", .key.metric = "wait_prob", .exact = load, .within = 0.005},
        {.what = "mean in the system",
         .key.metric = "in_system_mean",
         .exact = SINGLE_PER_H * (wait_h + moments.first),
         .within = c->within},
        {.what = "utilisation", .key.metric = "utilisation", .exact = load, .within = 0.005},
    };
    service_values(validation, experiment, id, values, sizeof values / sizeof values[0]);
}

static void add_singles(Validation *validation)
{
    static const char *const ids[SINGLES] = {"constant", "uniform", "erlang",  "lognormal",
                                             "mixed",    "weibull", "discrete"};
    SingleCase cases[SINGLES];
    SteadyService services[SINGLES] = {{0}};
    double slowest = 0, end_bias = 0;
    fill_singles(cases);
    for (size_t i = 0; i < SINGLES; i++) {
        ServiceMoments moments = in_hours(&cases[i].moments);
        double wait_h = pollaczek_khinchine_wait_h(SINGLE_PER_H, &moments);
        services[i] = (SteadyService){.id = ids[i],
                                      .model = {.arrivals_per_h = SINGLE_PER_H, .servers = 1},
                                      .work_min = cases[i].work_min};
        slowest = fmax(slowest, relaxation_h(SINGLE_PER_H, &moments));
        end_bias = fmax(end_bias, pollaczek_khinchine_wait_second(SINGLE_PER_H, &moments) /
                                      (wait_h * HORIZON_H));
    }
    Experiment *experiment =
        steady_services_run(validation, "validation-general-work", &plain, services, SINGLES);
    for (size_t i = 0; i < SINGLES; i++) {
        add_single(validation, experiment, ids[i], &cases[i]);
    }
    validation_figure(validation,
                      &(ValidationFigure){.what = "warm-up of M/G/1 in relaxation times "
                                                  "[Odoni 1983], the shortest",
                                          .value = WARMUP_H / slowest,
                                          .low = 20,
                                          .high = INFINITY});
    validation_figure(validation,
                      &(ValidationFigure){.what = "largest bias of the end of M/G/1: waits that "
                                                  "begin in the run and end beyond it, relative",
                                          .value = end_bias,
                                          .high = 0.0005});
    experiment_free(experiment);
}

/* Ten servers without a waiting place, 8 erlang: all work has the mean of 4 min. */
static const SteadyService losing[] = {
    {.id = "lose-constant", .work_min = "4"},
    {.id = "lose-exponential", .work_min = "exponential(mean=4)"},
    {.id = "lose-lognormal", .work_min = "lognormal(mean=4 sd=8)"},
    {.id = "lose-mixed", .work_min = "hyperexponential(p=0.9 mean1=2 mean2=22)"},
    {.id = "lose-pareto", .work_min = "pareto(scale=2.4 shape=2.5)"},
};
enum { LOSING = sizeof losing / sizeof losing[0] };
static const QueueModel losing_model = {.arrivals_per_h = 120, .service_per_h = 15, .servers = 10};

static void add_losing(Validation *validation, Experiment *experiment, const SteadyService *service)
{
    char words[160], name[64];
    double lost = erlang_b(losing_model.servers, 8);
    snprintf(words, sizeof words,
             "Poisson arrivals, 120 an hour; 10 servers, no waiting place; work %s min",
             service->work_min);
    snprintf(name, sizeof name, "M/G/10/10, %s", service->id + sizeof "lose-" - 1);
    validation_case(validation, &(ValidationCase){.name = name,
                                                  .model = words,
                                                  .source = "Erlang B, insensitive to the "
                                                            "distribution [Gross 2008, 5.2]",
                                                  .covers = "4.2 a full queue loses"});
    const ValidationValue values[] = {
        {.what = "lost in a run",
         .key.metric = "lost",
         .exact = losing_model.arrivals_per_h * HORIZON_H * lost,
         .within = 0.01},
        {.what = "mean in the system",
         .key.metric = "in_system_mean",
         .exact = 8 * (1 - lost),
         .within = 0.005},
        {.what = "mean delay",
         .unit = "h",
         .key.metric = "delay_mean_h",
         .exact = 4.0 / 60,
         .within = 0.01},
    };
    service_values(validation, experiment, service->id, values, sizeof values / sizeof values[0]);
}

/* Servers for all: the delay is the work itself. Quantiles in min. */
typedef struct EndlessCase {
    const char *id, *work_min;
    double mean, median, high; /* the last: 95th percentile */
} EndlessCase;

enum { ENDLESS = 4 };
static const double ENDLESS_PER_H = 60;

static void fill_endless(EndlessCase cases[ENDLESS])
{
    const double sigma = sqrt(log(1 + 1.5 * 1.5)), zeta = log(6) - sigma * sigma / 2;
    cases[0] = (EndlessCase){"all-lognormal", "lognormal(mean=6 sd=9)", 6,
                             gsl_cdf_lognormal_Pinv(0.5, zeta, sigma),
                             gsl_cdf_lognormal_Pinv(0.95, zeta, sigma)};
    cases[1] = (EndlessCase){"all-gamma", "gamma(mean=6 sd=4)", 6,
                             gsl_cdf_gamma_Pinv(0.5, 36.0 / 16, 16.0 / 6),
                             gsl_cdf_gamma_Pinv(0.95, 36.0 / 16, 16.0 / 6)};
    cases[2] = (EndlessCase){"all-weibull", "weibull(scale=6 shape=2)", 6 * gsl_sf_gamma(1.5),
                             gsl_cdf_weibull_Pinv(0.5, 6, 2), gsl_cdf_weibull_Pinv(0.95, 6, 2)};
    cases[3] = (EndlessCase){"all-beta", "beta(low=2 high=12 a=2 b=3)", 6,
                             2 + 10 * gsl_cdf_beta_Pinv(0.5, 2, 3),
                             2 + 10 * gsl_cdf_beta_Pinv(0.95, 2, 3)};
}

static void add_endless(Validation *validation, Experiment *experiment, const EndlessCase *c)
{
    char words[160], name[64];
    snprintf(words, sizeof words, "Poisson arrivals, 60 an hour; servers for all; work %s min",
             c->work_min);
    snprintf(name, sizeof name, "M/G/infinity, %s", c->id + sizeof "all-" - 1);
    validation_case(validation,
                    &(ValidationCase){.name = name,
                                      .model = words,
                                      .source = "Poisson number in the system [Gross 2008, 5.2]; "
                                                "quantiles of the work from GSL",
                                      .covers = "2 distributions, 5 quantiles"});
    const ValidationValue values[] = {
        {.what = "mean in the system",
         .key.metric = "in_system_mean",
         .exact = ENDLESS_PER_H * c->mean / 60,
         .within = 0.005},
        {.what = "mean delay",
         .unit = "h",
         .key.metric = "delay_mean_h",
         .exact = c->mean / 60,
         .within = 0.005},
        {.what = "median of the delay",
         .unit = "h",
         .key.metric = "delay_p50_h",
         .exact = c->median / 60,
         .within = 0.005,
         .allowance = QUANTILE_ALLOWANCE},
        {.what = "95th percentile of the delay",
         .unit = "h",
         .key.metric = "delay_p95_h",
         .exact = c->high / 60,
         .within = 0.005,
         .allowance = QUANTILE_ALLOWANCE},
        {.what = "share that waits", .key.metric = "wait_prob", .exact = 0},
    };
    service_values(validation, experiment, c->id, values, sizeof values / sizeof values[0]);
}

/* The mean number from empty falls short by the share of the work's mean that lies beyond the
 * warm-up; the tail of pareto(scale s, shape a) is the longest here: (s / t)^a. */
static double pareto_start_bias(void)
{
    const double scale = 2.4, shape = 2.5, t_min = 60 * WARMUP_H;
    return pow(scale / t_min, shape) * t_min / (shape - 1) / (scale * shape / (shape - 1));
}

static void add_servers_enough(Validation *validation)
{
    EndlessCase cases[ENDLESS];
    SteadyService services[LOSING + ENDLESS] = {{0}};
    fill_endless(cases);
    for (size_t i = 0; i < LOSING; i++) {
        services[i] = losing[i];
        services[i].model = losing_model;
        services[i].places = "0";
    }
    for (size_t i = 0; i < ENDLESS; i++) {
        services[LOSING + i] =
            (SteadyService){.id = cases[i].id,
                            .model = {.arrivals_per_h = ENDLESS_PER_H, .servers = 200},
                            .work_min = cases[i].work_min};
    }
    Experiment *experiment = steady_services_run(validation, "validation-servers-enough", &plain,
                                                 services, LOSING + ENDLESS);
    for (size_t i = 0; i < LOSING; i++) {
        add_losing(validation, experiment, &losing[i]);
    }
    for (size_t i = 0; i < ENDLESS; i++) {
        add_endless(validation, experiment, &cases[i]);
    }
    validation_figure(validation,
                      &(ValidationFigure){.what = "largest bias of the start of M/G/infinity, by "
                                                  "the work's tail beyond the warm-up, relative",
                                          .value = pareto_start_bias(),
                                          .high = 0.0005});
    experiment_free(experiment);
}

void chapter_general_work(Validation *validation)
{
    add_singles(validation);
    add_servers_enough(validation);
}
