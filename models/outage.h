/* Outages that happen under every strategy: they come and go by themselves, without a crew.
 *
 * An outage of a data centre or a zone holds it with all instances in it, one of a system holds its
 * instances, one of a service holds the service at an insurer or at all. Its duration is one draw,
 * shared by all that it holds. Outages may overlap one another and the restoration after an attack:
 * a thing is up when nothing holds it any more, and work on it goes on meanwhile.
 *
 * An outage whose duration is 0 does not happen.
 */
#ifndef MODELS_OUTAGE_H
#define MODELS_OUTAGE_H

#include "models/instance.h"

typedef struct Outages Outages;

typedef struct Outage {
    /* private */
    Outages *outages;
    const OutageSpec *spec;
    double duration_h;
    Event starts;
    Event ends;
} Outage;

struct Outages {
    double first_start_h; /* INFINITY: none yet */
    /* private */
    const InfrastructureContext *context;
    Instances *instances;
};

/* Schedules all outages of the scenario. `outages` must not move afterwards. */
void outages_init(Outages *outages, const InfrastructureContext *context, Instances *instances);

#endif
