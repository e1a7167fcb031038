#include "tests/fuzz/day_rows_input.h"

#include "base/number.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

/* Takes the text up to the next comma off *line. */
static char *take_cell(char **line)
{
    char *cell = *line;
    char *end = cell + strcspn(cell, ",");

    *line = *end == ',' ? end + 1 : end;
    *end = '\0';
    return cell;
}

static double read_number(const char *text, double highest, double otherwise)
{
    double value;
    const bool right = number_parse(text, strlen(text), '.', &value);

    return right && value >= 0 && value <= highest ? value : otherwise;
}

static bool read_days(DayPattern *days, const char *text)
{
    char message[256] = "";

    if (!day_pattern_parse(days, text, message, sizeof message)) {
        fuzz_expect_message(message);
        return false;
    }
    FUZZ_EXPECT(days->is_date || (days->weekdays > 0 && days->weekdays < 128), "weekdays %x",
                days->weekdays);
    return true;
}

static bool read_row(DayRowInput *row, char *line)
{
    const char *days = take_cell(&line);
    const char *from = take_cell(&line);
    const char *to = take_cell(&line);

    *row = (DayRowInput){.weight = read_number(take_cell(&line), 1e6, 1)};
    if (!read_days(&row->days, days)) {
        return false;
    }
    row->closed = row->days.is_date && from[0] == '\0' && to[0] == '\0';
    return row->closed ||
           (civil_parse_clock(from, false, &row->from_hour) &&
            civil_parse_clock(to, true, &row->to_hour) && row->from_hour < row->to_hour);
}

static bool meet(const DayPattern *a, const DayPattern *b)
{
    return a->is_date == b->is_date &&
           (a->is_date ? a->day == b->day : (a->weekdays & b->weekdays) != 0);
}

static bool overlaps(const DayRowsInput *input, const DayRowInput *row)
{
    for (size_t i = 0; i < input->count; i++) {
        const DayRowInput *other = &input->rows[i];
        if (meet(&row->days, &other->days) &&
            (row->closed || other->closed ||
             (row->from_hour < other->to_hour && other->from_hour < row->to_hour))) {
            return true;
        }
    }
    return false;
}

bool day_rows_input_read(DayRowsInput *input, char *text)
{
    const double half_h = DAY_ROWS_RANGE_DAYS * 24 / 2;
    DayRowInput row;

    *input = (DayRowsInput){0};
    if (!civil_parse_start(fuzz_line(&text), &input->start)) {
        return false;
    }
    char *range = fuzz_line(&text);
    input->from_h = -read_number(take_cell(&range), half_h, 0);
    input->to_h = 1 + read_number(take_cell(&range), half_h, half_h);
    while (*text != '\0' && input->count < DAY_ROWS_MAX) {
        if (read_row(&row, fuzz_line(&text)) && !overlaps(input, &row)) {
            input->rows[input->count++] = row;
        }
    }
    return true;
}
