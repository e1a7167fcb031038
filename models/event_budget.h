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

#include <stdbool.h>
#include <stdint.h>

typedef struct EventBudget {
    uint64_t in_all;
    uint64_t at_one_instant;
    uint64_t waiting_contacts; /* at a time */
} EventBudget;

/* Of a run in which `expected` requests and contacts arrive for the first time. */
EventBudget event_budget(double expected);

typedef enum BudgetBreach {
    BUDGET_KEPT,
    BUDGET_EVENTS,  /* too many in all */
    BUDGET_INSTANT, /* too many at one instant */
    BUDGET_WAITING  /* too many contacts */
} BudgetBreach;

/* Looks now and then whether a run still gets ahead. */
typedef struct BudgetWatch {
    BudgetBreach breach; /* the first that was seen ... */
    double breach_h;     /* ... and when */
    /* private */
    EventBudget budget;
    double instant_h;         /* of the last look ... */
    uint64_t instant_handled; /* ... and the events that had been handled when it was first seen */
} BudgetWatch;

BudgetWatch budget_watch(const EventBudget *budget);

/* Like budget_watch_look, for a run whose clock says nothing about its getting ahead. */
bool budget_watch_count(BudgetWatch *watch, double now_h, uint64_t handled, uint64_t waiting);

/* The run stands at `now_h`, has handled `handled` events, and `waiting` contacts wait. False where
 * that is beyond the budget. */
bool budget_watch_look(BudgetWatch *watch, double now_h, uint64_t handled, uint64_t waiting);

#endif
