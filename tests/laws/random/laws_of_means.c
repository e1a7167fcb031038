/* More of what helps does not hurt in the mean over many scenarios, where the order of single paths
 * is not a theorem: with full queues and work by hand, with impatience and priorities, with jobs
 * that need one another [Graham 1969], with escalation. The pool keeps the differences; here
 * nothing is found but a run that fails. */
#include "tests/laws/random/law_case.h"
#include "tests/test.h"

#include <stdlib.h>

typedef struct Measure {
    const char *scope, *metric;
} Measure;

enum { CELLS_MAX = 4, MEASURES_MAX = 3 };

typedef struct MeanLaw {
    const char *name;
    struct {
        ColumnId column; /* multiplied where every row of it says something */
        const char *by;
    } changes[CELLS_MAX];
    size_t change_count;
    Measure measures[MEASURES_MAX];
    size_t measure_count;
} MeanLaw;

static const MeanLaw laws[] = {
    {"more servers",
     {{COLUMN_SERVICES_SERVERS, "x2"}, {COLUMN_SERVICES_SERVERS_PER_100K, "x2"}},
     2,
     {{"service", "backlog_mean"}, {"service", "waiting_at_end"}},
     2},
    {"shorter work",
     {{COLUMN_SERVICES_SERVICE_MIN, "x0.7"}, {COLUMN_SERVICES_FALLBACK_MIN, "x0.7"}},
     2,
     {{"service", "in_system_mean"}, {"service", "waiting_at_end"}},
     2},
    {"more agents",
     {{COLUMN_INSURERS_AGENTS, "x2"}},
     1,
     {{"desk", "queue_mean"}, {"channel", "abandoned"}},
     2},
    {"shorter handling",
     {{COLUMN_CHANNELS_HANDLE_MIN, "x0.7"}, {COLUMN_CHANNELS_DEGRADED_HANDLE_MIN, "x0.7"}},
     2,
     {{"desk", "queue_mean"}, {"channel", "abandoned"}},
     2},
    {"more crews",
     {{COLUMN_CREWS_CREWS, "x2"}},
     1,
     {{"total", "insured_hours_lost"}, {"zone", "downtime_h"}},
     2},
    {"faster crews",
     {{COLUMN_CREWS_SPEED, "x1.5"}},
     1,
     {{"total", "insured_hours_lost"}, {"total", "crew_hours"}},
     2},
    {"shorter jobs",
     {{COLUMN_DATACENTRES_REBUILD_H, "x0.7"},
      {COLUMN_DATACENTRES_CHECK_H, "x0.7"},
      {COLUMN_SYSTEMS_RESTORE_H, "x0.7"},
      {COLUMN_SYSTEMS_CHECK_H, "x0.7"}},
     4,
     {{"total", "insured_hours_lost"}, {"total", "crew_hours"}},
     2},
    {"earlier notice",
     {{COLUMN_ATTACK_DETECT_H, "x0.5"}, {COLUMN_ATTACK_DETECT_NEXT_H, "x0.5"}},
     2,
     {{"total", "zones_compromised"}, {"total", "records_stolen"}},
     2},
};

static bool is_filled(const Sheets *sheets, ColumnId column)
{
    size_t rows = sheets->tables[column_spec(column)->table].row_count;
    for (size_t row = 0; row < rows; row++) {
        if (sheets_cell(sheets, row, column)[0] == '\0') {
            return false;
        }
    }
    return rows > 0;
}

/* How many of the law's columns could be changed. */
static size_t change(Sheets *sheets, const MeanLaw *law)
{
    size_t changed = 0;
    for (size_t i = 0; i < law->change_count; i++) {
        const ColumnSpec *spec = column_spec(law->changes[i].column);
        const TableSpec *table = table_spec(spec->table);
        if (is_filled(sheets, law->changes[i].column)) {
            char cell[80];
            snprintf(cell, sizeof cell, "%s.%s%s", table->name,
                     table->kind == TABLE_OF_KEYS ? "" : "*.", spec->name);
            improve_all(sheets, cell, law->changes[i].by);
            changed++;
        }
    }
    return changed;
}

/* Sum of the means of all rows but those of one insurer, under all strategies but the reference.
 * NAN where there is none. */
static double measure(const ResultTable *summary, const Measure *measure)
{
    double sum = 0;
    size_t rows = 0;
    for (size_t row = 0; row < result_rows(summary); row++) {
        const ResultKey *key = result_row(summary, row);
        double mean = result_row_number(summary, row, "mean");
        if (strcmp(key->metric, measure->metric) == 0 && strcmp(key->scope, measure->scope) == 0 &&
            !strchr(key->id, '@') && strcmp(key->strategy, "undisturbed") != 0 && !isnan(mean)) {
            sum += mean;
            rows++;
        }
    }
    return rows > 0 ? sum : (double)NAN;
}

static void add_measures(LawCase *law_case, const MeanLaw *law, Run *better, Run *worse)
{
    for (size_t i = 0; i < law->measure_count; i++) {
        char name[POOL_NAME];
        double with = measure(run_table(better, "summary.csv"), &law->measures[i]);
        double without = measure(run_table(worse, "summary.csv"), &law->measures[i]);
        snprintf(name, sizeof name, "%s: %s %s", law->name, law->measures[i].scope,
                 law->measures[i].metric);
        pool_add(law_case->pool, name, with, without);
        law_case->evidence += with < without || with > without;
    }
}

Violation more_helps_in_the_mean(LawCase *law_case)
{
    static const char *const options[] = {"--no-curves", "-j", "1", NULL};
    const MeanLaw *law = &laws[draw_below(&law_case->draw, sizeof laws / sizeof laws[0])];
    Sheets *better = sheets_copy(law_case->sheets);
    Violation violation = {.found = false};
    if (law_case->pool && change(better, law) > 0) {
        Run *worse = law_case_base(law_case, &violation);
        Run *run =
            worse ? run_compare(law_case->workplace, "better", better, options, &violation) : NULL;
        if (run) {
            add_measures(law_case, law, run, worse);
        }
        run_free(run);
    }
    free(better);
    return violation;
}
