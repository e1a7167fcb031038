/* What is up and what is down, and how that is written down.
 *
 * Everything that can be down is a thing: each zone, each instance, each service and channel of
 * each insurer (a channel twice: whether it is cut, and whether its contacts can be solved). A
 * thing is down while at least one cause holds it; causes are counted, so what overlaps needs no
 * care. The builder writes down the state in which each instant leaves a thing: one that goes down
 * and comes up at the same instant has not changed.
 */
#ifndef MODELS_TIMELINE_BUILDER_H
#define MODELS_TIMELINE_BUILDER_H

#include "models/infrastructure_context.h"
#include "models/timeline.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Thing {
    size_t causes;     /* that hold it down at this moment */
    bool down;         /* when the last instant ended */
    bool unsettled;    /* touched at this instant */
    double since_h;    /* down since */
    double downtime_h; /* of what is over */
    double last_up_h;  /* NAN: never came up again */
} Thing;

typedef struct LevelLog {
    size_t count, capacity;
    LevelChange *changes;
    double level;
} LevelLog;

typedef struct InsurerChange {
    TimelineChange change;
    size_t insurer;
} InsurerChange;

typedef struct TimelineBuilder {
    const InfrastructureContext *context;
    /* private */
    size_t per_insurer; /* things of an insurer */
    size_t thing_count;
    Thing *things;
    size_t *unsettled;
    size_t unsettled_count;
    Event settles;
    InsurerChange *log; /* by time, then insurer, kind, index */
    size_t log_count, log_capacity;
    LevelLog zones_down, zones_compromised;
} TimelineBuilder;

/* Everything is up. The builder must not move afterwards. */
void timeline_init(TimelineBuilder *builder, const InfrastructureContext *context);

/* Numbers of things. */
size_t timeline_zone(const TimelineBuilder *builder, size_t zone);
size_t timeline_instance(const TimelineBuilder *builder, size_t instance);
size_t timeline_of_insurer(const TimelineBuilder *builder, size_t insurer, ChangeKind kind,
                           size_t index);

/* One more, or one less, cause holds the thing down. Returns whether that takes it down, or brings
 * it up. */
bool timeline_hold(TimelineBuilder *builder, size_t thing);
bool timeline_release(TimelineBuilder *builder, size_t thing);

/* One more zone has been compromised. */
void timeline_count_compromised(TimelineBuilder *builder);

/* At the horizon: fills the insurers' timelines, the level curves, and downtime, last return and
 * `was_down` of the facts of zones and instances. A zone that was isolated or destroyed was down,
 * be it for no time at all. */
void timeline_finish(TimelineBuilder *builder, ZoneFacts *zones, InstanceFacts *instances,
                     Infrastructure *result);

#endif
