/* The results of a run, read back from its folder: all that charts and report work with.
 *
 * Numbers that a file leaves empty (undefined, no interval) are NAN. Everything that is returned
 * belongs to the Results and lives as long as it. Names of strategies, services and insurers come
 * from model.csv and fall back to the ids.
 */
#ifndef STUDY_RESULTS_READ_H
#define STUDY_RESULTS_READ_H

#include "base/failure.h"
#include "study/coupled_results.h"
#include "study/fairness.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Results Results;

typedef struct RunInput { /* a file of the scenario */
    const char *file, *sha256;
} RunInput;

/* run.json. Texts are never NULL ("" where the record has none); numbers that it lacks are NAN;
 * counts are doubles because JSON's numbers are. */
typedef struct RunRecord {
    const char *version, *command_line, *scenario, *start, *baseline;
    const char *seed; /* its digits */
    size_t replications;
    double confidence, sample_h, horizon_h, wall_s, cpu_s;
    double requests, contacts, events;
    bool interrupted;
    bool antithetic; /* replications 2k - 1 and 2k are a pair (--antithetic) */
    bool has_curves; /* false: the run kept none (--no-curves) */
    size_t strategy_count;
    const char **strategies; /* in the order of the results, `undisturbed` among them */
    size_t input_count;
    const RunInput *inputs;
} RunRecord;

typedef struct SummaryRow {
    const char *strategy, *scope, *id, *metric, *unit;
    double n, mean, sd, ci_low, ci_high, p05, p50, p95;
    double censored; /* replications left out because the horizon ended; 0 where none */
} SummaryRow;

typedef struct ComparisonRow {
    const char *scope, *id, *metric, *unit, *baseline, *strategy;
    double n, baseline_mean, strategy_mean, difference, ci_low, ci_high, share_lower,
        variance_ratio;
} ComparisonRow;

typedef struct CurvePoint {
    double t_h, n, mean, ci_low, ci_high, p05, p50, p95;
    double censored_share; /* 0 where empty */
} CurvePoint;

typedef struct CurveView {
    const char *strategy, *scope, *id, *metric;
    size_t count;             /* 0: no such curve */
    const CurvePoint *points; /* ascending in t_h */
} CurveView;

typedef struct RestorationRow {
    const char *strategy, *kind, *id, *datacentre;
    double n, ready_mean_h, start_mean_h, done_mean_h, done_p05_h, done_p95_h;
} RestorationRow;

typedef struct ModelCell { /* a cell of the scenario as it ran */
    const char *table, *id, *column, *value, *note;
} ModelCell;

/* Reads the folder. run.json and summary.csv must be there; other files may be absent and are then
 * empty. NULL, and `failure` set, where a file cannot be read or is no such table. Free with
 * results_free. */
Results *results_open(const char *folder, Failure *failure);

const RunRecord *results_run(const Results *results);

/* NULL where there is no such row. */
const SummaryRow *results_summary(const Results *results, const char *strategy, const char *scope,
                                  const char *id, const char *metric);
const ComparisonRow *results_comparison(const Results *results, const char *strategy,
                                        const char *scope, const char *id, const char *metric);

/* A curve of no points where there is none. */
CurveView results_curve(const Results *results, const char *strategy, const char *scope,
                        const char *id, const char *metric);

/* Rows in the order of their files. */
const SummaryRow *results_summary_rows(const Results *results, size_t *count);
const RestorationRow *results_restoration_rows(const Results *results, size_t *count);
const ModelCell *results_model_cells(const Results *results, size_t *count);

/* What the coupled runs say; empty where there were none. */
const CoupledResults *results_coupled(const Results *results);

/* How the burden is spread over the insurers; no rows where there are fewer than two. */
const Fairness *results_fairness(const Results *results);

/* Values of one metric in every replication that has one, in the order of replications.csv, for the
 * strategy; *count may be 0. Owned by the results. */
const double *results_replications(const Results *results, const char *strategy, const char *scope,
                                   const char *id, const char *metric, size_t *count);

/* Value of a cell, or "" where it is empty or unknown; the id of a key,value table is "". */
const char *results_cell(const Results *results, const char *table, const char *id,
                         const char *column);

/* The cell as a number; NAN where it is empty or no plain number. */
double results_cell_number(const Results *results, const char *table, const char *id,
                           const char *column);

/* The `name` of an id of a table, or the id itself. `undisturbed` is "Undisturbed". */
const char *results_name(const Results *results, const char *table, const char *id);

/* The ids of a table in the order of its rows; *count may be 0. Owned by the results. */
const char *const *results_ids(const Results *results, const char *table, size_t *count);

void results_free(Results *results);

#endif
