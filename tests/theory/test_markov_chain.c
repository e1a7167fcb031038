#include "tests/test.h"
#include "tests/theory/erlang.h"
#include "tests/theory/markov_chain.h"

#include <gsl/gsl_sf_bessel.h>

/* 0 -> 1 at 2/h, back at 3/h: p1(t) = 2/5 (1 - exp(-5 t)) from state 0. */
static void two_states_relax_exponentially(void **state)
{
    MarkovChain *chain = markov_chain_new(2);
    double p[2] = {1, 0};
    (void)state;
    markov_chain_add(chain, 0, 1, 2);
    markov_chain_add(chain, 1, 0, 3);
    markov_chain_advance(chain, p, 0.1);
    EXPECT_NEAR(p[1], 0.4 * (1 - exp(-0.5)), 1e-13);
    markov_chain_advance(chain, p, 100); /* many steps of uniformization */
    EXPECT_NEAR(p[1], 0.4, 1e-12);
    markov_chain_steady(chain, p);
    EXPECT_NEAR(p[1], 0.4, 1e-12);
    markov_chain_free(chain);
}

static MarkovChain *single_server(size_t states, double arrivals_per_h, double service_per_h)
{
    MarkovChain *chain = markov_chain_new(states);
    for (size_t n = 0; n + 1 < states; n++) {
        markov_chain_add(chain, n, n + 1, arrivals_per_h);
        markov_chain_add(chain, n + 1, n, service_per_h);
    }
    return chain;
}

/* M/M/1 with lambda = mu = 1, empty at 0: p00(t) = exp(-2 t) (I0(2 t) + I1(2 t)), modified Bessel
 * functions [Gross 2008, 2.11]. */
static void the_single_clerk_starts_as_bessel_functions_say(void **state)
{
    MarkovChain *chain = single_server(200, 1, 1);
    double p[200] = {1};
    (void)state;
    for (int hour = 1; hour <= 5; hour++) {
        double x = 2.0 * hour;
        markov_chain_advance(chain, p, 1);
        EXPECT_NEAR(p[0], exp(-x) * (gsl_sf_bessel_I0(x) + gsl_sf_bessel_I1(x)), 1e-12);
    }
    markov_chain_free(chain);
}

static void a_limited_queue_has_the_steady_state_of_birth_and_death(void **state)
{
    MarkovChain *chain = single_server(6, 5, 4);
    double p[6];
    (void)state;
    markov_chain_steady(chain, p);
    const LimitedQueue queue =
        limited_queue(&(QueueModel){.arrivals_per_h = 5, .service_per_h = 4, .servers = 1}, 4);
    EXPECT_NEAR(p[5], queue.lost_share, 1e-11);
    markov_chain_free(chain);
}

/* What flows round a ring one way only has no detailed balance: the steady state is 1/rate, scaled:
 * rates 1, 2, 4 give 4/7, 2/7, 1/7. */
static void a_ring_has_the_steady_state_of_its_sojourns(void **state)
{
    MarkovChain *chain = markov_chain_new(3);
    double p[3];
    (void)state;
    markov_chain_add(chain, 0, 1, 1);
    markov_chain_add(chain, 1, 2, 2);
    markov_chain_add(chain, 2, 0, 4);
    markov_chain_steady(chain, p);
    EXPECT_NEAR(p[0], 4.0 / 7, 1e-12);
    EXPECT_NEAR(p[2], 1.0 / 7, 1e-12);
    markov_chain_free(chain);
}

/* 0 -> 1 at 2/h, 0 -> 2 at 1/h, both for good. From 0, 1 is reached within t with probability 2/3
 * (1 - exp(-3 t)), after a time with mean 2/3 (1/3 - exp(-3 t) (t + 1/3)) over those. */
static void what_is_reached_and_when_is_told_backward(void **state)
{
    MarkovChain *chain = markov_chain_new(3);
    const bool counted[3] = {true, false, false};
    double reach[3] = {0, 1, 0}, time_h[3] = {0}, t_h = 0.7, left = exp(-3 * t_h);
    (void)state;
    markov_chain_add(chain, 0, 1, 2);
    markov_chain_add(chain, 0, 2, 1);
    markov_chain_back(chain, counted, reach, time_h, 0.2);
    markov_chain_back(chain, counted, reach, time_h, 0.5);
    EXPECT_NEAR(reach[0], 2.0 / 3 * (1 - left), 1e-13);
    EXPECT_NEAR(time_h[0], 2.0 / 3 * (1.0 / 3 - left * (t_h + 1.0 / 3)), 1e-13);
    EXPECT_NEAR(reach[1], 1, 1e-13);
    EXPECT_NEAR(time_h[1] + time_h[2] + reach[2], 0, 1e-13);
    markov_chain_free(chain);
}

/* The table of exp(-x) I0(x) and exp(-x) I1(x) at x = 2 and 10 [Abramowitz 1964, table 9.8]. */
static void the_single_clerk_starts_at_its_published_values(void **state)
{
    MarkovChain *chain = single_server(200, 1, 1);
    double p[200] = {1};
    (void)state;
    markov_chain_advance(chain, p, 1);
    EXPECT_NEAR(p[0], 0.3085083225 + 0.2152692893, 2e-10);
    markov_chain_advance(chain, p, 4);
    EXPECT_NEAR(p[0], 0.1278333372 + 0.1212626814, 2e-10);
    markov_chain_free(chain);
}

/* [Ross 2025], a machine under repair: three states and what becomes of the first two within a
 * minute. */
static void a_machine_under_repair_has_its_published_matrix(void **state)
{
    static const double rates[3][3] = {{0, 0.05, 0.15}, {0, 0, 1}, {1.5, 0.5, 0}};
    static const double expected[2][3] = {{0.9967031105, 0.0008353086, 0.002461581},
                                          {0.0002046696, 0.9835394306, 0.016255900}};
    MarkovChain *chain = markov_chain_new(3);
    (void)state;
    for (size_t from = 0; from < 3; from++) {
        for (size_t to = 0; to < 3; to++) {
            if (rates[from][to] > 0) {
                markov_chain_add(chain, from, to, rates[from][to]);
            }
        }
    }
    for (size_t from = 0; from < 2; from++) {
        double p[3] = {0};
        p[from] = 1;
        markov_chain_advance(chain, p, 1.0 / 60);
        for (size_t to = 0; to < 3; to++) {
            EXPECT_NEAR(p[to], expected[from][to], 6e-10);
        }
    }
    markov_chain_free(chain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_states_relax_exponentially),
        cmocka_unit_test(the_single_clerk_starts_as_bessel_functions_say),
        cmocka_unit_test(a_limited_queue_has_the_steady_state_of_birth_and_death),
        cmocka_unit_test(a_ring_has_the_steady_state_of_its_sojourns),
        cmocka_unit_test(what_is_reached_and_when_is_told_backward),
        cmocka_unit_test(the_single_clerk_starts_at_its_published_values),
        cmocka_unit_test(a_machine_under_repair_has_its_published_matrix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
