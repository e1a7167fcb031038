/* Crews that restore: teams of one kind with a calendar.
 *
 * "One crew works one job at a time ... a free crew takes the ready job that the strategy's
 * `restore_order` puts first ... Outside their calendar crews pause": a job begun goes on at the
 * next opening, a closed crew takes nothing, and at opening it chooses among all that is ready
 * then. Nothing is interrupted for something more urgent.
 *
 * Work without a crew (`crew` empty, or a job of constant 0) goes to an unlimited crew: it begins
 * at once and never pauses.
 */
#ifndef MODELS_CREW_H
#define MODELS_CREW_H

#include "models/infrastructure_context.h"

#include <stddef.h>

typedef struct Crew Crew;

/* A piece of work; lives in the job that it belongs to. */
typedef struct CrewJob {
    double key;      /* a free crew takes the smallest key, */
    size_t rank;     /* then the smallest rank; both set by who offers it */
    double worked_h; /* hours of work on it that was brought to an end, each time it was done */
    /* private */
    Crew *crew;   /* to which it was offered */
    size_t place; /* among the ready ones */
    double begun_h;
    double work_h; /* open hours of work */
    Event work_ends;
} CrewJob;

/* What a job does when a crew takes it (returns the hours of work) and when its work is done. */
typedef double (*CrewJobBegins)(CrewJob *job);
typedef void (*CrewJobEnds)(CrewJob *job);

struct Crew {
    /* private */
    const InfrastructureContext *context;
    const CrewSpec *spec; /* NULL: unlimited */
    CrewJobBegins begins;
    CrewJobEnds ends;
    size_t free;
    CrewJob **ready;
    size_t ready_count;
    Event chooses;
};

/* `spec` NULL is the unlimited crew. At most `most_jobs` are ready at a time. The crew must not
 * move afterwards. */
void crew_init(Crew *crew, const InfrastructureContext *context, const CrewSpec *spec,
               size_t most_jobs);
void crew_listen(Crew *crew, CrewJobBegins begins, CrewJobEnds ends);

void crew_job_init(CrewJob *job);

/* The job is ready: the crew takes it when it comes to it, which the unlimited one does at once. */
void crew_offer(Crew *crew, CrewJob *job);

/* A job that no crew has taken is not ready after all. */
void crew_withdraw(CrewJob *job);

/* Hours worked by `t_h` on a job that is under way. */
double crew_job_worked_h(const CrewJob *job, double t_h);

#endif
