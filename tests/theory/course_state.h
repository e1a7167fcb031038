/* A queue of exponential work whose servers and rates change at known instants: its states and how
 * it moves between them, written down once for the forward equations (queue_course.h) and for the
 * backward equations of one arrival (tagged_arrival.h).
 *
 *     arrives --> refused? --> lost, or away for a while
 *                    | no
 *                 places full? --> lost
 *                    | no
 *                 waiting --> in process ---------------------> done
 *                    |   \--> in the other kind of process ---> done, or away to come back
 *                    \--> gives up: gone, or away
 *
 * The other kind is work by hand while the servers stand still, or a handling that does not help.
 * Who is away returns and arrives anew.
 */
#ifndef TESTS_THEORY_COURSE_STATE_H
#define TESTS_THEORY_COURSE_STATE_H

#include <stdbool.h>
#include <stddef.h>

/* What stays the same throughout; rates are those of each who is concerned. */
typedef struct CourseQueue {
    double service_per_h;
    double other_per_h;
    double other_again_prob; /* at the end of the other kind: away, to come back */
    double abandon_per_h;    /* of the waiting */
    double redial_prob;      /* who gives up goes away */
    double return_per_h;     /* of the away */
    bool other_shares; /* the servers do the other kind, too; else it has servers of its own */
    /* Where the states end. `waiting_max` is also the number of places: who finds it full is lost.
     */
    size_t busy_max, other_max, waiting_max, away_max;
} CourseQueue;

/* What holds up to `until_h`. */
typedef struct CoursePiece {
    double until_h;
    double arrivals_per_h;
    size_t servers;               /* 0: nothing is begun */
    size_t other_servers;         /* with servers of its own: that do the other kind */
    bool is_frozen;               /* work in process stands still, the other kind does not */
    bool is_degraded;             /* servers begin the other kind */
    double lost_prob, retry_prob; /* who arrives or returns is lost, goes away */
    bool turns_away;              /* so do, when the piece begins, those who wait */
} CoursePiece;

typedef struct CourseState {
    size_t busy, other, waiting, away;
} CourseState;

size_t course_states(const CourseQueue *queue);
size_t course_number(const CourseQueue *queue, const CourseState *state);
CourseState course_state(const CourseQueue *queue, size_t number);

/* Free servers take the first who wait. */
void course_settle(const CourseQueue *queue, const CoursePiece *piece, CourseState *state);

/* Whether a settled state stays as it is: others are passed in no time. */
bool course_is_settled(const CourseQueue *queue, const CoursePiece *piece,
                       const CourseState *state);

/* Servers that could begin; with servers of its own the other kind's. */
size_t course_servers_free(const CourseQueue *queue, const CoursePiece *piece,
                           const CourseState *state);
size_t course_others_free(const CourseQueue *queue, const CoursePiece *piece,
                          const CourseState *state);

/* Whether an arrival that is not refused is lost for want of a place. */
bool course_is_full(const CourseQueue *queue, const CoursePiece *piece, const CourseState *state);

#endif
