/* Jobs of exponential length, all ready at 0, on parallel crews that take the next in a list as
 * soon as they are free: list scheduling [Graham 1969]; the last c are a pure death process [Gross
 * 2008, 2.7]. */
#ifndef TESTS_THEORY_PARALLEL_JOBS_H
#define TESTS_THEORY_PARALLEL_JOBS_H

#include <stddef.h>

/* Mean time at which `done` of `jobs` are done, each of mean `mean_h`. */
double parallel_jobs_done_h(size_t jobs, size_t crews, double mean_h, size_t done);

/* Mean time at which the job at place `place` (from 0) of the list is begun. */
double parallel_jobs_start_h(size_t crews, double mean_h, size_t place);

#endif
