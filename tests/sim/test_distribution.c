#include "sim/distribution.h"
#include "tests/test.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>

enum { DRAWS = 200000 };

typedef struct Case {
    DistributionKind kind;
    double arguments[DISTRIBUTION_ARGUMENTS];
    double mean; /* derived by hand */
    double sd;
} Case;

static const double thirds[] = {1, 2, 9};

/* uniform: sd 4/sqrt(12). triangular: variance (1 + 4 + 36 - 2 - 6 - 12) / 18 = 21/18. pert: shapes
 * 1.8 and 4.2, variance 25 x 1.8 x 4.2 / (36 x 7) = 0.75. normal of mean 0: the half normal,
 * sqrt(2/pi) and sqrt(1 - 2/pi); of mean 40 and sd 2 the cut is out of reach. weibull of shape 2:
 * scale sqrt(pi)/2 and scale sqrt(1 - pi/4). hyperexponential: mean 2 + 0.8, mean square 2 (20 +
 * 0.8) = 41.6, variance 41.6 - 7.84. pareto of shape 9: 9/8, sqrt(9 / 7) / 8. beta: variance 4 x 6
 * / (25 x 6). */
static const Case cases[] = {
    {DISTRIBUTION_CONSTANT, {3}, 3, 0},
    {DISTRIBUTION_EXPONENTIAL, {4}, 4, 4},
    {DISTRIBUTION_UNIFORM, {1, 5}, 3, 1.1547005383792515},
    {DISTRIBUTION_TRIANGULAR, {1, 2, 6}, 3, 1.0801234497346435},
    {DISTRIBUTION_PERT, {1, 2, 6}, 2.5, 0.8660254037844386},
    {DISTRIBUTION_NORMAL, {0, 1}, 0.7978845608028654, 0.6028102749890869},
    {DISTRIBUTION_NORMAL, {40, 2}, 40, 2},
    {DISTRIBUTION_LOGNORMAL, {4, 3}, 4, 3},
    {DISTRIBUTION_GAMMA, {4, 6}, 4, 6},
    {DISTRIBUTION_GAMMA, {4, 1}, 4, 1},
    {DISTRIBUTION_WEIBULL, {2, 2}, 1.7724538509055159, 0.92650275035220848},
    {DISTRIBUTION_ERLANG, {4, 6}, 6, 3},
    {DISTRIBUTION_HYPEREXPONENTIAL, {0.2, 10, 1}, 2.8, 5.810335618533580},
    {DISTRIBUTION_PARETO, {1, 9}, 1.125, 0.14173667737846019},
    {DISTRIBUTION_BETA, {1, 3, 2, 3}, 1.8, 0.4},
};

static Distribution distribution_of_case(const Case *example)
{
    return example->kind == DISTRIBUTION_CONSTANT
               ? distribution_constant(example->arguments[0])
               : distribution_of(example->kind, example->arguments);
}

static void means_and_deviations_are_those_of_the_textbook(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const Distribution distribution = distribution_of_case(&cases[i]);
        EXPECT_NEAR(distribution_mean(&distribution), cases[i].mean, 1e-12);
        EXPECT_NEAR(distribution_sd(&distribution), cases[i].sd, 1e-12);
    }
}

typedef struct Sample {
    double mean, sd;
    double sd_error; /* standard error of sd, from the fourth moment */
} Sample;

static Sample sample(const Distribution *distribution, uint64_t source)
{
    static double draws[DRAWS];
    Stream stream;
    double sum = 0, squares = 0, fourths = 0;
    stream_init(&stream, 20, 23, source, 0);
    for (int i = 0; i < DRAWS; i++) {
        draws[i] = distribution_draw(distribution, &stream);
        EXPECT(draws[i] >= 0 && draws[i] <= distribution_upper_bound(distribution));
        EXPECT(draws[i] >= distribution_lower_bound(distribution));
        EXPECT(isfinite(draws[i]));
        sum += draws[i];
    }
    const double mean = sum / DRAWS;
    for (int i = 0; i < DRAWS; i++) {
        const double square = (draws[i] - mean) * (draws[i] - mean);
        squares += square;
        fourths += square * square;
    }
    const double variance = squares / DRAWS;
    /* var(s^2) = (m4 - s^4) / n, and s = sqrt(s^2): divide by 2 s */
    const double error = sqrt((fourths / DRAWS - variance * variance) / DRAWS);
    return (Sample){mean, sqrt(variance), variance > 0 ? error / (2 * sqrt(variance)) : 0};
}

static void expect_sample_agrees(const Distribution *distribution, uint64_t source)
{
    const Sample drawn = sample(distribution, source);
    const double sd = distribution_sd(distribution);
    EXPECT_NEAR(drawn.mean, distribution_mean(distribution), 3.29 * sd / sqrt(DRAWS) + 1e-12);
    EXPECT_NEAR(drawn.sd, sd, 3.29 * drawn.sd_error + 1e-12);
}

static void draws_have_the_mean_and_deviation_that_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const Distribution distribution = distribution_of_case(&cases[i]);
        expect_sample_agrees(&distribution, i);
    }
}

static void scaled_draws_have_the_scaled_mean_and_deviation(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const Distribution plain = distribution_of_case(&cases[i]);
        const Distribution scaled = distribution_scaled(&plain, 2.5);
        EXPECT_NEAR(distribution_mean(&scaled), 2.5 * cases[i].mean, 1e-10);
        EXPECT_NEAR(distribution_sd(&scaled), 2.5 * cases[i].sd, 1e-10);
        expect_sample_agrees(&scaled, 100 + i);
    }
}

/* Of single draws, each from the beginning of a stream of its own as the models draw, and those of
 * the mirrors: what a draw and its mirror have in common. */
static double mirrored_correlation(const Distribution *distribution, uint64_t source)
{
    const double mean = distribution_mean(distribution);
    Stream stream, mirror;
    double products = 0, squares = 0, sum = 0;
    stream_init(&stream, 20, 23, source, 0);
    stream_init(&mirror, 20, stream_mirror(23), source, 0);
    for (uint64_t i = 0; i < DRAWS; i++) {
        stream_rekey(&stream, i);
        stream_rekey(&mirror, i);
        const double x = distribution_draw(distribution, &stream) - mean;
        const double y = distribution_draw(distribution, &mirror) - mean;
        products += x * y;
        squares += (x * x + y * y) / 2;
        sum += y;
    }
    EXPECT_NEAR(sum / DRAWS, 0, 3.29 * distribution_sd(distribution) / sqrt(DRAWS));
    return products / squares;
}

/* Of a uniform and of a normal that draws -x for x -1; of the exponential no way to pair
 * two draws goes below that of u and 1 - u, 1 - pi^2 / 6 = -0.645 [Hoeffding 1940], and the layers
 * of the ziggurat come near. Gamma and beta draw a normal by a ziggurat of GSL. The half normal
 * rejects the mirror of nearly all that it takes. */
static void a_draw_is_large_where_its_mirror_is_small(void **state)
{
    (void)state;
    for (size_t i = 1; i < sizeof cases / sizeof *cases; i++) { /* the first is constant */
        const Distribution distribution = distribution_of_case(&cases[i]);
        const double correlation = mirrored_correlation(&distribution, i);
        const bool half = cases[i].kind == DISTRIBUTION_NORMAL && cases[i].arguments[0] <= 0;
        print_message("%2zu: %.3f\n", i, correlation);
        EXPECT(correlation < (half ? 0.1 : -0.1));
        EXPECT(cases[i].kind != DISTRIBUTION_UNIFORM || correlation < -0.99);
        EXPECT(cases[i].kind != DISTRIBUTION_NORMAL || half || correlation < -0.99);
        EXPECT(cases[i].kind != DISTRIBUTION_EXPONENTIAL ||
               (correlation > -0.645 && correlation < -0.45));
    }
}

/* uniform on 1 to 5: 1 + 4 u + 1 + 4 (1 - u) = 6, but for four steps of 2^-53 and rounding. */
static void a_uniform_draw_and_its_mirror_have_the_same_mean_always(void **state)
{
    (void)state;
    const Distribution distribution = distribution_of(DISTRIBUTION_UNIFORM, (double[4]){1, 5});
    Stream stream, mirror;
    stream_init(&stream, 1, 2, 3, 4);
    stream_init(&mirror, 1, stream_mirror(2), 3, 4);
    for (int i = 0; i < 1000; i++) {
        EXPECT_NEAR(distribution_draw(&distribution, &stream) +
                        distribution_draw(&distribution, &mirror),
                    6, 2e-15);
    }
}

/* Times 2.5; nothing to say of the others than that no draw is negative. */
static void no_draw_is_below_the_lower_bound_which_is_near_the_least(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const Distribution plain = distribution_of_case(&cases[i]);
        const Distribution scaled = distribution_scaled(&plain, 2.5);
        const DistributionKind kind = cases[i].kind;
        const bool has_least = kind == DISTRIBUTION_CONSTANT || kind == DISTRIBUTION_UNIFORM ||
                               kind == DISTRIBUTION_TRIANGULAR || kind == DISTRIBUTION_PERT ||
                               kind == DISTRIBUTION_BETA || kind == DISTRIBUTION_PARETO;
        const double least = has_least ? 2.5 * cases[i].arguments[0] : 0;
        EXPECT_NEAR(distribution_lower_bound(&scaled), least, 1e-8);
        EXPECT(distribution_lower_bound(&scaled) <= least);
    }
}

static void a_discrete_draw_follows_its_weights(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    const double values[] = {1, 2, 5, 100}, weights[] = {3, 2, 1, 0};
    const Distribution distribution = distribution_discrete(arena, values, weights, 4);
    /* mean (3 + 4 + 5) / 6 = 2; variance (3 x 1 + 0 + 9) / 6 = 2; 100 has no weight */
    EXPECT_NEAR(distribution_mean(&distribution), 2, 1e-12);
    EXPECT_NEAR(distribution_sd(&distribution), sqrt(2), 1e-12);
    EXPECT_NEAR(distribution_upper_bound(&distribution), 5, 0);
    EXPECT_NEAR(distribution_lower_bound(&distribution), 1, 0);
    expect_sample_agrees(&distribution, 50);
    arena_free(arena);
}

static void an_empirical_draw_takes_every_value_alike(void **state)
{
    (void)state;
    const Distribution distribution = distribution_empirical(thirds, 3);
    /* mean 4, variance (9 + 4 + 25) / 3 */
    EXPECT_NEAR(distribution_mean(&distribution), 4, 1e-12);
    EXPECT_NEAR(distribution_sd(&distribution), sqrt(38.0 / 3), 1e-12);
    EXPECT_NEAR(distribution_upper_bound(&distribution), 9, 0);
    EXPECT_NEAR(distribution_lower_bound(&distribution), 1, 0);
    expect_sample_agrees(&distribution, 51);
}

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Largest distance between the sample's distribution function and `probability` of each draw. */
static double kolmogorov_distance(const Distribution *distribution,
                                  double (*probability)(double x, double a, double b), double a,
                                  double b)
{
    static double draws[DRAWS];
    Stream stream;
    stream_init(&stream, 8, 15, 47, 11);
    for (int i = 0; i < DRAWS; i++) {
        draws[i] = distribution_draw(distribution, &stream);
    }
    qsort(draws, DRAWS, sizeof *draws, compare_doubles);
    double distance = 0;
    for (int i = 0; i < DRAWS; i++) {
        const double p = probability(draws[i], a, b);
        distance = fmax(distance, fmax(p - (double)i / DRAWS, (i + 1.0) / DRAWS - p));
    }
    return distance;
}

/* 99.9 % point of the Kolmogorov distribution: 1.949 / sqrt(n). */
static const double LARGEST_DISTANCE = 1.949;

static void the_shape_of_lognormal_gamma_and_weibull_is_right(void **state)
{
    (void)state;
    /* lognormal of mean 4, sd 3: sigma^2 = ln(1 + 9/16), zeta = ln 4 - sigma^2 / 2 */
    const double sigma = sqrt(log(25.0 / 16)), zeta = log(4) - log(25.0 / 16) / 2;
    const Distribution lognormal = distribution_of(DISTRIBUTION_LOGNORMAL, (double[4]){4, 3});
    const Distribution gamma = distribution_of(DISTRIBUTION_GAMMA, (double[4]){4, 6});
    const Distribution weibull = distribution_of(DISTRIBUTION_WEIBULL, (double[4]){2, 0.7});
    const double bound = LARGEST_DISTANCE / sqrt(DRAWS);
    EXPECT(kolmogorov_distance(&lognormal, gsl_cdf_lognormal_P, zeta, sigma) < bound);
    /* gamma of mean 4, sd 6: shape 16/36, scale 36/4 */
    EXPECT(kolmogorov_distance(&gamma, gsl_cdf_gamma_P, 16.0 / 36, 9) < bound);
    EXPECT(kolmogorov_distance(&weibull, gsl_cdf_weibull_P, 2, 0.7) < bound);
    /* the check can fail: a gamma of another shape with the same mean is found out */
    EXPECT(kolmogorov_distance(&gamma, gsl_cdf_gamma_P, 0.5, 8) > bound);
}

/* Normal of mean a and sd b, given that it is at least 0. */
static double cut_normal_probability(double x, double a, double b)
{
    const double below = gsl_cdf_ugaussian_P(-a / b);
    return (gsl_cdf_ugaussian_P((x - a) / b) - below) / (1 - below);
}

/* Triangular from 1 to 6 with mode 2: (x - 1)^2 / 5 below the mode, 1 - (6 - x)^2 / 20 above. */
static double triangular_probability(double x, double a, double b)
{
    (void)a;
    (void)b;
    return x < 2 ? (x - 1) * (x - 1) / 5 : 1 - (6 - x) * (6 - x) / 20;
}

static void the_shape_of_the_cut_normal_and_the_triangular_is_right(void **state)
{
    (void)state;
    const Distribution normal = distribution_of(DISTRIBUTION_NORMAL, (double[4]){1, 2});
    const Distribution triangular = distribution_of(DISTRIBUTION_TRIANGULAR, (double[4]){1, 2, 6});
    const double bound = LARGEST_DISTANCE / sqrt(DRAWS);
    EXPECT(kolmogorov_distance(&normal, cut_normal_probability, 1, 2) < bound);
    EXPECT(kolmogorov_distance(&triangular, triangular_probability, 0, 0) < bound);
    EXPECT(kolmogorov_distance(&normal, cut_normal_probability, 1.05, 2) > bound);
}

static void a_distribution_without_spread_is_a_constant(void **state)
{
    (void)state;
    const Case degenerate[] = {
        {DISTRIBUTION_NORMAL, {4, 0}, 4, 0},        {DISTRIBUTION_LOGNORMAL, {4, 0}, 4, 0},
        {DISTRIBUTION_GAMMA, {0, 0}, 0, 0},         {DISTRIBUTION_UNIFORM, {4, 4}, 4, 0},
        {DISTRIBUTION_TRIANGULAR, {4, 4, 4}, 4, 0}, {DISTRIBUTION_PERT, {4, 4, 4}, 4, 0},
        {DISTRIBUTION_EXPONENTIAL, {0}, 0, 0},      {DISTRIBUTION_ERLANG, {3, 0}, 0, 0},
        {DISTRIBUTION_BETA, {4, 4, 1, 1}, 4, 0},    {DISTRIBUTION_HYPEREXPONENTIAL, {1}, 0, 0},
    };
    for (size_t i = 0; i < sizeof degenerate / sizeof *degenerate; i++) {
        const Distribution distribution = distribution_of_case(&degenerate[i]);
        EXPECT(distribution_is_constant(&distribution));
        EXPECT_NEAR(distribution_mean(&distribution), degenerate[i].mean, 0);
        EXPECT(distribution_is_zero(&distribution) == (degenerate[i].mean == 0));
        EXPECT_NEAR(distribution_upper_bound(&distribution), degenerate[i].mean, 0);
    }
}

static void a_constant_consumes_nothing(void **state)
{
    (void)state;
    Stream stream, untouched;
    stream_init(&stream, 1, 1, 1, 1);
    stream_init(&untouched, 1, 1, 1, 1);
    const Distribution constant = distribution_constant(7);
    EXPECT_NEAR(distribution_draw(&constant, &stream), 7, 0);
    EXPECT(stream_word(&stream) == stream_word(&untouched));
}

static void times_zero_everything_is_zero(void **state)
{
    (void)state;
    Stream stream;
    stream_init(&stream, 1, 1, 1, 1);
    const Distribution pareto = distribution_of(DISTRIBUTION_PARETO, (double[4]){1, 1.5});
    const Distribution nothing = distribution_scaled(&pareto, 0);
    EXPECT(distribution_is_zero(&nothing));
    EXPECT_NEAR(distribution_mean(&nothing), 0, 0);
    EXPECT_NEAR(distribution_sd(&nothing), 0, 0);
    EXPECT_NEAR(distribution_upper_bound(&nothing), 0, 0);
    EXPECT_NEAR(distribution_draw(&nothing, &stream), 0, 0);
}

static void a_pareto_of_shape_two_or_less_has_no_finite_deviation(void **state)
{
    (void)state;
    const Distribution two = distribution_of(DISTRIBUTION_PARETO, (double[4]){1, 2});
    const Distribution three = distribution_of(DISTRIBUTION_PARETO, (double[4]){1, 3});
    EXPECT_NEAR(distribution_sd(&two), INFINITY, 0);
    EXPECT_NEAR(distribution_sd(&three), sqrt(3) / 2, 1e-12); /* variance 3 / (4 x 1) */
}

static void draws_stay_finite_at_the_edge_of_the_arguments(void **state)
{
    (void)state;
    const Case edges[] = {
        {DISTRIBUTION_WEIBULL, {1, 0.006}, 0, 0},
        {DISTRIBUTION_GAMMA, {1, 1e9}, 0, 0},
        {DISTRIBUTION_LOGNORMAL, {1, 1e15}, 0, 0},
        {DISTRIBUTION_BETA, {0, 1, 1e-300, 1e-300}, 0, 0},
        {DISTRIBUTION_BETA, {0, 1, 1e15, 1e-9}, 0, 0},
        {DISTRIBUTION_PARETO, {1e15, 1.000001}, 0, 0},
        {DISTRIBUTION_NORMAL, {0, 1e15}, 0, 0},
        {DISTRIBUTION_ERLANG, {1e15, 1e15}, 0, 0},
    };
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        const Distribution plain = distribution_of_case(&edges[i]);
        const Distribution large = distribution_scaled(&plain, 1e300);
        Stream stream;
        stream_init(&stream, 3, 3, i, 3);
        for (int k = 0; k < 10000; k++) {
            const double x = distribution_draw(k % 2 == 0 ? &plain : &large, &stream);
            EXPECT(x >= 0 && isfinite(x));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_and_deviations_are_those_of_the_textbook),
        cmocka_unit_test(draws_have_the_mean_and_deviation_that_are_told),
        cmocka_unit_test(a_draw_is_large_where_its_mirror_is_small),
        cmocka_unit_test(a_uniform_draw_and_its_mirror_have_the_same_mean_always),
        cmocka_unit_test(no_draw_is_below_the_lower_bound_which_is_near_the_least),
        cmocka_unit_test(scaled_draws_have_the_scaled_mean_and_deviation),
        cmocka_unit_test(a_discrete_draw_follows_its_weights),
        cmocka_unit_test(an_empirical_draw_takes_every_value_alike),
        cmocka_unit_test(the_shape_of_lognormal_gamma_and_weibull_is_right),
        cmocka_unit_test(the_shape_of_the_cut_normal_and_the_triangular_is_right),
        cmocka_unit_test(a_distribution_without_spread_is_a_constant),
        cmocka_unit_test(a_constant_consumes_nothing),
        cmocka_unit_test(times_zero_everything_is_zero),
        cmocka_unit_test(a_pareto_of_shape_two_or_less_has_no_finite_deviation),
        cmocka_unit_test(draws_stay_finite_at_the_edge_of_the_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
