/* A chapter of one small queue through the whole binary: the true value agrees, and each planted
 * fault has its verdict. */
#include "tests/test.h"
#include "tests/validation/steady_services.h"

static const QueueModel queue = {.arrivals_per_h = 60, .service_per_h = 120, .servers = 1};
static const PlainScenario plain = {
    .horizon_days = 4, .warmup_days = 0.5, .sample_h = 96, .replications = 100};

static int run(void **state)
{
    Validation *validation = validation_new(true);
    *state = steady_services_run(validation, "validation-tiny-chapter", &plain,
                                 &(SteadyService){.id = "clerk", .model = queue}, 1);
    validation_free(validation);
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

/* The verdict on one value alone. */
static Verdict verdict_on(Experiment *experiment, const ValidationValue *value)
{
    Validation *validation = validation_new(true);
    validation_value(validation, experiment, value);
    validation_judge(validation);
    Verdict verdict = validation_entry(validation, 0)->judged.verdict;
    validation_free(validation);
    return verdict;
}

static ValidationValue true_wait(void)
{
    return (ValidationValue){.what = "mean wait",
                             .unit = "h",
                             .key = service_key("clerk", "wait_mean_h"),
                             .exact = mmc_wait_mean_h(&queue),
                             .within = 0.04};
}

static void the_true_value_agrees(void **state)
{
    ValidationValue value = true_wait();
    EXPECT_EQUAL(verdict_on(*state, &value), VERDICT_AGREES);
}

static void a_value_that_is_5_percent_wrong_differs(void **state)
{
    ValidationValue value = true_wait();
    value.exact *= 1.05;
    EXPECT_EQUAL(verdict_on(*state, &value), VERDICT_DIFFERS);
}

static void an_interval_that_should_be_a_tenth_as_wide_is_too_coarse(void **state)
{
    ValidationValue value = true_wait();
    value.within /= 10;
    EXPECT_EQUAL(verdict_on(*state, &value), VERDICT_TOO_COARSE);
}

static void a_metric_that_does_not_exist_differs(void **state)
{
    ValidationValue value = true_wait();
    value.key.metric = "wait_mode_h";
    EXPECT_EQUAL(verdict_on(*state, &value), VERDICT_DIFFERS);
}

/* Arrivals of the whole run are one point of the curve: the same mean, and the deviation that the
 * curve's interval was made of. */
static void a_curve_gives_the_deviation_behind_its_interval(void **state)
{
    Validation *validation = validation_new(true);
    ValidationValue value = {.what = "requests",
                             .key = service_key("clerk", "requests"),
                             .exact = 60 * 96,
                             .within = 0.01};
    validation_value(validation, *state, &value);
    value.key.metric = "arrivals";
    value.is_curve = true;
    validation_value(validation, *state, &value);
    const SampleMean *metric = &validation_entry(validation, 0)->judged.sample;
    const SampleMean *curve = &validation_entry(validation, 1)->judged.sample;
    EXPECT_EQUAL(curve->n, 100);
    EXPECT_NEAR(curve->mean, metric->mean, 1e-9 * metric->mean);
    EXPECT_NEAR(curve->sd, metric->sd, 1e-6 * metric->sd);
    validation_free(validation);
}

/* E W(24 h from empty) is next to steady; after a minute nearly nobody waits. */
static void the_bias_of_the_start_falls_with_the_warm_up(void **state)
{
    (void)state;
    EXPECT(start_bias(&queue, 12, 60) < 1e-6);
    EXPECT(start_bias(&queue, 1.0 / 60, 60) > 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_true_value_agrees),
        cmocka_unit_test(a_value_that_is_5_percent_wrong_differs),
        cmocka_unit_test(an_interval_that_should_be_a_tenth_as_wide_is_too_coarse),
        cmocka_unit_test(a_metric_that_does_not_exist_differs),
        cmocka_unit_test(a_curve_gives_the_deviation_behind_its_interval),
        cmocka_unit_test(the_bias_of_the_start_falls_with_the_warm_up),
    };
    return cmocka_run_group_tests(tests, run, end);
}
