#include "tests/test.h"
#include "tests/theory/erlang.h"
#include "tests/theory/impatient_queue.h"
#include "tests/theory/tagged_arrival.h"

static const CourseQueue clerks = {.service_per_h = 3, .busy_max = 5, .waiting_max = 120};

/* Steady: Erlang C. 8 an hour, 5 servers of 3/h, after a day. */
static void a_steady_queue_waits_as_erlang_says(void **state)
{
    const CoursePiece piece = {.until_h = 60, .arrivals_per_h = 8, .servers = 5};
    const CourseGrid grid = {.from_h = 0, .bin_h = 20, .panel_h = 2, .bins = 3};
    TaggedSum wait[3], delay[3];
    Course *course = course_new(&clerks, &piece, 1, &grid);
    double exact_h =
        mmc_wait_mean_h(&(QueueModel){.arrivals_per_h = 8, .service_per_h = 3, .servers = 5});
    (void)state;
    tagged_attempts(course, TAGGED_WAIT, wait);
    tagged_attempts(course, TAGGED_DELAY, delay);
    EXPECT_NEAR(wait[1].reach, 160, 1e-6);
    EXPECT_NEAR(wait[1].time_h / wait[1].reach, exact_h, 1e-6);
    EXPECT_NEAR(delay[1].time_h / delay[1].reach, exact_h + 1.0 / 3, 1e-6);
    course_free(course);
}

/* Servers for all, 1/h each, frozen from 2 to 5: who comes at t before it is still there with
 * probability exp(-(2 - t)) and then stays 3 h longer; who comes during it waits for its end. */
static void a_freeze_delays_those_it_meets(void **state)
{
    const CourseQueue queue = {.service_per_h = 1, .busy_max = 40, .waiting_max = 40};
    const CoursePiece pieces[] = {
        {.until_h = 2, .arrivals_per_h = 4, .servers = 40},
        {.until_h = 5, .arrivals_per_h = 4, .is_frozen = true},
        {.until_h = 40, .arrivals_per_h = 4, .servers = 40},
    };
    const CourseGrid grid = {.bin_h = 1, .panel_h = 0.5, .bins = 7};
    TaggedSum wait[7], delay[7];
    Course *course = course_new(&queue, pieces, 3, &grid);
    (void)state;
    tagged_attempts(course, TAGGED_WAIT, wait);
    tagged_attempts(course, TAGGED_DELAY, delay);
    EXPECT_NEAR(wait[1].time_h, 0, 1e-9);
    EXPECT_NEAR(delay[0].time_h / 4, 1 + 3 * (exp(-1) - exp(-2)), 1e-9);
    EXPECT_NEAR(delay[1].time_h / 4, 1 + 3 * (1 - exp(-1)), 1e-9);
    for (size_t bin = 2; bin < 5; bin++) {
        EXPECT_NEAR(wait[bin].time_h / 4, 4.5 - (double)bin, 1e-9);
        EXPECT_NEAR(delay[bin].time_h / 4, 5.5 - (double)bin, 1e-9);
    }
    EXPECT_NEAR(delay[6].time_h / 4, 1, 1e-9);
    course_free(course);
}

/* One clerk of 2/h, frozen from 1 to 3, 2 an hour. Who comes during it finds n before it: the
 * clerk's ends are at rate 2 from 3 on, so the wait is 3 - t + n/2 with E n(t) = E n(1) + 2 (t -
 * 1).
 */
static void who_comes_in_an_outage_waits_for_its_end_and_those_ahead(void **state)
{
    const CourseQueue queue = {.service_per_h = 2, .busy_max = 1, .waiting_max = 90};
    const CoursePiece pieces[] = {
        {.until_h = 1, .arrivals_per_h = 2, .servers = 1},
        {.until_h = 3, .arrivals_per_h = 2, .is_frozen = true},
        {.until_h = 100, .arrivals_per_h = 2, .servers = 1},
    };
    const CourseGrid grid = {.bin_h = 0.5, .panel_h = 0.25, .bins = 6};
    TaggedSum wait[6];
    Course *course = course_new(&queue, pieces, 3, &grid);
    double before = course->levels[2].busy + course->levels[2].waiting;
    (void)state;
    tagged_attempts(course, TAGGED_WAIT, wait);
    for (size_t bin = 2; bin < 6; bin++) {
        double middle_h = 0.5 * (double)bin + 0.25;
        EXPECT_NEAR(wait[bin].time_h, 3 - middle_h + before / 2 + middle_h - 1, 1e-7);
    }
    course_free(course);
}

/* What waits costs an hour each hour: where all are done, the area under those who wait is the sum
 * of the waits, and that under the number in the system the sum of the delays [Little 1961]. Two
 * outages, opening hours, work by hand and more servers for a while: the backward equations against
 * the forward ones. */
static void waits_and_delays_sum_up_to_the_areas(void **state)
{
    const CourseQueue queue = {
        .service_per_h = 3, .other_per_h = 1, .busy_max = 4, .other_max = 1, .waiting_max = 110};
    const CoursePiece pieces[] = {
        {.until_h = 2, .arrivals_per_h = 5, .servers = 2},
        {.until_h = 2.7, .arrivals_per_h = 5, .is_frozen = true},
        {.until_h = 4, .arrivals_per_h = 5, .is_frozen = true, .other_servers = 1},
        {.until_h = 5.5, .arrivals_per_h = 7, .servers = 2},
        {.until_h = 7, .arrivals_per_h = 3, .servers = 0},
        {.until_h = 9, .arrivals_per_h = 6, .servers = 4},
        {.until_h = 12, .arrivals_per_h = 2, .servers = 2},
        {.until_h = 13, .arrivals_per_h = 0, .is_frozen = true},
        {.until_h = 50, .arrivals_per_h = 0, .servers = 2},
    };
    const CourseGrid grid = {.bin_h = 1, .panel_h = 0.25, .bins = 50};
    TaggedSum wait[50], delay[50];
    double waits_h = 0, delays_h = 0, waiting = 0, in_system = 0;
    Course *course = course_new(&queue, pieces, 9, &grid);
    (void)state;
    tagged_attempts(course, TAGGED_WAIT, wait);
    tagged_attempts(course, TAGGED_DELAY, delay);
    for (size_t bin = 0; bin < 50; bin++) {
        const CourseLevels *area = &course->areas[bin];
        waits_h += wait[bin].time_h;
        delays_h += delay[bin].time_h;
        waiting += area->waiting;
        in_system += area->waiting + area->busy + area->other;
        EXPECT_NEAR(wait[bin].reach, course->counts[bin].first, 1e-6);
    }
    EXPECT_NEAR(waits_h, waiting, 1e-5);
    EXPECT_NEAR(delays_h, in_system, 1e-5);
    course_free(course);
}

/* Steady: Erlang A. 20 an hour, 3 agents of 6/h, patience 6 min. */
static void the_impatient_give_up_as_erlang_a_says(void **state)
{
    const CourseQueue queue = {
        .service_per_h = 6, .abandon_per_h = 10, .busy_max = 3, .waiting_max = 40};
    const CoursePiece piece = {.until_h = 9, .arrivals_per_h = 20, .servers = 3};
    const CourseGrid grid = {.bin_h = 3, .panel_h = 0.5, .bins = 3};
    TaggedSum answer[3], giving_up[3];
    Course *course = course_new(&queue, &piece, 1, &grid);
    (void)state;
    tagged_attempts(course, TAGGED_ANSWER, answer);
    tagged_attempts(course, TAGGED_GIVING_UP, giving_up);
    const ImpatientQueue exact = impatient_queue(&(ImpatientModel){
        .arrivals_per_h = 20, .service_per_h = 6, .abandon_per_h = 10, .servers = 3});
    EXPECT_NEAR(giving_up[1].reach / 60, exact.abandon_share, 1e-7);
    EXPECT_NEAR(answer[1].reach / 60, 1 - exact.abandon_share, 1e-7);
    EXPECT_NEAR((answer[1].time_h + giving_up[1].time_h) / 60, exact.wait_all_mean_h, 1e-7);
    EXPECT_NEAR(answer[1].time_h / answer[1].reach, exact.wait_served_mean_h, 1e-7);
    course_free(course);
}

/* Down from 0 to 2 and again from 3 to 4; of those refused 0.2 are lost and 0.5 go
 * away for half an hour on average. For a tagged one who comes at t < 2: away, it is lost at
 * 0.4/h and joins at 0.6/h while down, joins at 2/h while up. Done eventually, of those who come at
 * t in the first hour: 0.3 + 0.5 r(t) with r' = r - 0.6, r(2) = r_up, and back through the pieces:
 * r(4) = 1, r(3) = 0.6 + 0.4 e^-1, r(2) = 1 - e^-2 + e^-2 r(3). */
static void who_retries_is_lost_or_joins(void **state)
{
    const CourseQueue queue = {
        .service_per_h = 4, .return_per_h = 2, .busy_max = 3, .waiting_max = 40, .away_max = 30};
    const CoursePiece pieces[] = {
        {.until_h = 2, .arrivals_per_h = 6, .is_frozen = true, .lost_prob = 0.2, .retry_prob = 0.5},
        {.until_h = 3, .arrivals_per_h = 6, .servers = 3},
        {.until_h = 4, .arrivals_per_h = 6, .is_frozen = true, .lost_prob = 0.2, .retry_prob = 0.5},
        {.until_h = 20, .arrivals_per_h = 0, .servers = 3},
    };
    const CourseGrid grid = {.bin_h = 1, .panel_h = 0.5, .bins = 20};
    TaggedSum wait[20];
    double waits_h = 0, outside_h = 0, reach = 0, lost = 0;
    Course *course = course_new(&queue, pieces, 4, &grid);
    double at_3 = 0.6 + 0.4 * exp(-1), at_2 = 1 - exp(-2) + exp(-2) * at_3;
    double mean = 0.6 + (at_2 - 0.6) * exp(-1) * (1 - exp(-1)); /* of r over the first hour */
    (void)state;
    tagged_first_arrivals(course, TAGGED_WAIT, wait);
    EXPECT_NEAR(wait[0].reach / 6, 0.3 + 0.5 * mean, 1e-8);
    for (size_t bin = 0; bin < 20; bin++) {
        waits_h += wait[bin].time_h;
        reach += wait[bin].reach;
        lost += course->counts[bin].lost;
        outside_h += course->areas[bin].waiting + course->areas[bin].away;
    }
    EXPECT_NEAR(reach + lost, 24, 1e-7);
    EXPECT(waits_h < outside_h); /* the hours away of those who are lost in the end are no wait */
    EXPECT(waits_h > 0.8 * outside_h);
    course_free(course);
}

/* The same without loss: all hours away and in the queue are waits. */
static void hours_away_are_waits_where_nobody_is_lost(void **state)
{
    const CourseQueue queue = {
        .service_per_h = 4, .return_per_h = 2, .busy_max = 2, .waiting_max = 60, .away_max = 30};
    const CoursePiece pieces[] = {
        {.until_h = 1.2, .arrivals_per_h = 6, .servers = 2},
        {.until_h = 3, .arrivals_per_h = 6, .is_frozen = true, .retry_prob = 0.7},
        {.until_h = 5, .arrivals_per_h = 4, .servers = 2},
        {.until_h = 30, .arrivals_per_h = 0, .servers = 2},
    };
    const CourseGrid grid = {.bin_h = 1, .panel_h = 0.25, .bins = 30};
    TaggedSum wait[30];
    double waits_h = 0, outside_h = 0;
    Course *course = course_new(&queue, pieces, 4, &grid);
    (void)state;
    tagged_first_arrivals(course, TAGGED_WAIT, wait);
    for (size_t bin = 0; bin < 30; bin++) {
        EXPECT_NEAR(wait[bin].reach, course->counts[bin].first, 1e-7);
        waits_h += wait[bin].time_h;
        outside_h += course->areas[bin].waiting + course->areas[bin].away;
    }
    EXPECT_NEAR(waits_h, outside_h, 1e-6);
    course_free(course);
}

/* [Garnett 2002, table 1], model with abandonment: 48 calls a minute of 1 min each, 50 agents, mean
 * patience 2 min: 3.1 % hang up. Steady after half an hour. */
static void a_call_centre_of_fifty_has_its_published_share_that_hangs_up(void **state)
{
    const CourseQueue queue = {
        .service_per_h = 60, .abandon_per_h = 30, .busy_max = 50, .waiting_max = 100};
    const CoursePiece piece = {.until_h = 1.5, .arrivals_per_h = 2880, .servers = 50};
    const CourseGrid grid = {.bin_h = 0.5, .panel_h = 0.25, .bins = 2};
    TaggedSum lost[2], answer[2];
    Course *course = course_new(&queue, &piece, 1, &grid);
    (void)state;
    tagged_attempts(course, TAGGED_GIVING_UP, lost);
    tagged_attempts(course, TAGGED_ANSWER, answer);
    EXPECT_NEAR(lost[1].reach / (lost[1].reach + answer[1].reach), 0.031, 5e-4);
    /* 3.7 s on average, of all */
    EXPECT_NEAR((lost[1].time_h + answer[1].time_h) / 1440 * 3600, 3.7, 0.05);
    course_free(course);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_steady_queue_waits_as_erlang_says),
        cmocka_unit_test(a_freeze_delays_those_it_meets),
        cmocka_unit_test(who_comes_in_an_outage_waits_for_its_end_and_those_ahead),
        cmocka_unit_test(waits_and_delays_sum_up_to_the_areas),
        cmocka_unit_test(the_impatient_give_up_as_erlang_a_says),
        cmocka_unit_test(who_retries_is_lost_or_joins),
        cmocka_unit_test(hours_away_are_waits_where_nobody_is_lost),
        cmocka_unit_test(a_call_centre_of_fifty_has_its_published_share_that_hangs_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
