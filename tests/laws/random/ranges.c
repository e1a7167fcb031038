/* What a value of replications.csv may be at all, and which values of a row go together. */
#include "tests/laws/random/law_case.h"
#include "tests/test.h"

static const Violation none;

typedef struct ValueRow {
    const ResultTable *table;
    const ResultKey *key;
    double value, horizon_h;
} ValueRow;

static double other(const ValueRow *row, const char *metric)
{
    const ResultKey key = result_key_of(row->key, metric);
    return result_number(row->table, &key, "value");
}

static bool is(const ValueRow *row, const char *metric)
{
    return strcmp(row->key->metric, metric) == 0;
}

static Violation impossible(const ValueRow *row, const char *law)
{
    return violation_of("%s %s %s %s, replication %g: %.17g %s", row->key->strategy,
                        row->key->scope, row->key->id, row->key->metric, row->key->at, row->value,
                        law);
}

/* Utilisation and occupancy are no shares: work goes on after closing time. */
static Violation range_violation(const ValueRow *row)
{
    static const char *const shares[] = {"wait_prob",     "availability",  "abandon_share",
                                         "service_level", "mtpd_breached", "rto_missed",
                                         "compromised",   "destroyed",     "isolated"};
    static const char *const moments[] = {"downtime_h",    "restored_h",  "restored_half_h",
                                          "compromised_h", "isolated_h",  "detected_h",
                                          "clear_h",       "delay_p95_h", "wait_p99_h"};
    if (!isfinite(row->value) || row->value < 0) {
        return impossible(row, "is no number from 0");
    }
    bool zone_moment = is(row, "isolated") && strcmp(row->key->scope, "zone") != 0;
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        if (is(row, shares[i]) && !zone_moment && row->value > 1) {
            return impossible(row, "is no share");
        }
    }
    /* Quantiles are within 0.8 %. */
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
        if (is(row, moments[i]) && row->value > row->horizon_h * 1.01) {
            return impossible(row, "is beyond the horizon");
        }
    }
    return none;
}

/* Pairs of metrics of one row, the first never larger. An undefined one says nothing. */
static Violation order_violation(const ValueRow *row)
{
    static const char *const pairs[][2] = {{"wait_p50_h", "wait_p95_h"},
                                           {"wait_p95_h", "wait_p99_h"},
                                           {"delay_p50_h", "delay_p95_h"},
                                           {"wait_p50_h", "delay_p50_h"},
                                           {"wait_p95_h", "delay_p95_h"},
                                           {"wait_mean_h", "delay_mean_h"},
                                           {"backlog_mean", "in_system_mean"},
                                           {"wait_p50_min", "wait_p95_min"},
                                           {"backlog_mean", "backlog_max"},
                                           {"queue_mean", "queue_max"},
                                           {"zones_destroyed", "zones_compromised"},
                                           {"destroyed", "compromised"},
                                           {"restored_half_h", "restored_h"}};
    bool whole = !strchr(row->key->id, '@') && strcmp(row->key->scope, "desk") != 0;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        /* The largest of all insurers together is a lower bound. */
        bool bound = whole && strstr(pairs[i][1], "_max");
        if (is(row, pairs[i][0]) && !bound &&
            row->value > other(row, pairs[i][1]) * (1 + 1e-9) + 1e-12) {
            char law[64];
            snprintf(law, sizeof law, "is more than its %s", pairs[i][1]);
            return impossible(row, law);
        }
    }
    return none;
}

/* Values that follow from others. */
static Violation equation_violation(const ValueRow *row)
{
    double expected = row->value;
    if (is(row, "availability")) {
        expected = 1 - other(row, "downtime_h") / row->horizon_h;
    } else if (is(row, "abandon_share")) {
        expected = other(row, "abandoned") / other(row, "attempts");
    } else if (is(row, "compromised")) {
        expected = isnan(other(row, "compromised_h")) ? 0 : 1;
    } else if (is(row, "isolated") && strcmp(row->key->scope, "zone") == 0) {
        expected = isnan(other(row, "isolated_h")) ? 0 : 1;
    }
    return fabs(row->value - expected) <= 1e-9 ? none : impossible(row, "does not follow");
}

/* Of an insurer, or a service at one: people times hours. */
static Violation downtime_violation(const ValueRow *row, const Sheets *sheets)
{
    const char *at = strchr(row->key->id, '@');
    size_t insurer = sheets_find(sheets, TABLE_INSURERS, at ? at + 1 : row->key->id);
    if (!is(row, "insured_hours_lost") || insurer == SIZE_MAX ||
        is_overridden(sheets, row->key->strategy, TABLE_INSURERS)) {
        return none;
    }
    double expected =
        sheets_number(sheets, insurer, COLUMN_INSURERS_INSURED, 0) * other(row, "downtime_h");
    return fabs(row->value - expected) <= 1e-9 * fmax(1, expected)
               ? none
               : impossible(row, "is not the insured times the downtime");
}

Violation values_are_possible(LawCase *law_case)
{
    Violation violation;
    Run *run = law_case_base(law_case, &violation);
    if (!run) {
        return violation;
    }
    const ResultTable *table = run_table(run, "replications.csv");
    ValueRow row = {.table = table, .horizon_h = horizon_h_of(law_case->sheets)};
    for (size_t i = 0; i < result_rows(table) && !violation.found; i++) {
        row.key = result_row(table, i);
        row.value = result_row_number(table, i, "value");
        violation = range_violation(&row);
        violation = violation.found ? violation : order_violation(&row);
        violation = violation.found ? violation : equation_violation(&row);
        violation = violation.found ? violation : downtime_violation(&row, law_case->sheets);
        law_case->evidence += row.value > 0;
    }
    return violation;
}
