/* The only writer of an insurer's statistics: services, channels and the desk tell it what happens.
 *
 * Observed is what arrives in [0, horizon]: a request or attempt of the warm-up bears the interval
 * UNOBSERVED and is not counted, though it occupies servers. Waits and delays are counted when the
 * request is served, by the interval of its first arrival. Levels (waiting, in process, busy) are
 * integrated over [0, horizon].
 */
#ifndef MODELS_RECORDER_H
#define MODELS_RECORDER_H

#include "sim/quantile.h"
#include "sim/quantile_curve.h"
#include "sim/sample_grid.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UNOBSERVED UINT32_MAX

typedef struct MarkList { /* marks of a quantile curve, in order of time */
    QuantileMark *items;
    size_t count;
    size_t capacity;
} MarkList;

void mark_list_add(MarkList *list, QuantileMark mark);

/* Levels of a service, integrated together: they change at the same instants. */
typedef struct ServiceLevels {
    double since_h;
    double waiting, in_process, fallback, capacity; /* now; capacity: servers that are staffed */
    double waiting_area, in_system_area, busy_area, capacity_area; /* level x hours */
    double waiting_largest;
} ServiceLevels;

typedef struct ServiceRecorder {
    const SampleGrid *grid;
    uint64_t requests, served, lost, waited;
    uint64_t unfinished; /* at the horizon, counted where they then are */
    double wait_sum_h, delay_sum_h;
    double unfinished_h; /* sum over those not finished at the horizon of the time since their first
                            arrival */
    double clear_end_h;  /* see service.h; NAN: never down; INFINITY: not within the run */
    ServiceLevels levels;
    Quantile wait_h, delay_h;
    /* by interval of first arrival, [grid->intervals] */
    uint32_t *arrivals, *lost_of, *served_of;
    double *wait_of_h, *delay_of_h;
    uint32_t *served_at;                 /* by interval of completion */
    uint32_t *waiting_at, *in_system_at; /* at instants, [grid->states] */
    MarkList delay_marks;
} ServiceRecorder;

typedef struct ChannelRecorder {
    const SampleGrid *grid;
    uint64_t contacts, redials, recontacts, generated; /* of the contact's own channel */
    uint64_t attempts, served, abandoned, turned_away, waited,
        answered_in_time; /* where the attempt arrives */
    uint64_t overflow_in, overflow_out;
    uint64_t waiting_at_end;
    double wait_sum_h;
    Quantile wait_h; /* of served attempts */
    double queue_area, queue_largest, since_h;
    /* by interval of the attempt's arrival, [grid->intervals] */
    uint32_t *attempts_of, *abandoned_of, *served_of;
    double *wait_of_h;
    uint32_t *waiting_at; /* [grid->states] */
    MarkList wait_marks;
} ChannelRecorder;

typedef struct DeskRecorder {
    double since_h;
    double busy_area, staffed_area, queue_area, queue_largest;
    double clear_h;                /* NAN: never disturbed; INFINITY: not within the run */
    uint32_t *busy_at, *agents_at; /* [grid->states] */
} DeskRecorder;

/* Arrays come from the heap, once for a workspace; restart empties. */
void service_recorder_init(ServiceRecorder *recorder, const SampleGrid *grid);
void service_recorder_restart(ServiceRecorder *recorder);
void service_recorder_deinit(ServiceRecorder *recorder);
void channel_recorder_init(ChannelRecorder *recorder, const SampleGrid *grid);
void channel_recorder_restart(ChannelRecorder *recorder);
void channel_recorder_deinit(ChannelRecorder *recorder);
void desk_recorder_init(DeskRecorder *recorder, const SampleGrid *grid);
void desk_recorder_restart(DeskRecorder *recorder, const SampleGrid *grid);
void desk_recorder_deinit(DeskRecorder *recorder);

/* The interval of an arrival: UNOBSERVED in the warm-up. */
uint32_t recorder_interval(const SampleGrid *grid, double t_h);

/* Integrates the levels up to `now_h`; call it before any of them changes. */
void service_recorder_advance(ServiceRecorder *recorder, double now_h);

/* A request arrived for the first time; returns its interval. */
uint32_t service_recorder_arrival(ServiceRecorder *recorder, double now_h);
void service_recorder_lost(ServiceRecorder *recorder, uint32_t interval);
void service_recorder_served(ServiceRecorder *recorder, uint32_t interval, double wait_h,
                             double delay_h, double now_h);

/* At the horizon: one that is not finished, `age_h` after its first arrival. */
void service_recorder_unfinished(ServiceRecorder *recorder, uint32_t interval, double age_h);

/* An attempt arrived at this channel; returns its interval. */
uint32_t channel_recorder_attempt(ChannelRecorder *recorder, double now_h);
void channel_recorder_answered(ChannelRecorder *recorder, uint32_t interval, double wait_h,
                               bool in_time);
void channel_recorder_abandoned(ChannelRecorder *recorder, uint32_t interval);

#endif
