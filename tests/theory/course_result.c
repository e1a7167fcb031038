#include "tests/theory/course_result.h"

#include "base/memory.h"

#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdlib.h>

enum { POINTS = 4 };                   /* of a panel of lengths */
static const double FINE_UNTIL_H = 12; /* panels of an hour up to it, then of two */

CourseResult course_result_new(const CourseGrid *grid)
{
    return (CourseResult){.grid = *grid,
                          .levels = memory_allocate(grid->bins + 1, sizeof(CourseLevels)),
                          .counts = memory_allocate(grid->bins, sizeof(CourseCounts)),
                          .waits = memory_allocate(grid->bins, sizeof(TaggedSum)),
                          .delays = memory_allocate(grid->bins, sizeof(TaggedSum))};
}

void course_result_free(CourseResult *result)
{
    free(result->levels);
    free(result->counts);
    free(result->waits);
    free(result->delays);
}

static void add_levels(CourseLevels *sum, const CourseLevels *levels, double weight)
{
    sum->busy += weight * levels->busy;
    sum->other += weight * levels->other;
    sum->waiting += weight * levels->waiting;
    sum->away += weight * levels->away;
}

static void add_sums(TaggedSum *sums, const TaggedSum *more, size_t bins, double weight)
{
    for (size_t bin = 0; bin < bins; bin++) {
        sums[bin].reach += weight * more[bin].reach;
        sums[bin].time_h += weight * more[bin].time_h;
    }
}

/* What a course comes to, solved once for several mixtures. */
typedef struct Solved {
    const Course *course;
    TaggedSum *waits, *delays;
} Solved;

static Solved solve(const Course *course)
{
    size_t bins = course->grid.bins;
    Solved solved = {course, memory_allocate(bins, sizeof(TaggedSum)),
                     memory_allocate(bins, sizeof(TaggedSum))};
    if (course->queue.away_max > 0) {
        tagged_first_arrivals(course, TAGGED_WAIT, solved.waits);
        tagged_first_arrivals(course, TAGGED_DELAY, solved.delays);
    } else {
        tagged_attempts(course, TAGGED_WAIT, solved.waits);
        tagged_attempts(course, TAGGED_DELAY, solved.delays);
    }
    return solved;
}

static void solved_free(Solved *solved)
{
    free(solved->waits);
    free(solved->delays);
}

static void add(CourseResult *result, const Solved *solved, double weight)
{
    const Course *course = solved->course;
    size_t bins = course->grid.bins;
    CourseLevels mean = course_mean(course);
    add_levels(&result->mean, &mean, weight);
    for (size_t bin = 0; bin <= bins; bin++) {
        add_levels(&result->levels[bin], &course->levels[bin], weight);
    }
    for (size_t bin = 0; bin < bins; bin++) {
        result->counts[bin].first += weight * course->counts[bin].first;
        result->counts[bin].attempts += weight * course->counts[bin].attempts;
        result->counts[bin].lost += weight * course->counts[bin].lost;
    }
    add_sums(result->waits, solved->waits, bins, weight);
    add_sums(result->delays, solved->delays, bins, weight);
    result->cut = fmax(result->cut, weight * course->cut);
}

void course_result_add(CourseResult *result, const Course *course, double weight)
{
    Solved solved = solve(course);
    add(result, &solved, weight);
    solved_free(&solved);
}

/* Adds an outage of `length_h`, with a weight for each law. */
static void add_length(const OutageMixture *mixture, double length_h, const double *weights,
                       size_t laws, CourseResult *results)
{
    double up_h = fmin(mixture->start_h + length_h, mixture->until_h);
    const CoursePiece pieces[] = {
        {.until_h = mixture->start_h,
         .arrivals_per_h = mixture->arrivals_per_h,
         .servers = mixture->servers},
        {.until_h = up_h, .arrivals_per_h = mixture->arrivals_per_h, .is_frozen = true},
        {.until_h = mixture->until_h,
         .arrivals_per_h = mixture->arrivals_per_h,
         .servers = mixture->servers},
    };
    Course *course = course_new(&mixture->queue, pieces, 3, &mixture->grid);
    Solved solved = solve(course);
    for (size_t law = 0; law < laws; law++) {
        add(&results[law], &solved, weights[law]);
    }
    solved_free(&solved);
    course_free(course);
}

void outage_mixture(const OutageMixture *mixture, const WorkLaw *lengths, size_t laws,
                    CourseResult *results)
{
    gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc(POINTS);
    double *weights = memory_allocate(laws, sizeof *weights);
    double longest_h = mixture->until_h - mixture->start_h, to_h = 0;
    while (to_h < longest_h) {
        double from_h = to_h;
        to_h = fmin(longest_h, from_h + (from_h < FINE_UNTIL_H ? 1 : 2));
        for (size_t i = 0; i < POINTS; i++) {
            double length_h = 0, weight_h = 0, any = 0;
            gsl_integration_glfixed_point(from_h, to_h, i, &length_h, &weight_h, table);
            for (size_t law = 0; law < laws; law++) {
                weights[law] = weight_h * work_density_per_h(&lengths[law], length_h);
                any += weights[law];
            }
            if (any > 0) {
                add_length(mixture, length_h, weights, laws, results);
            }
        }
    }
    for (size_t law = 0; law < laws; law++) {
        weights[law] = work_beyond(&lengths[law], longest_h);
    }
    add_length(mixture, longest_h, weights, laws, results);
    free(weights);
    gsl_integration_glfixed_table_free(table);
}
