/* Reports what is wrong with cells where the planner wrote it: in the table's file, or in the
 * override or `--set` that changed the cell last.
 *
 * What an override merely repeats of a mistake in the base is not reported again.
 */
#ifndef MODELS_SCENARIO_COMPLAINT_H
#define MODELS_SCENARIO_COMPLAINT_H

#include "base/attributes.h"
#include "models/scenario_reading.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct CellPlace {
    size_t row;
    ColumnId column;
} CellPlace;

/* Reports a mistake of a cell where its value was written. Always false. */
bool reading_mistake(ScenarioReading *reading, size_t row, ColumnId column, const char *format, ...)
    ATTRIBUTE_PRINTF(4, 5);

/* The same of the text itself, wherever a factor on it came from. */
bool reading_text_mistake(ScenarioReading *reading, size_t row, ColumnId column,
                          const char *message);

/* The same for a rule that two cells of a row break: of the first, told where either was changed
 * last. Where that was the second, the message begins with the column of the first, which the place
 * does not name. */
bool reading_pair_mistake(ScenarioReading *reading, size_t row, ColumnId first, ColumnId second,
                          const char *format, ...) ATTRIBUTE_PRINTF(5, 6);

/* The same for a rule that cells of several rows or tables break together: of the first of
 * `places`. Where another one's change is told of, the message begins with the first's file, line
 * and column. */
bool reading_places_mistake(ScenarioReading *reading, const CellPlace *places, size_t count,
                            const char *format, ...) ATTRIBUTE_PRINTF(4, 5);

/* The same for a rule that a column's cells in several rows break together, with a message that
 * names all of them: of the first of `rows`. */
bool reading_rows_mistake(ScenarioReading *reading, ColumnId column, const size_t *rows,
                          size_t count, const char *message);

#endif
