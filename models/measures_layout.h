/* Where each value and curve stands in an Outcome: for the models that fill it.
 *
 * Inside a scope the rows go by entity, inside an entity by metric, in the order of metrics.def and
 * curves.def. Entities of `service` and `channel`: all insurers together first, then (service,
 * insurer); of `system`: all instances of a system together, then the instances; of the curves of
 * `desk`: `all`, then the insurers.
 */
#ifndef MODELS_MEASURES_LAYOUT_H
#define MODELS_MEASURES_LAYOUT_H

#include "models/measures.h"

enum MetricIndex {
#define METRIC(scope, NAME, name, unit, direction, meaning) METRIC_##scope##_##NAME,
#include "models/metrics.def"
#undef METRIC
    METRICS
};

enum CurveIndex {
#define CURVE(scope, NAME, name, unit, kind, sampled, missing) CURVE_##scope##_##NAME,
#include "models/curves.def"
#undef CURVE
    CURVES
};

/* First metric (curve) of a scope in the tables, and how many it has. */
size_t scope_first_metric(Scope scope);
size_t scope_metric_count(Scope scope);
size_t scope_first_curve(Scope scope);
size_t scope_curve_count(Scope scope);

/* Index into Outcome.values of the entity's first metric. */
static inline size_t measures_value_at(const Measures *measures, Scope scope, size_t entity)
{
    return measures->value_base[scope] + entity * measures->values_each[scope];
}

/* Index into Measures.curves of the entity's first curve. */
static inline size_t measures_curve_at(const Measures *measures, Scope scope, size_t entity)
{
    return measures->curve_base[scope] + entity * measures->curves_each[scope];
}

#endif
