#include "bench/bench_report.h"

#include "base/file.h"
#include "base/json.h"
#include "base/number.h"
#include "cli/table.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FIGURE = 64, COLUMNS = 7, TERMINAL = 140, DIGITS = 3, LINE = 256 };

static const char *const headings[COLUMNS] = {"",      "median", "unit",  "least to most",
                                              "times", "of its", "beside"};

#if defined(__clang__)
static const char compiler[] = "clang " __clang_version__;
#elif defined(__GNUC__)
static const char compiler[] = "gcc " __VERSION__;
#else
static const char compiler[] = "unknown compiler";
#endif

/* The processor by its name where Linux tells it. Returns out. */
static const char *processor(char out[LINE])
{
    static const char key[] = "model name";
    FILE *stream = fopen("/proc/cpuinfo", "r");
    char line[LINE];

    snprintf(out, LINE, "unknown processor");
    while (stream && fgets(line, sizeof line, stream)) {
        const char *value = strchr(line, ':');
        if (strncmp(line, key, sizeof key - 1) == 0 && value) {
            snprintf(out, LINE, "%.*s", (int)strcspn(value + 2, "\n"), value + 2);
            break;
        }
    }
    if (stream) {
        fclose(stream);
    }
    return out;
}

static const char *number(char out[FIGURE], double value)
{
    return number_for_people(out, FIGURE, value, DIGITS);
}

static const char *range(char out[2 * FIGURE + 8], const BenchSpread *spread)
{
    char least[FIGURE], most[FIGURE];
    snprintf(out, 2 * FIGURE + 8, "%s to %s", number(least, spread->least),
             number(most, spread->most));
    return out;
}

typedef struct RowCells {
    char texts[COLUMNS][2 * FIGURE + 8];
} RowCells;

/* What has no reference leaves the last three empty. */
static RowCells cells_of(const BenchRow *row)
{
    RowCells cells = {{""}};
    snprintf(cells.texts[0], sizeof cells.texts[0], "%s", row->name);
    number(cells.texts[1], row->figure.median);
    snprintf(cells.texts[2], sizeof cells.texts[2], "%s", row->unit);
    if (row->takes > 1) {
        range(cells.texts[3], &row->figure);
    }
    if (row->reference) {
        char median[FIGURE];
        number(cells.texts[4], row->ratio.median);
        if (row->takes > 1) {
            range(cells.texts[5], &row->ratio);
        }
        snprintf(cells.texts[6], sizeof cells.texts[6], "%s %s", row->reference,
                 number(median, row->beside.median));
    }
    return cells;
}

void bench_report_table(const Bench *bench, TextBuilder *out)
{
    Table *table = table_new(COLUMNS, 1);
    for (size_t column = 0; column < COLUMNS; column++) {
        table_add(table, headings[column]);
    }
    for (size_t i = 0; i < bench_row_count(bench); i++) {
        const RowCells cells = cells_of(bench_row(bench, i));
        for (size_t column = 0; column < COLUMNS; column++) {
            table_add(table, cells.texts[column]);
        }
    }
    table_print(table, TERMINAL, out);
    table_free(table);
}

void bench_report_document(const Bench *bench, TextBuilder *out)
{
    char name[LINE];
    text_add_format(out, "%s, %ld processors, %s, %s build.\n\n", processor(name),
                    sysconf(_SC_NPROCESSORS_ONLN), compiler, BENCH_BUILD);
    for (size_t column = 0; column < COLUMNS; column++) {
        text_add_format(out, "| %s ", headings[column]);
    }
    text_add(out, "|\n| --- | --: | --- | --: | --: | --: | --- |\n");
    for (size_t i = 0; i < bench_row_count(bench); i++) {
        const RowCells cells = cells_of(bench_row(bench, i));
        for (size_t column = 0; column < COLUMNS; column++) {
            text_add(out, column == 0 ? "| " : " | ");
            for (const char *at = cells.texts[column]; *at; at++) {
                text_add(out, *at == '|' ? "\\" : "");
                text_add_bytes(out, at, 1);
            }
        }
        text_add(out, " |\n");
    }
}

static void json_spread(JsonWriter *json, const char *name, const BenchSpread *spread)
{
    json_name(json, name);
    json_begin_object(json);
    json_name(json, "median");
    json_number(json, spread->median);
    json_name(json, "least");
    json_number(json, spread->least);
    json_name(json, "most");
    json_number(json, spread->most);
    json_end_object(json);
}

static void json_row(JsonWriter *json, const BenchRow *row)
{
    json_begin_object(json);
    json_named_text(json, "name", row->name);
    json_named_text(json, "unit", row->unit);
    json_name(json, "takes");
    json_whole(json, row->takes);
    json_spread(json, "figure", &row->figure);
    if (row->reference) {
        json_named_text(json, "beside", row->reference);
        json_spread(json, "reference", &row->beside);
        json_spread(json, "ratio", &row->ratio);
    }
    json_end_object(json);
}

static void write_json(const Bench *bench, FILE *stream)
{
    JsonWriter json;
    char name[LINE];

    json_init(&json, stream);
    json_begin_object(&json);
    json_named_text(&json, "processor", processor(name));
    json_named_text(&json, "compiler", compiler);
    json_named_text(&json, "build", BENCH_BUILD);
    json_named_text(&json, "version", BROWNOUT_VERSION);
    json_name(&json, "quick");
    json_boolean(&json, bench_setting(bench)->quick);
    json_name(&json, "rows");
    json_begin_array(&json);
    for (size_t i = 0; i < bench_row_count(bench); i++) {
        json_row(&json, bench_row(bench, i));
    }
    json_end_array(&json);
    json_end_object(&json);
    fputs("\n", stream);
}

bool bench_report_json(const Bench *bench, const char *path, Failure *failure)
{
    OutputFile file = {0};
    if (!output_file_open(&file, path, failure)) {
        return false;
    }
    write_json(bench, file.stream);
    return output_file_commit(&file, failure);
}
