/* What the infrastructure does to the insurers: every instant at which something of one goes down
 * or comes up.
 *
 * The infrastructure of a replication under a strategy is simulated first, by itself (nothing that
 * happens in a queue changes it). Its result is one InsurerTimeline per insurer and the facts about
 * zones, systems and jobs. All times are hours since t = 0; INFINITY is "not within the run"; only
 * instants in [0, horizon] occur.
 */
#ifndef MODELS_TIMELINE_H
#define MODELS_TIMELINE_H

#include "base/arena.h"
#include "models/scenario.h"
#include "models/trace.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ChangeKind {
    CHANGE_SERVICE, /* a service goes down or comes up */
    CHANGE_CHANNEL, /* a channel is cut or comes back (its `needs`) */
    CHANGE_CASE /* contacts of a channel can no longer, or again, be solved (its `case_needs`) */
} ChangeKind;

/* One change; a thing's changes alternate down, up, down, ... and begin with down. A thing that
 * goes down and comes up (or up and down) at the same instant has no change there. */
typedef struct TimelineChange {
    double t_h;
    uint32_t kind;   /* ChangeKind */
    uint32_t index;  /* of the service or channel */
    uint32_t up;     /* 0 goes down, 1 comes up */
    uint32_t unused; /* 0: two timelines are equal when their bytes are */
} TimelineChange;

typedef struct InsurerTimeline {
    size_t count;
    const TimelineChange *changes; /* by time, then kind, then index */
} InsurerTimeline;

typedef struct ZoneFacts {
    double compromised_h, noticed_h, isolated_h, destroyed_h; /* INFINITY: never within the run */
    double base_ready_h, base_start_h,
        restored_h;    /* of the base work; restored_h when the zone is connected again */
    double downtime_h; /* within the run: isolated, destroyed or in restoration, or held by an
                          outage */
    bool was_down;     /* ever within the run */
    double last_up_h;  /* last return to up; NAN where it never was down, INFINITY where it is down
                          at the horizon */
} ZoneFacts;

typedef struct InstanceFacts {
    double ready_h, start_h,
        done_h; /* of its restoration; INFINITY where it did not happen within the run */
    double downtime_h;
    double last_up_h; /* as of a zone */
} InstanceFacts;

typedef struct LevelChange { /* a step of a whole-run level */
    double t_h;
    double level; /* from t_h on */
} LevelChange;

typedef struct LevelCurve {
    size_t count;
    const LevelChange *changes; /* by time; before the first the level is 0 */
} LevelCurve;

/* The infrastructure of one replication under one strategy. */
typedef struct Infrastructure {
    const InsurerTimeline *insurers; /* [insurer] */
    const ZoneFacts *zones;          /* [zone] */
    const InstanceFacts *instances;  /* [instance] */
    bool false_alarm;
    double detected_h;  /* first notice; INFINITY: none within the run */
    double isolated_h;  /* first isolation of any zone; INFINITY: none */
    double disturbed_h; /* first isolation or first start of an outage, whichever comes first;
                           INFINITY: none. From it runs surge_after_h */
    double records_stolen;
    double crew_hours; /* hours of work done on jobs within the run, those of unlimited crews
                          included */
    size_t datacentres_destroyed; /* with a destroyed zone */
    LevelCurve zones_compromised; /* ever compromised so far */
    LevelCurve zones_down;        /* down at that instant */
} Infrastructure;

/* Simulates the infrastructure of `scenario` under its strategy `strategy` (NONE: the reference
 * `undisturbed`, to which nothing happens). Result and all it points to live in `arena`.
 * Deterministic in (seed, replication); draws are keyed without the strategy. `trace` may be NULL.
 */
const Infrastructure *infrastructure_run(const Scenario *scenario, size_t strategy, uint64_t seed,
                                         uint64_t replication, Arena *arena, Trace *trace);

#endif
