#include "study/comparison.h"

#include "tests/test.h"

/* Baseline 10, 20, 30, strategy 11, 19, 27: differences 1, -1, -3, mean -1, sd 2, half
 * width 4.302653 x 2 / sqrt(3) = 4.968275. Variances of the sides 64 and 100, of the differences 4:
 * the ratio is 164 / 4 = 41. */
static void three_pairs_are_compared_as_by_hand(void **state)
{
    (void)state;
    const double strategy[] = {11, 19, 27}, baseline[] = {10, 20, 30};
    Estimator *estimator = estimator_new(0.95, 3);
    Comparison comparison = compare_values(estimator, strategy, baseline, 3);
    EXPECT_EQUAL(comparison.n, 3);
    EXPECT_NEAR(comparison.baseline_mean, 20, 1e-12);
    EXPECT_NEAR(comparison.strategy_mean, 19, 1e-12);
    EXPECT_NEAR(comparison.difference, -1, 1e-12);
    EXPECT_NEAR(comparison.ci_low, -1 - 4.968275, 1e-5);
    EXPECT_NEAR(comparison.ci_high, -1 + 4.968275, 1e-5);
    EXPECT_NEAR(comparison.share_lower, 2.0 / 3, 1e-12);
    EXPECT_NEAR(comparison.variance_ratio, 41, 1e-9);
    EXPECT(!comparison_is_significant(&comparison));
    estimator_free(estimator);
}

static void only_pairs_with_both_values_count(void **state)
{
    (void)state;
    const double strategy[] = {1, NAN, 3, INFINITY, 7}, baseline[] = {2, 5, INFINITY, 4, 9};
    Estimator *estimator = estimator_new(0.95, 5);
    Comparison comparison = compare_values(estimator, strategy, baseline, 5);
    EXPECT_EQUAL(comparison.n, 2);
    EXPECT_NEAR(comparison.strategy_mean, 4, 1e-12);
    EXPECT_NEAR(comparison.baseline_mean, 5.5, 1e-12);
    EXPECT_NEAR(comparison.difference, -1.5, 1e-12);
    EXPECT_NEAR(comparison.share_lower, 1, 0);
    estimator_free(estimator);
}

static void a_constant_difference_is_significant_and_has_no_variance_ratio(void **state)
{
    (void)state;
    const double strategy[] = {3, 5, 9}, baseline[] = {1, 3, 7};
    Estimator *estimator = estimator_new(0.95, 3);
    Comparison comparison = compare_values(estimator, strategy, baseline, 3);
    EXPECT_NEAR(comparison.ci_low, 2, 0);
    EXPECT_NEAR(comparison.ci_high, 2, 0);
    EXPECT_NEAR(comparison.variance_ratio, NAN, 0);
    EXPECT(comparison_is_significant(&comparison));
    estimator_free(estimator);
}

/* Differences 1, 3 and 2, 6 of two antithetic pairs: their means 2 and 4 have mean 3 and sd
 * sqrt(2), the half width is 12.706205. Four independent differences would need the variance 4 x 2
 * / 2 = 4; those of the sides are 500 / 3 and 654 / 3. */
static void antithetic_pairs_are_compared_as_by_hand(void **state)
{
    (void)state;
    const double baseline[] = {0, 10, 20, 30}, strategy[] = {1, 13, 22, 36};
    Estimator *estimator = estimator_new(0.95, 4);
    estimator_take_pairs(estimator);
    const Comparison comparison = compare_values(estimator, strategy, baseline, 4);
    EXPECT_EQUAL(comparison.n, 4);
    EXPECT_NEAR(comparison.difference, 3, 1e-12);
    EXPECT_NEAR(comparison.ci_high - comparison.difference, 12.706205, 1e-6);
    EXPECT_NEAR(comparison.variance_ratio, (500 + 654) / 3.0 / 4, 1e-9);
    estimator_free(estimator);
}

static void without_a_pair_nothing_is_said(void **state)
{
    (void)state;
    const double strategy[] = {NAN, 2}, baseline[] = {1, NAN};
    Estimator *estimator = estimator_new(0.95, 2);
    Comparison comparison = compare_values(estimator, strategy, baseline, 2);
    EXPECT_EQUAL(comparison.n, 0);
    EXPECT_NEAR(comparison.difference, NAN, 0);
    EXPECT(!comparison_is_significant(&comparison));
    estimator_free(estimator);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_pairs_are_compared_as_by_hand),
        cmocka_unit_test(only_pairs_with_both_values_count),
        cmocka_unit_test(a_constant_difference_is_significant_and_has_no_variance_ratio),
        cmocka_unit_test(antithetic_pairs_are_compared_as_by_hand),
        cmocka_unit_test(without_a_pair_nothing_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
