#include "study/sweep_store_parts.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "study/sweep_curves.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { QUOTE = 192 };

static char *store_path(const char *folder)
{
    return path_join(folder, SWEEP_STORE_FILE);
}

bool sweep_store_exists(const char *folder)
{
    struct stat status;
    char *path = store_path(folder);
    const bool exists = stat(path, &status) == 0;
    free(path);
    return exists;
}

SweepStore *store_open_file(const char *folder, DatabaseUse use, Failure *failure)
{
    SweepStore *store = memory_allocate(1, sizeof *store);
    char *path = store_path(folder);
    store->arena = arena_new(0);
    const bool opened = database_open(&store->database, path, use, failure);
    free(path);
    if (!opened) {
        (void)sweep_store_close(store, false, failure);
        return NULL;
    }
    return store;
}

SweepStore *store_described(SweepStore *store, bool good, Failure *failure)
{
    if (good && store_describe(store, failure)) {
        return store;
    }
    (void)sweep_store_close(store, false, failure);
    return NULL;
}

/* Whether the tables are there: a process that was killed while it made them left none. */
static bool is_made(SweepStore *store, bool *made, Failure *failure)
{
    Statement query;
    const bool good =
        statement_prepare(&query, &store->database,
                          "SELECT 1 FROM sqlite_schema WHERE name = 'meta'", failure) &&
        statement_step(&query, made, failure);
    statement_finish(&query);
    return good;
}

static bool refuse(const SweepStore *store, const char *key, const char *stored, const char *wanted,
                   Failure *failure)
{
    char a[QUOTE], b[QUOTE];
    if (strncmp(key, "sha256", 6) == 0) {
        return failure_of_input(failure,
                                "%s: holds another sweep: %s is not the same (the file is another "
                                "one or was edited)",
                                store->database.path, key);
    }
    return failure_of_input(failure, "%s: holds another sweep: %s is %s there and %s now",
                            store->database.path, key, text_quote(a, sizeof a, stored),
                            text_quote(b, sizeof b, wanted));
}

/* Whether the store is of the plan's sweep; the failure says the first thing that differs. */
static bool is_of_plan(SweepStore *store, const SweepPlan *plan, Failure *failure)
{
    Arena *arena = arena_new(0);
    const MetaRows wanted = store_identity(plan, arena);
    bool same = true;
    for (size_t i = 0; i < wanted.count && same; ++i) {
        const char *stored;
        same = store_meta(&store->database, wanted.rows[i].key, &stored, arena, failure) &&
               (strcmp(stored, wanted.rows[i].value) == 0 ||
                refuse(store, wanted.rows[i].key, stored, wanted.rows[i].value, failure));
    }
    arena_free(arena);
    return same;
}

/* More replications may be asked for than the store was made for, but not fewer. */
static bool grow(SweepStore *store, size_t replications, Failure *failure)
{
    Arena *arena = arena_new(0);
    const char *stored;
    Statement update = {0};
    char text[32];
    (void)snprintf(text, sizeof text, "%zu", replications);
    bool good = store_meta(&store->database, "replications", &stored, arena, failure);
    if (good && strtoull(stored, NULL, 10) > replications) {
        good = failure_of_input(failure,
                                "%s: has %s replications of each point already; ask for "
                                "at least as many (-n)",
                                store->database.path, stored);
    } else if (good && strcmp(stored, text) != 0) {
        good = statement_prepare(&update, &store->database,
                                 "UPDATE meta SET value = ? WHERE key = 'replications'", failure);
        if (good) {
            statement_set_text(&update, 1, text);
            good = statement_run(&update, failure);
        }
        statement_finish(&update);
    }
    arena_free(arena);
    return good;
}

static bool make_for_plan(SweepStore *store, const SweepPlan *plan, Failure *failure)
{
    return database_run(&store->database, "BEGIN", failure) &&
           store_make(&store->database, plan, failure) &&
           database_run(&store->database, "COMMIT", failure);
}

SweepStore *sweep_store_open(const char *folder, const SweepPlan *plan, Failure *failure)
{
    bool made = false;
    SweepStore *store = store_open_file(folder, DATABASE_TO_WRITE, failure);
    if (!store) {
        return NULL;
    }
    bool good = is_made(store, &made, failure);
    if (good && made) {
        good = is_of_plan(store, plan, failure) && grow(store, plan->study.replications, failure);
    } else if (good) {
        good = make_for_plan(store, plan, failure);
    }
    return store_described(store, good, failure);
}

SweepStore *sweep_store_open_existing(const char *folder, Failure *failure)
{
    bool made = false;
    if (!sweep_store_exists(folder)) {
        failure_of_input(failure, "%s: holds no %s; `brownout sweep` makes one", folder,
                         SWEEP_STORE_FILE);
        return NULL;
    }
    SweepStore *store = store_open_file(folder, DATABASE_TO_READ, failure);
    if (!store) {
        return NULL;
    }
    const bool good = is_made(store, &made, failure) &&
                      (made || failure_of_input(failure, "%s: is empty", store->database.path));
    return store_described(store, good, failure);
}

bool sweep_store_remove(const char *folder, Failure *failure)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char *path = store_path(folder);
    bool gone = true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && gone; ++i) {
        TextBuilder name = {0};
        text_add_format(&name, "%s%s", path, endings[i]);
        gone = unlink(name.text) == 0 || errno == ENOENT ||
               failure_set(failure, "%s: cannot be replaced: %s", name.text, strerror(errno));
        text_deinit(&name);
    }
    free(path);
    return gone;
}

const SweepData *sweep_store_data(SweepStore *store)
{
    return &store->data;
}

size_t sweep_store_replications(const SweepStore *store)
{
    return store->replications;
}

bool sweep_store_count(SweepStore *store, Failure *failure)
{
    Statement query;
    bool row = true;
    bool good = statement_prepare(
        &query, &store->database,
        "SELECT point, replication FROM finished ORDER BY point, replication", failure);
    for (size_t p = 0; p < store->data.point_count; ++p) {
        store->points[p].replications = 0;
    }
    while (good && row) {
        good = statement_step(&query, &row, failure);
        if (row) {
            const size_t p = (size_t)statement_whole(&query, 0) - 1;
            const size_t replication = (size_t)statement_whole(&query, 1) - 1;
            if (p < store->data.point_count && store->points[p].replications == replication) {
                ++store->points[p].replications;
            }
        }
    }
    statement_finish(&query);
    return good;
}

bool sweep_store_finished(SweepStore *store, size_t replications, bool *done, Failure *failure)
{
    Statement query;
    bool row = true;
    bool good = statement_prepare(&query, &store->database,
                                  "SELECT point, replication FROM finished", failure);
    while (good && row) {
        good = statement_step(&query, &row, failure);
        if (row) {
            const size_t p = (size_t)statement_whole(&query, 0) - 1;
            const size_t replication = (size_t)statement_whole(&query, 1) - 1;
            if (p < store->data.point_count && replication < replications) {
                done[p * replications + replication] = true;
            }
        }
    }
    statement_finish(&query);
    return good;
}

static bool prepare_adding(SweepStore *store, Failure *failure)
{
    if (store->add_values.handle) {
        return true;
    }
    TextBuilder sql = {0};
    text_add(&sql, "INSERT INTO replications VALUES(?, ?, ?");
    for (size_t m = 0; m < store->data.metric_count; ++m) {
        text_add(&sql, ", ?");
    }
    text_add(&sql, ")");
    const bool good = statement_prepare(&store->add_values, &store->database, sql.text, failure) &&
                      statement_prepare(&store->add_finished, &store->database,
                                        "INSERT INTO finished VALUES(?, ?)", failure);
    text_deinit(&sql);
    return good;
}

static bool add_replication(SweepStore *store, size_t point, size_t number, const double *values,
                            Failure *failure)
{
    const size_t metrics = store->data.metric_count;
    const size_t row = metrics + sweep_curves_size(&store->data.curves);
    statement_set_whole(&store->add_finished, 1, (int64_t)point + 1);
    statement_set_whole(&store->add_finished, 2, (int64_t)number + 1);
    bool good = statement_run(&store->add_finished, failure);
    for (size_t s = 0; s < store->data.strategy_count && good; ++s) {
        statement_set_whole(&store->add_values, 1, (int64_t)point + 1);
        statement_set_whole(&store->add_values, 2, (int64_t)number + 1);
        statement_set_whole(&store->add_values, 3, (int64_t)s + 1);
        for (size_t m = 0; m < metrics; ++m) {
            statement_set_number(&store->add_values, (int)m + 4, values[s * row + m]);
        }
        const DelayRow delays = {s, point, number, values + s * row + metrics};
        good =
            statement_run(&store->add_values, failure) && store_add_delays(store, &delays, failure);
    }
    return good;
}

bool sweep_store_add(SweepStore *store, const SweepBlock *block, const double *values,
                     Failure *failure)
{
    const size_t size = store->data.strategy_count *
                        (store->data.metric_count + sweep_curves_size(&store->data.curves));
    bool good = prepare_adding(store, failure) && database_run(&store->database, "BEGIN", failure);
    for (size_t r = 0; r < block->count && good; ++r) {
        good = add_replication(store, block->point, block->first + r, values + r * size, failure);
    }
    if (!good) {
        Failure ignored = {0};
        (void)database_run(&store->database, "ROLLBACK", &ignored);
        return false;
    }
    return database_run(&store->database, "COMMIT", failure);
}

bool sweep_store_select(SweepStore *store, const size_t *metrics, size_t count, Failure *failure)
{
    TextBuilder sql = {0};
    text_add(&sql, "SELECT replication, strategy");
    for (size_t i = 0; i < count; ++i) {
        text_add_format(&sql, ", \"%s\"", store->columns[metrics[i]]);
    }
    text_add(&sql, " FROM replications WHERE point = ?");
    statement_finish(&store->read_values);
    const bool good = statement_prepare(&store->read_values, &store->database, sql.text, failure);
    store->chosen_count = count;
    text_deinit(&sql);
    return good;
}

bool sweep_store_read(SweepStore *store, size_t point, size_t replications, double *out,
                      Failure *failure)
{
    const size_t strategies = store->data.strategy_count, metrics = store->chosen_count;
    Statement *query = &store->read_values;
    bool row = true, good = true;
    assert(query->handle);
    for (size_t i = 0; i < strategies * metrics * replications; ++i) {
        out[i] = NAN;
    }
    statement_set_whole(query, 1, (int64_t)point + 1);
    while (good && row) {
        good = statement_step(query, &row, failure);
        if (!row) {
            break;
        }
        const size_t replication = (size_t)statement_whole(query, 0) - 1;
        const size_t s = (size_t)statement_whole(query, 1) - 1;
        for (size_t m = 0; m < metrics && s < strategies && replication < replications; ++m) {
            out[(s * metrics + m) * replications + replication] =
                statement_number(query, (int)m + 2);
        }
    }
    return good;
}

bool sweep_store_close(SweepStore *store, bool whole, Failure *failure)
{
    if (!store) {
        return true;
    }
    statement_finish(&store->add_values);
    statement_finish(&store->add_finished);
    statement_finish(&store->add_steps);
    statement_finish(&store->read_values);
    const bool settled = !whole || database_settle(&store->database, failure);
    database_close(&store->database);
    arena_free(store->arena);
    free(store);
    return settled;
}
