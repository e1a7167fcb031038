#include "sim/station.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>

void station_init(Station *station)
{
    *station = (Station){0};
}

void station_restart(Station *station, size_t servers)
{
    station->servers = servers;
    station->busy = 0;
    station->is_open = true;
    station->is_up = true;
}

void station_begin(Station *station, Simulation *simulation, Job *job, double work_h)
{
    assert(station_can_begin(station));
    if (station->busy == station->capacity) {
        station->capacity = station->capacity ? station->capacity * 2 : 8;
        station->jobs = memory_grow(station->jobs, station->capacity, sizeof(Job *));
    }
    job->slot = station->busy;
    station->jobs[station->busy++] = job;
    event_list_schedule(&simulation->events, &job->ends, simulation->now_h + work_h);
}

void station_finish(Station *station, Job *job)
{
    assert(station->busy > job->slot && station->jobs[job->slot] == job);
    Job *const last = station->jobs[--station->busy];
    station->jobs[job->slot] = last;
    last->slot = job->slot;
}

void station_go_down(Station *station, Simulation *simulation)
{
    assert(station->is_up);
    station->is_up = false;
    for (size_t i = 0; i < station->busy; i++) {
        Job *const job = station->jobs[i];
        job->left_h = event_due_h(&job->ends) - simulation->now_h;
        event_list_cancel(&simulation->events, &job->ends);
    }
}

void station_come_up(Station *station, Simulation *simulation)
{
    assert(!station->is_up);
    station->is_up = true;
    for (size_t i = 0; i < station->busy; i++) {
        Job *const job = station->jobs[i];
        event_list_schedule(&simulation->events, &job->ends, simulation->now_h + job->left_h);
    }
}

void station_deinit(Station *station)
{
    free(station->jobs);
    *station = (Station){0};
}
