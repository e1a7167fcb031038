/* What is said of a column or key that a table does not have: the one that was meant, or where it
 * belongs.
 */
#ifndef MODELS_SCENARIO_NAMES_H
#define MODELS_SCENARIO_NAMES_H

#include "base/text.h"
#include "models/scenario_columns.h"

#include <stddef.h>

/* Adds "; did you mean X?" to the message, with X's unit where the name bears another one (so that
 * whoever renames the column converts its values); else "; it is one of TABLE.csv" where other
 * tables have the name; else the list of what the table has. Returns the index of X within the
 * table, SIZE_MAX where none is near. */
size_t names_suggest(TableId table, const char *name, TextBuilder *message);

/* Adds "; did you mean TABLE.ID.NAME or TABLE.NAME?" where tables have a column or key of the name:
 * of an address without its table. */
void names_suggest_cells(const char *name, TextBuilder *message);

#endif
