#include "models/scenario_doubts.h"

#include "base/number.h"
#include "base/number_advice.h"
#include "models/scenario_case_parts.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

typedef struct Doubted { /* a number in the text of a cell */
    const char *digits;
    size_t length;
    double value;
} Doubted;

typedef struct DoubtedColumn { /* the first of a column, and how many there are */
    Doubted first;
    CellOrigin place;
    char decimal_sign;
    size_t count;
} DoubtedColumn;

static bool may_be_thousands(Doubted *number, const char *text, char decimal_sign, ColumnId column)
{
    const ColumnSpec *spec = column_spec(column);
    const char after = number->digits[number->length];
    const char before = number->digits > text ? number->digits[-1] : ' ';

    return !isalnum((unsigned char)before) && !strchr("_+-", before) &&
           !isalpha((unsigned char)after) &&
           number_may_be_thousands(number->digits, number->length, decimal_sign) &&
           number_parse(number->digits, number->length, decimal_sign, &number->value) &&
           (spec->type == CELL_DISTRIBUTION || range_holds(&spec->range, 1000 * number->value));
}

/* The first doubted number of a cell: the cell itself, or in a distribution one of its arguments.
 * That of a factor (x1.500) is never one of thousands. */
static bool find_doubted(Doubted *number, const char *text, char decimal_sign, ColumnId column)
{
    static const char digits[] = "0123456789.,";

    for (const char *at = text + strcspn(text, digits); *at != '\0'; at += strcspn(at, digits)) {
        *number = (Doubted){.digits = at, .length = strspn(at, digits)};
        if (may_be_thousands(number, text, decimal_sign, column)) {
            return true;
        }
        at += number->length;
    }
    return false;
}

static void add_cell(DoubtedColumn *doubted, const Doubted *number, CellOrigin place,
                     char decimal_sign)
{
    if (doubted->count++ == 0) {
        doubted->first = *number;
        doubted->place = place;
        doubted->decimal_sign = decimal_sign;
    }
}

static void tell(const DoubtedColumn *doubted, Diagnostics *doubts)
{
    const Doubted *number = &doubted->first;
    char value[NUMBER_TEXT], more[64] = "";

    if (doubted->count == 0) {
        return;
    }
    const size_t before = strcspn(number->digits, (const char[]){doubted->decimal_sign, '\0'});
    number_format(value, number->value);
    if (strchr(value, '.')) {
        *strchr(value, '.') = doubted->decimal_sign;
    }
    if (doubted->count > 1) {
        (void)snprintf(more, sizeof more, "; the column has %zu more such number%s",
                       doubted->count - 1, doubted->count == 2 ? "" : "s");
    }
    diagnostics_add(doubts, doubted->place.file, doubted->place.line, doubted->place.column,
                    "%.*s is read as %s; where thousands are meant, write %.*s%.*s%s",
                    (int)number->length, number->digits, value, (int)before, number->digits,
                    (int)(number->length - before - 1), number->digits + before + 1, more);
}

static void doubt_column(const ScenarioTables *tables, ColumnId column, Diagnostics *doubts)
{
    const ScenarioTable *table = &tables->tables[column_spec(column)->table];
    DoubtedColumn of_file = {.count = 0};

    for (size_t row = 0; row < table->row_count; row++) {
        const TableCell *cell = table_cell(tables, row, column);
        const CellOrigin here = {table->file, table_line(tables, row, column),
                                 column_spec(column)->name};
        Doubted number;
        if (!find_doubted(&number, cell->text, cell->decimal_sign, column)) {
            continue;
        }
        if (cell->text_origin > 0) { /* each --set; for many rows it is kept once */
            const CellOrigin place = tables->origins[cell->text_origin];
            tell(&(DoubtedColumn){number, place, cell->decimal_sign, 1}, doubts);
        } else {
            add_cell(&of_file, &number, here, cell->decimal_sign);
        }
    }
    tell(&of_file, doubts);
}

static void doubt_overrides(const ScenarioCase *scenario_case, Diagnostics *doubts)
{
    DoubtedColumn doubted = {.count = 0};

    for (size_t i = 0; i < scenario_case->override_count; i++) {
        const Override *override = &scenario_case->overrides[i];
        const CellChange *change = &override->change;
        Doubted number;
        if (column_is_numeric(override->address.column) &&
            find_doubted(&number, change->value, change->decimal_sign, override->address.column)) {
            add_cell(&doubted, &number, scenario_case->tables.origins[change->origin],
                     change->decimal_sign);
        }
    }
    tell(&doubted, doubts);
}

void scenario_doubts(const ScenarioCase *scenario_case, Diagnostics *doubts)
{
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        if (column_is_numeric(column)) {
            doubt_column(&scenario_case->tables, column, doubts);
        }
    }
    doubt_overrides(scenario_case, doubts);
}
