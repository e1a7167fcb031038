/* The files of a result folder agree: summary.csv and comparison.csv follow from replications.csv,
 * a curve's ratio from the totals of its parts. */
#include "tests/laws/agreement.h"
#include "tests/support/experiment.h"
#include "tests/test.h"

enum { REPLICATIONS = 8 };
static const double CONFIDENCE = 0.9; /* of the example */

static int run(void **state)
{
    Experiment *experiment = experiment_new("laws-agreement");
    experiment_copy(experiment, TEST_SOURCE "/tests/examples/everything");
    experiment_run(experiment, (const char *const[]){"-n", "8", "--all-replications", NULL});
    *state = experiment;
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

static AgreementFrame frame_of(Experiment *experiment)
{
    return (AgreementFrame){experiment_table(experiment, "replications.csv"), REPLICATIONS,
                            CONFIDENCE, "teilweise"};
}

static void the_summary_follows_from_the_replications(void **state)
{
    const ResultTable *summary = experiment_table(*state, "summary.csv");
    const AgreementFrame frame = frame_of(*state);
    const Violation violation = summary_agreement_violation(&frame, summary);
    expect_none(&violation);
    EXPECT(result_rows(summary) > 1000);
}

static void the_comparison_is_paired_by_replication(void **state)
{
    const ResultTable *comparison = experiment_table(*state, "comparison.csv");
    const AgreementFrame frame = frame_of(*state);
    const Violation violation = comparison_agreement_violation(&frame, comparison);
    expect_none(&violation);
    EXPECT(result_rows(comparison) > 1000);
}

/* A mean and an interval that are wrong in the ninth digit of a row, a pair that is missing: two
 * replications of 1 and 3 under `s`, 2 and 2 under `b`; t(0.95, 1) = 6.3138. */
static bool is_found(const char *summary_text, const char *comparison_text)
{
    ResultTable *replications = result_table_of("strategy,replication,scope,id,metric,unit,value\n"
                                                "s,1,total,all,x,h,1\ns,2,total,all,x,h,3\n"
                                                "b,1,total,all,x,h,2\nb,2,total,all,x,h,2\n");
    const AgreementFrame frame = {replications, 2, CONFIDENCE, "b"};
    ResultTable *table = result_table_of(summary_text ? summary_text : comparison_text);
    const Violation violation = summary_text ? summary_agreement_violation(&frame, table)
                                             : comparison_agreement_violation(&frame, table);
    result_table_free(table);
    result_table_free(replications);
    return violation.found;
}

#define SUMMARY "strategy,scope,id,metric,unit,n,mean,sd,ci_low,ci_high,p05,p50,p95\n"
#define COMPARISON                                                                                 \
    "scope,id,metric,unit,baseline,strategy,n,baseline_mean,strategy_mean,difference,ci_low,"      \
    "ci_high,share_lower,variance_ratio\n"

static void a_row_that_does_not_follow_is_found(void **state)
{
    (void)state;
    EXPECT(!is_found(SUMMARY "s,total,all,x,h,2,2,1.4142135623730951,-4.313751514675,"
                             "8.313751514675,1.1,2,2.9\n",
                     NULL));
    EXPECT(is_found(SUMMARY "s,total,all,x,h,2,2.0000001,1.4142135623730951,-4.313751514675,"
                            "8.313751514675,1.1,2,2.9\n",
                    NULL));
    EXPECT(!is_found(NULL, COMPARISON "total,all,x,h,b,s,2,2,2,0,-6.313751514675,6.313751514675,"
                                      "0.5,1\n"));
    EXPECT(is_found(NULL, COMPARISON "total,all,x,h,b,s,2,2,2,0,-6.313751514675,6.313751514675,"
                                     "1,1\n"));
}

/* Common random numbers must pay: over the strategies that respond alike the difference of the
 * insured-hours lost varies less than if the runs were independent. */
static void common_random_numbers_narrow_the_difference(void **state)
{
    const ResultTable *comparison = experiment_table(*state, "comparison.csv");
    const ResultKey key = RESULT_KEY("teilweise-plus", "total", "all", "insured_hours_lost");
    EXPECT(result_number(comparison, &key, "variance_ratio") > 1.2);
}

/* A run of one interval: the curve's wait is the ratio of the totals over the replications, with
 * the delta method's interval [Cochran 1977]. Totals from served and wait_mean_h. */
static void a_curves_mean_is_the_ratio_of_totals(void **state)
{
    double served[REPLICATIONS], wait_h[REPLICATIONS], residual[REPLICATIONS], waits = 0, count = 0;
    Experiment *one = experiment_new("laws-agreement-ratio");
    (void)state;
    experiment_copy(one, TEST_SOURCE "/tests/examples/outage-frozen");
    experiment_file(one, "scenario.csv",
                    "key,value\ntitle,One interval\nstart,2025-03-03T00:00\nhorizon_days,1\n"
                    "sample_h,24\nreplications,8\nseed,3\nconfidence,0.9\n");
    experiment_run(one, (const char *const[]){"--all-replications", NULL});
    const ResultKey key = RESULT_KEY("carry-on", "service", "applications", "served");
    const ResultKey wait_key = result_key_of(&key, "wait_mean_h");
    const AgreementFrame frame = frame_of(one);
    EXPECT_EQUAL(agreement_values(&frame, &key, served), REPLICATIONS);
    agreement_values(&frame, &wait_key, wait_h);
    for (size_t i = 0; i < REPLICATIONS; i++) {
        waits += served[i] * wait_h[i];
        count += served[i];
    }
    for (size_t i = 0; i < REPLICATIONS; i++) {
        residual[i] = served[i] * wait_h[i] - waits / count * served[i];
    }
    double half = agreement_half_width(&frame, residual, REPLICATIONS) * REPLICATIONS / count;
    const ResultTable *curves = experiment_table(one, "curves.csv");
    const ResultKey point = CURVE_KEY("carry-on", "service", "applications", "wait_mean_h", 0);
    EXPECT_NEAR(result_number(curves, &point, "mean"), waits / count,
                1e-9); /* sums in fixed point */
    EXPECT_NEAR(result_number(curves, &point, "ci_high"), waits / count + half, 1e-9);
    EXPECT_NEAR(result_number(curves, &point, "ci_low"), waits / count - half, 1e-9);
    experiment_free(one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_summary_follows_from_the_replications),
        cmocka_unit_test(the_comparison_is_paired_by_replication),
        cmocka_unit_test(a_row_that_does_not_follow_is_found),
        cmocka_unit_test(common_random_numbers_narrow_the_difference),
        cmocka_unit_test(a_curves_mean_is_the_ratio_of_totals),
    };
    return cmocka_run_group_tests(tests, run, end);
}
