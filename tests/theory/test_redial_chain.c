#include "tests/test.h"
#include "tests/theory/impatient_queue.h"
#include "tests/theory/redial_chain.h"

/* M/M/1 with retrials and no waiting place: P(busy) = rho and E(away) = rho (lambda + rho gamma) /
 * ((1 - rho) gamma) [Artalejo 2002, section 2]. With lambda = 0.6, mu = 1, gamma = 0.5: 2.7. */
static void one_server_with_retrials_has_its_published_orbit(void **state)
{
    const RedialModel model = {.arrivals_per_h = 0.6,
                               .service_per_h = 1,
                               .redial_per_h = 0.5,
                               .redial_prob = 1,
                               .servers = 1,
                               .away_states = 120};
    const RedialSteady steady = redial_chain_steady(&model);
    (void)state;
    EXPECT_NEAR(steady.away_mean, 2.7, 1e-6);
    EXPECT_NEAR(steady.busy_mean, 0.6, 1e-8);
}

/* Without redials it is Erlang A: lambda = 12/h, 2 agents of 6/h, theta = 4/h. */
static void without_redials_it_is_erlang_a(void **state)
{
    const RedialModel model = {.arrivals_per_h = 12,
                               .service_per_h = 6,
                               .abandon_per_h = 4,
                               .redial_per_h = 2,
                               .servers = 2,
                               .places = 60,
                               .away_states = 2};
    const ImpatientModel impatient = {
        .arrivals_per_h = 12, .service_per_h = 6, .abandon_per_h = 4, .servers = 2};
    const RedialSteady steady = redial_chain_steady(&model);
    const ImpatientQueue queue = impatient_queue(&impatient);
    (void)state;
    EXPECT_NEAR(steady.queue_mean, queue.queue_mean, 1e-9);
    EXPECT_NEAR(steady.abandon_share, queue.abandon_share, 1e-9);
    EXPECT_NEAR(steady.wait_prob, queue.wait_prob, 1e-9);
}

/* What goes away comes back: redials are the share 1/2 of those who hang up, and in balance service
 * carries off what is neither lost: lambda = mu E(busy) + 1/2 theta E(queue). */
static void in_balance_nothing_is_lost_but_those_who_give_up(void **state)
{
    const RedialModel model = {.arrivals_per_h = 12,
                               .service_per_h = 6,
                               .abandon_per_h = 4,
                               .redial_per_h = 2,
                               .redial_prob = 0.5,
                               .servers = 2,
                               .places = 40,
                               .away_states = 40};
    const RedialSteady steady = redial_chain_steady(&model);
    (void)state;
    EXPECT_NEAR(steady.redials_per_h, 0.5 * 4 * steady.queue_mean, 1e-7);
    EXPECT_NEAR(6 * steady.busy_mean + 0.5 * 4 * steady.queue_mean, 12, 1e-7);
}

/* Servers for all and nobody who waits: E N(t) = a (1 - exp(-mu t)); after 10 h it is steady. */
static void from_empty_it_fills_up_to_its_steady_state(void **state)
{
    const RedialModel model = {.arrivals_per_h = 6,
                               .service_per_h = 2,
                               .abandon_per_h = 1,
                               .redial_per_h = 1,
                               .redial_prob = 0.5,
                               .servers = 40,
                               .places = 1,
                               .away_states = 2};
    (void)state;
    EXPECT_NEAR(redial_chain_after(&model, 0.3).busy_mean, 3 * (1 - exp(-0.6)), 1e-9);
    EXPECT_NEAR(redial_chain_after(&model, 20).busy_mean, redial_chain_steady(&model).busy_mean,
                1e-9);
}

/* [Garnett 2002, table 1], model with abandonment, nobody calls again: see test_impatient_queue. */
static void a_call_centre_of_fifty_has_its_published_numbers(void **state)
{
    const RedialModel centre = {.arrivals_per_h = 2880,
                                .service_per_h = 60,
                                .abandon_per_h = 30,
                                .redial_per_h = 1,
                                .servers = 50,
                                .places = 150,
                                .away_states = 2};
    const RedialSteady steady = redial_chain_steady(&centre);
    (void)state;
    EXPECT_NEAR(steady.abandon_share, 0.031, 0.0005);
    EXPECT_NEAR(steady.queue_mean, 3, 0.05);
    EXPECT_NEAR(steady.busy_mean / 50, 0.93, 0.005);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_server_with_retrials_has_its_published_orbit),
        cmocka_unit_test(without_redials_it_is_erlang_a),
        cmocka_unit_test(in_balance_nothing_is_lost_but_those_who_give_up),
        cmocka_unit_test(from_empty_it_fills_up_to_its_steady_state),
        cmocka_unit_test(a_call_centre_of_fifty_has_its_published_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
