#include "tests/test.h"
#include "tests/theory/pollaczek_khinchine.h"

/* M/M/1 with lambda = 3/h, mu = 4/h: P(wait > t) = 3/4 exp(-t), so E W = 3/4 h and E W^2 = 3/2 h^2
 * [Gross 2008, 2.2]. Moments of the exponential: 1/4, 2/16, 6/64. */
static void exponential_work_is_the_single_clerk(void **state)
{
    const ServiceMoments service = {1.0 / 4, 2.0 / 16, 6.0 / 64};
    (void)state;
    EXPECT_NEAR(pollaczek_khinchine_wait_h(3, &service), 0.75, 1e-15);
    EXPECT_NEAR(pollaczek_khinchine_wait_second(3, &service), 1.5, 1e-15);
}

/* Constant work halves the wait of exponential work [Gross 2008, 5.1]: with rho = 0.9 the queue is
 * 0.81 / 0.2 = 4.05 instead of 8.1. */
static void constant_work_halves_the_wait(void **state)
{
    const ServiceMoments service = {0.9, 0.81, 0.729};
    (void)state;
    EXPECT_NEAR(1 * pollaczek_khinchine_wait_h(1, &service), 4.05, 1e-12);
}

/* M/D/1 at rho = 1/2 and work of 1 h: W has E W^2 = 2/4 + (1/2)/3/(1/2) = 5/6. */
static void the_second_moment_of_the_wait_for_constant_work(void **state)
{
    const ServiceMoments service = {1, 1, 1};
    (void)state;
    EXPECT_NEAR(pollaczek_khinchine_wait_second(0.5, &service), 5.0 / 6, 1e-15);
}

/* [Banks 2010, example 6.9]: 2 an hour; Able needs 24 minutes on average with a standard deviation
 * of 20, Baker 25 with one of 2: 2.711 and 2.097 wait. */
static void able_and_baker_have_their_published_queues(void **state)
{
    const ServiceMoments able = {24, 24 * 24 + 20 * 20, 0}, baker = {25, 25 * 25 + 2 * 2, 0};
    (void)state;
    EXPECT_NEAR(pollaczek_khinchine_wait_h(1.0 / 30, &able) / 30, 2.711, 5e-4);
    EXPECT_NEAR(pollaczek_khinchine_wait_h(1.0 / 30, &baker) / 30, 2.097, 5e-4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exponential_work_is_the_single_clerk),
        cmocka_unit_test(constant_work_halves_the_wait),
        cmocka_unit_test(the_second_moment_of_the_wait_for_constant_work),
        cmocka_unit_test(able_and_baker_have_their_published_queues),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
