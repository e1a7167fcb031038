/* `compare --json`: the summary, the comparison and the further tables as one JSON object. */
#ifndef CLI_COMPARE_JSON_H
#define CLI_COMPARE_JSON_H

#include "study/study.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* The rows of summary.csv and comparison.csv with the same names, and those of the tables of
 * cli/extra_tables.h as they stand in `folder`; what is empty there is null. `files` names the
 * files in the folder. False where a table cannot be read; the object is whole even then. */
bool compare_json_write(const Study *study, const char *folder, const char *const *files,
                        size_t file_count, FILE *stream, Failure *failure);

#endif
