#include "tests/laws/laws.h"

#include "base/memory.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TERMS_MAX = 12 };

static const Violation none;

static bool is_close(double got, double want)
{
    return fabs(got - want) <= 1e-9 * fmax(1, fabs(want));
}

static bool is_metric(const ResultKey *key, const char *scope, const char *metric)
{
    return strcmp(key->metric, metric) == 0 && strcmp(key->scope, scope) == 0;
}

static Violation wrong_value(const ResultKey *key, double got, double want)
{
    return violation_of("%s %s %s %s, replication %g: got %.17g, the law says %.17g", key->strategy,
                        key->scope, key->id, key->metric, key->at, got, want);
}

typedef struct BalanceSum {
    double value;
    bool occurs[TERMS_MAX]; /* terms that were over 0 so far */
} BalanceSum;

static void balance_add(BalanceSum *sum, const ResultTable *replications, const ResultKey *key,
                        const LawTerm *terms)
{
    sum->value = 0;
    for (size_t i = 0; terms[i].metric; i++) {
        const ResultKey part = result_key_of(key, terms[i].metric);
        double value = result_number(replications, &part, "value");
        sum->value += terms[i].sign * value;
        sum->occurs[i] = sum->occurs[i] || value > 0;
    }
}

static Violation balance_check(const ResultTable *replications, const char *scope,
                               const char *whole, const LawTerm *terms, BalanceSum *sum)
{
    for (size_t row = 0; row < result_rows(replications); row++) {
        const ResultKey *key = result_row(replications, row);
        if (is_metric(key, scope, whole)) {
            double value = result_row_number(replications, row, "value");
            balance_add(sum, replications, key, terms);
            if (!is_close(value, sum->value)) {
                return wrong_value(key, value, sum->value);
            }
        }
    }
    return none;
}

Violation balance_broken(const ResultTable *replications, const char *scope, const char *whole,
                         const LawTerm *terms, size_t *compared)
{
    BalanceSum sum = {0};
    Violation violation = balance_check(replications, scope, whole, terms, &sum);
    for (size_t i = 0; terms[i].metric; i++) {
        *compared += sum.occurs[i];
    }
    return violation;
}

Violation balance_violation(const ResultTable *replications, const char *scope, const char *whole,
                            const LawTerm *terms)
{
    BalanceSum sum = {0};
    Violation violation = balance_check(replications, scope, whole, terms, &sum);
    for (size_t i = 0; terms[i].metric && !violation.found; i++) {
        if (!sum.occurs[i]) {
            violation = violation_of("%s %s is over 0 nowhere", scope, terms[i].metric);
        }
    }
    return violation;
}

/* The row's key with the part of its id before `@`; false where it has none. */
static bool whole_of(const ResultKey *part, ResultKey *whole, char *id, size_t size)
{
    const char *at = strchr(part->id, '@');
    if (!at) {
        return false;
    }
    snprintf(id, size, "%.*s", (int)(at - part->id), part->id);
    *whole = *part;
    whole->id = id;
    return true;
}

/* Adds each row `ID@...` of the metric to the place of its row `ID`. */
static void add_parts(const ResultTable *replications, const char *scope, const char *metric,
                      double *sums)
{
    for (size_t row = 0; row < result_rows(replications); row++) {
        const ResultKey *part = result_row(replications, row);
        ResultKey whole;
        char id[128];
        if (is_metric(part, scope, metric) && whole_of(part, &whole, id, sizeof id)) {
            size_t place = result_find(replications, &whole);
            if (place != SIZE_MAX) {
                sums[place] += result_row_number(replications, row, "value");
            }
        }
    }
}

Violation insurers_sum_broken(const ResultTable *replications, const char *scope,
                              const char *metric, size_t *compared)
{
    double *sums = memory_allocate(result_rows(replications), sizeof *sums);
    Violation violation = none;
    add_parts(replications, scope, metric, sums);
    for (size_t row = 0; row < result_rows(replications) && !violation.found; row++) {
        const ResultKey *key = result_row(replications, row);
        if (is_metric(key, scope, metric) && !strchr(key->id, '@')) {
            double value = result_row_number(replications, row, "value");
            *compared += value > 0;
            if (!is_close(value, sums[row])) {
                violation = wrong_value(key, value, sums[row]);
            }
        }
    }
    free(sums);
    return violation;
}

Violation insurers_sum_violation(const ResultTable *replications, const char *scope,
                                 const char *metric)
{
    size_t compared = 0;
    Violation violation = insurers_sum_broken(replications, scope, metric, &compared);
    return violation.found || compared > 0 ? violation
                                           : violation_of("%s %s is over 0 nowhere", scope, metric);
}

/* The largest of the rows `ID@...` at the place of their row `ID`; -INFINITY where there is none.
 */
static void find_largest(const ResultTable *replications, const LargestLaw *law, double *largest)
{
    for (size_t row = 0; row < result_rows(replications); row++) {
        largest[row] = -INFINITY;
    }
    for (size_t row = 0; row < result_rows(replications); row++) {
        const ResultKey *part = result_row(replications, row);
        ResultKey whole;
        char id[128];
        if (is_metric(part, law->scope, law->metric) && whole_of(part, &whole, id, sizeof id)) {
            size_t place = result_find(replications, &whole);
            if (place != SIZE_MAX) {
                largest[place] =
                    fmax(largest[place], result_row_number(replications, row, "value"));
            }
        }
    }
}

Violation largest_violation(const ResultTable *replications, const LargestLaw *law,
                            size_t *compared)
{
    double *largest = memory_allocate(result_rows(replications), sizeof *largest);
    Violation violation = none;
    find_largest(replications, law, largest);
    for (size_t row = 0; row < result_rows(replications) && !violation.found; row++) {
        const ResultKey *key = result_row(replications, row);
        double value = result_row_number(replications, row, "value");
        if (!is_metric(key, law->scope, law->metric) || isinf(largest[row])) {
            continue;
        }
        *compared += value > 0;
        bool close = is_close(value, largest[row]);
        if (!close && (law->exactly || value < largest[row])) {
            violation = wrong_value(key, value, largest[row]);
        }
    }
    free(largest);
    return violation;
}

Violation total_violation(const ResultTable *replications, const TotalLaw *law, size_t *compared)
{
    double *sums = memory_allocate(result_rows(replications), sizeof *sums);
    Violation violation = none;
    for (size_t row = 0; row < result_rows(replications); row++) {
        const ResultKey *part = result_row(replications, row);
        ResultKey whole = result_key_of(part, law->total);
        whole.scope = "total";
        whole.id = "all";
        if (is_metric(part, law->scope, law->part)) {
            size_t place = result_find(replications, &whole);
            if (place == SIZE_MAX) {
                violation = wrong_value(&whole, NAN, result_row_number(replications, row, "value"));
                break;
            }
            sums[place] += result_row_number(replications, row, "value");
        }
    }
    for (size_t row = 0; row < result_rows(replications) && !violation.found; row++) {
        const ResultKey *key = result_row(replications, row);
        double value = result_row_number(replications, row, "value");
        if (is_metric(key, "total", law->total)) {
            *compared += value > 0;
            violation = is_close(value, sums[row]) ? none : wrong_value(key, value, sums[row]);
        }
    }
    free(sums);
    return violation;
}

Violation curve_sum_violation(const ResultTable *curves, const ResultTable *summary,
                              const CurveSumLaw *law, size_t *compared)
{
    double *sums = memory_allocate(result_rows(summary), sizeof *sums);
    Violation violation = none;
    for (size_t row = 0; row < result_rows(curves); row++) {
        ResultKey whole = result_key_of(result_row(curves, row), law->metric);
        whole.at = 0;
        size_t place = is_metric(result_row(curves, row), "service", law->curve)
                           ? result_find(summary, &whole)
                           : SIZE_MAX;
        if (place != SIZE_MAX) {
            sums[place] += result_row_number(curves, row, "mean");
        }
    }
    for (size_t row = 0; row < result_rows(summary) && !violation.found; row++) {
        const ResultKey *key = result_row(summary, row);
        double mean = result_row_number(summary, row, "mean");
        if (is_metric(key, "service", law->metric)) {
            *compared += mean > 0;
            violation = is_close(mean, sums[row]) ? none : wrong_value(key, mean, sums[row]);
        }
    }
    free(sums);
    return violation;
}

/* The value under the strategy; INFINITY where it is undefined and that means late. */
static double value_under(const ResultTable *replications, const ResultKey *key,
                          const char *strategy, bool undefined_is_late)
{
    ResultKey wanted = *key;
    wanted.strategy = strategy;
    double value = result_number(replications, &wanted, "value");
    return isnan(value) && undefined_is_late ? INFINITY : value;
}

Violation monotone_violation(const ResultTable *replications, const MonotoneLaw *law)
{
    bool lower_somewhere = false;
    for (size_t row = 0; row < result_rows(replications); row++) {
        const ResultKey *key = result_row(replications, row);
        bool concerned =
            strcmp(key->strategy, law->lower) == 0 || strcmp(key->strategy, law->upper) == 0;
        if (!concerned || !is_metric(key, law->scope, law->metric)) {
            continue;
        }
        double low = value_under(replications, key, law->lower, law->undefined_is_late);
        double high = value_under(replications, key, law->upper, law->undefined_is_late);
        if (low > high + 1e-12 * fabs(high)) {
            return violation_of("%s %s %s, replication %g: %.17g under %s, but %.17g under %s",
                                law->scope, key->id, law->metric, key->at, low, law->lower, high,
                                law->upper);
        }
        lower_somewhere = lower_somewhere || low < high;
    }
    return lower_somewhere ? none
                           : violation_of("%s %s is nowhere lower under %s than under %s",
                                          law->scope, law->metric, law->lower, law->upper);
}

Violation monotone_broken(const MonotoneRuns *runs, const MonotoneLaw *law, size_t *compared)
{
    for (size_t row = 0; row < result_rows(runs->upper); row++) {
        const ResultKey *key = result_row(runs->upper, row);
        if (strcmp(key->strategy, "undisturbed") == 0 || !is_metric(key, law->scope, law->metric)) {
            continue;
        }
        double low = value_under(runs->lower, key, key->strategy, law->undefined_is_late);
        double high = result_row_number(runs->upper, row, "value");
        if (low > high + 1e-9 * fmax(1, fabs(high))) {
            return violation_of("%s %s %s %s, replication %g: %.17g with %s, but %.17g with %s",
                                key->strategy, law->scope, key->id, law->metric, key->at, low,
                                law->lower, high, law->upper);
        }
        *compared += low < high;
    }
    return none;
}

static const char *const value_columns[] = {"unit",         "n",
                                            "mean",         "sd",
                                            "ci_low",       "ci_high",
                                            "p05",          "p50",
                                            "p95",          "value",
                                            "censored",     "censored_share",
                                            "ready_mean_h", "start_mean_h",
                                            "done_mean_h",  "done_p05_h",
                                            "done_p95_h"};
enum { VALUE_COLUMNS = sizeof value_columns / sizeof value_columns[0] };

static Violation same_row_violation(const TwoTables *tables, const ResultKey *key)
{
    ResultKey other = *key;
    other.strategy = tables->other;
    for (size_t i = 0; i < VALUE_COLUMNS; i++) {
        const char *one = result_cell(tables->first, key, value_columns[i]);
        const char *two = result_cell(tables->second, &other, value_columns[i]);
        if (one && (!two || strcmp(one, two) != 0)) {
            return violation_of("%s %s %s %s at %g, %s: %s, but %s under %s", key->strategy,
                                key->scope, key->id, key->metric, key->at, value_columns[i], one,
                                two ? two : "no such row", other.strategy);
        }
    }
    return none;
}

static size_t rows_of(const ResultTable *table, const char *strategy)
{
    size_t count = 0;
    for (size_t row = 0; row < result_rows(table); row++) {
        count += strcmp(result_row(table, row)->strategy, strategy) == 0;
    }
    return count;
}

Violation same_rows_violation(const TwoTables *tables, size_t rows_min)
{
    size_t ones = rows_of(tables->first, tables->one);
    size_t others = rows_of(tables->second, tables->other);
    if (ones != others || ones < rows_min) {
        return violation_of("%zu rows of %s, %zu of %s, at least %zu expected", ones, tables->one,
                            others, tables->other, rows_min);
    }
    for (size_t row = 0; row < result_rows(tables->first); row++) {
        const ResultKey *key = result_row(tables->first, row);
        if (strcmp(key->strategy, tables->one) == 0) {
            Violation violation = same_row_violation(tables, key);
            if (violation.found) {
                return violation;
            }
        }
    }
    return none;
}
