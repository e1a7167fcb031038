#include "models/attack_hazard.h"

#include <math.h>

void hazard_init(Hazard *hazard, EventHandler handler, uint8_t priority, double threshold)
{
    *hazard = (Hazard){.remaining = threshold};
    event_init(&hazard->strikes, handler, priority);
}

void hazard_set(Hazard *hazard, Simulation *simulation, double per_h)
{
    /* An unchanged rate must not move the event by a rounding error. */
    if (!(per_h < hazard->per_h || per_h > hazard->per_h)) {
        return;
    }
    const double now_h = simulation->now_h;
    const double passed = hazard->per_h * (now_h - hazard->since_h);
    hazard->remaining = fmax(hazard->remaining - passed, 0.0);
    hazard->per_h = per_h;
    hazard->since_h = now_h;
    event_list_cancel(&simulation->events, &hazard->strikes);
    if (per_h > 0.0) {
        event_list_schedule(&simulation->events, &hazard->strikes,
                            now_h + hazard->remaining / per_h);
    }
}

void hazard_end(Hazard *hazard)
{
    hazard->remaining = INFINITY;
}
