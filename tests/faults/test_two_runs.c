/* Two processes that want the same OUT at the same time: one gets it, the other is told, and what
 * lies there is of one run. */
#include "tests/faults/outcome.h"
#include "tests/test.h"

static const char taken[] = "another brownout is at work in this folder";

static void expect_done_or_told(const LaunchEnd *end)
{
    if (end->status != 0) {
        expect_complaint(end, 1, taken);
    }
}

static void of_two_runs_at_once_one_is_refused_or_both_are_whole(void **state)
{
    (void)state;
    size_t refused = 0;
    for (int i = 0; i < 12; ++i) {
        const Launch old = compare_launch(OLD_SEED, "out"), new = compare_launch(NEW_SEED, "out");
        outcome_reset("out", i % 2 ? "old" : NULL);
        const pid_t first = launch_start(&old), second = launch_start(&new);
        const LaunchEnd first_end = launch_wait(first), second_end = launch_wait(second);
        expect_done_or_told(&first_end);
        expect_done_or_told(&second_end);
        EXPECT(first_end.status == 0 || second_end.status == 0);
        refused += (size_t)(first_end.status != 0) + (size_t)(second_end.status != 0);
        EXPECT(expect_whole_or_absent("out"));
        if (first_end.status != 0) {
            expect_results("out", "new");
        } else if (second_end.status != 0) {
            expect_results("out", "old");
        }
        expect_nothing_temporary("out", NOTE_IS_GONE);
    }
    EXPECT(refused > 0); /* or they never met */
}

static void a_report_beside_a_run_reads_whole_results_or_none(void **state)
{
    (void)state;
    for (int i = 0; i < 4; ++i) {
        const Launch run = compare_launch(NEW_SEED, "out");
        Launch report = {.arguments = {NULL}};
        launch_add(&report, "report", "out", NULL);
        outcome_reset("out", "old");
        const pid_t reporting = i % 2 ? launch_start(&report) : 0, running = launch_start(&run),
                    late = i % 2 ? 0 : launch_start(&report);
        const LaunchEnd report_end = launch_wait(reporting ? reporting : late),
                        run_end = launch_wait(running);
        expect_done_or_told(&report_end);
        expect_done_or_told(&run_end);
        EXPECT(expect_whole_or_absent("out"));
        expect_results("out", run_end.status == 0 ? "new" : "old");
        expect_nothing_temporary("out", NOTE_IS_GONE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_two_runs_at_once_one_is_refused_or_both_are_whole),
        cmocka_unit_test(a_report_beside_a_run_reads_whole_results_or_none),
    };
    outcome_begin("two-runs");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
