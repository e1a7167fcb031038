#include "sim/exponential_layers.h"

#include "sim/stream.h"
#include "tests/test.h"

#include <stdlib.h>

enum { DRAWS = 1000000, CLASSES = 1000 };

/* Every layer i > 0 is a rectangle from 0 to its edge x_i, between exp(-x_i) and exp(-x_(i-1)),
 * with x_0 = 0; layer 0 holds the strip below them and the tail, exp(-r) (r + 1) in all. */
static void all_layers_have_the_same_area(void **state)
{
    (void)state;
    const double r = exponential_layer_edge(0);
    const double area = exp(-r) * (r + 1);
    EXPECT_NEAR(exponential_layers[0].width * 0x1p53 * exp(-r), area, 1e-15);
    double below = 0;
    for (unsigned i = 1; i < EXPONENTIAL_LAYERS; i++) {
        const double edge = exponential_layer_edge(i);
        EXPECT(edge > below);
        EXPECT_NEAR(edge * (exp(-below) - exp(-edge)), area, 1e-14);
        below = edge;
    }
    EXPECT_NEAR(below, r, 0);
}

/* What is taken without a look at the curve must lie under it: left of the edge before, to a step
 * of the 2^53 (rounding of the widths moves it by less than another). */
static void the_inside_ends_where_the_layer_above_does(void **state)
{
    (void)state;
    for (unsigned i = 1; i < EXPONENTIAL_LAYERS; i++) {
        const double before = i > 1 ? exponential_layer_edge(i - 1) : 0;
        const double inside = (double)exponential_layers[i].inside * exponential_layers[i].width;
        EXPECT(inside <= before * (1 + 0x1p-52));
        EXPECT_NEAR(inside, before, 1e-14);
    }
    const double base = (double)exponential_layers[0].inside * exponential_layers[0].width;
    EXPECT_NEAR(base, exponential_layer_edge(0), 1e-14);
}

static double *draws(uint64_t source)
{
    double *const values = calloc(DRAWS, sizeof *values);
    Stream stream;
    stream_init(&stream, 3, 1, source, 4);
    for (int i = 0; i < DRAWS; i++) {
        values[i] = stream_exponential(&stream);
        EXPECT(values[i] >= 0);
    }
    return values;
}

/* The k-th moment of the law is k!, so the mean of x^k has the variance ((2k)! - k!^2) / n. */
static void moments_are_those_of_the_exponential(void **state)
{
    (void)state;
    static const double factorial[] = {1, 1, 2, 6, 24, 120, 720, 5040, 40320};
    double *const values = draws(1);
    for (int k = 1; k <= 4; k++) {
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += pow(values[i], k);
        }
        const double sd = sqrt((factorial[2 * k] - factorial[k] * factorial[k]) / DRAWS);
        EXPECT_NEAR(sum / DRAWS, factorial[k], 3.29 * sd);
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
        counts[(int)(-expm1(-values[i]) * CLASSES)]++;
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
        values[i] *= 1.03; /* the check can fail: a mean 3 % off adds n 0.03^2 = 900 */
    }
    EXPECT(chi_square(values) > 1152.7);
    free(values);
}

/* Beyond the last edge (one in 2200) the excess is exponential again: its number is Poisson with
 * mean n exp(-r), its mean 1 to one over the root of the number. */
static void the_tail_is_exponential_again(void **state)
{
    (void)state;
    enum { ROUNDS = 8 };
    const double r = exponential_layer_edge(0);
    double sum = 0, largest = 0;
    int count = 0;
    for (uint64_t round = 0; round < ROUNDS; round++) {
        double *const values = draws(10 + round);
        for (int i = 0; i < DRAWS; i++) {
            sum += values[i] > r ? values[i] - r : 0;
            count += values[i] > r;
            largest = fmax(largest, values[i]);
        }
        free(values);
    }
    const double expected = ROUNDS * DRAWS * exp(-r);
    EXPECT_NEAR(count, expected, 3.29 * sqrt(expected));
    EXPECT_NEAR(sum / count, 1, 3.29 / sqrt(count));
    EXPECT(largest > 2 * r - 2); /* the largest of 8e6: 15.9 +- 1.3 */
}

/* A draw that needs more words takes them from its stream and leaves the next ones in step. */
static void successive_draws_are_uncorrelated(void **state)
{
    (void)state;
    double *const values = draws(3);
    double sum = 0;
    for (int i = 1; i < DRAWS; i++) {
        sum += (values[i - 1] - 1) * (values[i] - 1);
    }
    EXPECT_NEAR(sum / DRAWS, 0, 3.29 / sqrt(DRAWS));
    free(values);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_layers_have_the_same_area),
        cmocka_unit_test(the_inside_ends_where_the_layer_above_does),
        cmocka_unit_test(moments_are_those_of_the_exponential),
        cmocka_unit_test(a_thousand_classes_are_filled_evenly),
        cmocka_unit_test(the_tail_is_exponential_again),
        cmocka_unit_test(successive_draws_are_uncorrelated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
