#include "tests/test.h"
#include "tests/theory/parallel_jobs.h"

/* Four jobs of 6 h on two crews: 3 h to each end while two are at work, 6 h for the last alone. */
static void two_crews_end_four_jobs_at_3_6_9_and_15_hours(void **state)
{
    static const double expected[] = {3, 6, 9, 15};
    (void)state;
    for (size_t done = 1; done <= 4; done++) {
        EXPECT_NEAR(parallel_jobs_done_h(4, 2, 6, done), expected[done - 1], 1e-12);
    }
}

/* With a crew for each job the last end is the largest of n exponentials: 6 (1 + 1/2 + 1/3). */
static void a_crew_for_each_job_ends_with_the_harmonic_number(void **state)
{
    (void)state;
    EXPECT_NEAR(parallel_jobs_done_h(3, 3, 6, 3), 11, 1e-12);
}

/* The third and fourth begin at the first and second end. */
static void the_next_begins_at_each_end(void **state)
{
    (void)state;
    EXPECT_NEAR(parallel_jobs_start_h(2, 6, 1), 0, 0);
    EXPECT_NEAR(parallel_jobs_start_h(2, 6, 2), 3, 1e-12);
    EXPECT_NEAR(parallel_jobs_start_h(2, 6, 3), 6, 1e-12);
}

/* Harmonic numbers [Knuth 1997, appendix A, table 3]: the longest of n exponentials [David 2003].
 * Of 25 jobs on 20 crews the first five ends are a twentieth apart. */
static void the_longest_of_many_is_a_published_harmonic_number(void **state)
{
    (void)state;
    EXPECT_NEAR(parallel_jobs_done_h(10, 10, 1, 10), 2.92896825397, 5e-12);
    EXPECT_NEAR(parallel_jobs_done_h(20, 20, 1, 20), 3.59773965714, 5e-12);
    EXPECT_NEAR(parallel_jobs_done_h(25, 20, 1, 25), 5.0 / 20 + 3.59773965714, 5e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_crews_end_four_jobs_at_3_6_9_and_15_hours),
        cmocka_unit_test(a_crew_for_each_job_ends_with_the_harmonic_number),
        cmocka_unit_test(the_next_begins_at_each_end),
        cmocka_unit_test(the_longest_of_many_is_a_published_harmonic_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
