/* What all parts of one infrastructure run share: the case, the clock, and two rules.
 *
 * Equal times: completions come first (work, ends of outages), then beginnings of an attack or an
 * outage, notices, isolations, then what an isolation at that instant still prevents (strikes,
 * spread, theft), then what becomes ready, then crews choose, and last the instant is settled: only
 * the state in which it leaves a thing is written down.
 *
 * Common random numbers: every draw comes from the beginning of a stream of its own, keyed by seed,
 * replication, what is drawn and the ids it belongs to, never by the strategy. So it makes no
 * difference when, in which order, or whether a strategy comes to need it.
 */
#ifndef MODELS_INFRASTRUCTURE_CONTEXT_H
#define MODELS_INFRASTRUCTURE_CONTEXT_H

#include "base/arena.h"
#include "models/scenario.h"
#include "models/trace.h"
#include "sim/simulation.h"

#include <stdint.h>

/* Priorities of simultaneous events, between those of the kernel. */
enum {
    ORDER_COMPLETES = EVENT_COMPLETES,
    ORDER_BEGINS = 0x48,
    ORDER_IS_NOTICED = 0x50,
    ORDER_IS_ISOLATED = 0x58,
    ORDER_STRIKES = 0x60,
    ORDER_BECOMES_READY = EVENT_BECOMES_READY,
    ORDER_CHOOSES = EVENT_CHOOSES,
    ORDER_SETTLES = 0xFF
};

typedef struct InfrastructureContext {
    const Scenario *scenario;
    const StrategySpec *strategy;
    uint64_t seed, replication;
    Simulation *simulation;
    Arena *arena; /* of the replication */
    Trace *trace; /* NULL: none */
} InfrastructureContext;

/* What is drawn ("rebuild") and for whom; an absent id is NULL. `entity` numbers draws of the same
 * ids. */
typedef struct DrawSource {
    const char *purpose;
    const char *id;
    const char *second_id;
    uint64_t entity;
} DrawSource;

/* The source's draw from `distribution`, at least 0, in the distribution's unit. */
double context_draw(const InfrastructureContext *context, const Distribution *distribution,
                    DrawSource source);

/* The source's uniform on [0, 1). */
double context_uniform(const InfrastructureContext *context, DrawSource source);

/* The source's exponential with mean 1. */
double context_exponential(const InfrastructureContext *context, DrawSource source);

/* Writes an event at the present instant to the trace. `value` is NAN where there is none. */
void context_trace(const InfrastructureContext *context, const char *scope, const char *id,
                   const char *event, double value);

/* Schedules `event` in `delay_h` hours; INFINITY is never. */
void context_schedule_in(const InfrastructureContext *context, Event *event, double delay_h);

#endif
