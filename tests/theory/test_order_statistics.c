#include "tests/test.h"
#include "tests/theory/order_statistics.h"

#include <gsl/gsl_cdf.h>

static double exponential_below(double t, const void *law)
{
    return gsl_cdf_exponential_P(t, *(const double *)law);
}

static double gamma_below(double t, const void *law)
{
    return gsl_cdf_gamma_P(t, *(const double *)law, 1);
}

static double lognormal_below(double t, const void *law)
{
    return gsl_cdf_lognormal_P(t, 0, *(const double *)law);
}

/* The second of four exponentials of mean 6: 6 (1/4 + 1/3); the last: 6 (1/4 + 1/3 + 1/2 + 1). */
static void exponential_ends_come_one_after_another(void **state)
{
    const double mean = 6;
    (void)state;
    EXPECT_NEAR(order_statistic_mean(4, 2, exponential_below, &mean), 3.5, 1e-8);
    EXPECT_NEAR(order_statistic_mean(4, 4, exponential_below, &mean), 12.5, 1e-8);
}

/* Of two gamma variables of shape 2 the smaller has mean 1.25, the larger 2.75 [Gupta 1960]. */
static void gamma_means_are_those_of_gupta(void **state)
{
    const double shape = 2;
    (void)state;
    EXPECT_NEAR(order_statistic_mean(2, 1, gamma_below, &shape), 1.25, 1e-8);
    EXPECT_NEAR(order_statistic_mean(2, 2, gamma_below, &shape), 2.75, 1e-8);
}

/* The longer of two lognormals: the mean exp(s^2 / 2) times 1 + erf(s / 2) [Aitchison 1957]. */
static void the_longer_of_two_lognormals_is_ginis(void **state)
{
    const double s = 0.8;
    (void)state;
    EXPECT_NEAR(order_statistic_mean(2, 2, lognormal_below, &s), exp(s * s / 2) * (1 + erf(s / 2)),
                1e-8);
}

/* At least 2 of 3 at 1/2 each: 3/8 + 1/8. */
static void the_probability_is_binomial(void **state)
{
    (void)state;
    EXPECT_NEAR(order_statistic_below(3, 2, 0.5), 0.5, 1e-14);
    EXPECT_NEAR(order_statistic_below(3, 3, 0.5), 0.125, 1e-14);
}

/* Harmonic numbers [Knuth 1997, appendix A, table 3]: the longest of n exponentials. */
static void the_longest_of_many_is_a_published_harmonic_number(void **state)
{
    const double mean = 1;
    (void)state;
    EXPECT_NEAR(order_statistic_mean(10, 10, exponential_below, &mean), 2.92896825397, 1e-8);
    EXPECT_NEAR(order_statistic_mean(20, 20, exponential_below, &mean), 3.59773965714, 1e-8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exponential_ends_come_one_after_another),
        cmocka_unit_test(gamma_means_are_those_of_gupta),
        cmocka_unit_test(the_longer_of_two_lognormals_is_ginis),
        cmocka_unit_test(the_probability_is_binomial),
        cmocka_unit_test(the_longest_of_many_is_a_published_harmonic_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
