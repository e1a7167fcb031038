/* What one replication promises under every strategy: values in their range, nothing lost or made,
 * parts that add up to the whole. The laws of tests/laws, on whatever scenario comes along. */
#ifndef TESTS_FUZZ_OUTCOME_PROMISES_H
#define TESTS_FUZZ_OUTCOME_PROMISES_H

#include "models/replication.h"

/* `outcome` of `scenario` under a strategy, or under none (`undisturbed`). */
void expect_outcome(const Scenario *scenario, const Measures *measures, const Outcome *outcome,
                    bool undisturbed);

/* The same bits in every value, curve and work time. */
void expect_same_outcome(const Measures *measures, const Outcome *one, const Outcome *other);

#endif
