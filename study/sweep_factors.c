#include "study/sweep_factors.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/number.h"
#include "base/number_advice.h"
#include "base/text.h"
#include "models/thousands_doubt.h"
#include "sim/distribution_parse.h"
#include "study/factor_columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { QUOTE = 192, PREFIX_UNKNOWN = -1 };

typedef struct FactorDoubt { /* numbers of a column that may mean thousands */
    size_t count, line;
    ThousandsDoubt first;
} FactorDoubt;

typedef struct FactorReading {
    const char *file;
    const ScenarioCase *scenario_case;
    Arena *arena;
    Diagnostics *diagnostics;
    CsvTable csv;
    FactorColumns columns;
    size_t line;    /* of the row being read */
    bool good;      /* the row so far */
    int multiplies; /* of the row: 0, 1, or PREFIX_UNKNOWN before its first number */
    FactorDoubt doubts[FACTOR_COLUMNS];
} FactorReading;

typedef struct FactorRow {
    const char *name;
    SweepCell cell;
    FactorTarget target;
} FactorRow;

static bool mistake(FactorReading *reading, FactorColumn column, const char *message)
{
    reading->good = false;
    return diagnostics_add(reading->diagnostics, reading->file, reading->line,
                           factor_column_name(column), "%s", message);
}

/* `value` is not `expected`, said of the cell. */
static bool mistake_of(FactorReading *reading, FactorColumn column, const char *value,
                       const char *complaint)
{
    char quoted[QUOTE];
    TextBuilder message = {0};
    text_add_format(&message, "%s %s", text_quote(quoted, sizeof quoted, value), complaint);
    mistake(reading, column, message.text);
    text_deinit(&message);
    return false;
}

static const char *cell_text(const FactorReading *reading, const CsvRow *row, FactorColumn column)
{
    const size_t at = reading->columns.at[column];
    return at == SIZE_MAX ? "" : row->cells[at];
}

static bool read_name(FactorReading *reading, const char *name)
{
    /* Columns of points.csv of the same name would be told apart by nobody. */
    static const char *const taken[] = {"point", "group", "step", "moved", "replications"};
    if (name[0] == '\0') {
        return mistake(reading, FACTOR_NAME, "is required");
    }
    if (!text_is_id(name)) {
        return mistake_of(reading, FACTOR_NAME, name,
                          "is no name; expected letters, digits, '_', '.' and '-'");
    }
    for (size_t i = 0; i < sizeof taken / sizeof *taken; ++i) {
        if (strcmp(name, taken[i]) == 0) {
            return mistake_of(reading, FACTOR_NAME, name,
                              "is a column of points.csv already; choose another name");
        }
    }
    return true;
}

/* What a study settles once for all points. */
static bool is_of_the_study(ColumnId column)
{
    return column == COLUMN_SCENARIO_REPLICATIONS || column == COLUMN_SCENARIO_CONFIDENCE ||
           column == COLUMN_SCENARIO_SAMPLE_H;
}

static bool read_address(FactorReading *reading, const char *text, FactorRow *row)
{
    TextBuilder message = {0};
    row->cell.address = text;
    if (text[0] == '\0') {
        return mistake(reading, FACTOR_CELL, "is required");
    }
    if (!scenario_case_find_cell(reading->scenario_case, text, &row->target.address, &message)) {
        mistake(reading, FACTOR_CELL, message.text);
        text_deinit(&message);
        return false;
    }
    if (!column_is_numeric(row->target.address.column)) {
        mistake_of(reading, FACTOR_CELL, text,
                   "holds no number; expected a cell of a number or a distribution");
    } else if (is_of_the_study(row->target.address.column)) {
        mistake_of(reading, FACTOR_CELL, text,
                   "is the same for all points of a sweep; use --set or an option");
    }
    row->target.is_whole = column_spec(row->target.address.column)->type == CELL_WHOLE;
    return reading->good;
}

/* Takes "x" off the front; false where some values of the row have one and some have not. */
static bool take_prefix(FactorReading *reading, FactorColumn column, const char **text)
{
    const int multiplies = (*text)[0] == 'x';
    if (reading->multiplies != PREFIX_UNKNOWN && reading->multiplies != multiplies) {
        return mistake_of(reading, column, *text,
                          multiplies ? "multiplies (x), unlike the values before it in the row"
                                     : "does not multiply (x), unlike the values before it in the "
                                       "row");
    }
    reading->multiplies = multiplies;
    *text += multiplies;
    return true;
}

/* Whether the column of the scenario can hold the value. */
static bool check_range(FactorReading *reading, const FactorRow *row, FactorColumn column,
                        const char *text, double value)
{
    const ColumnSpec *spec = column_spec(row->target.address.column);
    TextBuilder complaint = {0};
    if (reading->multiplies == 1) {
        return value >= 0 || mistake_of(reading, column, text, "is no factor of at least 0");
    }
    if (range_holds(&spec->range, value)) {
        return true;
    }
    text_add_format(&complaint, "is out of range for %s.%s; expected ",
                    table_spec(spec->table)->name, spec->name);
    if (spec->type == CELL_DISTRIBUTION) {
        text_add(&complaint, "a number of at least 0");
    } else {
        column_expectation(row->target.address.column, &complaint);
    }
    mistake_of(reading, column, text, complaint.text);
    text_deinit(&complaint);
    return false;
}

static void note_doubt(FactorReading *reading, const FactorRow *row, FactorColumn column,
                       const char *text)
{
    FactorDoubt *doubt = &reading->doubts[column];
    ThousandsDoubt found;
    if (thousands_doubt_find(&found, text, reading->csv.decimal_sign, row->target.address.column) &&
        doubt->count++ == 0) {
        doubt->first = found;
        doubt->line = reading->line;
    }
}

/* A number of `length` bytes, with its x where it has one. */
static bool read_number(FactorReading *reading, const FactorRow *row, FactorColumn column,
                        const char *typed, double *value)
{
    const char *text = typed;
    const char sign = reading->csv.decimal_sign;
    char advice[QUOTE];
    TextBuilder complaint = {0};
    if (!take_prefix(reading, column, &text)) {
        return false;
    }
    if (number_parse(text, strlen(text), sign, value)) {
        note_doubt(reading, row, column, typed);
        return check_range(reading, row, column, typed, *value);
    }
    text_add_format(&complaint, "is no number%s; expected a number, or x and a number",
                    reading->multiplies == 1
                        ? number_factor_advice(advice, sizeof advice, text, sign)
                        : number_advice_bracketed(advice, sizeof advice, text, sign));
    mistake_of(reading, column, typed, complaint.text);
    text_deinit(&complaint);
    return false;
}

static void read_range(FactorReading *reading, const CsvRow *csv_row, FactorRow *row)
{
    const char *low = cell_text(reading, csv_row, FACTOR_LOW);
    const char *high = cell_text(reading, csv_row, FACTOR_HIGH);
    row->cell.low = row->cell.high = NAN;
    if (low[0] == '\0' && high[0] == '\0') {
        return;
    }
    if (low[0] == '\0' || high[0] == '\0') {
        const FactorColumn lacking = low[0] == '\0' ? FACTOR_LOW : FACTOR_HIGH;
        const FactorColumn given = low[0] == '\0' ? FACTOR_HIGH : FACTOR_LOW;
        double value;
        if (reading->columns.mistyped[lacking]) {
            (void)read_number(reading, row, given, cell_text(reading, csv_row, given), &value);
            return;
        }
        mistake(reading, lacking,
                lacking == FACTOR_LOW ? "is required beside high" : "is required beside low");
        return;
    }
    const bool read = read_number(reading, row, FACTOR_LOW, low, &row->cell.low);
    if (!read_number(reading, row, FACTOR_HIGH, high, &row->cell.high) || !read) {
        return;
    }
    if (!(row->cell.low < row->cell.high || row->cell.low > row->cell.high)) {
        mistake_of(reading, FACTOR_HIGH, high, "is equal to low; expected another value");
    }
}

static void read_scale(FactorReading *reading, const CsvRow *csv_row, FactorRow *row)
{
    static const char *const scales[] = {"linear", "log"};
    const char *text = cell_text(reading, csv_row, FACTOR_SCALE);
    row->cell.scale = strcmp(text, "log") == 0 ? SWEEP_LOG : SWEEP_LINEAR;
    if (text[0] != '\0' && strcmp(text, scales[row->cell.scale]) != 0) {
        TextBuilder complaint = {0};
        text_add(&complaint, "is no scale");
        text_add_nearest(&complaint, text, scales, 2);
        mistake_of(reading, FACTOR_SCALE, text, complaint.text);
        text_deinit(&complaint);
        return;
    }
    if (row->cell.scale == SWEEP_LOG && !(row->cell.low > 0 && row->cell.high > 0) &&
        !isnan(row->cell.low) && !isnan(row->cell.high)) {
        mistake_of(reading, FACTOR_SCALE, text, "needs low and high over 0");
    }
}

/* Whether the last of the levels goes on in the direction of the first two. */
static bool goes_on(const double *levels, size_t last)
{
    return levels[1] > levels[0] ? levels[last] > levels[last - 1]
                                 : levels[last] < levels[last - 1];
}

/* Words between blanks. */
static void read_levels(FactorReading *reading, const CsvRow *csv_row, FactorRow *row)
{
    const char *at = cell_text(reading, csv_row, FACTOR_LEVELS);
    double *levels = arena_allocate(reading->arena, strlen(at) / 2 + 1, sizeof *levels);
    size_t count = 0;
    for (at += strspn(at, " \t"); *at; at += strspn(at, " \t")) {
        const size_t length = strcspn(at, " \t");
        const char *word = arena_copy_text(reading->arena, at, length);
        at += length;
        if (count == SWEEP_LEVELS_MOST) {
            mistake(reading, FACTOR_LEVELS, "has more than 1000 levels");
            return;
        }
        if (!read_number(reading, row, FACTOR_LEVELS, word, &levels[count])) {
            return;
        }
        if (count > 0 && !goes_on(levels, count)) {
            mistake_of(
                reading, FACTOR_LEVELS, word,
                "is out of order; expected levels that rise, or fall, from each to the next");
            return;
        }
        ++count;
    }
    row->cell.level_count = count;
    row->cell.levels = levels;
}

static void read_distribution(FactorReading *reading, const CsvRow *csv_row, FactorRow *row)
{
    const char *typed = cell_text(reading, csv_row, FACTOR_DIST);
    const char *text = typed;
    char message[256];
    row->cell.distribution = "";
    if (typed[0] == '\0' || !take_prefix(reading, FACTOR_DIST, &text)) {
        return;
    }
    const DistributionSyntax syntax = {.decimal_sign = reading->csv.decimal_sign,
                                       .arena = reading->arena};
    if (!distribution_parse(&row->target.distribution, text, &syntax, message, sizeof message)) {
        mistake(reading, FACTOR_DIST, message);
        return;
    }
    if (!reading->multiplies) {
        note_doubt(reading, row, FACTOR_DIST, typed);
    }
    row->target.has_distribution = true;
    row->cell.distribution = typed;
}

static FactorRow read_row(FactorReading *reading, const CsvRow *csv_row)
{
    FactorRow row = {.name = cell_text(reading, csv_row, FACTOR_NAME),
                     .target = {.line = csv_row->line}};
    reading->line = csv_row->line;
    reading->good = true;
    reading->multiplies = PREFIX_UNKNOWN;
    read_name(reading, row.name);
    if (read_address(reading, cell_text(reading, csv_row, FACTOR_CELL), &row)) {
        read_range(reading, csv_row, &row);
        read_scale(reading, csv_row, &row);
        read_levels(reading, csv_row, &row);
        read_distribution(reading, csv_row, &row);
    }
    row.cell.multiplies = reading->multiplies == 1;
    return row;
}

static bool addresses_overlap(const CellAddress *a, const CellAddress *b)
{
    return a->column == b->column && (a->row == b->row || a->row == SIZE_MAX || b->row == SIZE_MAX);
}

/* Two rows that set one cell: the later would undo the earlier. */
static void check_overlap(FactorReading *reading, const FactorRow *rows, size_t count)
{
    const FactorRow *row = &rows[count];
    for (size_t i = 0; i < count; ++i) {
        if (addresses_overlap(&rows[i].target.address, &row->target.address) &&
            !(rows[i].cell.multiplies && row->cell.multiplies)) {
            char complaint[96];
            (void)snprintf(complaint, sizeof complaint, "is varied in line %zu already",
                           rows[i].target.line);
            mistake_of(reading, FACTOR_CELL, row->cell.address, complaint);
            return;
        }
    }
}

/* Rules of a factor: its first row rises, and all lists of levels are of one length. */
static void check_together(FactorReading *reading, const FactorRow *rows, size_t count)
{
    const FactorRow *row = &rows[count];
    const FactorRow *first = row;
    for (size_t i = 0; i < count && first == row; ++i) {
        first = strcmp(rows[i].name, row->name) == 0 ? &rows[i] : row;
    }
    if (first == row && row->cell.low > row->cell.high) {
        mistake(reading, FACTOR_HIGH, "is under low; only further rows of a factor may fall");
    }
    if (first == row && row->cell.level_count > 1 && row->cell.levels[0] > row->cell.levels[1]) {
        mistake(reading, FACTOR_LEVELS, "fall; only those of further rows of a factor may");
    }
    if (row->cell.level_count != first->cell.level_count) {
        char complaint[128];
        (void)snprintf(complaint, sizeof complaint,
                       "has %zu level%s, the factor's first row (line %zu) has %zu",
                       row->cell.level_count, row->cell.level_count == 1 ? "" : "s",
                       first->target.line, first->cell.level_count);
        mistake(reading, FACTOR_LEVELS, complaint);
    }
}

static size_t read_rows(FactorReading *reading, FactorRow *rows)
{
    size_t count = 0;
    for (size_t i = 0; i < reading->csv.row_count; ++i) {
        rows[count] = read_row(reading, &reading->csv.rows[i]);
        if (reading->good) {
            check_overlap(reading, rows, count);
            check_together(reading, rows, count);
            ++count;
        }
    }
    return count;
}

static size_t name_index(const SweepFactor *items, size_t count, const char *name)
{
    size_t i = 0;
    while (i < count && strcmp(items[i].name, name) != 0) {
        ++i;
    }
    return i;
}

/* Brings the rows of each factor together, factors in the order of their first rows. */
static void gather(SweepFactors *factors, const FactorRow *rows, size_t row_count, Arena *arena)
{
    SweepFactor *items = arena_allocate(arena, row_count, sizeof *items);
    FactorTarget **targets = arena_allocate(arena, row_count, sizeof *targets);
    for (size_t i = 0; i < row_count; ++i) {
        const size_t at = name_index(items, factors->count, rows[i].name);
        if (at == factors->count) {
            items[factors->count++].name = rows[i].name;
        }
        ++items[at].cell_count;
    }
    for (size_t f = 0; f < factors->count; ++f) {
        SweepCell *cells = arena_allocate(arena, items[f].cell_count, sizeof *cells);
        size_t filled = 0;
        targets[f] = arena_allocate(arena, items[f].cell_count, sizeof *targets[f]);
        for (size_t i = 0; i < row_count; ++i) {
            if (strcmp(rows[i].name, items[f].name) == 0) {
                targets[f][filled] = rows[i].target;
                cells[filled++] = rows[i].cell;
            }
        }
        items[f].cells = cells;
    }
    factors->items = items;
    factors->targets = (const FactorTarget *const *)targets;
}

static void read_table(FactorReading *reading, SweepFactors *factors)
{
    FactorRow *rows = arena_allocate(reading->arena, reading->csv.row_count, sizeof *rows);
    if (!factor_columns_find(&reading->columns, &reading->csv, reading->diagnostics)) {
        return;
    }
    if (reading->csv.row_count > SWEEP_CELLS_MOST) {
        diagnostics_add(reading->diagnostics, reading->file, 1, "", "has more than %d rows",
                        (int)SWEEP_CELLS_MOST);
        return;
    }
    const size_t count = read_rows(reading, rows);
    gather(factors, rows, count, reading->arena);
    if (reading->csv.row_count == 0) {
        diagnostics_add(reading->diagnostics, reading->file, 1, "",
                        "has no rows; expected at least one factor");
    } else if (factors->count > SWEEP_FACTORS_MOST) {
        diagnostics_add(reading->diagnostics, reading->file, 1, "", "has more than %d factors",
                        (int)SWEEP_FACTORS_MOST);
    }
}

static void tell_doubts(const FactorReading *reading, Diagnostics *doubts)
{
    for (FactorColumn column = 0; column < FACTOR_COLUMNS && doubts; ++column) {
        const FactorDoubt *doubt = &reading->doubts[column];
        TextBuilder words = {0};
        if (doubt->count > 0) {
            thousands_doubt_say(&doubt->first, doubt->count - 1, &words);
            diagnostics_add(doubts, reading->file, doubt->line, factor_column_name(column), "%s",
                            words.text);
            text_deinit(&words);
        }
    }
}

bool sweep_factors_read(SweepFactors *factors, const char *path, const ScenarioCase *scenario_case,
                        Arena *arena, FactorMessages messages)
{
    Diagnostics *diagnostics = messages.mistakes;
    FactorReading reading = {
        .file = path, .scenario_case = scenario_case, .arena = arena, .diagnostics = diagnostics};
    const size_t mistakes = diagnostics_count(diagnostics);
    Failure failure = {0};
    char *bytes = NULL;
    size_t length = 0;
    *factors = (SweepFactors){.file = path};
    if (!file_read(path, CSV_BYTES_MAX, &bytes, &length, &failure)) {
        return diagnostics_add(diagnostics, path, 1, "", "%s", failure_reason(&failure, path));
    }
    digest_sha256(factors->digest, bytes, length);
    (void)csv_parse_table(&reading.csv, path, bytes, length, arena, diagnostics);
    free(bytes);
    if (reading.csv.column_count > 0) {
        read_table(&reading, factors);
        tell_doubts(&reading, messages.doubts);
    }
    return diagnostics_count(diagnostics) == mistakes;
}

size_t sweep_factors_find(const SweepFactors *factors, const char *name)
{
    const size_t at = name_index(factors->items, factors->count, name);
    return at == factors->count ? SWEEP_NONE : at;
}

bool sweep_cell_has_range(const SweepCell *cell)
{
    return !isnan(cell->low) && !isnan(cell->high);
}
