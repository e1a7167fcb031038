/* Changes the tables of an input as a planner would: cell by cell, row by row.
 *
 * Bytes that are changed at random seldom leave a table that can be read, so most inputs would test
 * nothing but the first message. Half of the changes here put into a cell what its column may hold
 * (columns.def knows), the ends of its range, or what stands elsewhere in the input; others repeat,
 * drop or move a row. The rest is left to libFuzzer's own changes.
 */
#include "base/memory.h"
#include "base/number.h"
#include "models/scenario_columns.h"
#include "sim/distribution.h"
#include "tests/fuzz/fuzz.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t length, size_t room);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t length, size_t room, unsigned seed);

typedef struct Chance { /* a small generator of its own: the seed alone decides */
    uint64_t state;
} Chance;

static size_t chance_below(Chance *chance, size_t count)
{
    chance->state = chance->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(chance->state >> 33) % count;
}

typedef struct Span {
    size_t from, to;
} Span;

typedef struct Document {
    const uint8_t *bytes;
    size_t length;
    size_t line_count;
    Span *lines;
} Document;

static Document document_of(const uint8_t *bytes, size_t length)
{
    Document document = {.bytes = bytes, .length = length};
    size_t from = 0;

    document.lines = memory_allocate(length + 1, sizeof *document.lines);
    for (size_t i = 0; i <= length; i++) {
        if (i == length || bytes[i] == '\n') {
            document.lines[document.line_count++] = (Span){from, i};
            from = i + 1;
        }
    }
    return document;
}

static bool is_heading(const Document *document, size_t line)
{
    const Span span = document->lines[line];

    return span.to - span.from > 4 && memcmp(document->bytes + span.from, "--- ", 4) == 0;
}

/* The table of the file whose section the line stands in; TABLE_COUNT where it is none. */
static TableId table_of(const Document *document, size_t line, size_t *header)
{
    while (line > 0 && !is_heading(document, line)) {
        line--;
    }
    const Span span = document->lines[line];
    *header = line + 1;
    if (!is_heading(document, line) || span.to - span.from < 9) {
        return TABLE_COUNT;
    }
    return table_find((const char *)document->bytes + span.from + 4, span.to - span.from - 8);
}

/* Cell number `index` of the line, as if nothing were quoted; an empty span behind the last. */
static Span cell_of(const Document *document, size_t line, size_t index)
{
    Span span = document->lines[line];

    for (size_t i = span.from; i <= span.to; i++) {
        if (i == span.to || strchr(",;", document->bytes[i])) {
            if (index-- == 0) {
                return (Span){span.from, i};
            }
            span.from = i + 1;
        }
    }
    return (Span){span.to, span.to};
}

static size_t cells_in(const Document *document, size_t line)
{
    size_t count = 1;

    for (size_t i = document->lines[line].from; i < document->lines[line].to; i++) {
        count += document->bytes[i] == ',' || document->bytes[i] == ';';
    }
    return count;
}

/* The column of a cell: by the header, or by the key in the row's first cell. */
static ColumnId column_of(const Document *document, size_t line, size_t cell)
{
    size_t header;
    const TableId table = table_of(document, line, &header);
    if (table == TABLE_COUNT || header >= document->line_count || line <= header) {
        return COLUMN_COUNT;
    }
    const Span name = table_spec(table)->kind == TABLE_OF_KEYS ? cell_of(document, line, 0)
                                                               : cell_of(document, header, cell);
    return column_find(table, (const char *)document->bytes + name.from, name.to - name.from);
}

static const char *pick(Chance *chance, const char *const *texts, size_t count)
{
    return texts[chance_below(chance, count)];
}
#define PICK(chance, texts) pick(chance, texts, sizeof(texts) / sizeof *(texts))

static void add_number(TextBuilder *out, Chance *chance, const NumberRange *range)
{
    static const double plain[] = {0, 0.25, 0.5, 1, 2, 3, 7, 24, 100, 1e-9, 1e-300, 1e6, 1e15};
    char text[NUMBER_TEXT];
    double value = plain[chance_below(chance, sizeof plain / sizeof *plain)];
    const size_t choice = chance_below(chance, 6);

    if (choice == 0 && isfinite(range->low)) {
        value = range->low;
    } else if (choice == 1 && isfinite(range->high)) {
        value = range->high;
    } else if (choice == 2 && isfinite(range->high)) {
        value = nextafter(range->high, chance_below(chance, 2) ? DBL_MAX : 0);
    }
    number_format(text, value);
    text_add(out, text);
}

static void add_distribution(TextBuilder *out, Chance *chance)
{
    static const NumberRange any = {.low = 0, .high = INFINITY};
    const size_t kind = chance_below(chance, DISTRIBUTION_KINDS);
    const DistributionForm *form = distribution_form((DistributionKind)kind);

    if (kind == DISTRIBUTION_CONSTANT || kind == DISTRIBUTION_DISCRETE ||
        kind == DISTRIBUTION_EMPIRICAL) {
        static const char *const texts[] = {"0", "discrete(values=0|1|5 weights=1|2|1)",
                                            "empirical(file=waits.csv)", "4"};
        text_add(out, PICK(chance, texts));
        return;
    }
    text_add_format(out, "%s(", form->name);
    for (const char *at = form->arguments; *at != '\0'; at += strspn(at, " ")) {
        const size_t length = strcspn(at, " ");
        text_add(out, at == form->arguments ? "" : " ");
        text_add_bytes(out, at, length);
        text_add(out, "=");
        add_number(out, chance, &any);
        at += length;
    }
    text_add(out, ")");
}

static void add_days(TextBuilder *out, Chance *chance)
{
    static const char *const days[] = {"mon-fri", "mon-sun", "sat",        "sun",
                                       "mon wed", "fri-sun", "2025-03-03", "2025-03-05"};

    text_add(out, PICK(chance, days));
}

static void add_address(TextBuilder *out, Chance *chance)
{
    const ColumnId column = (ColumnId)chance_below(chance, COLUMN_COUNT);
    const ColumnSpec *spec = column_spec(column);
    const TableSpec *table = table_spec(spec->table);

    text_add_format(out, table->kind == TABLE_OF_KEYS ? "%s.%s" : "%s.*.%s", table->name,
                    spec->name);
}

/* Something that a cell of the column may hold, or nearly. */
static void add_value(TextBuilder *out, Chance *chance, ColumnId column)
{
    static const NumberRange any = {.low = 0, .high = INFINITY};
    static const char *const words[] = {"",     "all",      "none",   "datacentre", "compromised",
                                        "yes",  "no",       "always", "flat",       "undisturbed",
                                        "x0.5", "x1e308",   "x0",     "insurer",    "random",
                                        "fifo", "shortest", "00:00",  "24:00",      "12:30"};
    static const char *const targets[] = {"datacentre:", "zone:", "system:", "service:"};
    const CellType type = column < COLUMN_COUNT ? column_spec(column)->type : CELL_TEXT;

    switch (type) {
    case CELL_NUMBER:
    case CELL_WHOLE:
        add_number(out, chance, &column_spec(column)->range);
        break;
    case CELL_SEED:
    case CELL_VALUE:
        add_number(out, chance, &any);
        break;
    case CELL_DISTRIBUTION:
        add_distribution(out, chance);
        break;
    case CELL_DAYS:
        add_days(out, chance);
        break;
    case CELL_ADDRESS:
        add_address(out, chance);
        break;
    case CELL_TARGET:
        text_add(out, PICK(chance, targets));
        break;
    default:
        if (chance_below(chance, 4) == 0) {
            add_number(out, chance, &any);
        } else {
            text_add(out, PICK(chance, words));
        }
        break;
    }
}

/* A cell of any row of the input. */
static void add_other_cell(TextBuilder *out, Chance *chance, const Document *document)
{
    const size_t line = chance_below(chance, document->line_count);
    const Span cell = cell_of(document, line, chance_below(chance, cells_in(document, line)));

    text_add_bytes(out, (const char *)document->bytes + cell.from, cell.to - cell.from);
}

static void copy_span(TextBuilder *out, const Document *document, size_t from, size_t to)
{
    if (to > from) {
        text_add_bytes(out, (const char *)document->bytes + from, to - from);
    }
}

static void change_cell(TextBuilder *out, Chance *chance, const Document *document)
{
    const size_t line = chance_below(chance, document->line_count);
    const size_t cells = cells_in(document, line);
    const size_t index = cells > 1 ? chance_below(chance, cells) : 0;
    const Span cell = cell_of(document, line, index);

    copy_span(out, document, 0, cell.from);
    if (chance_below(chance, 3) == 0) {
        copy_span(out, document, cell.from, cell.to);
        text_add(out, chance_below(chance, 2) ? " " : "");
        add_other_cell(out, chance, document);
    } else if (chance_below(chance, 3) == 0) {
        add_other_cell(out, chance, document);
    } else {
        add_value(out, chance, column_of(document, line, index));
    }
    copy_span(out, document, cell.to, document->length);
}

/* Adds an optional column, empty but in one row, or a key. */
static void add_column(TextBuilder *out, Chance *chance, const Document *document)
{
    size_t header;
    const size_t line = chance_below(chance, document->line_count);
    const TableId table = table_of(document, line, &header);
    if (table == TABLE_COUNT || header >= document->line_count) {
        return;
    }
    const ColumnId column = (ColumnId)((size_t)table_spec(table)->first_column +
                                       chance_below(chance, table_column_count(table)));
    copy_span(out, document, 0, document->lines[header].to);
    if (table_spec(table)->kind == TABLE_OF_KEYS) {
        text_add_format(out, "\n%s,", column_spec(column)->name);
        add_value(out, chance, column);
        copy_span(out, document, document->lines[header].to, document->length);
        return;
    }
    text_add_format(out, ",%s", column_spec(column)->name);
    size_t last = header;
    for (size_t i = header + 1; i < document->line_count && !is_heading(document, i); i++) {
        copy_span(out, document, document->lines[last].to, document->lines[i].to);
        if (document->lines[i].to > document->lines[i].from) {
            text_add(out, ",");
            add_value(out, chance, chance_below(chance, 2) ? column : COLUMN_COUNT);
        }
        last = i;
    }
    copy_span(out, document, document->lines[last].to, document->length);
}

/* Repeats, drops or moves a line. */
static void change_lines(TextBuilder *out, Chance *chance, const Document *document)
{
    const Span line = document->lines[chance_below(chance, document->line_count)];
    const Span other = document->lines[chance_below(chance, document->line_count)];
    const size_t end = line.to < document->length ? line.to + 1 : line.to;

    switch (chance_below(chance, 3)) {
    case 0:
        copy_span(out, document, 0, line.from);
        copy_span(out, document, end, document->length);
        break;
    case 1:
        copy_span(out, document, 0, end);
        copy_span(out, document, line.from, document->length);
        break;
    default:
        copy_span(out, document, 0, line.from);
        copy_span(out, document, other.from, other.to);
        text_add(out, "\n");
        copy_span(out, document, line.from, document->length);
        break;
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t length, size_t room, unsigned seed)
{
    Chance chance = {seed};
    TextBuilder changed = {0};
    const size_t choice = chance_below(&chance, 10);

    if (length == 0 || choice >= 8) {
        return LLVMFuzzerMutate(bytes, length, room);
    }
    const Document document = document_of(bytes, length);
    if (choice < 5) {
        change_cell(&changed, &chance, &document);
    } else if (choice < 6) {
        add_column(&changed, &chance, &document);
    } else {
        change_lines(&changed, &chance, &document);
    }
    free(document.lines);
    if (changed.length > 0 && changed.length <= room) {
        memcpy(bytes, changed.text, changed.length);
        length = changed.length;
    }
    text_deinit(&changed);
    return length;
}
