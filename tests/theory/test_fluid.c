#include "tests/test.h"
#include "tests/theory/fluid.h"

/* 12 an hour, 5 servers of 3/h, so a load of 4 and a capacity of 15/h. Down from 10 h to 12 h. */
static const FluidOutage outage = {
    .arrivals_per_h = 12, .service_per_h = 3, .servers = 5, .start_h = 10, .down_h = 2};

/* 4 + 24 = 28 at the return; 23 of them wait, and 15 - 12 = 3 more go than come: clear after 23/3
 * h. */
static void the_backlog_rises_with_demand_and_falls_with_the_spare_capacity(void **state)
{
    (void)state;
    EXPECT_NEAR(fluid_in_system(&outage, 9), 4, 1e-15);
    EXPECT_NEAR(fluid_in_system(&outage, 11), 16, 1e-12);
    EXPECT_NEAR(fluid_backlog(&outage, 11), 12, 1e-12); /* frozen work does not wait */
    EXPECT_NEAR(fluid_in_system(&outage, 12), 28, 1e-12);
    EXPECT_NEAR(fluid_clear_h(&outage), 12 + 23.0 / 3, 1e-12);
    EXPECT_NEAR(fluid_in_system(&outage, 15), 19, 1e-12);
    EXPECT_NEAR(fluid_backlog(&outage, 15), 14, 1e-12);
    EXPECT_NEAR(fluid_backlog(&outage, 22), 0, 1e-12);
}

/* After the backlog the number falls from 5 to 4 as exp(-3 s). */
static void the_number_returns_to_the_load(void **state)
{
    (void)state;
    EXPECT_NEAR(fluid_in_system(&outage, fluid_clear_h(&outage)), 5, 1e-12);
    EXPECT_NEAR(fluid_in_system(&outage, fluid_clear_h(&outage) + 0.5), 4 + exp(-1.5), 1e-12);
}

/* Who comes at 11 waits 1 h for the return; 16 are in the system then, 5 of whom the servers hold
 * at once: 11/15 h more. Who comes at 15 meets 14 waiting: 14/15 h. */
static void the_wait_is_the_rest_of_the_outage_and_the_queue_ahead(void **state)
{
    (void)state;
    EXPECT_NEAR(fluid_wait_h(&outage, 11), 1 + 11.0 / 15, 1e-12);
    EXPECT_NEAR(fluid_wait_h(&outage, 15), 14.0 / 15, 1e-12);
    EXPECT_NEAR(fluid_wait_h(&outage, 9), 0, 0);
    EXPECT_NEAR(fluid_wait_h(&outage, 20), 0, 0);
}

/* A minute's outage leaves 4.2 in the system, fewer than the servers: it is over with the return.
 */
static void a_short_outage_leaves_no_backlog(void **state)
{
    const FluidOutage blink = {
        .arrivals_per_h = 12, .service_per_h = 3, .servers = 5, .start_h = 10, .down_h = 1.0 / 60};
    (void)state;
    EXPECT_NEAR(fluid_clear_h(&blink), 10 + 1.0 / 60, 1e-15);
    EXPECT_NEAR(fluid_in_system(&blink, 10 + 1.0 / 60), 4.2, 1e-12);
}

/* A traffic light is an outage every time it turns red [Fundamentals 2020]: 0.138 vehicles a second
 * come, 0.833 a second go, red for 70 s of 100: 9.66 stand at its end, the queue is gone after 0.84
 * of the cycle, nobody waits more than 70 s, and the mean over the cycle is 29.41 s. Vehicles take
 * no time of their own: next to nothing is in process. Units are seconds. */
static void a_traffic_light_has_its_published_queue(void **state)
{
    const FluidOutage light = {
        .arrivals_per_h = 0.138, .service_per_h = 833, .servers = 0.001, .down_h = 70};
    double sum = 0;
    (void)state;
    for (int second = 0; second < 100; second++) {
        sum += fluid_wait_h(&light, second + 0.5);
    }
    EXPECT_NEAR(fluid_backlog(&light, 70), 9.66, 0.005);
    EXPECT_NEAR(fluid_clear_h(&light) / 100, 0.84, 0.005);
    EXPECT_NEAR(fluid_wait_h(&light, 1e-9), 70, 0.005);
    EXPECT_NEAR(sum / 100, 29.41, 0.05);
    EXPECT_NEAR(sum * 0.138, 406, 1); /* vehicle-seconds in all, of rounded rates */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_backlog_rises_with_demand_and_falls_with_the_spare_capacity),
        cmocka_unit_test(the_number_returns_to_the_load),
        cmocka_unit_test(the_wait_is_the_rest_of_the_outage_and_the_queue_ahead),
        cmocka_unit_test(a_short_outage_leaves_no_backlog),
        cmocka_unit_test(a_traffic_light_has_its_published_queue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
