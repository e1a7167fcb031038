/* Scale: two identical insurers are one run twice.
 *
 * Whatever an insurer does not share with others (all but crews) is the same whether it is alone or
 * not. So a scenario with insurer a alone, one with b alone and one with both must tell the same of
 * a and of b; what all insurers together have is the sum of them, which the balances of
 * conservation look after.
 */
#include "tests/laws/random/law_case.h"
#include "tests/test.h"

#include <stdlib.h>

/* The first insurer alone, under the name, and no crew to wait for. */
static Sheets *alone(const Sheets *sheets, const char *name)
{
    Sheets *one = sheets_copy(sheets);
    while (one->tables[TABLE_INSURERS].row_count > 1) {
        sheets_remove_row(one, TABLE_INSURERS, 1);
    }
    char id[64];
    snprintf(id, sizeof id, "%s", sheets_cell(one, 0, COLUMN_INSURERS_ID));
    sheets_rename(one, TABLE_INSURERS, id, name);
    sheets_clear(one, TABLE_CREWS);
    return one;
}

/* Rows that speak of a alone: overrides of its cells, outages of its instances. They are given to b
 * as well. */
static void double_rows(Sheets *both, TableId table, ColumnId column)
{
    size_t rows = both->tables[table].row_count;
    for (size_t row = 0; row < rows; row++) {
        if (sheets_mentions(both, row, column, TABLE_INSURERS, "twin-a")) {
            size_t copy = sheets_add_row(both, table);
            Sheet *sheet = &both->tables[table];
            memcpy(sheet->cells[copy], sheet->cells[row], sizeof sheet->cells[0]);
            const char *cell = sheets_cell(both, row, column), *at = strstr(cell, "twin-a");
            sheets_set(both, copy, column, "%.*stwin-b%s", (int)(at - cell), cell,
                       at + strlen("twin-a"));
        }
    }
}

static Sheets *together(const Sheets *first)
{
    Sheets *both = sheets_copy(first);
    Sheet *insurers = &both->tables[TABLE_INSURERS];
    size_t second = sheets_add_row(both, TABLE_INSURERS);
    memcpy(insurers->cells[second], insurers->cells[0], sizeof insurers->cells[0]);
    sheets_set(both, second, COLUMN_INSURERS_ID, "twin-b");
    for (size_t row = 0; row < both->tables[TABLE_ZONES].row_count; row++) {
        const char *list = sheets_cell(both, row, COLUMN_ZONES_INSURERS);
        if (list[0]) {
            sheets_set(both, row, COLUMN_ZONES_INSURERS, "%s twin-b", list);
        }
    }
    double_rows(both, TABLE_OUTAGES, COLUMN_OUTAGES_TARGET);
    double_rows(both, TABLE_OVERRIDES, COLUMN_OVERRIDES_CELL);
    return both;
}

/* Rows of one insurer, and those of zones, which have no part in who stands in them. */
static bool speaks_of(const ResultKey *key, const char *insurer)
{
    const char *at = strchr(key->id, '@');
    return strcmp(at ? at + 1 : key->id, insurer) == 0 || strcmp(key->scope, "zone") == 0;
}

static Violation compare(LawCase *law_case, const Sheets *single, Run *both, const char *insurer)
{
    static const char *const options[] = {"--no-curves", "-j", "1", NULL};
    Violation violation;
    Run *run = run_compare(law_case->workplace, insurer, single, options, &violation);
    const ResultTable *first = run ? run_table(run, "replications.csv") : NULL;
    for (size_t row = 0; run && row < result_rows(first) && !violation.found; row++) {
        const ResultKey *key = result_row(first, row);
        const char *here = result_cell(first, key, "value");
        const char *there = result_cell(run_table(both, "replications.csv"), key, "value");
        if (speaks_of(key, insurer) && (!there || strcmp(here, there) != 0)) {
            violation = violation_of("%s %s %s %s, replication %g: %s alone, %s beside its twin",
                                     key->strategy, key->scope, key->id, key->metric, key->at, here,
                                     there ? there : "no such row");
        }
        law_case->evidence += strcmp(here, "0") != 0;
    }
    run_free(run);
    return violation;
}

Violation two_insurers_are_one_run_twice(LawCase *law_case)
{
    static const char *const options[] = {"--no-curves", "-j", "1", NULL};
    Sheets *first = alone(law_case->sheets, "twin-a"), *second = alone(law_case->sheets, "twin-b");
    Sheets *both = together(first);
    Violation violation;
    Run *run = run_compare(law_case->workplace, "both", both, options, &violation);
    if (run) {
        violation = compare(law_case, first, run, "twin-a");
        violation = violation.found ? violation : compare(law_case, second, run, "twin-b");
    }
    run_free(run);
    free(first);
    free(second);
    free(both);
    return violation;
}
