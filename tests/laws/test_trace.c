/* Laws of the single path, read off the trace of every event: the life of each request and contact
 * is a legal one, queues are first come, first served, and no more are at work than there are
 * servers. On the example that uses the whole format. */
#include "base/csv.h"
#include "base/file.h"
#include "base/memory.h"
#include "tests/support/program.h"
#include "tests/test.h"

#include <stdlib.h>

typedef enum Stage {
    STAGE_ABSENT, /* not there yet, or away, or gone */
    STAGE_PRESENT,
    STAGE_AT_WORK
} Stage;

/* A request or contact. */
typedef struct Life {
    uint64_t number;
    Stage stage;
    size_t joined; /* its place in the order of arrivals and returns */
    double since_h;
} Life;

enum { PATHS_MAX = 32, LIVES_MAX = 1 << 15, DOWN_MAX = 32 };

/* The queue of one service, or the contacts of one channel, of one insurer. */
typedef struct Path {
    const char *id;
    size_t servers, fallback; /* of a service */
    size_t down_count;
    double down_h[DOWN_MAX], up_h[DOWN_MAX];
    size_t arrivals, last_begun, at_work;
    size_t life_count;
    Life *lives; /* open addressing */
} Path;

typedef struct Events {
    Arena *arena;
    CsvTable csv;
    size_t path_count;
    Path paths[PATHS_MAX];
} Events;

/* Servers of the example: per 100 000 insured, rounded up, of 60 000, 25 000 and 8 000; fallback
 * likewise. */
static const struct {
    const char *id;
    size_t servers, fallback;
} staff[] = {
    {"eau@hansa", 5, 2},         {"eau@alpen", 2, 1},         {"eau@rhein", 1, 1},
    {"krankengeld@hansa", 2, 1}, {"krankengeld@alpen", 2, 1}, {"krankengeld@rhein", 2, 1},
    {"egk@hansa", 2, 0},         {"egk@alpen", 1, 0},         {"egk@rhein", 1, 0},
    {"epa@hansa", 4, 0},         {"epa@alpen", 4, 0},         {"epa@rhein", 4, 0},
};

static Path *path_of(Events *trace, const char *id)
{
    for (size_t i = 0; i < trace->path_count; i++) {
        if (strcmp(trace->paths[i].id, id) == 0) {
            return &trace->paths[i];
        }
    }
    assert_true(trace->path_count < PATHS_MAX);
    Path *path = &trace->paths[trace->path_count++];
    *path = (Path){.id = id, .lives = memory_allocate(LIVES_MAX, sizeof(Life))};
    for (size_t i = 0; i < sizeof staff / sizeof staff[0]; i++) {
        if (strcmp(staff[i].id, id) == 0) {
            path->servers = staff[i].servers;
            path->fallback = staff[i].fallback;
        }
    }
    return path;
}

static Life *life_of(Path *path, uint64_t number)
{
    size_t place = (size_t)(number * UINT64_C(0x9E3779B97F4A7C15) >> 49);
    while (path->lives[place].number != number && path->lives[place].number != 0) {
        place = (place + 1) % LIVES_MAX;
    }
    if (path->lives[place].number == 0) {
        assert_true(++path->life_count < LIVES_MAX / 2);
        path->lives[place].number = number;
    }
    return &path->lives[place];
}

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

static void expect_stage(const Row *row, const Life *life, Stage stage)
{
    if (life->stage != stage) {
        fail_msg("%s %s of %llu at %.17g: in stage %d, not %d", row->id, row->event,
                 (unsigned long long)row->number, row->t_h, (int)life->stage, (int)stage);
    }
}

static bool is_down(const Path *path, double t_h)
{
    for (size_t i = 0; i < path->down_count; i++) {
        if (t_h > path->down_h[i] && t_h < path->up_h[i]) {
            return true;
        }
    }
    return false;
}

/* First come, first served, counting from the last return; and who begins has waited since it first
 * came. */
static void request_begins(Path *path, Life *life, const Row *row)
{
    EXPECT(life->joined > path->last_begun);
    path->last_begun = life->joined;
    EXPECT_NEAR(row->value, row->t_h - life->since_h, 1e-9);
    if (++path->at_work > path->servers + path->fallback) {
        fail_msg("%s at %.17g: %zu at work, more than there are servers", row->id, row->t_h,
                 path->at_work);
    }
    EXPECT(path->fallback > 0 || !is_down(path, row->t_h));
    life->stage = STAGE_AT_WORK;
}

static void follow_request(Path *path, const Row *row)
{
    Life *life = life_of(path, row->number);
    if (is_event(row, "request_arrives") || is_event(row, "request_returns")) {
        expect_stage(row, life, STAGE_ABSENT);
        life->stage = STAGE_PRESENT;
        life->joined = ++path->arrivals;
        life->since_h = is_event(row, "request_arrives") ? row->t_h : life->since_h;
    } else if (is_event(row, "request_starts")) {
        expect_stage(row, life, STAGE_PRESENT);
        request_begins(path, life, row);
    } else if (is_event(row, "request_served")) {
        expect_stage(row, life, STAGE_AT_WORK);
        path->at_work--;
        life->stage = STAGE_ABSENT;
    } else if (is_event(row, "request_lost") || is_event(row, "request_goes_away")) {
        expect_stage(row, life, STAGE_PRESENT);
        life->stage = STAGE_ABSENT;
    } else if (is_event(row, "request_becomes_contact")) {
        EXPECT(life->stage != STAGE_ABSENT);
    }
}

static void follow_contact(Path *path, const Row *row)
{
    Life *life = life_of(path, row->number);
    if (is_event(row, "contact_arrives")) {
        expect_stage(row, life, STAGE_ABSENT);
        life->stage = STAGE_PRESENT;
        life->since_h = row->t_h;
    } else if (is_event(row, "handling_starts") || is_event(row, "degraded_handling_starts")) {
        expect_stage(row, life, STAGE_PRESENT);
        EXPECT_NEAR(row->value, row->t_h - life->since_h, 1e-9);
        life->stage = STAGE_AT_WORK;
    } else if (is_event(row, "handling_ends")) {
        expect_stage(row, life, STAGE_AT_WORK);
        life->stage = STAGE_ABSENT;
    } else if (is_event(row, "contact_abandons") || is_event(row, "contact_turned_away")) {
        expect_stage(row, life, STAGE_PRESENT);
        life->stage = STAGE_ABSENT;
    }
}

static void trace_read(Events *trace, const char *path)
{
    char *bytes = NULL;
    size_t length = 0;
    Failure failure = {0};
    Diagnostics *diagnostics = diagnostics_new();
    *trace = (Events){.arena = arena_new(0)};
    if (!file_read(path, CSV_BYTES_MAX, &bytes, &length, &failure) ||
        !csv_parse_table(&trace->csv, "trace", bytes, length, trace->arena, diagnostics)) {
        fail_msg("%s: no trace: %s", path, failure.message);
    }
    diagnostics_free(diagnostics);
    free(bytes);
}

/* Of one instant, what goes down and comes up stands first in a trace, before the insurers. */
static void follow_service(Path *path, const Row *row)
{
    if (is_event(row, "service_down")) {
        assert_true(path->down_count < DOWN_MAX);
        path->down_h[path->down_count] = row->t_h;
        path->up_h[path->down_count++] = INFINITY;
    } else if (is_event(row, "service_up")) {
        EXPECT(path->down_count > 0);
        path->up_h[path->down_count - 1] = row->t_h;
    } else {
        follow_request(path, row);
    }
}

static void trace_free(Events *trace)
{
    for (size_t i = 0; i < trace->path_count; i++) {
        free(trace->paths[i].lives);
    }
    arena_free(trace->arena);
}

/* Follows every event of one replication under the strategy; returns how many there were. */
static size_t follow(const char *strategy)
{
    const char *path = TEST_RUNS "/laws-trace.csv";
    const char *arguments[] = {BROWNOUT_BINARY,
                               "trace",
                               TEST_SOURCE "/tests/examples/everything",
                               "--strategy",
                               strategy,
                               "--replication",
                               "2",
                               "-o",
                               path,
                               NULL};
    Failure failure = {0};
    EXPECT(folder_create(TEST_RUNS, &failure));
    ProgramEnd end = program_run(arguments, TEST_RUNS "/laws-trace-errors.txt");
    Events trace;
    EXPECT_EQUAL(end.status, 0);
    free(end.errors);
    trace_read(&trace, path);
    for (size_t i = 0; i < trace.csv.row_count; i++) {
        Row row = row_of(&trace.csv, i);
        if (strcmp(row.scope, "service") == 0) {
            follow_service(path_of(&trace, row.id), &row);
        } else if (strcmp(row.scope, "channel") == 0 && row.number > 0) {
            follow_contact(path_of(&trace, row.id), &row);
        }
    }
    size_t count = trace.csv.row_count;
    trace_free(&trace);
    return count;
}

static void every_life_is_a_legal_one_whatever_the_strategy(void **state)
{
    static const char *const strategies[] = {"teilweise", "voll",           "standort",   "liste",
                                             "abwarten",  "teilweise-plus", "undisturbed"};
    (void)state;
    for (size_t i = 0; i < sizeof strategies / sizeof strategies[0]; i++) {
        EXPECT(follow(strategies[i]) > 20000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_life_is_a_legal_one_whatever_the_strategy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
