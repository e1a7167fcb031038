/* The files of a result folder (input_folder.h) as `plot` and `report` read them.
 *
 * Whatever they hold, the folder is refused with a message, or every question to the results has an
 * answer and the report's sections are valid HTML text.
 */
#include "base/file.h"
#include "base/text.h"
#include "plots/charts.h"
#include "plots/report_parts.h"
#include "plots/view.h"
#include "study/results_read.h"
#include "study/run_record.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/input_folder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWN_SHARE = 16 };

static void expect_text(const char *what, const char *text)
{
    FUZZ_EXPECT(text, "%s is NULL", what);
}

static void expect_record(const RunRecord *run)
{
    expect_text("version", run->version);
    expect_text("command_line", run->command_line);
    expect_text("scenario", run->scenario);
    expect_text("start", run->start);
    expect_text("baseline", run->baseline);
    FUZZ_EXPECT(strspn(run->seed, "0123456789") == strlen(run->seed), "seed %s", run->seed);
    for (size_t i = 0; i < run->strategy_count; i++) {
        expect_text("strategy", run->strategies[i]);
    }
    for (size_t i = 0; i < run->input_count; i++) {
        expect_text("file", run->inputs[i].file);
        expect_text("sha256", run->inputs[i].sha256);
    }
}

/* Every row is found by its own key, or an earlier one with the same key is. */
static void expect_rows(const Results *results)
{
    size_t count;
    const SummaryRow *rows = results_summary_rows(results, &count);

    for (size_t i = 0; i < count; i++) {
        const SummaryRow *found =
            results_summary(results, rows[i].strategy, rows[i].scope, rows[i].id, rows[i].metric);
        FUZZ_EXPECT(found && strcmp(found->metric, rows[i].metric) == 0 &&
                        strcmp(found->id, rows[i].id) == 0,
                    "row %zu of summary.csv is not found", i);
        results_comparison(results, rows[i].strategy, rows[i].scope, rows[i].id, rows[i].metric);
        size_t values;
        results_replications(results, rows[i].strategy, rows[i].scope, rows[i].id, rows[i].metric,
                             &values);
        const CurveView curve =
            results_curve(results, rows[i].strategy, rows[i].scope, rows[i].id, rows[i].metric);
        FUZZ_EXPECT(curve.count == 0 || curve.points, "a curve without points");
    }
}

static void expect_model(const Results *results)
{
    size_t count, ids;
    const ModelCell *cells = results_model_cells(results, &count);

    for (size_t i = 0; i < count; i++) {
        const char *value = results_cell(results, cells[i].table, cells[i].id, cells[i].column);
        expect_text("cell", value);
        expect_text("name", results_name(results, cells[i].table, cells[i].id));
        const char *const *of_table = results_ids(results, cells[i].table, &ids);
        FUZZ_EXPECT(ids == 0 || of_table[ids - 1], "an id that is NULL");
        results_cell_number(results, cells[i].table, cells[i].id, cells[i].column);
    }
}

/* Outside of tags every `<` begins one that the report itself writes: texts of the files are
 * escaped. */
static void expect_markup(const char *section, const char *html)
{
    static const char *const tags[] = {
        "a",    "b",          "br",     "caption", "code", "dd", "details", "div",     "dl",
        "dt",   "figcaption", "figure", "h3",      "li",   "p",  "pre",     "section", "small",
        "span", "summary",    "table",  "tbody",   "td",   "th", "thead",   "tr",      "ul"};

    FUZZ_EXPECT(text_is_utf8(html, strlen(html)), "%s is no UTF-8", section);
    for (const char *at = strchr(html, '<'); at; at = strchr(at + 1, '<')) {
        const char *name = at + 1 + (at[1] == '/');
        const size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789");
        bool known = false;
        for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
            known = known || (strlen(tags[i]) == length && strncmp(tags[i], name, length) == 0);
        }
        FUZZ_EXPECT(known, "%s holds %.40s", section, at);
    }
}

typedef struct Part {
    const char *name;
    void (*write)(TextBuilder *out, const View *view);
} Part;

static void expect_report(const View *view)
{
    static const Part parts[] = {
        {"finding", report_finding},         {"comparison", report_comparison},
        {"processes", report_processes},     {"reasons", report_reasons},
        {"method", report_method},           {"limits", report_limits},
        {"assumptions", report_assumptions}, {"record", report_record}};
    TextBuilder page = {0};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        text_clear(&page);
        parts[i].write(&page, view);
        expect_markup(parts[i].name, page.text ? page.text : "");
    }
    text_deinit(&page);
}

/* All charts are laid out, and one is drawn: drawing takes a hundred times as long. */
static void expect_charts(const View *view, size_t length)
{
    Failure failure = {0};
    TextBuilder page = {0};
    Gallery *gallery = gallery_new(view, true, false, &failure);

    FUZZ_EXPECT(gallery, "no charts: %s", failure.message);
    const size_t count = gallery_count(gallery);
    for (size_t i = 0; i < count; i++) {
        const char *caption = gallery_caption(gallery, i);
        FUZZ_EXPECT(gallery_name(gallery, i)[0] != '\0', "a chart without a name");
        FUZZ_EXPECT(text_is_utf8(caption, strlen(caption)), "caption %s", caption);
        text_clear(&page);
        report_numbers(&page, view, gallery_name(gallery, i));
        expect_markup(gallery_name(gallery, i), page.text ? page.text : "");
    }
    if (count > 0 && length % DRAWN_SHARE == 0) {
        text_clear(&page);
        FUZZ_EXPECT(
            gallery_render(gallery, length / DRAWN_SHARE % count, CHART_SVG, &page, &failure),
            "not drawn: %s", failure.message);
        FUZZ_EXPECT(text_is_utf8(page.text, page.length), "a drawing that is no UTF-8");
    }
    text_deinit(&page);
    gallery_free(gallery);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    InputFolder input;
    Failure failure = {0};

    input_folder_fill(&input, bytes, length);
    const bool exists = run_record_exists(input.path);
    Results *results = results_open(input.path, &failure);
    FUZZ_EXPECT((results == NULL) == failure.failed, "%s, and a message: %s",
                results ? "read" : "refused", failure.message);
    FUZZ_EXPECT(failure.failed || exists || !input_folder_has(&input, "run.json") || results,
                "whole, but not there");
    if (results) {
        expect_record(results_run(results));
        expect_rows(results);
        expect_model(results);
        const ViewOptions look = {.language = length % 2 ? LANGUAGE_GERMAN : LANGUAGE_ENGLISH,
                                  .palette = (Palette)(length % PALETTES)};
        View *view = view_new(results, &look);
        expect_report(view);
        if (charts_available()) {
            expect_charts(view, length);
        }
        view_free(view);
    }
    results_free(results);
    input_folder_deinit(&input);
    return 0;
}
