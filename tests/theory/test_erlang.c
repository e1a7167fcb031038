#include "tests/test.h"
#include "tests/theory/erlang.h"

/* By hand: B(1, a) = a / (1 + a); B(2, 1) = (1/2) / (1 + 1 + 1/2) = 1/5. */
static void a_few_lines_lose_what_is_worked_by_hand(void **state)
{
    (void)state;
    EXPECT_NEAR(erlang_b(0, 3), 1, 0);
    EXPECT_NEAR(erlang_b(1, 3), 0.75, 1e-15);
    EXPECT_NEAR(erlang_b(2, 1), 0.2, 1e-15);
}

/* Table of Erlang B: 15 lines carry 8.108 erlang with a loss of 1 % (erlang.com, calculator manual,
 * "How much traffic?"). */
static void fifteen_lines_lose_one_per_cent_of_8108_millierlang(void **state)
{
    (void)state;
    EXPECT_NEAR(erlang_b(15, 8.108), 0.01, 0.000005);
}

/* The eye clinic of [Gross 2008, example 2.2]: 6 patients an hour, 3 doctors, 20 min each: p0 =
 * 1/9, Lq = 8/9, so the wait is 8/54 h, and P(wait) = Lq (1 - rho) / rho = 4/9. */
static void the_eye_clinic_has_its_published_wait(void **state)
{
    const QueueModel clinic = {.arrivals_per_h = 6, .service_per_h = 3, .servers = 3};
    (void)state;
    EXPECT_NEAR(erlang_c(3, 2), 4.0 / 9, 1e-15);
    EXPECT_NEAR(mmc_wait_mean_h(&clinic), 8.0 / 54, 1e-15);
}

/* [Garnett 2002, table 1], model without abandonment: 48 calls a minute of 1 min each and 50 agents
 * wait 20.8 s on average, and 90 % of them at most 58.1 s. */
static void a_call_centre_of_fifty_has_its_published_waits(void **state)
{
    const QueueModel centre = {.arrivals_per_h = 2880, .service_per_h = 60, .servers = 50};
    (void)state;
    EXPECT_NEAR(mmc_wait_mean_h(&centre) * 3600, 20.8, 0.05);
    EXPECT_NEAR(mmc_wait_quantile_h(&centre, 0.9) * 3600, 58.1, 0.05);
}

static void nobody_waits_longer_than_the_share_that_does_not_wait(void **state)
{
    const QueueModel clinic = {.arrivals_per_h = 6, .service_per_h = 3, .servers = 3};
    (void)state;
    EXPECT_NEAR(mmc_wait_quantile_h(&clinic, 0.5), 0, 0); /* 5/9 do not wait */
    EXPECT_NEAR(erlang_c(3, 3.5), 1, 0);                  /* overload: all do */
}

/* The inspection station of [Gross 2008, example 2.5]: one car a minute, 3 stalls of 6 min, 4
 * places: p0 = 1/1141, Lq = 36 (1x2 + 2x4 + 3x8 + 4x16) p0 = 3.09, L = 6.06, and 60 p7 = 30.3 cars
 * an hour are turned away. */
static void the_inspection_station_has_its_published_numbers(void **state)
{
    const QueueModel station = {.arrivals_per_h = 60, .service_per_h = 10, .servers = 3};
    const LimitedQueue queue = limited_queue(&station, 4);
    (void)state;
    EXPECT_NEAR(queue.queue_mean, 36.0 * 98 / 1141, 1e-12);
    EXPECT_NEAR(queue.in_system_mean, 6.06, 0.005);
    EXPECT_NEAR(60 * queue.lost_share, 30.3, 0.05);
}

/* Without waiting places M/M/c/c, with very many M/M/c. */
static void a_limited_queue_lies_between_erlang_b_and_erlang_c(void **state)
{
    const QueueModel model = {.arrivals_per_h = 16, .service_per_h = 4, .servers = 5};
    (void)state;
    EXPECT_NEAR(limited_queue(&model, 0).lost_share, erlang_b(5, 4), 1e-15);
    EXPECT_NEAR(limited_queue(&model, 500).wait_mean_h, mmc_wait_mean_h(&model), 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_few_lines_lose_what_is_worked_by_hand),
        cmocka_unit_test(fifteen_lines_lose_one_per_cent_of_8108_millierlang),
        cmocka_unit_test(the_eye_clinic_has_its_published_wait),
        cmocka_unit_test(a_call_centre_of_fifty_has_its_published_waits),
        cmocka_unit_test(nobody_waits_longer_than_the_share_that_does_not_wait),
        cmocka_unit_test(the_inspection_station_has_its_published_numbers),
        cmocka_unit_test(a_limited_queue_lies_between_erlang_b_and_erlang_c),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
