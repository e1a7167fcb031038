#include "cli/workbook.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "cli/extra_tables.h"
#include "cli/machine.h"
#include "models/metric_dictionary.h"
#include "sim/civil_time.h"
#include "study/results_read.h"
#include "study/results_table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { ROWS_MOST = 1048576, COLUMNS_MOST = 16384, TEXT_MOST = 32767 };

/* Days between the origins of spreadsheets (1899-12-30) and of civil days (1970-01-01). */
enum { SERIAL_OF_1970 = 25569 };

typedef struct Book {
    lxw_workbook *workbook;
    lxw_format *title, *heading, *text, *number, *count, *moment, *wrapped, *good, *bad;
    const char *folder;
    const Results *results;
    const RunRecord *run;
    CivilStart start;
    const char *full; /* name of the first sheet that did not hold its rows; NULL: none */
} Book;

static lxw_format *make_format(lxw_workbook *workbook, const char *number)
{
    lxw_format *format = workbook_add_format(workbook);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (number) {
        format_set_num_format(format, number);
    }
    return format;
}

static void make_formats(Book *book)
{
    lxw_workbook *workbook = book->workbook;
    book->title = make_format(workbook, NULL);
    format_set_bold(book->title);
    format_set_font_size(book->title, 14);
    book->heading = make_format(workbook, NULL);
    format_set_bold(book->heading);
    format_set_bg_color(book->heading, 0xE8EEF4);
    format_set_bottom(book->heading, LXW_BORDER_THIN);
    book->text = make_format(workbook, NULL);
    book->wrapped = make_format(workbook, NULL);
    format_set_text_wrap(book->wrapped);
    book->number = make_format(workbook, "#,##0.00");
    book->count = make_format(workbook, "#,##0");
    book->moment = make_format(workbook, "yyyy-mm-dd hh:mm");
    book->good = workbook_add_format(workbook);
    format_set_font_color(book->good, 0x00614A);
    book->bad = workbook_add_format(workbook);
    format_set_font_color(book->bad, 0x9C2A00);
}

/* A cell; what is not valid in the program's own files cannot be here, what is too long is cut. */
static void write_text(lxw_worksheet *sheet, size_t row, size_t column, const char *text,
                       lxw_format *format)
{
    TextBuilder cut = {0};
    text_add_clean(&cut, text, strlen(text), TEXT_MOST - 1);
    if (cut.text) {
        worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, cut.text, format);
    }
    text_deinit(&cut);
}

/* Large numbers without a fraction, others with two digits; nothing where it is undefined. */
static void write_number(const Book *book, lxw_worksheet *sheet, size_t row, size_t column,
                         double value)
{
    if (isfinite(value)) {
        worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column, value,
                               fabs(value) >= 1000 ? book->count : book->number);
    }
}

static void write_heading(const Book *book, lxw_worksheet *sheet, size_t row, size_t column,
                          const char *heading, double width)
{
    const lxw_col_t place = (lxw_col_t)column;
    write_text(sheet, row, column, heading, book->heading);
    worksheet_set_column(sheet, place, place, width, NULL);
}

static void write_headings(const Book *book, lxw_worksheet *sheet, size_t row,
                           const char *const *headings, const double *widths, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        write_heading(book, sheet, row, i, headings[i], widths[i]);
    }
}

static lxw_worksheet *add_sheet(Book *book, const char *name)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, name);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    return sheet;
}

/* A table with its headings in row 0, filters on them, and the first `frozen` columns staying. */
static void end_table(lxw_worksheet *sheet, size_t rows, size_t columns, size_t frozen)
{
    worksheet_freeze_panes(sheet, 1, (lxw_col_t)frozen);
    worksheet_autofilter(sheet, 0, 0, (lxw_row_t)(rows > 1 ? rows - 1 : 0),
                         (lxw_col_t)(columns - 1));
}

static bool has_room(Book *book, size_t rows, const char *sheet)
{
    if (rows < ROWS_MOST) {
        return true;
    }
    book->full = book->full ? book->full : sheet;
    return false;
}

static void write_facts(const Book *book, lxw_worksheet *sheet, size_t *row)
{
    const RunRecord *run = book->run;
    char replications[32];
    (void)snprintf(replications, sizeof replications, "%zu%s", run->replications,
                   run->interrupted ? ", interrupted" : "");
    const struct {
        const char *name, *value;
    } facts[] = {
        {"Scenario", run->scenario},    {"Start", run->start},
        {"Replications", replications}, {"Seed", run->seed},
        {"Baseline", run->baseline},    {"Program", run->version},
        {"Command", run->command_line},
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; ++i, ++*row) {
        write_text(sheet, *row, 0, facts[i].name, book->heading);
        write_text(sheet, *row, 1, facts[i].value, book->text);
    }
}

/* The totals: mean and difference, one row for each strategy and metric. */
static void write_overview(Book *book)
{
    static const char *const headings[] = {"Metric", "Unit",       "Strategy", "Mean",  "From",
                                           "To",     "Difference", "Its from", "Its to"};
    static const double widths[] = {26, 14, 34, 16, 16, 16, 16, 16, 16};
    lxw_worksheet *sheet = add_sheet(book, "Overview");
    size_t count, row = 2;
    const SummaryRow *rows = results_summary_rows(book->results, &count);
    write_text(sheet, 0, 0, results_cell(book->results, "scenario", "", "title"), book->title);
    write_facts(book, sheet, &row);
    ++row;
    write_headings(book, sheet, row++, headings, widths, 9);
    for (size_t i = 0; i < count && has_room(book, row, "Overview"); ++i) {
        const SummaryRow *summary = &rows[i];
        if (strcmp(summary->scope, "total") != 0) {
            continue;
        }
        const ComparisonRow *comparison = results_comparison(
            book->results, summary->strategy, summary->scope, summary->id, summary->metric);
        write_text(sheet, row, 0, summary->metric, book->text);
        write_text(sheet, row, 1, summary->unit, book->text);
        write_text(sheet, row, 2, results_name(book->results, "strategies", summary->strategy),
                   book->text);
        write_number(book, sheet, row, 3, summary->mean);
        write_number(book, sheet, row, 4, summary->ci_low);
        write_number(book, sheet, row, 5, summary->ci_high);
        write_number(book, sheet, row, 6, comparison ? comparison->difference : NAN);
        write_number(book, sheet, row, 7, comparison ? comparison->ci_low : NAN);
        write_number(book, sheet, row, 8, comparison ? comparison->ci_high : NAN);
        ++row;
    }
}

static void write_comparison_row(const Book *book, lxw_worksheet *sheet, size_t row,
                                 const ComparisonRow *comparison)
{
    const double numbers[] = {
        comparison->n,           comparison->baseline_mean, comparison->strategy_mean,
        comparison->difference,  comparison->ci_low,        comparison->ci_high,
        comparison->share_lower, comparison->variance_ratio};
    write_text(sheet, row, 0, comparison->scope, book->text);
    write_text(sheet, row, 1, comparison->id, book->text);
    write_text(sheet, row, 2, comparison->metric, book->text);
    write_text(sheet, row, 3, comparison->unit, book->text);
    write_text(sheet, row, 4, results_name(book->results, "strategies", comparison->strategy),
               book->text);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; ++i) {
        write_number(book, sheet, row, 5 + i, numbers[i]);
    }
}

/* A difference whose interval leaves out 0 is coloured, by its sign alone: whether lower is better
 * stands in `brownout explain`. */
static void mark_differences(const Book *book, lxw_worksheet *sheet, size_t rows)
{
    char is_below[] = "=AND($K2<>\"\",$K2<0)", is_above[] = "=AND($J2<>\"\",$J2>0)";
    lxw_conditional_format below = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA, .value_string = is_below, .format = book->good};
    lxw_conditional_format above = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA, .value_string = is_above, .format = book->bad};
    if (rows > 1) {
        worksheet_conditional_format_range(sheet, 1, 8, (lxw_row_t)(rows - 1), 8, &below);
        worksheet_conditional_format_range(sheet, 1, 8, (lxw_row_t)(rows - 1), 8, &above);
    }
}

static void write_comparison(Book *book)
{
    static const char *const headings[] = {
        "Scope", "Id",         "Metric", "Unit", "Strategy",    "Replications",  "Baseline mean",
        "Mean",  "Difference", "From",   "To",   "Share lower", "Variance ratio"};
    static const double widths[] = {10, 28, 20, 8, 34, 13, 16, 16, 16, 16, 16, 13, 15};
    lxw_worksheet *sheet = add_sheet(book, "Comparison");
    size_t count, row = 1;
    const SummaryRow *rows = results_summary_rows(book->results, &count);
    write_headings(book, sheet, 0, headings, widths, 13);
    for (size_t i = 0; i < count; ++i) {
        const ComparisonRow *comparison = results_comparison(
            book->results, rows[i].strategy, rows[i].scope, rows[i].id, rows[i].metric);
        if (comparison && has_room(book, row, "Comparison")) {
            write_comparison_row(book, sheet, row++, comparison);
        }
    }
    mark_differences(book, sheet, row);
    end_table(sheet, row, 13, 3);
}

/* The ids that a curve of the scope may have. */
static const char *const *ids_of(const Book *book, Scope scope, size_t *count)
{
    static const char *const all[] = {"all"};
    if (scope == SCOPE_SERVICE) {
        return results_ids(book->results, "services", count);
    }
    if (scope == SCOPE_CHANNEL) {
        return results_ids(book->results, "channels", count);
    }
    *count = 1;
    return all;
}

static void write_curve(Book *book, lxw_worksheet *sheet, size_t column, const CurveView *curve)
{
    char heading[256];
    (void)snprintf(heading, sizeof heading, "%.60s %.60s, %.100s", curve->id, curve->metric,
                   results_name(book->results, "strategies", curve->strategy));
    write_text(sheet, 0, column, heading, book->heading);
    for (size_t i = 0; i < curve->count && has_room(book, i + 1, "Curves"); ++i) {
        write_number(book, sheet, i + 1, column, curve->points[i].mean);
    }
}

/* All curves begin at t = 0 with the same step, those of intervals end one earlier. */
static void write_times(const Book *book, lxw_worksheet *sheet, size_t rows)
{
    const double origin = SERIAL_OF_1970 + (double)book->start.day + book->start.hour / 24;
    write_text(sheet, 0, 0, "Time", book->heading);
    write_text(sheet, 0, 1, "t_h", book->heading);
    for (size_t i = 0; i < rows; ++i) {
        const double t_h = (double)i * book->run->sample_h;
        worksheet_write_number(sheet, (lxw_row_t)(i + 1), 0, origin + t_h / 24, book->moment);
        worksheet_write_number(sheet, (lxw_row_t)(i + 1), 1, t_h, book->number);
    }
    worksheet_set_column(sheet, 0, 0, 17, NULL);
}

static void write_curves(Book *book)
{
    lxw_worksheet *sheet = add_sheet(book, "Curves");
    size_t column = 2, longest = 0;
    for (size_t i = 0; i < dictionary_curve_count(); ++i) {
        const DictionaryCurve *sketch = dictionary_curve(i);
        size_t count;
        const char *const *ids = ids_of(book, sketch->scope, &count);
        for (size_t k = 0; k < count * book->run->strategy_count; ++k) {
            const CurveView curve = results_curve(
                book->results, book->run->strategies[k % book->run->strategy_count],
                scope_name(sketch->scope), ids[k / book->run->strategy_count], sketch->name);
            if (curve.count > 0 && column < COLUMNS_MOST) {
                write_curve(book, sheet, column++, &curve);
                longest = curve.count > longest ? curve.count : longest;
            }
        }
    }
    write_times(book, sheet, longest < ROWS_MOST ? longest : ROWS_MOST - 1);
    worksheet_set_column(sheet, 2, (lxw_col_t)(column - 1), 18, NULL);
    worksheet_set_row(sheet, 0, 45, book->wrapped);
    worksheet_freeze_panes(sheet, 1, 2);
}

static void write_assumptions(Book *book)
{
    static const char *const headings[] = {"Table", "Id", "Column or key", "Value", "Note"};
    static const double widths[] = {14, 24, 28, 40, 90};
    lxw_worksheet *sheet = add_sheet(book, "Assumptions");
    size_t count, row = 1;
    const ModelCell *cells = results_model_cells(book->results, &count);
    write_headings(book, sheet, 0, headings, widths, 5);
    for (size_t i = 0; i < count && has_room(book, row, "Assumptions"); ++i, ++row) {
        double number;
        write_text(sheet, row, 0, cells[i].table, book->text);
        write_text(sheet, row, 1, cells[i].id, book->text);
        write_text(sheet, row, 2, cells[i].column, book->text);
        if (number_parse(cells[i].value, strlen(cells[i].value), '.', &number)) {
            worksheet_write_number(sheet, (lxw_row_t)row, 3, number, book->text);
        } else {
            write_text(sheet, row, 3, cells[i].value, book->text);
        }
        write_text(sheet, row, 4, cells[i].note, book->wrapped);
    }
    end_table(sheet, row, 5, 0);
}

static void write_extra_row(const Book *book, lxw_worksheet *sheet, size_t at,
                            const ResultsTable *table, size_t row)
{
    for (size_t i = 0; i < table->csv.column_count; ++i) {
        const char *name = table->csv.columns[i], *text = table->csv.rows[row].cells[i];
        if (strcmp(name, "strategy") == 0) {
            write_text(sheet, at, i, results_name(book->results, "strategies", text), book->text);
        } else if (extra_column(name).is_text) {
            write_text(sheet, at, i, text, book->text);
        } else {
            write_number(book, sheet, at, i, results_cell_as_number(text));
        }
    }
}

/* A sheet for a table that the run has written and that says something. */
static bool write_extra(Book *book, const ExtraTable *extra, Failure *failure)
{
    static const char *const no_columns[] = {NULL};
    ResultsTable table;
    if (!results_table_open(&table, book->folder, extra->file, no_columns, failure)) {
        return false;
    }
    if (table.csv.row_count) {
        lxw_worksheet *sheet = add_sheet(book, extra->sheet);
        for (size_t i = 0; i < table.csv.column_count; ++i) {
            const ExtraColumn column = extra_column(table.csv.columns[i]);
            write_heading(book, sheet, 0, i, column.heading, column.width);
        }
        size_t row = 1;
        for (size_t i = 0; i < table.csv.row_count && has_room(book, row, extra->sheet); ++i) {
            write_extra_row(book, sheet, row++, &table, i);
        }
        end_table(sheet, row, table.csv.column_count, 1);
    }
    results_table_deinit(&table);
    return true;
}

static bool write_extras(Book *book, Failure *failure)
{
    size_t count;
    const ExtraTable *tables = extra_tables(&count);
    bool read = true;
    for (size_t i = 0; i < count && read; ++i) {
        read = write_extra(book, &tables[i], failure);
    }
    return read;
}

/* The same results give the same bytes, so the file bears no date of today. */
static void set_properties(const Book *book)
{
    char title[256];
    (void)snprintf(title, sizeof title, "%.200s",
                   results_cell(book->results, "scenario", "", "title"));
    lxw_doc_properties properties = {
        .title = title,
        .created = 315532800, /* 1980-01-01, the first day that its archive can bear */
    };
    workbook_set_properties(book->workbook, &properties);
}

static bool fill(Book *book, Failure *failure)
{
    make_formats(book);
    set_properties(book);
    write_overview(book);
    write_comparison(book);
    write_curves(book);
    const bool read = write_extras(book, failure);
    write_assumptions(book);
    const lxw_error error = workbook_close(book->workbook);
    if (error != LXW_NO_ERROR) {
        return failure_set(failure, "%s: cannot be written: %s", WORKBOOK_FILE,
                           lxw_strerror(error));
    }
    if (!read) {
        return false;
    }
    return !book->full ||
           failure_set(failure, "%s: the sheet %s would have over %d rows; use the CSV files",
                       WORKBOOK_FILE, book->full, ROWS_MOST);
}

/* About what the library will take, from above: it looks away where memory runs out. */
static size_t bytes_of(const Book *book)
{
    const double steps = book->run->horizon_h / book->run->sample_h + 2;
    size_t summaries, cells, services, channels;
    (void)results_summary_rows(book->results, &summaries);
    (void)results_model_cells(book->results, &cells);
    (void)results_ids(book->results, "services", &services);
    (void)results_ids(book->results, "channels", &channels);
    const double curves = (double)(dictionary_curve_count() * book->run->strategy_count) *
                          (double)(services > channels ? services + 1 : channels + 1);
    const double all = 13.0 * (double)summaries + 5.0 * (double)cells + curves * fmin(steps, 1e6);
    return ((size_t)64 << 20) + (size_t)(256 * all);
}

static bool write_beside(Book *book, const char *path, const char *beside, Failure *failure)
{
    memory_ensure(bytes_of(book));
    book->workbook = workbook_new(beside);
    if (!book->workbook) {
        return failure_set(failure, "%s: cannot be written: no memory", path);
    }
    if (!fill(book, failure) || rename(beside, path) != 0) {
        (void)unlink(beside);
        return failure_set(failure, "%s: cannot be put in its place", path);
    }
    return true;
}

bool workbook_is_available(void)
{
    return true;
}

static const char TEMPORARY_FOLDER[] = "/tmp"; /* of tmpfile() */

/* libxlsxwriter keeps the sheets as XML in temporary files and does not notice where these find no
 * room: it would pack halves of them. So the room is asked for beforehand. A comparison takes 3.9
 * times the bytes of its CSV file, the model 3.6 times, the curves 0.4 times (measured). */
static bool disk_has_room(const char *folder, Failure *failure)
{
    static const struct {
        const char *file;
        double factor;
    } parts[] = {{"comparison.csv", 5}, {"model.csv", 5},       {"curves.csv", 1},
                 {FAIRNESS_FILE, 5},    {"attribution.csv", 5}, {"critical_path.csv", 5},
                 {"selection.csv", 5}};
    double needed = 1 << 16;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; ++i) {
        char *path = path_join(folder, parts[i].file);
        struct stat status;
        needed += stat(path, &status) == 0 ? parts[i].factor * (double)status.st_size : 0;
        free(path);
    }
    const double room = machine_file_bytes(TEMPORARY_FOLDER);
    return room <= 0 || room >= needed ||
           failure_set(failure,
                       "%s/%s: cannot be written: it needs up to %.1f MB in %s for temporary "
                       "files, where %.1f MB are left",
                       folder, WORKBOOK_FILE, needed / 1e6, TEMPORARY_FOLDER, room / 1e6);
}

bool workbook_write(const char *folder, Failure *failure)
{
    if (!disk_has_room(folder, failure)) {
        return false;
    }
    Results *results = results_open(folder, failure);
    if (!results) {
        return false;
    }
    Book book = {.folder = folder, .results = results, .run = results_run(results)};
    char *path = path_join(folder, WORKBOOK_FILE);
    char *beside = path_join(folder, TEMPORARY_PREFIX WORKBOOK_FILE);
    const bool written =
        (civil_parse_start(book.run->start, &book.start) ||
         failure_set(failure, "%s: the start of the run cannot be read", folder)) &&
        write_beside(&book, path, beside, failure);
    free(beside);
    free(path);
    results_free(results);
    return written;
}
