/* Desks whose callers hang up: Erlang A, M/M/c+G, and redial after abandonment. */
#include "base/memory.h"
#include "tests/theory/erlang.h"
#include "tests/theory/impatient_queue.h"
#include "tests/theory/patience_queue.h"
#include "tests/theory/redial_chain.h"
#include "tests/theory/transient.h"
#include "tests/validation/chapters.h"
#include "tests/validation/steady_desk.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const PlainScenario plain = {
    .horizon_days = 20, .warmup_days = 1, .sample_h = 480, .replications = 100};
static const double HORIZON_H = 480, WARMUP_H = 24, ANSWER_WITHIN_MIN = 0.5;

/* Work of 2 min: a call an hour is 1/30 erlang. Loads per agent: 2, 1, 0.9, 0.98. */
static const double SERVICE_PER_H = 30;
static const SteadyDesk desks[] = {
    {.id = "two", .contacts = 120, .agents = 2},
    {.id = "five", .contacts = 150, .agents = 5},
    {.id = "twenty", .contacts = 540, .agents = 20},
    {.id = "fifty", .contacts = 1470, .agents = 50},
};
enum { DESKS = sizeof desks / sizeof desks[0] };

typedef struct PatienceCase {
    const char *name, *experiment, *cell, *source;
    Patience patience;
} PatienceCase;

static const PatienceCase cases[] = {
    {"Erlang A, patience 3 min",
     "validation-erlang-a",
     "exponential(mean=3)",
     "birth and death [Garnett 2002], integrals [Zeltyn 2005]",
     {.kind = PATIENCE_EXPONENTIAL, .mean_h = 3.0 / 60}},
    {"Erlang A, patience 0.6 min",
     "validation-erlang-a-hasty",
     "exponential(mean=0.6)",
     "birth and death [Garnett 2002], integrals [Zeltyn 2005]",
     {.kind = PATIENCE_EXPONENTIAL, .mean_h = 0.6 / 60}},
    {"M/M/c+D, patience 0.8 min",
     "validation-patience-constant",
     "0.8",
     "integrals [Baccelli 1981] [Zeltyn 2005]",
     {.kind = PATIENCE_CONSTANT, .mean_h = 0.8 / 60}},
    {"M/M/c+G, lognormal patience",
     "validation-patience-lognormal",
     "lognormal(mean=2 sd=3)",
     "integrals [Baccelli 1981] [Zeltyn 2005]",
     {.kind = PATIENCE_LOGNORMAL, .mean_h = 2.0 / 60, .sd_h = 3.0 / 60}},
};
enum { CASES = sizeof cases / sizeof cases[0] };

static PatienceModel model_of(const PatienceCase *c, const SteadyDesk *desk)
{
    return (PatienceModel){.arrivals_per_h = desk->contacts,
                           .service_per_h = SERVICE_PER_H,
                           .servers = (size_t)desk->agents,
                           .patience = c->patience};
}

static void add_shares(Validation *validation, Experiment *experiment, const SteadyDesk *desk,
                       const PatienceModel *model)
{
    PatienceQueue queue = patience_queue(model);
    const ValidationValue values[] = {
        {.what = "share that abandons",
         .key.metric = "abandon_share",
         .exact = queue.abandon_share,
         .within = 0.015},
        {.what = "share that waits",
         .key.metric = "wait_prob",
         .exact = queue.wait_prob,
         .within = 0.015},
        {.what = "answered within half a minute, of all",
         .key.metric = "service_level",
         .exact = patience_served_within(model, ANSWER_WITHIN_MIN / 60),
         .within = 0.015},
        {.what = "mean waiting",
         .key.metric = "queue_mean",
         .exact = queue.queue_mean,
         .within = 0.015},
        {.what = "mean wait of the answered",
         .unit = "min",
         .key.metric = "wait_mean_min",
         .exact = 60 * queue.wait_served_mean_h,
         .within = 0.015},
        {.what = "95th percentile of the wait of the answered",
         .unit = "min",
         .key.metric = "wait_p95_min",
         .exact = 60 * patience_wait_quantile_h(model, 0.95),
         .within = 0.015,
         .allowance = QUANTILE_ALLOWANCE},
        {.what = "occupancy", .key.metric = "occupancy", .exact = queue.occupancy, .within = 0.005},
    };
    channel_values(validation, experiment, "phone", desk->id, values,
                   sizeof values / sizeof values[0]);
}

static void add_desk(Validation *validation, Experiment *experiment, const PatienceCase *c,
                     const SteadyDesk *desk)
{
    char name[96], words[200];
    PatienceModel model = model_of(c, desk);
    snprintf(name, sizeof name, "%s, %d agents, load %.2g", c->name, desk->agents,
             desk->contacts / SERVICE_PER_H / desk->agents);
    snprintf(words, sizeof words, "%d calls an hour; exponential work, mean 2 min; patience %s min",
             desk->contacts, c->cell);
    validation_case(validation, &(ValidationCase){.name = name,
                                                  .model = words,
                                                  .source = c->source,
                                                  .covers = "4.3 a contact abandons when its "
                                                            "patience ends, 5 answered within"});
    add_shares(validation, experiment, desk, &model);
}

static void add_case(Validation *validation, const PatienceCase *c)
{
    const SteadyChannel phone = {.id = "phone",
                                 .contacts_per_h = 1,
                                 .handle_min = "exponential(mean=2)",
                                 .patience_min = c->cell,
                                 .priority = 100,
                                 .answer_within_min = ANSWER_WITHIN_MIN};
    Experiment *experiment = steady_desks_run(
        validation, c->experiment, &plain,
        &(SteadyDesks){.channels = 1, .desks = DESKS, .channel = &phone, .desk = desks});
    for (size_t i = 0; i < DESKS; i++) {
        add_desk(validation, experiment, c, &desks[i]);
    }
    experiment_free(experiment);
}

/* Of the mean number waiting in Erlang A after the warm-up, relative; patience 3 min. */
static double desk_start_bias(const SteadyDesk *desk)
{
    enum { STATES = 300 };
    const PatienceModel model = model_of(&cases[0], desk);
    double *p = memory_allocate(STATES, sizeof *p);
    p[0] = 1;
    transient_advance(p, STATES,
                      &(TransientPiece){.duration_h = WARMUP_H / 8,
                                        .arrivals_per_h = model.arrivals_per_h,
                                        .service_per_h = SERVICE_PER_H,
                                        .servers = model.servers,
                                        .abandon_per_h = 1 / model.patience.mean_h});
    double waiting = transient_mean_beyond(p, STATES, model.servers);
    free(p);
    return fabs(waiting / patience_queue(&model).queue_mean - 1);
}

typedef struct RedialCase {
    const char *name, *experiment, *redial_h;
    RedialModel model;
} RedialCase;

static const RedialCase redials[] = {
    {"redial, 2 agents, load 0.7",
     "validation-redial",
     "exponential(mean=0.1)",
     {.arrivals_per_h = 42,
      .service_per_h = 30,
      .abandon_per_h = 20,
      .redial_per_h = 10,
      .redial_prob = 0.7,
      .servers = 2,
      .places = 35,
      .away_states = 40}},
    {"redial, 3 agents, load 1.2",
     "validation-redial-overload",
     "exponential(mean=0.05)",
     {.arrivals_per_h = 108,
      .service_per_h = 30,
      .abandon_per_h = 30,
      .redial_per_h = 20,
      .redial_prob = 0.8,
      .servers = 3,
      .places = 45,
      .away_states = 50}},
};
enum { REDIALS = sizeof redials / sizeof redials[0] };

static Experiment *run_redial(Validation *validation, const RedialCase *c)
{
    char patience[64];
    const SteadyDesk desk = {.id = "desk", .contacts = 1, .agents = (int)c->model.servers};
    const SteadyChannel phone = {.id = "phone",
                                 .contacts_per_h = c->model.arrivals_per_h,
                                 .handle_min = "exponential(mean=2)",
                                 .patience_min = patience,
                                 .priority = 100,
                                 .redial_prob = c->model.redial_prob,
                                 .redial_h = c->redial_h,
                                 .answer_within_min = ANSWER_WITHIN_MIN};
    PlainScenario longer = plain; /* few redial: their number is narrow enough with more runs */
    longer.replications = 200;
    snprintf(patience, sizeof patience, "exponential(mean=%.17g)", 60 / c->model.abandon_per_h);
    return steady_desks_run(
        validation, c->experiment, &longer,
        &(SteadyDesks){.channels = 1, .desks = 1, .channel = &phone, .desk = &desk});
}

static void begin_redial(Validation *validation, const RedialCase *c)
{
    char words[240];
    const RedialModel *model = &c->model;
    snprintf(words, sizeof words,
             "%g first calls an hour; %zu agents; exponential work (2 min) and patience (%g min); "
             "who hangs up dials again with probability %g after %s h",
             model->arrivals_per_h, model->servers, 60 / model->abandon_per_h, model->redial_prob,
             c->redial_h);
    validation_case(validation,
                    &(ValidationCase){.name = c->name,
                                      .model = words,
                                      .source = "Markov chain of two dimensions [Falin 1997]",
                                      .covers = "4.3 abandons and dials again"});
}

static void add_redial(Validation *validation, const RedialCase *c)
{
    const RedialModel *model = &c->model;
    const RedialSteady steady = redial_chain_steady(model);
    Experiment *experiment = run_redial(validation, c);
    begin_redial(validation, c);
    const ValidationValue values[] = {
        {.what = "share of attempts that is abandoned",
         .key.metric = "abandon_share",
         .exact = steady.abandon_share,
         .within = 0.015},
        {.what = "redials in a run",
         .key.metric = "redials",
         .exact = HORIZON_H * steady.redials_per_h,
         .within = 0.015},
        {.what = "attempts in a run",
         .key.metric = "attempts",
         .exact = HORIZON_H * steady.attempts_per_h,
         .within = 0.015},
        {.what = "share that waits",
         .key.metric = "wait_prob",
         .exact = steady.wait_prob,
         .within = 0.015},
        {.what = "mean waiting",
         .key.metric = "queue_mean",
         .exact = steady.queue_mean,
         .within = 0.015},
        {.what = "occupancy",
         .key.metric = "occupancy",
         .exact = steady.busy_mean / (double)model->servers,
         .within = 0.005},
    };
    channel_values(validation, experiment, "phone", "desk", values,
                   sizeof values / sizeof values[0]);
    experiment_free(experiment);
}

static void add_bias(Validation *validation)
{
    double bias = 0;
    for (size_t i = 0; i < DESKS; i++) {
        bias = fmax(bias, desk_start_bias(&desks[i]));
    }
    for (size_t i = 0; i < REDIALS; i++) {
        double waiting = redial_chain_after(&redials[i].model, WARMUP_H / 8).queue_mean;
        bias = fmax(bias, fabs(waiting / redial_chain_steady(&redials[i].model).queue_mean - 1));
    }
    validation_figure(validation,
                      &(ValidationFigure){.what = "largest bias of the start: mean number waiting "
                                                  "after an eighth of the warm-up, relative "
                                                  "(forward equations, uniformization)",
                                          .value = bias,
                                          .high = 0.0005});
}

void chapter_patience(Validation *validation)
{
    for (size_t i = 0; i < CASES; i++) {
        add_case(validation, &cases[i]);
    }
    for (size_t i = 0; i < REDIALS; i++) {
        add_redial(validation, &redials[i]);
    }
    add_bias(validation);
}
