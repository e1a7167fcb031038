#include "study/factor_columns.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

static const char *const column_names[FACTOR_COLUMNS] = {"factor", "cell",  "low",  "high",
                                                         "levels", "scale", "dist", "note"};

const char *factor_column_name(FactorColumn column)
{
    return column_names[column];
}

static bool is_known(const char *name)
{
    size_t i = 0;
    while (i < FACTOR_COLUMNS && strcmp(name, column_names[i]) != 0) {
        ++i;
    }
    return i < FACTOR_COLUMNS;
}

/* Where no name is near it may be meant as any that is not needed. */
static void tell_unknown(FactorColumns *columns, const CsvTable *csv, const char *name,
                         Diagnostics *diagnostics)
{
    TextBuilder message = {0};
    text_add(&message, "unknown column");
    const size_t nearest = text_add_nearest(&message, name, column_names, FACTOR_COLUMNS);
    diagnostics_add(diagnostics, csv->file, csv->header_line, name, "%s", message.text);
    for (size_t i = 0; i < FACTOR_COLUMNS; ++i) {
        const bool may_be =
            nearest == SIZE_MAX ? i != FACTOR_NAME && i != FACTOR_CELL : i == nearest;
        columns->mistyped[i] = columns->mistyped[i] || (may_be && columns->at[i] == SIZE_MAX);
    }
    text_deinit(&message);
}

/* False where the column is not there. */
static bool need(const FactorColumns *columns, FactorColumn column, const CsvTable *csv,
                 const char *meaning, Diagnostics *diagnostics)
{
    if (columns->at[column] == SIZE_MAX && !columns->mistyped[column]) {
        diagnostics_add(diagnostics, csv->file, csv->header_line, column_names[column],
                        "column is missing: %s", meaning);
    }
    return columns->at[column] != SIZE_MAX;
}

bool factor_columns_find(FactorColumns *columns, const CsvTable *csv, Diagnostics *diagnostics)
{
    *columns = (FactorColumns){0};
    for (size_t i = 0; i < FACTOR_COLUMNS; ++i) {
        columns->at[i] = csv_column(csv, column_names[i]);
    }
    for (size_t i = 0; i < csv->column_count; ++i) {
        if (!is_known(csv->columns[i]) && csv->columns[i][0] != '\0') {
            tell_unknown(columns, csv, csv->columns[i], diagnostics);
        }
    }
    const bool named = need(columns, FACTOR_NAME, csv, "the name of what varies", diagnostics);
    return need(columns, FACTOR_CELL, csv, "the cell that varies, as for --set", diagnostics) &&
           named;
}
