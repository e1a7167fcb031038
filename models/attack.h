/* The attack: how it moves, when it is noticed, what it destroys and takes.
 *
 * "The entry is compromised at `start_h`. A compromised zone compromises a clean neighbour at the
 * link's hazard while neither is isolated (times `leak`, once, if one or both are) ... First notice
 * is at start + `detect_h`; further zones are noticed `detect_next_h` after their compromise, never
 * before the first notice, or when their payload strikes, which is a first notice too if it comes
 * before. In a false alarm the entry counts as noticed, and is found clean. A payload that strikes
 * before isolation destroys the zone."
 *
 * Theft: each zone has one unit exponential and loses `stolen_share` of its records, once, when the
 * hazard `exfiltrate_per_h`, integrated while the attacker is in it (times `leak` while isolated),
 * reaches it.
 *
 * Simplifications: a zone restored before its notice is not noticed any more; outages do not slow
 * the attack; the share of records is not rounded to whole ones.
 */
#ifndef MODELS_ATTACK_H
#define MODELS_ATTACK_H

#include "models/attack_hazard.h"
#include "models/infrastructure_adjacency.h"
#include "models/zone.h"

#include <stdbool.h>

typedef struct Attack Attack;

typedef struct AttackedZone {
    /* private */
    Attack *attack;
    Zone *zone;
    Event notice_due; /* by detection; a strike comes before it or not */
    Event payload_strikes;
    Hazard theft;
    bool waits_for_first_notice;
} AttackedZone;

typedef struct AttackLink {
    /* private */
    Attack *attack;
    const LinkSpec *spec;
    Hazard spread;
} AttackLink;

struct Attack {
    bool false_alarm;
    double detected_h; /* first notice; INFINITY: none yet */
    double records_stolen;
    /* private */
    const InfrastructureContext *context;
    Zones *zones;
    AttackedZone *attacked; /* [zone] */
    AttackLink *links;      /* [link] */
    Adjacency links_of;     /* [zone]: links from and to it */
    Event starts;
};

/* Listens to `zones` and schedules the start; without an attack in the scenario nothing ever
 * happens. `attack` must not move afterwards. */
void attack_init(Attack *attack, const InfrastructureContext *context, Zones *zones);

#endif
