/* Costs are prices times quantities that the results tell, in every replication.
 */
#ifndef TESTS_LAWS_COSTS_H
#define TESTS_LAWS_COSTS_H

#include "tests/support/result_table.h"
#include "tests/support/violation.h"

#include <stddef.h>

typedef struct CostPrices { /* of costs.csv */
    double delay_eur_per_h, lost_eur, contact_eur, abandoned_eur, crew_eur_per_h, agent_eur_per_h,
        record_eur, datacentre_eur, downtime_eur;
} CostPrices;

typedef struct CostFrame {
    const char *strategy; /* that is checked */
    const CostPrices *prices;
    const char *(*datacentre_of)(const void *context, const char *zone);
    const void *context;
} CostFrame;

/* The four costs of the strategy in every replication. Of the outage's the delay is known only from
 * below where it has a price: requests unfinished at the end delay too, and no row tells by how
 * much. Adds to *compared how many costs were over 0. */
Violation costs_violation(const ResultTable *replications, const CostFrame *frame,
                          size_t *compared);

#endif
