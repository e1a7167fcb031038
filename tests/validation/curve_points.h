/* Values at points of curves: of a service or channel of the strategy `carry-on`, named by their
 * instant. Levels are those at it; counts, waits and delays are of what arrives from it to the
 * next. */
#ifndef TESTS_VALIDATION_CURVE_POINTS_H
#define TESTS_VALIDATION_CURVE_POINTS_H

#include "tests/theory/course_result.h"
#include "tests/validation/validation.h"

typedef struct CurvePlace {
    Experiment *experiment;
    const char *scope, *id; /* "service", "applications" */
} CurvePlace;

typedef struct CurvePoint {
    const char *what, *unit, *metric;
    double t_h, exact, within;
} CurvePoint;

void curve_point(Validation *validation, const CurvePlace *place, const CurvePoint *point);

/* What is looked at of a course. */
typedef struct CourseLook {
    const size_t *bins; /* [count], by their number */
    size_t count;
    double level_within, time_within;
} CourseLook;

/* Of a service: number in the system and waiting at the begins of the bins and over the whole run,
 * mean wait and delay of who arrives in the bins. */
void course_points(Validation *validation, const CurvePlace *place, const CourseResult *result,
                   const CourseLook *look);

/* Of a channel, the only one of its desk: queue and busy agents, attempts, their share that hangs
 * up, and the mean wait of those answered. */
void channel_points(Validation *validation, const CurvePlace *place, const Course *course,
                    const CourseLook *look);

/* Says before the table of a chapter what its exact values stand for. */
void course_note(Validation *validation);

/* A figure that says how much of the distribution lies where the states of the courses end. */
void course_cut_figure(Validation *validation, double cut);

#endif
