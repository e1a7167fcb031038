/* All insurers of a replication under one strategy together: curves over time and histograms of
 * waits.
 *
 * Insurers are added in any order, from several threads at once: everything is a whole number
 * (times as whole multiples of 2^-24 h, 0.2 ms), so the sum has the same bits whatever the order.
 */
#ifndef MODELS_OUTCOME_POOL_H
#define MODELS_OUTCOME_POOL_H

#include "models/insurer.h"
#include "models/measures.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct OutcomePool OutcomePool;

OutcomePool *outcome_pool_new(const Scenario *scenario, const Measures *measures);
/* Bytes that one begins with; a double, for long runs with a fine step may well overflow. */
double outcome_pool_bytes(const Scenario *scenario, const Measures *measures);

void outcome_pool_free(OutcomePool *pool);

/* Adds the insurer's recorders. Thread-safe. */
void outcome_pool_add(OutcomePool *pool, const Insurer *insurer);

const Quantile *outcome_pool_wait_h(const OutcomePool *pool, size_t service);
const Quantile *outcome_pool_delay_h(const OutcomePool *pool, size_t service);
const Quantile *outcome_pool_channel_wait_h(const OutcomePool *pool, size_t channel);

/* Largest number waiting at a sample instant. */
double outcome_pool_waiting_largest(const OutcomePool *pool, size_t service);
double outcome_pool_queue_largest(const OutcomePool *pool, size_t channel);

/* Fills the curves over all insurers, except `up` and those of scope `total`. */
void outcome_pool_curves(const OutcomePool *pool, const Measures *measures, double *curves);

/* Fills the curves of one insurer (entity number `insurer`) from its recorders, except `up`. */
void insurer_curves(const Insurer *run, size_t insurer, const Measures *measures, double *curves);

#endif
