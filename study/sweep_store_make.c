#include "study/sweep_store_parts.h"

#include "base/number.h"
#include "sim/civil_time.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { IDENTITY_FIXED = 24 };

static void add_row(MetaRows *meta, const char *key, const char *value)
{
    meta->rows[meta->count++] = (MetaRow){key, value};
}

static const char *kept(Arena *arena, TextBuilder *text)
{
    const char *copy = arena_copy_text(arena, text->text ? text->text : "", text->length);
    text_deinit(text);
    return copy;
}

static const char *whole_text(Arena *arena, unsigned long long value)
{
    char text[32];
    const int length = snprintf(text, sizeof text, "%llu", value);
    return arena_copy_text(arena, text, (size_t)length);
}

static const char *number_text(Arena *arena, double value)
{
    char text[NUMBER_TEXT];
    const size_t length = number_format(text, value);
    return arena_copy_text(arena, text, length);
}

static const char *joined(Arena *arena, const char *const *texts, size_t count,
                          const char *separator)
{
    TextBuilder text = {0};
    for (size_t i = 0; i < count; ++i) {
        text_add_format(&text, "%s%s", i > 0 ? separator : "", texts[i]);
    }
    return kept(arena, &text);
}

static const char *joined_metrics(Arena *arena, const SweepPlan *plan)
{
    TextBuilder text = {0};
    for (size_t m = 0; m < plan->metric_count; ++m) {
        const SweepMetric *metric = &plan->metrics[m];
        text_add_format(&text, "%s%s/%s/%s", m > 0 ? "," : "", metric->scope, metric->id,
                        metric->metric);
    }
    return kept(arena, &text);
}

static void add_inputs(MetaRows *meta, const SweepPlan *plan, Arena *arena)
{
    const ScenarioCase *scenario_case = plan->study.scenario_case;
    for (size_t i = 0; i < scenario_case_file_count(scenario_case); ++i) {
        const CaseFile *file = scenario_case_file(scenario_case, i);
        TextBuilder key = {0};
        text_add_format(&key, "sha256 of %s", file->name);
        add_row(meta, kept(arena, &key), file->digest);
    }
}

static const char *kept_start(Arena *arena, const Scenario *scenario)
{
    char start[CIVIL_TEXT];
    (void)civil_format(start, &scenario->run.start, 0);
    return arena_copy_text(arena, start, strlen(start));
}

MetaRows store_identity(const SweepPlan *plan, Arena *arena)
{
    const StudyPlan *study = &plan->study;
    const size_t files = scenario_case_file_count(study->scenario_case);
    MetaRows meta = {.rows = arena_allocate(arena, files + IDENTITY_FIXED, sizeof *meta.rows)};
    TextBuilder shard = {0};
    text_add_format(&shard, "%zu/%zu", plan->shard + 1, plan->shard_count);
    add_row(&meta, "store format", STORE_FORMAT);
    add_row(&meta, "program version", BROWNOUT_VERSION);
    add_row(&meta, "scenario", scenario_case_name(study->scenario_case));
    add_row(&meta, "title", study->scenario->run.title);
    add_inputs(&meta, plan, arena);
    add_row(&meta, "set", joined(arena, plan->sets, plan->set_count, "\n"));
    add_row(&meta, "sha256 of the factors", plan->factors.digest);
    add_row(&meta, "sha256 of the points", plan->design.points_digest);
    add_row(&meta, "design", sweep_design_name(plan->design.kind));
    add_row(&meta, "points", whole_text(arena, plan->design.point_count));
    add_row(&meta, "design seed", whole_text(arena, plan->design_seed));
    add_row(&meta, "seed", whole_text(arena, study->seed));
    add_row(&meta, "independent points", plan->independent_points ? "1" : "0");
    add_row(&meta, "confidence", number_text(arena, study->confidence));
    add_row(&meta, "strategies", joined(arena, study->strategy_ids, study->strategy_count, ","));
    add_row(&meta, "baseline", study->strategy_ids[study->baseline]);
    add_row(&meta, "metrics", joined_metrics(arena, plan));
    add_row(&meta, "start", kept_start(arena, study->scenario));
    add_row(&meta, "curve steps", whole_text(arena, plan->curves.step_count));
    add_row(&meta, "curve step h", number_text(arena, plan->curves.step_h));
    add_row(&meta, "shard", kept(arena, &shard));
    return meta;
}

void sweep_store_digest(const SweepPlan *plan, char out[DIGEST_TEXT])
{
    Arena *arena = arena_new(0);
    TextBuilder text = {0};
    const MetaRows meta = store_identity(plan, arena);
    for (size_t i = 0; i < meta.count; ++i) {
        text_add_format(&text, "%s=%s\n", meta.rows[i].key, meta.rows[i].value);
    }
    text_add_format(&text, "replications=%zu\n", plan->study.replications);
    digest_sha256(out, text.text, text.length);
    text_deinit(&text);
    arena_free(arena);
}

static const char tables[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE factors(factor INTEGER, cell INTEGER, name TEXT NOT NULL, address TEXT NOT NULL,"
    " multiplies INTEGER NOT NULL, low REAL, high REAL, scale TEXT NOT NULL, levels TEXT NOT NULL,"
    " dist TEXT NOT NULL, PRIMARY KEY(factor, cell)) WITHOUT ROWID;"
    "CREATE TABLE points(point INTEGER PRIMARY KEY, \"group\" INTEGER NOT NULL,"
    " step INTEGER NOT NULL, moved INTEGER);"
    "CREATE TABLE settings(point INTEGER, factor INTEGER, cell INTEGER, coordinate REAL,"
    " level INTEGER, value REAL, PRIMARY KEY(point, factor, cell)) WITHOUT ROWID;"
    "CREATE TABLE strategies(strategy INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL,"
    " is_baseline INTEGER NOT NULL);"
    "CREATE TABLE services(service INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL);"
    "CREATE TABLE metrics(number INTEGER PRIMARY KEY, column TEXT NOT NULL, scope TEXT NOT NULL,"
    " id TEXT NOT NULL, metric TEXT NOT NULL, unit TEXT NOT NULL, better TEXT NOT NULL);"
    "CREATE TABLE finished(point INTEGER, replication INTEGER, PRIMARY KEY(point, replication))"
    " WITHOUT ROWID;";

static bool fill_meta(Database *database, const SweepPlan *plan, Failure *failure)
{
    Statement insert;
    Arena *arena = arena_new(0);
    MetaRows meta = store_identity(plan, arena);
    add_row(&meta, "replications", whole_text(arena, plan->study.replications));
    bool good = statement_prepare(&insert, database, "INSERT INTO meta VALUES(?, ?)", failure);
    for (size_t i = 0; i < meta.count && good; ++i) {
        statement_set_text(&insert, 1, meta.rows[i].key);
        statement_set_text(&insert, 2, meta.rows[i].value);
        good = statement_run(&insert, failure);
    }
    statement_finish(&insert);
    arena_free(arena);
    return good;
}

static bool insert_factor_cell(Statement *insert, const SweepFactors *factors, size_t f, size_t c,
                               Failure *failure)
{
    const SweepCell *cell = &factors->items[f].cells[c];
    TextBuilder levels = {0};
    for (size_t i = 0; i < cell->level_count; ++i) {
        char number[NUMBER_TEXT];
        number_format(number, cell->levels[i]);
        text_add_format(&levels, "%s%s", i > 0 ? " " : "", number);
    }
    statement_set_whole(insert, 1, (int64_t)f + 1);
    statement_set_whole(insert, 2, (int64_t)c + 1);
    statement_set_text(insert, 3, factors->items[f].name);
    statement_set_text(insert, 4, cell->address);
    statement_set_whole(insert, 5, cell->multiplies);
    statement_set_number(insert, 6, cell->low);
    statement_set_number(insert, 7, cell->high);
    statement_set_text(insert, 8, cell->scale == SWEEP_LOG ? "log" : "linear");
    statement_set_text(insert, 9, levels.text ? levels.text : "");
    statement_set_text(insert, 10, cell->distribution);
    const bool good = statement_run(insert, failure);
    text_deinit(&levels);
    return good;
}

static bool fill_factors(Database *database, const SweepPlan *plan, Failure *failure)
{
    Statement insert;
    const SweepFactors *factors = &plan->factors;
    bool good = statement_prepare(
        &insert, database, "INSERT INTO factors VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", failure);
    for (size_t f = 0; f < factors->count; ++f) {
        for (size_t c = 0; c < factors->items[f].cell_count && good; ++c) {
            good = insert_factor_cell(&insert, factors, f, c, failure);
        }
    }
    statement_finish(&insert);
    return good;
}

static void set_index(Statement *statement, int at, size_t index)
{
    if (index == SWEEP_NONE) {
        statement_set_number(statement, at, NAN);
    } else {
        statement_set_whole(statement, at, (int64_t)index + 1);
    }
}

static bool insert_settings(Statement *insert, const SweepPlan *plan, size_t p, Failure *failure)
{
    const SweepPoint *point = &plan->design.points[p];
    for (size_t f = 0; f < plan->factors.count; ++f) {
        for (size_t c = 0; c < plan->factors.items[f].cell_count; ++c) {
            statement_set_whole(insert, 1, (int64_t)p + 1);
            statement_set_whole(insert, 2, (int64_t)f + 1);
            statement_set_whole(insert, 3, (int64_t)c + 1);
            statement_set_number(insert, 4, point->coordinates[f]);
            set_index(insert, 5, point->levels[f]);
            statement_set_number(
                insert, 6, sweep_design_cell_value(&plan->design, &plan->factors, point, f, c));
            if (!statement_run(insert, failure)) {
                return false;
            }
        }
    }
    return true;
}

static bool fill_points(Database *database, const SweepPlan *plan, Failure *failure)
{
    Statement point, setting = {0};
    bool good =
        statement_prepare(&point, database, "INSERT INTO points VALUES(?, ?, ?, ?)", failure) &&
        statement_prepare(&setting, database, "INSERT INTO settings VALUES(?, ?, ?, ?, ?, ?)",
                          failure);
    for (size_t p = 0; p < plan->design.point_count && good; ++p) {
        const SweepPoint *spec = &plan->design.points[p];
        statement_set_whole(&point, 1, (int64_t)p + 1);
        statement_set_whole(&point, 2, (int64_t)spec->group + 1);
        statement_set_whole(&point, 3, (int64_t)spec->step);
        set_index(&point, 4, spec->factor);
        good = statement_run(&point, failure) && insert_settings(&setting, plan, p, failure);
    }
    statement_finish(&point);
    statement_finish(&setting);
    return good;
}

static bool fill_strategies(Database *database, const SweepPlan *plan, Failure *failure)
{
    Statement insert;
    const StudyPlan *study = &plan->study;
    bool good =
        statement_prepare(&insert, database, "INSERT INTO strategies VALUES(?, ?, ?, ?)", failure);
    for (size_t s = 0; s < study->strategy_count && good; ++s) {
        statement_set_whole(&insert, 1, (int64_t)s + 1);
        statement_set_text(&insert, 2, study->strategy_ids[s]);
        statement_set_text(&insert, 3, study->strategy_names[s]);
        statement_set_whole(&insert, 4, s == study->baseline);
        good = statement_run(&insert, failure);
    }
    statement_finish(&insert);
    return good;
}

/* "scope/id/metric"; SQLite does not tell capitals from small letters in names of columns, so one
 * that differs by them alone from an earlier one gets its number. */
static void column_name(const SweepPlan *plan, size_t m, TextBuilder *name)
{
    const SweepMetric *metric = &plan->metrics[m];
    text_clear(name);
    text_add_format(name, "%s/%s/%s", metric->scope, metric->id, metric->metric);
    for (size_t i = 0; i < m; ++i) {
        const SweepMetric *other = &plan->metrics[i];
        if (strcmp(other->scope, metric->scope) == 0 && strcasecmp(other->id, metric->id) == 0 &&
            strcmp(other->metric, metric->metric) == 0) {
            text_add_format(name, "#%zu", m + 1);
            return;
        }
    }
}

static bool insert_metric(Statement *insert, const SweepMetric *metric, size_t number,
                          const char *column, Failure *failure)
{
    static const char *const better[] = {[METRIC_LOWER_IS_BETTER] = "lower",
                                         [METRIC_HIGHER_IS_BETTER] = "higher",
                                         [METRIC_NEUTRAL] = ""};
    statement_set_whole(insert, 1, (int64_t)number);
    statement_set_text(insert, 2, column);
    statement_set_text(insert, 3, metric->scope);
    statement_set_text(insert, 4, metric->id);
    statement_set_text(insert, 5, metric->metric);
    statement_set_text(insert, 6, metric->unit);
    statement_set_text(insert, 7, better[metric->direction]);
    return statement_run(insert, failure);
}

static bool fill_metrics(Database *database, const SweepPlan *plan, Failure *failure)
{
    Statement insert;
    TextBuilder name = {0}, table = {0};
    bool good = statement_prepare(&insert, database,
                                  "INSERT INTO metrics VALUES(?, ?, ?, ?, ?, ?, ?)", failure);
    text_add(&table, "CREATE TABLE replications(point INTEGER, replication INTEGER,"
                     " strategy INTEGER");
    for (size_t m = 0; m < plan->metric_count && good; ++m) {
        column_name(plan, m, &name);
        text_add_format(&table, ", \"%s\" REAL", name.text);
        good = insert_metric(&insert, &plan->metrics[m], m + 1, name.text, failure);
    }
    text_add(&table, ", PRIMARY KEY(point, replication, strategy)) WITHOUT ROWID;");
    statement_finish(&insert);
    good = good && database_run(database, table.text, failure);
    text_deinit(&name);
    text_deinit(&table);
    return good;
}

void store_delay_column(const SweepCurves *curves, size_t index, TextBuilder *name)
{
    static const char *const parts[SWEEP_CURVE_PARTS] = {"delay_mean_h", "unfinished_share"};
    const size_t service = index / SWEEP_CURVE_PARTS;
    bool is_there = false;
    text_add_format(name, "service/%s/%s", curves->services[service].id,
                    parts[index % SWEEP_CURVE_PARTS]);
    for (size_t i = 0; i < service; ++i) {
        is_there =
            is_there || strcasecmp(curves->services[i].id, curves->services[service].id) == 0;
    }
    if (is_there) {
        text_add_format(name, "#%zu", service + 1);
    }
}

/* By strategy first: bands are made of one after the other. */
static bool fill_services(Database *database, const SweepPlan *plan, Failure *failure)
{
    Statement insert;
    TextBuilder table = {0};
    bool good =
        statement_prepare(&insert, database, "INSERT INTO services VALUES(?, ?, ?)", failure);
    for (size_t s = 0; s < plan->curves.service_count && good; ++s) {
        statement_set_whole(&insert, 1, (int64_t)s + 1);
        statement_set_text(&insert, 2, plan->curves.services[s].id);
        statement_set_text(&insert, 3, plan->curves.services[s].name);
        good = statement_run(&insert, failure);
    }
    statement_finish(&insert);
    text_add(&table, "CREATE TABLE delays(strategy INTEGER, point INTEGER, replication INTEGER,"
                     " step INTEGER");
    for (size_t i = 0; i < plan->curves.service_count * SWEEP_CURVE_PARTS; ++i) {
        text_add(&table, ", \"");
        store_delay_column(&plan->curves, i, &table);
        text_add(&table, "\" REAL");
    }
    text_add(&table, ", PRIMARY KEY(strategy, point, replication, step)) WITHOUT ROWID;");
    good = good && database_run(database, table.text, failure);
    text_deinit(&table);
    return good;
}

bool store_make(Database *database, const SweepPlan *plan, Failure *failure)
{
    return database_run(database, tables, failure) && fill_meta(database, plan, failure) &&
           fill_factors(database, plan, failure) && fill_points(database, plan, failure) &&
           fill_strategies(database, plan, failure) && fill_metrics(database, plan, failure) &&
           fill_services(database, plan, failure);
}
