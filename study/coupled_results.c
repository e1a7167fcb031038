#include "study/coupled_results.h"

#include "study/attribution.h"
#include "study/critical_path.h"
#include "study/results_table.h"

#include <string.h>

static const char *keep(const ResultsTable *table, Arena *arena, size_t row, size_t column)
{
    const char *text = results_table_text(table, row, column);
    return arena_copy_text(arena, text, strlen(text));
}

static bool read_attribution(CoupledResults *coupled, Arena *arena, const char *folder,
                             Failure *failure)
{
    static const char *const columns[] = {"strategy", "scope", "id",     "metric",  "unit", "part",
                                          "n",        "mean",  "ci_low", "ci_high", NULL};
    ResultsTable table;
    if (!results_table_open(&table, folder, ATTRIBUTION_FILE, columns, failure)) {
        return false;
    }
    AttributionRow *rows = arena_allocate(arena, table.csv.row_count, sizeof *rows);
    for (size_t i = 0; i < table.csv.row_count; ++i) {
        AttributionRow *row = &rows[i];
        const char **texts[] = {&row->strategy, &row->scope, &row->id,
                                &row->metric,   &row->unit,  &row->part};
        double *numbers[] = {&row->n, &row->mean, &row->ci_low, &row->ci_high};
        for (size_t j = 0; j < 6; ++j) {
            *texts[j] = keep(&table, arena, i, j);
        }
        for (size_t j = 0; j < 4; ++j) {
            *numbers[j] = results_table_number(&table, i, 6 + j);
        }
    }
    coupled->attribution = rows;
    coupled->attribution_count = table.csv.row_count;
    results_table_deinit(&table);
    return true;
}

static bool read_critical_path(CoupledResults *coupled, Arena *arena, const char *folder,
                               Failure *failure)
{
    static const char *const columns[] = {"strategy", "kind",    "id",   "metric",
                                          "unit",     "n",       "mean", "difference",
                                          "ci_low",   "ci_high", NULL};
    ResultsTable table;
    if (!results_table_open(&table, folder, CRITICAL_PATH_FILE, columns, failure)) {
        return false;
    }
    CriticalPathRow *rows = arena_allocate(arena, table.csv.row_count, sizeof *rows);
    for (size_t i = 0; i < table.csv.row_count; ++i) {
        CriticalPathRow *row = &rows[i];
        const char **texts[] = {&row->strategy, &row->kind, &row->id, &row->metric, &row->unit};
        double *numbers[] = {&row->n, &row->mean, &row->difference, &row->ci_low, &row->ci_high};
        for (size_t j = 0; j < 5; ++j) {
            *texts[j] = keep(&table, arena, i, j);
            *numbers[j] = results_table_number(&table, i, 5 + j);
        }
    }
    coupled->critical_path = rows;
    coupled->critical_path_count = table.csv.row_count;
    results_table_deinit(&table);
    return true;
}

bool coupled_results_read(CoupledResults *coupled, Arena *arena, const char *folder,
                          Failure *failure)
{
    *coupled = (CoupledResults){0};
    return read_attribution(coupled, arena, folder, failure) &&
           read_critical_path(coupled, arena, folder, failure);
}

const AttributionRow *coupled_part(const CoupledResults *coupled, const char *strategy,
                                   const char *scope, const char *id, const char *metric,
                                   const char *part)
{
    for (size_t i = 0; i < coupled->attribution_count; ++i) {
        const AttributionRow *row = &coupled->attribution[i];
        if (strcmp(row->strategy, strategy) == 0 && strcmp(row->metric, metric) == 0 &&
            strcmp(row->part, part) == 0 && strcmp(row->scope, scope) == 0 &&
            strcmp(row->id, id) == 0) {
            return row;
        }
    }
    return NULL;
}
