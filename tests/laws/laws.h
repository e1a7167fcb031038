/* Laws that hold in every replication: sums and orders over the rows of replications.csv, and rows
 * that must be the same in two runs.
 *
 * Each law is about numbers over 0 somewhere: where a metric is 0 throughout, the law says nothing
 * of it, and that counts as a violation too.
 */
#ifndef TESTS_LAWS_LAWS_H
#define TESTS_LAWS_LAWS_H

#include "tests/support/experiment.h"
#include "tests/support/violation.h"

#include <stdbool.h>
#include <stddef.h>

/* A part of a sum: a metric and its sign. */
typedef struct LawTerm {
    const char *metric;
    double sign;
} LawTerm;

/* In every replication, under every strategy and for every id of the scope the metric `whole` is
 * the sum of the terms up to one of NULL, to a relative 1e-9. Asks no number to be over 0; adds to
 * *compared how many sums were. */
Violation balance_broken(const ResultTable *replications, const char *scope, const char *whole,
                         const LawTerm *terms, size_t *compared);

/* The same, and every term is over 0 somewhere. */
Violation balance_violation(const ResultTable *replications, const char *scope, const char *whole,
                            const LawTerm *terms);

/* Each row of the scope without `@` is the sum of the rows `ID@...`. */
Violation insurers_sum_broken(const ResultTable *replications, const char *scope,
                              const char *metric, size_t *compared);
Violation insurers_sum_violation(const ResultTable *replications, const char *scope,
                                 const char *metric);

/* Each row of the scope without `@` is at least as large as every row `ID@...`; `exactly`: as large
 * as the largest. A moment that is undefined under all together may be defined under one. */
typedef struct LargestLaw {
    const char *scope, *metric;
    bool exactly;
} LargestLaw;
Violation largest_violation(const ResultTable *replications, const LargestLaw *law,
                            size_t *compared);

/* A metric of scope `total` is the sum of `part` over the rows of a scope. */
typedef struct TotalLaw {
    const char *total, *scope, *part;
} TotalLaw;
Violation total_violation(const ResultTable *replications, const TotalLaw *law, size_t *compared);

/* The means of a curve of counts add up to the mean of a metric of the services. */
typedef struct CurveSumLaw {
    const char *curve, *metric;
} CurveSumLaw;
Violation curve_sum_violation(const ResultTable *curves, const ResultTable *summary,
                              const CurveSumLaw *law, size_t *compared);

/* In every replication and for every id the metric under strategy `lower` is at most that under
 * `upper`, and somewhere below it. An undefined value is over every number where it is a moment
 * that did not come (`undefined_is_late`); otherwise such rows are left out. */
typedef struct MonotoneLaw {
    const char *scope, *metric, *lower, *upper;
    bool undefined_is_late;
} MonotoneLaw;
Violation monotone_violation(const ResultTable *replications, const MonotoneLaw *law);

/* The same between two runs, under every strategy but `undisturbed`, with nothing said of whether
 * it is below anywhere: *compared counts where. */
typedef struct MonotoneRuns {
    const ResultTable *lower, *upper;
} MonotoneRuns;
Violation monotone_broken(const MonotoneRuns *runs, const MonotoneLaw *law, size_t *compared);

/* Every row under strategy `one` of the first table has the same cells as that under `other` of the
 * second, and the other way about; there are at least `rows_min`. */
typedef struct TwoTables {
    const ResultTable *first, *second;
    const char *one, *other;
} TwoTables;
Violation same_rows_violation(const TwoTables *tables, size_t rows_min);

#endif
