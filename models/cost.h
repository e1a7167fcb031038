/* Euro from measures (costs.csv).
 *
 * Outage: delay of requests (those unfinished at the end count with their time so far), lost
 * requests, insured-hours lost. Support: attempts answered and abandoned, staffed hours of
 * additional agents. Restoration: hours of crews, destroyed data centres. Theft: stolen records.
 */
#ifndef MODELS_COST_H
#define MODELS_COST_H

#include "models/scenario.h"

typedef struct CostQuantities {
    double request_delay_h; /* sum over requests */
    double lost_requests;
    double contacts, abandoned_contacts;
    double surge_agent_h;
    double crew_h;
    double destroyed_datacentres;
    double stolen_records;
    double insured_hours_lost;
} CostQuantities;

typedef struct Cost {
    double outage_eur, support_eur, restoration_eur, theft_eur, total_eur;
} Cost;

Cost cost_of(const CostSpec *spec, const CostQuantities *quantities);

#endif
