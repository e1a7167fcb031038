/* The result files of a study that is made up here: two strategies, three replications, everything
 * worked by hand. */
#include "study/results_curves.h"
#include "study/results_restoration.h"
#include "study/results_values.h"

#include "tests/test.h"

#include "base/file.h"

#include <stdlib.h>
#include <unistd.h>

enum { STRATEGIES = 2, REPLICATIONS = 3, CURVE_DOUBLES = 2 + 4 + 4 };

static const ValueRow rows[] = {{"total", "all", "restored_h", "h", METRIC_LOWER_IS_BETTER},
                                {"service", "eau", "requests", "1", METRIC_NEUTRAL}};

/* A state at 0 and 6 h, and a ratio over two intervals with its numerators at 2, denominators at 4,
 * missing at 6 and arrived at 8. */
static const CurveRow curves[] = {
    {"service", "eau", "backlog", "1", CURVE_LEVEL, true, 2, 0, NONE},
    {"service", "eau", "delay_mean_h", "h", CURVE_RATIO, false, 2, 2, 6},
};

static const Measures measures = {
    .grid = {.sample_h = 6, .horizon_h = 12, .states = 2, .intervals = 2},
    .value_count = 2,
    .values = rows,
    .curve_count = 2,
    .curves = curves,
    .curve_doubles = CURVE_DOUBLES,
    .zone_count = 1,
    .instance_count = 1,
};

static const double values[STRATEGIES][REPLICATIONS][2] = {
    {{10, 100}, {20, 101}, {30, 102}},
    {{INFINITY, 100}, {16, 101}, {24, NAN}},
};

static const double curve_values[REPLICATIONS][CURVE_DOUBLES] = {{1, 4, 6, 0, 2, 0, 0, 1, 2, 1},
                                                                 {1, 5, 9, 0, 3, 0, 0, 2, 3, 2},
                                                                 {1, 6, 12, 0, 4, 0, 0, 0, 4, 0}};

static const char *const strategy_ids[] = {"full", "undisturbed"};
static const DatacentreSpec datacentres[] = {{.id = "nord"}};
static const ZoneSpec zones[] = {{.id = "kern", .datacentre = 0}};
static const InstanceSpec instances[] = {{.id = "core@hansa", .datacentre = 0}};
static const Scenario scenario = {.datacentre_count = 1,
                                  .datacentres = datacentres,
                                  .zone_count = 1,
                                  .zones = zones,
                                  .instance_count = 1,
                                  .instances = instances};
static const StudyPlan plan = {.scenario = &scenario,
                               .measures = &measures,
                               .strategy_count = STRATEGIES,
                               .strategy_ids = strategy_ids,
                               .strategy_names = strategy_ids,
                               .baseline = 0,
                               .confidence = 0.95};

typedef struct Fixture {
    char folder[64];
    Study study;
} Fixture;

static Sample *sample_of(size_t replication)
{
    Sample *sample = sample_new(&measures, STRATEGIES);
    sample->number = replication;
    for (size_t s = 0; s < STRATEGIES; ++s) {
        memcpy(sample->values + 2 * s, values[s][replication], sizeof values[s][replication]);
        memcpy(sample->curves + CURVE_DOUBLES * s, curve_values[replication],
               sizeof curve_values[replication]);
        sample->work[2 * s] = (WorkTimes){4, 5, 8 + (double)replication};
        sample->work[2 * s + 1] = (WorkTimes){9, replication < 2 ? 10 : INFINITY, INFINITY};
    }
    return sample;
}

static int prepare(void **state)
{
    static Fixture fixture;
    Failure failure = {0};
    strcpy(fixture.folder, "/tmp/brownout-results-XXXXXX");
    fixture.study = (Study){.plan = &plan, .samples = samples_new(&measures, STRATEGIES, NULL, 0)};
    for (size_t r = 0; r < REPLICATIONS; ++r) {
        samples_add(fixture.study.samples, sample_of(r), &failure);
    }
    *state = &fixture;
    return mkdtemp(fixture.folder) ? 0 : 1;
}

static int clean(void **state)
{
    Fixture *fixture = *state;
    samples_free(fixture->study.samples);
    return rmdir(fixture->folder);
}

/* The whole file, which is removed. Free it. */
static char *contents(const Fixture *fixture, const char *name)
{
    char *path = path_join(fixture->folder, name), *bytes = NULL;
    size_t length;
    Failure failure = {0};
    EXPECT(file_read(path, 1 << 20, &bytes, &length, &failure));
    (void)unlink(path);
    free(path);
    return bytes;
}

static void expect_file(const Fixture *fixture, const char *name, const char *expected)
{
    char *got = contents(fixture, name);
    EXPECT_TEXT(got, expected);
    free(got);
}

static void raw_values_stand_one_a_row_and_undefined_ones_have_none(void **state)
{
    Fixture *fixture = *state;
    Failure failure = {0};
    EXPECT(results_write_replications(&fixture->study, fixture->folder, true, &failure));
    expect_file(
        fixture, "replications.csv",
        "strategy,replication,scope,id,metric,unit,value\n"
        "full,1,total,all,restored_h,h,10\nfull,1,service,eau,requests,1,100\n"
        "full,2,total,all,restored_h,h,20\nfull,2,service,eau,requests,1,101\n"
        "full,3,total,all,restored_h,h,30\nfull,3,service,eau,requests,1,102\n"
        "undisturbed,1,service,eau,requests,1,100\n"
        "undisturbed,2,total,all,restored_h,h,16\nundisturbed,2,service,eau,requests,1,101\n"
        "undisturbed,3,total,all,restored_h,h,24\n");
}

static void only_totals_are_raw_unless_all_are_asked_for(void **state)
{
    Fixture *fixture = *state;
    Failure failure = {0};
    EXPECT(results_write_replications(&fixture->study, fixture->folder, false, &failure));
    expect_file(
        fixture, "replications.csv",
        "strategy,replication,scope,id,metric,unit,value\n"
        "full,1,total,all,restored_h,h,10\nfull,2,total,all,restored_h,h,20\nfull,3,total,all,"
        "restored_h,h,30\n"
        "undisturbed,2,total,all,restored_h,h,16\nundisturbed,3,total,all,restored_h,h,24\n");
}

/* 10, 20, 30: mean 20, sd 10, quantiles 11, 20, 29. Of the reference one value of three is
 * censored: 16, 24. */
static void the_summary_has_a_row_for_every_strategy_and_value(void **state)
{
    Fixture *fixture = *state;
    Failure failure = {0};
    EXPECT(results_write_summary(&fixture->study, fixture->folder, &failure));
    char *got = contents(fixture, "summary.csv");
    EXPECT(
        strstr(got,
               "strategy,scope,id,metric,unit,n,mean,sd,ci_low,ci_high,p05,p50,p95,censored\n") ==
        got);
    EXPECT(strstr(got, "\nfull,total,all,restored_h,h,3,20,10,") != NULL);
    EXPECT(strstr(got, ",11,20,29,0\n") != NULL);
    EXPECT(strstr(got, "\nundisturbed,total,all,restored_h,h,2,20,5.656854249492") != NULL);
    EXPECT(strstr(got, ",16.4") != NULL);
    EXPECT(strstr(got, "\nundisturbed,service,eau,requests,1,2,100.5,") != NULL);
    free(got);
}

/* Pairs of restored_h: (20, 16), (30, 24): differences -4, -6; variances 50 and 32 over 2: 41. */
static void the_comparison_pairs_with_the_baseline(void **state)
{
    Fixture *fixture = *state;
    Failure failure = {0};
    EXPECT(results_write_comparison(&fixture->study, fixture->folder, &failure));
    char *got = contents(fixture, "comparison.csv");
    EXPECT(strstr(got, "\ntotal,all,restored_h,h,full,undisturbed,2,25,20,-5,") != NULL);
    EXPECT(strstr(got, ",1,41\nservice,eau,requests,1,full,undisturbed,2,100.5,100.5,0,0,0,0,\n") !=
           NULL);
    free(got);
}

/* Backlog at 6 h: 4, 5, 6. Delay over [0, 6): 27 of 9, own ratios all 3; over [6, 12) nobody was
 * served, and of 3 who arrived 3 were left: all censored. */
static void curves_are_estimated_at_each_instant(void **state)
{
    Fixture *fixture = *state;
    Failure failure = {0};
    for (size_t threads = 1; threads <= 3; ++threads) {
        EXPECT(results_write_curves(&fixture->study, fixture->folder, threads, &failure));
        char *got = contents(fixture, "curves.csv");
        EXPECT(strstr(got, "\nfull,service,eau,backlog,0,3,1,1,1,1,1,1,0\n") != NULL);
        EXPECT(strstr(got, "\nfull,service,eau,backlog,6,3,5,2.5158") != NULL);
        EXPECT(strstr(got, "\nfull,service,eau,delay_mean_h,0,3,3,3,3,3,3,3,0\n"
                           "full,service,eau,delay_mean_h,6,0,,,,,,,1\n"
                           "undisturbed,service,eau,backlog,0,") != NULL);
        free(got);
    }
}

/* Done at 8, 9, 10: mean 9, quantiles 8.1 and 9.9. The system's work began in two replications and
 * was never done. */
static void restoration_tells_when_work_was_ready_begun_and_done(void **state)
{
    Fixture *fixture = *state;
    Failure failure = {0};
    EXPECT(results_write_restoration(&fixture->study, fixture->folder, &failure));
    expect_file(fixture, "restoration.csv",
                "strategy,kind,id,datacentre,n,ready_mean_h,start_mean_h,done_mean_h,done_p05_h,"
                "done_p95_h\n"
                "full,zone,kern,nord,3,4,5,9,8.1,9.9\nfull,system,core@hansa,nord,0,9,10,,,\n"
                "undisturbed,zone,kern,nord,3,4,5,9,8.1,9.9\nundisturbed,system,core@hansa,nord,0,"
                "9,10,,,\n");
}

static void a_folder_that_is_gone_is_a_failure(void **state)
{
    Fixture *fixture = *state;
    Failure failure = {0};
    EXPECT(!results_write_summary(&fixture->study, "/nonexistent/folder", &failure));
    EXPECT(strstr(failure.message, "/nonexistent/folder") != NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(raw_values_stand_one_a_row_and_undefined_ones_have_none,
                                        prepare, clean),
        cmocka_unit_test_setup_teardown(only_totals_are_raw_unless_all_are_asked_for, prepare,
                                        clean),
        cmocka_unit_test_setup_teardown(the_summary_has_a_row_for_every_strategy_and_value, prepare,
                                        clean),
        cmocka_unit_test_setup_teardown(the_comparison_pairs_with_the_baseline, prepare, clean),
        cmocka_unit_test_setup_teardown(curves_are_estimated_at_each_instant, prepare, clean),
        cmocka_unit_test_setup_teardown(restoration_tells_when_work_was_ready_begun_and_done,
                                        prepare, clean),
        cmocka_unit_test_setup_teardown(a_folder_that_is_gone_is_a_failure, prepare, clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
