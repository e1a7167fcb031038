/* Outages of a service: number in the system, wait and delay by the instant of arrival, before,
 * during and after. */
#include "base/text.h"
#include "tests/theory/plain_scenario.h"
#include "tests/validation/chapters.h"
#include "tests/validation/curve_points.h"

#include <math.h>
#include <stdio.h>

enum { HOURS = 36, PIECES_MAX = 6, BINS_MAX = 12 };
static const PlainScenario plain = {.horizon_days = 1.5, .sample_h = 1, .replications = 8000};
static const char by_equations[] = "forward and backward equations [Grassmann 1977]";

typedef struct OutageCase {
    const char *id, *name, *words, *covers;
    const char *cells; /* of services.csv, from the demand on */
    CourseQueue queue;
    CoursePiece pieces[PIECES_MAX];
    size_t piece_count;
    size_t bins[BINS_MAX], bin_count;
    double level_within, time_within;
    double down_h;      /* from the first moment down to the last return; 0: clear_h is not asked */
    size_t return_bin;  /* which begins at the last return */
    double lost_within; /* 0: nobody is lost */
} OutageCase;

/* Columns: requests_per_1000_per_day,servers,service_min,needs,queue_limit,lost_prob,retry_prob,
 * retry_h,fallback_servers,fallback_min,fallback_after_h. */
static const OutageCase cases[] = {
    {.id = "once",
     .name = "One outage, M/M/10",
     .words = "empty at 0; 24 arrivals an hour; 10 servers; exponential work, mean 20 min; down "
              "from 10 to 13 h",
     .covers = "4.2 frozen work, 5 curves by arrival, clear_h",
     .cells = "24,10,exponential(mean=20),,,,,,,,",
     .queue = {.service_per_h = 3, .busy_max = 10, .waiting_max = 190},
     .pieces = {{.until_h = 10, .arrivals_per_h = 24, .servers = 10},
                {.until_h = 13, .arrivals_per_h = 24, .is_frozen = true},
                {.until_h = HOURS, .arrivals_per_h = 24, .servers = 10}},
     .piece_count = 3,
     .bins = {5, 8, 9, 10, 11, 12, 13, 14, 16, 20, 24, 32},
     .bin_count = 12,
     .level_within = 0.08,
     .time_within = 0.1,
     .down_h = 3,
     .return_bin = 13},
    {.id = "single",
     .name = "One outage, M/M/1",
     .words = "empty at 0; 4 arrivals an hour; one server; exponential work, mean 12 min; down "
              "from 8 to 12 h",
     .covers = "4.2 frozen work, 5 curves by arrival, clear_h",
     .cells = "4,1,exponential(mean=12),,,,,,,,",
     .queue = {.service_per_h = 5, .busy_max = 1, .waiting_max = 140},
     .pieces = {{.until_h = 8, .arrivals_per_h = 4, .servers = 1},
                {.until_h = 12, .arrivals_per_h = 4, .is_frozen = true},
                {.until_h = HOURS, .arrivals_per_h = 4, .servers = 1}},
     .piece_count = 3,
     .bins = {3, 6, 7, 8, 9, 11, 12, 14, 18, 24, 30},
     .bin_count = 11,
     .level_within = 0.08,
     .time_within = 0.1,
     .down_h = 4,
     .return_bin = 12},
    {.id = "twice",
     .name = "Two outages, the second before the first is worked off, M/M/4",
     .words = "empty at 0; 9 arrivals an hour; 4 servers; exponential work, mean 20 min; down from "
              "6 to 8 h, and from 11 to 13 h by an outage of a system it needs, to 12.5 h, and one "
              "of its own from 12 h",
     .covers = "3.1 needs, 3.5 outages that overlap, 4.2 frozen work",
     .cells = "9,4,exponential(mean=20),register,,,,,,,",
     .queue = {.service_per_h = 3, .busy_max = 4, .waiting_max = 140},
     .pieces = {{.until_h = 6, .arrivals_per_h = 9, .servers = 4},
                {.until_h = 8, .arrivals_per_h = 9, .is_frozen = true},
                {.until_h = 11, .arrivals_per_h = 9, .servers = 4},
                {.until_h = 13, .arrivals_per_h = 9, .is_frozen = true},
                {.until_h = HOURS, .arrivals_per_h = 9, .servers = 4}},
     .piece_count = 5,
     .bins = {4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 24},
     .bin_count = 12,
     .level_within = 0.09,
     .time_within = 0.1,
     .down_h = 7,
     .return_bin = 13},
    {.id = "full",
     .name = "Outage of a queue with 12 places, M/M/3/15",
     .words = "empty at 0; 15 arrivals an hour; 3 servers; exponential work, mean 10 min; 12 "
              "waiting places, who finds none is lost; down from 8 to 10 h",
     .covers = "4.2 a full queue loses, also while down; curve of losses by first arrival",
     .cells = "15,3,exponential(mean=10),,12,,,,,,",
     .queue = {.service_per_h = 6, .busy_max = 3, .waiting_max = 12},
     .pieces = {{.until_h = 8, .arrivals_per_h = 15, .servers = 3},
                {.until_h = 10, .arrivals_per_h = 15, .is_frozen = true},
                {.until_h = HOURS, .arrivals_per_h = 15, .servers = 3}},
     .piece_count = 3,
     .bins = {4, 6, 7, 8, 9, 10, 11, 12, 14, 20},
     .bin_count = 10,
     .level_within = 0.08,
     .time_within = 0.1,
     .down_h = 2,
     .return_bin = 10,
     .lost_within = 0.15},
    {.id = "by-hand",
     .name = "Outage with work by hand, partial capacity",
     .words = "empty at 0; 12 arrivals an hour; 5 servers; exponential work, mean 20 min; down "
              "from 8 to 14 h; from 9 h on 2 work by hand, exponential, mean 30 min, who finish "
              "what they hold on the return",
     .covers = "4.2 work by hand",
     .cells = "12,5,exponential(mean=20),,,,,,2,exponential(mean=30),1",
     .queue =
         {.service_per_h = 3, .other_per_h = 2, .busy_max = 5, .other_max = 2, .waiting_max = 150},
     .pieces = {{.until_h = 8, .arrivals_per_h = 12, .servers = 5},
                {.until_h = 9, .arrivals_per_h = 12, .is_frozen = true},
                {.until_h = 14, .arrivals_per_h = 12, .is_frozen = true, .other_servers = 2},
                {.until_h = HOURS, .arrivals_per_h = 12, .servers = 5}},
     .piece_count = 4,
     .bins = {4, 6, 7, 8, 9, 11, 13, 14, 16, 20, 26, 32},
     .bin_count = 12,
     .level_within = 0.1,
     .time_within = 0.1,
     .down_h = 6,
     .return_bin = 14},
    {.id = "retried",
     .name = "Outage with losses and retries",
     .words = "empty at 0; 12 arrivals an hour; 5 servers; exponential work, mean 20 min; down "
              "from 8 to 12 h: who arrives or comes back then is lost with probability 0.2, comes "
              "back after 2 h (exponential) with 0.5, waits else",
     .covers = "4.2 loss and retry, place of who comes back",
     .cells = "12,5,exponential(mean=20),,,0.2,0.5,exponential(mean=2),,,",
     .queue = {.service_per_h = 3,
               .return_per_h = 0.5,
               .busy_max = 5,
               .waiting_max = 150,
               .away_max = 48},
     .pieces = {{.until_h = 8, .arrivals_per_h = 12, .servers = 5},
                {.until_h = 12,
                 .arrivals_per_h = 12,
                 .is_frozen = true,
                 .lost_prob = 0.2,
                 .retry_prob = 0.5},
                {.until_h = HOURS, .arrivals_per_h = 12, .servers = 5}},
     .piece_count = 3,
     .bins = {4, 6, 7, 8, 9, 11, 12, 13, 15, 18, 24},
     .bin_count = 11,
     .level_within = 0.08,
     .time_within = 0.1,
     .lost_within = 0.05},
};
enum { CASES = sizeof cases / sizeof cases[0] };

/* Servers for all, work that is not exponential, 10 an hour, down from 8 to 11 h. */
typedef struct GeneralCase {
    const char *id, *name, *cell;
    WorkLaw work;
} GeneralCase;
static const GeneralCase generals[] = {
    {"constant", "Outage of M/D/infinity", "120", {WORK_CONSTANT, 2, 0, 0}},
    {"erlang", "Outage of M/E3/infinity", "erlang(k=3 mean=120)", {WORK_ERLANG, 3, 2, 0}},
    {"wide", "Outage of M/U/infinity", "uniform(low=30 high=240)", {WORK_UNIFORM, 0.5, 4, 0}},
};
enum { GENERALS = sizeof generals / sizeof generals[0] };

static Experiment *run(Validation *validation)
{
    Experiment *experiment = experiment_new("validation-outages");
    TextBuilder services = {0}, outages = {0};
    plain_scenario_write(experiment, &plain);
    text_add(&services, "id,requests_per_1000_per_day,servers,service_min,needs,queue_limit,"
                        "lost_prob,retry_prob,retry_h,fallback_servers,fallback_min,"
                        "fallback_after_h\n");
    for (size_t i = 0; i < CASES; i++) {
        text_add_format(&services, "%s,%s\n", cases[i].id, cases[i].cells);
    }
    text_add(&outages, "target,start_h,duration_h\n"
                       "service:once,10,3\n"
                       "service:single,8,4\n"
                       "service:twice,6,2\n"
                       "system:register,11,1.5\n"
                       "service:twice,12,1\n"
                       "service:full,8,2\n"
                       "service:by-hand,8,6\n"
                       "service:retried,8,4\n");
    for (size_t i = 0; i < GENERALS; i++) {
        text_add_format(&services, "%s,10,1000,%s,,,,,,,,\n", generals[i].id, generals[i].cell);
        text_add_format(&outages, "service:%s,8,3\n", generals[i].id);
    }
    experiment_file(experiment, "systems.csv", "id,name\nregister,Register\n");
    experiment_file(experiment, "services.csv", "%s", services.text);
    experiment_file(experiment, "outages.csv", "%s", outages.text);
    text_deinit(&services);
    text_deinit(&outages);
    validation_run(validation, experiment, NULL);
    return experiment;
}

/* Lost are those who are never done; all others of these bins are done long before the end. */
static void add_losses(Validation *validation, const CurvePlace *place, const OutageCase *c,
                       const CourseResult *result)
{
    double total = 0;
    for (size_t i = 0; i < c->bin_count; i++) {
        size_t bin = c->bins[i];
        CurvePoint point = {.what = "lost of first arrivals from",
                            .metric = "lost",
                            .t_h = (double)bin,
                            .exact = result->counts[bin].first - result->waits[bin].reach,
                            .within = c->lost_within};
        if (point.exact > 0.5) {
            curve_point(validation, place, &point);
        }
    }
    for (size_t bin = 0; bin < result->grid.bins; bin++) {
        total += result->counts[bin].lost;
    }
    validation_value(validation, place->experiment,
                     &(ValidationValue){.what = "lost in the run",
                                        .key = service_key(c->id, "lost"),
                                        .exact = total,
                                        .within = c->lost_within});
}

/* Those who wait at the last return begin one after the other at the rate of all servers. */
static void add_clear(Validation *validation, const CurvePlace *place, const OutageCase *c,
                      const CourseResult *result)
{
    double capacity_per_h = (double)c->queue.busy_max * c->queue.service_per_h;
    validation_value(
        validation, place->experiment,
        &(ValidationValue){.what = "from the first moment down until the last who came before the "
                                   "last return has begun",
                           .unit = "h",
                           .key = service_key(c->id, "clear_h"),
                           .exact =
                               c->down_h + result->levels[c->return_bin].waiting / capacity_per_h,
                           .within = 0.02});
}

static double add_case(Validation *validation, Experiment *experiment, const OutageCase *c)
{
    const CurvePlace place = {experiment, "service", c->id};
    Course *course = course_new(&c->queue, c->pieces, c->piece_count,
                                &(CourseGrid){.bin_h = 1, .panel_h = 0.25, .bins = HOURS});
    CourseResult result = course_result_new(&course->grid);
    course_result_add(&result, course, 1);
    double cut = c->queue.waiting_max > 20 ? course->cut : 0;
    course_free(course);
    validation_case(validation, &(ValidationCase){.name = c->name,
                                                  .model = c->words,
                                                  .source = by_equations,
                                                  .covers = c->covers});
    course_points(validation, &place, &result,
                  &(CourseLook){.bins = c->bins,
                                .count = c->bin_count,
                                .level_within = c->level_within,
                                .time_within = c->time_within});
    if (c->lost_within > 0) {
        add_losses(validation, &place, c, &result);
    }
    if (c->down_h > 0) {
        add_clear(validation, &place, c, &result);
    }
    course_result_free(&result);
    return cut;
}

static void add_general(Validation *validation, Experiment *experiment, const GeneralCase *c)
{
    static const int instants[] = {3, 6, 7, 8, 9, 10, 11, 12, 14, 16};
    const RatePiece rate = {HOURS, 10};
    const InfiniteServers model = {
        .work = c->work, .pieces = &rate, .count = 1, .down_h = 8, .up_h = 11};
    const CurvePlace place = {experiment, "service", c->id};
    char words[160];
    snprintf(words, sizeof words,
             "empty at 0; 10 arrivals an hour; servers for all; work %s min; down from 8 to 11 h",
             c->cell);
    validation_case(validation,
                    &(ValidationCase){.name = c->name,
                                      .model = words,
                                      .source = "[Eick 1993, theorem 1], by the clock of time up",
                                      .covers = "4.2 frozen work resumes where it was"});
    for (size_t i = 0; i < sizeof instants / sizeof instants[0]; i++) {
        double t_h = instants[i], arrivals = infinite_servers_arrivals(&model, t_h, t_h + 1);
        CurvePoint point = {.what = "in the system at",
                            .metric = "in_system",
                            .t_h = t_h,
                            .exact = infinite_servers_mean(&model, t_h),
                            .within = 0.02};
        curve_point(validation, &place, &point);
        point.what = "mean delay of arrivals from";
        point.metric = "delay_mean_h";
        point.unit = "h";
        point.exact = infinite_servers_delays_h(&model, t_h, t_h + 1) / arrivals;
        curve_point(validation, &place, &point);
    }
}

static Experiment *run_half(Validation *validation)
{
    Experiment *experiment = experiment_new("validation-outage-half");
    plain_scenario_write(
        experiment,
        &(PlainScenario){.horizon_days = 1, .sample_h = 1, .replications = plain.replications});
    experiment_file(experiment, "insurers.csv",
                    "id,insured,datacentre\nmuster,24000,nord\nbeispiel,24000,nord\n");
    experiment_file(experiment, "services.csv",
                    "id,requests_per_1000_per_day,servers,service_min\n"
                    "half,12,5,exponential(mean=20)\n");
    experiment_file(experiment, "outages.csv",
                    "target,start_h,duration_h\nservice:half@muster,8,4\n");
    validation_run(validation, experiment, NULL);
    return experiment;
}

/* Two insurers alike, one of them down from 8 to 12 h: all together are the sum of a course with
 * the outage and one without. */
static double add_half(Validation *validation)
{
    static const size_t bins[] = {4, 7, 8, 9, 11, 12, 14, 18, 22};
    static const CourseQueue queue = {.service_per_h = 3, .busy_max = 5, .waiting_max = 170};
    static const CoursePiece down[] = {{.until_h = 8, .arrivals_per_h = 12, .servers = 5},
                                       {.until_h = 12, .arrivals_per_h = 12, .is_frozen = true},
                                       {.until_h = 24, .arrivals_per_h = 12, .servers = 5}};
    static const CoursePiece up = {.until_h = 24, .arrivals_per_h = 12, .servers = 5};
    const CourseGrid grid = {.bin_h = 1, .panel_h = 0.25, .bins = 24};
    Experiment *experiment = run_half(validation);
    CourseResult result = course_result_new(&grid);
    Course *with = course_new(&queue, down, 3, &grid), *without = course_new(&queue, &up, 1, &grid);
    course_result_add(&result, with, 1);
    course_result_add(&result, without, 1);
    course_free(with);
    course_free(without);
    validation_case(validation,
                    &(ValidationCase){.name = "Outage of one of two insurers",
                                      .model = "empty at 0; two insurers with 12 arrivals an hour, "
                                               "5 servers and exponential work, mean 20 min, each; "
                                               "one of them down from 8 to 12 h; both together",
                                      .source = by_equations,
                                      .covers = "3.5 targets of an insurer, 5 sums over insurers"});
    course_points(validation, &(CurvePlace){experiment, "service", "half"}, &result,
                  &(CourseLook){.bins = bins,
                                .count = sizeof bins / sizeof bins[0],
                                .level_within = 0.08,
                                .time_within = 0.1});
    double cut = result.cut;
    course_result_free(&result);
    experiment_free(experiment);
    return cut;
}

void chapter_outages(Validation *validation)
{
    double cut = 0;
    course_note(validation);
    Experiment *experiment = run(validation);
    for (size_t i = 0; i < CASES; i++) {
        cut = fmax(cut, add_case(validation, experiment, &cases[i]));
    }
    for (size_t i = 0; i < GENERALS; i++) {
        add_general(validation, experiment, &generals[i]);
    }
    cut = fmax(cut, add_half(validation));
    course_cut_figure(validation, cut);
    experiment_free(experiment);
}
