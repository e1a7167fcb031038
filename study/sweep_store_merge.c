#include "study/sweep_store_parts.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

/* Rows of meta that belong to a shard, not to the sweep. */
#define OF_THE_SHARD "('shard')"

/* Opened alone first: an attached file that is no database would be told of as the other one. */
static bool is_database(const char *path, Failure *failure)
{
    Database database;
    const bool good = database_open(&database, path, DATABASE_TO_READ, failure);
    database_close(&database);
    return good;
}

static bool attach(Database *database, const char *shard_folder, Failure *failure)
{
    Statement statement = {0};
    if (!sweep_store_exists(shard_folder)) {
        return failure_of_input(failure, "%s: holds no " SWEEP_STORE_FILE, shard_folder);
    }
    char *path = path_join(shard_folder, SWEEP_STORE_FILE);
    bool good = is_database(path, failure) &&
                statement_prepare(&statement, database, "ATTACH ? AS shard", failure);
    if (good) {
        statement_set_text(&statement, 1, path);
        good = statement_run(&statement, failure);
    }
    statement_finish(&statement);
    free(path);
    return good;
}

/* The first text that a query gives; "" where it gives none. */
static bool ask_text(Database *database, const char *sql, TextBuilder *answer, Failure *failure)
{
    Statement query;
    bool row = false;
    const bool good =
        statement_prepare(&query, database, sql, failure) && statement_step(&query, &row, failure);
    text_clear(answer);
    text_add(answer, row ? statement_text(&query, 0) : "");
    statement_finish(&query);
    return good;
}

/* Tables and indices with the very text that made them, then what describes the sweep. */
static bool copy_description(Database *database, Failure *failure)
{
    Statement query;
    TextBuilder sql = {0};
    bool row = true;
    bool good = statement_prepare(
        &query, database, "SELECT sql FROM shard.sqlite_schema WHERE type = 'table'", failure);
    while (good && row) {
        good = statement_step(&query, &row, failure);
        text_add_format(&sql, "%s%s", row ? statement_text(&query, 0) : "", row ? ";" : "");
    }
    statement_finish(&query);
    text_add(&sql, "INSERT INTO main.meta SELECT * FROM shard.meta;"
                   "UPDATE main.meta SET value = '1/1' WHERE key = 'shard';"
                   "INSERT INTO main.factors SELECT * FROM shard.factors;"
                   "INSERT INTO main.points SELECT * FROM shard.points;"
                   "INSERT INTO main.settings SELECT * FROM shard.settings;"
                   "INSERT INTO main.strategies SELECT * FROM shard.strategies;"
                   "INSERT INTO main.metrics SELECT * FROM shard.metrics;"
                   "INSERT INTO main.services SELECT * FROM shard.services;");
    good = good && database_run(database, sql.text, failure);
    text_deinit(&sql);
    return good;
}

/* All that makes two sweeps the same one stands in meta. */
static bool is_same_sweep(Database *database, const char *shard_folder, Failure *failure)
{
    static const char difference[] =
        "SELECT key FROM (SELECT key, value FROM main.meta EXCEPT SELECT key, value FROM shard.meta"
        " UNION ALL "
        "SELECT key, value FROM shard.meta EXCEPT SELECT key, value FROM main.meta)"
        " WHERE key NOT IN " OF_THE_SHARD " ORDER BY key";
    TextBuilder key = {0};
    bool same = ask_text(database, difference, &key, failure);
    if (same && key.length > 0) {
        same =
            failure_of_input(failure, "%s: is a shard of another sweep than %s: %s is not the same",
                             shard_folder, database->path, key.text);
    }
    text_deinit(&key);
    return same;
}

static bool is_store(Database *database, const char *shard_folder, bool *whole_is_made,
                     Failure *failure)
{
    TextBuilder name = {0};
    bool good = ask_text(database, "SELECT name FROM shard.sqlite_schema WHERE name = 'meta'",
                         &name, failure);
    if (good && name.length == 0) {
        good = failure_of_input(failure, "%s: its " SWEEP_STORE_FILE " is empty", shard_folder);
    }
    good = good && ask_text(database, "SELECT name FROM main.sqlite_schema WHERE name = 'meta'",
                            &name, failure);
    *whole_is_made = name.length > 0;
    text_deinit(&name);
    return good;
}

static bool begin_whole(Database *database, const char *shard_folder, Failure *failure)
{
    bool made = false;
    Failure ignored = {0};
    bool good =
        attach(database, shard_folder, failure) && is_store(database, shard_folder, &made, failure);
    if (good && !made) {
        good = database_run(database, "BEGIN", failure) && copy_description(database, failure) &&
               database_run(database, "COMMIT", failure);
    } else if (good) {
        good = is_same_sweep(database, shard_folder, failure);
    }
    (void)database_run(database, "DETACH shard", &ignored);
    return good;
}

SweepStore *sweep_store_open_whole(const char *folder, const char *shard_folder, Failure *failure)
{
    if (!sweep_store_exists(shard_folder)) {
        failure_of_input(failure, "%s: holds no " SWEEP_STORE_FILE, shard_folder);
        return NULL;
    }
    SweepStore *store = store_open_file(folder, DATABASE_TO_WRITE, failure);
    return store ? store_described(store, begin_whole(&store->database, shard_folder, failure),
                                   failure)
                 : NULL;
}

/* N of the shard's "i/N". */
static bool read_shard_count(Database *database, size_t *shards, Failure *failure)
{
    TextBuilder shard = {0};
    const bool good =
        ask_text(database, "SELECT value FROM shard.meta WHERE key = 'shard'", &shard, failure);
    const char *slash = good ? strchr(shard.text, '/') : NULL;
    *shards = slash ? (size_t)strtoull(slash + 1, NULL, 10) : 1;
    text_deinit(&shard);
    return good;
}

bool sweep_store_merge(SweepStore *store, const char *shard_folder, size_t *shards,
                       Failure *failure)
{
    Database *database = &store->database;
    bool made = false;
    Failure ignored = {0};
    bool good = attach(database, shard_folder, failure) &&
                is_store(database, shard_folder, &made, failure) &&
                is_same_sweep(database, shard_folder, failure) &&
                read_shard_count(database, shards, failure) &&
                database_run(database,
                             "BEGIN;"
                             "INSERT OR IGNORE INTO main.replications"
                             " SELECT * FROM shard.replications;"
                             "INSERT OR IGNORE INTO main.delays SELECT * FROM shard.delays;"
                             "INSERT OR IGNORE INTO main.finished SELECT * FROM shard.finished;"
                             "COMMIT",
                             failure);
    (void)database_run(database, "DETACH shard", &ignored);
    return good;
}
