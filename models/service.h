/* One insurer's queue for one service: arrivals, loss, retry, freeze, fallback, contacts.
 *
 * Scenario format, *Requests*. The life of a request:
 *
 *                       +--- comes back after retry_h ---+
 *                       v                                |
 *   arrives --> down? --+--> lost, away, or waits        |
 *                 no|                                    |
 *                   v   queue full: lost                 |
 *                 waits --> in process (frozen while the service is down) --> served
 *                   \--> worked by hand (fallback) -------------------------> served
 *
 * Decisions where the format is silent: fallback servers keep the service's calendar and finish
 * what they hold after closing; a queue that is full loses a request that comes back, too; work
 * done by hand is not frozen. Wait and delay count from the first arrival. A request that waits or
 * is in process becomes a contact after each contact_delay_h.
 */
#ifndef MODELS_SERVICE_H
#define MODELS_SERVICE_H

#include "models/recorder.h"
#include "models/scenario.h"
#include "sim/arrival_process.h"
#include "sim/simulation.h"
#include "sim/station.h"
#include "sim/waiting_line.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Insurer Insurer;
typedef struct Service Service;

typedef struct Request {
    Job job;
    Waiter waiter;
    Event due; /* the contact that it becomes while in the queue; its return while it is away */
    Service *service;
    double first_arrival_h;
    double started_h;
    double work_h;              /* drawn at its first arrival: the same under every strategy */
    double contact_h;           /* when it next may become a contact; scheduled only where it can be
                                   unfinished by then */
    uint64_t number;            /* of first arrivals, from 1: keys its draws */
    uint32_t interval;          /* of its first arrival */
    uint32_t retries, contacts; /* so far: key the draws of the next */
} Request;

struct Service {
    const ServiceSpec *spec;
    Insurer *insurer;
    ServiceRecorder *recorder;
    bool is_chooser;  /* its servers shall choose before time goes on */
    double last_up_h; /* of the whole run: last return to up; NAN: never down; INFINITY: down at the
                         horizon */
    /* private */
    WaitingLine line;
    WaitingLine away; /* requests that will come back */
    Station servers, fallback;
    ArrivalSpec demand;
    ArrivalProcess arrivals;
    Stream work, fate, contact, by_hand, by_hand_after;
    Event arrival, opening, fallback_begins;
    uint64_t arrived, outages;
    uint64_t uncleared;        /* that arrived before last_up_h and have not started */
    bool clearing;             /* last_up_h has come */
    uint64_t contact_identity; /* of the contacts that its requests become */
};

/* Prepares for a run: schedules the first arrival and the opening hours. */
void service_begin_run(Service *service, size_t index);

/* The timeline's change: the service goes down or comes up, now. */
void service_go_down(Service *service);
void service_come_up(Service *service);

/* Free servers take the next requests. */
void service_choose(Service *service);

/* Counts what is unfinished at the horizon. */
void service_end_run(Service *service);

/* Requests waiting, and in the system (waiting and in process, frozen included). */
static inline size_t service_waiting(const Service *service)
{
    return service->line.count;
}
static inline size_t service_in_system(const Service *service)
{
    return service->line.count + service->servers.busy + service->fallback.busy;
}

#endif
