#include "study/study_size.h"

#include "tests/models/scenario_fixture.h"

typedef struct SizedStudy {
    ScenarioFixture fixture;
    Arena *arena;
    StudyPlan plan;
} SizedStudy;

/* 93 000 insured, 10 requests and 5 contacts a day of 1000, for ten days, under two strategies and
 * the reference. */
static void prepare(SizedStudy *study, const char *set, MeasureDetail detail)
{
    Failure failure = {0};

    *study = (SizedStudy){.arena = arena_new(0)};
    fixture_init(&study->fixture);
    fixture_write(&study->fixture, "services.csv",
                  "id,requests_per_1000_per_day,servers,service_min\nonline,10,9,1\n");
    fixture_write(&study->fixture, "channels.csv",
                  "id,contacts_per_1000_per_day,handle_min\nphone,5,6\n");
    study->fixture.sets[0] = set;
    study->fixture.set_count = set ? 1 : 0;
    fixture_read_well(&study->fixture);
    EXPECT(plan_make(&study->plan, study->fixture.scenario_case, NULL, detail, study->arena,
                     &failure));
}

static void deinit(SizedStudy *study)
{
    arena_free(study->arena);
    fixture_deinit(&study->fixture);
}

/* The message is `before`, the gigabytes if there are any, and `after`. */
static void expect_refused(const SizedStudy *study, double memory_bytes, double bytes,
                           const char *before, const char *after)
{
    Failure failure = {0};
    char gigabytes[32] = "";
    char message[512];

    if (bytes > 0) {
        snprintf(gigabytes, sizeof gigabytes, "%.1f GB", bytes / 1e9);
    }
    snprintf(message, sizeof message, "%s%s%s", before, gigabytes, after);

    EXPECT(!study_fits(&study->plan, memory_bytes, &failure));
    EXPECT(failure.of_input);
    EXPECT_TEXT(failure.message, message);
}

/* 93 x 15 x 10 arrivals, 20 replications, 3 strategies; the curves and values are counted in
 * measures.h. */
static void the_size_follows_from_the_plan(void **state)
{
    (void)state;
    SizedStudy study;
    prepare(&study, NULL, MEASURES_TOTAL_CURVES);
    const StudySize size = study_size(&study.plan);
    const Measures *const measures = study.plan.measures;
    EXPECT_NEAR(size.arrivals, 93.0 * 15 * 10 * 20 * 3, 1e-6);
    EXPECT_NEAR(size.curve_bytes, 3.0 * (double)measures->curve_doubles * 8, 0);
    EXPECT(size.value_bytes >= 3.0 * (double)measures->value_count * 8);
    EXPECT_NEAR(size.file_bytes, 20 * (size.curve_bytes + size.value_bytes), 0);
    /* 6 counts for each of 240 intervals of the service alone */
    EXPECT(size.replication_bytes >= 3.0 * 6 * 240 * 8);
    EXPECT(study_fits(&study.plan, 1e9, &(Failure){0}));
    EXPECT(study_fits(&study.plan, 0, &(Failure){0})); /* unknown */
    deinit(&study);
}

static void curves_that_are_too_long_are_refused(void **state)
{
    (void)state;
    SizedStudy study;
    prepare(&study, "scenario.sample_h=0.00025", MEASURES_INSURER_CURVES);
    expect_refused(&study, 0, study_size(&study.plan).curve_bytes,
                   "the curves of one replication take ",
                   ": use --no-curves, leave out --curves insurer, or take a larger sample_h in "
                   "scenario.csv");
    deinit(&study);
    prepare(&study, "scenario.sample_h=0.00025", MEASURES_NO_CURVES);
    EXPECT(study_fits(&study.plan, 4e9, &(Failure){0}));
    const StudySize size = study_size(&study.plan);
    expect_refused(&study, 1e8, 2 * (size.replication_bytes + size.value_bytes),
                   "two replications at a time take ",
                   ", more than there is (0.1 GB): take a larger sample_h in scenario.csv, a "
                   "shorter horizon_days or fewer strategies (--strategies)");
    deinit(&study);
}

/* Memory does not grow with them, but the temporary file does. */
static void too_many_replications_for_the_disk_are_refused(void **state)
{
    (void)state;
    SizedStudy study;
    Failure failure = {0};
    char message[512];
    prepare(&study, "scenario.replications=1000000", MEASURES_NO_CURVES);
    const double bytes = study_size(&study.plan).file_bytes;
    EXPECT(study_fits(&study.plan, 1e8, &failure));
    EXPECT(study_fits_folder(&study.plan, "out", bytes, &failure));
    EXPECT(study_fits_folder(&study.plan, "out", 0, &failure)); /* unknown */
    EXPECT(!study_fits_folder(&study.plan, "out", 1e8, &failure));
    EXPECT(failure.of_input);
    snprintf(message, sizeof message,
             "out: the figures of 1000000 replications take %.1f GB on the way, more than is free "
             "there (0.1 GB): use fewer replications (-n) or strategies (--strategies), or "
             "--no-curves",
             bytes / 1e9);
    EXPECT_TEXT(failure.message, message);
    deinit(&study);
}

/* 93 000 x 1e5 / 1000 x 10 days = 9.3e7, and as many as that is over 1e14 in a million. */
static void a_run_of_years_is_refused(void **state)
{
    (void)state;
    SizedStudy study;
    prepare(&study, "services.online.requests_per_1000_per_day=100000", MEASURES_NO_CURVES);
    EXPECT(study_fits(&study.plan, 0, &(Failure){0}));
    study.plan.replications = 1000000;
    expect_refused(&study, 0, 0,
                   "about 2.8e+14 requests and contacts are expected in all 1000000 replications "
                   "of 3 strategies, which would take months; at most 1e+14 are run: use fewer "
                   "replications (-n) or strategies (--strategies), and look at the volumes that "
                   "`brownout check` says",
                   "");
    deinit(&study);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_size_follows_from_the_plan),
        cmocka_unit_test(curves_that_are_too_long_are_refused),
        cmocka_unit_test(too_many_replications_for_the_disk_are_refused),
        cmocka_unit_test(a_run_of_years_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
