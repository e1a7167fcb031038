/* What is conserved in every replication: the balances and sums of the results, by name.
 */
#ifndef TESTS_LAWS_CONSERVATION_H
#define TESTS_LAWS_CONSERVATION_H

#include "tests/laws/laws.h"

enum { BALANCE_TERMS = 8 };

typedef struct BalanceLaw {
    const char *scope, *whole;
    LawTerm terms[BALANCE_TERMS]; /* up to one of NULL */
} BalanceLaw;

/* requests = served + lost + waiting at the end; attempts by their end; attempts by their origin;
 * the costs. */
extern const BalanceLaw balance_of_requests, balance_of_attempts, balance_of_origins,
    balance_of_costs;

/* Metrics of which all insurers together are the sum of each; up to NULL. */
extern const char *const sums_of_services[], *const sums_of_channels[];

/* Metrics of which all together are the latest or largest; up to one of NULL. */
extern const LargestLaw largest_of_parts[];

/* Totals and their parts; up to one of NULL. */
extern const TotalLaw totals_of_parts[];

/* Curves of counts; up to one of NULL. */
extern const CurveSumLaw curves_of_counts[];

#endif
