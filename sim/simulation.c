#include "sim/simulation.h"

void simulation_init(Simulation *simulation, double start_h)
{
    *simulation = (Simulation){.now_h = start_h};
    event_list_init(&simulation->events);
}

void simulation_restart(Simulation *simulation, double start_h)
{
    event_list_clear(&simulation->events);
    simulation->now_h = start_h;
    simulation->handled = 0;
}

void simulation_step(Simulation *simulation)
{
    simulation->now_h = event_list_next_h(&simulation->events);
    Event *const event = event_list_pop(&simulation->events);
    simulation->handled++;
    event->handler(simulation, event);
}

void simulation_run_before(Simulation *simulation, double until_h)
{
    while (event_list_next_h(&simulation->events) < until_h) {
        simulation_step(simulation);
    }
    simulation->now_h = until_h;
}

void simulation_run_through(Simulation *simulation, double until_h)
{
    while (event_list_next_h(&simulation->events) <= until_h) {
        simulation_step(simulation);
    }
    simulation->now_h = until_h;
}

void simulation_deinit(Simulation *simulation)
{
    event_list_deinit(&simulation->events);
}
