/* In which order free crews take what is ready: the strategy's `restore_order`.
 *
 * "`priority`: base work, then system priority, insurer priority, id; `insured`: most insured
 * first, for base work those whose instances stand in the zone; `shortest`/`longest`: expected
 * duration", `fifo`: first ready first, `random`: a uniform draw per job. Every order breaks its
 * ties by `priority`; base works among themselves go by the zone's id.
 */
#ifndef MODELS_RESTORATION_ORDER_H
#define MODELS_RESTORATION_ORDER_H

#include "models/infrastructure_context.h"

#include <stddef.h>

/* What the orders look at. */
typedef struct RestorationRow {
    const char *id; /* of the zone or instance */
    uint64_t insured;
    double mean_h;  /* expected duration */
    double ready_h; /* when it became ready first */
} RestorationRow;

/* The place of every job in `priority`, from 0: [zone], then [zone_count + instance]. Owned by the
 * run's arena. */
const size_t *restoration_ranks(const InfrastructureContext *context);

/* What comes before the rank: smallest first. */
double restoration_key(const InfrastructureContext *context, const RestorationRow *row);

#endif
