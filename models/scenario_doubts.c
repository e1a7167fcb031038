#include "models/scenario_doubts.h"

#include "models/scenario_case_parts.h"
#include "models/thousands_doubt.h"

typedef struct DoubtedColumn { /* the first of a column, and how many there are */
    ThousandsDoubt first;
    CellOrigin place;
    size_t count;
} DoubtedColumn;

static void add_cell(DoubtedColumn *doubted, const ThousandsDoubt *number, CellOrigin place)
{
    if (doubted->count++ == 0) {
        doubted->first = *number;
        doubted->place = place;
    }
}

static void tell(const DoubtedColumn *doubted, Diagnostics *doubts)
{
    TextBuilder words = {0};

    if (doubted->count == 0) {
        return;
    }
    thousands_doubt_say(&doubted->first, doubted->count - 1, &words);
    diagnostics_add(doubts, doubted->place.file, doubted->place.line, doubted->place.column, "%s",
                    words.text);
    text_deinit(&words);
}

static void doubt_column(const ScenarioTables *tables, ColumnId column, Diagnostics *doubts)
{
    const ScenarioTable *table = &tables->tables[column_spec(column)->table];
    DoubtedColumn of_file = {.count = 0};

    for (size_t row = 0; row < table->row_count; row++) {
        const TableCell *cell = table_cell(tables, row, column);
        const CellOrigin here = {table->file, table_line(tables, row, column),
                                 column_spec(column)->name};
        ThousandsDoubt number;
        if (!thousands_doubt_find(&number, cell->text, cell->decimal_sign, column)) {
            continue;
        }
        if (cell->text_origin > 0) { /* each --set; for many rows it is kept once */
            const CellOrigin place = tables->origins[cell->text_origin];
            tell(&(DoubtedColumn){number, place, 1}, doubts);
        } else {
            add_cell(&of_file, &number, here);
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
        ThousandsDoubt number;
        if (column_is_numeric(override->address.column) &&
            thousands_doubt_find(&number, change->value, change->decimal_sign,
                                 override->address.column)) {
            add_cell(&doubted, &number, scenario_case->tables.origins[change->origin]);
        }
    }
    tell(&doubted, doubts);
}

static void doubt_empirical_files(const ScenarioFolder *folder, Diagnostics *doubts)
{
    for (size_t i = 0; i < folder->empirical_count; i++) {
        const EmpiricalFile *file = folder->empirical[i];
        tell(&(DoubtedColumn){file->doubt,
                              {file->name, file->doubt_line, "value"},
                              file->doubt_count},
             doubts);
    }
}

void scenario_doubts(const ScenarioCase *scenario_case, Diagnostics *doubts)
{
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        if (column_is_numeric(column)) {
            doubt_column(&scenario_case->tables, column, doubts);
        }
    }
    doubt_overrides(scenario_case, doubts);
    doubt_empirical_files(&scenario_case->folder, doubts);
}
