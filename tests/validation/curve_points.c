#include "tests/validation/curve_points.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

/* Below it a mean is next to 0, and an interval relative to it says nothing. */
static const double SMALL_LEVEL = 1, SMALL_TIME_H = 0.015, SMALL_SHARE = 0.02;

void curve_point(Validation *validation, const CurvePlace *place, const CurvePoint *point)
{
    char what[120];
    snprintf(what, sizeof what, "%s %g h", point->what, point->t_h);
    validation_value(validation, place->experiment,
                     &(ValidationValue){.what = what,
                                        .unit = point->unit,
                                        .key = CURVE_KEY("carry-on", place->scope, place->id,
                                                         point->metric, point->t_h),
                                        .is_curve = true,
                                        .exact = point->exact,
                                        .within = point->within});
}

static double bin_h(const Course *course, size_t bin)
{
    return course->grid.from_h + (double)bin * course->grid.bin_h;
}

static double present(const CourseLevels *levels)
{
    return levels->busy + levels->other + levels->waiting;
}

static void add_means(Validation *validation, const CurvePlace *place, const CourseLook *look)
{
    CourseLevels mean = course_mean(look->course);
    const ValidationValue values[] = {
        {.what = "in the system, mean over the run",
         .key = RESULT_KEY("carry-on", place->scope, place->id, "in_system_mean"),
         .exact = present(&mean),
         .within = look->level_within},
        {.what = "waiting, mean over the run",
         .key = RESULT_KEY("carry-on", place->scope, place->id, "backlog_mean"),
         .exact = mean.waiting,
         .within = look->level_within},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        validation_value(validation, place->experiment, &values[i]);
    }
}

void course_level_points(Validation *validation, const CurvePlace *place, const CourseLook *look)
{
    for (size_t i = 0; i < look->count; i++) {
        const CourseLevels *levels = &look->course->levels[look->bins[i]];
        CurvePoint point = {.what = "in the system at",
                            .metric = "in_system",
                            .t_h = bin_h(look->course, look->bins[i]),
                            .exact = present(levels),
                            .within = look->level_within};
        if (point.exact > SMALL_LEVEL) {
            curve_point(validation, place, &point);
        }
        point.what = "waiting at";
        point.metric = "backlog";
        point.exact = levels->waiting;
        if (point.exact > SMALL_LEVEL) {
            curve_point(validation, place, &point);
        }
    }
    add_means(validation, place, look);
}

void course_time_points(Validation *validation, const CurvePlace *place, const CourseLook *look,
                        const TaggedSum *waits, const TaggedSum *delays)
{
    for (size_t i = 0; i < look->count; i++) {
        size_t bin = look->bins[i];
        CurvePoint point = {.what = "mean wait of arrivals from",
                            .unit = "h",
                            .metric = "wait_mean_h",
                            .t_h = bin_h(look->course, bin),
                            .exact = waits[bin].time_h / waits[bin].reach,
                            .within = look->time_within};
        if (point.exact > SMALL_TIME_H) {
            curve_point(validation, place, &point);
        }
        point.what = "mean delay of arrivals from";
        point.metric = "delay_mean_h";
        point.exact = delays[bin].time_h / delays[bin].reach;
        curve_point(validation, place, &point);
    }
}

void course_points(Validation *validation, const CurvePlace *place, const CourseLook *look)
{
    size_t bins = look->course->grid.bins;
    TaggedSum *waits = memory_allocate(bins, sizeof *waits);
    TaggedSum *delays = memory_allocate(bins, sizeof *delays);
    tagged_attempts(look->course, TAGGED_WAIT, waits);
    tagged_attempts(look->course, TAGGED_DELAY, delays);
    course_level_points(validation, place, look);
    course_time_points(validation, place, look, waits, delays);
    free(waits);
    free(delays);
}

static void add_attempts(Validation *validation, const CurvePlace *place, const CourseLook *look,
                         size_t bin, const TaggedSum *answered, const TaggedSum *giving_up)
{
    static const double MIN_PER_H = 60;
    double attempts = look->course->counts[bin].attempts;
    CurvePoint point = {.what = "attempts from",
                        .metric = "arrivals",
                        .t_h = bin_h(look->course, bin),
                        .exact = attempts,
                        .within = look->level_within};
    curve_point(validation, place, &point);
    point.what = "share that hangs up of attempts from";
    point.metric = "abandon_share";
    point.exact = giving_up[bin].reach / attempts;
    if (point.exact > SMALL_SHARE) {
        curve_point(validation, place, &point);
    }
    point.what = "mean wait of those answered of attempts from";
    point.metric = "wait_mean_min";
    point.unit = "min";
    point.exact = MIN_PER_H * answered[bin].time_h / answered[bin].reach;
    point.within = look->time_within;
    if (point.exact > MIN_PER_H * SMALL_TIME_H) {
        curve_point(validation, place, &point);
    }
}

static void add_desk_levels(Validation *validation, const CurvePlace *place, const CourseLook *look,
                            size_t bin)
{
    const CurvePlace desk = {place->experiment, "desk", "all"};
    const CourseLevels *levels = &look->course->levels[bin];
    CurvePoint point = {.what = "agents busy at",
                        .metric = "busy",
                        .t_h = bin_h(look->course, bin),
                        .exact = levels->busy + levels->other,
                        .within = look->level_within};
    curve_point(validation, &desk, &point);
    point.what = "waiting at";
    point.metric = "queue";
    point.exact = levels->waiting;
    if (point.exact > SMALL_LEVEL) {
        curve_point(validation, place, &point);
    }
}

void channel_points(Validation *validation, const CurvePlace *place, const CourseLook *look)
{
    size_t bins = look->course->grid.bins;
    TaggedSum *answered = memory_allocate(bins, sizeof *answered);
    TaggedSum *giving_up = memory_allocate(bins, sizeof *giving_up);
    CourseLevels mean = course_mean(look->course);
    tagged_attempts(look->course, TAGGED_ANSWER, answered);
    tagged_attempts(look->course, TAGGED_GIVING_UP, giving_up);
    for (size_t i = 0; i < look->count; i++) {
        add_desk_levels(validation, place, look, look->bins[i]);
        add_attempts(validation, place, look, look->bins[i], answered, giving_up);
    }
    validation_value(
        validation, place->experiment,
        &(ValidationValue){.what = "waiting, mean over the run",
                           .key = RESULT_KEY("carry-on", place->scope, place->id, "queue_mean"),
                           .exact = mean.waiting,
                           .within = look->level_within});
    free(answered);
    free(giving_up);
}

void course_cut_figure(Validation *validation, double cut)
{
    validation_figure(validation,
                      &(ValidationFigure){.what = "probability of a number beyond the states that "
                                                  "are solved for, largest at any time",
                                          .value = cut,
                                          .high = 1e-9});
}
