/* The course of a queue through time: the exact distribution of its state by Kolmogorov's forward
 * equations [Green 2007], solved by uniformization [Grassmann 1977] piece by piece.
 *
 * From empty at `from_h`. Bins are [from_h + k bin_h, from_h + (k + 1) bin_h), as the program's
 * curves; the pieces cover them all and change at instants of their own. Within a bin, integrals
 * over the instant of arrival are Gauss-Legendre sums over panels of at most `panel_h`, so that
 * nothing is compared with a point that the program reports as a mean over a bin.
 */
#ifndef TESTS_THEORY_QUEUE_COURSE_H
#define TESTS_THEORY_QUEUE_COURSE_H

#include "tests/theory/course_state.h"

typedef struct CourseGrid {
    double from_h, bin_h, panel_h;
    size_t bins;
} CourseGrid;

/* Means at an instant, or over time. */
typedef struct CourseLevels {
    double busy, other, waiting, away;
} CourseLevels;

/* Mean numbers in a bin. */
typedef struct CourseCounts {
    double first;    /* first arrivals */
    double attempts; /* these and returns */
    double lost;     /* at an attempt: refused for good, or no place */
} CourseCounts;

/* An instant at which arrivals are looked at. */
typedef struct CourseNode {
    double t_h, weight_h; /* of the integral over the bin */
    size_t piece, bin;
    double *seen; /* [lines]: probability of each state but for the away */
    double *flow; /* [lines]: attempts per hour that find it */
} CourseNode;

typedef struct Course {
    CourseQueue queue;
    CourseGrid grid;
    const CoursePiece *pieces; /* the caller's */
    size_t piece_count;
    size_t lines; /* states but for the away */
    size_t node_count;
    CourseNode *nodes;    /* in order of time */
    CourseLevels *levels; /* [bins + 1], at the bins' edges, after what changes there */
    CourseLevels *areas;  /* [bins], levels integrated over each */
    CourseCounts *counts; /* [bins] */
    double cut; /* largest probability at the end of waiting or away: where it is no number
                   of places it should be next to 0 */
} Course;

/* Free with course_free. */
Course *course_new(const CourseQueue *queue, const CoursePiece *pieces, size_t piece_count,
                   const CourseGrid *grid);

/* State but for the away of a line, and the number of lines before it. */
CourseState course_line_state(const Course *course, size_t line);
size_t course_line(const Course *course, const CourseState *state);

/* Mean of a level over the whole time, from areas. */
CourseLevels course_mean(const Course *course);

void course_free(Course *course);

#endif
