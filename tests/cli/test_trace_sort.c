#include "cli/trace_sort.h"
#include "tests/test.h"

#include <stdlib.h>

/* More than one reading of a buffer in every run. */
enum { RUNS = 40, RECORDS = 10000 };

/* Sees what the sort passes on: in order of time, and of one instant in the order of the numbers.
 */
typedef struct Reader {
    Trace sink;
    size_t count, number_sum;
    double last_h;
    uint64_t last_number;
    bool is_sorted;
} Reader;

static void see(Trace *trace, const TraceRecord *record)
{
    Reader *reader = (Reader *)trace;
    if (reader->count++ > 0 &&
        (record->t_h < reader->last_h ||
         (record->t_h <= reader->last_h && record->number < reader->last_number))) {
        reader->is_sorted = false;
    }
    reader->last_h = record->t_h;
    reader->last_number = record->number;
    reader->number_sum += (size_t)record->number;
}

static Reader read_all(TraceSort *sort)
{
    Reader reader = {.sink.write = see, .is_sorted = true};
    trace_sort_write(sort, &reader.sink);
    assert_null(trace_sort_failure(sort));
    trace_sort_free(sort);
    return reader;
}

static void put(TraceSort *sort, double t_h, uint64_t number)
{
    trace_event(trace_sort_sink(sort), (TraceRecord){.t_h = t_h,
                                                     .scope = "total",
                                                     .id = "all",
                                                     .event = "passes",
                                                     .number = number,
                                                     .value = NAN});
}

/* Run r counts the hours from -r in steps of 1 + r % 3, each hour four times. */
static void runs_are_merged_in_order_of_time_and_of_coming(void **state)
{
    (void)state;
    TraceSort *sort = trace_sort_new();
    uint64_t number = 0;
    for (int run = 0; run < RUNS; run++) {
        for (int i = 0; i < RECORDS; i++) {
            put(sort, (double)(i / 4 * (1 + run % 3) - run), ++number);
        }
    }

    Reader reader = read_all(sort);

    EXPECT(reader.is_sorted);
    EXPECT_EQUAL(reader.count, RUNS * RECORDS);
    EXPECT_EQUAL(reader.number_sum, number * (number + 1) / 2); /* each once */
}

/* Every record is a run of its own: more runs than a buffer holds records. */
static void what_comes_backwards_is_turned_round(void **state)
{
    (void)state;
    TraceSort *sort = trace_sort_new();
    for (uint64_t i = 0; i < RECORDS; i++) {
        put(sort, -(double)i, RECORDS - i);
    }

    Reader reader = read_all(sort);

    EXPECT(reader.is_sorted);
    EXPECT_EQUAL(reader.count, RECORDS);
    EXPECT_NEAR(reader.last_h, 0, 0);
}

static void no_event_is_no_mistake(void **state)
{
    (void)state;
    Reader reader = read_all(trace_sort_new());
    EXPECT_EQUAL(reader.count, 0);
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    (void)state;
    EXPECT_EQUAL(setenv("TMPDIR", "/nonexistent", 1), 0);
    TraceSort *sort = trace_sort_new();
    Reader reader = {.sink.write = see};

    put(sort, 0, 1);
    trace_sort_write(sort, &reader.sink);

    EXPECT(strstr(trace_sort_failure(sort), "/nonexistent"));
    EXPECT_EQUAL(reader.count, 0);
    trace_sort_free(sort);
    EXPECT_EQUAL(unsetenv("TMPDIR"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_are_merged_in_order_of_time_and_of_coming),
        cmocka_unit_test(what_comes_backwards_is_turned_round),
        cmocka_unit_test(no_event_is_no_mistake),
        cmocka_unit_test(a_folder_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
