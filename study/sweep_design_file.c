/* Points that the user lists: a column for each factor, a row for each point, in either dialect. An
 * empty cell leaves the factor as the scenario has it. The points.csv of a sweep can be read again:
 * its columns that are no factors are passed over. */
#include "base/csv.h"
#include "base/file.h"
#include "base/number.h"
#include "base/number_advice.h"
#include "study/sweep_design_parts.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { QUOTE = 192 };

typedef struct PointsReading {
    DesignMaking *making;
    const char *file;
    CsvTable csv;
    size_t *columns; /* [factor] */
} PointsReading;

static bool is_passed_over(const char *name)
{
    static const char *const names[] = {"",     "note",  "point",       "group",
                                        "step", "moved", "replications"};
    for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Returns the factor that is meant; SIZE_MAX where nobody knows. */
static size_t refuse_column(const PointsReading *reading, const char *name)
{
    const SweepFactors *factors = reading->making->factors;
    const char **names = arena_allocate(reading->making->arena, factors->count, sizeof *names);
    for (size_t f = 0; f < factors->count; ++f) {
        names[f] = factors->items[f].name;
    }
    TextBuilder message = {0};
    text_add_format(&message, "is no factor of %s", factors->file);
    const size_t nearest = text_add_nearest(&message, name, names, factors->count);
    diagnostics_add(reading->making->diagnostics, reading->file, reading->csv.header_line, name,
                    "%s", message.text);
    text_deinit(&message);
    return nearest;
}

static bool find_columns(PointsReading *reading)
{
    const SweepFactors *factors = reading->making->factors;
    bool *mistyped = arena_allocate(reading->making->arena, factors->count + 1, sizeof *mistyped);
    bool good = true;
    for (size_t i = 0; i < reading->csv.column_count; ++i) {
        const char *name = reading->csv.columns[i];
        if (!is_passed_over(name) && sweep_factors_find(factors, name) == SWEEP_NONE) {
            const size_t meant = refuse_column(reading, name);
            mistyped[meant < factors->count ? meant : factors->count] = true;
            good = false;
        }
    }
    reading->columns =
        arena_allocate(reading->making->arena, factors->count, sizeof *reading->columns);
    for (size_t f = 0; f < factors->count; ++f) {
        reading->columns[f] = csv_column(&reading->csv, factors->items[f].name);
        if (reading->columns[f] == SIZE_MAX && !mistyped[f]) {
            good = diagnostics_add(reading->making->diagnostics, reading->file,
                                   reading->csv.header_line, factors->items[f].name,
                                   "column is missing: the factor of %s", factors->file);
        }
    }
    return good;
}

/* The place of a value in the first row's range, for the factor's further rows. */
static double coordinate_of(const SweepCell *cell, double value)
{
    return cell->scale == SWEEP_LOG ? log(value / cell->low) / log(cell->high / cell->low)
                                    : (value - cell->low) / (cell->high - cell->low);
}

static bool place(PointsReading *reading, size_t point, size_t f, const char *text)
{
    const SweepFactor *factor = &reading->making->factors->items[f];
    const SweepCell *cell = &factor->cells[0];
    const double value = design_values(reading->making, point)[f];
    const double coordinate = sweep_cell_has_range(cell) ? coordinate_of(cell, value) : NAN;
    char quoted[QUOTE];
    if (coordinate >= 0 && coordinate <= 1) {
        design_coordinates(reading->making, point)[f] = coordinate;
    }
    return factor->cell_count == 1 || (coordinate >= 0 && coordinate <= 1) ||
           diagnostics_add(reading->making->diagnostics, reading->file,
                           reading->csv.rows[point].line, factor->name,
                           "%s: the factor's further rows follow its place between low and high of "
                           "its first one, where it is not",
                           text_quote(quoted, sizeof quoted, text));
}

static bool read_value(PointsReading *reading, size_t point, size_t f)
{
    const CsvRow *row = &reading->csv.rows[point];
    const bool multiplies = reading->making->factors->items[f].cells[0].multiplies;
    const char *text = row->cells[reading->columns[f]];
    const char *number = text + (multiplies && text[0] == 'x');
    char quoted[QUOTE], advice[QUOTE];
    if (text[0] == '\0') {
        return true;
    }
    if (number_parse(number, strlen(number), reading->csv.decimal_sign,
                     &design_values(reading->making, point)[f])) {
        return place(reading, point, f, text);
    }
    return diagnostics_add(
        reading->making->diagnostics, reading->file, row->line,
        reading->making->factors->items[f].name, "%s is no number%s; expected a number",
        text_quote(quoted, sizeof quoted, text),
        number_advice_bracketed(advice, sizeof advice, number, reading->csv.decimal_sign));
}

static bool read_points(PointsReading *reading)
{
    DesignMaking *making = reading->making;
    const size_t count = reading->csv.row_count;
    if (!find_columns(reading)) {
        return false;
    }
    if (count == 0) {
        return diagnostics_add(making->diagnostics, reading->file, 1, "",
                               "has no rows; expected at least one point");
    }
    if (!design_allocate(making, (double)count)) {
        return false;
    }
    bool good = true;
    size_t *lines = arena_allocate(making->arena, count, sizeof *lines);
    for (size_t p = 0; p < count; ++p) {
        lines[p] = reading->csv.rows[p].line;
        for (size_t f = 0; f < making->factors->count; ++f) {
            good = read_value(reading, p, f) && good;
        }
    }
    making->design->lines = lines;
    return good;
}

bool design_make_file(DesignMaking *making)
{
    PointsReading reading = {.making = making, .file = making->request->points_file};
    Failure failure = {0};
    char *bytes = NULL;
    size_t length = 0;
    making->design->points_file = reading.file;
    if (!file_read(reading.file, CSV_BYTES_MAX, &bytes, &length, &failure)) {
        return diagnostics_add(making->diagnostics, reading.file, 1, "", "%s",
                               failure_reason(&failure, reading.file));
    }
    digest_sha256(making->design->points_digest, bytes, length);
    const bool readable = csv_parse_table(&reading.csv, reading.file, bytes, length, making->arena,
                                          making->diagnostics);
    free(bytes);
    return readable && read_points(&reading);
}
