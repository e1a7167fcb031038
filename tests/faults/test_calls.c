/* Calls that the system cuts short or interrupts change nothing; threads and processes that it does
 * not give are done without, or that is said. */
#include "tests/faults/outcome.h"
#include "tests/test.h"

#include <errno.h>
#include <signal.h>

static void expect_unharmed(const Fault *fault)
{
    Launch launch = compare_launch(NEW_SEED, "out");
    launch.fault = *fault;
    outcome_reset("out", "old");
    const LaunchEnd end = launch_run(&launch);
    if (end.status != 0 || end.errors[0]) {
        fail_msg("%s, the %luth: status %d: %s", fault->calls, fault->at, end.status, end.errors);
    }
    EXPECT(end.calls >= fault->at);
    expect_results("out", "new");
    expect_nothing_temporary("out", NOTE_IS_GONE);
}

static void reads_and_writes_cut_short_change_nothing(void **state)
{
    (void)state;
    static const char *const calls[] = {"read", "write"};
    for (size_t i = 0; i < 2; ++i) {
        expect_unharmed(&(Fault){.calls = calls[i], .at = 1, .is_short = true});
        expect_unharmed(&(Fault){.calls = calls[i], .at = 5, .times = 1, .is_short = true});
    }
}

static void an_interrupted_read_is_done_again(void **state)
{
    (void)state;
    for (unsigned long at = 1; at <= 30; at += 7) {
        expect_unharmed(&(Fault){.calls = "read", .at = at, .times = 2, .error = EINTR});
    }
}

/* Enough curves for the temporary file: three replications of some 45 MB. Written as text they take
 * seconds, so what does not end the run early is left to the long sweep. */
static void the_temporary_file_of_curves_stands_short_and_interrupted_calls(void **state)
{
    (void)state;
    const Fault faults[] = {
        {.calls = "pwrite", .at = 1, .error = ENOSPC},
        {.calls = "pread", .at = 1, .error = EIO},
        {.calls = "pwrite,pread", .at = 1, .is_short = true},
        {.calls = "pwrite,pread", .at = 1, .times = 3, .error = EINTR},
    };
    const size_t count = strikes_all() ? 4 : 2;
    for (size_t i = 0; i < count; ++i) {
        Launch launch = {.arguments = {NULL}, .fault = faults[i]};
        launch_add(&launch, "compare", "scenario", "-n", "3", "-j", "2", "-q", "--no-charts",
                   "--strategies", "takedown", "--set", "scenario.horizon_days=3", "--set",
                   "scenario.warmup_days=0", "--set", "scenario.sample_h=0.001", "-o", "large",
                   NULL);
        outcome_reset("large", NULL);
        const LaunchEnd end = launch_run(&launch);
        EXPECT(end.calls > 0);
        if (faults[i].error == ENOSPC || faults[i].error == EIO) {
            expect_complaint(&end, 1, strerror(faults[i].error));
        } else {
            EXPECT_EQUAL(end.status, 0);
        }
        expect_nothing_temporary("large", NOTE_MAY_STAY);
    }
    outcome_reset("large", NULL);
}

static void a_thread_that_is_not_given_is_done_without(void **state)
{
    (void)state;
    expect_unharmed(&(Fault){.calls = "pthread_create", .at = 2, .error = EAGAIN});
    expect_unharmed(&(Fault){.calls = "pthread_create", .at = 2, .times = 1, .error = EAGAIN});
}

static void without_any_thread_the_run_says_so(void **state)
{
    (void)state;
    Launch launch = compare_launch(NEW_SEED, "out");
    launch.fault = (Fault){.calls = "pthread_create", .at = 1, .error = EAGAIN};
    outcome_reset("out", "old");
    const LaunchEnd end = launch_run(&launch);
    expect_complaint(&end, 1, "cannot start a thread: Resource temporarily unavailable");
    expect_results("out", "old");
}

static void charts_are_drawn_without_further_processes(void **state)
{
    (void)state;
    skip_without_charts();
    static const char *const calls[] = {"fork", "pipe"};
    for (size_t i = 0; i < 2; ++i) {
        Launch launch = charts_launch(NEW_SEED, "out");
        launch.fault = (Fault){.calls = calls[i], .at = 1 + i, .error = EAGAIN};
        outcome_reset("out", NULL);
        const LaunchEnd end = launch_run(&launch);
        EXPECT_EQUAL(end.status, 0);
        EXPECT(end.calls > i);
        expect_results("out", "new");
    }
}

static void a_drawing_process_that_is_killed_is_missed(void **state)
{
    (void)state;
    skip_without_charts();
    for (unsigned long at = 2; at <= 40; at += 12) {
        Launch launch = charts_launch(NEW_SEED, "out");
        launch.fault = (Fault){.calls = "open,write,fsync,rename",
                               .at = at,
                               .times = 1,
                               .signal_number = SIGKILL,
                               .in_children = true};
        outcome_reset("out", NULL);
        const LaunchEnd end = launch_run(&launch);
        expect_complaint(&end, 1, "the process at work on it ended early, by signal 9");
        expect_results("out", "new");
        expect_nothing_temporary("out", NOTE_IS_GONE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_and_writes_cut_short_change_nothing),
        cmocka_unit_test(an_interrupted_read_is_done_again),
        cmocka_unit_test(the_temporary_file_of_curves_stands_short_and_interrupted_calls),
        cmocka_unit_test(a_thread_that_is_not_given_is_done_without),
        cmocka_unit_test(without_any_thread_the_run_says_so),
        cmocka_unit_test(charts_are_drawn_without_further_processes),
        cmocka_unit_test(a_drawing_process_that_is_killed_is_missed),
    };
    outcome_begin("calls");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
