/* Restoration by crews, worked by hand. Times are hours; everything is certain. */
#include "tests/models/infrastructure_fixture.h"

#include "sim/civil_time.h"

/* Notice at 1, isolation at 2 (reaction 1), work ready at 4 (contain 2); base work 4 h. Two crews,
 * list scheduling by priority [Graham 1969]:
 *
 *     crew 1   4-8 base   8-11 network   11-16 database   16-22 core   22-25 portal
 *     crew 2              8-15 phones                     15-17 mail
 */
enum { NETWORK, PHONES, DATABASE, MAIL, CORE, PORTAL };

static void six_systems_two_crews(Fixture *fixture)
{
    static const struct {
        const char *id;
        double restore_h, priority;
    } rows[] = {{"network", 3, 1}, {"phones", 7, 5}, {"database", 5, 2},
                {"mail", 2, 3},    {"core", 6, 4},   {"portal", 3, 6}};
    const size_t zone = fixture_zone(fixture, "core-zone", NORD);
    fixture->zones[zone].crew = fixture_crew(fixture, "ops", 2);
    fixture->zones[zone].rebuild_h = fixture_hours(4);
    for (size_t i = 0; i < 6; i++) {
        const size_t system = fixture_system(fixture, rows[i].id, rows[i].restore_h);
        fixture->systems[system].priority = rows[i].priority;
    }
    fixture_add(&fixture->needs_of_system[DATABASE], NETWORK);
    fixture_add(&fixture->needs_of_system[MAIL], NETWORK);
    fixture_add(&fixture->needs_of_system[CORE], DATABASE);
    fixture_add(&fixture->needs_of_system[PORTAL], CORE);
    fixture_add(&fixture->needs_of_system[PORTAL], MAIL);
    fixture_insurer(fixture, "muster", 50000, NORD);
    fixture_service(fixture, "calls", PHONES);
    fixture_service(fixture, "letters", MAIL);
    fixture_service(fixture, "online", PORTAL);
    fixture_attack(fixture, zone, 1);
    fixture_strategy(fixture, ISOLATE_ALL, 1, 2);
}

static void two_crews_take_what_is_ready_by_priority(void **state)
{
    static const double ready_h[] = {8, 8, 11, 11, 16, 22};
    static const double start_h[] = {8, 8, 11, 15, 16, 22};
    static const double done_h[] = {11, 15, 16, 17, 22, 25};
    six_systems_two_crews(*state);

    const Infrastructure *result = fixture_run(*state, 0);

    for (size_t i = 0; i < 6; i++) {
        EXPECT_NEAR(result->instances[i].ready_h, ready_h[i], 1e-9);
        EXPECT_NEAR(result->instances[i].start_h, start_h[i], 1e-9);
        EXPECT_NEAR(result->instances[i].done_h, done_h[i], 1e-9);
        EXPECT_NEAR(result->instances[i].last_up_h, done_h[i], 1e-9);
        EXPECT_NEAR(result->instances[i].downtime_h, done_h[i] - 2, 1e-9);
    }
    EXPECT_NEAR(result->crew_hours, 4 + 3 + 7 + 5 + 2 + 6 + 3, 1e-9);
}

static void services_come_back_with_what_they_need(void **state)
{
    six_systems_two_crews(*state);

    const Infrastructure *result = fixture_run(*state, 0);

    EXPECT_TEXT(fixture_changes(*state, &result->insurers[0]),
                "down service 0 at 2, down service 1 at 2, down service 2 at 2, "
                "up service 0 at 15, up service 1 at 17, up service 2 at 25");
    EXPECT_NEAR(result->zones[0].compromised_h, 0, 0);
    EXPECT_NEAR(result->zones[0].isolated_h, 2, 1e-9);
    EXPECT_NEAR(result->zones[0].base_ready_h, 4, 1e-9);
    EXPECT_NEAR(result->zones[0].base_start_h, 4, 1e-9);
    EXPECT_NEAR(result->zones[0].restored_h, 8, 1e-9);
    EXPECT_NEAR(result->zones[0].downtime_h, 6, 1e-9);
    EXPECT_NEAR(result->zones[0].last_up_h, 8, 1e-9);
    EXPECT_NEAR(result->detected_h, 1, 1e-9);
    EXPECT_NEAR(result->disturbed_h, 2, 1e-9);
}

/* At the horizon 20: core is under way since 16, portal has not begun. 4 + 3 + 7 + 5 + 2 and 4 h of
 * core. */
static void what_lies_beyond_the_horizon_does_not_happen(void **state)
{
    Fixture *fixture = *state;
    six_systems_two_crews(fixture);
    fixture->scenario.run.horizon_h = 20;

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->instances[CORE].start_h, 16, 1e-9);
    EXPECT_NEAR(result->instances[CORE].done_h, INFINITY, 0);
    EXPECT_NEAR(result->instances[CORE].last_up_h, INFINITY, 0);
    EXPECT_NEAR(result->instances[CORE].downtime_h, 18, 1e-9);
    EXPECT_NEAR(result->instances[PORTAL].ready_h, INFINITY, 0);
    EXPECT_NEAR(result->crew_hours, 25, 1e-9);
    EXPECT_EQUAL(result->insurers[0].count, 5);
}

/* Core is done at 22 and portal at 25: at a horizon of 25 the return still belongs to the run. */
static void what_happens_at_the_horizon_happens(void **state)
{
    Fixture *fixture = *state;
    six_systems_two_crews(fixture);
    fixture->scenario.run.horizon_h = 25;

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->instances[PORTAL].last_up_h, 25, 1e-9);
    EXPECT_EQUAL(result->insurers[0].count, 6);
}

/* Monday 00:00, crews work 8:00 to 16:00 on every day. Isolated at 2, base work of 10 h ready at 2:
 * Monday 8-16, then Tuesday 32-34. Then two jobs of 5 h: 34-39 the one with priority; the other
 * 39-40, and 56-60 on Wednesday. */
static void crews_pause_overnight(Fixture *fixture)
{
    const CalendarRow row = {.days = {.weekdays = 127}, .open_hour = 8, .close_hour = 16};
    const CivilStart start = {.day = 20150, .hour = 0};
    const size_t zone = fixture_zone(fixture, "zone", NORD);
    const size_t crew = fixture_crew(fixture, "ops", 1);
    fixture->crews[crew].calendar = calendar_new(fixture->arena, &row, 1, &start, 0, 100);
    fixture->zones[zone].crew = crew;
    fixture->zones[zone].rebuild_h = fixture_hours(10);
    fixture_system(fixture, "first", 5);
    fixture_system(fixture, "second", 5);
    fixture->systems[0].priority = 1;
    fixture_insurer(fixture, "muster", 1000, NORD);
    fixture_attack(fixture, zone, 1);
    fixture_strategy(fixture, ISOLATE_ALL, 1, 0);
}

static void work_pauses_outside_the_crews_calendar(void **state)
{
    crews_pause_overnight(*state);

    const Infrastructure *result = fixture_run(*state, 0);

    EXPECT_NEAR(result->zones[0].base_ready_h, 2, 1e-9);
    EXPECT_NEAR(result->zones[0].base_start_h, 8, 1e-9);
    EXPECT_NEAR(result->zones[0].restored_h, 34, 1e-9);
    EXPECT_NEAR(result->instances[0].done_h, 39, 1e-9);
    EXPECT_NEAR(result->instances[1].start_h, 39, 1e-9);
    EXPECT_NEAR(result->instances[1].done_h, 60, 1e-9);
    EXPECT_NEAR(result->crew_hours, 20, 1e-9);
}

/* At 57 the second job has been worked on 39-40 and 56-57. */
static void hours_under_way_count_open_hours_alone(void **state)
{
    Fixture *fixture = *state;
    crews_pause_overnight(fixture);
    fixture->scenario.run.horizon_h = 57;

    EXPECT_NEAR(fixture_run(fixture, 0)->crew_hours, 10 + 5 + 2, 1e-9);
}

/* Base work of 8 h ends at closing time, Monday 16:00, and makes both jobs ready: nothing is taken
 * before Tuesday 8:00 (32), then the more urgent one, which is now the second, goes first. */
static void at_opening_the_crew_chooses_among_all_that_is_ready(void **state)
{
    Fixture *fixture = *state;
    crews_pause_overnight(fixture);
    fixture->zones[0].rebuild_h = fixture_hours(8);
    fixture->systems[1].priority = 0;

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->zones[0].restored_h, 16, 1e-9);
    EXPECT_NEAR(result->instances[0].ready_h, 16, 1e-9);
    EXPECT_NEAR(result->instances[1].start_h, 32, 1e-9);
    EXPECT_NEAR(result->instances[0].start_h, 37, 1e-9);
}

/* Four jobs, one crew, ready at 0 together:
 *
 *     id          restore_h  insured  priority (system, insurer)
 *     fast@large      1        900       2, 2
 *     fast@small      1        100       2, 1
 *     slow@large      4        900       1, 2
 *     slow@small      4        100       1, 1
 */
enum { FAST_LARGE, FAST_SMALL, SLOW_LARGE, SLOW_SMALL };

static void four_jobs(Fixture *fixture, RestoreOrder order)
{
    const size_t zone = fixture_zone(fixture, "zone", NORD);
    fixture->zones[zone].crew = fixture_crew(fixture, "ops", 1);
    fixture_system(fixture, "fast", 1);
    fixture_system(fixture, "slow", 4);
    fixture->systems[0].priority = 2;
    fixture->systems[1].priority = 1;
    fixture_insurer(fixture, "large", 900, NORD);
    fixture_insurer(fixture, "small", 100, NORD);
    fixture->insurers[0].priority = 2;
    fixture->insurers[1].priority = 1;
    fixture_attack(fixture, zone, 0);
    fixture_strategy(fixture, ISOLATE_ALL, 0, 0);
    fixture->strategies[0].restore_order = order;
}

static void expect_starts(Fixture *fixture, const double start_h[4])
{
    const Infrastructure *result = fixture_run(fixture, 0);
    for (size_t i = 0; i < 4; i++) {
        EXPECT_NEAR(result->instances[i].start_h, start_h[i], 1e-9);
    }
}

static void priority_goes_by_system_then_insurer(void **state)
{
    four_jobs(*state, RESTORE_PRIORITY);
    /* slow@small 0-4, slow@large 4-8, fast@small 8-9, fast@large 9-10 */
    expect_starts(*state, (double[]){9, 8, 4, 0});
}

static void insured_goes_by_size_then_priority(void **state)
{
    four_jobs(*state, RESTORE_INSURED);
    /* slow@large 0-4, fast@large 4-5, slow@small 5-9, fast@small 9-10 */
    expect_starts(*state, (double[]){4, 9, 0, 5});
}

static void shortest_goes_by_expected_duration_then_priority(void **state)
{
    four_jobs(*state, RESTORE_SHORTEST);
    /* fast@small 0-1, fast@large 1-2, slow@small 2-6, slow@large 6-10 */
    expect_starts(*state, (double[]){1, 0, 6, 2});
}

static void longest_goes_by_expected_duration_then_priority(void **state)
{
    four_jobs(*state, RESTORE_LONGEST);
    /* slow@small 0-4, slow@large 4-8, fast@small 8-9, fast@large 9-10 */
    expect_starts(*state, (double[]){9, 8, 4, 0});
}

static void first_ready_first_taken_then_priority(void **state)
{
    Fixture *fixture = *state;
    four_jobs(fixture, RESTORE_FIFO);
    fixture_add(&fixture->needs_of_system[1], 0);
    /* fast@small 0-1, which makes slow@small ready; fast@large, ready since 0, 1-2; then
     * slow@small, ready since 1, and slow@large, ready since 2: by `priority` slow@small would have
     * been first at 1. */
    expect_starts(fixture, (double[]){1, 0, 6, 2});
}

/* Four jobs in random order: the first is each job in a quarter of the replications. Of 4000, mean
 * 1000, sd 27.4, 99.9 % within 3.29 sd. */
static void random_takes_each_job_first_equally_often(void **state)
{
    Fixture *fixture = *state;
    double first[4] = {0};
    four_jobs(fixture, RESTORE_RANDOM);

    for (size_t i = 0; i < 4000; i++) {
        const Infrastructure *result = fixture_run_next(fixture, 0);
        for (size_t k = 0; k < 4; k++) {
            first[k] += result->instances[k].start_h <= 0 ? 1 : 0;
        }
    }
    for (size_t k = 0; k < 4; k++) {
        EXPECT_NEAR(first[k], 1000, 91);
    }
}

/* Two zones isolated together, one crew: base work first, zones by id. Zone b's instance could
 * begin at 3, when its base work is done, but zone c's base work comes before it: 3-6. */
static void base_work_comes_before_instances(void **state)
{
    Fixture *fixture = *state;
    const size_t crew = fixture_crew(fixture, "ops", 1);
    for (size_t i = 0; i < 2; i++) {
        const size_t zone = fixture_zone(fixture, i == 0 ? "c" : "b", NORD);
        fixture->zones[zone].crew = crew;
        fixture->zones[zone].rebuild_h = fixture_hours(3);
        fixture->zones[zone].check_h = fixture_hours(3);
    }
    fixture_place(fixture, fixture_system(fixture, "core", 1), 1);
    fixture->systems[0].check_h = fixture_hours(1);
    fixture_insurer(fixture, "muster", 1000, NORD);
    fixture_attack(fixture, 0, 0);
    fixture_strategy(fixture, ISOLATE_ALL, 0, 0);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->zones[1].restored_h, 3, 1e-9);
    EXPECT_NEAR(result->zones[0].restored_h, 6, 1e-9);
    EXPECT_NEAR(result->instances[0].start_h, 6, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(two_crews_take_what_is_ready_by_priority),
        FIXTURE_TEST(services_come_back_with_what_they_need),
        FIXTURE_TEST(what_lies_beyond_the_horizon_does_not_happen),
        FIXTURE_TEST(what_happens_at_the_horizon_happens),
        FIXTURE_TEST(work_pauses_outside_the_crews_calendar),
        FIXTURE_TEST(hours_under_way_count_open_hours_alone),
        FIXTURE_TEST(at_opening_the_crew_chooses_among_all_that_is_ready),
        FIXTURE_TEST(priority_goes_by_system_then_insurer),
        FIXTURE_TEST(insured_goes_by_size_then_priority),
        FIXTURE_TEST(shortest_goes_by_expected_duration_then_priority),
        FIXTURE_TEST(longest_goes_by_expected_duration_then_priority),
        FIXTURE_TEST(first_ready_first_taken_then_priority),
        FIXTURE_TEST(random_takes_each_job_first_equally_often),
        FIXTURE_TEST(base_work_comes_before_instances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
