#include "models/outcome_pool.h"

#include "base/memory.h"
#include "models/measures_layout.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>

static const double TICKS_PER_H = 16777216.0; /* 2^24 */

/* Each part has a lock of its own: insurers that end at the same time follow each other through
 * the parts. */
typedef struct ServicePool {
    pthread_mutex_t mutex;
    Quantile wait_h, delay_h;
    QuantileCurve *delays;
    int64_t *arrivals, *lost_of, *served_of, *served_at, *wait_ticks,
        *delay_ticks;                   /* [intervals] */
    int64_t *waiting_at, *in_system_at; /* [states] */
} ServicePool;

typedef struct ChannelPool {
    pthread_mutex_t mutex;
    Quantile wait_h;
    QuantileCurve *waits;
    int64_t *attempts_of, *abandoned_of, *served_of, *wait_ticks; /* [intervals] */
    int64_t *waiting_at;                                          /* [states] */
} ChannelPool;

struct OutcomePool {
    pthread_mutex_t mutex; /* of the desk's part */
    SampleGrid grid;
    size_t service_count, channel_count;
    ServicePool *services;
    ChannelPool *channels;
    int64_t *busy_at, *agents_at; /* [states] */
    int64_t *memory;              /* of all these arrays */
    bool has_curves;
};

static int64_t *next_part(int64_t **memory, size_t count)
{
    int64_t *const part = *memory;
    *memory += count;
    return part;
}

static void share_out_memory(OutcomePool *pool)
{
    const size_t intervals = pool->grid.intervals;
    const size_t states = pool->grid.states;
    const size_t of_service = 6 * intervals + 2 * states;
    const size_t of_channel = 4 * intervals + states;
    int64_t *next = memory_allocate(pool->service_count * of_service +
                                        pool->channel_count * of_channel + 2 * states,
                                    sizeof *next);
    pool->memory = next;
    for (size_t i = 0; i < pool->service_count; i++) {
        ServicePool *const service = &pool->services[i];
        service->arrivals = next_part(&next, intervals);
        service->lost_of = next_part(&next, intervals);
        service->served_of = next_part(&next, intervals);
        service->served_at = next_part(&next, intervals);
        service->wait_ticks = next_part(&next, intervals);
        service->delay_ticks = next_part(&next, intervals);
        service->waiting_at = next_part(&next, states);
        service->in_system_at = next_part(&next, states);
    }
    for (size_t i = 0; i < pool->channel_count; i++) {
        ChannelPool *const channel = &pool->channels[i];
        channel->attempts_of = next_part(&next, intervals);
        channel->abandoned_of = next_part(&next, intervals);
        channel->served_of = next_part(&next, intervals);
        channel->wait_ticks = next_part(&next, intervals);
        channel->waiting_at = next_part(&next, states);
    }
    pool->busy_at = next_part(&next, states);
    pool->agents_at = next_part(&next, states);
}

double outcome_pool_bytes(const Scenario *scenario, const Measures *measures)
{
    const double intervals = (double)measures->grid.intervals;
    const double states = (double)measures->grid.states;
    const double services = (double)scenario->service_count;
    const double channels = (double)scenario->channel_count;
    /* A quantile curve's table of pages; the pages come as they are needed. */
    const double marks = measures->has_curves ? intervals * 4 * QUANTILE_PAGES : 0;

    return services * (sizeof(ServicePool) + marks + (6 * intervals + 2 * states) * 8) +
           channels * (sizeof(ChannelPool) + marks + (4 * intervals + states) * 8) + 2 * states * 8;
}

OutcomePool *outcome_pool_new(const Scenario *scenario, const Measures *measures)
{
    OutcomePool *const pool = memory_allocate(1, sizeof *pool);
    pthread_mutex_init(&pool->mutex, NULL);
    pool->grid = measures->grid;
    pool->has_curves = measures->has_curves;
    pool->service_count = scenario->service_count;
    pool->channel_count = scenario->channel_count;
    pool->services = memory_allocate(pool->service_count, sizeof *pool->services);
    pool->channels = memory_allocate(pool->channel_count, sizeof *pool->channels);
    share_out_memory(pool);
    for (size_t i = 0; i < pool->service_count; i++) {
        ServicePool *const service = &pool->services[i];
        pthread_mutex_init(&service->mutex, NULL);
        service->delays = pool->has_curves ? quantile_curve_new(pool->grid.intervals) : NULL;
    }
    for (size_t i = 0; i < pool->channel_count; i++) {
        ChannelPool *const channel = &pool->channels[i];
        pthread_mutex_init(&channel->mutex, NULL);
        channel->waits = pool->has_curves ? quantile_curve_new(pool->grid.intervals) : NULL;
    }
    return pool;
}

void outcome_pool_free(OutcomePool *pool)
{
    if (!pool) {
        return;
    }
    for (size_t i = 0; i < pool->service_count; i++) {
        quantile_curve_free(pool->services[i].delays);
        pthread_mutex_destroy(&pool->services[i].mutex);
    }
    for (size_t i = 0; i < pool->channel_count; i++) {
        quantile_curve_free(pool->channels[i].waits);
        pthread_mutex_destroy(&pool->channels[i].mutex);
    }
    pthread_mutex_destroy(&pool->mutex);
    free(pool->memory);
    free(pool->services);
    free(pool->channels);
    free(pool);
}

static void add_counts(int64_t *into, const uint32_t *from, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        into[i] += from[i];
    }
}

static void add_hours(int64_t *into, const double *from_h, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        into[i] += llround(from_h[i] * TICKS_PER_H);
    }
}

static void add_service(ServicePool *pool, const ServiceRecorder *recorder, const SampleGrid *grid)
{
    pthread_mutex_lock(&pool->mutex);
    quantile_merge(&pool->wait_h, &recorder->wait_h);
    quantile_merge(&pool->delay_h, &recorder->delay_h);
    add_counts(pool->arrivals, recorder->arrivals, grid->intervals);
    add_counts(pool->lost_of, recorder->lost_of, grid->intervals);
    add_counts(pool->served_of, recorder->served_of, grid->intervals);
    add_counts(pool->served_at, recorder->served_at, grid->intervals);
    add_hours(pool->wait_ticks, recorder->wait_of_h, grid->intervals);
    add_hours(pool->delay_ticks, recorder->delay_of_h, grid->intervals);
    add_counts(pool->waiting_at, recorder->waiting_at, grid->states);
    add_counts(pool->in_system_at, recorder->in_system_at, grid->states);
    if (pool->delays) {
        quantile_curve_add(pool->delays, recorder->delay_marks.items, recorder->delay_marks.count);
    }
    pthread_mutex_unlock(&pool->mutex);
}

static void add_channel(ChannelPool *pool, const ChannelRecorder *recorder, const SampleGrid *grid)
{
    pthread_mutex_lock(&pool->mutex);
    quantile_merge(&pool->wait_h, &recorder->wait_h);
    add_counts(pool->attempts_of, recorder->attempts_of, grid->intervals);
    add_counts(pool->abandoned_of, recorder->abandoned_of, grid->intervals);
    add_counts(pool->served_of, recorder->served_of, grid->intervals);
    add_hours(pool->wait_ticks, recorder->wait_of_h, grid->intervals);
    add_counts(pool->waiting_at, recorder->waiting_at, grid->states);
    if (pool->waits) {
        quantile_curve_add(pool->waits, recorder->wait_marks.items, recorder->wait_marks.count);
    }
    pthread_mutex_unlock(&pool->mutex);
}

void outcome_pool_add(OutcomePool *pool, const Insurer *insurer)
{
    for (size_t i = 0; i < pool->service_count; i++) {
        add_service(&pool->services[i], &insurer->service_recorders[i], &pool->grid);
    }
    for (size_t i = 0; i < pool->channel_count; i++) {
        add_channel(&pool->channels[i], &insurer->channel_recorders[i], &pool->grid);
    }
    pthread_mutex_lock(&pool->mutex);
    add_counts(pool->busy_at, insurer->desk_recorder.busy_at, pool->grid.states);
    add_counts(pool->agents_at, insurer->desk_recorder.agents_at, pool->grid.states);
    pthread_mutex_unlock(&pool->mutex);
}

const Quantile *outcome_pool_wait_h(const OutcomePool *pool, size_t service)
{
    return &pool->services[service].wait_h;
}

const Quantile *outcome_pool_delay_h(const OutcomePool *pool, size_t service)
{
    return &pool->services[service].delay_h;
}

const Quantile *outcome_pool_channel_wait_h(const OutcomePool *pool, size_t channel)
{
    return &pool->channels[channel].wait_h;
}

static double largest(const int64_t *levels, size_t count)
{
    int64_t most = 0;
    for (size_t i = 0; i < count; i++) {
        most = levels[i] > most ? levels[i] : most;
    }
    return (double)most;
}

double outcome_pool_waiting_largest(const OutcomePool *pool, size_t service)
{
    return largest(pool->services[service].waiting_at, pool->grid.states);
}

double outcome_pool_queue_largest(const OutcomePool *pool, size_t channel)
{
    return largest(pool->channels[channel].waiting_at, pool->grid.states);
}

static void put_counts(double *curve, const int64_t *counts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        curve[i] = (double)counts[i];
    }
}

/* Sum of times and number of those whose time it is: a ratio's numerators and denominators. */
static void put_mean(double *curve, const int64_t *ticks, const int64_t *of, double per_h,
                     size_t count)
{
    for (size_t i = 0; i < count; i++) {
        curve[i] = (double)ticks[i] / TICKS_PER_H * per_h;
        curve[count + i] = (double)of[i];
    }
}

static void put_quantiles(double *curve, const QuantileCurve *quantiles, double p, double per_h,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        curve[i] = quantile_curve_value(quantiles, i, p) * per_h;
    }
}

/* The row of curve `index` among the rows of an entity, the first of which is curve `first`. */
static const CurveRow *curve_of(const CurveRow *rows, enum CurveIndex first, enum CurveIndex index)
{
    return &rows[index - first];
}

static void service_curves(const ServicePool *pool, const SampleGrid *grid, const CurveRow *rows,
                           double *curves)
{
    const size_t n = grid->intervals;
    put_counts(curves + curve_of(rows, CURVE_SERVICE_BACKLOG, CURVE_SERVICE_BACKLOG)->offset,
               pool->waiting_at, grid->states);
    put_counts(curves + curve_of(rows, CURVE_SERVICE_BACKLOG, CURVE_SERVICE_IN_SYSTEM)->offset,
               pool->in_system_at, grid->states);
    put_counts(curves + curve_of(rows, CURVE_SERVICE_BACKLOG, CURVE_SERVICE_ARRIVALS)->offset,
               pool->arrivals, n);
    put_counts(curves + curve_of(rows, CURVE_SERVICE_BACKLOG, CURVE_SERVICE_SERVED)->offset,
               pool->served_at, n);
    put_counts(curves + curve_of(rows, CURVE_SERVICE_BACKLOG, CURVE_SERVICE_LOST)->offset,
               pool->lost_of, n);
    put_mean(curves + curve_of(rows, CURVE_SERVICE_BACKLOG, CURVE_SERVICE_WAIT_MEAN)->offset,
             pool->wait_ticks, pool->served_of, 1, n);
    put_mean(curves + curve_of(rows, CURVE_SERVICE_BACKLOG, CURVE_SERVICE_DELAY_MEAN)->offset,
             pool->delay_ticks, pool->served_of, 1, n);
    put_quantiles(curves + curve_of(rows, CURVE_SERVICE_BACKLOG, CURVE_SERVICE_DELAY_P50)->offset,
                  pool->delays, 0.5, 1, n);
    put_quantiles(curves + curve_of(rows, CURVE_SERVICE_BACKLOG, CURVE_SERVICE_DELAY_P95)->offset,
                  pool->delays, 0.95, 1, n);
    double *const missing =
        curves + curve_of(rows, CURVE_SERVICE_BACKLOG, CURVE_SERVICE_WAIT_MEAN)->missing_offset;
    for (size_t i = 0; i < n; i++) {
        missing[i] = (double)(pool->arrivals[i] - pool->served_of[i] - pool->lost_of[i]);
        missing[n + i] = (double)pool->arrivals[i];
    }
}

static void channel_curves(const ChannelPool *pool, const SampleGrid *grid, const CurveRow *rows,
                           double *curves)
{
    const double minutes = 60;
    const size_t n = grid->intervals;
    double *const abandoned =
        curves + curve_of(rows, CURVE_CHANNEL_QUEUE, CURVE_CHANNEL_ABANDON_SHARE)->offset;
    put_counts(curves + curve_of(rows, CURVE_CHANNEL_QUEUE, CURVE_CHANNEL_QUEUE)->offset,
               pool->waiting_at, grid->states);
    put_counts(curves + curve_of(rows, CURVE_CHANNEL_QUEUE, CURVE_CHANNEL_ARRIVALS)->offset,
               pool->attempts_of, n);
    put_counts(abandoned, pool->abandoned_of, n);
    put_counts(abandoned + n, pool->attempts_of, n);
    put_mean(curves + curve_of(rows, CURVE_CHANNEL_QUEUE, CURVE_CHANNEL_WAIT_MEAN)->offset,
             pool->wait_ticks, pool->served_of, minutes, n);
    put_quantiles(curves + curve_of(rows, CURVE_CHANNEL_QUEUE, CURVE_CHANNEL_WAIT_P95)->offset,
                  pool->waits, 0.95, minutes, n);
}

/* Fills the curves of the entities numbered first_service + k x step, and so on, from the pool's
 * services. */
static void put_curves(const OutcomePool *pool, const Measures *measures, const size_t entity[3],
                       size_t step, double *curves)
{
    for (size_t i = 0; i < pool->service_count; i++) {
        const size_t at = measures_curve_at(measures, SCOPE_SERVICE, entity[0] + i * step);
        service_curves(&pool->services[i], &pool->grid, &measures->curves[at], curves);
    }
    for (size_t i = 0; i < pool->channel_count; i++) {
        const size_t at = measures_curve_at(measures, SCOPE_CHANNEL, entity[1] + i * step);
        channel_curves(&pool->channels[i], &pool->grid, &measures->curves[at], curves);
    }
    const CurveRow *const desk =
        &measures->curves[measures_curve_at(measures, SCOPE_DESK, entity[2])];
    put_counts(curves + desk[0].offset, pool->busy_at, pool->grid.states);
    put_counts(curves + desk[1].offset, pool->agents_at, pool->grid.states);
}

void outcome_pool_curves(const OutcomePool *pool, const Measures *measures, double *curves)
{
    put_curves(pool, measures, (const size_t[3]){0, 0, 0}, 1, curves);
}

void insurer_curves(const Insurer *run, size_t insurer, const Measures *measures, double *curves)
{
    const Scenario *const scenario = run->conditions->scenario;
    OutcomePool *const alone = outcome_pool_new(scenario, measures);
    outcome_pool_add(alone, run);
    const size_t entity[3] = {scenario->service_count + insurer, scenario->channel_count + insurer,
                              1 + insurer};
    put_curves(alone, measures, entity, scenario->insurer_count, curves);
    outcome_pool_free(alone);
}
