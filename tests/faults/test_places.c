/* An OUT that is not there for us, and standard streams that take nothing. */
#include "tests/faults/outcome.h"
#include "tests/test.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NOBODY = 65534 };

/* Root may write everywhere, so it becomes somebody else for this. */
static void become_nobody(void)
{
    if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) {
        _exit(126);
    }
}

static void a_folder_without_permission_is_a_failure_that_changes_nothing(void **state)
{
    (void)state;
    Launch launch = compare_launch(NEW_SEED, "out");
    launch.prepare = become_nobody;
    outcome_reset("out", "old");
    EXPECT_EQUAL(chmod("out", 0555), 0);
    LaunchEnd end = launch_run(&launch);
    expect_complaint(&end, 1, "out: cannot be written: Permission denied");
    EXPECT_EQUAL(chmod("out", 0755), 0);
    expect_results("out", "old");
    outcome_reset("locked", "old");
    EXPECT_EQUAL(chmod("locked", 0555), 0);
    launch = compare_launch(NEW_SEED, "locked/deeper");
    launch.prepare = become_nobody;
    end = launch_run(&launch);
    expect_complaint(&end, 1, "the folder cannot be made: Permission denied");
    EXPECT_EQUAL(chmod("locked", 0755), 0);
}

static void charts_and_report_without_permission_are_failures_too(void **state)
{
    (void)state;
    skip_without_charts();
    static const char *const commands[] = {"plot", "report"};
    outcome_reset("out", "old");
    EXPECT_EQUAL(chmod("out", 0555), 0);
    for (size_t i = 0; i < 2; ++i) {
        Launch launch = {.arguments = {NULL}, .prepare = become_nobody};
        launch_add(&launch, commands[i], "out", NULL);
        const LaunchEnd end = launch_run(&launch);
        expect_complaint(&end, 1, "Permission denied");
    }
    EXPECT_EQUAL(chmod("out", 0755), 0);
    expect_results("out", "old");
}

#ifdef FAULT_SHIM_IS_THERE
static void a_read_only_file_system_is_said(void **state)
{
    (void)state;
    for (int i = 0; i < 2; ++i) {
        Launch launch = compare_launch(NEW_SEED, "out");
        launch.fault = (Fault){.calls = i ? "mkdir" : "mkstemp", .at = 1, .error = EROFS};
        outcome_reset("out", i ? NULL : "old");
        const LaunchEnd end = launch_run(&launch);
        expect_complaint(&end, 1, "Read-only file system");
    }
}
#endif

static void put(const char *path)
{
    const int descriptor = open(path, O_WRONLY | O_CREAT, 0644);
    EXPECT(descriptor >= 0);
    close(descriptor);
}

static void an_out_that_is_no_result_folder_is_refused(void **state)
{
    (void)state;
    put("file");
    (void)mkdir("letters", 0777);
    put("letters/letter.txt");
    static const char *const places[][2] = {{"file", "is a file"},
                                            {"letters", "is not empty"},
                                            {"scenario", "the scenario's own folder"}};
    for (size_t i = 0; i < sizeof places / sizeof *places; ++i) {
        const Launch launch = compare_launch(NEW_SEED, places[i][0]);
        const LaunchEnd end = launch_run(&launch);
        expect_complaint(&end, 2, places[i][1]);
    }
    const Launch below = compare_launch(NEW_SEED, "file/out");
    const LaunchEnd end = launch_run(&below);
    expect_complaint(&end, 1, "there is a file of that name");
}

static void an_out_behind_a_link_is_as_good_as_any(void **state)
{
    (void)state;
    outcome_reset("behind", "old");
    (void)unlink("link");
    EXPECT_EQUAL(symlink("behind", "link"), 0);
    expect_recovery("link");
    expect_results("behind", "new");
    (void)unlink("link");
    EXPECT_EQUAL(symlink("nowhere", "link"), 0);
    const Launch launch = compare_launch(NEW_SEED, "link");
    const LaunchEnd end = launch_run(&launch);
    EXPECT_EQUAL(end.status, 1);
    (void)unlink("link");
}

static void a_trace_does_not_take_the_place_of_a_device_or_a_folder(void **state)
{
    (void)state;
    /* A fifo stands for a device, which a program that failed this test would destroy. */
    (void)mkfifo("fifo", 0600);
    static const char *const places[][2] = {{"fifo", "not a regular file"},
                                            {"scenario", "it is a folder"}};
    for (size_t i = 0; i < 2; ++i) {
        Launch launch = {.arguments = {NULL}};
        launch_add(&launch, "trace", "scenario", "-o", places[i][0], NULL);
        const LaunchEnd end = launch_run(&launch);
        expect_complaint(&end, 1, places[i][1]);
    }
}

static void close_output(void)
{
    close(STDOUT_FILENO);
}

static void close_all(void)
{
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    close(STDERR_FILENO);
}

static const char *const telling[][8] = {
    {"check", "scenario"},
    {"check", "scenario", "--json"},
    {"trace", "scenario"},
    {"trace", "scenario", "--format", "chrome"},
    {"new", "made"},
    {"report", "old"},
    {"--help"},
    {"--version"},
    {"compare", "scenario", "-n", "2", "--json", "--no-charts", "-o", "told"}};
enum { TELLING = sizeof telling / sizeof *telling };

static void standard_output_that_takes_nothing_is_a_failure_with_its_cause(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2 * TELLING; ++i) {
        Launch launch = {.arguments = {NULL}};
        for (size_t k = 0; k < 8 && telling[i / 2][k]; ++k) {
            launch_add(&launch, telling[i / 2][k], NULL);
        }
        launch.output = i % 2 ? "/dev/full" : NULL;
        launch.prepare = i % 2 ? NULL : close_output;
        outcome_reset("made", NULL);
        const LaunchEnd end = launch_run(&launch);
        expect_complaint(&end, 1,
                         i % 2 ? "standard output cannot be written: No space left on device"
                               : "standard output cannot be written: Bad file descriptor");
    }
    EXPECT(access("told/run.json", F_OK) == 0); /* the results are kept all the same */
}

static void without_any_stream_results_are_right(void **state)
{
    (void)state;
    Launch launch = compare_launch(NEW_SEED, "out");
    launch.prepare = close_all;
    outcome_reset("out", NULL);
    EXPECT_EQUAL(launch_run(&launch).status, 0);
    expect_results("out", "new");
}

/* A pipe whose reader is gone before the program begins. */
static void lose_reader(void)
{
    int ends[2];
    if (pipe(ends) == 0) {
        close(ends[0]);
        dup2(ends[1], STDOUT_FILENO);
        close(ends[1]);
    }
}

static void a_reader_that_has_left_is_a_failure_and_no_signal(void **state)
{
    (void)state;
    static const char *const commands[] = {"check", "trace"};
    for (size_t i = 0; i < 2; ++i) {
        Launch launch = {.arguments = {NULL}, .prepare = lose_reader};
        launch_add(&launch, commands[i], "scenario", NULL);
        const LaunchEnd end = launch_run(&launch);
        expect_complaint(&end, 1, "standard output cannot be written: Broken pipe");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_without_permission_is_a_failure_that_changes_nothing),
        cmocka_unit_test(charts_and_report_without_permission_are_failures_too),
#ifdef FAULT_SHIM_IS_THERE
        cmocka_unit_test(a_read_only_file_system_is_said),
#endif
        cmocka_unit_test(an_out_that_is_no_result_folder_is_refused),
        cmocka_unit_test(an_out_behind_a_link_is_as_good_as_any),
        cmocka_unit_test(a_trace_does_not_take_the_place_of_a_device_or_a_folder),
        cmocka_unit_test(standard_output_that_takes_nothing_is_a_failure_with_its_cause),
        cmocka_unit_test(without_any_stream_results_are_right),
        cmocka_unit_test(a_reader_that_has_left_is_a_failure_and_no_signal),
    };
    outcome_begin("places");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
