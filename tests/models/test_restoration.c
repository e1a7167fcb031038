#include "models/restoration.h"

#include "tests/models/infrastructure_fixture.h"

static void ranks_go_by_base_work_system_insurer_and_id(void **state)
{
    Fixture *fixture = *state;
    Simulation simulation;
    fixture_zone(fixture, "zone-b", NORD);
    fixture_zone(fixture, "zone-a", NORD);
    fixture_system(fixture, "mail", 0);
    fixture_system(fixture, "core", 0);
    fixture->systems[0].priority = 2;
    fixture->systems[1].priority = 1;
    fixture_insurer(fixture, "x", 1, NORD);
    fixture_insurer(fixture, "a", 1, NORD);
    fixture_insurer(fixture, "m", 1, NORD);
    fixture->insurers[2].priority = 5;
    fixture_strategy(fixture, ISOLATE_NONE, 0, 0);
    const InfrastructureContext context = fixture_context(fixture, &simulation);

    const size_t *ranks = restoration_ranks(&context);

    /* Jobs: zone-b, zone-a, mail@x, mail@a, mail@m, core@x, core@a, core@m. */
    static const size_t want[] = {1, 0, 7, 6, 5, 4, 3, 2};
    for (size_t i = 0; i < 8; i++) {
        EXPECT_EQUAL(ranks[i], want[i]);
    }
    simulation_deinit(&simulation);
}

static void each_order_has_its_key(void **state)
{
    Fixture *fixture = *state;
    Simulation simulation;
    const RestorationRow row = {.id = "core@x", .insured = 700, .mean_h = 3, .ready_h = 11};
    fixture_zone(fixture, "zone", NORD);
    fixture_strategy(fixture, ISOLATE_NONE, 0, 0);
    const InfrastructureContext context = fixture_context(fixture, &simulation);
    static const double want[] = {[RESTORE_PRIORITY] = 0,
                                  [RESTORE_INSURED] = -700,
                                  [RESTORE_SHORTEST] = 3,
                                  [RESTORE_LONGEST] = -3,
                                  [RESTORE_FIFO] = 11};
    for (int order = RESTORE_PRIORITY; order <= RESTORE_FIFO; order++) {
        fixture->strategies[0].restore_order = (RestoreOrder)order;
        EXPECT_NEAR(restoration_key(&context, &row), want[order], 0);
    }
    fixture->strategies[0].restore_order = RESTORE_RANDOM;
    const double draw = restoration_key(&context, &row);
    EXPECT(draw >= 0 && draw < 1);
    EXPECT_NEAR(restoration_key(&context, &row), draw, 0);
    simulation_deinit(&simulation);
}

/* A zone with a constant rebuild of 5 h and a crew that works elsewhere until 8 waits; one whose
 * rebuild is the constant 0 needs no crew and is back at once. Both are isolated at 1. */
static void a_job_of_constant_0_needs_no_crew(void **state)
{
    Fixture *fixture = *state;
    const size_t crew = fixture_crew(fixture, "ops", 1);
    fixture_zone(fixture, "a", NORD);
    fixture_zone(fixture, "b", NORD);
    fixture_zone(fixture, "c", NORD);
    for (size_t i = 0; i < 3; i++) {
        fixture->zones[i].crew = crew;
    }
    fixture->zones[0].rebuild_h = fixture_hours(7);
    fixture->zones[1].check_h = fixture_hours(5);
    fixture_attack(fixture, 0, 1);
    fixture_strategy(fixture, ISOLATE_ALL, 0, 0);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->zones[0].restored_h, 8, 1e-9);
    EXPECT_NEAR(result->zones[1].base_start_h, 8, 1e-9);
    EXPECT_NEAR(result->zones[2].restored_h, 1, 1e-9);
    EXPECT(result->zones[2].was_down);
    EXPECT_NEAR(result->zones[2].last_up_h, 1, 1e-9);
    EXPECT_NEAR(result->crew_hours, 12, 1e-9);
}

/* One crew, and restorations of 0.1, 0.2 and 0.3 h: the sum of doubles is 0.6000000000000001 from
 * the shortest to the longest and 0.6 the other way round. The work is the same. */
static void the_same_work_in_another_order_is_the_same_to_the_last_digit(void **state)
{
    static const double work_h[] = {0.1, 0.2, 0.3};
    static const char *const names[] = {"a", "b", "c"};
    static const RestoreOrder orders[] = {RESTORE_SHORTEST, RESTORE_LONGEST};
    Fixture *fixture = *state;
    double crew_hours[2];
    const size_t zone = fixture_zone(fixture, "zone", NORD);
    fixture->zones[zone].crew = fixture_crew(fixture, "ops", 1);
    for (size_t i = 0; i < 3; i++) {
        fixture_system(fixture, names[i], work_h[i]);
    }
    fixture_insurer(fixture, "muster", 50000, NORD);
    fixture_attack(fixture, zone, 1);
    for (size_t i = 0; i < 2; i++) {
        fixture_strategy(fixture, ISOLATE_ALL, 0, 0);
        fixture->strategies[i].restore_order = orders[i];
    }
    for (size_t i = 0; i < 2; i++) {
        const Infrastructure *result = fixture_run(fixture, i);
        EXPECT_NEAR(result->instances[i].done_h - result->instances[i].start_h, work_h[i], 1e-9);
        crew_hours[i] = result->crew_hours;
    }
    EXPECT_NEAR(crew_hours[0], 0.6, 1e-9);
    EXPECT_NEAR(crew_hours[0], crew_hours[1], 0);
}

/* Restored after 4 h each in a chain of three without a crew: 1-5, 5-9, 9-13, counted as 12 h of
 * work. */
static void work_without_a_crew_counts_its_hours(void **state)
{
    Fixture *fixture = *state;
    fixture_zone(fixture, "zone", NORD);
    fixture_system(fixture, "first", 4);
    fixture_system(fixture, "second", 4);
    fixture_system(fixture, "third", 4);
    fixture_add(&fixture->needs_of_system[1], 0);
    fixture_add(&fixture->needs_of_system[2], 1);
    fixture_insurer(fixture, "muster", 1, NORD);
    fixture_attack(fixture, 0, 1);
    fixture_strategy(fixture, ISOLATE_ALL, 0, 0);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->instances[2].last_up_h, 13, 1e-9);
    EXPECT_NEAR(result->crew_hours, 12, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(ranks_go_by_base_work_system_insurer_and_id),
        FIXTURE_TEST(each_order_has_its_key),
        FIXTURE_TEST(a_job_of_constant_0_needs_no_crew),
        FIXTURE_TEST(work_without_a_crew_counts_its_hours),
        FIXTURE_TEST(the_same_work_in_another_order_is_the_same_to_the_last_digit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
