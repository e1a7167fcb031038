#include "models/cost.h"

Cost cost_of(const CostSpec *spec, const CostQuantities *quantities)
{
    Cost cost = {
        .outage_eur = spec->request_delay_eur_per_h * quantities->request_delay_h +
                      spec->lost_request_eur * quantities->lost_requests +
                      spec->downtime_eur_per_insured_h * quantities->insured_hours_lost,
        .support_eur = spec->contact_eur * quantities->contacts +
                       spec->abandoned_contact_eur * quantities->abandoned_contacts +
                       spec->agent_eur_per_h * quantities->surge_agent_h,
        .restoration_eur = spec->crew_eur_per_h * quantities->crew_h +
                           spec->destroyed_datacentre_eur * quantities->destroyed_datacentres,
        .theft_eur = spec->stolen_record_eur * quantities->stolen_records,
    };
    cost.total_eur = cost.outage_eur + cost.support_eur + cost.restoration_eur + cost.theft_eur;
    return cost;
}
