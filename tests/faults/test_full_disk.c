/* A disk that is full, or takes no more than so much of a file: of results, charts, report, traces
 * and the files that help on the way. */
#include "tests/faults/outcome.h"
#include "tests/test.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const char writing_calls[] = "write,fsync,rename,mkstemp,mkdir";

/* After a failure: one line, its cause, whole files or none, and the next run succeeds. */
static void expect_clean_failure(const LaunchEnd *end, const char *cause, const char *out)
{
    expect_complaint(end, 1, cause);
    expect_whole_or_absent(out);
    expect_nothing_temporary(out, NOTE_MAY_STAY);
    expect_recovery(out);
}

static void fill_from_each_call(const char *before, unsigned long most)
{
    Launch launch = compare_launch(NEW_SEED, "out");
    outcome_reset("out", before);
    const unsigned long count = launch_calls(&launch, writing_calls);
    for (unsigned long at = next_call(0, count, most); at; at = next_call(at, count, most)) {
        outcome_reset("out", before);
        launch.fault = (Fault){.calls = writing_calls, .at = at, .error = ENOSPC};
        const LaunchEnd end = launch_run(&launch);
        expect_clean_failure(&end, strerror(ENOSPC), "out");
    }
}

static void a_disk_full_from_any_call_on_leaves_whole_files_or_none(void **state)
{
    (void)state;
    fill_from_each_call(NULL, 14);
    fill_from_each_call("old", 14);
}

static void one_failed_write_is_not_forgotten_when_the_next_ones_succeed(void **state)
{
    (void)state;
    Launch launch = compare_launch(NEW_SEED, "out");
    outcome_reset("out", NULL);
    const unsigned long count = launch_calls(&launch, "write,fsync");
    for (unsigned long at = next_call(0, count, 15); at; at = next_call(at, count, 15)) {
        outcome_reset("out", NULL);
        launch.fault = (Fault){.calls = "write,fsync", .at = at, .times = 1, .error = EIO};
        const LaunchEnd end = launch_run(&launch);
        expect_clean_failure(&end, "cannot be written", "out");
    }
}

static rlim_t largest_file;

static void limit_files(void)
{
    const struct rlimit limit = {largest_file, largest_file};
    (void)setrlimit(RLIMIT_FSIZE, &limit);
}

static void a_file_that_may_not_grow_fails_each_result_in_turn(void **state)
{
    (void)state;
    /* replications.csv has 3 kB, curves.csv 17, model.csv 19, comparison.csv 84, summary.csv 176.
     */
    static const rlim_t sizes[] = {1000, 10000, 18000, 50000, 100000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; ++i) {
        Launch launch = compare_launch(NEW_SEED, "out");
        launch.prepare = limit_files;
        largest_file = sizes[i];
        outcome_reset("out", NULL);
        const LaunchEnd end = launch_run(&launch);
        expect_clean_failure(&end, strerror(EFBIG), "out");
    }
}

static void a_small_file_system_fills_up(void **state)
{
    (void)state;
    static const char *const options[] = {"size=32k", "size=100k", "size=220k", "nr_inodes=3"};
    for (size_t i = 0; i < sizeof options / sizeof *options; ++i) {
        outcome_reset("small", NULL);
        if (mkdir("small", 0777) != 0 || mount("none", "small", "tmpfs", 0, options[i]) != 0) {
            skip(); /* only root can mount, and not in every container */
        }
        const Launch launch = compare_launch(NEW_SEED, "small/out");
        const LaunchEnd end = launch_run(&launch);
        const bool mostly_right = end.status == 1;
        expect_whole_or_absent("small/out");
        expect_nothing_temporary("small/out", NOTE_MAY_STAY);
        umount("small");
        EXPECT(mostly_right);
        expect_complaint(&end, 1, strerror(ENOSPC));
    }
}

static void charts_on_a_full_disk_are_missed(void **state)
{
    (void)state;
    skip_without_charts();
    outcome_reset("out", "new");
    Launch plot = {.arguments = {NULL}, .prepare = limit_files};
    launch_add(&plot, "plot", "out", "--only", "difference", NULL);
    static const char *const formats[] = {"svg", "pdf", "png"};
    for (size_t i = 0; i < 3; ++i) {
        Launch one = plot;
        launch_add(&one, "--format", formats[i], NULL);
        largest_file = 1000;
        const LaunchEnd end = launch_run(&one);
        expect_complaint(&end, 1, strerror(EFBIG));
        EXPECT(strstr(end.errors, formats[i]) != NULL);
        EXPECT(access("out/charts/difference.svg", F_OK) != 0);
        expect_nothing_temporary("out", NOTE_IS_GONE);
    }
    expect_results("out", "new");
}

static void a_report_on_a_full_disk_is_missed(void **state)
{
    (void)state;
    outcome_reset("out", "new");
    Launch report = {.arguments = {NULL}, .prepare = limit_files};
    launch_add(&report, "report", "out", NULL);
    largest_file = 5000;
    const LaunchEnd end = launch_run(&report);
    expect_complaint(&end, 1, "report.html: cannot be written: File too large");
    EXPECT(access("out/report.html", F_OK) != 0);
    expect_nothing_temporary("out", NOTE_IS_GONE);
}

/* Charts drawn by several processes, of which each writes its own. */
static void a_run_whose_charts_find_no_room_has_whole_results_and_fails(void **state)
{
    (void)state;
    skip_without_charts();
    for (unsigned long at = 1; at <= 9; at += 4) {
        Launch launch = charts_launch(NEW_SEED, "out");
        outcome_reset("out", NULL);
        launch.fault = (Fault){.calls = "fsync", .at = at, .error = ENOSPC, .in_children = true};
        const LaunchEnd end = launch_run(&launch);
        expect_complaint(&end, 1, strerror(ENOSPC));
        expect_results("out", "new");
        expect_nothing_temporary("out", NOTE_IS_GONE);
    }
}

/* 3 days in steps of 3.6 s: 72000 samples of some dozens of curves, so that not even the third
 * replication's stay in memory. */
static void curves_that_find_no_room_for_their_temporary_file_stop_the_run(void **state)
{
    (void)state;
    Launch launch = {.arguments = {NULL}, .prepare = limit_files};
    launch_add(&launch, "compare", "scenario", "-n", "3", "-j", "2", "-q", "--no-charts",
               "--strategies", "takedown", "--set", "scenario.horizon_days=3", "--set",
               "scenario.warmup_days=0", "--set", "scenario.sample_h=0.001", "-o", "out", NULL);
    largest_file = 1 << 20;
    outcome_reset("out", NULL);
    const LaunchEnd end = launch_run(&launch);
    expect_complaint(&end, 1,
                     "cannot keep the replications in a temporary file in the result folder: "
                     "File too large");
    EXPECT(access("out/run.json", F_OK) != 0 && access("out/replications.csv", F_OK) != 0);
    expect_nothing_temporary("out", NOTE_IS_GONE);
}

static Launch trace_launch(const char *file)
{
    Launch launch = {.arguments = {NULL}};
    launch_add(&launch, "trace", "scenario", "--set", "scenario.horizon_days=1", NULL);
    if (file) {
        launch_add(&launch, "-o", file, NULL);
    }
    return launch;
}

static void a_trace_finds_no_room(void **state)
{
    (void)state;
    Launch launch = trace_launch("trace/events.csv");
    outcome_reset("trace", "new");
    launch.prepare = limit_files;
    largest_file = 1000;
    LaunchEnd end = launch_run(&launch);
    expect_complaint(&end, 1, strerror(EFBIG));
    launch.prepare = NULL;
    launch.fault = (Fault){.calls = "write"};
    const unsigned long count = launch_calls(&launch, "write");
    unlink("trace/events.csv");
    for (unsigned long at = next_call(0, count, 5); at; at = next_call(at, count, 5)) {
        launch.fault = (Fault){.calls = "write", .at = at, .error = ENOSPC};
        end = launch_run(&launch);
        expect_complaint(&end, 1, strerror(ENOSPC));
        EXPECT(access("trace/events.csv", F_OK) != 0);
        expect_nothing_temporary("trace", NOTE_IS_GONE);
    }
}

static void use_no_temporary_folder(void)
{
    setenv("TMPDIR", "/nowhere", 1);
}

static void a_trace_without_a_temporary_folder_says_so(void **state)
{
    (void)state;
    Launch launch = trace_launch(NULL);
    launch.prepare = use_no_temporary_folder;
    const LaunchEnd end = launch_run(&launch);
    expect_complaint(&end, 1, "temporary file in /nowhere: No such file or directory");
}

static void half_a_new_scenario_is_taken_back(void **state)
{
    (void)state;
    Launch launch = {.arguments = {NULL}};
    launch_add(&launch, "new", "fresh", NULL);
    const unsigned long count = launch_calls(&launch, writing_calls);
    for (unsigned long at = next_call(0, count, 15); at; at = next_call(at, count, 15)) {
        outcome_reset("fresh", NULL);
        launch.fault = (Fault){.calls = writing_calls, .at = at, .error = ENOSPC};
        const LaunchEnd end = launch_run(&launch);
        expect_complaint(&end, 1, strerror(ENOSPC));
        EXPECT(access("fresh", F_OK) != 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_disk_full_from_any_call_on_leaves_whole_files_or_none),
        cmocka_unit_test(one_failed_write_is_not_forgotten_when_the_next_ones_succeed),
        cmocka_unit_test(a_file_that_may_not_grow_fails_each_result_in_turn),
        cmocka_unit_test(a_small_file_system_fills_up),
        cmocka_unit_test(charts_on_a_full_disk_are_missed),
        cmocka_unit_test(a_report_on_a_full_disk_is_missed),
        cmocka_unit_test(a_run_whose_charts_find_no_room_has_whole_results_and_fails),
        cmocka_unit_test(curves_that_find_no_room_for_their_temporary_file_stop_the_run),
        cmocka_unit_test(a_trace_finds_no_room),
        cmocka_unit_test(a_trace_without_a_temporary_folder_says_so),
        cmocka_unit_test(half_a_new_scenario_is_taken_back),
    };
    outcome_begin("full-disk");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
