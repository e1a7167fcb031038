/* Containment: which zones are isolated, and when.
 *
 * "`all` isolates and shuts every zone `reaction_h` after the first notice; `compromised` and
 * `datacentre` do so with each noticed one (its data centre), `reaction_h` after its notice; a list
 * isolates those at the first notice, and also every noticed zone (the entry too) ... `escalate_at`
 * isolates every zone `reaction_h` after the notice that reaches it. `none` isolates nothing."
 *
 * Each noticed zone has one draw of `reaction_h`: what the first notice sets off runs on that of
 * the zone noticed first, an escalation on that of the zone that reaches `escalate_at` (under
 * `none` too). Where several plans reach a zone the earliest counts. A zone that has been restored
 * meanwhile is left alone. At equal times an isolation comes before what it prevents.
 */
#ifndef MODELS_CONTAINMENT_H
#define MODELS_CONTAINMENT_H

#include "models/zone.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Containment Containment;

typedef struct PlannedIsolation {
    /* private */
    Zone *zone;
    Event isolates;
} PlannedIsolation;

struct Containment {
    double isolated_h; /* first isolation of any zone; INFINITY: none yet */
    /* private */
    const InfrastructureContext *context;
    Zones *zones;
    PlannedIsolation *planned; /* [zone] */
    size_t noticed;            /* zones so far */
};

/* Listens to `zones`. `containment` must not move afterwards. */
void containment_init(Containment *containment, const InfrastructureContext *context, Zones *zones);

/* Whether the notices so far turn the strategy into `all`. */
bool containment_escalation_due(const Containment *containment);

/* Plans the isolation of every zone `delay_h` from now. */
void containment_escalation_begin(Containment *containment, double delay_h);

#endif
