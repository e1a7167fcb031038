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

/* Handles the first event, at its time. There must be one. */
void simulation_step(Simulation *simulation);

/* Handles all events due before `until_h` (or through it: those due at it too); then the clock
 * stands at until_h. */
void simulation_run_before(Simulation *simulation, double until_h);
void simulation_run_through(Simulation *simulation, double until_h);

void simulation_deinit(Simulation *simulation);

#endif
