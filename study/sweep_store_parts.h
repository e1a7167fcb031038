/* The store from the inside: its tables are made by sweep_store_make.c and read by
 * sweep_store_describe.c. Numbers in the tables count from 1, in the program from 0. */
#ifndef STUDY_SWEEP_STORE_PARTS_H
#define STUDY_SWEEP_STORE_PARTS_H

#include "base/text.h"
#include "study/database.h"
#include "study/sweep_store.h"

/* Of the tables: a store with another one is refused. */
#define STORE_FORMAT "2"

struct SweepStore {
    Database database;
    Arena *arena;
    SweepData data;
    SweepPoint *points;               /* those of `data` */
    const char *const *columns;       /* [metric]: of the table replications */
    const char *const *delay_columns; /* [service][part]: of the table delays */
    size_t replications;
    size_t shard, shard_count;
    Statement add_values, add_finished, add_steps, read_values; /* prepared when first needed */
    size_t chosen_count;
};

/* Appends the name of a column of the table delays, as "service/eau/delay_mean_h": those of one
 * service after the other. SQLite does not tell capitals from small letters, so a service that
 * differs by them alone from an earlier one gets its number too. */
void store_delay_column(const SweepCurves *curves, size_t index, TextBuilder *name);

/* Adds the steps of a replication under a strategy, in the caller's transaction. */
typedef struct DelayRow {
    size_t strategy, point, replication;
    const double *values; /* as of sweep_curves_take */
} DelayRow;
bool store_add_delays(SweepStore *store, const DelayRow *row, Failure *failure);

/* Opens the file alone; NULL after a failure. */
SweepStore *store_open_file(const char *folder, DatabaseUse use, Failure *failure);

/* The store with its description read, where all went well so far; else it is closed: NULL. */
SweepStore *store_described(SweepStore *store, bool good, Failure *failure);

/* What makes two sweeps the same one: keys and values of the table meta, in order. */
typedef struct MetaRow {
    const char *key, *value;
} MetaRow;
typedef struct MetaRows {
    size_t count;
    MetaRow *rows;
} MetaRows;
MetaRows store_identity(const SweepPlan *plan, Arena *arena);

/* Makes all tables of an empty database, within the caller's transaction. */
bool store_make(Database *database, const SweepPlan *plan, Failure *failure);

/* Reads what the sweep is. */
bool store_describe(SweepStore *store, Failure *failure);

/* A value of meta, or "", in `arena`. */
bool store_meta(Database *database, const char *key, const char **value, Arena *arena,
                Failure *failure);

#endif
