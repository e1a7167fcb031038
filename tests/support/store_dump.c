#include "tests/support/store_dump.h"

#include "base/text.h"
#include "study/database.h"

#include <stdlib.h>

typedef struct Dumping {
    Database database;
    Failure failure;
    TextBuilder text;
} Dumping;

static void dump_rows(Dumping *dumping, const char *sql, int columns)
{
    Statement query;
    bool row = statement_prepare(&query, &dumping->database, sql, &dumping->failure);
    while (row && statement_step(&query, &row, &dumping->failure) && row) {
        for (int i = 0; i < columns; ++i) {
            text_add_format(&dumping->text, "%s|", statement_text(&query, i));
        }
        text_add(&dumping->text, "\n");
    }
    statement_finish(&query);
}

/* SQLite writes a row for itself: quote() gives numbers exactly. */
static void dump_table(Dumping *dumping, const char *table)
{
    Statement query;
    TextBuilder columns = {0}, sql = {0};
    bool row = true;
    text_add_format(&sql, "SELECT name FROM pragma_table_info('%s')", table);
    row = statement_prepare(&query, &dumping->database, sql.text, &dumping->failure);
    while (row && statement_step(&query, &row, &dumping->failure) && row) {
        text_add_format(&columns, "%squote(\"%s\")", columns.length > 0 ? " || ',' || " : "",
                        statement_text(&query, 0));
    }
    statement_finish(&query);
    text_clear(&sql);
    text_add_format(&sql, "SELECT %s FROM \"%s\"", columns.text ? columns.text : "''", table);
    dump_rows(dumping, sql.text, 1);
    text_deinit(&columns);
    text_deinit(&sql);
}

char *store_dump(const char *path)
{
    Dumping dumping = {.failure = {0}};
    if (database_open(&dumping.database, path, DATABASE_TO_READ, &dumping.failure)) {
        Statement tables;
        bool row = true;
        dump_rows(&dumping, "SELECT name, sql FROM sqlite_schema ORDER BY name", 2);
        row = statement_prepare(&tables, &dumping.database,
                                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
                                &dumping.failure);
        while (row && statement_step(&tables, &row, &dumping.failure) && row) {
            dump_table(&dumping, statement_text(&tables, 0));
        }
        statement_finish(&tables);
    }
    database_close(&dumping.database);
    if (dumping.failure.failed) {
        text_deinit(&dumping.text);
    }
    return dumping.text.text;
}
