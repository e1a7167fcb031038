#include "models/recorder.h"

#include "tests/test.h"

#include <stdlib.h>

/* Ten hours, an interval each. */
static SampleGrid ten_hours(void)
{
    return sample_grid(1, 10);
}

static uint32_t arrival(ServiceRecorder *recorder, double t_h)
{
    return service_recorder_arrival(recorder, t_h, service_recorder_arrival_place(recorder, t_h));
}

static void served(ServiceRecorder *recorder, uint32_t interval, double wait_h, double delay_h,
                   double end_h)
{
    const Served told = {
        .interval = interval, .wait_h = wait_h, .delay_h = delay_h, .end_h = end_h};
    service_recorder_served(recorder, told);
}

static void what_arrives_in_the_warm_up_is_not_counted(void **state)
{
    (void)state;
    const SampleGrid grid = ten_hours();
    ServiceRecorder recorder;
    service_recorder_init(&recorder, &grid);
    const uint32_t interval = arrival(&recorder, -0.001);

    served(&recorder, interval, 1, 2, 2);
    service_recorder_lost(&recorder, interval);
    service_recorder_unfinished(&recorder, interval, 10);

    EXPECT_EQUAL(interval, UNOBSERVED);
    EXPECT_EQUAL(recorder.requests + recorder.served + recorder.lost + recorder.unfinished, 0);
    EXPECT_EQUAL(recorder.served_at[2], 0);
    EXPECT_EQUAL(recorder.wait_h.count + recorder.delay_marks.count, 0);
    service_recorder_deinit(&recorder);
}

/* t = 0 and whole hours begin an interval; the horizon itself belongs to the last one. */
static void an_arrival_belongs_to_the_interval_that_it_begins(void **state)
{
    (void)state;
    const SampleGrid grid = ten_hours();
    ChannelRecorder recorder;
    channel_recorder_init(&recorder, &grid);
    EXPECT_EQUAL(channel_recorder_attempt(&recorder, -1), UNOBSERVED);
    EXPECT_EQUAL(channel_recorder_attempt(&recorder, 0), 0);
    EXPECT_EQUAL(channel_recorder_attempt(&recorder, 2.999), 2);
    EXPECT_EQUAL(channel_recorder_attempt(&recorder, 3), 3);
    EXPECT_EQUAL(channel_recorder_attempt(&recorder, 10), 9);
    channel_recorder_deinit(&recorder);
}

/* Arrived at 1.5, started at 3, served at 5.25: wait 1.5, delay 3.75, both of interval 1; it is
 * served in interval 5. */
static void waits_go_by_arrival_and_completions_by_their_own_time(void **state)
{
    (void)state;
    const SampleGrid grid = ten_hours();
    ServiceRecorder recorder;
    service_recorder_init(&recorder, &grid);
    served(&recorder, arrival(&recorder, 1.5), 1.5, 3.75, 5.25);
    served(&recorder, arrival(&recorder, 1.75), 0, 0.25, 2);

    EXPECT_EQUAL(recorder.waited, 1);
    EXPECT_EQUAL(recorder.arrivals[1], 2);
    EXPECT_EQUAL(recorder.served_of[1], 2);
    EXPECT_NEAR(recorder.wait_of_h[1], 1.5, 0);
    EXPECT_NEAR(recorder.delay_of_h[1], 4, 0);
    EXPECT_EQUAL(recorder.served_at[5], 1);
    EXPECT_EQUAL(recorder.served_at[2], 1);
    EXPECT_EQUAL(recorder.delay_marks.items[0], quantile_mark(1, 3.75));
    service_recorder_deinit(&recorder);
}

/* Waiting from -2 to 2 counts from 0 on: 2 h; from 4 to the horizon at 10: 6 h. */
static void waiting_is_integrated_from_zero_to_the_horizon(void **state)
{
    (void)state;
    const SampleGrid grid = ten_hours();
    ServiceRecorder recorder;
    service_recorder_init(&recorder, &grid);
    service_recorder_waited(&recorder, 0, -2, 2);
    service_recorder_waits_on(&recorder, 4, 4);
    EXPECT_NEAR(recorder.waiting_area, 2 + 6, 0);
    EXPECT_NEAR(service_recorder_observed_h(&recorder, -3, -1), 0, 0);
    EXPECT_NEAR(service_recorder_observed_h(&recorder, 9, 12), 1, 0);
    service_recorder_deinit(&recorder);
}

/* One joins before the run and begins at 2.5, one joins at 1.25 and begins at 4, one waits from 9.5
 * on for ever: at the instants 0, 1, ..., 10 there wait 1 1 2 1 0 ... 0 1. A level is that after
 * what happens at the instant itself. */
static void levels_are_counted_at_the_instants_of_the_grid(void **state)
{
    (void)state;
    static const uint32_t want[] = {1, 1, 2, 1, 0, 0, 0, 0, 0, 0, 1};
    const SampleGrid grid = ten_hours();
    ServiceRecorder recorder;
    service_recorder_init(&recorder, &grid);
    service_recorder_waited(&recorder, 0, -2, 2.5);
    service_recorder_waited(&recorder, 2, 1.25, 4);
    service_recorder_waits_on(&recorder, 10, 9.5);
    service_recorder_end(&recorder);
    for (size_t k = 0; k <= 10; k++) {
        EXPECT_EQUAL(recorder.waiting_at[k], want[k]);
    }
    service_recorder_deinit(&recorder);
}

/* Joined at 0.5 and at 3, served at 3.5 and at 7, which is after the instant 3 and at the
 * instant 7.
 */
static void who_was_served_is_no_longer_in_the_system(void **state)
{
    (void)state;
    static const uint32_t want[] = {0, 1, 1, 2, 1, 1, 1, 0, 0, 0, 0};
    const SampleGrid grid = ten_hours();
    ServiceRecorder recorder;
    service_recorder_init(&recorder, &grid);
    service_recorder_joined(&recorder, service_recorder_arrival_place(&recorder, 0.5));
    service_recorder_joined(&recorder, service_recorder_arrival_place(&recorder, 3));
    served(&recorder, 0, 0, 3, 3.5);
    served(&recorder, 3, 0, 4, 7);
    service_recorder_end(&recorder);
    for (size_t k = 0; k <= 10; k++) {
        EXPECT_EQUAL(recorder.in_system_at[k], want[k]);
    }
    service_recorder_deinit(&recorder);
}

static void the_warm_up_has_no_largest_level(void **state)
{
    (void)state;
    const SampleGrid grid = ten_hours();
    ServiceRecorder recorder;
    service_recorder_init(&recorder, &grid);
    service_recorder_level(&recorder, -1, 9);
    service_recorder_level(&recorder, 1, 2);
    service_recorder_level(&recorder, 3, 1);
    EXPECT_EQUAL(recorder.waiting_largest, 2);
    service_recorder_deinit(&recorder);
}

/* Two are there at the horizon of 10 h, one since 4, one since 9: 7 h of age. */
static void the_unfinished_are_counted_with_their_age(void **state)
{
    (void)state;
    const SampleGrid grid = ten_hours();
    ServiceRecorder recorder;
    service_recorder_init(&recorder, &grid);
    service_recorder_unfinished(&recorder, arrival(&recorder, 4), 6);
    service_recorder_unfinished(&recorder, arrival(&recorder, 9), 1);

    EXPECT_EQUAL(recorder.unfinished, 2);
    EXPECT_NEAR(recorder.unfinished_h, 7, 0);
    service_recorder_restart(&recorder);
    EXPECT_EQUAL(recorder.unfinished, 0);
    service_recorder_deinit(&recorder);
}

/* Four attempts: answered at once, answered after 0.5 h, abandoned, and one of the warm-up. */
static void attempts_are_counted_where_they_arrive(void **state)
{
    (void)state;
    const SampleGrid grid = ten_hours();
    ChannelRecorder recorder;
    channel_recorder_init(&recorder, &grid);
    channel_recorder_answered(&recorder, channel_recorder_attempt(&recorder, 4), 0, true);
    channel_recorder_answered(&recorder, channel_recorder_attempt(&recorder, 4.5), 0.5, false);
    channel_recorder_abandoned(&recorder, channel_recorder_attempt(&recorder, 6));
    channel_recorder_abandoned(&recorder, channel_recorder_attempt(&recorder, -1));

    EXPECT_EQUAL(recorder.attempts, 3);
    EXPECT_EQUAL(recorder.served, 2);
    EXPECT_EQUAL(recorder.abandoned, 1);
    EXPECT_EQUAL(recorder.waited, 2);
    EXPECT_EQUAL(recorder.answered_in_time, 1);
    EXPECT_EQUAL(recorder.attempts_of[4], 2);
    EXPECT_EQUAL(recorder.abandoned_of[6], 1);
    EXPECT_NEAR(recorder.wait_of_h[4], 0.5, 0);
    channel_recorder_deinit(&recorder);
}

/* Two wait from -1 to 3 and from 2 to 5.5, a third from 8 on: areas 3, 3.5 and 2 within ten hours,
 * and the levels at whole hours; at most two at a time, since three are there for no time. */
static void the_queue_of_a_channel_is_recorded_as_it_stands(void **state)
{
    (void)state;
    const uint32_t want[11] = {1, 1, 2, 1, 1, 1, 0, 0, 1, 1, 1};
    const SampleGrid grid = ten_hours();
    ChannelRecorder recorder;
    channel_recorder_init(&recorder, &grid);
    const struct {
        double t_h, joined_h;
        size_t waiting;
    } changes[] = {{-1, NAN, 0}, {2, NAN, 1}, {3, NAN, 2}, {3, -1, 3},
                   {3, 3, 2},    {5.5, 2, 1}, {8, NAN, 0}};
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        channel_recorder_level(&recorder, changes[i].t_h, changes[i].waiting);
        if (isnan(changes[i].joined_h)) {
            channel_recorder_joins(&recorder, changes[i].t_h);
        } else {
            channel_recorder_leaves(&recorder, changes[i].joined_h, changes[i].t_h);
        }
    }
    channel_recorder_waits_on(&recorder, 8, 8);
    channel_recorder_end(&recorder);
    for (size_t k = 0; k <= 10; k++) {
        EXPECT_EQUAL(recorder.waiting_at[k], want[k]);
    }
    EXPECT_NEAR(recorder.queue_area, 8.5, 1e-12);
    EXPECT_NEAR(recorder.queue_largest, 2, 0);
    EXPECT_EQUAL(recorder.waiting_at_end, 1);
    EXPECT_EQUAL(recorder.waited, 1);
    channel_recorder_deinit(&recorder);
}

/* Busy from -1 to 2 and from 0.5 beyond the horizon: 2 + 9.5 h; five agents from -3, two from 4. */
static void the_agents_of_a_desk_are_recorded_as_they_stand(void **state)
{
    (void)state;
    const uint32_t busy[11] = {1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    const SampleGrid grid = ten_hours();
    DeskRecorder recorder;
    desk_recorder_init(&recorder, &grid);
    desk_recorder_busy(&recorder, -1, 2);
    desk_recorder_busy(&recorder, -1, -0.5);
    desk_recorder_busy(&recorder, 0.5, 12);
    desk_recorder_staff(&recorder, -3, 0, 5);
    desk_recorder_staff(&recorder, 4, 5, 2);
    desk_recorder_level(&recorder, 0, 9);
    desk_recorder_level(&recorder, 1, 4);
    desk_recorder_end(&recorder);
    for (size_t k = 0; k <= 10; k++) {
        EXPECT_EQUAL(recorder.busy_at[k], busy[k]);
        EXPECT_EQUAL(recorder.agents_at[k], k < 4 ? 5 : 2);
    }
    EXPECT_NEAR(recorder.busy_area, 11.5, 1e-12);
    EXPECT_NEAR(recorder.queue_largest, 4, 0);
    desk_recorder_deinit(&recorder);
}

static void a_restart_forgets_everything(void **state)
{
    (void)state;
    const SampleGrid grid = ten_hours();
    ServiceRecorder recorder;
    service_recorder_init(&recorder, &grid);
    served(&recorder, arrival(&recorder, 1), 1, 2, 3);
    service_recorder_lost(&recorder, arrival(&recorder, 1));
    recorder.waiting_largest = 5;
    recorder.busy_area = 5;
    recorder.waiting_at[10] = 7;
    recorder.clear_end_h = 3;
    service_recorder_restart(&recorder);

    EXPECT_EQUAL(recorder.requests + recorder.served + recorder.lost + recorder.waited, 0);
    EXPECT_EQUAL(recorder.arrivals[1] + recorder.lost_of[1] + recorder.served_of[1], 0);
    EXPECT_EQUAL(recorder.served_at[3] + recorder.waiting_at[10], 0);
    EXPECT_NEAR(recorder.wait_of_h[1] + recorder.delay_of_h[1], 0, 0);
    EXPECT_EQUAL(recorder.waiting_largest, 0);
    EXPECT_NEAR(recorder.busy_area, 0, 0);
    EXPECT_NEAR(recorder.clear_end_h, NAN, 0);
    EXPECT_NEAR(quantile_value(&recorder.delay_h, 0.5), NAN, 0);
    EXPECT_EQUAL(recorder.delay_marks.count, 0);
    service_recorder_deinit(&recorder);
}

/* More marks than any first capacity, all kept in their order. */
static void marks_are_kept_however_many(void **state)
{
    (void)state;
    MarkList list = {0};
    for (uint32_t i = 0; i < 5000; i++) {
        mark_list_add(&list, i);
    }
    EXPECT_EQUAL(list.count, 5000);
    for (uint32_t i = 0; i < 5000; i++) {
        EXPECT_EQUAL(list.items[i], i);
    }
    free(list.items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_arrives_in_the_warm_up_is_not_counted),
        cmocka_unit_test(an_arrival_belongs_to_the_interval_that_it_begins),
        cmocka_unit_test(waits_go_by_arrival_and_completions_by_their_own_time),
        cmocka_unit_test(waiting_is_integrated_from_zero_to_the_horizon),
        cmocka_unit_test(levels_are_counted_at_the_instants_of_the_grid),
        cmocka_unit_test(who_was_served_is_no_longer_in_the_system),
        cmocka_unit_test(the_warm_up_has_no_largest_level),
        cmocka_unit_test(the_unfinished_are_counted_with_their_age),
        cmocka_unit_test(attempts_are_counted_where_they_arrive),
        cmocka_unit_test(the_queue_of_a_channel_is_recorded_as_it_stands),
        cmocka_unit_test(the_agents_of_a_desk_are_recorded_as_they_stand),
        cmocka_unit_test(a_restart_forgets_everything),
        cmocka_unit_test(marks_are_kept_however_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
