#include "tests/laws/paths.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/memory.h"
#include "tests/test.h"

#include <stdlib.h>

typedef enum Stage {
    STAGE_ABSENT, /* not there yet, or away, or gone */
    STAGE_PRESENT,
    STAGE_AT_WORK
} Stage;

/* A request or contact. */
typedef struct Life {
    Stage stage;
    bool observed; /* its first arrival, or this attempt, is not of the warm-up */
    size_t joined; /* its place in the order of arrivals and returns */
    double since_h, wait_h;
    bool gone; /* served, lost, answered, abandoned or turned away */
} Life;

enum { PATHS_MAX = 32, NUMBER_MAX = 1 << 24 };

/* The queue of one service, or the contacts of one channel, of one insurer. */
typedef struct Path {
    const char *id;
    bool is_channel, staffed, down;
    StaffFacts staff; /* where staffed */
    double down_h;
    size_t arrivals, last_begun, waiting, at_work;
    double last_h, seen_h, waiting_area, in_system_area;
    double requests, served, lost, wait_h, delay_h;    /* of a service */
    double attempts, answered, abandoned, turned_away; /* of a channel */
    size_t life_count;
    Life *lives; /* by number */
} Path;

typedef struct Events {
    const PathFrame *frame;
    Arena *arena;
    CsvTable csv;
    size_t path_count;
    Path paths[PATHS_MAX];
    Violation violation; /* the first */
} Events;

typedef struct Row {
    double t_h, value;
    const char *scope, *id, *event;
    uint64_t number;
} Row;

static Row row_of(const CsvTable *csv, size_t row)
{
    const char *const *cells = csv->rows[row].cells;
    const char *value = cells[csv_column(csv, "value")];
    return (Row){.t_h = strtod(cells[csv_column(csv, "t_h")], NULL),
                 .value = value[0] ? strtod(value, NULL) : NAN,
                 .scope = cells[csv_column(csv, "scope")],
                 .id = cells[csv_column(csv, "id")],
                 .event = cells[csv_column(csv, "event")],
                 .number = strtoull(cells[csv_column(csv, "number")], NULL, 10)};
}

static bool is_event(const Row *row, const char *event)
{
    return strcmp(row->event, event) == 0;
}

static Path *path_of(Events *trace, const Row *row)
{
    bool is_channel = strcmp(row->scope, "channel") == 0;
    for (size_t i = 0; i < trace->path_count; i++) {
        Path *path = &trace->paths[i];
        if (path->is_channel == is_channel && strcmp(path->id, row->id) == 0) {
            return path;
        }
    }
    assert_true(trace->path_count < PATHS_MAX);
    Path *path = &trace->paths[trace->path_count++];
    *path = (Path){.id = row->id, .is_channel = is_channel};
    path->staffed = !is_channel && trace->frame->staff.of;
    if (path->staffed) {
        path->staff = trace->frame->staff.of(trace->frame->staff.context, row->id);
    }
    return path;
}

static Life *life_of(Path *path, uint64_t number)
{
    assert_true(number < NUMBER_MAX);
    if (number >= path->life_count) {
        size_t count = 2 * (size_t)number + 64;
        path->lives = memory_grow(path->lives, count, sizeof *path->lives);
        memset(path->lives + path->life_count, 0, (count - path->life_count) * sizeof *path->lives);
        path->life_count = count;
    }
    return &path->lives[number];
}

static void broken(Events *trace, const Row *row, const char *law)
{
    if (!trace->violation.found) {
        trace->violation = violation_of("%s %s of %llu at %.17g: %s", row->id, row->event,
                                        (unsigned long long)row->number, row->t_h, law);
    }
}

static void expect_stage(Events *trace, const Row *row, const Life *life, Stage stage)
{
    static const char *const needs[] = {"it has not left yet", "it does not wait",
                                        "it is not at work"};
    if (life->stage != stage) {
        broken(trace, row, needs[stage]);
    }
}

/* Levels of the warm-up are not integrated. */
static void advance(Path *path, double t_h)
{
    double past_h = fmax(0, t_h) - path->seen_h;
    path->waiting_area += (double)path->waiting * past_h;
    path->in_system_area += (double)(path->waiting + path->at_work) * past_h;
    path->seen_h = fmax(0, t_h);
}

static void move(Path *path, Life *life, Stage stage)
{
    path->waiting -= life->stage == STAGE_PRESENT;
    path->at_work -= life->stage == STAGE_AT_WORK;
    path->waiting += stage == STAGE_PRESENT;
    path->at_work += stage == STAGE_AT_WORK;
    life->stage = stage;
}

static void leave(Path *path, Life *life)
{
    move(path, life, STAGE_ABSENT);
    life->gone = true;
}

/* First come, first served, counting from the last return; and who begins has waited since it first
 * came. */
static void request_begins(Events *trace, Path *path, Life *life, const Row *row)
{
    if (life->joined <= path->last_begun) {
        broken(trace, row, "one that came later has begun");
    }
    path->last_begun = life->joined;
    if (!(fabs(row->value - (row->t_h - life->since_h)) <= 1e-9)) {
        broken(trace, row, "its wait is not the time since it came");
    }
    move(path, life, STAGE_AT_WORK);
    if (path->staffed && path->at_work > path->staff.servers + path->staff.fallback) {
        broken(trace, row, "more at work than there are servers");
    }
    if (path->staffed && path->staff.fallback == 0 && path->down && row->t_h > path->down_h) {
        broken(trace, row, "the service is down");
    }
    life->wait_h = row->value;
}

static void request_arrives(Events *trace, Path *path, Life *life, const Row *row)
{
    expect_stage(trace, row, life, STAGE_ABSENT);
    move(path, life, STAGE_PRESENT);
    life->joined = ++path->arrivals;
    if (is_event(row, "request_arrives")) {
        life->since_h = row->t_h;
        life->observed = row->t_h >= 0;
        path->requests += life->observed;
    }
}

static void follow_request(Events *trace, Path *path, const Row *row)
{
    Life *life = life_of(path, row->number);
    if (is_event(row, "request_arrives") || is_event(row, "request_returns")) {
        request_arrives(trace, path, life, row);
    } else if (is_event(row, "request_starts")) {
        expect_stage(trace, row, life, STAGE_PRESENT);
        request_begins(trace, path, life, row);
    } else if (is_event(row, "request_served")) {
        expect_stage(trace, row, life, STAGE_AT_WORK);
        leave(path, life);
        path->served += life->observed;
        path->wait_h += life->observed ? life->wait_h : 0;
        path->delay_h += life->observed ? row->t_h - life->since_h : 0;
    } else if (is_event(row, "request_lost") || is_event(row, "request_goes_away")) {
        expect_stage(trace, row, life, STAGE_PRESENT);
        move(path, life, STAGE_ABSENT);
        life->gone = is_event(row, "request_lost");
        if (life->gone && path->staffed && !path->down && path->staff.queue_limit == SIZE_MAX) {
            broken(trace, row, "the service is up and its queue is never full");
        }
        path->lost += life->observed && life->gone;
    } else if (is_event(row, "request_becomes_contact")) {
        if (life->stage == STAGE_ABSENT) {
            broken(trace, row, "it is not there");
        }
    }
}

static void follow_contact(Events *trace, Path *path, const Row *row)
{
    Life *life = life_of(path, row->number);
    if (is_event(row, "contact_arrives")) {
        expect_stage(trace, row, life, STAGE_ABSENT);
        move(path, life, STAGE_PRESENT);
        life->since_h = row->t_h;
        life->observed = row->t_h >= 0;
        life->gone = false; /* each attempt counts */
        path->attempts += life->observed;
    } else if (is_event(row, "handling_starts") || is_event(row, "degraded_handling_starts")) {
        expect_stage(trace, row, life, STAGE_PRESENT);
        if (!(fabs(row->value - (row->t_h - life->since_h)) <= 1e-9)) {
            broken(trace, row, "its wait is not the time since it came");
        }
        move(path, life, STAGE_AT_WORK);
        life->gone = true;
        path->answered += life->observed;
        path->wait_h += life->observed ? row->value : 0;
    } else if (is_event(row, "handling_ends")) {
        expect_stage(trace, row, life, STAGE_AT_WORK);
        move(path, life, STAGE_ABSENT);
    } else if (is_event(row, "contact_abandons") || is_event(row, "contact_turned_away")) {
        expect_stage(trace, row, life, STAGE_PRESENT);
        leave(path, life);
        path->abandoned += life->observed && is_event(row, "contact_abandons");
        path->turned_away += life->observed && is_event(row, "contact_turned_away");
    }
}

/* Of one instant, what goes down and comes up stands first in a trace, before the insurers. */
static void follow_row(Events *trace, const Row *row)
{
    bool is_service = strcmp(row->scope, "service") == 0;
    if (!is_service && strcmp(row->scope, "channel") != 0) {
        return;
    }
    Path *path = path_of(trace, row);
    if (path->staffed && row->t_h > path->last_h && path->waiting > path->staff.queue_limit) {
        broken(trace, row, "before it more wait than there are places");
    }
    path->last_h = row->t_h;
    advance(path, row->t_h);
    if (is_service && is_event(row, "service_down")) {
        path->down_h = row->t_h;
        path->down = true;
    } else if (is_service && is_event(row, "service_up")) {
        path->down = false;
    } else if (is_service) {
        follow_request(trace, path, row);
    } else if (row->number > 0) {
        follow_contact(trace, path, row);
    }
}

/* What the path has counted is what the results say; `sums` are in hours. */
static void compare(Events *trace, const Path *path, const char *metric, double counted)
{
    const PathFrame *frame = trace->frame;
    const ResultKey key = {.strategy = frame->strategy,
                           .scope = path->is_channel ? "channel" : "service",
                           .id = path->id,
                           .metric = metric,
                           .at = (double)frame->replication};
    double told = result_number(frame->replications, &key, "value");
    bool both_undefined = isnan(told) && isnan(counted);
    if (!trace->violation.found && !both_undefined &&
        !(fabs(told - counted) <= 1e-7 * fmax(1, fabs(counted)))) {
        trace->violation =
            violation_of("%s %s: the results say %.17g, the trace of %s %zu %.17g", path->id,
                         metric, told, frame->strategy, frame->replication, counted);
    }
}

static double mean_of(double sum, double count)
{
    return count > 0 ? sum / count : (double)NAN;
}

/* Those observed who are still there, or away to come back. */
static double left_over(const Path *path)
{
    double count = 0;
    for (size_t number = 0; number < path->life_count; number++) {
        count += path->lives[number].observed && !path->lives[number].gone;
    }
    return count;
}

static void compare_service(Events *trace, const Path *path)
{
    const double h = trace->frame->horizon_h;
    compare(trace, path, "requests", path->requests);
    compare(trace, path, "served", path->served);
    compare(trace, path, "lost", path->lost);
    compare(trace, path, "waiting_at_end", left_over(path));
    compare(trace, path, "wait_mean_h", mean_of(path->wait_h, path->served));
    compare(trace, path, "delay_mean_h", mean_of(path->delay_h, path->served));
    compare(trace, path, "backlog_mean", path->waiting_area / h);
    compare(trace, path, "in_system_mean", path->in_system_area / h);
}

static void compare_channel(Events *trace, const Path *path)
{
    compare(trace, path, "attempts", path->attempts);
    compare(trace, path, "served", path->answered);
    compare(trace, path, "abandoned", path->abandoned);
    compare(trace, path, "turned_away", path->turned_away);
    compare(trace, path, "waiting_at_end", left_over(path));
    compare(trace, path, "wait_mean_min", mean_of(60 * path->wait_h, path->answered));
    compare(trace, path, "queue_mean", path->waiting_area / trace->frame->horizon_h);
}

static void compare_all(Events *trace)
{
    for (size_t i = 0; i < trace->path_count; i++) {
        Path *path = &trace->paths[i];
        advance(path, trace->frame->horizon_h);
        if (path->is_channel) {
            compare_channel(trace, path);
        } else {
            compare_service(trace, path);
        }
    }
}

static void trace_read(Events *trace, const char *path)
{
    char *bytes = NULL;
    size_t length = 0;
    Failure failure = {0};
    Diagnostics *diagnostics = diagnostics_new();
    trace->arena = arena_new(0);
    if (!file_read(path, CSV_BYTES_MAX, &bytes, &length, &failure) ||
        !csv_parse_table(&trace->csv, "trace", bytes, length, trace->arena, diagnostics)) {
        trace->violation = violation_of("%s: no trace: %s", path, failure.message);
    }
    diagnostics_free(diagnostics);
    free(bytes);
}

Violation paths_violation(const char *path, const PathFrame *frame, size_t *events)
{
    Events trace = {.frame = frame};
    trace_read(&trace, path);
    *events = trace.csv.row_count;
    for (size_t i = 0; i < trace.csv.row_count && !trace.violation.found; i++) {
        Row row = row_of(&trace.csv, i);
        follow_row(&trace, &row);
    }
    if (frame->replications) {
        compare_all(&trace);
    }
    for (size_t i = 0; i < trace.path_count; i++) {
        free(trace.paths[i].lives);
    }
    arena_free(trace.arena);
    return trace.violation;
}
