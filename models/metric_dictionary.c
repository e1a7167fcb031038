#include "models/metric_dictionary.h"

#include <string.h>

static const MetricSource SOURCES[] = {
#define METRIC_SOURCE(name, how, source) {name, how, source},
#include "models/metric_sources.def"
#undef METRIC_SOURCE
};

enum { STATES = 1, INTERVALS = 0 };

static const DictionaryCurve DICTIONARY_CURVES[] = {
#define CURVE(scope, NAME, name, unit, kind, sampled, missing)                                     \
    {SCOPE_##scope, name, unit, CURVE_##kind, sampled},
#include "models/curves.def"
#undef CURVE
};

size_t metric_source_count(void)
{
    return sizeof SOURCES / sizeof *SOURCES;
}

const MetricSource *metric_source_at(size_t index)
{
    return &SOURCES[index];
}

const MetricSource *metric_source(const char *name)
{
    for (size_t i = 0; i < metric_source_count(); i++) {
        if (strcmp(SOURCES[i].name, name) == 0) {
            return &SOURCES[i];
        }
    }
    return NULL;
}

size_t dictionary_curve_count(void)
{
    return sizeof DICTIONARY_CURVES / sizeof *DICTIONARY_CURVES;
}

const DictionaryCurve *dictionary_curve(size_t index)
{
    return &DICTIONARY_CURVES[index];
}
