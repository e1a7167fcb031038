#include "study/fairness.h"
#include "study/results_table.h"

#include <string.h>

bool fairness_read(Fairness *fairness, Arena *arena, const char *folder, Failure *failure)
{
    enum { TEXTS = 7, NUMBERS = 7 };
    static const char *const columns[] = {
        "strategy", "scope", "id",     "metric",  "unit",       "part",           "insurer",
        "n",        "mean",  "ci_low", "ci_high", "difference", "difference_low", "difference_high",
        NULL};
    ResultsTable table;
    if (!results_table_open(&table, folder, FAIRNESS_FILE, columns, failure)) {
        return false;
    }
    FairnessRow *rows = arena_allocate(arena, table.csv.row_count, sizeof *rows);
    for (size_t i = 0; i < table.csv.row_count; ++i) {
        FairnessRow *row = &rows[i];
        const char **texts[TEXTS] = {&row->strategy, &row->scope, &row->id,     &row->metric,
                                     &row->unit,     &row->part,  &row->insurer};
        double *numbers[NUMBERS] = {
            &row->n,          &row->mean,           &row->ci_low,         &row->ci_high,
            &row->difference, &row->difference_low, &row->difference_high};
        for (size_t j = 0; j < TEXTS; ++j) {
            const char *text = results_table_text(&table, i, j);
            *texts[j] = arena_copy_text(arena, text, strlen(text));
        }
        for (size_t j = 0; j < NUMBERS; ++j) {
            *numbers[j] = results_table_number(&table, i, TEXTS + j);
        }
    }
    *fairness = (Fairness){table.csv.row_count, rows};
    results_table_deinit(&table);
    return true;
}

const FairnessRow *fairness_find(const Fairness *fairness, const char *strategy, const char *scope,
                                 const char *id, const char *metric, const char *part)
{
    const FairnessRow *found = NULL;
    for (size_t i = 0; i < fairness->count; ++i) {
        const FairnessRow *row = &fairness->rows[i];
        if (strcmp(row->part, part) == 0 && strcmp(row->strategy, strategy) == 0 &&
            strcmp(row->id, id) == 0 && strcmp(row->metric, metric) == 0 &&
            strcmp(row->scope, scope) == 0 && (!found || row->mean > found->mean)) {
            found = row;
        }
    }
    return found;
}
