/* A SQLite database: opening, statements, and errors as failures. Only this pair calls SQLite.
 *
 * It is written through a log beside it (WAL), so that a process which is killed leaves whole
 * transactions and costs no sync per transaction; the next one that opens it cleans up.
 */
#ifndef STUDY_DATABASE_H
#define STUDY_DATABASE_H

#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Database {
    struct sqlite3 *handle; /* NULL: not open */
    char *path;
} Database;

typedef enum DatabaseUse {
    DATABASE_TO_READ, /* the file must be there */
    DATABASE_TO_WRITE /* it is made where it is not */
} DatabaseUse;

/* Opens the file. What is no database is a failure of the input. Release with database_close in any
 * case. */
bool database_open(Database *database, const char *path, DatabaseUse use, Failure *failure);

/* Takes the log into the file, so that it stands alone. */
bool database_settle(Database *database, Failure *failure);
void database_close(Database *database);

/* Runs statements without results. */
bool database_run(Database *database, const char *sql, Failure *failure);

typedef struct Statement {
    Database *database;
    struct sqlite3_stmt *handle; /* NULL: not prepared */
} Statement;

bool statement_prepare(Statement *statement, Database *database, const char *sql, Failure *failure);
void statement_finish(Statement *statement); /* safe on one that is not prepared */

/* Parameters, from 1. */
void statement_set_whole(Statement *statement, int at, int64_t value);
void statement_set_number(Statement *statement, int at, double value); /* NAN: NULL */
void statement_set_text(Statement *statement, int at, const char *text);

/* The next row; *row is false at the end, and the statement can be run again then. */
bool statement_step(Statement *statement, bool *row, Failure *failure);

/* Runs to the end, all rows passed over. */
bool statement_run(Statement *statement, Failure *failure);

/* Columns of the row, from 0. */
int64_t statement_whole(const Statement *statement, int at);
double statement_number(const Statement *statement, int at);    /* NULL: NAN */
const char *statement_text(const Statement *statement, int at); /* NULL: ""; until the next step */
bool statement_is_null(const Statement *statement, int at);

#endif
