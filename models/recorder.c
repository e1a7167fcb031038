#include "models/recorder.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void mark_list_grow(MarkList *list)
{
    list->capacity = list->capacity ? list->capacity * 2 : 1024;
    list->items = memory_grow(list->items, list->capacity, sizeof *list->items);
}

/* One mark for each bucket, all of the same interval. */
static void mark_list_add_run(MarkList *list, uint32_t interval, const uint32_t *buckets,
                              size_t count)
{
    if (list->unread) {
        return;
    }
    while (list->capacity - list->count < count) {
        mark_list_grow(list);
    }
    for (size_t i = 0; i < count; i++) {
        list->items[list->count + i] = quantile_mark_of(interval, buckets[i]);
    }
    list->count += count;
}

static uint32_t *counts_new(size_t count)
{
    return memory_allocate(count, sizeof(uint32_t));
}

static void counts_clear(uint32_t *counts, size_t count)
{
    memset(counts, 0, count * sizeof *counts);
}

static void sums_clear(double *sums, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sums[i] = 0;
    }
}

void service_recorder_init(ServiceRecorder *recorder, const SampleGrid *grid)
{
    *recorder = (ServiceRecorder){.grid = grid};
    recorder->arrivals = counts_new(grid->intervals);
    recorder->lost_of = counts_new(grid->intervals);
    recorder->served_of = counts_new(grid->intervals);
    recorder->served_at = counts_new(grid->intervals);
    recorder->wait_of_h = memory_allocate(grid->intervals, sizeof(double));
    recorder->delay_of_h = memory_allocate(grid->intervals, sizeof(double));
    recorder->waiting_at = counts_new(grid->states + 1);
    recorder->in_system_at = counts_new(grid->states + 1);
    service_recorder_restart(recorder);
}

void service_recorder_restart(ServiceRecorder *recorder)
{
    const size_t intervals = recorder->grid->intervals;
    recorder->requests = recorder->served = recorder->lost = recorder->waited = 0;
    recorder->horizon_h = recorder->grid->horizon_h;
    recorder->arrival = recorder->begin = grid_cursor(recorder->grid);
    recorder->wait_sum_h = recorder->delay_sum_h = recorder->unfinished_h = 0;
    recorder->clear_end_h = NAN;
    recorder->unfinished = 0;
    recorder->waiting_area = recorder->busy_area = recorder->fallback_area = 0;
    recorder->capacity_area = 0;
    recorder->waiting_largest = 0;
    quantile_clear(&recorder->wait_h);
    quantile_clear(&recorder->delay_h);
    counts_clear(recorder->arrivals, intervals);
    counts_clear(recorder->lost_of, intervals);
    counts_clear(recorder->served_of, intervals);
    counts_clear(recorder->served_at, intervals);
    sums_clear(recorder->wait_of_h, intervals);
    sums_clear(recorder->delay_of_h, intervals);
    counts_clear(recorder->waiting_at, recorder->grid->states + 1);
    counts_clear(recorder->in_system_at, recorder->grid->states + 1);
    recorder->delay_marks.count = 0;
}

void service_recorder_deinit(ServiceRecorder *recorder)
{
    free(recorder->arrivals);
    free(recorder->lost_of);
    free(recorder->served_of);
    free(recorder->served_at);
    free(recorder->wait_of_h);
    free(recorder->delay_of_h);
    free(recorder->waiting_at);
    free(recorder->in_system_at);
    free(recorder->delay_marks.items);
}

void channel_recorder_init(ChannelRecorder *recorder, const SampleGrid *grid)
{
    *recorder = (ChannelRecorder){.grid = grid};
    recorder->attempts_of = counts_new(grid->intervals);
    recorder->abandoned_of = counts_new(grid->intervals);
    recorder->served_of = counts_new(grid->intervals);
    recorder->wait_of_h = memory_allocate(grid->intervals, sizeof(double));
    recorder->waiting_at = counts_new(grid->states + 1);
    channel_recorder_restart(recorder);
}

void channel_recorder_restart(ChannelRecorder *recorder)
{
    const size_t intervals = recorder->grid->intervals;
    recorder->contacts = recorder->redials = recorder->recontacts = recorder->generated = 0;
    recorder->attempts = recorder->served = recorder->abandoned = recorder->turned_away = 0;
    recorder->waited = recorder->answered_in_time = recorder->waiting_at_end = 0;
    recorder->overflow_in = recorder->overflow_out = 0;
    recorder->wait_sum_h = recorder->queue_area = recorder->queue_largest = recorder->since_h = 0;
    quantile_clear(&recorder->wait_h);
    counts_clear(recorder->attempts_of, intervals);
    counts_clear(recorder->abandoned_of, intervals);
    counts_clear(recorder->served_of, intervals);
    sums_clear(recorder->wait_of_h, intervals);
    counts_clear(recorder->waiting_at, recorder->grid->states + 1);
    recorder->now = grid_cursor(recorder->grid);
    recorder->wait_marks.count = 0;
}

void channel_recorder_deinit(ChannelRecorder *recorder)
{
    free(recorder->attempts_of);
    free(recorder->abandoned_of);
    free(recorder->served_of);
    free(recorder->wait_of_h);
    free(recorder->waiting_at);
    free(recorder->wait_marks.items);
}

void desk_recorder_init(DeskRecorder *recorder, const SampleGrid *grid)
{
    *recorder = (DeskRecorder){.grid = grid,
                               .begin = grid_cursor(grid),
                               .busy_at = counts_new(grid->states + 1),
                               .agents_at = counts_new(grid->states + 1),
                               .clear_h = NAN};
}

void desk_recorder_restart(DeskRecorder *recorder)
{
    const size_t states = recorder->grid->states + 1;
    recorder->begin = grid_cursor(recorder->grid);
    recorder->since_h = 0;
    recorder->busy_area = recorder->staffed_area = 0;
    recorder->queue_area = recorder->queue_largest = 0;
    recorder->clear_h = NAN;
    counts_clear(recorder->busy_at, states);
    counts_clear(recorder->agents_at, states);
}

void desk_recorder_deinit(DeskRecorder *recorder)
{
    free(recorder->busy_at);
    free(recorder->agents_at);
}

void service_recorder_lost(ServiceRecorder *recorder, uint32_t interval)
{
    if (interval != UNOBSERVED) {
        recorder->lost++;
        recorder->lost_of[interval]++;
    }
}

void service_recorder_unfinished(ServiceRecorder *recorder, uint32_t interval, double age_h)
{
    if (interval != UNOBSERVED) {
        recorder->unfinished++;
        recorder->unfinished_h += age_h;
    }
}

/* Sums of hours over a run; returns its latest end. They go on one request after the other, so that
 * they have the same bits wherever a run ends. */
typedef struct RunSums {
    double wait, delay, work;
} RunSums;

static double add_hours(ServiceRecorder *recorder, const RequestRun *run, uint32_t interval)
{
    RunSums all = {recorder->wait_sum_h, recorder->delay_sum_h, recorder->busy_area};
    RunSums of_interval = {recorder->wait_of_h[interval], recorder->delay_of_h[interval], 0};
    double waiting_area = recorder->waiting_area;
    double latest_h = 0;
    size_t waited = 0;
    for (size_t i = 0; i < run->count; i++) {
        const double wait_h = run->start_h[i] - run->arrival_h[i];
        const double delay_h = run->end_h[i] - run->arrival_h[i];
        all.wait += wait_h;
        all.delay += delay_h;
        all.work += run->end_h[i] - run->start_h[i];
        waiting_area += wait_h;
        of_interval.wait += wait_h;
        of_interval.delay += delay_h;
        waited += wait_h > 0;
        latest_h = run->end_h[i] > latest_h ? run->end_h[i] : latest_h;
    }
    recorder->wait_sum_h = all.wait;
    recorder->delay_sum_h = all.delay;
    recorder->busy_area = all.work;
    recorder->waiting_area = waiting_area;
    recorder->wait_of_h[interval] = of_interval.wait;
    recorder->delay_of_h[interval] = of_interval.delay;
    recorder->waited += waited;
    return latest_h;
}

/* Counts the time from one instant to another for each request of a run, and says into which bucket
 * each fell. */
static void count_spans(Quantile *quantile, const double *from_h, const double *to_h,
                        uint32_t *buckets, size_t count)
{
    uint32_t low = QUANTILE_BUCKETS, high = 0;
    for (size_t i = 0; i < count; i++) {
        buckets[i] = quantile_bucket(to_h[i] - from_h[i]);
    }
    for (size_t i = 0; i < count; i++) {
        quantile->buckets[buckets[i]]++;
        low = buckets[i] < low ? buckets[i] : low;
        high = buckets[i] >= high ? buckets[i] + 1 : high;
    }
    quantile_counted(quantile, low, high, count);
}

static void count_quantiles(ServiceRecorder *recorder, const RequestRun *run, uint32_t interval)
{
    uint32_t buckets[REQUEST_RUN];
    count_spans(&recorder->wait_h, run->arrival_h, run->start_h, buckets, run->count);
    count_spans(&recorder->delay_h, run->arrival_h, run->end_h, buckets, run->count);
    mark_list_add_run(&recorder->delay_marks, interval, buckets, run->count);
}

/* Levels at the instants of the grid, and completions. All within one step of the grid is the usual
 * case: then no instant sees any of them. */
static void count_levels(ServiceRecorder *recorder, const RequestRun *run, double latest_h,
                         uint32_t interval)
{
    const GridCursor *const step = &recorder->arrival;
    if (run->arrival_h[0] > step->from_h && latest_h < step->to_h) {
        recorder->served_at[interval] += (uint32_t)run->count;
        return;
    }
    for (size_t i = 0; i < run->count; i++) {
        const size_t joined = step->k + (run->arrival_h[i] > step->from_h);
        const GridPlace begin = service_recorder_begin_place(recorder, run->start_h[i]);
        const GridPlace end = run->end_h[i] > 0 ? sample_grid_place(recorder->grid, run->end_h[i])
                                                : (GridPlace){.interval = 0, .state = 0};
        recorder->waiting_at[joined]++;
        recorder->waiting_at[begin.state]--;
        recorder->in_system_at[joined]++;
        recorder->in_system_at[end.state]--;
        recorder->served_at[end.interval]++;
    }
}

void service_recorder_run(ServiceRecorder *recorder, const RequestRun *run)
{
    if (run->count == 0) {
        return;
    }
    const size_t k = recorder->arrival.k;
    const size_t last = recorder->grid->intervals - 1;
    const uint32_t interval = (uint32_t)(k < last ? k : last);
    recorder->requests += run->count;
    recorder->served += run->count;
    recorder->arrivals[interval] += (uint32_t)run->count;
    recorder->served_of[interval] += (uint32_t)run->count;
    count_quantiles(recorder, run, interval);
    count_levels(recorder, run, add_hours(recorder, run, interval), interval);
}

static void sum_up(uint32_t *steps, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        steps[i] += steps[i - 1];
    }
}

void service_recorder_end(ServiceRecorder *recorder)
{
    sum_up(recorder->waiting_at, recorder->grid->states);
    sum_up(recorder->in_system_at, recorder->grid->states);
}

void channel_recorder_abandoned(ChannelRecorder *recorder, uint32_t interval)
{
    if (interval != UNOBSERVED) {
        recorder->abandoned++;
        recorder->waited++;
        recorder->abandoned_of[interval]++;
    }
}

void channel_recorder_waits_on(ChannelRecorder *recorder, uint32_t interval, double joined_h)
{
    const double horizon_h = recorder->grid->horizon_h;
    recorder->queue_area += recorder_observed_h(horizon_h, joined_h, horizon_h);
    if (interval != UNOBSERVED) {
        recorder->waiting_at_end++;
        recorder->waited++;
    }
}

void channel_recorder_end(ChannelRecorder *recorder)
{
    sum_up(recorder->waiting_at, recorder->grid->states);
}

void desk_recorder_staff(DeskRecorder *recorder, double now_h, size_t before, size_t after)
{
    const size_t state = now_h > 0 ? sample_grid_place(recorder->grid, now_h).state : 0;
    recorder->agents_at[state] += (uint32_t)after - (uint32_t)before;
}

void desk_recorder_end(DeskRecorder *recorder)
{
    sum_up(recorder->busy_at, recorder->grid->states);
    sum_up(recorder->agents_at, recorder->grid->states);
}
