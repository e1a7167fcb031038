#include "tests/test.h"
#include "tests/theory/erlang.h"
#include "tests/theory/impatient_queue.h"
#include "tests/theory/patience_queue.h"

/* Birth and death knows nothing of these integrals: below the load, at it and far beyond. */
static void exponential_patience_is_erlang_a(void **state)
{
    const size_t servers[] = {1, 7, 40};
    const double arrivals_per_h[] = {3, 42, 400};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        const PatienceModel model = {
            arrivals_per_h[i], 6, servers[i], {.kind = PATIENCE_EXPONENTIAL, .mean_h = 0.25}};
        const ImpatientModel erlang_a = {arrivals_per_h[i], 6, 4, servers[i]};
        const PatienceQueue queue = patience_queue(&model);
        const ImpatientQueue known = impatient_queue(&erlang_a);
        EXPECT_NEAR(queue.wait_prob, known.wait_prob, 1e-9);
        EXPECT_NEAR(queue.abandon_share, known.abandon_share, 1e-9);
        EXPECT_NEAR(queue.queue_mean, known.queue_mean, 1e-7);
        EXPECT_NEAR(queue.occupancy, known.occupancy, 1e-9);
        EXPECT_NEAR(queue.wait_served_mean_h, known.wait_served_mean_h, 1e-9);
        EXPECT_NEAR(patience_served_within(&model, 0.05), impatient_served_within(&erlang_a, 0.05),
                    1e-9);
    }
}

/* [Boots 1999], exact for exponential work: the share lost is (1 - rho) Q / (1 - rho Q), where Q is
 * the probability that M/M/c without abandonment waits longer than the patience. */
static void constant_patience_loses_what_boots_and_tijms_say(void **state)
{
    const size_t servers[] = {1, 5, 30};
    const double loads[] = {0.7, 4.5, 28.5};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        const PatienceModel model = {
            loads[i] * 6, 6, servers[i], {.kind = PATIENCE_CONSTANT, .mean_h = 0.1}};
        double rho = loads[i] / (double)servers[i];
        double longer =
            erlang_c(servers[i], loads[i]) * exp(-6 * ((double)servers[i] - loads[i]) * 0.1);
        EXPECT_NEAR(patience_queue(&model).abandon_share, (1 - rho) * longer / (1 - rho * longer),
                    1e-10);
    }
}

/* Servers are busy for what is not lost; from the numbers in the system below all busy: their
 * probabilities go like a^n / n!, and P(c - 1 or fewer) = 1 - P(wait). */
static void lognormal_patience_is_in_balance(void **state)
{
    const PatienceModel model = {
        44, 6, 7, {.kind = PATIENCE_LOGNORMAL, .mean_h = 0.2, .sd_h = 0.3}};
    const PatienceQueue queue = patience_queue(&model);
    double weight = 1, weights = 1, busy = 0;
    (void)state;
    for (int n = 1; n < 7; n++) {
        weight *= 44.0 / 6 / n;
        weights += weight;
        busy += n * weight;
    }
    busy = busy / weights * (1 - queue.wait_prob) + 7 * queue.wait_prob;
    EXPECT_NEAR(queue.occupancy, busy / 7, 1e-9);
    EXPECT_NEAR(44 * (1 - queue.abandon_share), 6 * busy, 1e-7);
}

static void nearly_constant_lognormal_patience_is_constant(void **state)
{
    const PatienceModel constant = {40, 6, 7, {.kind = PATIENCE_CONSTANT, .mean_h = 0.2}};
    const PatienceModel nearly = {
        40, 6, 7, {.kind = PATIENCE_LOGNORMAL, .mean_h = 0.2, .sd_h = 0.0002}};
    const PatienceQueue a = patience_queue(&constant), b = patience_queue(&nearly);
    (void)state;
    EXPECT_NEAR(a.abandon_share, b.abandon_share, 1e-5);
    EXPECT_NEAR(a.queue_mean, b.queue_mean, 1e-4);
    EXPECT_NEAR(a.wait_served_mean_h, b.wait_served_mean_h, 1e-5);
}

/* The derivative of the integral is the survival function, and over all x it is the mean. */
static void the_survival_integral_belongs_to_the_survival(void **state)
{
    const Patience patience = {.kind = PATIENCE_LOGNORMAL, .mean_h = 0.2, .sd_h = 0.3};
    (void)state;
    for (double x = 0.02; x < 1; x += 0.1) {
        double slope = (patience_survival_integral_h(&patience, x + 1e-5) -
                        patience_survival_integral_h(&patience, x - 1e-5)) /
                       2e-5;
        EXPECT_NEAR(slope, patience_survival(&patience, x), 1e-6);
    }
    EXPECT_NEAR(patience_survival_integral_h(&patience, 1e4), 0.2, 1e-9);
}

static void a_quantile_is_where_that_share_is_served(void **state)
{
    const PatienceModel model = {
        44, 6, 7, {.kind = PATIENCE_LOGNORMAL, .mean_h = 0.2, .sd_h = 0.3}};
    double served = 1 - patience_queue(&model).abandon_share;
    (void)state;
    EXPECT_NEAR(patience_served_within(&model, patience_wait_quantile_h(&model, 0.95)),
                0.95 * served, 1e-9);
    EXPECT_NEAR(patience_served_within(&model, 100), served, 1e-12);
}

/* [Garnett 2002, table 1], model with abandonment: see test_impatient_queue. */
static void a_call_centre_of_fifty_has_its_published_numbers(void **state)
{
    const PatienceModel centre = {2880, 60, 50, {.kind = PATIENCE_EXPONENTIAL, .mean_h = 1.0 / 30}};
    const PatienceQueue queue = patience_queue(&centre);
    (void)state;
    EXPECT_NEAR(queue.abandon_share, 0.031, 0.0005);
    EXPECT_NEAR(queue.queue_mean / 2880 * 3600, 3.7, 0.05); /* mean wait of all, [Little 1961] */
    EXPECT_NEAR(queue.queue_mean, 3, 0.05);
    EXPECT_NEAR(queue.occupancy, 0.93, 0.005);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exponential_patience_is_erlang_a),
        cmocka_unit_test(constant_patience_loses_what_boots_and_tijms_say),
        cmocka_unit_test(lognormal_patience_is_in_balance),
        cmocka_unit_test(nearly_constant_lognormal_patience_is_constant),
        cmocka_unit_test(the_survival_integral_belongs_to_the_survival),
        cmocka_unit_test(a_quantile_is_where_that_share_is_served),
        cmocka_unit_test(a_call_centre_of_fifty_has_its_published_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
