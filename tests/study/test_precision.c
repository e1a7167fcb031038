#include "study/precision.h"

#include "tests/test.h"

#include <stdlib.h>

/* Two strategies (0 the baseline) and the values of one metric; more rows for looking names up. */
static const ValueRow rows[] = {
    {"total", "all", "restored_h", "h", METRIC_LOWER_IS_BETTER},
    {"service", "eau", "wait_mean_h", "h", METRIC_LOWER_IS_BETTER},
    {"service", "eau@hansa", "wait_mean_h", "h", METRIC_LOWER_IS_BETTER},
    {"service", "epa", "requests", "1", METRIC_NEUTRAL},
    {"service", "eau", "requests", "1", METRIC_NEUTRAL},
    {"insurer", "hansa", "restored_h", "h", METRIC_LOWER_IS_BETTER},
};
static const Measures measures = {.value_count = 6, .values = rows};

static Samples *samples_of(size_t count, const double *baseline, const double *strategy)
{
    Samples *samples = samples_new(&measures, 2, NULL, 0);
    Failure failure = {0};
    for (size_t i = 0; i < count; ++i) {
        Sample *sample = sample_new(&measures, 2);
        sample->number = i;
        sample->values[0] = baseline[i];
        sample->values[measures.value_count] = strategy[i];
        samples_add(samples, sample, &failure);
    }
    return samples;
}

/* Fills with mean 100 and alternating +-d: sd = d sqrt(n / (n - 1)). */
static void alternate(double *values, size_t count, double mean, double deviation)
{
    for (size_t i = 0; i < count; ++i) {
        values[i] = mean + (i % 2 == 0 ? deviation : -deviation);
    }
}

/* n = 20, +-10: sd = 10.25978, half width 2.093024 x 10.25978 / sqrt(20) = 4.80173, relative
 * 0.0480173. That is enough for R with R / (1 + R) = 0.0480173: 0.0504392. */
static void the_widest_interval_decides(void **state)
{
    (void)state;
    double narrow[20], wide[20];
    alternate(narrow, 20, 100, 1);
    alternate(wide, 20, 100, 10);
    Samples *samples = samples_of(20, narrow, wide);
    const PrecisionTarget strict = {.row = 0, .relative = 0.0504, .most = 1000},
                          loose = {0, 0.0505, 1000, false};
    PrecisionState judged = precision_judge(&strict, samples, 0, 0.95);
    EXPECT(!judged.reached);
    EXPECT_EQUAL(judged.strategy, 1);
    EXPECT_NEAR(judged.relative, 0.0480173, 1e-6);
    EXPECT(precision_judge(&loose, samples, 0, 0.95).reached);
    samples_free(samples);
}

/* The strategy varies by +-10 about 200, but always 100 more than the baseline: the difference is
 * exact. Only the baseline's own mean stays imprecise: 4.80173 of 100. */
static void a_precise_difference_is_enough(void **state)
{
    (void)state;
    double baseline[20], strategy[20];
    alternate(baseline, 20, 100, 10);
    alternate(strategy, 20, 200, 10);
    Samples *samples = samples_of(20, baseline, strategy);
    const PrecisionTarget target = {.row = 0, .relative = 0.01, .most = 1000};
    PrecisionState judged = precision_judge(&target, samples, 0, 0.95);
    EXPECT_EQUAL(judged.strategy, 0);
    EXPECT_NEAR(judged.relative, 0.0480173, 1e-6);
    samples_free(samples);
}

/* Asked for R with R / (1 + R) = 0.0480173 / 2: four times as many are needed, and a tenth more:
 * 88, but at most fourfold: 80. */
static void batches_grow_by_what_is_needed_and_at_most_fourfold(void **state)
{
    (void)state;
    double values[20];
    alternate(values, 20, 100, 10);
    Samples *samples = samples_of(20, values, values);
    const PrecisionTarget half = {0, 0.0245992, 1000, false}, nearly = {0, 0.045, 1000, false},
                          capped = {0, 0.001, 45, false};
    EXPECT_EQUAL(precision_judge(&half, samples, 0, 0.95).next, 80);
    /* R / (1 + R) = 0.0430622; (0.0480173 / 0.0430622)^2 x 1.1 x 20 = 27.35, up to 28 */
    EXPECT_EQUAL(precision_judge(&nearly, samples, 0, 0.95).next, 28);
    EXPECT_EQUAL(precision_judge(&capped, samples, 0, 0.95).next, 45);
    samples_free(samples);
}

static void fewer_than_twenty_replications_are_never_enough(void **state)
{
    (void)state;
    double values[15];
    alternate(values, 15, 100, 0.1);
    Samples *samples = samples_of(15, values, values);
    const PrecisionTarget target = {0, 0.1, 1000, false};
    PrecisionState judged = precision_judge(&target, samples, 0, 0.95);
    EXPECT(!judged.reached);
    EXPECT_EQUAL(judged.next, PRECISION_FEWEST);
    samples_free(samples);
}

/* 0 in ten replications may be 0 for ever, or an event of 5 % that has not come: that happens with
 * probability 0.6. */
static void equal_values_are_precise_from_a_hundred_replications_on(void **state)
{
    (void)state;
    const double zeros[100] = {0};
    const PrecisionTarget target = {0, 0.1, 1000, false}, capped = {0, 0.1, 30, false};
    Samples *ten = samples_of(10, zeros, zeros), *hundred = samples_of(100, zeros, zeros);
    PrecisionState judged = precision_judge(&target, ten, 0, 0.95);
    EXPECT(!judged.reached);
    EXPECT_EQUAL(judged.next, PRECISION_FEWEST_EQUAL);
    EXPECT_EQUAL(precision_judge(&capped, ten, 0, 0.95).next, 30);
    EXPECT(precision_judge(&target, hundred, 0, 0.95).reached);
    samples_free(ten);
    samples_free(hundred);
}

/* The two of a pair are equal, so 100 are as 50 independent ones: sd = 10 sqrt(50 / 49) = 10.10153,
 * half width 2.009575 x 10.10153 / sqrt(50) = 2.870836, relative 0.0287084. Taken for 100 they
 * would have 0.0199. R = 0.029 allows 0.0281827: of 1.1 x 100 x (0.0287084 / 0.0281827)^2 = 114.1
 * and a quarter more, 125, the greater, made even. */
static void antithetic_pairs_are_judged_and_run_as_pairs(void **state)
{
    (void)state;
    double values[100];
    for (size_t i = 0; i < 100; ++i) {
        values[i] = i / 2 % 2 == 0 ? 110 : 90;
    }
    Samples *samples = samples_of(100, values, values), *fewer = samples_of(40, values, values);
    const PrecisionTarget nearly = {0, 0.029, 1000, true}, loose = {0, 0.06, 1000, true},
                          single = {0, 0.029, 1000, false};
    const PrecisionState judged = precision_judge(&nearly, samples, 0, 0.95);
    EXPECT(!judged.reached);
    EXPECT_NEAR(judged.relative, 0.0287084, 1e-6);
    EXPECT_EQUAL(judged.next, 126);
    EXPECT(precision_judge(&single, samples, 0, 0.95).reached);
    EXPECT(precision_judge(&loose, samples, 0, 0.95).reached);
    EXPECT(!precision_judge(&loose, fewer, 0, 0.95).reached);
    EXPECT_EQUAL(precision_judge(&loose, fewer, 0, 0.95).next, PRECISION_FEWEST_IN_PAIRS);
    EXPECT_EQUAL(precision_first_batch(&loose), PRECISION_FEWEST_IN_PAIRS);
    EXPECT_EQUAL(precision_first_batch(&single), PRECISION_FEWEST);
    samples_free(samples);
    samples_free(fewer);
}

/* The baseline is 0 throughout, as without an incident, and the strategy varies enough. */
static void one_strategy_that_varies_is_enough_to_judge(void **state)
{
    (void)state;
    const double zeros[20] = {0};
    double values[20];
    alternate(values, 20, 100, 1);
    Samples *samples = samples_of(20, zeros, values);
    const PrecisionTarget target = {0, 0.05, 1000, false};
    EXPECT(precision_judge(&target, samples, 0, 0.95).reached);
    samples_free(samples);
}

static void a_strategy_without_the_metric_is_left_out(void **state)
{
    (void)state;
    double values[20], undefined[20];
    alternate(values, 20, 100, 1);
    for (size_t i = 0; i < 20; ++i) {
        undefined[i] = NAN;
    }
    Samples *samples = samples_of(20, values, undefined);
    const PrecisionTarget target = {0, 0.05, 1000, false};
    EXPECT(precision_judge(&target, samples, 0, 0.95).reached);
    samples_free(samples);
}

typedef struct Found {
    bool found;
    size_t row;
    char message[512];
} Found;

static Found find(const char *metric)
{
    Found found = {0};
    Failure failure = {0};
    Arena *arena = arena_new(0);
    found.found = precision_find(&measures, metric, &found.row, arena, &failure);
    (void)snprintf(found.message, sizeof found.message, "%s", failure.message);
    arena_free(arena);
    return found;
}

static void a_metric_is_found_by_name_total_first(void **state)
{
    (void)state;
    EXPECT_EQUAL(find("restored_h").row, 0);
    EXPECT_EQUAL(find("wait_mean_h").row, 1); /* the row of an insurer does not make it ambiguous */
    EXPECT_EQUAL(find("service/eau@hansa/wait_mean_h").row, 2);
    EXPECT_EQUAL(find("insurer/hansa/restored_h").row, 5);
}

static void a_metric_that_names_several_rows_is_refused_with_an_example(void **state)
{
    (void)state;
    Found found = find("requests");
    EXPECT(!found.found);
    EXPECT(strstr(found.message, "service/epa/requests") != NULL);
}

static void an_unknown_metric_is_answered_with_the_nearest(void **state)
{
    (void)state;
    EXPECT(!find("restord_h").found);
    EXPECT(strstr(find("restord_h").message, "did you mean restored_h?") != NULL);
    EXPECT(strstr(find("service/eau/wait_men_h").message,
                  "did you mean service/eau/wait_mean_h?") != NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_widest_interval_decides),
        cmocka_unit_test(a_precise_difference_is_enough),
        cmocka_unit_test(batches_grow_by_what_is_needed_and_at_most_fourfold),
        cmocka_unit_test(fewer_than_twenty_replications_are_never_enough),
        cmocka_unit_test(equal_values_are_precise_from_a_hundred_replications_on),
        cmocka_unit_test(antithetic_pairs_are_judged_and_run_as_pairs),
        cmocka_unit_test(one_strategy_that_varies_is_enough_to_judge),
        cmocka_unit_test(a_strategy_without_the_metric_is_left_out),
        cmocka_unit_test(a_metric_is_found_by_name_total_first),
        cmocka_unit_test(a_metric_that_names_several_rows_is_refused_with_an_example),
        cmocka_unit_test(an_unknown_metric_is_answered_with_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
