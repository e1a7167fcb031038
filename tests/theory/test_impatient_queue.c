#include "tests/test.h"
#include "tests/theory/erlang.h"
#include "tests/theory/impatient_queue.h"

/* [Garnett 2002, table 1], model with abandonment: 48 calls a minute of 1 min each, 50 agents, mean
 * patience 2 min: 3.1 % hang up, the mean wait is 3.7 s, the queue is 3 and the
 * agents are busy 93 % of the time. */
static void a_call_centre_of_fifty_has_its_published_numbers(void **state)
{
    const ImpatientModel centre = {
        .arrivals_per_h = 2880, .service_per_h = 60, .abandon_per_h = 30, .servers = 50};
    const ImpatientQueue queue = impatient_queue(&centre);
    (void)state;
    EXPECT_NEAR(queue.abandon_share, 0.031, 0.0005);
    EXPECT_NEAR(queue.wait_all_mean_h * 3600, 3.7, 0.05);
    EXPECT_NEAR(queue.queue_mean, 3, 0.05);
    EXPECT_NEAR(queue.occupancy, 0.93, 0.005);
}

/* Who waits leaves at the rate of who is served: the number in the system is Poisson with the load,
 * here 3, whatever the servers, here 2. E(N - 2)^+ = 3 - 2 + 2 p0 + p1 = 1 + 5 exp(-3). */
static void equal_rates_make_the_number_poisson(void **state)
{
    const ImpatientModel model = {
        .arrivals_per_h = 18, .service_per_h = 6, .abandon_per_h = 6, .servers = 2};
    const ImpatientQueue queue = impatient_queue(&model);
    (void)state;
    EXPECT_NEAR(queue.queue_mean, 1 + 5 * exp(-3), 1e-12);
    EXPECT_NEAR(queue.wait_prob, 1 - 4 * exp(-3), 1e-12);
}

/* With endless patience it is Erlang C: C(5, 4) and C / (c mu - lambda). */
static void endless_patience_is_erlang_c(void **state)
{
    const ImpatientModel patient = {
        .arrivals_per_h = 20, .service_per_h = 5, .abandon_per_h = 0.05, .servers = 5};
    (void)state;
    /* Patience of 20 h against waits of minutes: nearer to Erlang C than 3 %. */
    EXPECT_NEAR(impatient_queue(&patient).wait_prob, erlang_c(5, 4), 0.03 * erlang_c(5, 4));
}

/* Of all attempts those served within a long time are those who do not hang up, and the mean wait
 * of those served is the area over their distribution: both ways of reckoning must agree. */
static void the_wait_of_the_served_agrees_with_its_distribution(void **state)
{
    const ImpatientModel model = {
        .arrivals_per_h = 30, .service_per_h = 6, .abandon_per_h = 3, .servers = 5};
    const ImpatientQueue queue = impatient_queue(&model);
    double area_h = 0, step_h = 0.01, served = 1 - queue.abandon_share;
    (void)state;
    EXPECT_NEAR(impatient_served_within(&model, 20), served, 1e-9);
    for (int i = 0; i < 200; i++) { /* midpoint rule to 2 h, beyond which hardly anybody waits */
        area_h += step_h * (served - impatient_served_within(&model, (i + 0.5) * step_h));
    }
    EXPECT_NEAR(queue.wait_served_mean_h, area_h / served, 5e-5); /* of 0.0458 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_centre_of_fifty_has_its_published_numbers),
        cmocka_unit_test(equal_rates_make_the_number_poisson),
        cmocka_unit_test(endless_patience_is_erlang_c),
        cmocka_unit_test(the_wait_of_the_served_agrees_with_its_distribution),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
