/* The folder of a scenario: which files it has, and reading them safely.
 *
 * Only regular files inside the folder are read, links resolved; every file that was read is kept
 * by name and digest.
 */
#ifndef MODELS_SCENARIO_FOLDER_H
#define MODELS_SCENARIO_FOLDER_H

#include "base/arena.h"
#include "base/csv.h"
#include "base/diagnostics.h"
#include "models/scenario_case.h"
#include "models/scenario_index.h"
#include "models/thousands_doubt.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct EmpiricalFile {
    const char *name;
    bool good;
    bool told;         /* its mistakes stand in the diagnostics already */
    char message[256]; /* what is wrong, where it is not told */
    size_t count;
    const double *values;
    size_t doubt_count, doubt_line; /* values that may mean thousands; line of the first */
    ThousandsDoubt doubt;           /* the first */
} EmpiricalFile;

typedef struct ScenarioFolder {
    const char *path;
    Arena *arena;
    Diagnostics *diagnostics;
    size_t name_count;
    char **names; /* of all that is in the folder */
    /* private */
    size_t file_count, file_capacity;
    CaseFile *files;
    size_t empirical_count, empirical_capacity;
    EmpiricalFile **empirical;
} ScenarioFolder;

/* Lists the folder. Where that fails it is a mistake, and false. */
bool scenario_folder_open(ScenarioFolder *folder, const char *path, Arena *arena,
                          Diagnostics *diagnostics);

bool scenario_folder_has(const ScenarioFolder *folder, const char *name);

/* Reads a file; *bytes is freed by the caller. On failure writes why into `message`. */
bool scenario_folder_read(ScenarioFolder *folder, const char *name, char **bytes, size_t *length,
                          char *message, size_t size);

/* The values of an empirical file, read once. Never NULL. */
const EmpiricalFile *scenario_folder_empirical(ScenarioFolder *folder, const char *name);

/* The file that holds a table in the format of a spreadsheet program, insurers.xlsx of insurers;
 * NULL where there is none. */
const char *scenario_folder_same_stem(const ScenarioFolder *folder, const char *stem);

/* Reports files whose name nearly is a table's. To be called after all tables and empirical files
 * were read. */
void scenario_folder_check_names(ScenarioFolder *folder);

/* Sorts the files that were read by name. */
void scenario_folder_sort_files(ScenarioFolder *folder);

void scenario_folder_close(ScenarioFolder *folder);

#endif
