/* Reads the cells of one variant of the tables (the base, or what a strategy meets) as what their
 * columns hold.
 *
 * Every function checks its cell by columns.def, reports what is wrong where the value was written,
 * and then returns something harmless (NAN, NONE, an unread distribution), so that no rule which
 * builds on it speaks up as well. A cell is read once in a variant. What an override merely repeats
 * of a mistake in the base is not reported again.
 */
#ifndef MODELS_SCENARIO_READING_H
#define MODELS_SCENARIO_READING_H

#include "base/attributes.h"
#include "models/scenario.h"
#include "models/scenario_mistake.h"
#include "models/scenario_table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ReadingNotes { /* shared by all variants */
    MistakeSet base_mistakes;
    size_t *marks; /* [rows of the largest table]: the list that last named the row */
    size_t mark;
    size_t searches; /* names compared to find the nearest: hostile tables have a bounded cost */
} ReadingNotes;

typedef struct ScenarioReading {
    const ScenarioTables *tables;
    const ScenarioTables *base; /* the same where it is the base */
    ScenarioFolder *folder;
    Arena *arena;
    Diagnostics *diagnostics;
    ReadingNotes *notes;
} ScenarioReading;

/* Number of rows of the variant's table. */
size_t reading_rows(const ScenarioReading *reading, TableId table);

/* Whether the cell is empty, its default aside. */
bool reading_is_empty(const ScenarioReading *reading, size_t row, ColumnId column);

/* Whether the file has no such column though one is required or its name was mistyped: that is told
 * of the header, and no row of the table tells of it again. */
bool reading_is_lost(const ScenarioReading *reading, ColumnId column);

/* Whether the cell is empty, and its column not lost. */
bool reading_lacks(const ScenarioReading *reading, size_t row, ColumnId column);

/* The text, or the default; "" where a required one is missing (reported). */
const char *read_text(ScenarioReading *reading, size_t row, ColumnId column);

/* In the unit of the column; NAN where there is none or it is wrong. */
double read_number(ScenarioReading *reading, size_t row, ColumnId column);

/* The same in hours where the column has minutes or days. */
double read_hours(ScenarioReading *reading, size_t row, ColumnId column);

/* NONE where there is none or it is wrong. */
size_t read_whole(ScenarioReading *reading, size_t row, ColumnId column);
uint64_t read_seed(ScenarioReading *reading, size_t row, ColumnId column);

/* Minutes come out as hours. */
Distribution read_distribution(ScenarioReading *reading, size_t row, ColumnId column);

/* False after a mistake: then nothing is known of the distribution. */
bool distribution_was_read(const Distribution *distribution);

/* Whether it was read and never is over 0. */
bool distribution_has_no_mean(const Distribution *distribution);

/* Index into the words of the column's choices; NONE after a mistake. */
size_t read_choice(ScenarioReading *reading, size_t row, ColumnId column);

/* Row of the table (index of the group) that the cell names; NONE where it names none or an unknown
 * one. The built-in `always`, `flat` and `undisturbed` are none. */
size_t read_reference(ScenarioReading *reading, size_t row, ColumnId column);

/* Rows that the cell lists, each once; unknown ones are reported and left out. */
IndexList read_list(ScenarioReading *reading, size_t row, ColumnId column);

/* A word of a list: its length from *text on, 0 at the end; *text moves to its beginning. */
size_t list_word(const char **text);

typedef struct CellWord { /* a word of a cell that should be an id of `table` */
    TableId table;
    size_t row;
    ColumnId column;
    const char *text;
    size_t length;
} CellWord;

/* The row that the word names; NONE after a mistake. */
size_t read_word(ScenarioReading *reading, const CellWord *word);

/* Reports that `name` is none of the known words. Always false. */
bool reading_unknown_word(ScenarioReading *reading, size_t row, ColumnId column, const char *name,
                          const char *const *known, size_t count);

/* Reports that `name` is no `what` of the table. Always false. */
bool reading_unknown(ScenarioReading *reading, size_t row, ColumnId column, TableId table,
                     const char *name);

#endif
