/* Restoration: base work on zones, then work on the instances that stand in them.
 *
 * "`contain_h` after its isolation or destruction, whichever came first, a zone's base work becomes
 * ready: `rebuild_h` if it was compromised, `check_h` if it was clean and `check_clean` is yes,
 * else nothing (and nothing on its instances). Then its system instances: `restore_h` or `check_h`,
 * each when the systems it needs are up."
 *
 *     PLANNED ------> READY ------> UNDER_WAY ------> DONE
 *        ^              |
 *        +--------------+ a need went down before a crew came
 *
 * Whether a zone was compromised is asked when its base work becomes ready and again when a crew
 * takes it: with a leak the attack may have reached it in between. Where there is nothing to do the
 * zone is connected again, and hardened, `contain_h` after its isolation, and its instances come
 * straight back. Work that has begun goes on, also when a need goes down meanwhile or an outage
 * holds what is worked on. `ready_h` is the first time.
 *
 * Each zone has one draw of `contain_h` and of each kind of base work, each instance one of each
 * kind of work.
 */
#ifndef MODELS_RESTORATION_H
#define MODELS_RESTORATION_H

#include "models/crew.h"
#include "models/instance.h"
#include "models/restoration_order.h"
#include "models/zone.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum JobState { JOB_NOT_DUE, JOB_PLANNED, JOB_READY, JOB_UNDER_WAY, JOB_DONE } JobState;

typedef struct Restoration Restoration;

/* Base work on a zone, or work on an instance. */
typedef struct RestorationJob {
    /* private */
    CrewJob work;
    Event becomes_ready;
    Restoration *restoration;
    JobState state;
    bool is_base;
    bool after_compromise; /* rebuild or restore, else check */
    size_t index;          /* of the zone or instance */
    size_t zone;
    size_t rank;
} RestorationJob;

struct Restoration {
    /* private */
    const InfrastructureContext *context;
    Zones *zones;
    Instances *instances;
    InstanceFacts *facts;
    Crew *crews;                   /* [crew], then the unlimited one */
    RestorationJob *base_jobs;     /* [zone] */
    RestorationJob *instance_jobs; /* [instance] */
};

/* Facts of an instance to which nothing has happened. */
InstanceFacts instance_facts_none(void);

/* Listens to `zones` and `instances`; `facts` [instance] begins with nothing and is filled as
 * things happen. Must not move afterwards. */
void restoration_init(Restoration *restoration, const InfrastructureContext *context, Zones *zones,
                      Instances *instances, InstanceFacts *facts);

/* Hours of work done until now: on jobs that are done and on those under way, within calendars. */
double restoration_crew_hours(const Restoration *restoration);

#endif
