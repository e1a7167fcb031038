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
