/* One insurer built by hand, and a trace that keeps every event of its run: what the tests of
 * insurer.c look at. */
#ifndef TESTS_MODELS_INSURER_FIXTURE_H
#define TESTS_MODELS_INSURER_FIXTURE_H

#include "tests/test.h"

#include "models/insurer.h"
#include "sim/distribution_parse.h"

#include <stdlib.h>

typedef struct KeepingTrace {
    Trace trace;
    TraceRecord *kept;
    size_t count, capacity;
} KeepingTrace;

typedef struct Fixture {
    Arena *arena;
    Scenario scenario;
    InsurerSpec insurer_spec;
    ServiceSpec service;
    ChannelSpec channels[2];
    TimelineChange changes[8];
    InsurerTimeline timeline;
    InsurerConditions conditions;
    KeepingTrace log;
    Insurer *insurer;
} Fixture;

static inline void keep(Trace *trace, const TraceRecord *record)
{
    KeepingTrace *const log = (KeepingTrace *)(void *)trace;
    if (log->count == log->capacity) {
        log->capacity = log->capacity ? 2 * log->capacity : 4096;
        log->kept = realloc(log->kept, log->capacity * sizeof *log->kept);
    }
    log->kept[log->count++] = *record;
}

/* `text` as a scenario writes it, in hours. */
static inline Distribution described(Fixture *fixture, const char *text)
{
    Distribution distribution;
    char message[256];
    const DistributionSyntax syntax = {.decimal_sign = '.', .arena = fixture->arena};
    if (!distribution_parse(&distribution, text, &syntax, message, sizeof message)) {
        fail_msg("%s", message);
    }
    return distribution;
}

/* Monday 00:00, open Monday to Friday 09:00-17:00. */
static inline const Calendar *office_hours(Fixture *fixture)
{
    static CalendarRow row = {.days = {.weekdays = 0x1F}, .open_hour = 9, .close_hour = 17};
    return calendar_new(fixture->arena, &row, 1, &fixture->scenario.run.start, -200, 1000);
}

/* 1000 insured, 10 requests an hour at 5 servers of half an hour, 7 days from a Monday; nothing
 * happens. */
static inline void fixture_init(Fixture *fixture)
{
    *fixture = (Fixture){.arena = arena_new(0)};
    Scenario *const scenario = &fixture->scenario;
    scenario->run = (RunSpec){.start = {.day = 20151}, .horizon_h = 168, .sample_h = 1};
    const RateProfile *const flat = rate_profile_flat(fixture->arena, 0, 168);
    fixture->insurer_spec =
        (InsurerSpec){.id = "muster", .insured = 1000, .desk_calendar = calendar_always()};
    fixture->service = (ServiceSpec){.id = "eau",
                                     .demand = {.per_1000_per_day = 240, .profile = flat},
                                     .servers_given = true,
                                     .servers = 5,
                                     .service_h = distribution_constant(0.5),
                                     .calendar = calendar_always(),
                                     .queue_limit = NONE,
                                     .contact_channel = NONE,
                                     .fallback_given = true,
                                     .mtpd_h = NAN,
                                     .rto_h = NAN};
    const Distribution always = distribution_constant(0);
    for (size_t i = 0; i < 2; i++) {
        fixture->channels[i] = (ChannelSpec){.id = i == 0 ? "phone" : "mail",
                                             .demand = {.per_1000_per_day = 240, .profile = flat},
                                             .handle_h = distribution_constant(0.25),
                                             .degraded_handle_h = distribution_constant(0.5),
                                             .patience_h = always,
                                             .priority = (double)i,
                                             .overflow_channel = NONE,
                                             .answer_within_h = 0.01};
    }
    scenario->insurer_count = 1;
    scenario->insurers = &fixture->insurer_spec;
    scenario->services = &fixture->service;
    scenario->channels = fixture->channels;
    scenario->insured_total = 1000;
    fixture->log.trace.write = keep;
    fixture->timeline.changes = fixture->changes;
}

static inline void add_change(Fixture *fixture, double t_h, ChangeKind kind, bool up)
{
    fixture->changes[fixture->timeline.count++] =
        (TimelineChange){.t_h = t_h, .kind = (uint32_t)kind, .up = up};
}

static inline int compare_instants(const void *first, const void *second)
{
    const TraceRecord *const a = first, *const b = second;
    return (a->t_h > b->t_h) - (a->t_h < b->t_h);
}

/* Into the order of time; records of one instant keep theirs. By insertion: a service writes its
 * events nearly in order. */
static inline void sort_log(KeepingTrace *log)
{
    for (size_t i = 1; i < log->count; i++) {
        const TraceRecord record = log->kept[i];
        size_t k = i;
        for (; k > 0 && compare_instants(&log->kept[k - 1], &record) > 0; k--) {
            log->kept[k] = log->kept[k - 1];
        }
        log->kept[k] = record;
    }
}

static inline void fixture_run(Fixture *fixture, size_t services, size_t channels)
{
    fixture->scenario.service_count = services;
    fixture->scenario.channel_count = channels;
    fixture->conditions.scenario = &fixture->scenario;
    fixture->conditions.timeline = &fixture->timeline;
    fixture->conditions.seed = 7;
    fixture->conditions.trace = &fixture->log.trace;
    fixture->insurer = insurer_new(&fixture->scenario);
    EXPECT(insurer_run(fixture->insurer, &fixture->conditions, NULL));
    sort_log(&fixture->log);
}

static inline void fixture_deinit(Fixture *fixture)
{
    insurer_free(fixture->insurer);
    free(fixture->log.kept);
    arena_free(fixture->arena);
}

/* The next event called `event` of entity `number` at or after place `from` of the log; NULL where
 * there is none. */
static inline const TraceRecord *find_event(const Fixture *fixture, size_t from, uint64_t number,
                                            const char *event)
{
    for (size_t i = from; i < fixture->log.count; i++) {
        const TraceRecord *const record = &fixture->log.kept[i];
        if (record->number == number && strcmp(record->event, event) == 0) {
            return record;
        }
    }
    return NULL;
}

#endif
