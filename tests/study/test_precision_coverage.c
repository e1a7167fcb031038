/* Studies that stop by themselves, many of them, over samples whose mean is known: how often the
 * interval at the end holds it. */
#include "study/precision.h"

#include "sim/distribution_parse.h"
#include "sim/stream.h"
#include "tests/test.h"

#include <stdlib.h>

enum { STUDIES = 2000 };

static const ValueRow row = {"total", "all", "cost_total_eur", "EUR", METRIC_LOWER_IS_BETTER};
static const Measures measures = {.value_count = 1, .values = &row};

typedef struct Held { /* shares of the studies */
    double interval;  /* whose interval held the true mean */
    double relative;  /* whose estimate is within R of it */
    double wide;      /* whose interval is wider than asked for, or that never stopped */
    double replications;
} Held;

/* One study: its values come from a stream of its own, of antithetic pairs from the beginnings of
 * that and its mirror. */
typedef struct Course {
    const Distribution *distribution;
    double true_mean;
    size_t fewest; /* 0: the rule of the program; else asks after every replication from this on */
    bool antithetic;
    Stream stream, mirror;
    Samples *samples;
} Course;

static double draw_next(Course *course)
{
    const uint64_t number = samples_count(course->samples);
    Stream *stream = course->antithetic && number % 2 == 1 ? &course->mirror : &course->stream;
    if (course->antithetic) {
        stream_rekey(stream, number / 2);
    }
    return distribution_draw(course->distribution, stream);
}

static void replicate(Course *course, size_t until)
{
    Failure failure = {0};
    bool works = true;
    while (works && samples_count(course->samples) < until) {
        Sample *sample = sample_new(&measures, 1);
        sample->number = samples_count(course->samples);
        sample->values[0] = draw_next(course);
        works = samples_add(course->samples, sample, &failure);
    }
    EXPECT(works);
}

/* The planted fault: an anxious rule that looks after every replication, from two on. */
static bool is_due(const Course *course, const PrecisionTarget *target, PrecisionState *state)
{
    *state = precision_judge(target, course->samples, 0, 0.95);
    if (course->fewest == 0) {
        return state->reached || state->next <= samples_count(course->samples);
    }
    state->next = samples_count(course->samples) + 1;
    return state->relative <= target->relative;
}

static void run_one(Course *course, const PrecisionTarget *target, Held *held)
{
    PrecisionState state = {.next = course->fewest > 0 ? course->fewest
                                                       : precision_first_batch(target)};
    course->samples = samples_new(&measures, 1, NULL, 0);
    do {
        replicate(course, state.next);
    } while (!is_due(course, target, &state));
    const size_t count = samples_count(course->samples);
    double *values = malloc(count * sizeof *values);
    Estimator *estimator = estimator_new(0.95, count);
    if (target->antithetic) {
        estimator_take_pairs(estimator);
    }
    samples_values(course->samples, 0, 0, values);
    const Estimate estimate = estimate_values(estimator, values, count);
    const double truth = course->true_mean;
    held->interval += estimate.ci_low <= truth && truth <= estimate.ci_high;
    held->relative += fabs(estimate.mean - truth) <= target->relative * fabs(truth);
    held->wide += !(estimate.ci_high - estimate.mean <= target->relative * fabs(estimate.mean));
    held->replications += (double)count;
    estimator_free(estimator);
    free(values);
    samples_free(course->samples);
}

typedef enum Pairing { INDEPENDENT, ANTITHETIC, TAKEN_SINGLY } Pairing;

/* TAKEN_SINGLY is a planted fault: pairs that the rule takes for independent replications. */
static Held run_studies(const char *text, double relative, size_t fewest, Pairing pairing)
{
    Arena *arena = arena_new(0);
    const DistributionSyntax syntax = {.decimal_sign = '.', .arena = arena};
    Distribution distribution;
    char message[256];
    EXPECT(distribution_parse(&distribution, text, &syntax, message, sizeof message));
    const PrecisionTarget target = {.row = 0,
                                    .relative = relative,
                                    .most = PRECISION_MOST,
                                    .antithetic = pairing == ANTITHETIC};
    Held held = {0};
    for (uint64_t i = 0; i < STUDIES; ++i) {
        Course course = {.distribution = &distribution,
                         .true_mean = distribution_mean(&distribution),
                         .fewest = fewest,
                         .antithetic = pairing != INDEPENDENT};
        stream_init(&course.stream, 1, i, stream_source("precision", text, ""), 0);
        stream_init(&course.mirror, 1, stream_mirror(i), stream_source("precision", text, ""), 0);
        run_one(&course, &target, &held);
    }
    arena_free(arena);
    held.interval /= STUDIES;
    held.relative /= STUDIES;
    held.wide /= STUDIES;
    held.replications /= STUDIES;
    print_message("%-28s%s R %.2f: interval %.4f, within R %.4f, %.0f replications\n", text,
                  pairing == INDEPENDENT  ? ""
                  : pairing == ANTITHETIC ? ", pairs"
                                          : ", pairs singly",
                  relative, held.interval, held.relative, held.replications);
    return held;
}

/* Nominal 0.95. With 2000 studies chance alone moves a share of 0.95 by at most 0.016 (99.9 %:
 * 3.29 sqrt(0.95 x 0.05 / 2000)), so a rule that covered less than 0.934 - 0.016 of the time would
 * hardly be let through, and one that keeps its promise is not refused. */
static void expect_kept(const Held *held)
{
    EXPECT(held->interval >= 0.93 && held->interval <= 0.97);
    EXPECT(held->relative >= 0.95);
    EXPECT_NEAR(held->wide, 0, 0);
}

static void intervals_cover_as_promised_where_values_are_normal(void **state)
{
    (void)state;
    static const double relative[] = {0.2, 0.1, 0.05, 0.02};
    for (size_t i = 0; i < sizeof relative / sizeof *relative; ++i) {
        const Held held = run_studies("normal(mean=1 sd=0.2)", relative[i], 0, INDEPENDENT);
        expect_kept(&held);
    }
}

static void intervals_cover_as_promised_where_values_are_skewed(void **state)
{
    (void)state;
    const Held exponential = run_studies("exponential(mean=1)", 0.1, 0, INDEPENDENT),
               gamma = run_studies("gamma(mean=1 sd=0.5)", 0.05, 0, INDEPENDENT),
               lognormal = run_studies("lognormal(mean=1 sd=1)", 0.1, 0, INDEPENDENT);
    expect_kept(&exponential);
    expect_kept(&gamma);
    expect_kept(&lognormal);
}

/* A single skewed duration is the worst that pairs can meet: the mean of it and its mirror is never
 * far below the true one and seldom far above. Its interval holds the truth less often than it
 * says, more so than without pairs; the mean is within R of it all the same. */
static void means_over_antithetic_pairs_are_within_r_of_the_truth(void **state)
{
    (void)state;
    const Held exponential = run_studies("exponential(mean=1)", 0.1, 0, ANTITHETIC),
               gamma = run_studies("gamma(mean=1 sd=0.5)", 0.05, 0, ANTITHETIC),
               lognormal = run_studies("lognormal(mean=1 sd=1)", 0.1, 0, ANTITHETIC);
    const double least = 0.95 - 0.016; /* what chance alone may take from 0.95, see above */
    EXPECT(exponential.relative >= least && exponential.interval >= 0.89);
    EXPECT(gamma.relative >= least && gamma.interval >= 0.92);
    EXPECT(lognormal.relative >= least && lognormal.interval >= 0.86);
}

/* The same checks find intervals that are too wide: they hold the mean nearly always, and twice as
 * many replications are run as are needed. */
static void pairs_that_are_taken_singly_are_found_out(void **state)
{
    (void)state;
    const Held held = run_studies("exponential(mean=1)", 0.1, 0, TAKEN_SINGLY);
    EXPECT(held.interval > 0.98);
}

/* A standard deviation of twice the mean, skewness 14: samples that miss the long tail are low and
 * look narrow. The interval holds the mean less often than it says (as of every fixed number of
 * replications, see the chapter on intervals of docs/validation.md); the estimate is within R all
 * the same. */
static void of_very_skewed_values_the_relative_error_is_kept_but_not_the_interval(void **state)
{
    (void)state;
    const Held held = run_studies("lognormal(mean=1 sd=2)", 0.2, 0, INDEPENDENT);
    EXPECT(held.interval >= 0.87 && held.interval < 0.93);
    EXPECT(held.relative >= 0.95);
}

/* The same checks find a rule that asks after every replication from the second on. */
static void a_rule_that_asks_too_often_is_found_out(void **state)
{
    (void)state;
    const Held held = run_studies("normal(mean=1 sd=0.2)", 0.1, 2, INDEPENDENT);
    EXPECT(held.interval < 0.91);
    EXPECT(held.relative < 0.93);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_cover_as_promised_where_values_are_normal),
        cmocka_unit_test(intervals_cover_as_promised_where_values_are_skewed),
        cmocka_unit_test(means_over_antithetic_pairs_are_within_r_of_the_truth),
        cmocka_unit_test(pairs_that_are_taken_singly_are_found_out),
        cmocka_unit_test(of_very_skewed_values_the_relative_error_is_kept_but_not_the_interval),
        cmocka_unit_test(a_rule_that_asks_too_often_is_found_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
