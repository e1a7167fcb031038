/* Takes, medians and ratios of the harness. */
#include "bench/bench.h"
#include "tests/test.h"

typedef struct Script {
    const double *figures, *references;
    size_t figure, reference;
} Script;

static double next_figure(void *context)
{
    Script *script = context;
    return script->figures[script->figure++];
}

static double next_reference(void *context)
{
    Script *script = context;
    return script->references[script->reference++];
}

static Bench *measured(Script *script, BenchRatio ratio, bool quick)
{
    Bench *bench = bench_new(&(BenchSetting){.quick = quick});
    bench_measure(bench, &(BenchOrder){.name = "work",
                                       .unit = "ns",
                                       .measure = next_figure,
                                       .reference = "plain",
                                       .measure_reference = next_reference,
                                       .ratio = ratio,
                                       .context = script,
                                       .takes = 3});
    return bench;
}

/* Pairs 2/1, 9/3, 4/4: ratios 2, 3, 1. Their median is 2, that of the figures 4. */
static void the_ratio_is_the_median_of_the_pairs(void **state)
{
    Script script = {.figures = (double[]){2, 9, 4}, .references = (double[]){1, 3, 4}};
    Bench *bench = measured(&script, RATIO_TO_REFERENCE, false);
    const BenchRow *row = bench_row(bench, 0);
    (void)state;
    EXPECT_EQUAL(bench_row_count(bench), 1);
    EXPECT_EQUAL(row->takes, 3);
    EXPECT_NEAR(row->figure.median, 4, 0);
    EXPECT_NEAR(row->figure.least, 2, 0);
    EXPECT_NEAR(row->figure.most, 9, 0);
    EXPECT_NEAR(row->beside.median, 3, 0);
    EXPECT_NEAR(row->ratio.median, 2, 0);
    EXPECT_NEAR(row->ratio.least, 1, 0);
    EXPECT_NEAR(row->ratio.most, 3, 0);
    EXPECT(!bench_has_failed(bench));
    bench_free(bench);
}

/* A rate of 2 beside one of 8 takes four times as long. */
static void a_rate_is_compared_by_the_time_behind_it(void **state)
{
    Script script = {.figures = (double[]){2}, .references = (double[]){8}};
    Bench *bench = measured(&script, RATIO_OF_THE_SLOWER, true);
    (void)state;
    EXPECT_NEAR(bench_row(bench, 0)->ratio.median, 4, 0);
    bench_free(bench);
}

static void what_is_no_positive_number_fails_the_run(void **state)
{
    const double wrong[] = {0, -1, NAN, INFINITY};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        Script script = {.figures = &wrong[i], .references = (double[]){1}};
        Bench *bench = measured(&script, RATIO_TO_REFERENCE, true);
        EXPECT(bench_has_failed(bench));
        EXPECT_EQUAL(bench_row_count(bench), 0);
        bench_free(bench);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ratio_is_the_median_of_the_pairs),
        cmocka_unit_test(a_rate_is_compared_by_the_time_behind_it),
        cmocka_unit_test(what_is_no_positive_number_fails_the_run),
    };
    return cmocka_run_group_tests_name("bench/bench", tests, NULL, NULL);
}
