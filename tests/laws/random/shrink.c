#include "tests/laws/random/shrink.h"

#include "tests/test.h"

#include <stdlib.h>

/* Takes the smaller sheets over where they still have the fault; frees them in any case. */
static bool keep(Sheets *sheets, Sheets *smaller, Fault *fault)
{
    bool kept = fault->tries > 0;
    if (kept) {
        fault->tries--;
        kept = fault->is_in(smaller, fault->context);
    }
    if (kept) {
        *sheets = *smaller;
    }
    free(smaller);
    return kept;
}

static bool shrink_tables(Sheets *sheets, Fault *fault)
{
    bool shrunk = false;
    for (TableId table = 0; table < TABLE_COUNT; table++) {
        if (table != TABLE_SCENARIO && sheets->tables[table].row_count > 0) {
            Sheets *smaller = sheets_copy(sheets);
            sheets_clear(smaller, table);
            shrunk = keep(sheets, smaller, fault) || shrunk;
        }
    }
    return shrunk;
}

static bool shrink_rows(Sheets *sheets, Fault *fault)
{
    bool shrunk = false;
    for (TableId table = 0; table < TABLE_COUNT; table++) {
        for (size_t row = sheets->tables[table].row_count; table != TABLE_SCENARIO && row > 0;
             row--) {
            if (row <= sheets->tables[table].row_count) {
                Sheets *smaller = sheets_copy(sheets);
                sheets_remove_row(smaller, table, row - 1);
                shrunk = keep(sheets, smaller, fault) || shrunk;
            }
        }
    }
    return shrunk;
}

static bool try_text(Sheets *sheets, size_t row, ColumnId column, const char *text, Fault *fault)
{
    if (strcmp(sheets_cell(sheets, row, column), text) == 0) {
        return false;
    }
    Sheets *smaller = sheets_copy(sheets);
    sheets_set(smaller, row, column, "%s", text);
    return keep(sheets, smaller, fault);
}

/* The first number over 0 after a `=`, as the constant that stands for a distribution. */
static void constant_of(const char *text, char *out, size_t size)
{
    double value = 1;
    for (const char *place = strchr(text, '='); place; place = strchr(place + 1, '=')) {
        if (strtod(place + 1, NULL) > 0) {
            value = strtod(place + 1, NULL);
            break;
        }
    }
    snprintf(out, size, "%.2g", value);
}

/* A whole number, 1, or half of it: what reads well. */
static bool shrink_number(Sheets *sheets, size_t row, ColumnId column, Fault *fault)
{
    double value = sheets_number(sheets, row, column, 0);
    char text[40];
    if (fabs(value) <= 1) {
        return false;
    }
    snprintf(text, sizeof text, "%.0f", value);
    bool shrunk = strlen(text) < strlen(sheets_cell(sheets, row, column)) &&
                  try_text(sheets, row, column, text, fault);
    snprintf(text, sizeof text, "%.0f", value / 2);
    return try_text(sheets, row, column, "1", fault) ||
           try_text(sheets, row, column, text, fault) || shrunk;
}

static bool shrink_cell(Sheets *sheets, size_t row, ColumnId column, Fault *fault)
{
    const ColumnSpec *spec = column_spec(column);
    const char *text = sheets_cell(sheets, row, column);
    char constant[40];
    if (text[0] == '\0' || spec->type == CELL_ID || spec->type == CELL_GROUP) {
        return false;
    }
    if (!spec->required && try_text(sheets, row, column, "", fault)) {
        return true;
    }
    if (strchr(text, '(')) {
        constant_of(text, constant, sizeof constant);
        return try_text(sheets, row, column, constant, fault);
    }
    bool number = spec->type == CELL_NUMBER || spec->type == CELL_WHOLE ||
                  spec->type == CELL_SEED || spec->type == CELL_DISTRIBUTION;
    return number && column != COLUMN_SCENARIO_SEED && shrink_number(sheets, row, column, fault);
}

static bool shrink_cells(Sheets *sheets, Fault *fault)
{
    bool shrunk = false;
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        for (size_t row = 0; row < sheets->tables[column_spec(column)->table].row_count; row++) {
            shrunk = shrink_cell(sheets, row, column, fault) || shrunk;
        }
    }
    return shrunk;
}

void sheets_shrink(Sheets *sheets, Fault *fault)
{
    Sheets *plain = sheets_copy(sheets);
    plain->layout = 0;
    keep(sheets, plain, fault);
    bool shrunk = true;
    while (shrunk && fault->tries > 0) {
        shrunk = shrink_tables(sheets, fault);
        shrunk = shrink_rows(sheets, fault) || shrunk;
        shrunk = shrink_cells(sheets, fault) || shrunk;
    }
}
