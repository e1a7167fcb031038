#include "sim/station.h"
#include "tests/test.h"

enum { JOBS = 40 };

typedef struct Shop {
    Simulation simulation;
    Station station;
    Job jobs[JOBS];
    double done_h[JOBS]; /* NAN: not yet */
} Shop;

static Shop shop;

static void job_ends(Simulation *simulation, Event *event)
{
    Job *job = EVENT_OWNER(event, Job, ends);
    station_finish(&shop.station, job);
    shop.done_h[job - shop.jobs] = simulation->now_h;
}

static void open_shop(size_t servers)
{
    simulation_init(&shop.simulation, 0);
    station_init(&shop.station);
    station_restart(&shop.station, servers);
    for (size_t i = 0; i < JOBS; i++) {
        event_init(&shop.jobs[i].ends, job_ends, EVENT_COMPLETES);
        shop.done_h[i] = NAN;
    }
}

static int close_shop(void **state)
{
    (void)state;
    station_deinit(&shop.station);
    simulation_deinit(&shop.simulation);
    return 0;
}

static void begin(size_t job, double work_h)
{
    station_begin(&shop.station, &shop.simulation, &shop.jobs[job], work_h);
}

static void servers_work_one_job_each(void **state)
{
    (void)state;
    open_shop(2);
    EXPECT_EQUAL(station_free(&shop.station), 2);
    begin(0, 3);
    begin(1, 1);
    EXPECT(!station_can_begin(&shop.station));
    simulation_run_through(&shop.simulation, 1);
    EXPECT_NEAR(shop.done_h[1], 1, 0);
    EXPECT_EQUAL(station_free(&shop.station), 1);
    simulation_run_through(&shop.simulation, 10);
    EXPECT_NEAR(shop.done_h[0], 3, 0);
    EXPECT_EQUAL(shop.station.busy, 0);
}

/* Job 0 needs 3 h, job 1 needs 5 h; down from 2 to 10: 1 h and 3 h are left. */
static void a_station_that_is_down_freezes_its_jobs_and_resumes_what_is_left(void **state)
{
    (void)state;
    open_shop(2);
    begin(0, 3);
    begin(1, 5);
    simulation_run_before(&shop.simulation, 2);
    station_go_down(&shop.station, &shop.simulation);
    simulation_run_before(&shop.simulation, 10);
    EXPECT_EQUAL(shop.station.busy, 2); /* frozen work keeps its server */
    EXPECT_NEAR(shop.done_h[0], NAN, 0);
    station_come_up(&shop.station, &shop.simulation);
    simulation_run_through(&shop.simulation, 20);
    EXPECT_NEAR(shop.done_h[0], 11, 0);
    EXPECT_NEAR(shop.done_h[1], 13, 0);
}

static void two_outages_freeze_a_job_twice(void **state)
{
    (void)state;
    open_shop(1);
    begin(0, 3);
    simulation_run_before(&shop.simulation, 1);
    station_go_down(&shop.station, &shop.simulation);
    simulation_run_before(&shop.simulation, 4);
    station_come_up(&shop.station, &shop.simulation);
    simulation_run_before(&shop.simulation, 5);
    station_go_down(&shop.station, &shop.simulation);
    simulation_run_before(&shop.simulation, 9);
    station_come_up(&shop.station, &shop.simulation);
    simulation_run_through(&shop.simulation, 20);
    EXPECT_NEAR(shop.done_h[0], 10, 0); /* one hour each in [0, 1], [4, 5], [9, 10] */
}

static void nothing_begins_while_it_is_down(void **state)
{
    (void)state;
    open_shop(2);
    station_go_down(&shop.station, &shop.simulation);
    EXPECT(!station_can_begin(&shop.station));
    EXPECT_EQUAL(station_free(&shop.station), 0);
    station_come_up(&shop.station, &shop.simulation);
    EXPECT_EQUAL(station_free(&shop.station), 2);
}

static void a_closed_station_finishes_what_it_holds(void **state)
{
    (void)state;
    open_shop(2);
    begin(0, 3);
    shop.station.is_open = false;
    EXPECT(!station_can_begin(&shop.station));
    simulation_run_through(&shop.simulation, 5);
    EXPECT_NEAR(shop.done_h[0], 3, 0);
    EXPECT(!station_can_begin(&shop.station));
    shop.station.is_open = true;
    EXPECT(station_can_begin(&shop.station));
}

static void with_fewer_servers_than_jobs_it_begins_nothing_until_enough_have_left(void **state)
{
    (void)state;
    open_shop(3);
    begin(0, 1);
    begin(1, 2);
    begin(2, 3);
    shop.station.servers = 2;
    simulation_run_through(&shop.simulation, 1);
    EXPECT(!station_can_begin(&shop.station)); /* two left, two servers */
    simulation_run_through(&shop.simulation, 2);
    EXPECT_EQUAL(station_free(&shop.station), 1);
}

/* Jobs that leave from the middle must not take others with them: each ends at its own time. */
static void many_jobs_leave_in_any_order(void **state)
{
    (void)state;
    open_shop(JOBS);
    for (size_t i = 0; i < JOBS; i++) {
        begin(i, (double)(i * 7 % JOBS)); /* 7 and 40 share no factor: all times differ */
    }
    simulation_run_before(&shop.simulation, 20.5);
    station_go_down(&shop.station, &shop.simulation);
    EXPECT_EQUAL(shop.station.busy, JOBS - 21);
    simulation_run_before(&shop.simulation, 30.5);
    station_come_up(&shop.station, &shop.simulation);
    simulation_run_through(&shop.simulation, 100);
    for (size_t i = 0; i < JOBS; i++) {
        const double work_h = (double)(i * 7 % JOBS);
        EXPECT_NEAR(shop.done_h[i], work_h <= 20 ? work_h : work_h + 10, 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(servers_work_one_job_each, close_shop),
        cmocka_unit_test_teardown(a_station_that_is_down_freezes_its_jobs_and_resumes_what_is_left,
                                  close_shop),
        cmocka_unit_test_teardown(two_outages_freeze_a_job_twice, close_shop),
        cmocka_unit_test_teardown(nothing_begins_while_it_is_down, close_shop),
        cmocka_unit_test_teardown(a_closed_station_finishes_what_it_holds, close_shop),
        cmocka_unit_test_teardown(
            with_fewer_servers_than_jobs_it_begins_nothing_until_enough_have_left, close_shop),
        cmocka_unit_test_teardown(many_jobs_leave_in_any_order, close_shop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
