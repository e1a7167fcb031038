#include "models/event_budget.h"

#include <math.h>

/* `least`, and `each` for every expected arrival. */
static uint64_t allowance(double least, double each, double expected)
{
    return (uint64_t)fmin(least + each * expected, 1e18);
}

EventBudget event_budget(double expected)
{
    return (EventBudget){.in_all = allowance(2e7, 1000, expected),
                         .at_one_instant = allowance(1e6, 100, expected),
                         .waiting_contacts = allowance(1e6, 100, expected)};
}

BudgetWatch budget_watch(const EventBudget *budget)
{
    return (BudgetWatch){.budget = *budget, .instant_h = -INFINITY};
}

bool budget_watch_count(BudgetWatch *watch, double now_h, uint64_t handled, uint64_t waiting)
{
    watch->breach = handled > watch->budget.in_all             ? BUDGET_EVENTS
                    : waiting > watch->budget.waiting_contacts ? BUDGET_WAITING
                                                               : BUDGET_KEPT;
    watch->breach_h = now_h;
    return watch->breach == BUDGET_KEPT;
}

bool budget_watch_look(BudgetWatch *watch, double now_h, uint64_t handled, uint64_t waiting)
{
    if (now_h > watch->instant_h) {
        watch->instant_h = now_h;
        watch->instant_handled = handled;
    }
    if (!budget_watch_count(watch, now_h, handled, waiting)) {
        return false;
    }
    if (handled - watch->instant_handled > watch->budget.at_one_instant) {
        watch->breach = BUDGET_INSTANT;
    }
    return watch->breach == BUDGET_KEPT;
}
