/* What the demand of a scenario asks of its queues and desks in normal operation: no attack, no
 * outage.
 *
 * Offered load in erlang is the mean number of servers (agents) that the demand would keep busy
 * around the clock. `load` compares a standard week's work with what the servers can do in their
 * opening hours of that week; over 1 the queue grows for ever. `peak_load` does so for the busiest
 * hour of the week: over 1 there is a queue at that time. Holidays (dates) are left out of loads
 * and counted in volumes over the run.
 *
 * In normal operation nothing is retried, and no contact comes back because its case could not be
 * solved; contacts that ask after late requests, and redials of those who hung up, are not counted:
 * they arise from waiting.
 */
#ifndef MODELS_OFFERED_LOAD_H
#define MODELS_OFFERED_LOAD_H

#include "base/arena.h"
#include "models/scenario.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct QueueLoad {
    const char *insurer; /* NULL: all insurers together */
    uint64_t insured;
    double per_day, per_week; /* expected requests or contacts, averages of a standard week */
    double in_run;            /* expected in [0, horizon) */
    double erlang;
    uint64_t servers; /* or agents */
    double load;      /* 0 without demand, INFINITY with demand but no capacity */
    double peak_load;
    bool overloaded; /* load over 1 */
} QueueLoad;

typedef struct ServiceLoad {
    const ServiceSpec *service;
    QueueLoad all;     /* of all insurers together */
    QueueLoad worst;   /* of the insurer with the highest load */
    size_t overloaded; /* insurers whose load is over 1 */
} ServiceLoad;

/* The desk of an insurer: all its channels together. Of channels with patience only what comes in
 * the desk's opening hours counts, for the rest is turned away. */
typedef struct DeskLoad {
    const InsurerSpec *insurer;
    QueueLoad queue;
    double impatient_share; /* of the work: contacts that hang up rather than wait, so that an
                               overload shows as abandonment */
} DeskLoad;

typedef struct ChannelVolume {
    const ChannelSpec *channel;
    double per_day, per_week, in_run; /* first calls, all insurers together */
} ChannelVolume;

typedef struct OfferedLoad {
    size_t service_count, desk_count, channel_count;
    const ServiceLoad *services;
    const DeskLoad *desks; /* [insurer]; none without channels */
    const ChannelVolume *channels;
} OfferedLoad;

/* Of a scenario (any of a case); lives in `arena`. */
const OfferedLoad *offered_load_new(const Scenario *scenario, Arena *arena);

#endif
