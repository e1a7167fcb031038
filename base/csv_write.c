#include "base/csv.h"

#include <csv.h>
#include <math.h>
#include <string.h>

static void check(CsvWriter *writer, bool written)
{
    writer->failed = writer->failed || !written;
}

static void begin_cell(CsvWriter *writer)
{
    if (writer->row_begun) {
        check(writer, fputc(',', writer->stream) != EOF);
    }
    writer->row_begun = true;
}

void csv_write_text(CsvWriter *writer, const char *text)
{
    begin_cell(writer);
    if (text[strcspn(text, "\",\r\n")] == '\0') {
        check(writer, fputs(text, writer->stream) != EOF);
    } else {
        check(writer, csv_fwrite(writer->stream, text, strlen(text)) == 0);
    }
}

void csv_write_number(CsvWriter *writer, double value)
{
    begin_cell(writer);
    if (!isfinite(value)) {
        return;
    }
    if (writer->number_length == 0 || value < writer->number_value ||
        value > writer->number_value) {
        writer->number_length = number_format(writer->number, value);
        writer->number_value = value;
    }
    const size_t length = writer->number_length;
    check(writer, fwrite(writer->number, 1, length, writer->stream) == length);
}

void csv_write_whole(CsvWriter *writer, unsigned long long value)
{
    char text[NUMBER_TEXT];
    const size_t length = number_format_whole(text, value);

    begin_cell(writer);
    check(writer, fwrite(text, 1, length, writer->stream) == length);
}

void csv_end_row(CsvWriter *writer)
{
    check(writer, fputc('\n', writer->stream) != EOF);
    writer->row_begun = false;
}
