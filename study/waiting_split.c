#include "study/waiting_split.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void waiting_areas(const double *excess, size_t count, double step_h, double until_h,
                   double *before_h, double *after_h)
{
    *before_h = *after_h = 0;
    for (size_t i = 1; i < count; ++i) {
        const double from_h = (double)(i - 1) * step_h;
        const double share = fmin(fmax((until_h - from_h) / step_h, 0), 1);
        const double area = (excess[i - 1] + excess[i]) / 2 * step_h;
        *before_h += share * area;
        *after_h += (1 - share) * area;
    }
}

static const CurveRow *find_curve(const Measures *measures, const char *service)
{
    for (size_t i = 0; i < measures->curve_count; ++i) {
        const CurveRow *row = &measures->curves[i];
        if (strcmp(row->scope, "service") == 0 && strcmp(row->id, service) == 0 &&
            strcmp(row->metric, "backlog") == 0) {
            return row;
        }
    }
    return NULL;
}

static void split_all(const Study *study, const CurveRow *row, const double *excess,
                      double *during_h, double *after_h)
{
    const double step_h = study->plan->scenario->run.sample_h;
    for (size_t i = 0; i < samples_count(study->samples); ++i) {
        const double restored_h = during_h[i]; /* filled by the caller */
        if (isnan(restored_h)) {
            after_h[i] = NAN;
            continue;
        }
        waiting_areas(excess + i * row->count, row->count, step_h, restored_h, &during_h[i],
                      &after_h[i]);
    }
}

void waiting_split(const Study *study, size_t strategy, const char *service, double *during_h,
                   double *after_h)
{
    const StudyPlan *plan = study->plan;
    const size_t count = samples_count(study->samples);
    const CurveRow *row = find_curve(plan->measures, service);
    samples_values(study->samples, strategy,
                   measures_find(plan->measures, "service", service, "restored_h"), during_h);
    if (!row) {
        for (size_t i = 0; i < count; ++i) {
            during_h[i] = after_h[i] = NAN;
        }
        return;
    }
    double *curve = memory_allocate(count * row->count, sizeof *curve),
           *calm = memory_allocate(count * row->count, sizeof *calm);
    samples_curve(study->samples, strategy, row->offset, row->count, curve);
    samples_curve(study->samples, plan->strategy_count - 1, row->offset, row->count, calm);
    for (size_t i = 0; i < count * row->count; ++i) {
        curve[i] -= calm[i];
    }
    split_all(study, row, curve, during_h, after_h);
    free(curve);
    free(calm);
}
