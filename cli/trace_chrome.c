/* The document is written by hand rather than through base/json, one event a line: a replication
 * has millions. */
#include "cli/trace_writer.h"

#include "base/json.h"
#include "base/memory.h"
#include "base/number.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct Slice { /* an event that begins something, the one that ends it, and what to call it
                        */
    const char *begins, *ends, *name;
} Slice;

static const Slice slices[] = {
    {"service_down", "service_up", "down"},
    {"channel_down", "channel_up", "cut"},
    {"cases_down", "cases_up", "cases cannot be solved"},
    {"base_work_starts", "base_work_done", "base work"},
    {"restoration_starts", "restoration_done", "restoration"},
    {"outage_starts", "outage_ends", "outage"},
};

enum { SLICES = sizeof slices / sizeof *slices };

typedef struct Track {
    const char *scope, *id,
        *second_id; /* of the scenario, which outlives the trace; scope NULL: free place */
    size_t number;  /* from 1 */
    bool open[SLICES];
} Track;

struct TraceChrome {
    Trace sink;
    FILE *stream;
    double warmup_h, last_h;
    size_t count, capacity; /* capacity is a power of two, at least twice the count */
    Track *tracks;          /* open addressing */
    size_t scope_count;
    const char *scopes[16];
};

static uint64_t add_to_hash(uint64_t hash, const char *text)
{
    for (; *text; ++text) {
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211); /* FNV-1a */
    }
    return (hash ^ 0xFF) * UINT64_C(1099511628211);
}

static bool texts_are_equal(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The track's place, or the free place where it belongs. */
static Track *place_of(const TraceChrome *chrome, const char *scope, const char *id,
                       const char *second_id)
{
    uint64_t hash = add_to_hash(add_to_hash(UINT64_C(14695981039346656037), scope), id);
    hash = second_id ? add_to_hash(hash, second_id) : hash;
    for (size_t at = hash & (chrome->capacity - 1);; at = (at + 1) & (chrome->capacity - 1)) {
        Track *track = &chrome->tracks[at];
        if (!track->scope ||
            (texts_are_equal(track->scope, scope) && texts_are_equal(track->id, id) &&
             texts_are_equal(track->second_id, second_id))) {
            return track;
        }
    }
}

static void grow(TraceChrome *chrome)
{
    TraceChrome larger = *chrome;
    larger.capacity = chrome->capacity ? 2 * chrome->capacity : 256;
    larger.tracks = memory_allocate(larger.capacity, sizeof *larger.tracks);
    for (size_t i = 0; i < chrome->capacity; ++i) {
        const Track *track = &chrome->tracks[i];
        if (track->scope) {
            *place_of(&larger, track->scope, track->id, track->second_id) = *track;
        }
    }
    free(chrome->tracks);
    chrome->tracks = larger.tracks;
    chrome->capacity = larger.capacity;
}

/* Number of the scope as a process, from 1; tells the viewer its name the first time. */
static size_t process_of(TraceChrome *chrome, const char *scope)
{
    for (size_t i = 0; i < chrome->scope_count; ++i) {
        if (strcmp(chrome->scopes[i], scope) == 0) {
            return i + 1;
        }
    }
    assert(chrome->scope_count < sizeof chrome->scopes / sizeof *chrome->scopes);
    chrome->scopes[chrome->scope_count++] = scope;
    (void)fprintf(
        chrome->stream,
        ",\n{\"name\":\"process_name\",\"ph\":\"M\",\"pid\":%zu,\"args\":{\"name\":\"%s\"}}",
        chrome->scope_count, scope);
    return chrome->scope_count;
}

static Track *track_of(TraceChrome *chrome, const TraceRecord *record)
{
    if (2 * (chrome->count + 1) > chrome->capacity) {
        grow(chrome);
    }
    Track *track = place_of(chrome, record->scope, record->id, record->second_id);
    if (!track->scope) {
        *track = (Track){.scope = record->scope,
                         .id = record->id,
                         .second_id = record->second_id,
                         .number = ++chrome->count};
        /* Ids need no escapes: letters, digits and _ . - @ : alone. */
        (void)fprintf(chrome->stream,
                      ",\n{\"name\":\"thread_name\",\"ph\":\"M\",\"pid\":%zu,\"tid\":%zu,\"args\":{"
                      "\"name\":\"%s%s%s\"}}",
                      process_of(chrome, record->scope), track->number, record->id,
                      record->second_id ? "@" : "", record->second_id ? record->second_id : "");
    }
    return track;
}

static void write_head(TraceChrome *chrome, const Track *track, const char *name, char phase,
                       double t_h)
{
    char moment[NUMBER_TEXT];
    const double shown_h = fmax(0, t_h + chrome->warmup_h); /* rounding never makes it negative */
    number_format(moment, shown_h * 1e6); /* microseconds: an hour is shown as a second */
    (void)fprintf(chrome->stream,
                  ",\n{\"name\":\"%s\",\"ph\":\"%c\",\"ts\":%s,\"pid\":%zu,\"tid\":%zu", name,
                  phase, moment, process_of(chrome, track->scope), track->number);
}

static void write_details(TraceChrome *chrome, const TraceRecord *record)
{
    char value[NUMBER_TEXT];
    (void)fputs(",\"args\":{", chrome->stream);
    if (record->number) {
        (void)fprintf(chrome->stream, "\"number\":%llu", (unsigned long long)record->number);
    }
    if (isfinite(record->value)) {
        number_format(value, record->value);
        (void)fprintf(chrome->stream, "%s\"value\":%s", record->number ? "," : "", value);
    }
    (void)fputs("}}", chrome->stream);
}

static void write_record(Trace *trace, const TraceRecord *record)
{
    TraceChrome *chrome = (TraceChrome *)trace;
    TraceRecord told = *record;
    if (strncmp(record->event, "cases_", 6) == 0) {
        told.scope =
            "channel cases"; /* a channel may be cut meanwhile: slices of a track must nest */
    }
    Track *track = track_of(chrome, &told);
    chrome->last_h = fmax(chrome->last_h, record->t_h);
    for (size_t i = 0; i < SLICES; ++i) {
        if (!track->open[i] && strcmp(record->event, slices[i].begins) == 0) {
            track->open[i] = true;
            write_head(chrome, track, slices[i].name, 'B', record->t_h);
            write_details(chrome, record);
            return;
        }
        if (track->open[i] && strcmp(record->event, slices[i].ends) == 0) {
            track->open[i] = false;
            write_head(chrome, track, slices[i].name, 'E', record->t_h);
            write_details(chrome, record);
            return;
        }
    }
    write_head(chrome, track, record->event, 'i', record->t_h);
    (void)fputs(",\"s\":\"t\"", chrome->stream);
    write_details(chrome, record);
}

TraceChrome *trace_chrome_new(FILE *stream, const char *title, double warmup_h)
{
    TraceChrome *chrome = memory_allocate(1, sizeof *chrome);
    chrome->sink.write = write_record;
    chrome->stream = stream;
    chrome->warmup_h = warmup_h;
    JsonWriter json;
    (void)fputs("{\"otherData\":{\"title\":", stream);
    json_init(&json, stream);
    json_text(&json, title);
    (void)fputs(
        "},\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n"
        "{\"name\":\"process_name\",\"ph\":\"M\",\"pid\":0,\"args\":{\"name\":\"one second is "
        "one hour\"}}",
        stream);
    return chrome;
}

Trace *trace_chrome_sink(TraceChrome *chrome)
{
    return &chrome->sink;
}

void trace_chrome_end(TraceChrome *chrome)
{
    for (size_t i = 0; i < chrome->capacity; ++i) {
        Track *track = &chrome->tracks[i];
        for (size_t k = 0; track->scope && k < SLICES; ++k) {
            if (track->open[k]) {
                write_head(chrome, track, slices[k].name, 'E', chrome->last_h);
                (void)fputs("}", chrome->stream);
            }
        }
    }
    (void)fputs("\n]}\n", chrome->stream);
}

void trace_chrome_free(TraceChrome *chrome)
{
    free(chrome->tracks);
    free(chrome);
}
