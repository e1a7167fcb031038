#include "models/state_curves.h"

#include "base/memory.h"
#include "models/measures_layout.h"

#include <math.h>
#include <stdlib.h>

/* The first sample instant at or after `t_h`. */
static size_t first_state(const SampleGrid *grid, double t_h)
{
    if (t_h > grid->horizon_h) {
        return grid->states;
    }
    size_t k = (size_t)(t_h / grid->sample_h);
    while (k > 0 && sample_grid_h(grid, k - 1) >= t_h) {
        k--;
    }
    while (k < grid->states && sample_grid_h(grid, k) < t_h) {
        k++;
    }
    return k;
}

/* Insured who go down (less) or come up (more) at each state; their running sum is taken from all.
 */
typedef struct Steps {
    int64_t *up; /* [states + 1] */
    size_t states;
} Steps;

static void put_shares(const Steps *steps, int64_t of, double *curve)
{
    int64_t up = of;
    for (size_t k = 0; k < steps->states; k++) {
        up += steps->up[k];
        curve[k] = (double)up / (double)of;
        steps->up[k] = 0;
    }
    steps->up[steps->states] = 0;
}

/* Marks the changes of one service, or of all together where `service` is NONE. */
static void mark_insurer(Steps *steps, const InsurerTimeline *timeline, size_t service,
                         int64_t weight, const SampleGrid *grid)
{
    size_t down = 0;
    for (size_t i = 0; i < timeline->count; i++) {
        const TimelineChange *const change = &timeline->changes[i];
        if (change->kind != CHANGE_SERVICE || (service != NONE && change->index != service)) {
            continue;
        }
        if (!change->up && down++ == 0) {
            steps->up[first_state(grid, change->t_h)] -= weight;
        } else if (change->up && --down == 0) {
            steps->up[first_state(grid, change->t_h)] += weight;
        }
    }
}

static void up_curves(const Scenario *scenario, const Infrastructure *infrastructure,
                      const Measures *measures, Steps *steps, double *curves)
{
    const int64_t all = (int64_t)scenario->insured_total;
    for (size_t s = 0; s < scenario->service_count; s++) {
        for (size_t i = 0; i < scenario->insurer_count; i++) {
            mark_insurer(steps, &infrastructure->insurers[i], s,
                         (int64_t)scenario->insurers[i].insured, &measures->grid);
        }
        const size_t row = measures_curve_at(measures, SCOPE_SERVICE, s) + CURVE_SERVICE_UP;
        put_shares(steps, all, curves + measures->curves[row].offset);
        for (size_t i = 0; measures->has_insurer_curves && i < scenario->insurer_count; i++) {
            const size_t entity = scenario->service_count + s * scenario->insurer_count + i;
            const size_t own =
                measures_curve_at(measures, SCOPE_SERVICE, entity) + CURVE_SERVICE_UP;
            mark_insurer(steps, &infrastructure->insurers[i], s, 1, &measures->grid);
            put_shares(steps, 1, curves + measures->curves[own].offset);
        }
    }
}

static void level_curve(const LevelCurve *level, const SampleGrid *grid, double *curve)
{
    size_t next = 0;
    double now = 0;
    for (size_t k = 0; k < grid->states; k++) {
        while (next < level->count && level->changes[next].t_h <= sample_grid_h(grid, k)) {
            now = level->changes[next++].level;
        }
        curve[k] = now;
    }
}

void state_curves(const Scenario *scenario, const Infrastructure *infrastructure,
                  const Measures *measures, double *curves)
{
    const SampleGrid *const grid = &measures->grid;
    Steps steps = {.up = memory_allocate(grid->states + 1, sizeof(int64_t)),
                   .states = grid->states};
    up_curves(scenario, infrastructure, measures, &steps, curves);
    const CurveRow *const total = &measures->curves[measures_curve_at(measures, SCOPE_TOTAL, 0)];
    level_curve(&infrastructure->zones_compromised, grid, curves + total[0].offset);
    level_curve(&infrastructure->zones_down, grid, curves + total[1].offset);
    for (size_t i = 0; i < scenario->insurer_count; i++) {
        mark_insurer(&steps, &infrastructure->insurers[i], NONE,
                     (int64_t)scenario->insurers[i].insured, grid);
    }
    put_shares(&steps, (int64_t)scenario->insured_total, curves + total[2].offset);
    free(steps.up);
}
