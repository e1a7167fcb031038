#include "study/uncertainty.h"

#include "sim/stream.h"
#include "study/estimator.h"
#include "tests/test.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>

enum { POINTS = 60, REPLICATIONS = 10, RUNS = 60 };

typedef struct World {
    double sd_points, sd_common, sd_own; /* of the points' means, of a replication, of the rest */
} World;

typedef double Drawn[POINTS][REPLICATIONS];

static void draw(const World *world, Stream *stream, double drawn[POINTS][REPLICATIONS])
{
    double common[REPLICATIONS];
    for (size_t r = 0; r < REPLICATIONS; ++r) {
        common[r] = world->sd_common * gsl_ran_ugaussian(stream_rng(stream));
    }
    for (size_t i = 0; i < POINTS; ++i) {
        const double mean = 100 + world->sd_points * gsl_ran_ugaussian(stream_rng(stream));
        for (size_t r = 0; r < REPLICATIONS; ++r) {
            drawn[i][r] = mean + common[r] + world->sd_own * gsl_ran_ugaussian(stream_rng(stream));
        }
    }
}

/* Mean over many worlds of the three variances, as intervals at 99.9 %. */
typedef struct Variances {
    Estimate factors, random, both;
} Variances;

static Variances variances_of(const World *world, bool is_common, uint64_t seed)
{
    double factors[RUNS], random[RUNS], both[RUNS];
    Stream stream;
    stream_init(&stream, seed, 0, stream_source("test of uncertainty", "", ""), 0);
    for (size_t run = 0; run < RUNS; ++run) {
        Drawn drawn;
        UncertaintyPoint points[POINTS];
        draw(world, &stream, drawn);
        for (size_t i = 0; i < POINTS; ++i) {
            points[i] = (UncertaintyPoint){REPLICATIONS, drawn[i]};
        }
        const Uncertainty uncertainty = uncertainty_of(points, POINTS, is_common);
        factors[run] = uncertainty.factors.sd * uncertainty.factors.sd;
        random[run] = uncertainty.random.sd * uncertainty.random.sd;
        both[run] = uncertainty.both.sd * uncertainty.both.sd;
    }
    Estimator *estimator = estimator_new(0.999, RUNS);
    const Variances variances = {estimate_values(estimator, factors, RUNS),
                                 estimate_values(estimator, random, RUNS),
                                 estimate_values(estimator, both, RUNS)};
    estimator_free(estimator);
    return variances;
}

static bool covers(const Estimate *estimate, double value)
{
    return estimate->ci_low <= value && estimate->ci_high >= value;
}

/* Variances 4 between the points and 9 + 7 within: the means' noise is 7 / 10 where the
 * replications are common (9 / 10 moves all points alike), 16 / 10 where they are not. */
static void the_variances_add_up_without_the_noise_of_the_means(void **state)
{
    (void)state;
    const World common = {.sd_points = 2, .sd_common = 3, .sd_own = 2.6457513};
    const World apart = {.sd_points = 2, .sd_common = 0, .sd_own = 4};
    const Variances of_common = variances_of(&common, true, 1);
    const Variances of_apart = variances_of(&apart, false, 2);
    EXPECT(covers(&of_common.factors, 4));
    EXPECT(covers(&of_common.random, 16));
    EXPECT(covers(&of_common.both, 20));
    EXPECT(covers(&of_apart.factors, 4));
    EXPECT(covers(&of_apart.random, 16));
}

/* The planted fault: whoever takes common replications for independent ones takes out too much. */
static void common_numbers_taken_for_independent_ones_are_seen(void **state)
{
    (void)state;
    const World common = {.sd_points = 2, .sd_common = 3, .sd_own = 2.6457513};
    const Variances wrong = variances_of(&common, false, 1);
    EXPECT(wrong.factors.ci_high < 4);
}

/* Points 0, 2 | 4, 6: means 1 and 5, variances 2 each, noise 1: between 8 - 1 = 7. The means are
 * drawn together by sqrt(7 / 8) about 3; the residuals are -+ sqrt(2). */
static void two_points_are_told_apart_as_by_hand(void **state)
{
    (void)state;
    const double first[] = {0, 2, NAN}, second[] = {4, INFINITY, 6}, alone[] = {8};
    const UncertaintyPoint points[] = {{3, first}, {1, alone}, {3, second}};
    const Uncertainty uncertainty = uncertainty_of(points, 3, false);
    EXPECT_EQUAL(uncertainty.points, 2);
    EXPECT_EQUAL(uncertainty.values, 4);
    EXPECT_NEAR(uncertainty.mean, 3, 1e-12);
    EXPECT_NEAR(uncertainty.factors.sd, sqrt(7), 1e-12);
    EXPECT_NEAR(uncertainty.factors.p50, 3, 1e-12);
    EXPECT_NEAR(uncertainty.factors.p95, 3 + 0.9 * 2 * sqrt(7.0 / 8), 1e-12);
    EXPECT_NEAR(uncertainty.random.sd, sqrt(2), 1e-12);
    EXPECT_NEAR(uncertainty.random.p05, 3 - sqrt(2), 1e-12);
    EXPECT_NEAR(uncertainty.both.sd, 3, 1e-12);
    EXPECT_NEAR(uncertainty.both.p05, 0.3, 1e-12);
}

static void points_that_differ_by_noise_alone_have_no_band(void **state)
{
    (void)state;
    const double first[] = {0, 10}, second[] = {10, 1};
    const UncertaintyPoint points[] = {{2, first}, {2, second}};
    const Uncertainty uncertainty = uncertainty_of(points, 2, false);
    EXPECT_NEAR(uncertainty.factors.sd, 0, 0);
    EXPECT_NEAR(uncertainty.factors.p05, uncertainty.mean, 1e-12);
    EXPECT_NEAR(uncertainty.factors.p95, uncertainty.mean, 1e-12);
}

/* Means 4 and 8, variances 6 and 9: within 7.5, noise (6 / 4 + 9 / 3) / 2 = 2.25, between the means
 * 8. In the replications that both have, the residuals are -3, 0, 3 at each: covariance 2 * 9 - 7.5
 * = 10.5, of the means of three 3.5. So 8 - (2.25 - 3.5). Whoever takes the first three
 * replications, one of which is missing at a point, finds 5.25. */
static void a_missing_value_leaves_the_other_replications_common(void **state)
{
    (void)state;
    const double first[] = {1, 4, 4, 7}, second[] = {5, NAN, 8, 11};
    const UncertaintyPoint points[] = {{4, first}, {4, second}};
    const Uncertainty uncertainty = uncertainty_of(points, 2, true);
    EXPECT_NEAR(uncertainty.factors.sd, sqrt(9.25), 1e-12);
    EXPECT_NEAR(uncertainty.random.sd, sqrt(7.5), 1e-12);
}

static void one_point_says_nothing(void **state)
{
    (void)state;
    const double values[] = {1, 2, 3};
    const UncertaintyPoint point = {3, values};
    const Uncertainty uncertainty = uncertainty_of(&point, 1, true);
    EXPECT_NEAR(uncertainty.mean, NAN, 0);
    EXPECT_NEAR(uncertainty.both.p95, NAN, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_variances_add_up_without_the_noise_of_the_means),
        cmocka_unit_test(common_numbers_taken_for_independent_ones_are_seen),
        cmocka_unit_test(two_points_are_told_apart_as_by_hand),
        cmocka_unit_test(points_that_differ_by_noise_alone_have_no_band),
        cmocka_unit_test(a_missing_value_leaves_the_other_replications_common),
        cmocka_unit_test(one_point_says_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
