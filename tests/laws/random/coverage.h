/* How much of the format a set of scenarios uses: every column, and every word that a cell may hold
 * (distributions, choices, kinds of isolation and of targets, rows by date, files by dialect).
 */
#ifndef TESTS_LAWS_RANDOM_COVERAGE_H
#define TESTS_LAWS_RANDOM_COVERAGE_H

#include "tests/laws/random/sheets.h"

#include <stdio.h>

enum { COVERAGE_WORDS = 64, COVERAGE_WORD = 32 };

typedef struct Coverage {
    size_t scenarios;
    size_t columns[COLUMN_COUNT]; /* scenarios in which a cell of it says something */
    size_t word_count;
    char words[COVERAGE_WORDS][COVERAGE_WORD];
    size_t uses[COVERAGE_WORDS]; /* cells that use it */
} Coverage;

/* Knows all words, none used. Free with coverage_free. */
Coverage *coverage_new(void);
void coverage_free(Coverage *coverage);

void coverage_add(Coverage *coverage, const Sheets *sheets);

/* One line for each column and word. */
void coverage_print(const Coverage *coverage, FILE *out);

#endif
