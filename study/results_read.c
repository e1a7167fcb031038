#include "study/results_read.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/number.h"
#include "study/results_index.h"
#include "study/results_table.h"
#include "study/run_read.h"

typedef struct CurveSpan { /* the rows of one curve: curves.csv keeps them together */
    RowKey key;
    size_t first, count;
} CurveSpan;

typedef struct TableIds {
    const char *table;
    const char **ids;
    size_t count;
} TableIds;

struct Results {
    Arena *arena;
    NameTable names;
    RunRecord run;
    SummaryRow *summary;
    size_t summary_count;
    RowIndex summary_index;
    ComparisonRow *comparison;
    size_t comparison_count;
    RowIndex comparison_index;
    CurvePoint *points;
    CurveSpan *spans;
    size_t span_count;
    RowIndex span_index;
    double *values; /* of replications.csv, those of one key together */
    CurveSpan *value_spans;
    size_t value_span_count;
    RowIndex value_index;
    RestorationRow *restoration;
    size_t restoration_count;
    CoupledResults coupled;
    Fairness fairness;
    ModelCell *cells;
    size_t cell_count;
    RowIndex cell_index; /* key: table, id, column, column */
    TableIds *tables;
    size_t table_count;
};

static double cell_number_or_zero(const ResultsTable *table, size_t row, size_t column)
{
    const double value = results_table_number(table, row, column);
    return isnan(value) ? 0 : value;
}

static const char *cell_name(Results *results, const ResultsTable *table, size_t row, size_t column)
{
    return name_table_keep(&results->names, results_table_text(table, row, column));
}

static bool read_summary(Results *results, const char *folder, Failure *failure)
{
    static const char *const columns[] = {"strategy", "scope", "id",  "metric",    "unit",
                                          "n",        "mean",  "sd",  "ci_low",    "ci_high",
                                          "p05",      "p50",   "p95", "?censored", NULL};
    ResultsTable table;
    if (!results_table_open(&table, folder, "summary.csv", columns, failure)) {
        return false;
    }
    results->summary_count = table.csv.row_count;
    results->summary = arena_allocate(results->arena, table.csv.row_count, sizeof(SummaryRow));
    for (size_t i = 0; i < table.csv.row_count; ++i) {
        SummaryRow *row = &results->summary[i];
        const char **names[] = {&row->strategy, &row->scope, &row->id, &row->metric, &row->unit};
        double *numbers[] = {&row->n,       &row->mean, &row->sd,  &row->ci_low,
                             &row->ci_high, &row->p05,  &row->p50, &row->p95};
        for (size_t column = 0; column < 5; ++column) {
            *names[column] = cell_name(results, &table, i, column);
        }
        for (size_t column = 0; column < 8; ++column) {
            *numbers[column] = results_table_number(&table, i, 5 + column);
        }
        row->censored = cell_number_or_zero(&table, i, 13);
        const RowKey key = {row->strategy, row->scope, row->id, row->metric};
        row_index_add(&results->summary_index, key, i);
    }
    results_table_deinit(&table);
    return true;
}

static bool read_comparison(Results *results, const char *folder, Failure *failure)
{
    static const char *const columns[] = {
        "scope",    "id",      "metric",        "unit",           "baseline",
        "strategy", "n",       "baseline_mean", "strategy_mean",  "difference",
        "ci_low",   "ci_high", "share_lower",   "variance_ratio", NULL};
    ResultsTable table;
    if (!results_table_open(&table, folder, "comparison.csv", columns, failure)) {
        return false;
    }
    results->comparison_count = table.csv.row_count;
    results->comparison =
        arena_allocate(results->arena, table.csv.row_count, sizeof(ComparisonRow));
    for (size_t i = 0; i < table.csv.row_count; ++i) {
        ComparisonRow *row = &results->comparison[i];
        const char **names[] = {&row->scope, &row->id,       &row->metric,
                                &row->unit,  &row->baseline, &row->strategy};
        double *numbers[] = {&row->n,           &row->baseline_mean, &row->strategy_mean,
                             &row->difference,  &row->ci_low,        &row->ci_high,
                             &row->share_lower, &row->variance_ratio};
        for (size_t column = 0; column < 6; ++column) {
            *names[column] = cell_name(results, &table, i, column);
        }
        for (size_t column = 0; column < 8; ++column) {
            *numbers[column] = results_table_number(&table, i, 6 + column);
        }
        const RowKey key = {row->strategy, row->scope, row->id, row->metric};
        row_index_add(&results->comparison_index, key, i);
    }
    results_table_deinit(&table);
    return true;
}

/* The key of a row whose first four columns are its names. Rows of one key come together, so the
 * last key is tried first: comparing four short texts is several times cheaper than hashing them.
 */
static RowKey row_key(Results *results, const ResultsTable *table, size_t row, const RowKey *last)
{
    if (last->strategy && strcmp(last->metric, results_table_text(table, row, 3)) == 0 &&
        strcmp(last->id, results_table_text(table, row, 2)) == 0 &&
        strcmp(last->scope, results_table_text(table, row, 1)) == 0 &&
        strcmp(last->strategy, results_table_text(table, row, 0)) == 0) {
        return *last;
    }
    return (RowKey){cell_name(results, table, row, 0), cell_name(results, table, row, 1),
                    cell_name(results, table, row, 2), cell_name(results, table, row, 3)};
}

static bool read_curves(Results *results, const char *folder, Failure *failure)
{
    static const char *const columns[] = {
        "strategy", "scope", "id",  "metric",          "t_h", "n", "mean", "ci_low", "ci_high",
        "p05",      "p50",   "p95", "?censored_share", NULL};
    ResultsTable table;
    if (!results_table_open(&table, folder, "curves.csv", columns, failure)) {
        return false;
    }
    results->points = memory_allocate(table.csv.row_count, sizeof(CurvePoint));
    size_t room = 0;
    bool read = true;
    for (size_t i = 0; i < table.csv.row_count && read; ++i) {
        CurveSpan *last = results->span_count ? &results->spans[results->span_count - 1] : NULL;
        const RowKey key = row_key(results, &table, i, last ? &last->key : &(RowKey){0});
        if (!last || memcmp(&key, &last->key, sizeof key) != 0) {
            if (results->span_count == room) {
                room = room ? 2 * room : 64;
                results->spans = memory_grow(results->spans, room, sizeof(CurveSpan));
            }
            last = &results->spans[results->span_count];
            *last = (CurveSpan){key, i, 0};
            if (row_index_add(&results->span_index, key, results->span_count) != SIZE_MAX) {
                read = failure_set(
                    failure, "%s/curves.csv:%zu: the rows of a curve (%s %s %s %s) are apart",
                    folder, table.csv.rows[i].line, key.strategy, key.scope, key.id, key.metric);
            }
            ++results->span_count;
        }
        ++last->count;
        CurvePoint *point = &results->points[i];
        double *numbers[] = {&point->t_h,     &point->n,   &point->mean, &point->ci_low,
                             &point->ci_high, &point->p05, &point->p50,  &point->p95};
        for (size_t column = 0; column < 8; ++column) {
            *numbers[column] = results_table_number(&table, i, 4 + column);
        }
        point->censored_share = cell_number_or_zero(&table, i, 12);
    }
    results_table_deinit(&table);
    return read;
}

/* replications.csv goes by strategy and replication, so the values of one metric are scattered:
 * count, then place. */
static bool read_replications(Results *results, const char *folder, Failure *failure)
{
    static const char *const columns[] = {"strategy", "scope", "id", "metric", "value", NULL};
    ResultsTable table;
    if (!results_table_open(&table, folder, "replications.csv", columns, failure)) {
        return false;
    }
    const size_t rows = table.csv.row_count;
    size_t *span_of = memory_allocate(rows, sizeof *span_of);
    results->value_spans = memory_allocate(rows, sizeof(CurveSpan));
    RowKey key = {0};
    for (size_t i = 0; i < rows; ++i) {
        key = row_key(results, &table, i, &key);
        span_of[i] = row_index_add(&results->value_index, key, results->value_span_count);
        if (span_of[i] == SIZE_MAX) {
            span_of[i] = results->value_span_count++;
        }
        ++results->value_spans[span_of[i]].count;
    }
    for (size_t i = 1; i < results->value_span_count; ++i) {
        results->value_spans[i].first =
            results->value_spans[i - 1].first + results->value_spans[i - 1].count;
    }
    for (size_t i = 0; i < results->value_span_count; ++i) {
        results->value_spans[i].count = 0;
    }
    results->values = memory_allocate(rows, sizeof(double));
    for (size_t i = 0; i < rows; ++i) {
        CurveSpan *span = &results->value_spans[span_of[i]];
        results->values[span->first + span->count++] = results_table_number(&table, i, 4);
    }
    free(span_of);
    results_table_deinit(&table);
    return true;
}

static bool read_restoration(Results *results, const char *folder, Failure *failure)
{
    static const char *const columns[] = {
        "strategy",     "kind",        "id",         "datacentre", "n", "ready_mean_h",
        "start_mean_h", "done_mean_h", "done_p05_h", "done_p95_h", NULL};
    ResultsTable table;
    if (!results_table_open(&table, folder, "restoration.csv", columns, failure)) {
        return false;
    }
    results->restoration_count = table.csv.row_count;
    results->restoration =
        arena_allocate(results->arena, table.csv.row_count, sizeof(RestorationRow));
    for (size_t i = 0; i < table.csv.row_count; ++i) {
        RestorationRow *row = &results->restoration[i];
        const char **names[] = {&row->strategy, &row->kind, &row->id, &row->datacentre};
        double *numbers[] = {&row->n,           &row->ready_mean_h, &row->start_mean_h,
                             &row->done_mean_h, &row->done_p05_h,   &row->done_p95_h};
        for (size_t column = 0; column < 4; ++column) {
            *names[column] = cell_name(results, &table, i, column);
        }
        for (size_t column = 0; column < 6; ++column) {
            *numbers[column] = results_table_number(&table, i, 4 + column);
        }
    }
    results_table_deinit(&table);
    return true;
}

/* Ids of a table in the order of first appearance; rows of a table come together. */
static void note_id(Results *results, const ModelCell *cell)
{
    TableIds *table = results->table_count ? &results->tables[results->table_count - 1] : NULL;
    if (!table || table->table != cell->table) {
        results->tables = memory_grow(results->tables, results->table_count + 1, sizeof(TableIds));
        table = &results->tables[results->table_count++];
        *table = (TableIds){.table = cell->table};
    }
    if (cell->id[0] && (!table->count || table->ids[table->count - 1] != cell->id)) {
        table->ids = memory_grow(table->ids, table->count + 1, sizeof *table->ids);
        table->ids[table->count++] = cell->id;
    }
}

static bool read_model(Results *results, const char *folder, Failure *failure)
{
    static const char *const columns[] = {"table", "id", "column", "value", "?note", NULL};
    ResultsTable table;
    if (!results_table_open(&table, folder, "model.csv", columns, failure)) {
        return false;
    }
    results->cell_count = table.csv.row_count;
    results->cells = arena_allocate(results->arena, table.csv.row_count, sizeof(ModelCell));
    for (size_t i = 0; i < table.csv.row_count; ++i) {
        ModelCell *cell = &results->cells[i];
        const char **names[] = {&cell->table, &cell->id, &cell->column, &cell->value, &cell->note};
        for (size_t column = 0; column < 5; ++column) {
            *names[column] = cell_name(results, &table, i, column);
        }
        if (strcmp(cell->id, "*") == 0) {
            cell->id = name_table_keep(&results->names, "");
        }
        const RowKey key = {cell->table, cell->id, cell->column, cell->column};
        row_index_add(&results->cell_index, key, i);
        note_id(results, cell);
    }
    results_table_deinit(&table);
    return true;
}

/* Strategies in the order of summary.csv: for a record that does not list them, and to add
 * `undisturbed`. */
static void complete_strategies(Results *results)
{
    RunRecord *run = &results->run;
    const char **all = memory_allocate(run->strategy_count + results->summary_count, sizeof *all);
    size_t count = run->strategy_count;
    for (size_t i = 0; i < count; ++i) {
        all[i] = run->strategies[i];
    }
    for (size_t i = 0; i < results->summary_count; ++i) {
        const char *strategy = results->summary[i].strategy;
        bool known = i > 0 && results->summary[i - 1].strategy == strategy;
        for (size_t j = 0; j < count && !known; ++j) {
            known = all[j] == strategy;
        }
        if (!known) {
            all[count++] = strategy;
        }
    }
    run->strategies = arena_allocate(results->arena, count, sizeof *run->strategies);
    memcpy(run->strategies, all, count * sizeof *all);
    run->strategy_count = count;
    free(all);
}

/* What a record leaves out stands in the model or in the comparison. */
static void complete_record(Results *results)
{
    RunRecord *run = &results->run;
    if (isnan(run->horizon_h)) {
        run->horizon_h = 24 * results_cell_number(results, "scenario", "", "horizon_days");
    }
    if (isnan(run->sample_h)) {
        run->sample_h = results_cell_number(results, "scenario", "", "sample_h");
    }
    if (!run->start[0]) {
        run->start = results_cell(results, "scenario", "", "start");
    }
    if (results->comparison_count) {
        run->baseline = results->comparison[0].baseline;
    }
}

static bool read_all(Results *results, const char *folder, Failure *failure)
{
    return run_read(&results->run, folder, results->arena, &results->names, failure) &&
           read_summary(results, folder, failure) && read_comparison(results, folder, failure) &&
           read_curves(results, folder, failure) && read_replications(results, folder, failure) &&
           read_restoration(results, folder, failure) && read_model(results, folder, failure);
}

Results *results_open(const char *folder, Failure *failure)
{
    Results *results = memory_allocate(1, sizeof *results);
    results->arena = arena_new(0);
    name_table_init(&results->names, results->arena);
    if (!read_all(results, folder, failure) ||
        !fairness_read(&results->fairness, results->arena, folder, failure) ||
        !coupled_results_read(&results->coupled, results->arena, folder, failure)) {
        results_free(results);
        return NULL;
    }
    complete_strategies(results);
    complete_record(results);
    return results;
}

const CoupledResults *results_coupled(const Results *results)
{
    return &results->coupled;
}

const Fairness *results_fairness(const Results *results)
{
    return &results->fairness;
}

const RunRecord *results_run(const Results *results)
{
    return &results->run;
}

static RowKey find_key(const Results *results, const char *strategy, const char *scope,
                       const char *id, const char *metric)
{
    const NameTable *names = &results->names;
    return (RowKey){name_table_find(names, strategy), name_table_find(names, scope),
                    name_table_find(names, id), name_table_find(names, metric)};
}

const SummaryRow *results_summary(const Results *results, const char *strategy, const char *scope,
                                  const char *id, const char *metric)
{
    const RowKey key = find_key(results, strategy, scope, id, metric);
    const size_t row = row_index_find(&results->summary_index, key);
    return row == SIZE_MAX ? NULL : &results->summary[row];
}

const ComparisonRow *results_comparison(const Results *results, const char *strategy,
                                        const char *scope, const char *id, const char *metric)
{
    const RowKey key = find_key(results, strategy, scope, id, metric);
    const size_t row = row_index_find(&results->comparison_index, key);
    return row == SIZE_MAX ? NULL : &results->comparison[row];
}

CurveView results_curve(const Results *results, const char *strategy, const char *scope,
                        const char *id, const char *metric)
{
    const RowKey key = find_key(results, strategy, scope, id, metric);
    const size_t row = row_index_find(&results->span_index, key);
    if (row == SIZE_MAX) {
        return (CurveView){.strategy = strategy, .scope = scope, .id = id, .metric = metric};
    }
    const CurveSpan *span = &results->spans[row];
    return (CurveView){key.strategy, key.scope,   key.id,
                       key.metric,   span->count, &results->points[span->first]};
}

const double *results_replications(const Results *results, const char *strategy, const char *scope,
                                   const char *id, const char *metric, size_t *count)
{
    const RowKey key = find_key(results, strategy, scope, id, metric);
    const size_t row = row_index_find(&results->value_index, key);
    *count = row == SIZE_MAX ? 0 : results->value_spans[row].count;
    return row == SIZE_MAX ? NULL : &results->values[results->value_spans[row].first];
}

const SummaryRow *results_summary_rows(const Results *results, size_t *count)
{
    *count = results->summary_count;
    return results->summary;
}

const RestorationRow *results_restoration_rows(const Results *results, size_t *count)
{
    *count = results->restoration_count;
    return results->restoration;
}

const ModelCell *results_model_cells(const Results *results, size_t *count)
{
    *count = results->cell_count;
    return results->cells;
}

const char *results_cell(const Results *results, const char *table, const char *id,
                         const char *column)
{
    const RowKey key = find_key(results, table, id, column, column);
    const size_t row = row_index_find(&results->cell_index, key);
    return row == SIZE_MAX ? "" : results->cells[row].value;
}

double results_cell_number(const Results *results, const char *table, const char *id,
                           const char *column)
{
    const char *text = results_cell(results, table, id, column);
    double value = NAN;
    return number_parse(text, strlen(text), '.', &value) ? value : (double)NAN;
}

const char *results_name(const Results *results, const char *table, const char *id)
{
    const char *name = results_cell(results, table, id, "name");
    if (name[0]) {
        return name;
    }
    return strcmp(id, "undisturbed") == 0 ? "Undisturbed" : id;
}

const char *const *results_ids(const Results *results, const char *table, size_t *count)
{
    for (size_t i = 0; i < results->table_count; ++i) {
        if (strcmp(results->tables[i].table, table) == 0) {
            *count = results->tables[i].count;
            return results->tables[i].ids;
        }
    }
    *count = 0;
    return NULL;
}

void results_free(Results *results)
{
    if (!results) {
        return;
    }
    row_index_deinit(&results->summary_index);
    row_index_deinit(&results->comparison_index);
    row_index_deinit(&results->span_index);
    row_index_deinit(&results->value_index);
    row_index_deinit(&results->cell_index);
    for (size_t i = 0; i < results->table_count; ++i) {
        free(results->tables[i].ids);
    }
    free(results->tables);
    free(results->points);
    free(results->spans);
    free(results->values);
    free(results->value_spans);
    name_table_deinit(&results->names);
    arena_free(results->arena);
    free(results);
}
