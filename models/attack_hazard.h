/* A hazard that comes and goes, and strikes once.
 *
 * "Each link draws one unit exponential per replication and fires when its integrated hazard
 * reaches it": so a hazard that stops and starts again goes on where it was, and a strategy that
 * halves it delays the very same event.
 */
#ifndef MODELS_ATTACK_HAZARD_H
#define MODELS_ATTACK_HAZARD_H

#include "sim/simulation.h"

typedef struct Hazard {
    Event strikes;
    /* private */
    double remaining; /* integrated hazard still to come; INFINITY: it has struck */
    double per_h;
    double since_h; /* from when `per_h` runs and `remaining` counts */
} Hazard;

/* A hazard of rate 0 that strikes, through `handler`, when its integral reaches `threshold`. */
void hazard_init(Hazard *hazard, EventHandler handler, uint8_t priority, double threshold);

/* From now on the hazard is `per_h`. A rate that stays the same changes nothing. */
void hazard_set(Hazard *hazard, Simulation *simulation, double per_h);

/* To be called when it has struck: it never does again. */
void hazard_end(Hazard *hazard);

#endif
