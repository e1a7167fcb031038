#include "models/scenario_complaint.h"

#include <stdarg.h>
#include <stdio.h>

enum { MESSAGE = 900 };

/* Reports at the place of `origin` with `context` before the message; `place` says of which cell.
 */
static bool report(ScenarioReading *reading, CellPlace place, uint32_t origin, const char *context,
                   const char *message)
{
    const uint64_t hash = mistake_hash(place.row, place.column, message);

    if (reading->tables == reading->base) {
        mistake_set_add(&reading->notes->base_mistakes, hash);
    } else if (mistake_set_holds(&reading->notes->base_mistakes, hash)) {
        return false;
    }
    if (origin > 0) {
        const CellOrigin *written = &reading->base->origins[origin];
        return diagnostics_add(reading->diagnostics, written->file, written->line, written->column,
                               "%s%s", context, message);
    }
    const ColumnSpec *spec = column_spec(place.column);
    return diagnostics_add(reading->diagnostics, reading->tables->tables[spec->table].file,
                           table_line(reading->tables, place.row, place.column), spec->name, "%s",
                           message);
}

static uint32_t origin_of(const ScenarioReading *reading, CellPlace place)
{
    return table_cell(reading->tables, place.row, place.column)->origin;
}

bool reading_mistake(ScenarioReading *reading, size_t row, ColumnId column, const char *format, ...)
{
    const CellPlace place = {row, column};
    char message[MESSAGE];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return report(reading, place, origin_of(reading, place), "", message);
}

bool reading_text_mistake(ScenarioReading *reading, size_t row, ColumnId column,
                          const char *message)
{
    return report(reading, (CellPlace){row, column},
                  table_cell(reading->tables, row, column)->text_origin, "", message);
}

bool reading_pair_mistake(ScenarioReading *reading, size_t row, ColumnId first, ColumnId second,
                          const char *format, ...)
{
    const uint32_t one = origin_of(reading, (CellPlace){row, first});
    const uint32_t other = origin_of(reading, (CellPlace){row, second});
    char message[MESSAGE], context[128];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    snprintf(context, sizeof context, "%s: ", column_spec(first)->name);
    return report(reading, (CellPlace){row, first}, other > one ? other : one,
                  other > one ? context : "", message);
}

bool reading_places_mistake(ScenarioReading *reading, const CellPlace *places, size_t count,
                            const char *format, ...)
{
    const uint32_t first = origin_of(reading, places[0]);
    const ColumnSpec *spec = column_spec(places[0].column);
    char message[MESSAGE], context[128];
    uint32_t latest = first;
    va_list arguments;

    for (size_t i = 1; i < count; i++) {
        const uint32_t origin = origin_of(reading, places[i]);
        latest = origin > latest ? origin : latest;
    }
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    snprintf(context, sizeof context, "%s.csv, line %zu, %s: ", table_spec(spec->table)->name,
             table_line(reading->tables, places[0].row, places[0].column), spec->name);
    return report(reading, places[0], latest, latest > first ? context : "", message);
}

bool reading_rows_mistake(ScenarioReading *reading, ColumnId column, const size_t *rows,
                          size_t count, const char *message)
{
    uint32_t latest = 0;

    for (size_t i = 0; i < count; i++) {
        const uint32_t origin = origin_of(reading, (CellPlace){rows[i], column});
        latest = origin > latest ? origin : latest;
    }
    return report(reading, (CellPlace){rows[0], column}, latest, "", message);
}
