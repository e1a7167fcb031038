/* What help and documents say of metrics and curves beyond their rows in the results: how they are
 * computed and where the definition comes from.
 */
#ifndef MODELS_METRIC_DICTIONARY_H
#define MODELS_METRIC_DICTIONARY_H

#include "models/measures.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct MetricSource {
    const char *name;   /* of a metric or curve, alike in every scope */
    const char *how;    /* it is computed */
    const char *source; /* `[Name Year]` of docs/references.md, chapters of docs/model.md */
} MetricSource;

size_t metric_source_count(void);
const MetricSource *metric_source_at(size_t index);

/* That of the name; NULL where there is none. */
const MetricSource *metric_source(const char *name);

/* One curve of the table: 0 <= index < dictionary_curve_count(). */
typedef struct DictionaryCurve {
    Scope scope;
    const char *name, *unit;
    CurveKind kind;
    bool of_states; /* at sample instants; else over the steps between them */
} DictionaryCurve;
size_t dictionary_curve_count(void);
const DictionaryCurve *dictionary_curve(size_t index);

#endif
