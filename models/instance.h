/* System instances: where they stand, what they need, and whom they serve.
 *
 * "An instance of a system is down while its zone is isolated, destroyed or not yet rebuilt, while
 * it is not yet restored itself, while an outage holds it, or while a system it needs is down (for
 * an insurer's instance: the same insurer's instance, or its data centre's where the scope is
 * `datacentre`). A service or channel of an insurer is down while one of its needs is." A channel's
 * `case_needs` work alike.
 *
 * Every cause is counted at what it holds, and what goes down holds what needs it, so a change
 * costs as much as it reaches. A zone that is down (shut, or held by an outage) holds all its
 * instances.
 */
#ifndef MODELS_INSTANCE_H
#define MODELS_INSTANCE_H

#include "models/infrastructure_adjacency.h"
#include "models/timeline_builder.h"

#include <stdbool.h>

/* Told when the last of an instance's needs has come up, or the first has gone down. */
typedef void (*NeedsListener)(void *owner, size_t instance, bool needs_up);

typedef struct Instances {
    /* private */
    const InfrastructureContext *context;
    TimelineBuilder *timeline;
    NeedsListener listener;
    void *owner;
    size_t *needs_down;                  /* [instance]: how many of its needs are down */
    Adjacency dependants;                /* [instance]: instances that need it */
    Adjacency insurers;                  /* [instance]: those whom it serves */
    Adjacency services, channels, cases; /* [system]: what needs it at an insurer */
    size_t *pending;                     /* whose change has still to be passed on */
} Instances;

void instances_init(Instances *instances, const InfrastructureContext *context,
                    TimelineBuilder *timeline);

void instances_listen(Instances *instances, NeedsListener listener, void *owner);

/* Whether all that the instance needs is up. */
bool instance_needs_are_up(const Instances *instances, size_t instance);

/* One more, or one less, cause holds the zone, the instance, or the service of an insurer. */
void instances_hold_zone(Instances *instances, size_t zone);
void instances_release_zone(Instances *instances, size_t zone);
void instances_hold(Instances *instances, size_t instance);
void instances_release(Instances *instances, size_t instance);
void instances_hold_service(Instances *instances, size_t insurer, size_t service);
void instances_release_service(Instances *instances, size_t insurer, size_t service);

#endif
