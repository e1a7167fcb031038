/* What awaits one arrival at a queue whose course is known: its wait and delay by the backward
 * equations of a Markov chain that follows it.
 *
 * First come, first served: those who come later do not matter, so an arrival that finds `ahead`
 * waiting moves through the states (busy, other, ahead) until it is taken, then through its own
 * process, which an outage may freeze. With Q(t) its rates at t, R the probability of reaching the
 * goal from a state and T the mean of the hours counted until then (0 for who does not reach it):
 *
 *     -dR/dt = Q(t) R,    -dT/dt = Q(t) T + counted R
 *
 * integrated backward from the end of the last piece, through what changes between two pieces. The
 * mean over the arrivals of a bin weighs both by the rate at which attempts find each state then:
 * Poisson arrivals see the state at their instant, returns the one without them.
 */
#ifndef TESTS_THEORY_TAGGED_ARRIVAL_H
#define TESTS_THEORY_TAGGED_ARRIVAL_H

#include "tests/theory/queue_course.h"

typedef enum TaggedGoal {
    TAGGED_WAIT,     /* hours until it is taken, of those done by the end */
    TAGGED_DELAY,    /* hours until it is done, of those done by the end */
    TAGGED_ANSWER,   /* hours until it is taken, of those taken */
    TAGGED_GIVING_UP /* hours until it gives up, of those who do */
} TaggedGoal;

/* Mean numbers and hours of the attempts that arrive in a bin. */
typedef struct TaggedSum {
    double reach, time_h;
} TaggedSum;

/* Fills sums[bins] over all attempts of each bin. */
void tagged_attempts(const Course *course, TaggedGoal goal, TaggedSum *sums);

/* Fills sums[bins] over the first arrivals of each bin, with the hours away until they come back
 * and are not refused: their return joins a queue that has gone on without them. */
void tagged_first_arrivals(const Course *course, TaggedGoal goal, TaggedSum *sums);

#endif
