#include "sim/simulation.h"
#include "tests/test.h"

/* Notes the moments at which its event came, and comes again every hour up to `times` times. */
typedef struct Bell {
    Event rings;
    double period_h;
    int times;
    int rung;
    double last_h;
} Bell;

static void bell_rings(Simulation *simulation, Event *event)
{
    Bell *bell = EVENT_OWNER(event, Bell, rings);
    EXPECT(!event_is_scheduled(event));
    bell->rung++;
    bell->last_h = simulation->now_h;
    if (bell->rung < bell->times) {
        event_list_schedule(&simulation->events, event, simulation->now_h + bell->period_h);
    }
}

static Simulation with_bell(Bell *bell, double period_h, int times)
{
    Simulation simulation;
    simulation_init(&simulation, 0);
    *bell = (Bell){.period_h = period_h, .times = times};
    event_init(&bell->rings, bell_rings, EVENT_COMPLETES);
    event_list_schedule(&simulation.events, &bell->rings, 1);
    return simulation;
}

static void running_before_an_instant_leaves_what_is_due_at_it(void **state)
{
    (void)state;
    Bell bell;
    Simulation simulation = with_bell(&bell, 1, 10);
    simulation_run_before(&simulation, 3);
    EXPECT_EQUAL(bell.rung, 2);
    EXPECT_NEAR(simulation.now_h, 3, 0);
    simulation_run_through(&simulation, 3);
    EXPECT_EQUAL(bell.rung, 3);
    EXPECT_NEAR(bell.last_h, 3, 0);
    EXPECT_NEAR(simulation.now_h, 3, 0);
    simulation_deinit(&simulation);
}

static void the_clock_stands_at_the_end_when_nothing_is_left(void **state)
{
    (void)state;
    Bell bell;
    Simulation simulation = with_bell(&bell, 1, 2);
    simulation_run_through(&simulation, 100);
    EXPECT_EQUAL(bell.rung, 2);
    EXPECT_EQUAL(simulation.handled, 2);
    EXPECT_NEAR(simulation.now_h, 100, 0);
    simulation_deinit(&simulation);
}

static void events_that_a_handler_adds_for_the_same_instant_come_at_it(void **state)
{
    (void)state;
    Bell bell;
    Simulation simulation = with_bell(&bell, 0, 5);
    simulation_run_through(&simulation, 1);
    EXPECT_EQUAL(bell.rung, 5);
    EXPECT_NEAR(bell.last_h, 1, 0);
    simulation_deinit(&simulation);
}

static void a_step_handles_one_event(void **state)
{
    (void)state;
    Bell bell;
    Simulation simulation = with_bell(&bell, 2, 5);
    simulation_step(&simulation);
    simulation_step(&simulation);
    EXPECT_EQUAL(bell.rung, 2);
    EXPECT_NEAR(simulation.now_h, 3, 0);
    simulation_deinit(&simulation);
}

static void a_restart_begins_anew_at_its_own_instant(void **state)
{
    (void)state;
    Bell bell, again;
    Simulation simulation = with_bell(&bell, 1, 100);
    simulation_run_through(&simulation, 5);
    simulation_restart(&simulation, -24);
    EXPECT_NEAR(simulation.now_h, -24, 0);
    EXPECT_EQUAL(simulation.handled, 0);
    again = (Bell){.times = 1};
    event_init(&again.rings, bell_rings, EVENT_COMPLETES);
    event_list_schedule(&simulation.events, &again.rings, -3);
    simulation_run_through(&simulation, 100);
    EXPECT_EQUAL(bell.rung, 5); /* the old event is forgotten */
    EXPECT_EQUAL(again.rung, 1);
    simulation_deinit(&simulation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(running_before_an_instant_leaves_what_is_due_at_it),
        cmocka_unit_test(the_clock_stands_at_the_end_when_nothing_is_left),
        cmocka_unit_test(events_that_a_handler_adds_for_the_same_instant_come_at_it),
        cmocka_unit_test(a_step_handles_one_event),
        cmocka_unit_test(a_restart_begins_anew_at_its_own_instant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
