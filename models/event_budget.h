/* How many events an insurer's run may take.
 *
 * Delays of a nanosecond are valid numbers, and a contact that redials after each of them would
 * keep the run at the same place for years. What is expected to arrive is known beforehand, so a
 * run that takes a thousand times as many events, or very many at a single instant, or makes
 * requests ask for their outcome so often that contacts pile up a hundredfold, is stopped instead.
 * No scenario that means something comes near: a caller does not dial a thousand times.
 */
#ifndef MODELS_EVENT_BUDGET_H
#define MODELS_EVENT_BUDGET_H

#include <stdint.h>

typedef struct EventBudget {
    uint64_t in_all;
    uint64_t at_one_instant;
    uint64_t waiting_contacts; /* at a time */
} EventBudget;

/* Of a run in which `expected` requests and contacts arrive for the first time. */
EventBudget event_budget(double expected);

#endif
