#include "sim/normal_layers.h"

#include "sim/numbered_stream.h"
#include "tests/test.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>

enum { DRAWS = 1000000, CLASSES = 1000 };

static double bell(double x)
{
    return exp(-x * x / 2);
}

/* Every layer i > 0 is a rectangle from 0 to its edge x_i, between f(x_i) and f(x_(i-1)), with x_0
 * = 0 and f(x) = exp(-x^2 / 2); layer 0 holds the strip below them and the tail, r f(r) + sqrt(2
 * pi) (1 - Phi(r)) in all. */
static void all_layers_have_the_same_area(void **state)
{
    (void)state;
    const double r = normal_layer_edge(0);
    const double area = r * bell(r) + sqrt(2 * acos(-1)) * gsl_cdf_ugaussian_Q(r);
    EXPECT_NEAR(normal_layers[0].width * 0x1p53 * bell(r), area, 1e-15);
    double below = 0;
    for (unsigned i = 1; i < NORMAL_LAYERS; i++) {
        const double edge = normal_layer_edge(i);
        EXPECT(edge > below);
        EXPECT_NEAR(edge * (bell(below) - bell(edge)), area, 1e-14);
        below = edge;
    }
    EXPECT_NEAR(below, r, 0);
}

/* What is taken without a look at the curve must lie under it: left of the edge before, to a step
 * of the 2^53 (rounding of the widths moves it by less than another). */
static void the_inside_ends_where_the_layer_above_does(void **state)
{
    (void)state;
    for (unsigned i = 1; i < NORMAL_LAYERS; i++) {
        const double before = i > 1 ? normal_layer_edge(i - 1) : 0;
        const double inside = (double)normal_layers[i].inside * normal_layers[i].width;
        EXPECT(inside <= before * (1 + 0x1p-52));
        EXPECT_NEAR(inside, before, 1e-14);
    }
    const double base = (double)normal_layers[0].inside * normal_layers[0].width;
    EXPECT_NEAR(base, normal_layer_edge(0), 1e-14);
}

static double *draws(uint64_t source)
{
    double *const values = calloc(DRAWS, sizeof *values);
    Stream stream;
    stream_init(&stream, 3, 1, source, 4);
    for (int i = 0; i < DRAWS; i++) {
        values[i] = stream_normal(&stream);
    }
    return values;
}

/* The moments are 0, 1, 0, 3, 0, 15, 0, 105; the mean of x^k has the variance (m_2k - m_k^2) / n,
 * with m_10 = 945, m_12 = 10395. */
static void moments_are_those_of_the_normal(void **state)
{
    (void)state;
    static const double moment[] = {1, 0, 1, 0, 3, 0, 15, 0, 105, 0, 945, 0, 10395};
    double *const values = draws(1);
    for (int k = 1; k <= 6; k++) {
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += pow(values[i], k);
        }
        const double sd = sqrt((moment[2 * k] - moment[k] * moment[k]) / DRAWS);
        EXPECT_NEAR(sum / DRAWS, moment[k], 3.29 * sd);
    }
    free(values);
}

/* Classes of equal probability. Chi-square with 999 degrees of freedom: mean 999, variance 1998;
 * by the approximation of Wilson and Hilferty 99.9 % lie between 858.4 and 1152.7. */
static double chi_square(const double *values)
{
    static int counts[CLASSES];
    memset(counts, 0, sizeof counts);
    for (int i = 0; i < DRAWS; i++) {
        counts[(int)(gsl_cdf_ugaussian_P(values[i]) * CLASSES)]++;
    }
    double sum = 0;
    for (int i = 0; i < CLASSES; i++) {
        const double off = counts[i] - (double)DRAWS / CLASSES;
        sum += off * off / ((double)DRAWS / CLASSES);
    }
    return sum;
}

static void a_thousand_classes_are_filled_evenly(void **state)
{
    (void)state;
    double *const values = draws(2);
    EXPECT_NEAR(chi_square(values), 1005.6, 147.2);
    for (int i = 0; i < DRAWS; i++) {
        values[i] *= 1.03; /* the check can fail: an sd 3 % off adds 2 n 0.03^2 = 1800 */
    }
    EXPECT(chi_square(values) > 1152.7);
    free(values);
}

/* Beyond the last edge (one in 3900, both sides together) the excess y has a density like
 * exp(-r y - y^2 / 2): its number is binomial, nearly Poisson; its mean is f(r) / (sqrt(2 pi) (1 -
 * Phi(r))) - r, near 1 / r, and its sd no larger than 1 / r. As many lie left as right. */
static void the_tail_is_that_of_the_normal(void **state)
{
    (void)state;
    enum { ROUNDS = 8 };
    const double r = normal_layer_edge(0);
    const double beyond = gsl_cdf_ugaussian_Q(r);
    const double excess = bell(r) / (sqrt(2 * acos(-1)) * beyond) - r;
    double sum = 0, largest = 0;
    int left = 0, right = 0;
    for (uint64_t round = 0; round < ROUNDS; round++) {
        double *const values = draws(10 + round);
        for (int i = 0; i < DRAWS; i++) {
            const double x = fabs(values[i]);
            sum += x > r ? x - r : 0;
            right += values[i] > r;
            left += values[i] < -r;
            largest = fmax(largest, x);
        }
        free(values);
    }
    const double expected = ROUNDS * DRAWS * beyond;
    EXPECT_NEAR(left, expected, 3.29 * sqrt(expected));
    EXPECT_NEAR(right, expected, 3.29 * sqrt(expected));
    EXPECT_NEAR(sum / (left + right), excess, 3.29 / r / sqrt(left + right));
    EXPECT(largest > 4.7); /* of 8e6 none beyond 4.7 with probability exp(-20) */
}

/* A draw that needs more words takes them from its stream and leaves the next ones in step. */
static void successive_draws_are_uncorrelated(void **state)
{
    (void)state;
    double *const values = draws(3);
    double sum = 0, sum_of_squares = 0;
    for (int i = 1; i < DRAWS; i++) {
        const double a = values[i - 1], b = values[i];
        sum += a * b;
        sum_of_squares += (a * a - 1) * (b * b - 1);
    }
    EXPECT_NEAR(sum / DRAWS, 0, 3.29 / sqrt(DRAWS));
    EXPECT_NEAR(sum_of_squares / DRAWS, 0, 3.29 * 2 / sqrt(DRAWS));
    free(values);
}

/* One in 67 needs more than its first word: among a thousand both ways come up. */
static void numbered_entities_draw_as_their_streams_do(void **state)
{
    (void)state;
    NumberedStream ahead, single;
    numbered_stream_init(&ahead, 3, 1, 7);
    numbered_stream_init(&single, 3, 1, 7);
    int further = 0;
    for (uint64_t number = 1; number <= 1000; number++) {
        Stream *const stream = numbered_stream_at(&single, number);
        const double x = stream_normal(stream);
        further += stream->counter[0] > 0;
        EXPECT_NEAR(numbered_stream_normal(&ahead, number), x, 0);
    }
    EXPECT(further > 0 && further < 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_layers_have_the_same_area),
        cmocka_unit_test(the_inside_ends_where_the_layer_above_does),
        cmocka_unit_test(moments_are_those_of_the_normal),
        cmocka_unit_test(a_thousand_classes_are_filled_evenly),
        cmocka_unit_test(the_tail_is_that_of_the_normal),
        cmocka_unit_test(successive_draws_are_uncorrelated),
        cmocka_unit_test(numbered_entities_draw_as_their_streams_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
