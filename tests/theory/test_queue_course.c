#include "tests/test.h"
#include "tests/theory/queue_course.h"
#include "tests/theory/redial_chain.h"
#include "tests/theory/transient.h"

#include <gsl/gsl_sf_bessel.h>

static const CourseGrid grid = {.bin_h = 1, .panel_h = 0.25, .bins = 12};

/* 12 an hour, 5 servers of 3/h, frozen from 6.5 to 8. */
static const CourseQueue clerks = {.service_per_h = 3, .busy_max = 5, .waiting_max = 120};
static const CoursePiece outage[] = {
    {.until_h = 6.5, .arrivals_per_h = 12, .servers = 5},
    {.until_h = 8, .arrivals_per_h = 12, .is_frozen = true},
    {.until_h = 12, .arrivals_per_h = 12, .servers = 5},
};

/* Differential equations there, uniformization here. */
static void an_outage_is_as_the_differential_equations_say(void **state)
{
    double p[126] = {1};
    Course *course = course_new(&clerks, outage, 3, &grid);
    (void)state;
    transient_advance(p, 126, &(TransientPiece){6, 12, 3, 5, 0});
    CourseLevels at_6 = course->levels[6];
    EXPECT_NEAR(at_6.busy + at_6.waiting, transient_mean(p, 126), 1e-8);
    EXPECT_NEAR(at_6.waiting, transient_mean_beyond(p, 126, 5), 1e-8);
    transient_advance(p, 126, &(TransientPiece){0.5, 12, 3, 5, 0});
    double frozen = transient_mean(p, 126) - transient_mean_beyond(p, 126, 5);
    transient_advance(p, 126, &(TransientPiece){0.5, 12, 3, 0, 0});
    EXPECT_NEAR(course->levels[7].busy, frozen, 1e-8);
    EXPECT_NEAR(course->levels[7].waiting, transient_mean(p, 126) - frozen, 1e-8);
    transient_advance(p, 126, &(TransientPiece){1, 12, 3, 0, 0});
    EXPECT_NEAR(course->levels[8].waiting, transient_mean_beyond(p, 126, 5), 1e-8);
    transient_advance(p, 126, &(TransientPiece){4, 12, 3, 5, 0});
    EXPECT_NEAR(course->levels[12].waiting, transient_mean_beyond(p, 126, 5), 1e-8);
    EXPECT(course->cut < 1e-12);
    course_free(course);
}

/* M/M/1, lambda = mu = 1, empty at 0: idle at t with probability exp(-2 t) (I0(2 t) + I1(2 t)),
 * modified Bessel functions [Gross 2008, 2.11]. */
static void a_single_clerk_starts_as_bessel_functions_say(void **state)
{
    const CourseQueue queue = {.service_per_h = 1, .busy_max = 1, .waiting_max = 60};
    const CoursePiece piece = {.until_h = 12, .arrivals_per_h = 1, .servers = 1};
    Course *course = course_new(&queue, &piece, 1, &grid);
    (void)state;
    for (size_t hour = 1; hour <= 5; hour++) {
        double x = 2 * (double)hour;
        EXPECT_NEAR(1 - course->levels[hour].busy,
                    exp(-x) * (gsl_sf_bessel_I0(x) + gsl_sf_bessel_I1(x)), 1e-12);
    }
    course_free(course);
}

/* 12/h come, and the level grows by what came less what was done, 3/h for each who is busy while
 * nothing is frozen. */
static void areas_balance_levels_and_arrivals(void **state)
{
    double came = 0, done = 0;
    Course *course = course_new(&clerks, outage, 3, &grid);
    (void)state;
    for (size_t bin = 0; bin < 6; bin++) {
        came += course->counts[bin].first;
        done += 3 * course->areas[bin].busy;
    }
    EXPECT_NEAR(came, 72, 1e-10);
    EXPECT_NEAR(course->levels[6].busy + course->levels[6].waiting, came - done, 1e-7);
    EXPECT_NEAR(course->areas[7].waiting,
                (course->levels[7].waiting + course->levels[7].waiting + 12) / 2, 1e-7);
    course_free(course);
}

/* M/M/2/5 as time goes on: cut equations, and the share that finds all places taken. */
static void a_limited_queue_settles_where_the_cut_equations_say(void **state)
{
    const CourseQueue queue = {.service_per_h = 3, .busy_max = 2, .waiting_max = 3};
    const CoursePiece piece = {.until_h = 12, .arrivals_per_h = 9, .servers = 2};
    /* p(n) / p(0): 1, 3, 4.5, 6.75, 10.125, 15.1875 */
    double sum = 1 + 3 + 4.5 + 6.75 + 10.125 + 15.1875;
    Course *course = course_new(&queue, &piece, 1, &grid);
    (void)state;
    EXPECT_NEAR(course->counts[11].lost, 9 * 15.1875 / sum, 1e-6);
    EXPECT_NEAR(course->levels[12].waiting, (6.75 + 2 * 10.125 + 3 * 15.1875) / sum, 1e-6);
    course_free(course);
}

/* Callers who hang up and redial, against the steady state of the chain of two dimensions. */
static void redials_settle_where_the_redial_chain_says(void **state)
{
    const CourseQueue queue = {.service_per_h = 6,
                               .abandon_per_h = 10,
                               .redial_prob = 0.5,
                               .return_per_h = 4,
                               .busy_max = 3,
                               .waiting_max = 25,
                               .away_max = 40};
    const CoursePiece piece = {.until_h = 12, .arrivals_per_h = 20, .servers = 3};
    const RedialModel model = {.arrivals_per_h = 20,
                               .service_per_h = 6,
                               .servers = 3,
                               .abandon_per_h = 10,
                               .redial_prob = 0.5,
                               .redial_per_h = 4,
                               .places = 25,
                               .away_states = 41};
    RedialSteady steady = redial_chain_steady(&model);
    Course *course = course_new(&queue, &piece, 1, &grid);
    (void)state;
    EXPECT_NEAR(course->levels[12].busy, steady.busy_mean, 1e-7);
    EXPECT_NEAR(course->levels[12].waiting, steady.queue_mean, 1e-7);
    EXPECT_NEAR(course->levels[12].away, steady.away_mean, 1e-7);
    EXPECT_NEAR(course->counts[11].attempts, 20 + steady.redials_per_h, 1e-6);
    course_free(course);
}

/* Refused, of 10 an hour: 0.2 are lost and 0.5 go away for half an hour on average, anew each time.
 * Away: dm/dt = 5 - 2 (1 - 0.5) m, so m = 5 (1 - exp(-t)); lost are 0.2 (10 + 2 m) an hour, joined
 * 0.3 (10 + 2 m). */
static void refused_arrivals_come_back_by_linear_equations(void **state)
{
    const CourseQueue queue = {
        .service_per_h = 1, .return_per_h = 2, .busy_max = 1, .waiting_max = 60, .away_max = 40};
    const CoursePiece piece = {.until_h = 12,
                               .arrivals_per_h = 10,
                               .is_frozen = true,
                               .lost_prob = 0.2,
                               .retry_prob = 0.5};
    Course *course =
        course_new(&queue, &piece, 1, &(CourseGrid){.bin_h = 1, .panel_h = 0.5, .bins = 3});
    (void)state;
    for (size_t bin = 0; bin < 3; bin++) {
        double t_h = (double)bin, away_area = 5 * (1 - exp(-t_h) * (1 - exp(-1)));
        EXPECT_NEAR(course->levels[bin].away, 5 * (1 - exp(-t_h)), 1e-9);
        EXPECT_NEAR(course->counts[bin].attempts, 10 + 2 * away_area, 1e-8);
        EXPECT_NEAR(course->counts[bin].lost, 0.2 * (10 + 2 * away_area), 1e-8);
        EXPECT_NEAR(course->levels[bin + 1].waiting - course->levels[bin].waiting,
                    0.3 * (10 + 2 * away_area), 1e-8);
    }
    course_free(course);
}

/* 4 callers hold the line of a desk with nobody in it, at 2/h; none begins. When it is cut, half of
 * the line calls again. */
static void a_cut_sends_those_away_who_wait(void **state)
{
    const CourseQueue queue = {
        .service_per_h = 1, .return_per_h = 0, .busy_max = 1, .waiting_max = 40, .away_max = 40};
    const CoursePiece pieces[] = {
        {.until_h = 2, .arrivals_per_h = 2, .servers = 0},
        {.until_h = 3,
         .arrivals_per_h = 2,
         .lost_prob = 0.5,
         .retry_prob = 0.5,
         .turns_away = true},
    };
    Course *course =
        course_new(&queue, pieces, 2, &(CourseGrid){.bin_h = 1, .panel_h = 0.5, .bins = 3});
    (void)state;
    EXPECT_NEAR(course->levels[1].waiting, 2, 1e-9);
    EXPECT_NEAR(course->levels[2].waiting, 0, 1e-12);
    EXPECT_NEAR(course->levels[2].away, 2, 1e-9);
    EXPECT_NEAR(course->levels[3].away, 3, 1e-9);
    course_free(course);
}

/* Five by hand at 1/h while the clerks stand still: M/M/5 of the other kind, and on the return they
 * take nobody new: mean e^-1 of them is left an hour later. */
static void work_by_hand_goes_on_beside_what_is_frozen(void **state)
{
    const CourseQueue queue = {
        .service_per_h = 3, .other_per_h = 1, .busy_max = 1, .other_max = 5, .waiting_max = 60};
    const CoursePiece pieces[] = {
        {.until_h = 2, .arrivals_per_h = 2, .other_servers = 5, .is_frozen = true},
        {.until_h = 4, .arrivals_per_h = 2, .servers = 1},
    };
    double p[66] = {1};
    Course *course =
        course_new(&queue, pieces, 2, &(CourseGrid){.bin_h = 1, .panel_h = 0.5, .bins = 4});
    (void)state;
    transient_advance(p, 66, &(TransientPiece){1, 2, 1, 5, 0});
    EXPECT_NEAR(course->levels[1].other + course->levels[1].waiting, transient_mean(p, 66), 1e-8);
    EXPECT_NEAR(course->levels[1].waiting, transient_mean_beyond(p, 66, 5), 1e-8);
    EXPECT_NEAR(course->levels[3].other, course->levels[2].other * exp(-1), 1e-8);
    course_free(course);
}

/* Agents for all, so handling and calls are linear: 6 an hour, from 1 h on at 2/h instead of 4/h
 * and half of them to come back after 1 h on average. With o handled and m away,
 * do/dt = 6 + m - 2 o, dm/dt = o - m, from (0, 0): eigenvalues -(3 -+ sqrt 5)/2. Sums of both: in
 * balance o = 6, m = 6. */
static void unsolved_cases_come_back(void **state)
{
    const CourseQueue queue = {.service_per_h = 4,
                               .other_per_h = 2,
                               .other_again_prob = 0.5,
                               .return_per_h = 1,
                               .other_shares = true,
                               .busy_max = 18,
                               .other_max = 18,
                               .waiting_max = 1,
                               .away_max = 16};
    const CoursePiece piece = {
        .until_h = 2, .arrivals_per_h = 6, .servers = 18, .is_degraded = true};
    Course *course =
        course_new(&queue, &piece, 1, &(CourseGrid){.bin_h = 2, .panel_h = 2, .bins = 1});
    double slow = (3 - sqrt(5)) / 2, fast = (3 + sqrt(5)) / 2;
    /* o = 6 + A e^-slow t + B e^-fast t with A + B = -6 and o'(0) = 6 = -slow A - fast B */
    double a = (6 - 6 * fast) / (fast - slow), b = -6 - a;
    (void)state;
    EXPECT_NEAR(course->levels[1].other, 6 + a * exp(-2 * slow) + b * exp(-2 * fast), 1e-5);
    course_free(course);
}

/* The same by the table of exp(-x) I0(x) and exp(-x) I1(x) at x = 2 and 10 [Abramowitz 1964, table
 * 9.8]. */
static void a_single_clerk_starts_at_its_published_values(void **state)
{
    const CourseQueue queue = {.service_per_h = 1, .busy_max = 1, .waiting_max = 60};
    const CoursePiece piece = {.until_h = 12, .arrivals_per_h = 1, .servers = 1};
    Course *course = course_new(&queue, &piece, 1, &grid);
    (void)state;
    EXPECT_NEAR(1 - course->levels[1].busy, 0.3085083225 + 0.2152692893, 2e-10);
    EXPECT_NEAR(1 - course->levels[5].busy, 0.1278333372 + 0.1212626814, 2e-10);
    course_free(course);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_outage_is_as_the_differential_equations_say),
        cmocka_unit_test(a_single_clerk_starts_as_bessel_functions_say),
        cmocka_unit_test(areas_balance_levels_and_arrivals),
        cmocka_unit_test(a_limited_queue_settles_where_the_cut_equations_say),
        cmocka_unit_test(redials_settle_where_the_redial_chain_says),
        cmocka_unit_test(refused_arrivals_come_back_by_linear_equations),
        cmocka_unit_test(a_cut_sends_those_away_who_wait),
        cmocka_unit_test(work_by_hand_goes_on_beside_what_is_frozen),
        cmocka_unit_test(unsolved_cases_come_back),
        cmocka_unit_test(a_single_clerk_starts_at_its_published_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
