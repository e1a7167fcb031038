#include "cli/extra_tables.h"

#include "study/attribution.h"
#include "study/critical_path.h"
#include "study/fairness.h"
#include "study/selection_file.h"

#include <string.h>

const ExtraTable *extra_tables(size_t *count)
{
    static const ExtraTable tables[] = {
        {FAIRNESS_FILE, "fairness", "Fairness"},
        {ATTRIBUTION_FILE, "attribution", "Attribution"},
        {CRITICAL_PATH_FILE, "critical_path", "Critical path"},
        {SELECTION_FILE, "selection", "Selection"},
    };
    *count = sizeof tables / sizeof *tables;
    return tables;
}

ExtraColumn extra_column(const char *name)
{
    static const ExtraColumn columns[] = {
        {"strategy", "Strategy", 34, true},
        {"scope", "Scope", 10, true},
        {"kind", "Kind", 12, true},
        {"id", "Id", 28, true},
        {"metric", "Metric", 20, true},
        {"unit", "Unit", 8, true},
        {"part", "Part", 18, true},
        {"insurer", "Insurer", 28, true},
        {"fate", "Fate", 12, true},
        {"n", "Replications", 13, false},
        {"mean", "Mean", 16, false},
        {"ci_low", "From", 16, false},
        {"ci_high", "To", 16, false},
        {"difference", "Difference", 16, false},
        {"difference_low", "Its from", 16, false},
        {"difference_high", "Its to", 16, false},
        {"confidence", "Confidence", 12, false},
        {"delta", "Delta", 16, false},
        {"dropped_after", "Dropped after", 14, false},
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; ++i) {
        if (strcmp(columns[i].name, name) == 0) {
            return columns[i];
        }
    }
    return (ExtraColumn){name, name, 20, true};
}
