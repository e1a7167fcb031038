/* The CSV files of a result folder, all but run.json: what a study says, written beside and
 * renamed.
 *
 * Numbers read back exactly. Rows stand in a fixed order (strategies as they were listed, the
 * reference last; values and curves as Measures lists them), so two runs of the same study give the
 * same bytes.
 */
#ifndef STUDY_RESULTS_H
#define STUDY_RESULTS_H

#include "base/failure.h"
#include "study/study.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ResultsOptions {
    bool all_replications; /* replications.csv with every scope, not `total` alone */
    size_t threads;        /* that format curves.csv, by far the largest */
} ResultsOptions;

/* Writes replications.csv, summary.csv, comparison.csv, curves.csv, restoration.csv, fairness.csv
 * and model.csv into the folder. A study without curves writes curves.csv with its header alone. */
bool results_write(const Study *study, const char *folder, const ResultsOptions *options,
                   Failure *failure);

/* The names of these files, the most wanted first. */
const char *const *results_files(size_t *count);

#endif
