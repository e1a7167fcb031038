/* The simulation clock and its event list. */
#ifndef SIM_SIMULATION_H
#define SIM_SIMULATION_H

#include "sim/event_list.h"

#include <stdint.h>

struct Simulation {
    double now_h;
    EventList events;
    uint64_t handled; /* events so far */
};

/* An empty simulation at `start_h`; simulation_restart does the same and keeps the memory. */
void simulation_init(Simulation *simulation, double start_h);
void simulation_restart(Simulation *simulation, double start_h);

/* Handles all events due before `until_h`, and those due at it where `inclusive`; then the clock stands at until_h. */
void simulation_run_before(Simulation *simulation, double until_h);
void simulation_run_through(Simulation *simulation, double until_h);

void simulation_deinit(Simulation *simulation);

#endif
