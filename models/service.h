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
 * Nothing outside reaches into a service but its timeline, so each runs alone from beginning to
 * end, and what it gives to the desk goes to a feed. Between two changes (down, up, open, closed,
 * work by hand begins) its servers work first come, first served without interruption: when a
 * request begins and ends is known as it arrives, and no event is needed for either
 * (server_pool.h). Only work that the next outage will freeze is kept until that has passed.
 *
 * Decisions where the format is silent: fallback servers keep the service's calendar and finish
 * what they hold after closing; a queue that is full loses a request that comes back, too; work
 * done by hand is not frozen. Wait and delay count from the first arrival. A request that waits or
 * is in process becomes a contact after each contact_delay_h.
 */
#ifndef MODELS_SERVICE_H
#define MODELS_SERVICE_H

#include "models/contact_feed.h"
#include "models/event_budget.h"
#include "models/recorder.h"
#include "models/request.h"
#include "models/scenario.h"
#include "models/timeline.h"
#include "sim/arrival_process.h"
#include "sim/entity_pool.h"
#include "sim/server_pool.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct InsurerConditions InsurerConditions;

/* A workspace for the services of a case, one after the other. */
typedef struct Service {
    /* outcome, valid after service_run */
    uint64_t arrived; /* requests, warm-up included */
    uint64_t ended;   /* of them, served */
    uint64_t steps;   /* arrivals, returns, contacts, changes */

    /* private */
    const ServiceSpec *spec;
    size_t index;
    const InsurerConditions *conditions;
    ServiceRecorder *recorder;
    ContactFeed *feed;
    BudgetWatch *watch;
    const atomic_bool *interrupted;
    bool stopped; /* interrupted, or beyond the budget */
    double horizon_h;

    bool is_up, is_open, by_hand; /* by_hand: the fallback takes what waits */
    double opening_changes_h, by_hand_from_h;
    size_t next_change;   /* of the timeline */
    double next_change_h; /* at which this service goes down or comes up; INFINITY: never again */
    double down_since_h;
    uint64_t outages;

    double next_arrival_h;
    RequestLine line;
    InstantHeap away; /* requests that will come back */
    ServerPool servers, fallback;
    EntityPool kept; /* requests that are away, or whose work will be frozen */

    double last_up_h;   /* last return to up; NAN: never down; INFINITY: down at the horizon */
    uint64_t uncleared; /* that arrived before last_up_h and have not started */
    double cleared_h;   /* the last of them started or was lost */
    bool clearing;      /* last_up_h has come */

    ArrivalSpec demand;
    ArrivalProcess arrivals;
    NumberedStream work, fate, retry; /* by the request's number */
    Stream contact, by_hand_work, by_hand_after;
    double contact_delay_least_h; /* no contact_delay_h is shorter */
    uint64_t contact_identity;    /* of the contacts that its requests become */
} Service;

void service_init(Service *service);

/* Runs service `index` of the insurer from the warm-up to the horizon; the recorder then holds its
 * statistics and `feed`, in no order, the contacts that its requests became. Returns false where
 * *interrupted became true on the way, or where the watch saw a breach of the budget. */
typedef struct ServiceRun {
    const InsurerConditions *conditions;
    size_t index;
    ServiceRecorder *recorder;
    ContactFeed *feed;
    BudgetWatch *watch;
    const atomic_bool *interrupted; /* NULL: cannot be interrupted */
} ServiceRun;
bool service_run(Service *service, const ServiceRun *run);

void service_deinit(Service *service);

#endif
