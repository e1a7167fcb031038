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

Violation balance_violation(const ResultTable *replications, const char *scope, const char *whole,
                            const LawTerm *terms)
{
    bool occurs[TERMS_MAX] = {false};
    for (size_t row = 0; row < result_rows(replications); row++) {
        const ResultKey *key = result_row(replications, row);
        double value = result_row_number(replications, row, "value"), sum = 0;
        if (!is_metric(key, scope, whole)) {
            continue;
        }
        for (size_t i = 0; terms[i].metric; i++) {
            const ResultKey part = result_key_of(key, terms[i].metric);
            double part_value = result_number(replications, &part, "value");
            sum += terms[i].sign * part_value;
            occurs[i] = occurs[i] || part_value > 0;
        }
        if (!is_close(value, sum)) {
            return wrong_value(key, value, sum);
        }
    }
    for (size_t i = 0; terms[i].metric; i++) {
        if (!occurs[i]) {
            return violation_of("%s %s is over 0 nowhere", scope, terms[i].metric);
        }
    }
    return none;
}

/* Adds each row `ID@...` of the metric to the place of its row `ID`. */
static void add_parts(const ResultTable *replications, const char *scope, const char *metric,
                      double *sums)
{
    for (size_t row = 0; row < result_rows(replications); row++) {
        ResultKey whole = *result_row(replications, row);
        const char *at = strchr(whole.id, '@');
        char id[128];
        if (!at || !is_metric(&whole, scope, metric)) {
            continue;
        }
        snprintf(id, sizeof id, "%.*s", (int)(at - whole.id), whole.id);
        whole.id = id;
        size_t place = result_find(replications, &whole);
        if (place != SIZE_MAX) {
            sums[place] += result_row_number(replications, row, "value");
        }
    }
}

Violation insurers_sum_violation(const ResultTable *replications, const char *scope,
                                 const char *metric)
{
    double *sums = memory_allocate(result_rows(replications), sizeof *sums);
    Violation violation = violation_of("%s %s is over 0 nowhere", scope, metric);
    add_parts(replications, scope, metric, sums);
    for (size_t row = 0; row < result_rows(replications); row++) {
        const ResultKey *key = result_row(replications, row);
        if (!is_metric(key, scope, metric) || strchr(key->id, '@')) {
            continue;
        }
        double value = result_row_number(replications, row, "value");
        if (!is_close(value, sums[row])) {
            violation = wrong_value(key, value, sums[row]);
            break;
        }
        if (value > 0) {
            violation = none;
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
