/* A zone in a replication: what the attack and the defence have made of it.
 *
 *            attack            payload strikes
 *     CLEAN --------> COMPROMISED --------> DESTROYED
 *       |                  |                    |
 *       +------------------+--------------------+----> RESTORED: base work done
 *
 * Beside its health a zone is noticed or not, isolated or not. It is shut (down, whatever outages
 * do) from its isolation or destruction, whichever came first, until it is restored: "a zone whose
 * base work is done is clean, hardened (not compromised again) and connected again".
 *
 * Simplifications: a restored zone is never isolated or noticed again (nothing is in it); a
 * destroyed zone that is not isolated still spreads the attack and leaks records, and its isolation
 * is carried out as planned.
 *
 * All changes go through zone_change, which tells the listeners, so that attack, containment and
 * restoration need not know one another.
 */
#ifndef MODELS_ZONE_H
#define MODELS_ZONE_H

#include "models/infrastructure_context.h"
#include "models/timeline.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum ZoneHealth { ZONE_CLEAN, ZONE_COMPROMISED, ZONE_DESTROYED, ZONE_RESTORED } ZoneHealth;

typedef enum ZoneChange {
    ZONE_IS_COMPROMISED,
    ZONE_IS_NOTICED,
    ZONE_IS_ISOLATED,
    ZONE_IS_DESTROYED,
    ZONE_IS_RESTORED
} ZoneChange;

typedef struct Zones Zones;

typedef struct Zone {
    Zones *zones; /* to which it belongs */
    const ZoneSpec *spec;
    size_t index;
    ZoneHealth health;
    bool noticed;
    bool isolated; /* now */
    ZoneFacts *facts;
} Zone;

/* Called after a change, with the zone as it stands then. */
typedef void (*ZoneListener)(void *owner, Zone *zone, ZoneChange change);

enum { ZONE_LISTENERS = 4 };

struct Zones {
    const InfrastructureContext *context;
    size_t count;
    Zone *items;
    /* private */
    ZoneListener listeners[ZONE_LISTENERS];
    void *owners[ZONE_LISTENERS];
    size_t listener_count;
};

/* Facts of a zone to which nothing has happened. */
ZoneFacts zone_facts_none(void);

/* All zones of the case, clean and connected. `facts` [zone] begins with nothing and is filled as
 * things happen. */
void zones_init(Zones *zones, const InfrastructureContext *context, ZoneFacts *facts);

/* Listeners are told in the order in which they were added. */
void zones_listen(Zones *zones, ZoneListener listener, void *owner);

/* Whether the attacker is in the zone: compromised or destroyed, and not restored since. */
bool zone_holds_attacker(const Zone *zone);

/* Whether isolation, destruction or unfinished base work keeps the zone down. */
bool zone_is_shut(const Zone *zone);

bool zone_change_is_legal(const Zone *zone, ZoneChange change);

/* Whether `change`, which has just happened, is what shut the zone. */
bool zone_change_shuts(const Zone *zone, ZoneChange change);

/* Makes a legal change at the present instant, notes its moment and tells the listeners. */
void zone_change(Zone *zone, ZoneChange change);

#endif
