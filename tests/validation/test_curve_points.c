/* An outage of a small queue through the whole binary: the exact course agrees with the curves, and
 * each planted fault, as small as it is, is found. */
#include "tests/test.h"
#include "tests/theory/plain_scenario.h"
#include "tests/validation/curve_points.h"

enum { HOURS = 14, PIECES = 3 };

/* 9 an hour, 4 servers of 3/h, frozen from 5 to 7 h. */
static const CourseQueue queue = {.service_per_h = 3, .busy_max = 4, .waiting_max = 70};
static const CoursePiece pieces[PIECES] = {
    {.until_h = 5, .arrivals_per_h = 9, .servers = 4},
    {.until_h = 7, .arrivals_per_h = 9, .is_frozen = true},
    {.until_h = HOURS, .arrivals_per_h = 9, .servers = 4},
};

static int run(void **state)
{
    Experiment *experiment = experiment_new("validation-curve-points");
    plain_scenario_write(
        experiment,
        &(PlainScenario){.horizon_days = HOURS / 24.0, .sample_h = 1, .replications = 3000});
    experiment_file(experiment, "services.csv",
                    "id,requests_per_1000_per_day,servers,service_min\n"
                    "clerks,9,4,exponential(mean=20)\n");
    experiment_file(experiment, "outages.csv", "target,start_h,duration_h\nservice:clerks,5,2\n");
    experiment_run(experiment, NULL);
    *state = experiment;
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

/* How many values differ from the course. */
static size_t differences(Experiment *experiment, const CourseQueue *model,
                          const CoursePiece *course_pieces)
{
    static const size_t bins[] = {3, 4, 5, 6, 7, 8, 10};
    Validation *validation = validation_new(true);
    Course *course = course_new(model, course_pieces, PIECES,
                                &(CourseGrid){.bin_h = 1, .panel_h = 0.5, .bins = HOURS});
    CourseResult result = course_result_new(&course->grid);
    course_result_add(&result, course, 1);
    course_points(validation, &(CurvePlace){experiment, "service", "clerks"}, &result,
                  &(CourseLook){.bins = bins,
                                .count = sizeof bins / sizeof bins[0],
                                .level_within = 0.2,
                                .time_within = 0.2});
    size_t failed = validation_judge(validation);
    course_result_free(&result);
    course_free(course);
    validation_free(validation);
    return failed;
}

static void the_exact_course_agrees(void **state)
{
    EXPECT_EQUAL(differences(*state, &queue, pieces), 0);
}

static void an_outage_that_is_5_percent_shorter_differs(void **state)
{
    CoursePiece wrong[PIECES];
    memcpy(wrong, pieces, sizeof pieces);
    wrong[1].until_h = 6.9;
    EXPECT(differences(*state, &queue, wrong) > 5);
}

static void a_demand_that_is_3_percent_higher_differs(void **state)
{
    CoursePiece wrong[PIECES];
    memcpy(wrong, pieces, sizeof pieces);
    for (size_t i = 0; i < PIECES; i++) {
        wrong[i].arrivals_per_h *= 1.03;
    }
    EXPECT(differences(*state, &queue, wrong) > 0);
}

/* As at closing time: servers finish what they hold. */
static void work_that_is_not_frozen_differs(void **state)
{
    CoursePiece wrong[PIECES];
    memcpy(wrong, pieces, sizeof pieces);
    wrong[1].is_frozen = false;
    EXPECT(differences(*state, &queue, wrong) > 5);
}

static void work_that_is_5_percent_slower_differs(void **state)
{
    CourseQueue wrong = queue;
    wrong.service_per_h *= 0.95;
    EXPECT(differences(*state, &wrong, pieces) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_exact_course_agrees),
        cmocka_unit_test(an_outage_that_is_5_percent_shorter_differs),
        cmocka_unit_test(a_demand_that_is_3_percent_higher_differs),
        cmocka_unit_test(work_that_is_not_frozen_differs),
        cmocka_unit_test(work_that_is_5_percent_slower_differs),
    };
    return cmocka_run_group_tests(tests, run, end);
}
