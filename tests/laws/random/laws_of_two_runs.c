/* Laws of two runs: what must make no difference. */
#include "base/file.h"
#include "tests/laws/laws.h"
#include "tests/laws/random/law_case.h"
#include "tests/test.h"

#include <stdlib.h>

static const Violation none;

static const char *const no_curves[] = {"--no-curves", "-j", "1", NULL};

/* Every result file of two threads has the bytes of one. */
Violation threads_make_no_difference(LawCase *law_case)
{
    static const char *const files[] = {"replications.csv", "summary.csv",     "comparison.csv",
                                        "curves.csv",       "restoration.csv", "fairness.csv"};
    static const char *const options[] = {"--curves", "insurer", "-j", "2", NULL};
    Violation violation;
    Run *one = law_case_base(law_case, &violation);
    Run *two =
        one ? run_compare(law_case->workplace, "threads", law_case->sheets, options, &violation)
            : NULL;
    for (size_t i = 0; two && i < sizeof files / sizeof files[0] && !violation.found; i++) {
        char *first = path_join(run_results(one), files[i]);
        char *second = path_join(run_results(two), files[i]);
        if (!files_are_same(first, second)) {
            violation = violation_of("%s is another one with two threads", files[i]);
        }
        law_case->evidence++;
        free(first);
        free(second);
    }
    run_free(two);
    return violation;
}

/* Rows of the first table stand in the second to the last digit; of the one strategy, where it is
 * given. The second may hold more. */
static Violation same_values(const ResultTable *first, const ResultTable *second,
                             const char *strategy, size_t *evidence)
{
    for (size_t row = 0; row < result_rows(first); row++) {
        const ResultKey *key = result_row(first, row);
        if (strategy && strcmp(key->strategy, strategy) != 0) {
            continue;
        }
        const char *one = result_cell(first, key, "value");
        const char *two = result_cell(second, key, "value");
        if (!two || strcmp(one, two) != 0) {
            return violation_of("%s %s %s %s, replication %g: %s, then %s", key->strategy,
                                key->scope, key->id, key->metric, key->at, one,
                                two ? two : "no such row");
        }
        *evidence += strcmp(one, "0") != 0;
    }
    return none;
}

static void turn_rows(Sheets *sheets, TableId table)
{
    Sheet *sheet = &sheets->tables[table];
    for (size_t low = 0, high = sheet->row_count; low + 1 < high; low++, high--) {
        const char *cells[SHEET_COLUMNS];
        memcpy(cells, sheet->cells[low], sizeof cells);
        memcpy(sheet->cells[low], sheet->cells[high - 1], sizeof cells);
        memcpy(sheet->cells[high - 1], cells, sizeof cells);
    }
}

static Violation compare_rows_with(LawCase *law_case, const Sheets *sheets, const char *strategy,
                                   const char *const *options)
{
    Violation violation;
    Run *one = law_case_base(law_case, &violation);
    Run *two = one ? run_compare(law_case->workplace, "two", sheets, options, &violation) : NULL;
    if (two) {
        violation = same_values(run_table(one, "replications.csv"),
                                run_table(two, "replications.csv"), strategy, &law_case->evidence);
    }
    run_free(two);
    return violation;
}

/* The strategies in the opposite order, in three threads, and a replication more; then one of them
 * alone, which may share nothing with others that differ from it. */
Violation order_of_strategies_makes_no_difference(LawCase *law_case)
{
    static const char *const options[] = {"--no-curves", "-j", "3", NULL};
    Sheets *turned = sheets_copy(law_case->sheets);
    size_t strategies = turned->tables[TABLE_STRATEGIES].row_count;
    turn_rows(turned, TABLE_STRATEGIES);
    sheets_set(turned, 0, COLUMN_SCENARIO_REPLICATIONS, "%g",
               sheets_number(turned, 0, COLUMN_SCENARIO_REPLICATIONS, 20) + 1);
    Violation violation = compare_rows_with(law_case, turned, NULL, options);
    if (!violation.found && strategies > 1) {
        const char *one =
            sheets_cell(turned, draw_below(&law_case->draw, strategies), COLUMN_STRATEGIES_ID);
        const char *alone[] = {"--no-curves", "-j", "1", "--strategies", one, NULL};
        violation = compare_rows_with(law_case, turned, one, alone);
    }
    free(turned);
    return violation;
}

/* Curves are sampled at other instants. Only the largest backlog of all insurers together is
 * defined by them. */
Violation sampling_makes_no_difference(LawCase *law_case)
{
    static const char *const options[] = {"-j", "1", NULL};
    Sheets *finer = sheets_copy(law_case->sheets);
    sheets_set(finer, 0, COLUMN_SCENARIO_SAMPLE_H, "%.6g", horizon_h_of(finer) / 2.7);
    Violation violation;
    Run *one = law_case_base(law_case, &violation);
    Run *two = one ? run_compare(law_case->workplace, "two", finer, options, &violation) : NULL;
    const ResultTable *first = two ? run_table(one, "replications.csv") : NULL;
    for (size_t row = 0; two && row < result_rows(first) && !violation.found; row++) {
        const ResultKey *key = result_row(first, row);
        const char *here = result_cell(first, key, "value");
        const char *there = result_cell(run_table(two, "replications.csv"), key, "value");
        bool sampled = strstr(key->metric, "_max") && !strchr(key->id, '@');
        if (!sampled && (!there || strcmp(here, there) != 0)) {
            violation = violation_of("%s %s %s %s, replication %g: %s, but %s in other steps",
                                     key->strategy, key->scope, key->id, key->metric, key->at, here,
                                     there ? there : "no such row");
        }
        law_case->evidence += strcmp(here, "0") != 0;
    }
    run_free(two);
    free(finer);
    return violation;
}

/* Neither an attack nor an outage before the end of the run, and no strategy changes a cell. */
static Sheets *without_incident(const Sheets *sheets, Draw *draw)
{
    Sheets *calm = sheets_copy(sheets);
    double later_h = horizon_h_of(sheets) * draw_between(draw, 1, 2) + 1;
    sheets_clear(calm, TABLE_OVERRIDES);
    if (draw_chance(draw, 0.5)) {
        sheets_clear(calm, TABLE_ATTACK);
        sheets_clear(calm, TABLE_OUTAGES);
        return calm;
    }
    for (size_t row = 0; row < calm->tables[TABLE_OUTAGES].row_count; row++) {
        sheets_set(calm, row, COLUMN_OUTAGES_START_H, "%.6g", later_h);
    }
    if (calm->tables[TABLE_ATTACK].row_count > 0) {
        sheets_set(calm, 0, COLUMN_ATTACK_START_H, "%.6g", later_h);
    }
    return calm;
}

Violation strategies_without_incident_are_undisturbed(LawCase *law_case)
{
    Sheets *calm = without_incident(law_case->sheets, &law_case->draw);
    Violation violation;
    Run *run = run_compare(law_case->workplace, "calm", calm, no_curves, &violation);
    for (size_t row = 0; run && row < calm->tables[TABLE_STRATEGIES].row_count; row++) {
        const ResultTable *table = run_table(run, "replications.csv");
        const TwoTables tables = {table, table, sheets_cell(calm, row, COLUMN_STRATEGIES_ID),
                                  "undisturbed"};
        violation = violation.found ? violation : same_rows_violation(&tables, 1);
        law_case->evidence++;
    }
    run_free(run);
    free(calm);
    return violation;
}

/* Tables whose order of rows says nothing. It does in zones (an instance stands in the first that
 * fits), in data centres (zones noticed at the same instant count in the order of the tables), in
 * outages and links (rows of the same target or way are told apart by it) and in overrides (they
 * apply in it). */
static void turn_all(Sheets *sheets)
{
    static const TableId tables[] = {TABLE_CREWS,    TABLE_SYSTEMS,  TABLE_INSURERS, TABLE_SERVICES,
                                     TABLE_CHANNELS, TABLE_PROFILES, TABLE_CALENDARS};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        turn_rows(sheets, tables[i]);
    }
}

/* Ids that no random stream is keyed by: crews, calendars, profiles. */
static void rename_all(Sheets *sheets)
{
    static const TableId tables[] = {TABLE_CREWS, TABLE_CALENDARS, TABLE_PROFILES};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        const ColumnId first = table_spec(tables[i])->first_column;
        for (size_t row = 0; row < sheets->tables[tables[i]].row_count; row++) {
            char id[64], name[80];
            snprintf(id, sizeof id, "%s", sheets_cell(sheets, row, first));
            snprintf(name, sizeof name, "z-%s", id);
            if (strncmp(id, "z-", 2) != 0) {
                sheets_rename(sheets, tables[i], id, name);
            }
        }
    }
}

/* Sums over insurers are taken in the order of their rows, so they agree but for rounding. */
Violation order_and_names_of_rows_make_no_difference(LawCase *law_case)
{
    Sheets *other = sheets_copy(law_case->sheets);
    Violation violation;
    turn_all(other);
    rename_all(other);
    other->layout = law_case->sheets->layout / 2 + 17;
    Run *one = law_case_base(law_case, &violation);
    Run *two = one ? run_compare(law_case->workplace, "two", other, no_curves, &violation) : NULL;
    const ResultTable *first = two ? run_table(one, "replications.csv") : NULL;
    for (size_t row = 0; two && row < result_rows(first) && !violation.found; row++) {
        const ResultKey *key = result_row(first, row);
        double here = result_row_number(first, row, "value");
        double there = result_number(run_table(two, "replications.csv"), key, "value");
        if (!(fabs(here - there) <= 1e-9 * fmax(1, fabs(here)))) {
            violation =
                violation_of("%s %s %s %s, replication %g: %.17g, but %.17g with rows turned round",
                             key->strategy, key->scope, key->id, key->metric, key->at, here, there);
        }
        law_case->evidence += here > 0;
    }
    run_free(two);
    free(other);
    return violation;
}

/* A multiple that every strategy overrides is one that is set for all: the strategies tell the
 * same, while the reference knows of --set alone. */
Violation overrides_are_cells_that_are_set(LawCase *law_case)
{
    static const struct {
        const char *cell, *by;
    } changes[] = {{"services.*.service_min", "x0.7"},
                   {"insurers.*.insured", "x2"},
                   {"services.*.requests_per_1000_per_day", "x1.5"}};
    const size_t chosen = draw_below(&law_case->draw, sizeof changes / sizeof changes[0]);
    char set[80];
    snprintf(set, sizeof set, "%s=%s", changes[chosen].cell, changes[chosen].by);
    const char *options[] = {"--no-curves", "-j", "1", "--set", set, NULL};
    Sheets *plain = sheets_copy(law_case->sheets);
    sheets_clear(plain, TABLE_OVERRIDES);
    Sheets *overridden = sheets_copy(plain);
    improve_all(overridden, changes[chosen].cell, changes[chosen].by);
    Violation violation;
    Run *one = run_compare(law_case->workplace, "set", plain, options, &violation);
    Run *two =
        one ? run_compare(law_case->workplace, "overridden", overridden, no_curves, &violation)
            : NULL;
    for (size_t row = 0; two && row < plain->tables[TABLE_STRATEGIES].row_count; row++) {
        const char *strategy = sheets_cell(plain, row, COLUMN_STRATEGIES_ID);
        violation = violation.found ? violation
                                    : same_values(run_table(one, "replications.csv"),
                                                  run_table(two, "replications.csv"), strategy,
                                                  &law_case->evidence);
    }
    run_free(one);
    run_free(two);
    free(plain);
    free(overridden);
    return violation;
}
