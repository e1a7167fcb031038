#include "tests/test.h"
#include "tests/theory/markov_chain.h"
#include "tests/theory/transient.h"

enum { STATES = 160 };

/* Servers for all, empty at 0: Poisson with mean a (1 - exp(-mu t)) [Eick 1993]; its share of none
 * is exp(-mean). */
static void servers_for_all_fill_up_exponentially(void **state)
{
    double p[STATES] = {1};
    (void)state;
    transient_advance(p, STATES, &(TransientPiece){0.7, 12, 3, STATES, 0});
    double mean = 4 * (1 - exp(-2.1));
    EXPECT_NEAR(transient_mean(p, STATES), mean, 1e-9);
    EXPECT_NEAR(p[0], exp(-mean), 1e-10);
}

/* The two methods share nothing but the rates: differential equations here, uniformization there.
 */
static void forward_equations_agree_with_uniformization(void **state)
{
    double p[STATES] = {1}, q[STATES] = {1};
    MarkovChain *chain = markov_chain_new(STATES);
    (void)state;
    for (size_t n = 0; n + 1 < STATES; n++) {
        double busy = n + 1 < 5 ? (double)(n + 1) : 5, waiting = (double)(n + 1) - busy;
        markov_chain_add(chain, n, n + 1, 17);
        markov_chain_add(chain, n + 1, n, busy * 3 + waiting * 0.5);
    }
    transient_advance(p, STATES, &(TransientPiece){2.5, 17, 3, 5, 0.5});
    markov_chain_advance(chain, q, 2.5);
    for (size_t n = 0; n < STATES; n++) {
        EXPECT_NEAR(p[n], q[n], 1e-10);
    }
    markov_chain_free(chain);
}

/* An outage serves nobody: the mean grows by exactly the arrivals, 12/h for 2 h, and what was there
 * stays. */
static void an_outage_adds_exactly_what_arrives(void **state)
{
    double p[STATES] = {1};
    (void)state;
    transient_advance(p, STATES, &(TransientPiece){10, 12, 3, 5, 0});
    double before = transient_mean(p, STATES);
    transient_advance(p, STATES, &(TransientPiece){2, 12, 3, 0, 0});
    EXPECT_NEAR(transient_mean(p, STATES) - before, 24, 1e-7);
}

/* E(N - 2)^+ of the distribution 1/4, 1/4, 0, 1/2: 1/2. */
static void the_mean_beyond_the_servers_counts_those_who_wait(void **state)
{
    const double p[] = {0.25, 0.25, 0, 0.5};
    (void)state;
    EXPECT_NEAR(transient_mean_beyond(p, 4, 2), 0.5, 1e-15);
    EXPECT_NEAR(transient_mean(p, 4), 1.75, 1e-15);
}

/* M/M/1 with lambda = mu = 1, empty at 0: idle at t with probability exp(-2 t) (I0(2 t) + I1(2 t))
 * [Gross 2008, 2.11], by the table of exp(-x) I0(x) and exp(-x) I1(x) at x = 2 and 10 [Abramowitz
 * 1964, table 9.8]. */
static void a_single_clerk_starts_at_its_published_values(void **state)
{
    double p[STATES] = {1};
    (void)state;
    transient_advance(p, STATES, &(TransientPiece){1, 1, 1, 1, 0});
    EXPECT_NEAR(p[0], 0.3085083225 + 0.2152692893, 1e-9);
    transient_advance(p, STATES, &(TransientPiece){4, 1, 1, 1, 0});
    EXPECT_NEAR(p[0], 0.1278333372 + 0.1212626814, 1e-9);
}

/* [Ross 2025], a machine that 2 an hour make busy and that is done at 10 an hour: idle after a
 * minute, and after ten, with the probabilities printed there. */
static void a_busy_machine_has_its_published_probabilities(void **state)
{
    double p[2] = {1};
    (void)state;
    transient_advance(p, 2, &(TransientPiece){1.0 / 60, 2, 10, 1, 0});
    EXPECT_NEAR(p[0], 0.9697885, 5e-8);
    transient_advance(p, 2, &(TransientPiece){9.0 / 60, 2, 10, 1, 0});
    EXPECT_NEAR(p[0], 0.8558892, 1e-7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(servers_for_all_fill_up_exponentially),
        cmocka_unit_test(forward_equations_agree_with_uniformization),
        cmocka_unit_test(an_outage_adds_exactly_what_arrives),
        cmocka_unit_test(the_mean_beyond_the_servers_counts_those_who_wait),
        cmocka_unit_test(a_single_clerk_starts_at_its_published_values),
        cmocka_unit_test(a_busy_machine_has_its_published_probabilities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
