/* What a replication tells: the rows of numbers and curves that study, results and charts work
 * with.
 *
 * Measures is the layout, made once for a case: a list of values (scope, id, metric) and a list of
 * curves. Every replication under a strategy gives one double for each value row and, for each
 * curve, numbers over its sample instants. An Outcome holds them. Nothing right of this header
 * needs to know what a request or a zone is.
 */
#ifndef MODELS_MEASURES_H
#define MODELS_MEASURES_H

#include "base/arena.h"
#include "models/scenario.h"
#include "sim/sample_grid.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum Scope {
    SCOPE_SERVICE,
    SCOPE_CHANNEL,
    SCOPE_DESK,
    SCOPE_ZONE,
    SCOPE_SYSTEM,
    SCOPE_INSURER,
    SCOPE_TOTAL,
    SCOPES
} Scope;

typedef enum MetricDirection {
    METRIC_LOWER_IS_BETTER,
    METRIC_HIGHER_IS_BETTER,
    METRIC_NEUTRAL
} MetricDirection;

typedef struct ValueRow {
    const char *scope;  /* "service" */
    const char *id;     /* "eau" or "eau@muc-07" or "all" */
    const char *metric; /* "wait_mean_h" */
    const char *unit;   /* "h", "min", "1", "EUR" */
    MetricDirection direction;
} ValueRow;

typedef enum CurveKind {
    CURVE_LEVEL, /* a state or count: each replication's value counts alike */
    CURVE_RATIO, /* a mean or share: ratio of totals over replications; both parts are given */
    CURVE_VALUE  /* a quantile: each replication's value where it is defined (NAN elsewhere) */
} CurveKind;

typedef struct CurveRow {
    const char *scope, *id, *metric, *unit;
    CurveKind kind;
    bool of_states; /* sampled at grid.states instants, else over grid.intervals intervals */
    size_t count;   /* of samples */
    size_t offset;  /* of its first sample in Outcome.curves; a ratio's numerators, its denominators
                       right behind them */
    size_t missing_offset; /* NONE, or (of curves by arrival time) of two more arrays [count] in
                              Outcome.curves: how many that arrived in the interval were not
                              finished at the horizon and so are missing from the curve, and how
                              many arrived; curves of one service share them */
} CurveRow;

typedef struct Measures {
    SampleGrid grid;
    size_t value_count;
    const ValueRow *values;
    size_t curve_count;
    const CurveRow *curves;
    size_t curve_doubles; /* length of Outcome.curves */
    size_t zone_count,
        instance_count; /* of Outcome.zones and .instances: rows of restoration.csv */
    /* private: where the rows of a scope begin; see measures_layout.h */
    size_t value_base[SCOPES], curve_base[SCOPES];
    size_t values_each[SCOPES], curves_each[SCOPES]; /* of an entity */
    bool has_curves, has_insurer_curves;
} Measures;

typedef enum MeasureDetail {
    MEASURES_TOTAL_CURVES,   /* curves over all insurers */
    MEASURES_INSURER_CURVES, /* and those of each insurer */
    MEASURES_NO_CURVES
} MeasureDetail;

/* The layout for a scenario (any of a case: all have the same ids); lives in `arena`. */
const Measures *measures_new(const Scenario *scenario, MeasureDetail detail, Arena *arena);

/* One metric of the table, for help and documents: 0 <= index < metric_count(). */
typedef struct MetricInfo {
    Scope scope;
    const char *name, *unit, *meaning;
    MetricDirection direction;
} MetricInfo;
size_t metric_count(void);
MetricInfo metric_info(size_t index);
const char *scope_name(Scope scope);

/* Index of the value row, or SIZE_MAX. */
size_t measures_find(const Measures *measures, const char *scope, const char *id,
                     const char *metric);

typedef struct WorkTimes {           /* a zone's base work or an instance's restoration */
    double ready_h, start_h, done_h; /* INFINITY: not within the run */
} WorkTimes;

/* One replication under one strategy. */
typedef struct Outcome {
    double *values; /* [value_count]; NAN: undefined; INFINITY: undefined because the horizon ended
                       (censored) */
    double *curves; /* [curve_doubles]; NAN: undefined */
    WorkTimes *zones;                    /* [zone_count] */
    WorkTimes *instances;                /* [instance_count] */
    uint64_t requests, contacts, events; /* simulated for it, warm-up included; 0 where reused */
    uint64_t reused_insurers;            /* outcomes taken over from another strategy */
} Outcome;

#endif
