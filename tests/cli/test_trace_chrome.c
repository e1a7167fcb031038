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

static double number_of(const cJSON *event, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(event, name);
    EXPECT(cJSON_IsNumber(item));
    return item->valuedouble;
}

static const char *text_of(const cJSON *event, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(event, name);
    EXPECT(cJSON_IsString(item));
    return item->valuestring;
}

static size_t track_of(Reader *reader, const cJSON *event)
{
    const double pid = number_of(event, "pid"), tid = number_of(event, "tid");
    size_t i = 0;
    while (i < reader->track_count &&
           (reader->tracks[i].pid != pid || reader->tracks[i].tid != tid)) {
        ++i;
    }
    if (i == reader->track_count) {
        EXPECT(reader->track_count < TRACKS_MOST);
        reader->tracks[i].pid = pid;
        reader->tracks[i].tid = tid;
        ++reader->track_count;
    }
    return i;
}

static void take_name(Reader *reader, const cJSON *event)
{
    const cJSON *arguments = cJSON_GetObjectItemCaseSensitive(event, "args");
    EXPECT(strlen(text_of(arguments, "name")) > 0);
    if (strcmp(text_of(event, "name"), "process_name") == 0) {
        reader->process_named[(size_t)number_of(event, "pid")] = true;
    } else if (strcmp(text_of(event, "name"), "thread_name") == 0) {
        reader->tracks[track_of(reader, event)].named = true;
    }
}

static void take_event(Reader *reader, const cJSON *event)
{
    const char phase = text_of(event, "ph")[0];
    const double moment = number_of(event, "ts");
    const size_t track = track_of(reader, event);
    EXPECT(reader->tracks[track].named);
    EXPECT(reader->process_named[(size_t)number_of(event, "pid")]);
    EXPECT(moment >= 0 && moment >= reader->last);
    reader->last = moment;
    if (phase == 'B') {
        EXPECT(reader->tracks[track].depth < DEPTH_MOST);
        reader->tracks[track].open[reader->tracks[track].depth++] = text_of(event, "name");
        ++reader->slices;
    } else if (phase == 'E') {
        EXPECT(reader->tracks[track].depth > 0);
        EXPECT_TEXT(text_of(event, "name"),
                    reader->tracks[track].open[--reader->tracks[track].depth]);
    } else {
        EXPECT_EQUAL(phase, 'i');
        ++reader->instants;
    }
}

/* Reads the document as a viewer would. */
static Reader read_document(const char *text)
{
    Reader reader = {0};
    cJSON *document = cJSON_Parse(text);
    EXPECT(document);
    const cJSON *events = cJSON_GetObjectItemCaseSensitive(document, "traceEvents");
    EXPECT(cJSON_IsArray(events));
    const cJSON *event = NULL;
    cJSON_ArrayForEach(event, events)
    {
        if (text_of(event, "ph")[0] == 'M') {
            take_name(&reader, event);
        } else {
            take_event(&reader, event);
        }
    }
    for (size_t i = 0; i < reader.track_count; ++i) {
        EXPECT_EQUAL(reader.tracks[i].depth, 0);
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
    EXPECT_EQUAL(reader.slices, 4);
    EXPECT_EQUAL(reader.instants, 1);
    EXPECT_EQUAL(reader.track_count, 4); /* cases beside their channel */
    EXPECT_NEAR(reader.last, 81e6, 0);
}

static void a_trace_without_events_is_a_document(void **state)
{
    (void)state;
    EXPECT_EQUAL(write_and_read(NULL, 0, 0).track_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_are_nested_on_named_tracks_from_0_on),
        cmocka_unit_test(a_trace_without_events_is_a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
