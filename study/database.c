#include "study/database.h"

#include "base/memory.h"

#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { BUSY_MS = 10000 };

static bool fail(Database *database, const char *what, Failure *failure)
{
    const int code = database->handle ? sqlite3_errcode(database->handle) : SQLITE_NOMEM;
    const char *why = database->handle ? sqlite3_errmsg(database->handle) : "out of memory";
    if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT) {
        return failure_of_input(failure, "%s: %s: %s", database->path, what, why);
    }
    return failure_set(failure, "%s: %s: %s", database->path, what, why);
}

bool database_open(Database *database, const char *path, DatabaseUse use, Failure *failure)
{
    const size_t length = strlen(path);
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                      (use == DATABASE_TO_WRITE ? SQLITE_OPEN_CREATE : 0);
    *database = (Database){.path = memory_allocate(length + 1, 1)};
    memcpy(database->path, path, length);
    if (sqlite3_open_v2(path, &database->handle, flags, NULL) != SQLITE_OK) {
        return fail(database, "cannot be opened", failure);
    }
    (void)sqlite3_busy_timeout(database->handle, BUSY_MS);
    if (use == DATABASE_TO_READ) { /* what is no database shows with the first question */
        return database_run(database, "SELECT count(*) FROM sqlite_schema", failure);
    }
    /* A page holds some thirty rows of replications, which are wide. NORMAL: a loss of power may
     * take the last pieces, never the file. */
    return database_run(database,
                        "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; "
                        "PRAGMA synchronous = NORMAL;",
                        failure);
}

bool database_settle(Database *database, Failure *failure)
{
    return database_run(database, "PRAGMA journal_mode = DELETE;", failure);
}

void database_close(Database *database)
{
    if (database->handle) {
        (void)sqlite3_close(database->handle);
    }
    free(database->path);
    *database = (Database){0};
}

bool database_run(Database *database, const char *sql, Failure *failure)
{
    return sqlite3_exec(database->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
           fail(database, "cannot be read or written", failure);
}

bool statement_prepare(Statement *statement, Database *database, const char *sql, Failure *failure)
{
    *statement = (Statement){.database = database};
    return sqlite3_prepare_v3(database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                              &statement->handle, NULL) == SQLITE_OK ||
           fail(database, "cannot be read", failure);
}

void statement_finish(Statement *statement)
{
    (void)sqlite3_finalize(statement->handle);
    statement->handle = NULL;
}

void statement_set_whole(Statement *statement, int at, int64_t value)
{
    (void)sqlite3_bind_int64(statement->handle, at, value);
}

void statement_set_number(Statement *statement, int at, double value)
{
    (void)sqlite3_bind_double(statement->handle, at, value); /* makes NULL of NAN by itself */
}

void statement_set_text(Statement *statement, int at, const char *text)
{
    (void)sqlite3_bind_text(statement->handle, at, text, -1, SQLITE_TRANSIENT);
}

bool statement_step(Statement *statement, bool *row, Failure *failure)
{
    const int answer = sqlite3_step(statement->handle);
    *row = answer == SQLITE_ROW;
    if (*row) {
        return true;
    }
    const bool done =
        answer == SQLITE_DONE || fail(statement->database, "cannot be read or written", failure);
    (void)sqlite3_reset(statement->handle);
    return done;
}

bool statement_run(Statement *statement, Failure *failure)
{
    bool row = true;
    while (row) {
        if (!statement_step(statement, &row, failure)) {
            return false;
        }
    }
    return true;
}

int64_t statement_whole(const Statement *statement, int at)
{
    return sqlite3_column_int64(statement->handle, at);
}

double statement_number(const Statement *statement, int at)
{
    return statement_is_null(statement, at) ? (double)NAN
                                            : sqlite3_column_double(statement->handle, at);
}

const char *statement_text(const Statement *statement, int at)
{
    const unsigned char *text = sqlite3_column_text(statement->handle, at);
    return text ? (const char *)text : "";
}

bool statement_is_null(const Statement *statement, int at)
{
    return sqlite3_column_type(statement->handle, at) == SQLITE_NULL;
}
