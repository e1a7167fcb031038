/* Where a cell speaks of a row of another table: references, lists, zones, targets of outages,
 * addresses of overrides and what overrides put in place of a reference.
 */
#ifndef TESTS_LAWS_RANDOM_MENTION_H
#define TESTS_LAWS_RANDOM_MENTION_H

#include "tests/laws/random/sheets.h"

typedef struct CellMention {
    const char *text;
    bool words;    /* ids with spaces between: a word that is the id is a mention */
    bool whole;    /* what stands beside a mention cannot be without it */
    bool target;   /* KIND:ID or KIND:ID@ID */
    bool address;  /* TABLE.ID.COLUMN */
    TableId table; /* of the id that is looked for */
} CellMention;

/* How the cell may speak of ids of `table`. */
CellMention mention_of(const Sheets *sheets, size_t row, ColumnId column, TableId table);

/* Whether the cell speaks of `id`; `out` is then its text with `name` in its place, or without it
 * where that is NULL ("" where nothing is left). */
bool mention_replace(const CellMention *mention, const char *id, const char *name, char *out,
                     size_t size);

#endif
