/* The tables beside summary, comparison and curves, as `--json` and the workbook show them: each
 * only where the run has written it. */
#ifndef CLI_EXTRA_TABLES_H
#define CLI_EXTRA_TABLES_H

#include <stdbool.h>
#include <stddef.h>

typedef struct ExtraTable {
    const char *file;  /* in the result folder */
    const char *name;  /* in the JSON document */
    const char *sheet; /* in the workbook */
} ExtraTable;

const ExtraTable *extra_tables(size_t *count);

typedef struct ExtraColumn {
    const char *name;    /* in the file */
    const char *heading; /* in the workbook */
    double width;        /* there, in characters */
    bool is_text;        /* else a number, or empty */
} ExtraColumn;

/* What is known of a column of these files; one that nobody listed is a text under its name. */
ExtraColumn extra_column(const char *name);

#endif
