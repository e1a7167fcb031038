/* The files of a result folder agree: summary.csv and comparison.csv follow from replications.csv,
 * recomputed from the definitions of the results format with GSL for Student's t and quantiles.
 */
#ifndef TESTS_LAWS_AGREEMENT_H
#define TESTS_LAWS_AGREEMENT_H

#include "tests/support/result_table.h"
#include "tests/support/violation.h"

#include <stddef.h>

enum { AGREEMENT_REPLICATIONS = 64 };

typedef struct AgreementFrame {
    const ResultTable *replications;
    size_t count; /* of replications, up to AGREEMENT_REPLICATIONS */
    double confidence;
    const char *baseline;
} AgreementFrame;

/* Values of the row in all replications that have one; returns how many. */
size_t agreement_values(const AgreementFrame *frame, const ResultKey *key, double *values);

/* Half width of the Student interval of the mean; NAN for fewer than two values. */
double agreement_half_width(const AgreementFrame *frame, const double *values, size_t n);

/* Every row of the table follows from the replications. */
Violation summary_agreement_violation(const AgreementFrame *frame, const ResultTable *summary);
Violation comparison_agreement_violation(const AgreementFrame *frame,
                                         const ResultTable *comparison);

#endif
