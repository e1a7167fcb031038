#include "sim/quantile_curve.h"
#include "sim/stream.h"
#include "tests/test.h"

enum { INTERVALS = 50, MARKS = 20000 };

static void each_interval_has_the_quantiles_of_its_own_observations(void **state)
{
    (void)state;
    static Quantile alone[INTERVALS];
    static QuantileMark marks[MARKS];
    Stream stream;
    stream_init(&stream, 6, 6, 6, 6);
    for (size_t i = 0; i < MARKS; i++) {
        /* few in the first intervals, none in the last; zeros among them */
        const uint32_t interval = (uint32_t)(sqrt(stream_uniform(&stream)) * (INTERVALS - 1));
        const double value = i % 5 == 0 ? 0 : interval * stream_exponential(&stream);
        marks[i] = quantile_mark(interval, value);
        quantile_add(&alone[interval], value);
    }
    QuantileCurve *curve = quantile_curve_new(INTERVALS);
    quantile_curve_add(curve, marks, MARKS / 3);
    quantile_curve_add(curve, marks + MARKS / 3, MARKS - MARKS / 3);
    for (size_t k = 0; k < INTERVALS; k++) {
        EXPECT_EQUAL(quantile_curve_count(curve, k), alone[k].count);
        for (double p = 0.05; p < 1; p += 0.09) {
            EXPECT_NEAR(quantile_curve_value(curve, k, p), quantile_value(&alone[k], p), 0);
        }
    }
    EXPECT_NEAR(quantile_curve_value(curve, INTERVALS - 1, 0.5), NAN, 0);
    quantile_curve_free(curve);
}

static void the_order_of_marks_changes_nothing(void **state)
{
    (void)state;
    const QuantileMark marks[] = {quantile_mark(0, 3), quantile_mark(2, 1), quantile_mark(0, 0.1)};
    const QuantileMark turned[] = {marks[2], marks[1], marks[0]};
    QuantileCurve *one = quantile_curve_new(3), *other = quantile_curve_new(3);
    quantile_curve_add(one, marks, 3);
    quantile_curve_add(other, turned, 3);
    for (size_t k = 0; k < 3; k++) {
        EXPECT_NEAR(quantile_curve_value(one, k, 0.95), quantile_curve_value(other, k, 0.95), 0);
    }
    quantile_curve_free(one);
    quantile_curve_free(other);
}

static void clearing_forgets_all_observations(void **state)
{
    (void)state;
    const QuantileMark old[] = {quantile_mark(0, 3), quantile_mark(1, 1000)};
    const QuantileMark fresh = quantile_mark(1, 2);
    QuantileCurve *curve = quantile_curve_new(2);
    quantile_curve_add(curve, old, 2);
    quantile_curve_clear(curve);
    EXPECT_EQUAL(quantile_curve_count(curve, 0), 0);
    EXPECT_NEAR(quantile_curve_value(curve, 0, 0.5), NAN, 0);
    quantile_curve_add(curve, &fresh, 1);
    EXPECT_NEAR(quantile_curve_value(curve, 1, 0.99), 2, 0.02);
    quantile_curve_free(curve);
    quantile_curve_free(NULL);
}

static void a_mark_has_room_for_a_million_intervals_and_every_bucket(void **state)
{
    (void)state;
    const QuantileMark last = quantile_mark(1000000, INFINITY), first = quantile_mark(1000000, 0);
    EXPECT_EQUAL(last / QUANTILE_BUCKETS, 1000000);
    EXPECT_EQUAL(last % QUANTILE_BUCKETS, QUANTILE_BUCKETS - 1);
    EXPECT_EQUAL(first / QUANTILE_BUCKETS, 1000000);
    EXPECT_EQUAL(first % QUANTILE_BUCKETS, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_interval_has_the_quantiles_of_its_own_observations),
        cmocka_unit_test(the_order_of_marks_changes_nothing),
        cmocka_unit_test(clearing_forgets_all_observations),
        cmocka_unit_test(a_mark_has_room_for_a_million_intervals_and_every_bucket),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
