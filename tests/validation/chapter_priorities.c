/* Channels of different priority at one desk, without pre-emption, each with work of its own. */
#include "tests/theory/erlang.h"
#include "tests/theory/priority_chain.h"
#include "tests/theory/priority_queue.h"
#include "tests/validation/chapters.h"
#include "tests/validation/steady_desk.h"
#include "tests/validation/steady_services.h"

#include <math.h>

static const PlainScenario plain = {
    .horizon_days = 100, .warmup_days = 3, .sample_h = 2400, .replications = 100};

static const char *const ids[PRIORITY_CLASSES_MAX] = {"alarm", "phone", "letter"};
static const char *const wait_names[PRIORITY_CLASSES_MAX] = {"mean wait of the first class",
                                                             "mean wait of the second class",
                                                             "mean wait of the third class"};
static const char *const queue_names[PRIORITY_CLASSES_MAX] = {
    "first class, mean waiting", "second class, mean waiting", "third class, mean waiting"};

typedef struct ClassWork {
    double arrivals_per_h;
    const char *handle_min;
} ClassWork;

typedef struct PriorityCase {
    const char *name, *experiment, *model, *source;
    int agents;
    size_t classes;
    ClassWork work[PRIORITY_CLASSES_MAX];
    double within;
} PriorityCase;

/* What the theory says, in h. */
typedef struct PriorityWaits {
    double wait_h[PRIORITY_CLASSES_MAX];
    double wait_prob, occupancy;
} PriorityWaits;

static Experiment *run(Validation *validation, const PriorityCase *c)
{
    SteadyChannel channels[PRIORITY_CLASSES_MAX] = {{0}};
    for (size_t k = 0; k < c->classes; k++) {
        channels[k] = (SteadyChannel){.id = ids[k],
                                      .contacts_per_h = c->work[k].arrivals_per_h,
                                      .handle_min = c->work[k].handle_min,
                                      .priority = 10 * (int)(k + 1)};
    }
    const SteadyDesk desk = {.id = "desk", .contacts = 1, .agents = c->agents};
    return steady_desks_run(
        validation, c->experiment, &plain,
        &(SteadyDesks){.channels = c->classes, .desks = 1, .channel = channels, .desk = &desk});
}

static void add_case(Validation *validation, const PriorityCase *c, const PriorityWaits *exact)
{
    Experiment *experiment = run(validation, c);
    validation_case(validation,
                    &(ValidationCase){.name = c->name,
                                      .model = c->model,
                                      .source = c->source,
                                      .covers = "4.3 the waiting contact of the smallest priority, "
                                                "then the earliest; nothing is interrupted"});
    for (size_t k = 0; k < c->classes; k++) {
        const ValidationValue values[] = {
            {.what = wait_names[k],
             .unit = "min",
             .key.metric = "wait_mean_min",
             .exact = 60 * exact->wait_h[k],
             .within = c->within},
            {.what = queue_names[k],
             .key.metric = "queue_mean",
             .exact = c->work[k].arrivals_per_h * exact->wait_h[k],
             .within = c->within},
        };
        channel_values(validation, experiment, ids[k], "desk", values, 2);
    }
    const ValidationValue shares[] = {
        {.what = "share that waits",
         .key.metric = "wait_prob",
         .exact = exact->wait_prob,
         .within = 0.01},
        {.what = "occupancy", .key.metric = "occupancy", .exact = exact->occupancy, .within = 0.01},
    };
    channel_values(validation, experiment, ids[0], "desk", shares, 2);
    experiment_free(experiment);
}

/* One agent: E S and E S^2 of each class in min and min^2. */
static void add_single(Validation *validation, const PriorityCase *c, const double moments[][2])
{
    GeneralClass of[PRIORITY_CLASSES_MAX];
    PriorityWaits exact = {.occupancy = 0};
    for (size_t k = 0; k < c->classes; k++) {
        of[k] = (GeneralClass){c->work[k].arrivals_per_h, moments[k][0] / 60, moments[k][1] / 3600};
        exact.occupancy += of[k].arrivals_per_h * of[k].work_mean_h;
    }
    for (size_t k = 0; k < c->classes; k++) {
        exact.wait_h[k] = priority_general_wait_h(of, c->classes, k);
    }
    exact.wait_prob = exact.occupancy;
    add_case(validation, c, &exact);
}

/* In relaxation times of one queue of all classes, whose work in the system is the same. */
static double warmups(const PriorityCase *c, const double moments[][2])
{
    double arrivals_per_h = 0;
    ServiceMoments work = {.first = 0};
    for (size_t k = 0; k < c->classes; k++) {
        arrivals_per_h += c->work[k].arrivals_per_h;
        work.first += c->work[k].arrivals_per_h * moments[k][0] / 60;
        work.second += c->work[k].arrivals_per_h * moments[k][1] / 3600;
    }
    work.first /= arrivals_per_h;
    work.second /= arrivals_per_h;
    return 24 * plain.warmup_days / relaxation_h(arrivals_per_h, &work);
}

static void add_singles(Validation *validation)
{
    const PriorityCase two = {
        .name = "M/G/1, two classes",
        .experiment = "validation-priorities-two",
        .model = "one agent; 50 an hour with lognormal work (mean 0.3 min, sd 0.3) before 40 an "
                 "hour with constant work of 0.7 min",
        .source = "[Cobham 1954]",
        .agents = 1,
        .classes = 2,
        .work = {{50, "lognormal(mean=0.3 sd=0.3)"}, {40, "0.7"}},
        .within = 0.02};
    const PriorityCase three = {
        .name = "M/G/1, three classes",
        .experiment = "validation-priorities-three",
        .model = "one agent; 40 an hour with constant work of 0.3 min before 30 with exponential "
                 "work of 0.5 before 20 with uniform work of 0 to 1.8",
        .source = "[Cobham 1954]",
        .agents = 1,
        .classes = 3,
        .work = {{40, "0.3"}, {30, "exponential(mean=0.5)"}, {20, "uniform(low=0 high=1.8)"}},
        .within = 0.02};
    const double two_moments[][2] = {{0.3, 0.18}, {0.7, 0.49}};
    const double three_moments[][2] = {{0.3, 0.09}, {0.5, 0.5}, {0.9, 1.8 * 1.8 / 3}};
    add_single(validation, &two, two_moments);
    add_single(validation, &three, three_moments);
    validation_figure(validation,
                      &(ValidationFigure){
                          .what = "warm-up of these two in relaxation times of one "
                                  "queue for all [Odoni 1983], the shorter",
                          .value = fmin(warmups(&two, two_moments), warmups(&three, three_moments)),
                          .low = 20,
                          .high = INFINITY});
}

/* Several agents, exponential work. */
static void add_several(Validation *validation, const PriorityCase *c,
                        const PriorityChainModel *model)
{
    PriorityWaits exact = {.occupancy = 0};
    PrioritySteady steady = priority_chain_steady(model);
    for (size_t k = 0; k < c->classes; k++) {
        exact.wait_h[k] = steady.wait_mean_h[k];
        exact.occupancy += model->of[k].arrivals_per_h / model->of[k].service_per_h;
    }
    exact.occupancy /= (double)model->servers;
    exact.wait_prob = steady.wait_prob;
    add_case(validation, c, &exact);
    validation_figure(validation,
                      &(ValidationFigure){.what = "what the chain cuts off: P(the last class's "
                                                  "queue is at its cut)",
                                          .value = steady.cut_prob[c->classes - 1],
                                          .high = 1e-6});
}

static void add_chains(Validation *validation)
{
    const PriorityCase two = {
        .name = "M/M/4, two classes",
        .experiment = "validation-priorities-four",
        .model = "4 agents; 60 an hour with exponential work of 1 min before 40 with 3 min",
        .source = "Markov chain on classes in process and waiting",
        .agents = 4,
        .classes = 2,
        .work = {{60, "exponential(mean=1)"}, {40, "exponential(mean=3)"}},
        .within = 0.02};
    const PriorityCase three = {
        .name = "M/M/2, three classes",
        .experiment = "validation-priorities-pair",
        .model = "2 agents; 20 an hour with exponential work of 2 min before 30 with 0.5 min "
                 "before 15 with 2 min",
        .source = "Markov chain on classes in process and waiting",
        .agents = 2,
        .classes = 3,
        .work = {{20, "exponential(mean=2)"},
                 {30, "exponential(mean=0.5)"},
                 {15, "exponential(mean=2)"}},
        .within = 0.02};
    add_several(
        validation, &two,
        &(PriorityChainModel){.servers = 4, .classes = 2, .of = {{60, 60, 30}, {40, 20, 120}}});
    add_several(validation, &three,
                &(PriorityChainModel){
                    .servers = 2, .classes = 3, .of = {{20, 30, 14}, {30, 120, 30}, {15, 30, 50}}});
}

/* The same rate for all classes has a closed form. */
static void add_equal_rates(Validation *validation)
{
    static const double arrivals_per_h[] = {30, 40, 50};
    const PriorityModel model = {
        .servers = 3, .classes = 3, .service_per_h = 50, .arrivals_per_h = arrivals_per_h};
    const PriorityCase c = {.name = "M/M/3, three classes of equal work",
                            .experiment = "validation-priorities-equal",
                            .model =
                                "3 agents; 30, 40 and 50 an hour with exponential work of 1.2 min",
                            .source = "[Kella 1985]",
                            .agents = 3,
                            .classes = 3,
                            .work = {{30, "exponential(mean=1.2)"},
                                     {40, "exponential(mean=1.2)"},
                                     {50, "exponential(mean=1.2)"}},
                            .within = 0.02};
    PriorityWaits exact = {.wait_prob = erlang_c(3, 2.4), .occupancy = 0.8};
    for (size_t k = 0; k < 3; k++) {
        exact.wait_h[k] = priority_wait_h(&model, k);
    }
    add_case(validation, &c, &exact);
}

void chapter_priorities(Validation *validation)
{
    add_singles(validation);
    add_equal_rates(validation);
    add_chains(validation);
}
