/* SIGKILL at any moment: before each call that touches a file, into an empty place and over results
 * that are there. */
#include "tests/faults/outcome.h"
#include "tests/test.h"

#include <signal.h>

static const char file_calls[] =
    "open,mkstemp,read,write,pwrite,fsync,close,rename,unlink,mkdir,flock,fdopen,fork,pipe";

/* `report` and `plot` say that the results are not whole, and why. */
static void expect_refusal_of_half_results(const char *out)
{
    static const char *const commands[] = {"report", "plot"};
    for (size_t i = 0; i < 2; ++i) {
        Launch drawing = {.arguments = {NULL}};
        launch_add(&drawing, commands[i], out, NULL);
        const LaunchEnd end = launch_run(&drawing);
        expect_complaint(&end, 2, "run.json");
    }
}

static void kill_at_each_call(const char *before, unsigned long most)
{
    Launch launch = compare_launch(NEW_SEED, "out");
    outcome_reset("out", before);
    const unsigned long count = launch_calls(&launch, file_calls);
    for (unsigned long at = next_call(0, count, most); at; at = next_call(at, count, most)) {
        outcome_reset("out", before);
        launch.fault = (Fault){.calls = file_calls, .at = at, .times = 1, .signal_number = SIGKILL};
        const LaunchEnd end = launch_run(&launch);
        EXPECT_EQUAL(end.status, KILLED + SIGKILL);
        if (!expect_whole_or_absent("out")) {
            expect_refusal_of_half_results("out");
        }
        expect_recovery("out");
    }
}

static void a_first_run_killed_anywhere_leaves_whole_files_or_none(void **state)
{
    (void)state;
    kill_at_each_call(NULL, 25);
}

static void a_run_over_results_killed_anywhere_leaves_whole_files_or_none(void **state)
{
    (void)state;
    kill_at_each_call("old", 25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_first_run_killed_anywhere_leaves_whole_files_or_none),
        cmocka_unit_test(a_run_over_results_killed_anywhere_leaves_whole_files_or_none),
    };
    outcome_begin("killed");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
