#include "study/rank_correlation.h"

#include "sim/stream.h"
#include "study/estimator.h"
#include "tests/test.h"

#include <gsl/gsl_randist.h>

static const double pi = 3.14159265358979323846;

static void equal_values_share_their_ranks(void **state)
{
    (void)state;
    const double values[] = {3, 1, 3, 2, 3}, want[] = {4, 1, 4, 2, 4};
    double ranks[5];
    ranks_of(values, 5, ranks);
    for (size_t i = 0; i < 5; ++i) {
        EXPECT_NEAR(ranks[i], want[i], 0);
    }
}

/* One factor, ranks of the response 1 3 2 4 5 over 1..5: Spearman's 1 - 6 x 2 / (5 x 24) = 0.9;
 * t = 0.9 sqrt(3 / 0.19) = 3.576237, p = 0.037386 (3 degrees of freedom). */
static void one_factor_is_spearman(void **state)
{
    (void)state;
    const double factor[] = {1, 2, 3, 4, 5}, responses[] = {10, 30, 20, 40, 400};
    const RankSample sample = {1, 5, factor, responses};
    RankCorrelation correlation;
    EXPECT_EQUAL(rank_correlations(&sample, 0.95, &correlation), 5);
    EXPECT_NEAR(correlation.value, 0.9, 1e-12);
    EXPECT_NEAR(correlation.p, 0.037386, 1e-6);
    EXPECT(correlation.low < 0.9 && correlation.high > 0.9 && correlation.high <= 1);
}

/* Correlations of ranks: x with y 0.8, x with z 0.8, y with z 0.7 (ranks 1..5, sums of squared
 * differences 4, 4, 6). Taking z out of x and y: (0.8 - 0.8 x 0.7) / sqrt((1 - 0.64)(1 - 0.49)). */
static void what_another_factor_explains_is_taken_out(void **state)
{
    (void)state;
    const double factors[] = {1, 2, 2, 1, 3, 3, 4, 5, 5, 4}, responses[] = {1, 3, 2, 5, 4};
    const RankSample sample = {2, 5, factors, responses};
    RankCorrelation correlations[2];
    (void)rank_correlations(&sample, 0.95, correlations);
    const double yx = 1 - 6.0 * 4 / 120, xz = 1 - 6.0 * 4 / 120, yz = 1 - 6.0 * 6 / 120;
    EXPECT_NEAR(correlations[0].value, (yx - xz * yz) / sqrt((1 - xz * xz) * (1 - yz * yz)), 1e-12);
    EXPECT_NEAR(correlations[1].value, (yz - xz * yx) / sqrt((1 - xz * xz) * (1 - yx * yx)), 1e-12);
}

static void a_monotone_curve_counts_as_a_line(void **state)
{
    (void)state;
    const double factor[] = {1, 2, 3, 4, 5, 6}, responses[] = {-1, -8, -27, -64, -125, -216};
    const RankSample sample = {1, 6, factor, responses};
    RankCorrelation correlation;
    (void)rank_correlations(&sample, 0.95, &correlation);
    EXPECT_NEAR(correlation.value, -1, 1e-12);
    EXPECT_NEAR(correlation.p, 0, 1e-12);
}

/* A constant factor, and two that are the same, say nothing; the third is not disturbed. */
static void what_cannot_be_told_is_unknown(void **state)
{
    (void)state;
    const double factors[] = {1, 5, 3, 3, 2, 5, 1, 1, 3, 5, 4, 4,
                              4, 5, 2, 2, 5, 5, 6, 6, 6, 5, 5, 5};
    const double responses[] = {2, 1, 4, 3, 6, 5};
    const RankSample sample = {4, 6, factors, responses};
    RankCorrelation correlations[4];
    (void)rank_correlations(&sample, 0.95, correlations);
    EXPECT_NEAR(correlations[1].value, NAN, 0);
    EXPECT_NEAR(correlations[2].value, NAN, 0);
    EXPECT_NEAR(correlations[3].value, NAN, 0);
    const RankSample few = {4, 5, factors, responses};
    (void)rank_correlations(&few, 0.95, correlations);
    EXPECT_NEAR(correlations[0].value, NAN, 0);
}

static void points_with_something_undefined_are_left_out(void **state)
{
    (void)state;
    const double factor[] = {1, NAN, 3, 4, 5}, responses[] = {1, 2, INFINITY, 5, 4};
    const RankSample sample = {1, 5, factor, responses};
    RankCorrelation correlation;
    EXPECT_EQUAL(rank_correlations(&sample, 0.95, &correlation), 3);
    EXPECT_NEAR(correlation.value, 0.5, 1e-12);
}

/* Y = 2 X1 - X2 + X3' + e, with the standard normals X1 and X2 correlated by 1/2, X3 independent
 * and without effect, e of variance 1. */
enum { FACTORS = 3 };

static void draw_linear(Stream *stream, size_t points, double *factors, double *responses)
{
    for (size_t p = 0; p < points; ++p) {
        double *x = factors + p * FACTORS;
        const double common = gsl_ran_ugaussian(stream_rng(stream)),
                     own = gsl_ran_ugaussian(stream_rng(stream));
        x[0] = common;
        x[1] = 0.5 * common + sqrt(0.75) * own;
        x[2] = gsl_ran_ugaussian(stream_rng(stream));
        responses[p] = 2 * x[0] - x[1] + gsl_ran_ugaussian(stream_rng(stream));
    }
}

static double rank_of_normal(double correlation) /* of two normals [Pearson 1907] */
{
    return 6 / pi * asin(correlation / 2);
}

static double partial(double xy, double xz, double yz)
{
    return (xy - xz * yz) / sqrt((1 - xz * xz) * (1 - yz * yz));
}

/* Var Y = 4 + 1 - 2 x 2 x 1/2 + 1 = 4; cov(Y, X1) = 2 - 1/2, cov(Y, X2) = 1 - 1: correlations 0.75
 * and 0. */
static void a_linear_model_has_its_partial_rank_correlations(void **state)
{
    (void)state;
    enum { RUNS = 40, POINTS = 2000 };
    static double factors[POINTS * FACTORS], responses[POINTS];
    double values[FACTORS][RUNS];
    Stream stream;
    stream_init(&stream, 3, 0, stream_source("test of rank correlation", "", ""), 0);
    for (size_t run = 0; run < RUNS; ++run) {
        draw_linear(&stream, POINTS, factors, responses);
        const RankSample sample = {FACTORS, POINTS, factors, responses};
        RankCorrelation correlations[FACTORS];
        (void)rank_correlations(&sample, 0.95, correlations);
        for (size_t i = 0; i < FACTORS; ++i) {
            values[i][run] = correlations[i].value;
        }
    }
    const double y1 = rank_of_normal(0.75), y2 = rank_of_normal(0), between = rank_of_normal(0.5);
    const double want[FACTORS] = {partial(y1, between, y2), partial(y2, between, y1), 0};
    Estimator *estimator = estimator_new(0.999, RUNS);
    for (size_t i = 0; i < FACTORS; ++i) {
        const Estimate estimate = estimate_values(estimator, values[i], RUNS);
        EXPECT(estimate.ci_low <= want[i] && estimate.ci_high >= want[i]);
    }
    estimator_free(estimator);
}

/* Of the factor without effect, 2000 samples of 30 points: p below 0.05 in 100 +- 3.29 x 9.75, and
 * the interval misses 0 as often, with some room for the constant 1.06, which is an approximation.
 */
static void without_association_p_is_uniform(void **state)
{
    (void)state;
    enum { RUNS = 2000, POINTS = 30 };
    static double factors[POINTS * FACTORS], responses[POINTS];
    Stream stream;
    stream_init(&stream, 4, 0, stream_source("test of rank correlation", "", ""), 0);
    size_t significant = 0, missed = 0;
    for (size_t run = 0; run < RUNS; ++run) {
        draw_linear(&stream, POINTS, factors, responses);
        const RankSample sample = {FACTORS, POINTS, factors, responses};
        RankCorrelation correlations[FACTORS];
        (void)rank_correlations(&sample, 0.95, correlations);
        significant += correlations[2].p < 0.05;
        missed += correlations[2].low > 0 || correlations[2].high < 0;
    }
    EXPECT(significant >= 68 && significant <= 132);
    EXPECT(missed >= 60 && missed <= 140);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_values_share_their_ranks),
        cmocka_unit_test(one_factor_is_spearman),
        cmocka_unit_test(what_another_factor_explains_is_taken_out),
        cmocka_unit_test(a_monotone_curve_counts_as_a_line),
        cmocka_unit_test(what_cannot_be_told_is_unknown),
        cmocka_unit_test(points_with_something_undefined_are_left_out),
        cmocka_unit_test(a_linear_model_has_its_partial_rank_correlations),
        cmocka_unit_test(without_association_p_is_uniform),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
