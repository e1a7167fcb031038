#include "models/figures.h"

#include "models/measures_layout.h"
#include "tests/test.h"

enum { HORIZON_H = 100, SERVICE_VALUES = METRIC_CHANNEL_CONTACTS };

static const ServiceSpec NO_LIMIT = {.mtpd_h = (double)NAN, .rto_h = (double)NAN};
static const Disruption NEVER = {.first_down_h = (double)INFINITY, .last_up_h = (double)NAN};

/* The recorder of a run of 100 h; release it with service_recorder_deinit. */
static ServiceRecorder recorder_new(const SampleGrid *grid)
{
    ServiceRecorder recorder;
    service_recorder_init(&recorder, grid);
    return recorder;
}

/* 10 arrived, 4 served after waits of 0, 1, 2, 3 h and delays 2 h longer, 1 lost, 5 unfinished. */
static ServiceRecorder some_requests(const SampleGrid *grid)
{
    ServiceRecorder recorder = recorder_new(grid);
    for (size_t i = 0; i < 10; i++) {
        const uint32_t interval = service_recorder_arrival(
            &recorder, (double)i, service_recorder_arrival_place(&recorder, (double)i));
        if (i < 4) {
            service_recorder_served(&recorder, (Served){.interval = interval,
                                                        .wait_h = (double)i,
                                                        .delay_h = (double)i + 2,
                                                        .end_h = 50});
        } else if (i == 4) {
            service_recorder_lost(&recorder, interval);
        } else {
            service_recorder_unfinished(&recorder, interval, HORIZON_H - (double)i);
        }
    }
    return recorder;
}

static void values_of(const ServiceRecorder *recorder, const Disruption *disruption,
                      const ServiceSpec *spec, double *values)
{
    const ServiceFigures figures = service_figures_of(recorder, disruption, spec, 1000);
    service_figures_values(&figures, HORIZON_H, values);
}

static void means_and_shares_are_of_those_served(void **state)
{
    (void)state;
    double values[SERVICE_VALUES];
    const SampleGrid grid = sample_grid(1, HORIZON_H);
    ServiceRecorder recorder = some_requests(&grid);
    values_of(&recorder, &NEVER, &NO_LIMIT, values);
    EXPECT_NEAR(values[METRIC_SERVICE_REQUESTS], 10, 0);
    EXPECT_NEAR(values[METRIC_SERVICE_SERVED], 4, 0);
    EXPECT_NEAR(values[METRIC_SERVICE_LOST], 1, 0);
    EXPECT_NEAR(values[METRIC_SERVICE_WAITING_AT_END], 5, 0);
    EXPECT_NEAR(values[METRIC_SERVICE_WAIT_MEAN], 1.5, 1e-12);  /* (0 + 1 + 2 + 3) / 4 */
    EXPECT_NEAR(values[METRIC_SERVICE_WAIT_P50], 1, 0.01);      /* the 2nd of 4 */
    EXPECT_NEAR(values[METRIC_SERVICE_WAIT_P99], 3, 0.03);      /* the 4th */
    EXPECT_NEAR(values[METRIC_SERVICE_DELAY_MEAN], 3.5, 1e-12); /* 2 h more */
    EXPECT_NEAR(values[METRIC_SERVICE_DELAY_P95], 5, 0.05);     /* the 4th */
    EXPECT_NEAR(values[METRIC_SERVICE_WAIT_PROB], 0.75, 1e-12); /* one did not wait */
    service_recorder_deinit(&recorder);
}

/* Waiting 2 for 50 h, then 6 for 50 h; 3 of 4 servers busy all the time, 1 by hand. */
static void areas_become_means_over_the_run(void **state)
{
    (void)state;
    double values[SERVICE_VALUES];
    const SampleGrid grid = sample_grid(1, HORIZON_H);
    ServiceRecorder recorder = recorder_new(&grid);
    recorder.waiting_area = 2 * 50 + 6 * 50;
    recorder.busy_area = 3 * 100;
    recorder.fallback_area = 1 * 100;
    recorder.capacity_area = 4 * 100;
    service_recorder_level(&recorder, 0, 2);
    service_recorder_level(&recorder, 50, 6);
    service_recorder_level(&recorder, 90, 1);
    values_of(&recorder, &NEVER, &NO_LIMIT, values);
    EXPECT_NEAR(values[METRIC_SERVICE_BACKLOG_MEAN], 4, 1e-12);
    EXPECT_NEAR(values[METRIC_SERVICE_BACKLOG_MAX], 6, 0);
    EXPECT_NEAR(values[METRIC_SERVICE_IN_SYSTEM_MEAN], 8, 1e-12);
    EXPECT_NEAR(values[METRIC_SERVICE_UTILISATION], 0.75, 1e-12);
    service_recorder_deinit(&recorder);
}

static void what_has_no_observation_is_undefined(void **state)
{
    (void)state;
    double values[SERVICE_VALUES];
    const SampleGrid grid = sample_grid(1, HORIZON_H);
    ServiceRecorder recorder = recorder_new(&grid);
    values_of(&recorder, &NEVER, &NO_LIMIT, values);
    static const size_t undefined[] = {
        METRIC_SERVICE_WAIT_MEAN, METRIC_SERVICE_WAIT_P50,   METRIC_SERVICE_WAIT_P95,
        METRIC_SERVICE_WAIT_P99,  METRIC_SERVICE_DELAY_MEAN, METRIC_SERVICE_DELAY_P50,
        METRIC_SERVICE_DELAY_P95, METRIC_SERVICE_WAIT_PROB,  METRIC_SERVICE_UTILISATION,
        METRIC_SERVICE_RESTORED,  METRIC_SERVICE_CLEAR,      METRIC_SERVICE_MTPD_BREACHED};
    for (size_t i = 0; i < sizeof undefined / sizeof undefined[0]; i++) {
        EXPECT_NEAR(values[undefined[i]], NAN, 0);
    }
    EXPECT_NEAR(values[METRIC_SERVICE_AVAILABILITY], 1, 0);
    EXPECT_NEAR(values[METRIC_SERVICE_DOWNTIME], 0, 0);
    EXPECT_NEAR(values[METRIC_SERVICE_INSURED_HOURS_LOST], 0, 0);
    service_recorder_deinit(&recorder);
}

/* Down 10 to 14 and 20 to 26, cleared at 31: 10 of 100 h, 21 h from the first moment. */
static void a_disruption_is_told_from_its_first_moment(void **state)
{
    (void)state;
    double values[SERVICE_VALUES];
    const SampleGrid grid = sample_grid(1, HORIZON_H);
    const Disruption twice = {
        .downtime_h = 10, .longest_h = 6, .first_down_h = 10, .last_up_h = 26};
    ServiceRecorder recorder = recorder_new(&grid);
    recorder.clear_end_h = 31;
    values_of(&recorder, &twice, &NO_LIMIT, values);
    EXPECT_NEAR(values[METRIC_SERVICE_AVAILABILITY], 0.9, 1e-12);
    EXPECT_NEAR(values[METRIC_SERVICE_DOWNTIME], 10, 1e-12);
    EXPECT_NEAR(values[METRIC_SERVICE_RESTORED], 26, 0);
    EXPECT_NEAR(values[METRIC_SERVICE_CLEAR], 21, 0);
    EXPECT_NEAR(values[METRIC_SERVICE_INSURED_HOURS_LOST], 10000, 1e-9);
    service_recorder_deinit(&recorder);
}

static void what_is_down_at_the_horizon_is_censored(void **state)
{
    (void)state;
    double values[SERVICE_VALUES];
    const SampleGrid grid = sample_grid(1, HORIZON_H);
    const Disruption open = {
        .downtime_h = 40, .longest_h = 40, .first_down_h = 60, .last_up_h = (double)INFINITY};
    ServiceRecorder recorder = recorder_new(&grid);
    recorder.clear_end_h = INFINITY;
    values_of(&recorder, &open, &NO_LIMIT, values);
    EXPECT_NEAR(values[METRIC_SERVICE_RESTORED], INFINITY, 0);
    EXPECT_NEAR(values[METRIC_SERVICE_CLEAR], INFINITY, 0);
    service_recorder_deinit(&recorder);
}

/* Ten hours down in two times of 4 and 6: the longest counts, and only what is over the limit. */
static void the_longest_disruption_breaches_the_limit(void **state)
{
    (void)state;
    static const double limits_h[] = {5.9, 6, 9};
    static const double breached[] = {1, 0, 0};
    const SampleGrid grid = sample_grid(1, HORIZON_H);
    const Disruption twice = {
        .downtime_h = 10, .longest_h = 6, .first_down_h = 10, .last_up_h = 26};
    ServiceRecorder recorder = recorder_new(&grid);
    for (size_t i = 0; i < 3; i++) {
        double values[SERVICE_VALUES];
        const ServiceSpec spec = {.mtpd_h = limits_h[i], .rto_h = limits_h[2 - i]};
        values_of(&recorder, &twice, &spec, values);
        EXPECT_NEAR(values[METRIC_SERVICE_MTPD_BREACHED], breached[i], 0);
        EXPECT_NEAR(values[METRIC_SERVICE_RTO_MISSED], breached[2 - i], 0);
    }
    service_recorder_deinit(&recorder);
}

/* 1000 insured down 10 h (10 to 20, cleared at 25) and 3000 never down: together 2.5 h a head. */
static void insurers_are_weighted_by_their_insured(void **state)
{
    (void)state;
    double values[SERVICE_VALUES];
    const SampleGrid grid = sample_grid(1, HORIZON_H);
    const ServiceSpec spec = {.mtpd_h = 5};
    const Disruption once = {
        .downtime_h = 10, .longest_h = 10, .first_down_h = 10, .last_up_h = 20};
    ServiceRecorder calm = some_requests(&grid);
    ServiceRecorder hit = some_requests(&grid);
    hit.clear_end_h = 25;
    const ServiceFigures first = service_figures_of(&calm, &NEVER, &spec, 3000);
    const ServiceFigures second = service_figures_of(&hit, &once, &spec, 1000);
    ServiceFigures all = service_figures_empty();
    service_figures_add(&all, &first);
    service_figures_add(&all, &second);
    service_figures_values(&all, HORIZON_H, values);
    EXPECT_NEAR(values[METRIC_SERVICE_REQUESTS], 20, 0);
    EXPECT_NEAR(values[METRIC_SERVICE_WAIT_MEAN], 1.5, 1e-12);
    EXPECT_NEAR(values[METRIC_SERVICE_DOWNTIME], 2.5, 1e-12);
    EXPECT_NEAR(values[METRIC_SERVICE_AVAILABILITY], 0.975, 1e-12);
    EXPECT_NEAR(values[METRIC_SERVICE_RESTORED], 20, 0);
    EXPECT_NEAR(values[METRIC_SERVICE_CLEAR], 15, 0);
    EXPECT_NEAR(values[METRIC_SERVICE_INSURED_HOURS_LOST], 10000, 1e-9);
    EXPECT_NEAR(values[METRIC_SERVICE_MTPD_BREACHED], 0.5, 0);
    service_recorder_deinit(&calm);
    service_recorder_deinit(&hit);
}

/* One cleared at 25, one not within the run: together they are not cleared within it. First down at
 * 10 and 5. Whichever is added first. */
static void together_the_latest_counts_and_a_censored_one_is_the_latest(void **state)
{
    (void)state;
    const ServiceFigures cleared = {
        .first_down_h = 10, .last_up_h = 20, .clear_end_h = 25, .insured = 1, .insurers = 1};
    const ServiceFigures open = {.first_down_h = 5,
                                 .last_up_h = (double)INFINITY,
                                 .clear_end_h = (double)INFINITY,
                                 .insured = 1,
                                 .insurers = 1};
    const ServiceFigures *const orders[2][2] = {{&cleared, &open}, {&open, &cleared}};
    for (size_t i = 0; i < 2; i++) {
        double values[SERVICE_VALUES];
        ServiceFigures all = service_figures_empty();
        service_figures_add(&all, orders[i][0]);
        EXPECT_NEAR(all.clear_end_h, orders[i][0]->clear_end_h, 0);
        service_figures_add(&all, orders[i][1]);
        EXPECT_NEAR(all.first_down_h, 5, 0);
        service_figures_values(&all, HORIZON_H, values);
        EXPECT_NEAR(values[METRIC_SERVICE_RESTORED], INFINITY, 0);
        EXPECT_NEAR(values[METRIC_SERVICE_CLEAR], INFINITY, 0);
    }
}

/* 8 attempts: 2 turned away, 1 abandoned, 4 served (2 of them in time, 2 after 0.1 h and 0.3 h), 1
 * still waits. Of the 6 not turned away 4 waited. */
static void shares_of_a_channel_are_of_attempts(void **state)
{
    (void)state;
    double values[METRICS];
    const SampleGrid grid = sample_grid(1, HORIZON_H);
    ChannelRecorder recorder;
    channel_recorder_init(&recorder, &grid);
    static const double waits_h[] = {0, 0, 0.1, 0.3};
    for (size_t i = 0; i < 8; i++) {
        const uint32_t interval = channel_recorder_attempt(&recorder, (double)i);
        if (i < 4) {
            channel_recorder_answered(&recorder, interval, waits_h[i], i < 2);
        }
    }
    channel_recorder_abandoned(&recorder, 4);
    recorder.turned_away = 2;
    recorder.waiting_at_end = 1;
    recorder.waited++;
    const ChannelFigures figures = channel_figures_of(&recorder);
    channel_figures_values(&figures, HORIZON_H, values + METRIC_CHANNEL_CONTACTS);
    EXPECT_NEAR(values[METRIC_CHANNEL_ATTEMPTS], 8, 0);
    EXPECT_NEAR(values[METRIC_CHANNEL_ABANDON_SHARE], 0.125, 1e-12);
    EXPECT_NEAR(values[METRIC_CHANNEL_WAIT_MEAN], 6, 1e-9); /* 0.4 h of 4, in minutes */
    EXPECT_NEAR(values[METRIC_CHANNEL_WAIT_P95], 18, 0.18);
    EXPECT_NEAR(values[METRIC_CHANNEL_WAIT_PROB], 4.0 / 6, 1e-12);
    EXPECT_NEAR(values[METRIC_CHANNEL_SERVICE_LEVEL], 0.25, 1e-12);
    channel_recorder_deinit(&recorder);
}

/* Every figure of the second is ten times the first's: sums are eleven times, the largest ten. */
static void channels_of_insurers_add_up(void **state)
{
    (void)state;
    double values[METRICS];
    const ChannelFigures first = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0, 0};
    const ChannelFigures second = {10,  20,  30,  40,  50,  60,  70,  80, 90,
                                   100, 110, 120, 130, 140, 150, 160, 0,  0};
    ChannelFigures all = {0};
    channel_figures_add(&all, &first);
    channel_figures_add(&all, &second);
    channel_figures_values(&all, HORIZON_H, values + METRIC_CHANNEL_CONTACTS);
    for (size_t i = METRIC_CHANNEL_CONTACTS; i <= METRIC_CHANNEL_WAITING_AT_END; i++) {
        EXPECT_NEAR(values[i], 11.0 * (double)(i - METRIC_CHANNEL_CONTACTS + 1), 0);
    }
    EXPECT_NEAR(all.waited, 132, 0);
    EXPECT_NEAR(all.answered_in_time, 143, 0);
    EXPECT_NEAR(all.wait_h, 154, 0);
    EXPECT_NEAR(values[METRIC_CHANNEL_QUEUE_MEAN], 1.65, 1e-12);
    EXPECT_NEAR(values[METRIC_CHANNEL_QUEUE_MAX], 160, 0);
}

static void a_desk_without_staff_has_no_occupancy(void **state)
{
    (void)state;
    double values[METRICS];
    const DeskRecorder idle = {.clear_h = (double)NAN};
    const DeskRecorder busy = {
        .busy_area = 30, .staffed_area = 40, .queue_area = 250, .queue_largest = 7, .clear_h = 12};
    desk_recorder_values(&idle, HORIZON_H, values + METRIC_DESK_OCCUPANCY);
    EXPECT_NEAR(values[METRIC_DESK_OCCUPANCY], NAN, 0);
    EXPECT_NEAR(values[METRIC_DESK_CLEAR], NAN, 0);
    desk_recorder_values(&busy, HORIZON_H, values + METRIC_DESK_OCCUPANCY);
    EXPECT_NEAR(values[METRIC_DESK_OCCUPANCY], 0.75, 1e-12);
    EXPECT_NEAR(values[METRIC_DESK_QUEUE_MEAN], 2.5, 1e-12);
    EXPECT_NEAR(values[METRIC_DESK_QUEUE_MAX], 7, 0);
    EXPECT_NEAR(values[METRIC_DESK_CLEAR], 12, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_and_shares_are_of_those_served),
        cmocka_unit_test(areas_become_means_over_the_run),
        cmocka_unit_test(what_has_no_observation_is_undefined),
        cmocka_unit_test(a_disruption_is_told_from_its_first_moment),
        cmocka_unit_test(what_is_down_at_the_horizon_is_censored),
        cmocka_unit_test(the_longest_disruption_breaches_the_limit),
        cmocka_unit_test(insurers_are_weighted_by_their_insured),
        cmocka_unit_test(together_the_latest_counts_and_a_censored_one_is_the_latest),
        cmocka_unit_test(shares_of_a_channel_are_of_attempts),
        cmocka_unit_test(channels_of_insurers_add_up),
        cmocka_unit_test(a_desk_without_staff_has_no_occupancy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
