#include "study/sweep_store_parts.h"

#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool store_meta(Database *database, const char *key, const char **value, Arena *arena,
                Failure *failure)
{
    Statement query;
    bool row = false;
    bool good =
        statement_prepare(&query, database, "SELECT value FROM meta WHERE key = ?", failure);
    *value = "";
    if (good) {
        statement_set_text(&query, 1, key);
        good = statement_step(&query, &row, failure);
    }
    if (row) {
        const char *text = statement_text(&query, 0);
        *value = arena_copy_text(arena, text, strlen(text));
    }
    statement_finish(&query);
    return good;
}

static const char *kept(const SweepStore *store, const Statement *query, int column)
{
    const char *text = statement_text(query, column);
    return arena_copy_text(store->arena, text, strlen(text));
}

static size_t index_of(const Statement *query, int column)
{
    return statement_is_null(query, column) ? SWEEP_NONE
                                            : (size_t)statement_whole(query, column) - 1;
}

/* Rows of a table, for arrays to hold them. */
static bool count_rows(SweepStore *store, const char *sql, size_t *count, Failure *failure)
{
    Statement query;
    bool row = false;
    const bool good = statement_prepare(&query, &store->database, sql, failure) &&
                      statement_step(&query, &row, failure);
    *count = row ? (size_t)statement_whole(&query, 0) : 0;
    statement_finish(&query);
    return good;
}

static void read_settings_of(SweepStore *store, const char *design, const char *const *values)
{
    SweepData *data = &store->data;
    uint64_t whole = 0;
    double confidence = NAN;
    char *rest = NULL;
    data->design = sweep_design_find(design);
    data->scenario = values[0];
    data->title = values[1];
    (void)number_parse_whole(values[2], strlen(values[2]), &data->seed);
    (void)number_parse(values[3], strlen(values[3]), '.', &confidence);
    data->confidence = confidence;
    data->independent_points = strcmp(values[4], "1") == 0;
    (void)number_parse_whole(values[5], strlen(values[5]), &whole);
    store->replications = (size_t)whole;
    store->shard = (size_t)strtoull(values[6], &rest, 10) - 1;
    store->shard_count = *rest == '/' ? (size_t)strtoull(rest + 1, NULL, 10) : 1;
    data->start = values[7];
    data->curves.step_count = (size_t)strtoull(values[8], NULL, 10);
    (void)number_parse(values[9], strlen(values[9]), '.', &data->curves.step_h);
}

static bool read_meta(SweepStore *store, Failure *failure)
{
    static const char *const keys[] = {"scenario",           "title",        "seed",  "confidence",
                                       "independent points", "replications", "shard", "start",
                                       "curve steps",        "curve step h"};
    enum { KEYS = sizeof keys / sizeof *keys };
    const char *values[KEYS], *design, *format;
    Database *database = &store->database;
    if (!store_meta(database, "store format", &format, store->arena, failure) ||
        !store_meta(database, "design", &design, store->arena, failure)) {
        return false;
    }
    for (size_t i = 0; i < KEYS; ++i) {
        if (!store_meta(database, keys[i], &values[i], store->arena, failure)) {
            return false;
        }
    }
    if (strcmp(format, STORE_FORMAT) != 0 || sweep_design_find(design) == SWEEP_DESIGNS) {
        return failure_of_input(failure, "%s: is a store of another version of the program",
                                database->path);
    }
    read_settings_of(store, design, values);
    return true;
}

static void read_levels(SweepStore *store, SweepCell *cell, const char *text)
{
    double *levels = arena_allocate(store->arena, strlen(text) / 2 + 1, sizeof *levels);
    for (const char *at = text; *at; at += strspn(at, " ")) {
        const size_t length = strcspn(at, " ");
        (void)number_parse(at, length, '.', &levels[cell->level_count++]);
        at += length;
    }
    cell->levels = levels;
}

static SweepCell cell_of_row(SweepStore *store, const Statement *query)
{
    SweepCell cell = {
        .address = kept(store, query, 2),
        .multiplies = statement_whole(query, 3) != 0,
        .low = statement_number(query, 4),
        .high = statement_number(query, 5),
        .scale = strcmp(statement_text(query, 6), "log") == 0 ? SWEEP_LOG : SWEEP_LINEAR,
        .distribution = kept(store, query, 8),
    };
    read_levels(store, &cell, statement_text(query, 7));
    return cell;
}

static bool read_factors(SweepStore *store, Failure *failure)
{
    SweepData *data = &store->data;
    Statement query = {0};
    size_t rows = 0, at = 0;
    bool row = true;
    bool good = count_rows(store, "SELECT count(*) FROM factors", &rows, failure) &&
                statement_prepare(&query, &store->database,
                                  "SELECT factor, name, address, multiplies, low, high, scale, "
                                  "levels, dist FROM factors ORDER BY factor, cell",
                                  failure);
    SweepFactor *factors = arena_allocate(store->arena, rows, sizeof *factors);
    SweepCell *cells = arena_allocate(store->arena, rows, sizeof *cells);
    while (good && row) {
        good = statement_step(&query, &row, failure);
        if (!row || at == rows) {
            break;
        }
        const size_t f = index_of(&query, 0);
        if (f == data->factor_count && f < rows) {
            factors[f] = (SweepFactor){.name = kept(store, &query, 1), .cells = &cells[at]};
            ++data->factor_count;
        }
        ++factors[data->factor_count - 1].cell_count;
        cells[at++] = cell_of_row(store, &query);
    }
    statement_finish(&query);
    data->factors = factors;
    return good;
}

static bool read_strategies(SweepStore *store, Failure *failure)
{
    SweepData *data = &store->data;
    Statement query = {0};
    bool row = true;
    bool good =
        count_rows(store, "SELECT count(*) FROM strategies", &data->strategy_count, failure) &&
        statement_prepare(&query, &store->database,
                          "SELECT id, name, is_baseline FROM strategies ORDER BY strategy",
                          failure);
    SweepStrategy *strategies =
        arena_allocate(store->arena, data->strategy_count, sizeof *strategies);
    for (size_t s = 0; s < data->strategy_count && good; ++s) {
        good = statement_step(&query, &row, failure) && row;
        if (good) {
            strategies[s] = (SweepStrategy){kept(store, &query, 0), kept(store, &query, 1)};
            data->baseline = statement_whole(&query, 2) != 0 ? s : data->baseline;
        }
    }
    statement_finish(&query);
    data->strategies = strategies;
    return good;
}

static MetricDirection direction_of(const char *better)
{
    return strcmp(better, "lower") == 0    ? METRIC_LOWER_IS_BETTER
           : strcmp(better, "higher") == 0 ? METRIC_HIGHER_IS_BETTER
                                           : METRIC_NEUTRAL;
}

static bool read_metrics(SweepStore *store, Failure *failure)
{
    SweepData *data = &store->data;
    Statement query = {0};
    bool row = true;
    bool good =
        count_rows(store, "SELECT count(*) FROM metrics", &data->metric_count, failure) &&
        statement_prepare(
            &query, &store->database,
            "SELECT scope, id, metric, unit, better, \"column\" FROM metrics ORDER BY number",
            failure);
    SweepMetric *metrics = arena_allocate(store->arena, data->metric_count, sizeof *metrics);
    const char **columns = arena_allocate(store->arena, data->metric_count, sizeof *columns);
    for (size_t m = 0; m < data->metric_count && good; ++m) {
        good = statement_step(&query, &row, failure) && row;
        if (good) {
            metrics[m] = (SweepMetric){kept(store, &query, 0), kept(store, &query, 1),
                                       kept(store, &query, 2), kept(store, &query, 3),
                                       direction_of(statement_text(&query, 4))};
            columns[m] = kept(store, &query, 5);
        }
    }
    statement_finish(&query);
    data->metrics = metrics;
    store->columns = columns;
    return good;
}

static void keep_delay_columns(SweepStore *store)
{
    const size_t count = store->data.curves.service_count * SWEEP_CURVE_PARTS;
    const char **columns = arena_allocate(store->arena, count, sizeof *columns);
    for (size_t i = 0; i < count; ++i) {
        TextBuilder name = {0};
        store_delay_column(&store->data.curves, i, &name);
        columns[i] = arena_copy_text(store->arena, name.text, name.length);
        text_deinit(&name);
    }
    store->delay_columns = columns;
}

static bool read_services(SweepStore *store, Failure *failure)
{
    SweepCurves *curves = &store->data.curves;
    Statement query = {0};
    bool row = true;
    bool good =
        count_rows(store, "SELECT count(*) FROM services", &curves->service_count, failure) &&
        statement_prepare(&query, &store->database,
                          "SELECT id, name FROM services ORDER BY service", failure);
    SweepService *services = arena_allocate(store->arena, curves->service_count, sizeof *services);
    for (size_t s = 0; s < curves->service_count && good; ++s) {
        good = statement_step(&query, &row, failure) && row;
        if (good) {
            services[s] = (SweepService){kept(store, &query, 0), kept(store, &query, 1)};
        }
    }
    statement_finish(&query);
    curves->services = services;
    keep_delay_columns(store);
    return good;
}

/* Coordinates, levels and values, of each factor's first cell. */
static bool read_settings(SweepStore *store, Failure *failure)
{
    const SweepData *data = &store->data;
    const size_t count = data->point_count * data->factor_count;
    double *coordinates = arena_allocate(store->arena, count, sizeof *coordinates);
    double *values = arena_allocate(store->arena, count, sizeof *values);
    size_t *levels = arena_allocate(store->arena, count, sizeof *levels);
    Statement query;
    bool row = true;
    bool good = statement_prepare(
        &query, &store->database,
        "SELECT coordinate, level, value FROM settings WHERE cell = 1 ORDER BY point, factor",
        failure);
    for (size_t i = 0; i < count && good; ++i) {
        good = statement_step(&query, &row, failure) && row;
        if (good) {
            coordinates[i] = statement_number(&query, 0);
            levels[i] = index_of(&query, 1);
            values[i] = statement_number(&query, 2);
        }
    }
    statement_finish(&query);
    for (size_t p = 0; p < data->point_count; ++p) {
        store->points[p].coordinates = coordinates + p * data->factor_count;
        store->points[p].values = values + p * data->factor_count;
        store->points[p].levels = levels + p * data->factor_count;
    }
    return good;
}

static bool read_points(SweepStore *store, Failure *failure)
{
    SweepData *data = &store->data;
    Statement query = {0};
    bool row = true;
    bool good =
        count_rows(store, "SELECT count(*) FROM points", &data->point_count, failure) &&
        statement_prepare(&query, &store->database,
                          "SELECT \"group\", step, moved FROM points ORDER BY point", failure);
    store->points = arena_allocate(store->arena, data->point_count, sizeof *store->points);
    for (size_t p = 0; p < data->point_count && good; ++p) {
        good = statement_step(&query, &row, failure) && row;
        if (good) {
            store->points[p] = (SweepPoint){.group = (size_t)statement_whole(&query, 0) - 1,
                                            .step = (size_t)statement_whole(&query, 1),
                                            .factor = index_of(&query, 2)};
        }
    }
    statement_finish(&query);
    data->points = store->points;
    return good && read_settings(store, failure);
}

bool store_describe(SweepStore *store, Failure *failure)
{
    const bool good = read_meta(store, failure) && read_factors(store, failure) &&
                      read_strategies(store, failure) && read_metrics(store, failure) &&
                      read_services(store, failure) && read_points(store, failure) &&
                      sweep_store_count(store, failure);
    return good || failure_of_input(failure, "%s: is not whole", store->database.path);
}
