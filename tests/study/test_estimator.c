#include "study/estimator.h"

#include "tests/test.h"

#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

/* Two-sided 95 % quantiles of Student's t as printed in any table: 12.706 for 1 degree of
 * freedom, 2.262 for 9. */
static void student_factors_are_those_of_the_tables(void **state)
{
    (void)state;
    Estimator *estimator = estimator_new(0.95, 121);
    EXPECT_NEAR(estimator_student(estimator, 2), 12.7062, 1e-4);
    EXPECT_NEAR(estimator_student(estimator, 10), 2.262157, 1e-6);
    EXPECT_NEAR(estimator_student(estimator, 121), 1.979930, 1e-6);
    EXPECT_NEAR(estimator_student(estimator, 1), NAN, 0);
    estimator_free(estimator);
}

/* 2, 4, 6: mean 4, sd 2, half width 4.302653 x 2 / sqrt(3) = 4.968275. Quantiles by linear
 * interpolation between the order statistics: the 5 % one lies 0.1 steps from 2, the 95 % one 0.1
 * steps before 6. */
static void three_values_are_estimated_as_by_hand(void **state)
{
    (void)state;
    const double values[] = {6, 2, 4};
    Estimator *estimator = estimator_new(0.95, 3);
    Estimate estimate = estimate_values(estimator, values, 3);
    EXPECT_EQUAL(estimate.n, 3);
    EXPECT_NEAR(estimate.mean, 4, 0);
    EXPECT_NEAR(estimate.sd, 2, 1e-15);
    EXPECT_NEAR(estimate.ci_low, 4 - 4.968275, 1e-5);
    EXPECT_NEAR(estimate.ci_high, 4 + 4.968275, 1e-5);
    EXPECT_NEAR(estimate.p05, 2.2, 1e-12);
    EXPECT_NEAR(estimate.p50, 4, 1e-12);
    EXPECT_NEAR(estimate.p95, 5.8, 1e-12);
    estimator_free(estimator);
}

static void undefined_values_are_left_out_and_censored_ones_counted(void **state)
{
    (void)state;
    const double values[] = {NAN, 1, INFINITY, 3, INFINITY};
    Estimator *estimator = estimator_new(0.95, 5);
    Estimate estimate = estimate_values(estimator, values, 5);
    EXPECT_EQUAL(estimate.n, 2);
    EXPECT_EQUAL(estimate.censored, 2);
    EXPECT_NEAR(estimate.mean, 2, 0);
    estimator_free(estimator);
}

static void nothing_defined_gives_no_mean(void **state)
{
    (void)state;
    const double values[] = {NAN, INFINITY};
    Estimator *estimator = estimator_new(0.95, 2);
    Estimate estimate = estimate_values(estimator, values, 2);
    EXPECT_EQUAL(estimate.n, 0);
    EXPECT_EQUAL(estimate.censored, 1);
    EXPECT_NEAR(estimate.mean, NAN, 0);
    EXPECT_NEAR(estimate.p50, NAN, 0);
    estimator_free(estimator);
}

static void one_value_has_a_mean_but_no_interval(void **state)
{
    (void)state;
    const double value = 7;
    Estimator *estimator = estimator_new(0.95, 1);
    Estimate estimate = estimate_values(estimator, &value, 1);
    EXPECT_NEAR(estimate.mean, 7, 0);
    EXPECT_NEAR(estimate.p95, 7, 0);
    EXPECT_NEAR(estimate.sd, NAN, 0);
    EXPECT_NEAR(estimate.ci_low, NAN, 0);
    estimator_free(estimator);
}

/* The slow twin sorts all. Sizes about those at which the places of two quantiles meet; values with
 * many equals, ascending and descending ones. */
static void quantiles_are_those_of_the_sorted_values(void **state)
{
    enum { MOST = 300, KINDS = 4 };
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    Estimator *estimator = estimator_new(0.95, MOST);
    (void)state;
    for (size_t i = 0; i < KINDS * (MOST - 1); i++) {
        const size_t kind = i % KINDS, n = 2 + i / KINDS;
        double values[MOST];
        for (size_t j = 0; j < n; j++) {
            const double all[KINDS] = {gsl_rng_uniform(random),
                                       (double)gsl_rng_uniform_int(random, 3), (double)j,
                                       -(double)j};
            values[j] = all[kind];
        }
        const Estimate estimate = estimate_values(estimator, values, n);
        gsl_sort(values, 1, n);
        EXPECT_NEAR(estimate.p05, gsl_stats_quantile_from_sorted_data(values, 1, n, 0.05), 0);
        EXPECT_NEAR(estimate.p50, gsl_stats_quantile_from_sorted_data(values, 1, n, 0.50), 0);
        EXPECT_NEAR(estimate.p95, gsl_stats_quantile_from_sorted_data(values, 1, n, 0.95), 0);
    }
    estimator_free(estimator);
    gsl_rng_free(random);
}

/* 0.1 has no exact double, so a naive sum of ten over ten is not 0.1. */
static void equal_values_have_exactly_their_mean_and_no_spread(void **state)
{
    (void)state;
    double values[10];
    for (size_t i = 0; i < 10; ++i) {
        values[i] = 0.1;
    }
    Estimator *estimator = estimator_new(0.95, 10);
    Estimate estimate = estimate_values(estimator, values, 10);
    EXPECT(!(estimate.mean < 0.1) && !(estimate.mean > 0.1));
    EXPECT_NEAR(estimate.sd, 0, 0);
    EXPECT_NEAR(estimate.ci_high - estimate.ci_low, 0, 0);
    estimator_free(estimator);
}

/* N = 10, 30, D = 1, 2: R = 40 / 3. The mean of the own ratios, 10 and 15, would be 12.5: biased.
 * Residuals N - R D are -10/3 and 10/3, their sd sqrt(2) x 10/3 = 4.714045, that of their
 * mean 3.333333; over the mean denominator 1.5: 2.222222, times t(1) = 12.706205: 28.236. */
static void a_ratio_is_that_of_the_totals_with_a_delta_interval(void **state)
{
    (void)state;
    const double numerators[] = {10, 30}, denominators[] = {1, 2};
    Estimator *estimator = estimator_new(0.95, 2);
    Estimate estimate = estimate_ratio(estimator, numerators, denominators, 2);
    EXPECT_NEAR(estimate.mean, 40.0 / 3, 1e-12);
    EXPECT_NEAR(estimate.ci_high - estimate.mean, 28.236, 1e-3);
    EXPECT_NEAR(estimate.p50, 12.5, 1e-12);
    EXPECT_EQUAL(estimate.n, 2);
    estimator_free(estimator);
}

static void a_ratio_leaves_out_replications_without_a_denominator(void **state)
{
    (void)state;
    const double numerators[] = {0, 6, NAN}, denominators[] = {0, 3, NAN};
    Estimator *estimator = estimator_new(0.95, 3);
    Estimate estimate = estimate_ratio(estimator, numerators, denominators, 3);
    EXPECT_EQUAL(estimate.n, 1);
    EXPECT_NEAR(estimate.mean, 2, 0);
    EXPECT_NEAR(estimate.ci_low, NAN, 0);
    estimator_free(estimator);
}

static Estimator *estimator_of_pairs(size_t replications)
{
    Estimator *estimator = estimator_new(0.95, replications);
    estimator_take_pairs(estimator);
    return estimator;
}

/* Pairs (1, 5), (2, 6), (4, 6): their means 3, 4, 5 have sd 1, the interval of three is 4.302653 /
 * sqrt(3) = 2.484138 wide on either side. The six have mean 4 and sd sqrt(22 / 5). */
static void the_interval_of_pairs_is_that_of_their_means(void **state)
{
    (void)state;
    const double values[] = {1, 5, 2, 6, 4, 6}, means[] = {3, 4, 5};
    Estimator *paired = estimator_of_pairs(6), *estimator = estimator_new(0.95, 3);
    const Estimate estimate = estimate_values(paired, values, 6);
    const Estimate of_means = estimate_values(estimator, means, 3);
    EXPECT_EQUAL(estimate.n, 6);
    EXPECT_NEAR(estimate.mean, 4, 0);
    EXPECT_NEAR(estimate.sd, sqrt(22.0 / 5), 1e-15);
    EXPECT_NEAR(estimate.ci_high - 4, 2.484138, 1e-6);
    EXPECT_NEAR(estimate.ci_low, of_means.ci_low, 1e-14);
    EXPECT_NEAR(estimate.worth, 22.0 / 5 / 2, 1e-15); /* six of variance 2 would do as well */
    EXPECT_NEAR(of_means.worth, 1, 0);
    EXPECT_NEAR(estimate.p50, 4.5, 0); /* of the single ones: between 4 and 5 */
    estimator_free(paired);
    estimator_free(estimator);
}

/* As where a number is a linear function of one uniform: whatever it is, the pair has mean 3. */
static void pairs_of_one_sum_have_no_spread(void **state)
{
    (void)state;
    const double values[] = {1, 5, 2, 4, 6, 0};
    Estimator *estimator = estimator_of_pairs(6);
    const Estimate estimate = estimate_values(estimator, values, 6);
    EXPECT_NEAR(estimate.ci_low, 3, 0);
    EXPECT_NEAR(estimate.ci_high, 3, 0);
    EXPECT(estimate.sd > 2);
    estimator_free(estimator);
}

static void a_single_pair_has_no_interval(void **state)
{
    (void)state;
    const double values[] = {1, 5, NAN, INFINITY};
    Estimator *estimator = estimator_of_pairs(4);
    const Estimate estimate = estimate_values(estimator, values, 4);
    EXPECT_EQUAL(estimate.n, 2);
    EXPECT_NEAR(estimate.mean, 3, 0);
    EXPECT_NEAR(estimate.sd, sqrt(8), 1e-15);
    EXPECT_NEAR(estimate.ci_low, NAN, 0);
    estimator_free(estimator);
}

/* (2, 6), (8, undefined), (undefined, 4): mean 20 / 4 = 5, residual sums -3 + 1 = -2, 3, -1; of
 * three that are independent the variance of the mean is 14 / 2 x 3 / 4^2 = 1.3125, and the half
 * width 4.302653 sqrt(1.3125) = 4.929308. */
static void of_a_pair_with_one_value_that_one_counts_once(void **state)
{
    (void)state;
    const double values[] = {2, 6, 8, INFINITY, NAN, 4};
    Estimator *estimator = estimator_of_pairs(6);
    const Estimate estimate = estimate_values(estimator, values, 6);
    EXPECT_EQUAL(estimate.n, 4);
    EXPECT_EQUAL(estimate.censored, 1);
    EXPECT_NEAR(estimate.mean, 5, 0);
    EXPECT_NEAR(estimate.ci_high - 5, 4.929308, 1e-6);
    estimator_free(estimator);
}

/* N = 1, 3 | 2, 4 over D = 1, 1 | 2, 1: R = 10 / 5 = 2, residuals -1 + 1 = 0 and -2 + 2 = 0: the
 * totals of each pair have the ratio 2. With N = 1, 3 | 2, 9: R = 3, residual sums -2 and 2, their
 * sd 2.828427, that of R sqrt(8 / 1 x 2) / 5 = 0.8, times t(1) = 12.706205: 10.164964. */
static void the_ratio_of_pairs_is_that_of_their_totals(void **state)
{
    (void)state;
    const double denominators[] = {1, 1, 2, 1}, exact[] = {1, 3, 2, 4}, off[] = {1, 3, 2, 9};
    Estimator *estimator = estimator_of_pairs(4);
    Estimate estimate = estimate_ratio(estimator, exact, denominators, 4);
    EXPECT_NEAR(estimate.mean, 2, 0);
    EXPECT_NEAR(estimate.ci_high, 2, 0);
    estimate = estimate_ratio(estimator, off, denominators, 4);
    EXPECT_NEAR(estimate.mean, 3, 0);
    EXPECT_NEAR(estimate.ci_high - 3, 10.164964, 1e-6);
    estimator_free(estimator);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(student_factors_are_those_of_the_tables),
        cmocka_unit_test(three_values_are_estimated_as_by_hand),
        cmocka_unit_test(undefined_values_are_left_out_and_censored_ones_counted),
        cmocka_unit_test(nothing_defined_gives_no_mean),
        cmocka_unit_test(one_value_has_a_mean_but_no_interval),
        cmocka_unit_test(quantiles_are_those_of_the_sorted_values),
        cmocka_unit_test(equal_values_have_exactly_their_mean_and_no_spread),
        cmocka_unit_test(a_ratio_is_that_of_the_totals_with_a_delta_interval),
        cmocka_unit_test(a_ratio_leaves_out_replications_without_a_denominator),
        cmocka_unit_test(the_interval_of_pairs_is_that_of_their_means),
        cmocka_unit_test(pairs_of_one_sum_have_no_spread),
        cmocka_unit_test(a_single_pair_has_no_interval),
        cmocka_unit_test(of_a_pair_with_one_value_that_one_counts_once),
        cmocka_unit_test(the_ratio_of_pairs_is_that_of_their_totals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
