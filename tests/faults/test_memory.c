/* No memory: each request in turn is refused, once and from then on, and the whole process is given
 * too little. One message, a status of its own, and files whole or absent. */
#include "tests/faults/outcome.h"
#include "tests/test.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

static const char memory_calls[] = "malloc,calloc,realloc";

/* The C library gets along without some of its buffers: then the run has succeeded. Only status 1
 * is a failure that is told. */
static void expect_told(const LaunchEnd *end, unsigned long at)
{
    const bool told = strstr(end->errors, "out of memory") ||
                      strstr(end->errors, strerror(ENOMEM)) ||
                      strstr(end->errors, "cannot start a thread");
    if (end->status != 0 && (end->status != 1 || line_count(end->errors) != 1 || !told)) {
        fail_msg("request %lu: status %d: %s", at, end->status, end->errors);
    }
}

static void refuse_each_request(const char *before, unsigned long times, unsigned long most)
{
    Launch launch = compare_launch(NEW_SEED, "out");
    outcome_reset("out", before);
    const unsigned long count = launch_calls(&launch, memory_calls);
    for (unsigned long at = next_call(0, count, most); at; at = next_call(at, count, most)) {
        outcome_reset("out", before);
        launch.fault = (Fault){.calls = memory_calls, .at = at, .times = times, .error = ENOMEM};
        const LaunchEnd end = launch_run(&launch);
        expect_told(&end, at);
        if (expect_whole_or_absent("out") && end.status == 0) {
            expect_results("out", "new");
        }
        expect_nothing_temporary("out", NOTE_MAY_STAY);
    }
    expect_recovery("out");
}

static void one_request_refused_anywhere_leaves_whole_files_or_none(void **state)
{
    (void)state;
    refuse_each_request(NULL, 1, 40);
}

/* Each curve grows to 20 kB of text in memory, which needs more room four times over. */
static void no_row_of_a_long_curve_is_lost_for_want_of_memory(void **state)
{
    (void)state;
    Launch launch = {.arguments = {NULL}};
    launch_add(&launch, "compare", "scenario", "-n", "2", "-j", "1", "-q", "--no-charts",
               "--strategies", "takedown", "--set", "scenario.horizon_days=1", "--set",
               "scenario.warmup_days=0", "--set", "scenario.sample_h=0.1", "-o", "curves", NULL);
    outcome_reset("curves", NULL);
    outcome_reset("long", NULL);
    const unsigned long count = launch_calls(&launch, "malloc"), step = strikes_all() ? 1 : 20;
    EXPECT_EQUAL(rename("curves", "long"), 0);
    for (unsigned long at = count - 180; at <= count; at += step) {
        outcome_reset("curves", NULL);
        launch.fault = (Fault){.calls = "malloc", .at = at, .times = 1, .error = ENOMEM};
        const LaunchEnd end = launch_run(&launch);
        expect_told(&end, at);
        if (end.status == 0) {
            EXPECT_EQUAL(system("cmp -s long/curves.csv curves/curves.csv"), 0);
        }
    }
}

static void every_request_refused_from_anywhere_on_leaves_whole_files_or_none(void **state)
{
    (void)state;
    refuse_each_request("old", 0, 40);
}

static void the_other_commands_tell_of_it_too(void **state)
{
    (void)state;
    static const char *const commands[][6] = {
        {"check", "scenario"}, {"check", "scenario", "--json"}, {"trace", "scenario"}};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; ++i) {
        Launch launch = {.arguments = {NULL}};
        for (size_t k = 0; commands[i][k]; ++k) {
            launch_add(&launch, commands[i][k], NULL);
        }
        const unsigned long count = launch_calls(&launch, memory_calls);
        for (unsigned long at = next_call(0, count, 20); at; at = next_call(at, count, 20)) {
            launch.fault = (Fault){.calls = memory_calls, .at = at, .times = 1, .error = ENOMEM};
            const LaunchEnd end = launch_run(&launch);
            expect_told(&end, at);
        }
    }
}

static void a_new_scenario_is_whole_or_absent(void **state)
{
    (void)state;
    Launch launch = {.arguments = {NULL}};
    launch_add(&launch, "new", "fresh", NULL);
    outcome_reset("fresh", NULL);
    const unsigned long count = launch_calls(&launch, memory_calls);
    for (unsigned long at = next_call(0, count, 15); at; at = next_call(at, count, 15)) {
        outcome_reset("fresh", NULL);
        launch.fault = (Fault){.calls = memory_calls, .at = at, .times = 1, .error = ENOMEM};
        const LaunchEnd end = launch_run(&launch);
        expect_told(&end, at);
        expect_nothing_temporary("fresh", NOTE_IS_GONE);
    }
}

/* The libraries that draw complain on their own, and some of them crash: the process in which they
 * do so is not this one. */
static void expect_survived(const LaunchEnd *end, unsigned long at)
{
    if (end->status != 0 && (end->status != 1 || !strstr(end->errors, "brownout: "))) {
        fail_msg("request %lu: status %d: %s", at, end->status, end->errors);
    }
}

static void libraries_that_find_no_memory_take_no_result_along(void **state)
{
    (void)state;
    skip_without_charts();
    Launch launch = charts_launch(NEW_SEED, "out");
    outcome_reset("out", NULL);
    launch.fault.in_children = true;
    const unsigned long count = launch_calls(&launch, memory_calls);
    const unsigned long step =
        count / (strikes_all() ? 300 : 11); /* tens of thousands, long runs */
    for (unsigned long at = 1; at <= count; at += step) {
        outcome_reset("out", NULL);
        launch.fault = (Fault){
            .calls = memory_calls, .at = at, .times = 1, .error = ENOMEM, .in_children = true};
        const LaunchEnd end = launch_run(&launch);
        expect_survived(&end, at);
        expect_results("out", "new");
        expect_nothing_temporary("out", NOTE_IS_GONE);
    }
}

static rlim_t address_space;

static void limit_memory(void)
{
    const struct rlimit limit = {address_space, address_space};
    (void)setrlimit(RLIMIT_AS, &limit);
}

/* From what is too little to load the libraries to what is enough: all that is asked below status
 * 127, at which the loader gives up, is a failure that is told. */
static void a_process_given_too_little_memory_says_so(void **state)
{
    (void)state;
    skip_without_charts();
    for (rlim_t megabytes = 20; megabytes <= 420; megabytes += 40) {
        Launch launch = charts_launch(NEW_SEED, "out");
        launch.prepare = limit_memory;
        address_space = megabytes << 20;
        outcome_reset("out", NULL);
        const LaunchEnd end = launch_run(&launch);
        EXPECT(end.status < KILLED);
        if (end.status != 127) {
            expect_survived(&end, (unsigned long)megabytes);
        }
        expect_whole_or_absent("out");
        expect_nothing_temporary("out", NOTE_MAY_STAY);
    }
    expect_recovery("out");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_request_refused_anywhere_leaves_whole_files_or_none),
        cmocka_unit_test(no_row_of_a_long_curve_is_lost_for_want_of_memory),
        cmocka_unit_test(every_request_refused_from_anywhere_on_leaves_whole_files_or_none),
        cmocka_unit_test(the_other_commands_tell_of_it_too),
        cmocka_unit_test(a_new_scenario_is_whole_or_absent),
        cmocka_unit_test(libraries_that_find_no_memory_take_no_result_along),
        cmocka_unit_test(a_process_given_too_little_memory_says_so),
    };
    outcome_begin("memory");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
