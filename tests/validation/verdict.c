#include "tests/validation/verdict.h"

#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

static const double ROUNDING = 1e-9; /* relative, of what is not random */

const char *verdict_name(Verdict verdict)
{
    switch (verdict) {
    case VERDICT_AGREES:
        return "agrees";
    case VERDICT_DIFFERS:
        return "differs";
    case VERDICT_TOO_COARSE:
        return "too coarse";
    }
    return "";
}

bool sample_is_constant(const SampleMean *sample)
{
    return sample->sd <= ROUNDING * fabs(sample->mean);
}

double student_p(const JudgedValue *value)
{
    const SampleMean *sample = &value->sample;
    double difference = fabs(sample->mean - value->exact);
    double beyond = fmax(0, difference - value->allowance * fabs(value->exact));
    if (sample->n < 2 || !isfinite(difference)) {
        return NAN;
    }
    if (sample_is_constant(sample)) {
        return beyond <= ROUNDING * fmax(1, fabs(value->exact)) ? 1 : 0;
    }
    double student = beyond * sqrt((double)sample->n) / sample->sd;
    return 2 * gsl_cdf_tdist_Q(student, (double)(sample->n - 1));
}

static int compare_p(const void *left, const void *right)
{
    const JudgedValue *a = *(JudgedValue *const *)left, *b = *(JudgedValue *const *)right;
    return (a->p > b->p) - (a->p < b->p);
}

/* The k-th smallest p-value (from 0) of m is rejected below FAMILY_ERROR / (m - k), as long as all
 * smaller ones were. */
static void reject(JudgedValue *const *values, size_t count)
{
    JudgedValue **sorted = memory_allocate(count, sizeof *sorted);
    size_t ordered = 0;
    for (size_t i = 0; i < count; i++) {
        if (isnan(values[i]->p)) {
            values[i]->verdict = VERDICT_DIFFERS;
        } else {
            sorted[ordered++] = values[i];
        }
    }
    qsort(sorted, ordered, sizeof(JudgedValue *), compare_p);
    for (size_t k = 0; k < ordered && sorted[k]->p <= FAMILY_ERROR / (double)(ordered - k); k++) {
        sorted[k]->verdict = VERDICT_DIFFERS;
    }
    free(sorted);
}

/* Student's interval that leaves `tail` on each side; NAN for fewer than two replications. */
static double half_width(const SampleMean *sample, double tail)
{
    if (sample->n < 2) {
        return NAN;
    }
    return gsl_cdf_tdist_Qinv(tail, (double)(sample->n - 1)) * sample->sd / sqrt((double)sample->n);
}

static bool is_narrow(const JudgedValue *value)
{
    const SampleMean *sample = &value->sample;
    return (sample->n > 1 && sample_is_constant(sample)) ||
           half_width(sample, (1 - WIDTH_CONFIDENCE) / 2) <= value->within * fabs(value->exact);
}

void verdicts_of(JudgedValue *const *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        JudgedValue *value = values[i];
        value->p = student_p(value);
        value->half_width = half_width(&value->sample, FAMILY_ERROR / (2 * (double)count));
        value->verdict = is_narrow(value) ? VERDICT_AGREES : VERDICT_TOO_COARSE;
    }
    reject(values, count);
}

static int compare_numbers(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

double kolmogorov_distance(double *p, size_t count)
{
    double largest = 0;
    qsort(p, count, sizeof *p, compare_numbers);
    for (size_t i = 0; i < count; i++) {
        double below = p[i] - (double)i / (double)count;
        double above = (double)(i + 1) / (double)count - p[i];
        largest = fmax(largest, fmax(below, above));
    }
    return largest;
}

double kolmogorov_limit(size_t count)
{
    double root = sqrt((double)count);
    return 1.628 / (root + 0.12 + 0.11 / root);
}
