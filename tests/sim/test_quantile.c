#include "sim/quantile.h"
#include "sim/stream.h"
#include "tests/test.h"

#include <stdlib.h>

enum { DRAWS = 100001 };

static const double PERCENTILES[] = {0.05, 0.5, 0.95, 0.99};

static Quantile quantile, other;

static int clear_both(void **state)
{
    (void)state;
    quantile_clear(&quantile);
    quantile_clear(&other);
    return 0;
}

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The smallest observation that at least the share p does not exceed has rank ceil(p n). */
static void expect_quantiles_of(double *values, size_t count)
{
    quantile_clear(&quantile);
    for (size_t i = 0; i < count; i++) {
        quantile_add(&quantile, values[i]);
    }
    qsort(values, count, sizeof *values, compare_doubles);
    for (size_t i = 0; i < sizeof PERCENTILES / sizeof *PERCENTILES; i++) {
        const size_t rank = (size_t)ceil(PERCENTILES[i] * (double)count);
        const double exact = values[rank > 0 ? rank - 1 : 0];
        EXPECT_NEAR(quantile_value(&quantile, PERCENTILES[i]), exact, 0.01 * exact);
    }
}

static void quantiles_of_exponentials_are_right_to_one_per_cent_at_any_scale(void **state)
{
    (void)state;
    static double values[DRAWS];
    const double scales_h[] = {1e-5, 0.01, 1, 100, 8766};
    for (size_t scale = 0; scale < sizeof scales_h / sizeof *scales_h; scale++) {
        Stream stream;
        stream_init(&stream, 1, 2, 3, scale);
        for (size_t i = 0; i < DRAWS; i++) {
            values[i] = scales_h[scale] * stream_exponential(&stream);
        }
        expect_quantiles_of(values, DRAWS);
    }
}

static void quantiles_of_few_observations_are_right_to_one_per_cent(void **state)
{
    (void)state;
    Stream stream;
    stream_init(&stream, 4, 4, 4, 4);
    for (size_t count = 1; count < 60; count++) {
        double values[60];
        for (size_t i = 0; i < count; i++) {
            values[i] = stream_exponential(&stream);
        }
        expect_quantiles_of(values, count);
    }
}

/* An exponential law laid out evenly: the i-th of n at -ln(1 - (i - 1/2) / n). A bucket holds 1 %
 * and some hundred values here, spread evenly but for the fall of the density within it. */
static void quantiles_of_many_smooth_observations_are_right_to_a_fraction_of_a_bucket(void **state)
{
    (void)state;
    for (double scale = 0.7; scale < 1.6; scale *= 1.003) {
        quantile_clear(&quantile);
        for (int i = 0; i < DRAWS; i++) {
            quantile_add(&quantile, -scale * log1p(-(i + 0.5) / DRAWS));
        }
        for (size_t i = 0; i < sizeof PERCENTILES / sizeof *PERCENTILES; i++) {
            const double exact = -scale * log1p(-PERCENTILES[i]);
            EXPECT_NEAR(quantile_value(&quantile, PERCENTILES[i]), exact, 0.0005 * exact);
        }
    }
}

/* 1000 observations evenly from 1 to 2, and `equal` more at one value: a lump however it compares
 * with what surrounds it. */
static void a_lump_among_smooth_observations_is_right_to_one_per_cent(void **state)
{
    (void)state;
    for (int equal = 1; equal < 2000; equal = equal * 3 / 2 + 1) {
        for (double at = 1.4; at < 1.45; at *= 1.001) {
            static double values[3000];
            for (int i = 0; i < 1000; i++) {
                values[i] = 1 + (i + 0.5) / 1000;
            }
            for (int i = 0; i < equal; i++) {
                values[1000 + i] = at;
            }
            expect_quantiles_of(values, (size_t)(1000 + equal));
        }
    }
}

/* Many equal observations: wherever in its bucket the value lies, no quantile may leave it by more
 * than 1 %. */
static void equal_observations_have_all_quantiles_at_their_value(void **state)
{
    (void)state;
    for (double value = 0.5; value < 2.1; value *= 1.0007) {
        double values[1000];
        for (size_t i = 0; i < 1000; i++) {
            values[i] = value;
        }
        expect_quantiles_of(values, 1000);
    }
}

/* Delays are waits and work: no quantile of them is below that of the waits, however few or many
 * observations share a bucket. */
static void what_is_nowhere_smaller_has_no_smaller_quantile(void **state)
{
    (void)state;
    Stream stream;
    stream_init(&stream, 7, 7, 7, 7);
    for (int i = 0; i < 300; i++) {
        const double wait = 1 + 0.1 * stream_uniform(&stream);
        quantile_add(&quantile, wait);
        quantile_add(&other, wait + 0.004 * stream_uniform(&stream));
    }
    for (double p = 0; p <= 1; p += 0.001) {
        EXPECT(quantile_value(&quantile, p) <= quantile_value(&other, p));
    }
}

static void zeros_are_exact(void **state)
{
    (void)state;
    for (int i = 0; i < 60; i++) {
        quantile_add(&quantile, 0);
    }
    for (int i = 0; i < 40; i++) {
        quantile_add(&quantile, 5);
    }
    EXPECT_NEAR(quantile_value(&quantile, 0.5), 0, 0);
    EXPECT_NEAR(quantile_value(&quantile, 0.6), 0, 0);
    EXPECT_NEAR(quantile_value(&quantile, 0.61), 5, 0.05);
}

static void of_nothing_there_is_no_quantile(void **state)
{
    (void)state;
    EXPECT_NEAR(quantile_value(&quantile, 0.5), NAN, 0);
    quantile_add(&quantile, 1);
    quantile_clear(&quantile);
    EXPECT_NEAR(quantile_value(&quantile, 0.5), NAN, 0);
}

static void merging_is_counting_together_in_any_order(void **state)
{
    (void)state;
    static Quantile whole, turned;
    Stream stream;
    stream_init(&stream, 5, 5, 5, 5);
    quantile_clear(&whole);
    quantile_clear(&turned);
    for (int i = 0; i < 1000; i++) {
        const double value = stream_exponential(&stream) * (i % 3 == 0 ? 0 : pow(10, i % 7 - 3));
        quantile_add(i % 2 == 0 ? &quantile : &other, value);
        quantile_add(&whole, value);
    }
    quantile_merge(&turned, &other);
    quantile_merge(&turned, &quantile);
    quantile_merge(&quantile, &other);
    for (double p = 0; p <= 1; p += 0.01) {
        EXPECT_NEAR(quantile_value(&quantile, p), quantile_value(&whole, p), 0);
        EXPECT_NEAR(quantile_value(&turned, p), quantile_value(&whole, p), 0);
    }
    EXPECT_EQUAL(quantile.count, 1000);
}

static void merging_nothing_changes_nothing(void **state)
{
    (void)state;
    quantile_add(&quantile, 3);
    quantile_merge(&quantile, &other);
    quantile_merge(&other, &quantile);
    EXPECT_EQUAL(other.count, 1);
    EXPECT_NEAR(quantile_value(&other, 0.5), quantile_value(&quantile, 0.5), 0);
}

static void buckets_are_half_open_and_contiguous(void **state)
{
    (void)state;
    for (uint32_t bucket = 1; bucket + 1 < QUANTILE_BUCKETS; bucket++) {
        const double from = quantile_bucket_from(bucket), to = quantile_bucket_from(bucket + 1);
        EXPECT(to > from && to <= from * (1 + 1.0 / QUANTILE_PER_OCTAVE) * (1 + 1e-9));
        EXPECT_EQUAL(quantile_bucket(from), bucket);
        EXPECT_EQUAL(quantile_bucket(nextafter(to, 0)), bucket);
    }
}

static void what_lies_beyond_the_range_falls_into_the_outermost_buckets(void **state)
{
    (void)state;
    EXPECT_EQUAL(quantile_bucket(0), 0);
    EXPECT_EQUAL(quantile_bucket(-0.0), 0);
    EXPECT_EQUAL(quantile_bucket(1e-300), 1);
    EXPECT_EQUAL(quantile_bucket(1e300), QUANTILE_BUCKETS - 1);
    EXPECT_EQUAL(quantile_bucket(INFINITY), QUANTILE_BUCKETS - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(quantiles_of_exponentials_are_right_to_one_per_cent_at_any_scale,
                               clear_both),
        cmocka_unit_test_setup(quantiles_of_few_observations_are_right_to_one_per_cent, clear_both),
        cmocka_unit_test_setup(
            quantiles_of_many_smooth_observations_are_right_to_a_fraction_of_a_bucket, clear_both),
        cmocka_unit_test_setup(a_lump_among_smooth_observations_is_right_to_one_per_cent,
                               clear_both),
        cmocka_unit_test_setup(equal_observations_have_all_quantiles_at_their_value, clear_both),
        cmocka_unit_test_setup(what_is_nowhere_smaller_has_no_smaller_quantile, clear_both),
        cmocka_unit_test_setup(zeros_are_exact, clear_both),
        cmocka_unit_test_setup(of_nothing_there_is_no_quantile, clear_both),
        cmocka_unit_test_setup(merging_is_counting_together_in_any_order, clear_both),
        cmocka_unit_test_setup(merging_nothing_changes_nothing, clear_both),
        cmocka_unit_test_setup(buckets_are_half_open_and_contiguous, clear_both),
        cmocka_unit_test_setup(what_lies_beyond_the_range_falls_into_the_outermost_buckets,
                               clear_both),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
