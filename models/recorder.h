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
    bool unread; /* nobody will read them: none is kept */
} MarkList;

/* Private: more room. */
void mark_list_grow(MarkList *list);

static inline void mark_list_add(MarkList *list, QuantileMark mark)
{
    if (list->unread) {
        return;
    }
    if (list->count == list->capacity) {
        mark_list_grow(list);
    }
    list->items[list->count++] = mark;
}

typedef struct ServiceRecorder {
    const SampleGrid *grid;
    double horizon_h;
    GridCursor arrival, begin;
    uint64_t requests, served, lost, waited;
    uint64_t unfinished; /* at the horizon, counted where they then are */
    double wait_sum_h, delay_sum_h;
    double unfinished_h; /* sum over those not finished at the horizon of the time since their first
                            arrival */
    double clear_end_h;  /* see service.h; NAN: never down; INFINITY: not within the run */
    /* level x observed hours; capacity: servers that are staffed, and those who work overtime */
    double waiting_area, busy_area, fallback_area, capacity_area;
    size_t waiting_largest;
    Quantile wait_h, delay_h;
    /* by interval of first arrival, [grid->intervals] */
    uint32_t *arrivals, *lost_of, *served_of;
    double *wait_of_h, *delay_of_h;
    uint32_t *served_at; /* by interval of completion */
    /* at instants, [grid->states] and one for what comes after them; until service_recorder_end the
     * differences from one to the next, modulo 2^32 */
    uint32_t *waiting_at, *in_system_at;
    MarkList delay_marks;
} ServiceRecorder;

typedef struct ChannelRecorder {
    const SampleGrid *grid;
    uint64_t contacts, redials, recontacts, generated; /* of the contact's own channel */
    uint64_t attempts, served, abandoned, turned_away, waited,
        answered_in_time; /* where the attempt arrives */
    uint64_t overflow_in, overflow_out;
    uint64_t waiting_at_end;
    GridCursor now;
    double wait_sum_h;
    Quantile wait_h; /* of served attempts */
    double queue_area, queue_largest;
    double since_h; /* as long as so many wait as now */
    /* by interval of the attempt's arrival, [grid->intervals] */
    uint32_t *attempts_of, *abandoned_of, *served_of;
    double *wait_of_h;
    /* at instants, [grid->states] and one for what comes after them; until channel_recorder_end the
     * differences from one to the next, modulo 2^32 */
    uint32_t *waiting_at;
    MarkList wait_marks;
} ChannelRecorder;

typedef struct DeskRecorder {
    const SampleGrid *grid;
    GridCursor begin;
    double since_h; /* as long as so many wait as now */
    double busy_area, staffed_area, queue_area, queue_largest;
    double clear_h;                /* NAN: never disturbed; INFINITY: not within the run */
    uint32_t *busy_at, *agents_at; /* like waiting_at of a channel, until desk_recorder_end */
} DeskRecorder;

/* Arrays come from the heap, once for a workspace; restart empties. */
void service_recorder_init(ServiceRecorder *recorder, const SampleGrid *grid);
void service_recorder_restart(ServiceRecorder *recorder);
void service_recorder_deinit(ServiceRecorder *recorder);
void channel_recorder_init(ChannelRecorder *recorder, const SampleGrid *grid);
void channel_recorder_restart(ChannelRecorder *recorder);
void channel_recorder_deinit(ChannelRecorder *recorder);
void desk_recorder_init(DeskRecorder *recorder, const SampleGrid *grid);
void desk_recorder_restart(DeskRecorder *recorder);
void desk_recorder_deinit(DeskRecorder *recorder);

/* The part of [from_h, to_h] that lies in [0, horizon_h], in hours. */
static inline double recorder_observed_h(double horizon_h, double from_h, double to_h)
{
    const double begin_h = from_h > 0 ? from_h : 0;
    const double end_h = to_h < horizon_h ? to_h : horizon_h;
    return end_h > begin_h ? end_h - begin_h : 0;
}

/* The part of [from_h, to_h] that is observed, in hours. */
static inline double service_recorder_observed_h(const ServiceRecorder *recorder, double from_h,
                                                 double to_h)
{
    return recorder_observed_h(recorder->horizon_h, from_h, to_h);
}

/* Where an arrival, and where a beginning stands on the grid; each of the two comes in order. */
static inline GridPlace service_recorder_arrival_place(ServiceRecorder *recorder, double t_h)
{
    return t_h > 0 ? grid_cursor_place(&recorder->arrival, recorder->grid, t_h)
                   : (GridPlace){.interval = 0, .state = 0};
}

static inline GridPlace service_recorder_begin_place(ServiceRecorder *recorder, double t_h)
{
    return t_h > 0 ? grid_cursor_place(&recorder->begin, recorder->grid, t_h)
                   : (GridPlace){.interval = 0, .state = 0};
}

/* A request arrived for the first time at `place`; returns its interval, UNOBSERVED before t = 0.
 */
static inline uint32_t service_recorder_arrival(ServiceRecorder *recorder, double now_h,
                                                GridPlace place)
{
    if (now_h < 0) {
        return UNOBSERVED;
    }
    recorder->requests++;
    recorder->arrivals[place.interval]++;
    return (uint32_t)place.interval;
}

/* A request is in the system, waiting or in process, from `place` on. */
static inline void service_recorder_joined(ServiceRecorder *recorder, GridPlace place)
{
    recorder->in_system_at[place.state]++;
}

/* A request that joined at state `joined` stood in the queue until it began. */
static inline void service_recorder_waited(ServiceRecorder *recorder, uint32_t joined,
                                           double joined_h, double started_h)
{
    const GridPlace begin = service_recorder_begin_place(recorder, started_h);
    recorder->waiting_area += service_recorder_observed_h(recorder, joined_h, started_h);
    recorder->waiting_at[joined]++;
    recorder->waiting_at[begin.state]--;
}

/* A request that joined at state `joined` waits for ever. */
static inline void service_recorder_waits_on(ServiceRecorder *recorder, uint32_t joined,
                                             double joined_h)
{
    recorder->waiting_area += service_recorder_observed_h(recorder, joined_h, recorder->horizon_h);
    recorder->waiting_at[joined]++;
}

/* `waiting` requests stand in the queue for a time, from `now_h` on. */
static inline void service_recorder_level(ServiceRecorder *recorder, double now_h, size_t waiting)
{
    if (now_h >= 0 && waiting > recorder->waiting_largest) {
        recorder->waiting_largest = waiting;
    }
}

void service_recorder_lost(ServiceRecorder *recorder, uint32_t interval);

/* A request that arrived in `interval` was served, at `end_h` <= horizon. */
typedef struct Served {
    uint32_t interval;
    double wait_h, delay_h;
    double end_h;
} Served;

static inline void service_recorder_served(ServiceRecorder *recorder, Served served)
{
    const uint32_t interval = served.interval;
    const GridPlace end = served.end_h > 0 ? sample_grid_place(recorder->grid, served.end_h)
                                           : (GridPlace){.interval = 0, .state = 0};
    recorder->in_system_at[end.state]--;
    if (interval == UNOBSERVED) {
        return;
    }
    const uint32_t delay_bucket = quantile_bucket(served.delay_h);
    recorder->served++;
    recorder->waited += served.wait_h > 0;
    recorder->wait_sum_h += served.wait_h;
    recorder->delay_sum_h += served.delay_h;
    quantile_count(&recorder->wait_h, quantile_bucket(served.wait_h));
    quantile_count(&recorder->delay_h, delay_bucket);
    recorder->served_of[interval]++;
    recorder->wait_of_h[interval] += served.wait_h;
    recorder->delay_of_h[interval] += served.delay_h;
    recorder->served_at[end.interval]++;
    mark_list_add(&recorder->delay_marks, quantile_mark_of(interval, delay_bucket));
}

enum { REQUEST_RUN = 64 };

/* Requests in the order in which they arrive, from t = 0 on, all in the interval of
 * service_recorder_arrival_place of the first, and served by the horizon. */
typedef struct RequestRun {
    size_t count;
    double arrival_h[REQUEST_RUN], work_h[REQUEST_RUN], start_h[REQUEST_RUN], end_h[REQUEST_RUN];
} RequestRun;

/* What service_recorder_arrival, _joined, _waited and _served would note of each, with the time
 * that they were in process. */
void service_recorder_run(ServiceRecorder *recorder, const RequestRun *run);

/* The run is over: differences become levels. */
void service_recorder_end(ServiceRecorder *recorder);

/* At the horizon: one that is not finished, `age_h` after its first arrival. */
void service_recorder_unfinished(ServiceRecorder *recorder, uint32_t interval, double age_h);

/* Where an instant stands on the grid that is not before that of the last call. */
static inline GridPlace channel_recorder_place(ChannelRecorder *recorder, double now_h)
{
    return now_h > 0 ? grid_cursor_place(&recorder->now, recorder->grid, now_h)
                     : (GridPlace){.interval = 0, .state = 0};
}

/* An attempt arrived at this channel; returns its interval. Instants come in order. */
static inline uint32_t channel_recorder_attempt(ChannelRecorder *recorder, double now_h)
{
    if (now_h < 0) {
        return UNOBSERVED;
    }
    const size_t interval = channel_recorder_place(recorder, now_h).interval;
    recorder->attempts++;
    recorder->attempts_of[interval]++;
    return (uint32_t)interval;
}

/* `waiting` attempts stood in the queue until now, when that changes. */
static inline void channel_recorder_level(ChannelRecorder *recorder, double now_h, size_t waiting)
{
    if (now_h > recorder->since_h) {
        const double level = (double)waiting;
        recorder->since_h = now_h;
        recorder->queue_largest = level > recorder->queue_largest ? level : recorder->queue_largest;
    }
}

/* An attempt joins the queue now, or leaves it after it joined at `joined_h`. */
static inline void channel_recorder_joins(ChannelRecorder *recorder, double now_h)
{
    recorder->waiting_at[channel_recorder_place(recorder, now_h).state]++;
}

static inline void channel_recorder_leaves(ChannelRecorder *recorder, double joined_h, double now_h)
{
    recorder->waiting_at[channel_recorder_place(recorder, now_h).state]--;
    recorder->queue_area += recorder_observed_h(recorder->grid->horizon_h, joined_h, now_h);
}

static inline void channel_recorder_answered(ChannelRecorder *recorder, uint32_t interval,
                                             double wait_h, bool in_time)
{
    if (interval == UNOBSERVED) {
        return;
    }
    const uint32_t bucket = quantile_bucket(wait_h);
    recorder->served++;
    recorder->waited += wait_h > 0;
    recorder->answered_in_time += in_time;
    recorder->wait_sum_h += wait_h;
    quantile_count(&recorder->wait_h, bucket);
    recorder->served_of[interval]++;
    recorder->wait_of_h[interval] += wait_h;
    mark_list_add(&recorder->wait_marks, quantile_mark_of(interval, bucket));
}

void channel_recorder_abandoned(ChannelRecorder *recorder, uint32_t interval);

/* At the horizon: an attempt that joined at `joined_h` still waits. */
void channel_recorder_waits_on(ChannelRecorder *recorder, uint32_t interval, double joined_h);

/* The run is over: differences become levels. */
void channel_recorder_end(ChannelRecorder *recorder);

/* An agent is busy from `from_h`, within the run and not before that of the last call, until
 * `to_h`, which may lie beyond it. */
static inline void desk_recorder_busy(DeskRecorder *recorder, double from_h, double to_h)
{
    const SampleGrid *const grid = recorder->grid;
    recorder->busy_area += recorder_observed_h(grid->horizon_h, from_h, to_h);
    recorder->busy_at[from_h > 0 ? grid_cursor_place(&recorder->begin, grid, from_h).state : 0]++;
    if (to_h <= grid->horizon_h) {
        recorder->busy_at[to_h > 0 ? sample_grid_place(grid, to_h).state : 0]--;
    }
}

/* `waiting` contacts waited on all channels until now, when that changes. */
static inline void desk_recorder_level(DeskRecorder *recorder, double now_h, size_t waiting)
{
    if (now_h > recorder->since_h) {
        const double level = (double)waiting;
        recorder->since_h = now_h;
        recorder->queue_largest = level > recorder->queue_largest ? level : recorder->queue_largest;
    }
}

/* From now on `after` agents are staffed, not `before`. */
void desk_recorder_staff(DeskRecorder *recorder, double now_h, size_t before, size_t after);

/* The run is over: differences become levels. */
void desk_recorder_end(DeskRecorder *recorder);

#endif
