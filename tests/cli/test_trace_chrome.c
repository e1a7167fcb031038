/* The Chrome document is what trace viewers read: valid JSON, every track named before it is used,
 * slices nested, time from 0 on and in order.
 */
#include "base/file.h"
#include "cli/trace_writer.h"
#include "tests/test.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

enum { TRACKS_MOST = 16, DEPTH_MOST = 8 };

typedef struct Reader {
    const char *fault; /* the first; NULL: none */
    double last;
    size_t slices, instants;
    struct {
        double pid, tid;
        bool named;
        size_t depth;
        const char *open[DEPTH_MOST];
    } tracks[TRACKS_MOST];
    size_t track_count;
    bool process_named[TRACKS_MOST];
} Reader;

static bool demand(Reader *reader, bool holds, const char *fault)
{
    reader->fault = reader->fault || holds ? reader->fault : fault;
    return holds;
}

static double number_of(Reader *reader, const cJSON *event, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(event, name);
    return demand(reader, cJSON_IsNumber(item), "a number is missing") ? item->valuedouble : 0;
}

static const char *text_of(Reader *reader, const cJSON *event, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(event, name);
    return demand(reader, cJSON_IsString(item), "a text is missing") ? item->valuestring : "";
}

static size_t process_of(Reader *reader, const cJSON *event)
{
    const double pid = number_of(reader, event, "pid");
    return demand(reader, pid >= 0 && pid < TRACKS_MOST, "too many processes") ? (size_t)pid : 0;
}

static size_t track_of(Reader *reader, const cJSON *event)
{
    const double pid = number_of(reader, event, "pid"), tid = number_of(reader, event, "tid");
    size_t i = 0;
    while (i < reader->track_count &&
           !(reader->tracks[i].pid == pid && reader->tracks[i].tid == tid)) {
        ++i;
    }
    if (i == reader->track_count && demand(reader, i < TRACKS_MOST - 1, "too many tracks")) {
        reader->tracks[i].pid = pid;
        reader->tracks[i].tid = tid;
        ++reader->track_count;
    }
    return i;
}

static void take_name(Reader *reader, const cJSON *event)
{
    const cJSON *arguments = cJSON_GetObjectItemCaseSensitive(event, "args");
    const char *const kind = text_of(reader, event, "name");
    demand(reader, strlen(text_of(reader, arguments, "name")) > 0, "an empty name");
    if (strcmp(kind, "process_name") == 0) {
        reader->process_named[process_of(reader, event)] = true;
    } else if (strcmp(kind, "thread_name") == 0) {
        reader->tracks[track_of(reader, event)].named = true;
    } else {
        demand(reader, false, "a metadata event that the format does not have");
    }
}

static void take_phase(Reader *reader, const cJSON *event, size_t track)
{
    const char phase = text_of(reader, event, "ph")[0];
    const char *const name = text_of(reader, event, "name");
    size_t *const depth = &reader->tracks[track].depth;
    if (phase == 'B' && demand(reader, *depth < DEPTH_MOST, "too many slices in each other")) {
        reader->tracks[track].open[(*depth)++] = name;
        ++reader->slices;
    } else if (phase == 'E' && demand(reader, *depth > 0, "an end without a beginning")) {
        demand(reader, strcmp(name, reader->tracks[track].open[--*depth]) == 0,
               "slices that do not nest");
    } else {
        demand(reader, phase == 'i' || phase == 'B' || phase == 'E', "an unknown phase");
        reader->instants += phase == 'i';
    }
}

static void take_event(Reader *reader, const cJSON *event)
{
    const double moment = number_of(reader, event, "ts");
    const size_t track = track_of(reader, event);
    demand(reader, reader->tracks[track].named, "a track without a name");
    demand(reader, reader->process_named[process_of(reader, event)], "a process without a name");
    demand(reader, moment >= 0, "a time before 0");
    demand(reader, moment >= reader->last, "events out of order");
    reader->last = moment;
    take_phase(reader, event, track);
}

/* Reads the document as a viewer would. */
static Reader read_document(const char *text)
{
    Reader reader = {0};
    cJSON *document = cJSON_Parse(text);
    const cJSON *events = cJSON_GetObjectItemCaseSensitive(document, "traceEvents");
    const cJSON *event = NULL;
    demand(&reader, cJSON_IsArray(events), "no document with events");
    cJSON_ArrayForEach(event, events)
    {
        if (text_of(&reader, event, "ph")[0] == 'M') {
            take_name(&reader, event);
        } else {
            take_event(&reader, event);
        }
    }
    for (size_t i = 0; i < reader.track_count; ++i) {
        demand(&reader, reader.tracks[i].depth == 0, "a slice without an end");
    }
    cJSON_Delete(document);
    return reader;
}

static Reader write_and_read(const TraceRecord *records, size_t count, double warmup_h)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    EXPECT(stream);
    TraceChrome *chrome = trace_chrome_new(stream, "A \"title\" with \\ and ü", warmup_h);
    for (size_t i = 0; i < count; ++i) {
        trace_event(trace_chrome_sink(chrome), records[i]);
    }
    trace_chrome_end(chrome);
    trace_chrome_free(chrome);
    EXPECT_EQUAL(fclose(stream), 0);
    const Reader reader = read_document(text);
    free(text);
    return reader;
}

/* Two slices end, one is closed at the end of the document; one instant. Perfetto drops events
 * before 0, so the warm-up of 72 h begins there: the last event is at 72 + 9 h, an hour a second.
 */
static void slices_are_nested_on_named_tracks_from_0_on(void **state)
{
    (void)state;
    const TraceRecord records[] = {
        {-72, "service", "cards", "north", "request_arrives", 1, NAN},
        {1, "service", "cards", "north", "service_down", 0, NAN},
        {2, "zone", "core", NULL, "base_work_starts", 0, 3},
        {5, "zone", "core", NULL, "base_work_done", 0, NAN},
        {6, "service", "cards", "north", "service_up", 0, NAN},
        {7, "channel", "telephone", "north", "cases_down", 0, NAN},
        {8, "channel", "telephone", "north", "channel_down", 0, NAN},
        {9, "channel", "telephone", "north", "cases_up", 0, NAN},
    };
    const Reader reader = write_and_read(records, sizeof records / sizeof *records, 72);
    EXPECT(!reader.fault);
    EXPECT_EQUAL(reader.slices, 4);
    EXPECT_EQUAL(reader.instants, 1);
    EXPECT_EQUAL(reader.track_count, 4); /* cases beside their channel */
    EXPECT_NEAR(reader.last, 81e6, 0);
}

static void a_trace_without_events_is_a_document(void **state)
{
    (void)state;
    const Reader reader = write_and_read(NULL, 0, 0);
    EXPECT(!reader.fault);
    EXPECT_EQUAL(reader.track_count, 0);
}

#define NAMES                                                                                      \
    "{\"ph\":\"M\",\"name\":\"process_name\",\"pid\":1,\"args\":{\"name\":\"zone\"}},"             \
    "{\"ph\":\"M\",\"name\":\"thread_name\",\"pid\":1,\"tid\":1,\"args\":{\"name\":\"core\"}}"
#define EVENT(phase, t) ",{\"ph\":\"" phase "\",\"name\":\"x\",\"pid\":1,\"tid\":1,\"ts\":" #t "}"
#define DOCUMENT(events) "{\"traceEvents\":[" events "]}"

static void faults_of_a_document_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *document, *fault;
    } planted[] = {
        {DOCUMENT(NAMES EVENT("B", 1) EVENT("E", 2)), NULL},
        {DOCUMENT(NAMES EVENT("B", 1)), "a slice without an end"},
        {DOCUMENT(NAMES EVENT("E", 1)), "an end without a beginning"},
        {DOCUMENT(NAMES EVENT("i", -1)), "a time before 0"},
        {DOCUMENT(NAMES EVENT("i", 2) EVENT("i", 1)), "events out of order"},
        {DOCUMENT(NAMES ",{\"ph\":\"i\",\"name\":\"x\",\"pid\":1,\"tid\":2,\"ts\":1}"),
         "a track without a name"},
        {DOCUMENT(NAMES EVENT("X", 1)), "an unknown phase"},
        {"{\"traceEvents\":[", "no document with events"},
    };
    for (size_t i = 0; i < sizeof planted / sizeof *planted; ++i) {
        const Reader reader = read_document(planted[i].document);
        if (planted[i].fault) {
            EXPECT_TEXT(reader.fault, planted[i].fault);
        } else {
            EXPECT(!reader.fault);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_are_nested_on_named_tracks_from_0_on),
        cmocka_unit_test(a_trace_without_events_is_a_document),
        cmocka_unit_test(faults_of_a_document_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
