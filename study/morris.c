#include "study/morris.h"

#include "base/memory.h"
#include "study/estimator.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static const double *point_of(const MorrisDesign *design, size_t trajectory, size_t point)
{
    return design->points + (trajectory * (design->factors + 1) + point) * design->factors;
}

/* The factor that moves from `from` to `to`, and how far; SIZE_MAX where it is not exactly one. */
static size_t moved_factor(const MorrisDesign *design, const double *from, const double *to,
                           double *step)
{
    size_t moved = SIZE_MAX;
    for (size_t i = 0; i < design->factors; ++i) {
        const double change = to[i] - from[i];
        if (fabs(change) > 0 && moved != SIZE_MAX) {
            return SIZE_MAX;
        }
        if (fabs(change) > 0) {
            moved = i;
            *step = change;
        }
    }
    return moved;
}

bool morris_is_design(const MorrisDesign *design)
{
    bool *seen = memory_allocate(design->factors + 1, sizeof *seen);
    bool is_design = true;
    for (size_t t = 0; t < design->trajectories && is_design; ++t) {
        for (size_t i = 0; i < design->factors; ++i) {
            seen[i] = false;
        }
        for (size_t s = 0; s < design->factors && is_design; ++s) {
            double step;
            const size_t moved =
                moved_factor(design, point_of(design, t, s), point_of(design, t, s + 1), &step);
            is_design = moved != SIZE_MAX && !seen[moved];
            if (is_design) {
                seen[moved] = true;
            }
        }
    }
    free(seen);
    return is_design;
}

/* Every factor's effects into `effects` [factors][trajectories], NAN where unknown. */
static void collect_effects(const MorrisDesign *design, const double *responses, double *effects)
{
    for (size_t t = 0; t < design->trajectories; ++t) {
        const double *response = responses + t * (design->factors + 1);
        for (size_t s = 0; s < design->factors; ++s) {
            double step = NAN;
            const size_t moved =
                moved_factor(design, point_of(design, t, s), point_of(design, t, s + 1), &step);
            assert(moved != SIZE_MAX);
            const double effect = (response[s + 1] - response[s]) / step;
            effects[moved * design->trajectories + t] = isfinite(effect) ? effect : (double)NAN;
        }
    }
}

static MorrisEffect effect_of(Estimator *estimator, double *effects, size_t count)
{
    const Estimate signed_effect = estimate_values(estimator, effects, count);
    for (size_t i = 0; i < count; ++i) {
        effects[i] = fabs(effects[i]);
    }
    const Estimate absolute = estimate_values(estimator, effects, count);
    return (MorrisEffect){
        .n = signed_effect.n,
        .mu = signed_effect.mean,
        .mu_low = signed_effect.ci_low,
        .mu_high = signed_effect.ci_high,
        .mu_star = absolute.mean,
        .mu_star_low = absolute.ci_low < 0 ? 0 : absolute.ci_low,
        .mu_star_high = absolute.ci_high,
        .sigma = signed_effect.sd,
    };
}

void morris_effects(const MorrisDesign *design, const double *responses, double confidence,
                    MorrisEffect *effects)
{
    const size_t count = design->trajectories;
    Estimator *estimator = estimator_new(confidence, count);
    double *all = memory_allocate(design->factors * count + 1, sizeof *all);
    collect_effects(design, responses, all);
    for (size_t i = 0; i < design->factors; ++i) {
        effects[i] = effect_of(estimator, all + i * count, count);
    }
    free(all);
    estimator_free(estimator);
}
