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

/* All are busy but in a few of a thousand replications: no more a number with a normal mean. */
static const double NEARLY_ALL = 0.02;

/* Small means vary more, relative to them: they are demanded half as narrow. */
static double level_within(const CourseLook *look, double exact)
{
    return exact < 5 ? 2 * look->level_within : look->level_within;
}

static double time_within(const CourseLook *look, double exact_h)
{
    return exact_h < 0.5 ? 2 * look->time_within : look->time_within;
}

static double bin_h(const CourseGrid *grid, size_t bin)
{
    return grid->from_h + (double)bin * grid->bin_h;
}

static double present(const CourseLevels *levels)
{
    return levels->busy + levels->other + levels->waiting;
}

static void add_means(Validation *validation, const CurvePlace *place, const CourseResult *result,
                      const CourseLook *look)
{
    const ValidationValue values[] = {
        {.what = "in the system, mean over the run",
         .key = RESULT_KEY("carry-on", place->scope, place->id, "in_system_mean"),
         .exact = present(&result->mean),
         .within = look->level_within},
        {.what = "waiting, mean over the run",
         .key = RESULT_KEY("carry-on", place->scope, place->id, "backlog_mean"),
         .exact = result->mean.waiting,
         .within = look->level_within},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        validation_value(validation, place->experiment, &values[i]);
    }
}

static void add_levels(Validation *validation, const CurvePlace *place, const CourseResult *result,
                       const CourseLook *look, size_t bin)
{
    CurvePoint point = {.what = "in the system at",
                        .metric = "in_system",
                        .t_h = bin_h(&result->grid, bin),
                        .exact = present(&result->levels[bin]),
                        .within = look->level_within};
    if (point.exact > SMALL_LEVEL) {
        curve_point(validation, place, &point);
    }
    point.what = "waiting at";
    point.metric = "backlog";
    point.exact = result->levels[bin].waiting;
    point.within = level_within(look, point.exact);
    if (point.exact > SMALL_LEVEL) {
        curve_point(validation, place, &point);
    }
}

static void add_times(Validation *validation, const CurvePlace *place, const CourseResult *result,
                      const CourseLook *look, size_t bin)
{
    const TaggedSum *wait = &result->waits[bin], *delay = &result->delays[bin];
    CurvePoint point = {.what = "mean wait of arrivals from",
                        .unit = "h",
                        .metric = "wait_mean_h",
                        .t_h = bin_h(&result->grid, bin),
                        .exact = wait->time_h / wait->reach};
    point.within = time_within(look, point.exact);
    if (point.exact > SMALL_TIME_H) {
        curve_point(validation, place, &point);
    }
    point.what = "mean delay of arrivals from";
    point.metric = "delay_mean_h";
    point.exact = delay->time_h / delay->reach;
    point.within = look->time_within;
    curve_point(validation, place, &point);
}

void course_points(Validation *validation, const CurvePlace *place, const CourseResult *result,
                   const CourseLook *look)
{
    for (size_t i = 0; i < look->count; i++) {
        add_levels(validation, place, result, look, look->bins[i]);
        add_times(validation, place, result, look, look->bins[i]);
    }
    add_means(validation, place, result, look);
}

/* `sums`: of those answered, and of those who hang up. */
static void add_attempts(Validation *validation, const CurvePlace *place, const CourseLook *look,
                         const Course *course, size_t bin, const TaggedSum sums[2])
{
    static const double MIN_PER_H = 60;
    double attempts = course->counts[bin].attempts;
    CurvePoint point = {.what = "attempts from",
                        .metric = "arrivals",
                        .t_h = bin_h(&course->grid, bin),
                        .exact = attempts,
                        .within = look->level_within};
    curve_point(validation, place, &point);
    point.what = "share that hangs up of attempts from";
    point.metric = "abandon_share";
    point.exact = sums[1].reach / attempts;
    point.within = point.exact < 0.1 ? 2 * look->level_within : look->level_within;
    if (point.exact > SMALL_SHARE) {
        curve_point(validation, place, &point);
    }
    point.what = "mean wait of those answered of attempts from";
    point.metric = "wait_mean_min";
    point.unit = "min";
    point.exact = MIN_PER_H * sums[0].time_h / sums[0].reach;
    point.within = time_within(look, point.exact / MIN_PER_H);
    if (point.exact > MIN_PER_H * SMALL_TIME_H) {
        curve_point(validation, place, &point);
    }
}

static void add_desk_levels(Validation *validation, const CurvePlace *place, const CourseLook *look,
                            const Course *course, size_t bin)
{
    const CurvePlace desk = {place->experiment, "desk", "all"};
    const CourseLevels *levels = &course->levels[bin];
    CurvePoint point = {.what = "agents busy at",
                        .metric = "busy",
                        .t_h = bin_h(&course->grid, bin),
                        .exact = levels->busy + levels->other,
                        .within = look->level_within};
    if (point.exact > SMALL_LEVEL && point.exact < (double)course->queue.busy_max - NEARLY_ALL) {
        curve_point(validation, &desk, &point);
    }
    point.what = "waiting at";
    point.metric = "queue";
    point.exact = levels->waiting;
    point.within = level_within(look, point.exact);
    if (point.exact > SMALL_LEVEL) {
        curve_point(validation, place, &point);
    }
}

/* Attempts that are neither answered nor given up are turned away, or wait at the end. */
static void add_totals(Validation *validation, const CurvePlace *place, const CourseLook *look,
                       const Course *course, const TaggedSum *answered, const TaggedSum *giving_up)
{
    size_t bins = course->grid.bins;
    double answers = 0, abandoned = 0, attempts = 0;
    CourseLevels mean = course_mean(course);
    for (size_t bin = 0; bin < bins; bin++) {
        answers += answered[bin].reach;
        abandoned += giving_up[bin].reach;
        attempts += course->counts[bin].attempts;
    }
    double turned_away = attempts - answers - abandoned - course->levels[bins].waiting;
    const ValidationValue values[] = {
        {.what = "waiting, mean over the run",
         .key.metric = "queue_mean",
         .exact = mean.waiting,
         .within = look->level_within},
        {.what = "answered in the run", .key.metric = "served", .exact = answers, .within = 0.02},
        {.what = "hung up in the run",
         .key.metric = "abandoned",
         .exact = abandoned,
         .within = 0.05},
        {.what = "turned away in the run",
         .key.metric = "turned_away",
         .exact = turned_away,
         .within = 0.05},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        ValidationValue value = values[i];
        value.key = RESULT_KEY("carry-on", place->scope, place->id, value.key.metric);
        if (value.exact > SMALL_LEVEL) {
            validation_value(validation, place->experiment, &value);
        }
    }
}

void channel_points(Validation *validation, const CurvePlace *place, const Course *course,
                    const CourseLook *look)
{
    size_t bins = course->grid.bins;
    TaggedSum *answered = memory_allocate(bins, sizeof *answered);
    TaggedSum *giving_up = memory_allocate(bins, sizeof *giving_up);
    tagged_attempts(course, TAGGED_ANSWER, answered);
    tagged_attempts(course, TAGGED_GIVING_UP, giving_up);
    for (size_t i = 0; i < look->count; i++) {
        size_t bin = look->bins[i];
        add_desk_levels(validation, place, look, course, bin);
        add_attempts(validation, place, look, course, bin,
                     (TaggedSum[2]){answered[bin], giving_up[bin]});
    }
    add_totals(validation, place, look, course, answered, giving_up);
    free(answered);
    free(giving_up);
}

void course_note(Validation *validation)
{
    validation_note(validation, "Nothing is allowed for: the exact values start from empty queues "
                                "as the runs do, are means "
                                "over the hour of arrival where the program's are, and leave out "
                                "who is not done by the end. "
                                "A point *at* an hour is a level at that instant, after what "
                                "changes then; a point *from* an "
                                "hour is of who arrives until the next.");
}

void course_cut_figure(Validation *validation, double cut)
{
    validation_figure(validation,
                      &(ValidationFigure){.what = "probability of a number beyond the states that "
                                                  "are solved for, largest at any time",
                                          .value = cut,
                                          .high = 1e-9});
}
