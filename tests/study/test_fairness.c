/* The spread of a burden over insurers, worked by hand. */
#include "study/fairness.h"

#include "tests/test.h"

#include "base/file.h"
#include "study/results_read.h"

#include <stdlib.h>
#include <unistd.h>

enum { INSURERS = 3, STRATEGIES = 2, REPLICATIONS = 2 };

static void expect_parts(const double *burdens, size_t count, const double *expected,
                         const double *expected_shares)
{
    double parts[FAIRNESS_PARTS], shares[8], sorted[8];
    fairness_parts(parts, shares, sorted, burdens, count);
    for (size_t i = 0; i < FAIRNESS_PARTS; ++i) {
        if (isnan(expected[i])) {
            EXPECT(isnan(parts[i]));
        } else {
            EXPECT_NEAR(parts[i], expected[i], 1e-12);
        }
    }
    for (size_t i = 0; i < count; ++i) {
        EXPECT(isnan(expected_shares[i]) ? isnan(shares[i]) : shares[i] == expected_shares[i]);
    }
}

/* Of 3, 8 and 1 h: the distances of all pairs are 5, 2 and 7, each in two orders: 28 over 3 x 3
 * pairs is a mean of 28/9; twice the mean is 8, so Gini's coefficient is 28/72 = 7/18. */
static void the_parts_are_those_of_the_order(void **state)
{
    (void)state;
    expect_parts((const double[]){3, 8, 1}, 3, (const double[]){1, 3, 8, 7, 7.0 / 18},
                 (const double[]){0, 1, 0});
}

/* Of 4, 2, 4 and 0 h the middle is (2 + 4) / 2; pairs: 2 0 4 2 2 4 make 14, in two orders 28, over
 * 16 pairs 7/4; over twice the mean, 5, it is 7/20. Two share in being last. */
static void equals_share_the_last_place(void **state)
{
    (void)state;
    expect_parts((const double[]){4, 2, 4, 0}, 4, (const double[]){0, 3, 4, 4, 7.0 / 20},
                 (const double[]){0.5, 0, 0.5, 0});
}

static void all_alike_is_no_spread_and_nothing_is_nobodys_burden(void **state)
{
    (void)state;
    const double u = NAN;
    expect_parts((const double[]){6, 6}, 2, (const double[]){6, 6, 6, 0, 0},
                 (const double[]){0.5, 0.5});
    expect_parts((const double[]){0, 0}, 2, (const double[]){0, 0, 0, 0, u},
                 (const double[]){u, u});
}

static void who_has_no_value_is_left_out(void **state)
{
    (void)state;
    const double u = NAN;
    /* 2 and 6: one pair apart by 4, in two orders 8, over 4 pairs 2, over twice the mean 8: 1/4 */
    expect_parts((const double[]){2, u, 6, INFINITY}, 4, (const double[]){2, 4, 6, 4, 0.25},
                 (const double[]){0, 0, 1, 0});
    expect_parts((const double[]){u, 6}, 2, (const double[]){u, u, u, u, u},
                 (const double[]){u, u});
}

/* A study: one service at three insurers, and how long each lacks a service. */
static const ValueRow rows[] = {
    {"service", "eau", "delay_mean_h", "h", METRIC_LOWER_IS_BETTER},
    {"service", "eau@a", "delay_mean_h", "h", METRIC_LOWER_IS_BETTER},
    {"service", "eau@b", "delay_mean_h", "h", METRIC_LOWER_IS_BETTER},
    {"service", "eau@c", "delay_mean_h", "h", METRIC_LOWER_IS_BETTER},
    {"insurer", "a", "downtime_h", "h", METRIC_LOWER_IS_BETTER},
    {"insurer", "b", "downtime_h", "h", METRIC_LOWER_IS_BETTER},
    {"insurer", "c", "downtime_h", "h", METRIC_LOWER_IS_BETTER},
};
enum { VALUES = sizeof rows / sizeof *rows };
static const Measures measures = {.value_count = VALUES, .values = rows};
static const InsurerSpec insurers[] = {{.id = "a"}, {.id = "b"}, {.id = "c"}};
static const ServiceSpec services[] = {{.id = "eau"}};
static const Scenario scenario = {
    .insurer_count = INSURERS, .insurers = insurers, .service_count = 1, .services = services};
static const Scenario lone = {
    .insurer_count = 1, .insurers = insurers, .service_count = 1, .services = services};
static const char *const strategy_ids[] = {"full", "undisturbed"};

/* Under `full` the delays are 3 8 1 and then 2 4 9; time down 10 10 10 twice. Undisturbed 1 1 1 and
 * 1 1 3; never down. */
static const double values[STRATEGIES][REPLICATIONS][VALUES] = {
    {{4, 3, 8, 1, 10, 10, 10}, {5, 2, 4, 9, 10, 10, 10}},
    {{1, 1, 1, 1, 0, 0, 0}, {2, 1, 1, 3, 0, 0, 0}},
};

static StudyPlan plan_of(const Scenario *of)
{
    return (StudyPlan){.scenario = of,
                       .measures = &measures,
                       .strategy_count = STRATEGIES,
                       .strategy_ids = strategy_ids,
                       .strategy_names = strategy_ids,
                       .baseline = 0,
                       .confidence = 0.95};
}

/* fairness.csv of the study, read back into `arena`. */
static Fairness written(const Scenario *of, Arena *arena)
{
    char folder[] = "/tmp/brownout-fairness-XXXXXX";
    Failure failure = {0};
    Fairness fairness = {0};
    const StudyPlan plan = plan_of(of);
    Study study = {.plan = &plan, .samples = samples_new(&measures, STRATEGIES, NULL, 0)};
    for (size_t r = 0; r < REPLICATIONS; ++r) {
        Sample *sample = sample_new(&measures, STRATEGIES);
        sample->number = r;
        for (size_t s = 0; s < STRATEGIES; ++s) {
            memcpy(sample->values + VALUES * s, values[s][r], sizeof values[s][r]);
        }
        samples_add(study.samples, sample, &failure);
    }
    EXPECT(mkdtemp(folder) && fairness_write(&study, folder, &failure));
    EXPECT(fairness_read(&fairness, arena, folder, &failure));
    char *path = path_join(folder, FAIRNESS_FILE);
    EXPECT(unlink(path) == 0 && rmdir(folder) == 0);
    free(path);
    samples_free(study.samples);
    return fairness;
}

/* Spreads 7 and 7 under `full`, 0 and 2 undisturbed: differences -7 and -5, so -6 with a half width
 * of t(1, 0.975) x sqrt(2) / sqrt(2) = 12.7062. */
static void spreads_are_means_over_replications_paired_with_the_baseline(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    const Fairness fairness = written(&scenario, arena);
    const FairnessRow *own =
        fairness_find(&fairness, "full", "service", "eau", "delay_mean_h", "spread");
    const FairnessRow *calm =
        fairness_find(&fairness, "undisturbed", "service", "eau", "delay_mean_h", "spread");
    EXPECT(own && own->n == 2 && own->mean == 7 && own->ci_low == 7 && own->ci_high == 7);
    EXPECT(own && isnan(own->difference) && strcmp(own->unit, "h") == 0);
    EXPECT(calm && calm->mean == 1 && calm->difference == -6);
    EXPECT_NEAR(calm->difference_low, -6 - 12.7062, 1e-4);
    EXPECT_NEAR(calm->difference_high, -6 + 12.7062, 1e-4);
    /* (7/18 + 14/45) / 2 = 7/20: of 2 4 9 the pairs 2 7 5 make 28 in two orders, over 9 x 10. */
    const FairnessRow *gini =
        fairness_find(&fairness, "full", "service", "eau", "delay_mean_h", "gini");
    EXPECT_NEAR(gini->mean, 0.35, 1e-12);
    EXPECT_TEXT(gini->unit, "1");
    arena_free(arena);
}

/* b is last once and c once; of equal times down each is last with a third; undisturbed in the
 * second replication alone, for in the first all are alike: a third, a third and a third plus 1. */
static void who_waits_longest_is_told_with_the_share_of_replications(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    const Fairness fairness = written(&scenario, arena);
    size_t rows_of_delay = 0;
    for (size_t i = 0; i < fairness.count; ++i) {
        const FairnessRow *row = &fairness.rows[i];
        if (strcmp(row->part, "longest") || strcmp(row->strategy, "full")) {
            continue;
        }
        const bool delay = strcmp(row->scope, "service") == 0;
        EXPECT_NEAR(row->mean, delay ? 0.5 : 1.0 / 3, 1e-12);
        EXPECT(row->ci_low >= 0 && row->ci_high <= 1);
        EXPECT(!delay || strcmp(row->insurer, "a"));
        rows_of_delay += delay;
    }
    EXPECT_EQUAL(rows_of_delay, 2);
    const FairnessRow *calm =
        fairness_find(&fairness, "undisturbed", "service", "eau", "delay_mean_h", "longest");
    EXPECT_TEXT(calm->insurer, "c");
    EXPECT_NEAR(calm->mean, (1.0 / 3 + 1) / 2, 1e-12);
    EXPECT(!fairness_find(&fairness, "undisturbed", "insurer", "all", "downtime_h", "longest"));
    arena_free(arena);
}

static void a_lone_insurer_shares_with_nobody(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    EXPECT_EQUAL(written(&lone, arena).count, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parts_are_those_of_the_order),
        cmocka_unit_test(equals_share_the_last_place),
        cmocka_unit_test(all_alike_is_no_spread_and_nothing_is_nobodys_burden),
        cmocka_unit_test(who_has_no_value_is_left_out),
        cmocka_unit_test(spreads_are_means_over_replications_paired_with_the_baseline),
        cmocka_unit_test(who_waits_longest_is_told_with_the_share_of_replications),
        cmocka_unit_test(a_lone_insurer_shares_with_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
