/* What a queue's course comes to, bin by bin, and the mixture of such over a random length of an
 * outage: the mean over the length of what each length comes to.
 *
 * A ratio of means (a mean wait) is the ratio of the mixed sums, as the program reports it.
 */
#ifndef TESTS_THEORY_COURSE_RESULT_H
#define TESTS_THEORY_COURSE_RESULT_H

#include "tests/theory/infinite_servers.h"
#include "tests/theory/tagged_arrival.h"

typedef struct CourseResult {
    CourseGrid grid;
    CourseLevels *levels; /* [bins + 1], at the bins' edges */
    CourseLevels mean;    /* over the whole time */
    CourseCounts *counts; /* [bins] */
    TaggedSum *waits, *delays;
    double cut;
} CourseResult;

/* Nothing yet. Free with course_result_free. */
CourseResult course_result_new(const CourseGrid *grid);

/* Adds `weight` times the course. First arrivals are followed through their retries, if any. */
void course_result_add(CourseResult *result, const Course *course, double weight);

void course_result_free(CourseResult *result);

/* An outage of random length of a queue with constant demand. */
typedef struct OutageMixture {
    CourseQueue queue;
    double arrivals_per_h;
    size_t servers;
    double start_h, until_h; /* of the outage; of the whole */
    CourseGrid grid;
} OutageMixture;

/* Fills results[laws] for as many laws of the length, each begun with course_result_new. One law's
 * lengths beyond `until_h` are all the same. Gauss and Legendre over the length, in panels of an
 * hour and later two, as bins end there. */
void outage_mixture(const OutageMixture *mixture, const WorkLaw *lengths, size_t laws,
                    CourseResult *results);

#endif
