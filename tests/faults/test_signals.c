/* SIGINT and SIGTERM at any moment, once and twice: what is finished is kept and said, and the
 * status tells which it was. */
#include "tests/faults/outcome.h"
#include "tests/test.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { INTERRUPTED = 130, TERMINATED = 143 };

static bool has_record(const char *out)
{
    char path[64];
    snprintf(path, sizeof path, "%s/run.json", out);
    return access(path, F_OK) == 0;
}

static void pause_for(double seconds)
{
    const struct timespec pause = {(time_t)seconds,
                                   (long)(1e9 * (seconds - (double)(time_t)seconds))};
    (void)nanosleep(&pause, NULL);
}

/* Long enough to be met under way; charts at the end. */
static Launch long_launch(void)
{
    Launch launch = {.arguments = {NULL}};
    launch_add(&launch, "compare", "scenario", "-n", "30", "-j", "2", "-q", "--strategies",
               "takedown,isolation", "--set", "scenario.horizon_days=4", "--set",
               "scenario.sample_h=24", "--format", "svg", "-o", "out", NULL);
    return launch;
}

/* A signal of a user's comes at its own time: a share of a run's length. */
static void signals_at_their_own_time_keep_what_is_finished(void **state)
{
    (void)state;
    const Launch launch = long_launch();
    outcome_reset("out", NULL);
    struct timespec began, ended;
    (void)clock_gettime(CLOCK_MONOTONIC, &began);
    EXPECT_EQUAL(launch_run(&launch).status, 0);
    (void)clock_gettime(CLOCK_MONOTONIC, &ended);
    const double length_s =
        (double)(ended.tv_sec - began.tv_sec) + 1e-9 * (double)(ended.tv_nsec - began.tv_nsec);
    for (int i = 0; i < 8; ++i) {
        const int number = i % 2 ? SIGTERM : SIGINT;
        outcome_reset("out", NULL);
        const pid_t process = launch_start(&launch);
        pause_for(length_s * (i + 0.5) / 8);
        (void)kill(process, number);
        (void)kill(process, i % 4 < 2 ? SIGINT : SIGTERM); /* further ones change nothing */
        const LaunchEnd end = launch_wait(process);
        if (end.status == KILLED + number && !end.errors[0]) {
            continue; /* it was met before main */
        }
        /* When both wait to be taken, SIGINT comes first. */
        EXPECT(end.status == 0 || end.status == INTERRUPTED || end.status == TERMINATED);
        if (end.status != 0) {
            expect_complaint(&end, end.status, "interrupted");
            EXPECT(has_record("out") == !strstr(end.errors, "nothing to keep"));
        }
        expect_nothing_temporary("out", NOTE_IS_GONE);
    }
}

#ifdef FAULT_SHIM_IS_THERE
/* At a call that touches a file, hence while reading and while writing. */
static void signals_while_files_are_written_leave_them_whole(void **state)
{
    (void)state;
    static const char calls[] = "open,read,write,fsync,rename,unlink,mkdir,pthread_create";
    Launch launch = compare_launch(NEW_SEED, "out");
    outcome_reset("out", "old");
    const unsigned long count = launch_calls(&launch, calls);
    for (unsigned long at = next_call(0, count, 15); at; at = next_call(at, count, 15)) {
        const int number = at % 2 ? SIGTERM : SIGINT;
        launch.fault =
            (Fault){.calls = calls, .at = at, .times = 1 + at % 3 / 2, .signal_number = number};
        outcome_reset("out", "old");
        const LaunchEnd end = launch_run(&launch);
        expect_complaint(&end, 128 + number, "interrupted");
        if (strstr(end.errors, "are whole")) {
            expect_results("out", "new");
        } else if (strstr(end.errors, "nothing to keep")) {
            expect_results("out", "old");
        } else {
            EXPECT(has_record("out"));
        }
        expect_nothing_temporary("out", NOTE_IS_GONE);
    }
}
#endif

/* Tables that take seconds to read: a million rows. */
static void reading_ends_at_a_signal(void **state)
{
    (void)state;
    static const char *const commands[] = {"check", "compare"};

    outcome_reset("out", "old");
    EXPECT_EQUAL(system("rm -rf slow && cp -R scenario slow && chmod -R u+w slow && "
                        "awk 'BEGIN { print \"target,start_h,duration_h\"; "
                        "for (i = 0; i < 2000000; i++) print \"service:nosuch,1,1\" }' "
                        ">slow/outages.csv"),
                 0);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; ++i) {
        Launch launch = {.arguments = {NULL}};
        launch_add(&launch, commands[i], "slow", NULL);
        const pid_t process = launch_start(&launch);
        pause_for(0.3);
        (void)kill(process, SIGTERM);
        const LaunchEnd end = launch_wait(process);
        expect_complaint(&end, TERMINATED, "interrupted while the scenario was read");
    }
    EXPECT_EQUAL(system("rm -rf slow"), 0);
}

/* A pipe that nobody reads holds 64 KiB; the trace is longer. */
static void a_trace_that_waits_for_its_reader_ends_at_a_signal(void **state)
{
    (void)state;
    int ends[2];
    char path[64];
    Launch launch = {.arguments = {NULL}, .output = path};
    launch_add(&launch, "trace", "scenario", NULL);
    EXPECT_EQUAL(pipe(ends), 0);
    snprintf(path, sizeof path, "/proc/%ld/fd/%d", (long)getpid(), ends[1]);
    const pid_t process = launch_start(&launch);
    pause_for(1);
    (void)kill(process, SIGTERM);
    const LaunchEnd end = launch_wait(process);
    expect_complaint(&end, TERMINATED, "interrupted: the trace is not whole");
    close(ends[0]);
    close(ends[1]);
}

static void a_trace_into_a_file_is_whole_or_absent_after_a_signal(void **state)
{
    (void)state;
    Launch launch = {.arguments = {NULL}};
    launch_add(&launch, "trace", "scenario", "-o", "trace/events.csv", NULL);
    outcome_reset("trace", "new");
    for (int i = 1; i <= 3; ++i) {
        (void)unlink("trace/events.csv");
        const pid_t process = launch_start(&launch);
        pause_for(0.05 * i);
        (void)kill(process, SIGINT);
        const LaunchEnd end = launch_wait(process);
        EXPECT(end.status == 0 || end.status == INTERRUPTED);
        EXPECT(end.status == 0 || access("trace/events.csv", F_OK) != 0);
        expect_nothing_temporary("trace", NOTE_IS_GONE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signals_at_their_own_time_keep_what_is_finished),
#ifdef FAULT_SHIM_IS_THERE
        cmocka_unit_test(signals_while_files_are_written_leave_them_whole),
#endif
        cmocka_unit_test(reading_ends_at_a_signal),
        cmocka_unit_test(a_trace_that_waits_for_its_reader_ends_at_a_signal),
        cmocka_unit_test(a_trace_into_a_file_is_whole_or_absent_after_a_signal),
    };
    outcome_begin("signals");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
