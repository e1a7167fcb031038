/* The hold model [Vaucher Duval 1975]: the first of n pending is taken and put back later. */
#include "base/clock.h"
#include "base/memory.h"
#include "bench/benches.h"
#include "bench/plain_hold.h"
#include "sim/event_list.h"
#include "sim/instant_heap.h"
#include "sim/stream.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Delays are drawn beforehand: few enough to stay in the first cache, so that what is measured is
 * the list. */
enum { DELAYS = 1024, TAKES = 5, HOLDS = 1 << 21 };

typedef struct Hold {
    size_t pending, holds;
    Event *events;
    EventList list;
    InstantHeap heap;
    PlainHold plain;
    double delays[DELAYS];
    uint64_t state;
} Hold;

static void happens_never(Simulation *simulation, Event *event)
{
    (void)simulation;
    (void)event;
}

/* A pending event at random, by xorshift: cheaper than the list. */
static Event *any_event(Hold *hold)
{
    hold->state ^= hold->state << 13;
    hold->state ^= hold->state >> 7;
    hold->state ^= hold->state << 17;
    return &hold->events[((hold->state >> 32) * hold->pending) >> 32];
}

static double hold_events(Hold *hold, size_t holds)
{
    const double begun_s = clock_cpu_s();
    for (size_t i = 0; i < holds; i++) {
        const double now_h = event_list_next_h(&hold->list);
        Event *event = event_list_pop(&hold->list);
        event_list_schedule(&hold->list, event, now_h + hold->delays[i % DELAYS]);
    }
    return 1e9 * (clock_cpu_s() - begun_s) / (double)holds;
}

static double measure_events(void *context)
{
    Hold *hold = context;
    return hold_events(hold, hold->holds);
}

/* Each time one more is called off and scheduled again, as the patience of a caller would be. */
static double measure_cancels(void *context)
{
    Hold *hold = context;
    const double begun_s = clock_cpu_s();
    for (size_t i = 0; i < hold->holds; i++) {
        const double now_h = event_list_next_h(&hold->list);
        Event *event = event_list_pop(&hold->list), *other;
        event_list_schedule(&hold->list, event, now_h + hold->delays[i % DELAYS]);
        other = any_event(hold);
        event_list_cancel(&hold->list, other);
        event_list_schedule(&hold->list, other, now_h + hold->delays[(i + 7) % DELAYS]);
    }
    return 1e9 * (clock_cpu_s() - begun_s) / (double)hold->holds;
}

static double measure_servers(void *context)
{
    Hold *hold = context;
    const double begun_s = clock_cpu_s();
    for (size_t i = 0; i < hold->holds; i++) {
        const double now_h = hold->heap.entries[0].t_h;
        instant_heap_replace_first(&hold->heap, (Instant){.t_h = now_h + hold->delays[i % DELAYS]});
    }
    return 1e9 * (clock_cpu_s() - begun_s) / (double)hold->holds;
}

static double measure_plain(void *context)
{
    Hold *hold = context;
    const double begun_s = clock_cpu_s();
    for (size_t i = 0; i < hold->holds; i++) {
        plain_hold_first_again(&hold->plain, hold->delays[i % DELAYS]);
    }
    return 1e9 * (clock_cpu_s() - begun_s) / (double)hold->holds;
}

static void fill(Hold *hold)
{
    Stream stream;
    stream_init(&stream, 1, 0, stream_source("hold", "", ""), 0);
    for (size_t i = 0; i < DELAYS; i++) {
        hold->delays[i] = stream_exponential(&stream);
    }
    hold->events = memory_allocate(hold->pending, sizeof *hold->events);
    event_list_init(&hold->list);
    instant_heap_init(&hold->heap);
    plain_hold_init(&hold->plain, hold->pending);
    for (size_t i = 0; i < hold->pending; i++) {
        const double due_h = stream_exponential(&stream);
        event_init(&hold->events[i], happens_never, EVENT_COMPLETES);
        event_list_schedule(&hold->list, &hold->events[i], due_h);
        instant_heap_push(&hold->heap, (Instant){.t_h = due_h});
        plain_hold_add(&hold->plain, (PlainEntry){.due = due_h, .name = i});
    }
    hold_events(hold, hold->pending); /* until the order in which they came is forgotten */
    for (size_t i = 0; i < hold->pending; i++) {
        plain_hold_first_again(&hold->plain, hold->delays[i % DELAYS]);
    }
}

static void empty(Hold *hold)
{
    instant_heap_deinit(&hold->heap);
    plain_hold_deinit(&hold->plain);
    event_list_deinit(&hold->list);
    free(hold->events);
}

static void measure_row(Bench *bench, Hold *hold, const char *what, BenchMeasure measure)
{
    char name[64];
    snprintf(name, sizeof name, "%s, %zu pending", what, hold->pending);
    bench_measure(bench, &(BenchOrder){.name = name,
                                       .unit = "ns",
                                       .measure = measure,
                                       .reference = "plain heap",
                                       .measure_reference = measure_plain,
                                       .ratio = RATIO_TO_REFERENCE,
                                       .context = hold,
                                       .takes = TAKES});
}

void bench_hold(Bench *bench)
{
    static const size_t sizes[] = {10, 1000, 100000, 1000000};

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        Hold hold = {.pending = sizes[i], .state = 88172645463325252U};
        hold.holds = bench_setting(bench)->quick ? HOLDS / 64 : HOLDS;
        fill(&hold);
        measure_row(bench, &hold, "event list", measure_events);
        measure_row(bench, &hold, "with cancels", measure_cancels);
        measure_row(bench, &hold, "heap of servers", measure_servers);
        empty(&hold);
    }
}
