#include "tests/laws/random/maker.h"

#include "tests/test.h"

size_t maker_row(Maker *maker, TableId table, const char *prefix)
{
    static const char *const joints[] = {"", "-", "_", "."};
    Sheets *sheets = maker->sheets;
    const ColumnId id = table_spec(table)->first_column;
    size_t row = sheets_add_row(sheets, table);
    sheets_set(sheets, row, id, "%s%s%zu", prefix, joints[draw_below(&maker->draw, 4)], row + 1);
    if (draw_chance(&maker->draw, 0.1)) { /* `name` is the second column of every table of ids */
        sheets_set(sheets, row, (ColumnId)(id + 1), "Name, \"%s\"; Ü %zu", prefix, row);
    }
    return row;
}

void maker_number(Maker *maker, size_t row, ColumnId column, double value)
{
    sheets_set(maker->sheets, row, column, "%.3g", value);
}

void maker_maybe(Maker *maker, size_t row, ColumnId column, double share, double low, double high)
{
    double value = draw_between(&maker->draw, low, high);
    if (draw_chance(&maker->draw, share)) {
        maker_number(maker, row, column, value);
    }
}

/* Arguments chosen so that the mean is about `m` and nothing is negative. */
void maker_distribution(Maker *maker, size_t row, ColumnId column, double m)
{
    Sheets *sheets = maker->sheets;
    double cv = draw_between(&maker->draw, 0.2, 1.6);
    size_t whole = draw_whole(&maker->draw, 1, 4);
    switch (draw_below(&maker->draw, 20)) {
    case 0:
        sheets_set(sheets, row, column, "uniform(low=%.3g high=%.3g)", m * 0.5, m * 1.5);
        return;
    case 1:
        sheets_set(sheets, row, column, "triangular(low=%.3g mode=%.3g high=%.3g)", m * 0.2,
                   m * 0.8, m * 2);
        return;
    case 2:
        sheets_set(sheets, row, column, "pert(low=0 mode=%.3g high=%.3g)", m, m * 2);
        return;
    case 3:
        sheets_set(sheets, row, column, "normal(mean=%.3g sd=%.3g)", m, m * cv / 2);
        return;
    case 4:
        sheets_set(sheets, row, column, "lognormal(mean=%.3g sd=%.3g)", m, m * cv);
        return;
    case 5:
        sheets_set(sheets, row, column, "gamma(mean=%.3g sd=%.3g)", m, m * cv);
        return;
    case 6: /* gamma(1 + 1/2) = 0.886 */
        sheets_set(sheets, row, column, "weibull(scale=%.3g shape=2)", m / 0.886);
        return;
    case 7:
        sheets_set(sheets, row, column, "erlang(k=%zu mean=%.3g)", whole, m);
        return;
    case 8:
        sheets_set(sheets, row, column, "hyperexponential(p=0.75 mean1=%.3g mean2=%.3g)", m * 0.6,
                   m * 2.2);
        return;
    case 9: /* mean = scale shape / (shape - 1) */
        sheets_set(sheets, row, column, "pareto(scale=%.3g shape=2.5)", m * 0.6);
        return;
    case 10:
        sheets_set(sheets, row, column, "beta(low=0 high=%.3g a=2 b=2)", m * 2);
        return;
    case 11:
        sheets_set(sheets, row, column, "discrete(values=%.3g|%.3g|%.3g weights=2|%zu|0)", m * 0.5,
                   m * 1.5, m * 9, whole);
        return;
    case 12: /* of mean 1, whatever was asked for */
        sheets_set(sheets, row, column, "empirical(file=values.csv)");
        return;
    case 13:
    case 14:
    case 15:
        sheets_set(sheets, row, column, "exponential(mean=%.3g)", m);
        return;
    default:
        maker_number(maker, row, column, m);
        return;
    }
}

const char *maker_id(Maker *maker, TableId table)
{
    size_t rows = maker->sheets->tables[table].row_count;
    size_t row = rows == 0 ? 0 : draw_below(&maker->draw, rows);
    return sheets_cell(maker->sheets, row, table_spec(table)->first_column);
}

const char *maker_zone(Maker *maker)
{
    size_t zones = maker->sheets->tables[TABLE_ZONES].row_count;
    return maker_id(maker,
                    zones > 0 && draw_chance(&maker->draw, 0.8) ? TABLE_ZONES : TABLE_DATACENTRES);
}

void maker_reference(Maker *maker, size_t row, ColumnId column, double share)
{
    if (draw_chance(&maker->draw, share)) {
        sheets_set(maker->sheets, row, column, "%s", maker_id(maker, column_spec(column)->of));
    }
}

void maker_list(Maker *maker, size_t row, ColumnId column, double share, size_t count)
{
    const ColumnId id = table_spec(column_spec(column)->of)->first_column;
    char text[256] = "";
    for (size_t other = 0; other < count; other++) {
        if (draw_chance(&maker->draw, share)) {
            size_t used = strlen(text);
            snprintf(text + used, sizeof text - used, "%s%s", used ? " " : "",
                     sheets_cell(maker->sheets, other, id));
        }
    }
    sheets_set(maker->sheets, row, column, "%s", text);
}

void maker_choice(Maker *maker, size_t row, ColumnId column)
{
    const char *words = column_spec(column)->choices;
    size_t count = 1;
    for (const char *place = words; *place; place++) {
        count += *place == ' ';
    }
    for (size_t skipped = draw_below(&maker->draw, count); skipped > 0; skipped--) {
        words = strchr(words, ' ') + 1;
    }
    sheets_set(maker->sheets, row, column, "%.*s", (int)strcspn(words, " "), words);
}
