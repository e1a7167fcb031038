/* Servers that work one job each: open or closed, up or down.
 *
 *              job begins            its event comes
 *   (waiting) ------------> in process ------------> (served)
 *                            |      ^
 *          station goes down |      | comes up
 *                            v      |
 *                            frozen
 *
 * Down: nothing begins; jobs in process are frozen, keep their server and resume with the work that
 * is left. Closed: nothing begins; jobs in process are finished. Who waits, and who comes next, is
 * the owner's business: it asks station_can_begin and calls station_begin. A Job is a member of the
 * entity that is worked on.
 */
#ifndef SIM_STATION_H
#define SIM_STATION_H

#include "sim/simulation.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Job {
    Event ends;    /* its handler calls station_finish first */
    double left_h; /* work that is left, while frozen */
    size_t slot;   /* its index among the jobs in process */
} Job;

typedef struct Station {
    size_t servers;
    size_t busy; /* frozen ones included; over `servers` after these were reduced */
    bool is_open;
    bool is_up;
    /* private */
    Job **jobs;
    size_t capacity;
} Station;

void station_init(Station *station);

/* Empties it, for another run; memory is kept. Open and up, with `servers`. */
void station_restart(Station *station, size_t servers);

static inline bool station_can_begin(const Station *station)
{
    return station->busy < station->servers && station->is_open && station->is_up;
}

/* Servers that could begin a job now. */
static inline size_t station_free(const Station *station)
{
    return station_can_begin(station) ? station->servers - station->busy : 0;
}

/* A server begins the job: `job->ends` is scheduled `work_h` from now. */
void station_begin(Station *station, Simulation *simulation, Job *job, double work_h);

/* The job leaves its server. */
void station_finish(Station *station, Job *job);

/* Freezes, or resumes, all jobs in process. Calling either twice is a mistake. */
void station_go_down(Station *station, Simulation *simulation);
void station_come_up(Station *station, Simulation *simulation);

/* Job number `index` of `busy`, in no particular order. */
static inline Job *station_job(const Station *station, size_t index)
{
    return station->jobs[index];
}

void station_deinit(Station *station);

#endif
