#include "study/sweep_curves.h"

#include <math.h>
#include <string.h>

enum { STEPS_MOST = 60, DAY_H = 24 };

bool sweep_curves_are_drawn(SweepDesignKind design, const SweepFactor *factors, size_t count)
{
    bool draws = false;
    for (size_t f = 0; f < count; ++f) {
        for (size_t c = 0; c < factors[f].cell_count; ++c) {
            draws = draws || factors[f].cells[c].distribution[0] != '\0';
        }
    }
    return draws && (design == SWEEP_LHS || design == SWEEP_SOBOL);
}

/* From ten days on the pattern of day and night hides what an outage does. */
static double wanted_step_h(double horizon_h)
{
    const double fine = horizon_h / STEPS_MOST;
    return horizon_h > 10 * DAY_H ? fmax(1, ceil(fine / DAY_H)) * DAY_H : fine;
}

SweepCurves sweep_curves_of(const Scenario *scenario, Arena *arena)
{
    const double sample_h = scenario->run.sample_h, horizon_h = scenario->run.horizon_h;
    const double samples = fmax(1, ceil(wanted_step_h(horizon_h) / sample_h * (1 - 1e-9)));
    SweepService *services = arena_allocate(arena, scenario->service_count, sizeof *services);
    for (size_t s = 0; s < scenario->service_count; ++s) {
        services[s] = (SweepService){scenario->services[s].id, scenario->services[s].name};
    }
    return (SweepCurves){
        .service_count = scenario->service_count,
        .services = services,
        .step_count = (size_t)ceil(horizon_h / (samples * sample_h) * (1 - 1e-9)),
        .step_h = samples * sample_h,
        .samples = (size_t)samples,
    };
}

size_t sweep_curves_size(const SweepCurves *curves)
{
    return curves->step_count * curves->service_count * SWEEP_CURVE_PARTS;
}

static const CurveRow *delay_of(const Measures *measures, const char *service)
{
    for (size_t i = 0; i < measures->curve_count; ++i) {
        const CurveRow *row = &measures->curves[i];
        if (strcmp(row->metric, "delay_mean_h") == 0 && strcmp(row->id, service) == 0) {
            return row;
        }
    }
    return NULL;
}

/* `of` over `to` in the samples from `first` on that a step has. */
static double ratio(const double *of, const double *to, size_t first, size_t end)
{
    double above = 0, below = 0;
    for (size_t k = first; k < end; ++k) {
        above += of[k];
        below += to[k];
    }
    return below > 0 ? above / below : (double)NAN;
}

void sweep_curves_take(const SweepCurves *curves, const Measures *measures, const double *samples,
                       double *out)
{
    for (size_t s = 0; s < curves->service_count; ++s) {
        const CurveRow *row = delay_of(measures, curves->services[s].id);
        for (size_t step = 0; step < curves->step_count; ++step) {
            double *at = out + (step * curves->service_count + s) * SWEEP_CURVE_PARTS;
            const size_t count = row ? row->count : 0;
            const size_t first = step * curves->samples < count ? step * curves->samples : count;
            const size_t end = count - first < curves->samples ? count : first + curves->samples;
            at[0] = at[1] = NAN;
            if (first < end) {
                const double *delays = samples + row->offset,
                             *missing = samples + row->missing_offset;
                at[0] = ratio(delays, delays + count, first, end);
                at[1] = ratio(missing, missing + count, first, end);
            }
        }
    }
}
