/* A sweep that is killed before any call that touches a file goes on where it stopped, and ends
 * with the bytes of one that nobody disturbed. */
#include "base/file.h"
#include "tests/faults/outcome.h"
#include "tests/support/store_dump.h"
#include "tests/test.h"

#include <signal.h>
#include <stdlib.h>

static const char file_calls[] =
    "open,mkstemp,read,pread,write,pwrite,fsync,ftruncate,close,rename,unlink,mkdir,flock";

static Launch sweep_launch(const char *out, const char *replications)
{
    Launch launch = {.arguments = {NULL}};
    launch_add(&launch, "sweep", "scenario", "--factors", "factors.csv", "--points", "3", "-n",
               replications, "-j", "2", "-q", "--strategies", "takedown,isolation", "--set",
               "scenario.horizon_days=1", NULL);
    launch_add(&launch, "--set", "scenario.warmup_days=0", "--set", "scenario.sample_h=24",
               "--no-charts", "-o", out, NULL); /* drawn by a process of its own */
    return launch;
}

static void run_to_the_end(Launch launch)
{
    launch.fault = (Fault){.calls = NULL};
    const LaunchEnd end = launch_run(&launch);
    if (end.status != 0) {
        fail_msg("the sweep does not go on: status %d: %s", end.status, end.errors);
    }
}

static void expect_same_file(const char *name)
{
    Failure failure = {0};
    char *paths[] = {path_join("out", name), path_join("undisturbed", name)};
    char *bytes[2];
    size_t lengths[2];
    for (int i = 0; i < 2; ++i) {
        assert_true(file_read(paths[i], 1 << 24, &bytes[i], &lengths[i], &failure));
    }
    EXPECT_EQUAL(lengths[0], lengths[1]);
    EXPECT(memcmp(bytes[0], bytes[1], lengths[0]) == 0);
    for (int i = 0; i < 2; ++i) {
        free(bytes[i]);
        free(paths[i]);
    }
}

static void expect_undisturbed(void)
{
    char *out = store_dump("out/sweep.sqlite");
    char *undisturbed = store_dump("undisturbed/sweep.sqlite");
    assert_non_null(out);
    EXPECT_TEXT(out, undisturbed);
    free(out);
    free(undisturbed);
    expect_same_file("points.csv");
    expect_same_file("results.csv");
    expect_nothing_temporary("out", NOTE_IS_GONE);
}

static void kill_at_each_call(const char *before, unsigned long most)
{
    Launch launch = sweep_launch("out", "2");
    outcome_reset("out", before);
    const unsigned long count = launch_calls(&launch, file_calls);
    for (unsigned long at = next_call(0, count, most); at; at = next_call(at, count, most)) {
        outcome_reset("out", before);
        launch.fault = (Fault){.calls = file_calls, .at = at, .times = 1, .signal_number = SIGKILL};
        EXPECT_EQUAL(launch_run(&launch).status, KILLED + SIGKILL);
        run_to_the_end(launch);
        expect_undisturbed();
    }
}

static void a_first_sweep_killed_anywhere_goes_on(void **state)
{
    (void)state;
    kill_at_each_call(NULL, 40);
}

/* `fewer` has one replication of each point. */
static void a_sweep_that_adds_replications_killed_anywhere_goes_on(void **state)
{
    (void)state;
    kill_at_each_call("fewer", 40);
}

/* Killed again and again, each time a little later, it gets there all the same. */
static void a_sweep_killed_many_times_in_a_row_gets_there(void **state)
{
    (void)state;
    Launch launch = sweep_launch("out", "2");
    outcome_reset("out", NULL);
    const unsigned long count = launch_calls(&launch, file_calls);
    outcome_reset("out", NULL);
    for (unsigned long at = 10; at < count; at += count / 12) {
        launch.fault = (Fault){.calls = file_calls, .at = at, .times = 1, .signal_number = SIGKILL};
        (void)launch_run(&launch);
    }
    run_to_the_end(launch);
    expect_undisturbed();
}

int main(void)
{
    static const char factors[] = "factor,cell,low,high,scale\n"
                                  "agents,insurers.*.agents,x0.5,x2,log\n";
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_first_sweep_killed_anywhere_goes_on),
        cmocka_unit_test(a_sweep_that_adds_replications_killed_anywhere_goes_on),
        cmocka_unit_test(a_sweep_killed_many_times_in_a_row_gets_there),
    };
    Failure failure = {0};
    outcome_begin("sweep_killed");
    (void)file_write("factors.csv", factors, sizeof factors - 1, &failure);
    run_to_the_end(sweep_launch("undisturbed", "2"));
    run_to_the_end(sweep_launch("fewer", "1"));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
