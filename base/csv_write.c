#include "base/csv.h"

#include "base/number.h"

#include <csv.h>
#include <string.h>

static void begin_cell(CsvWriter *writer)
{
    if (writer->row_begun) {
        fputc(',', writer->stream);
    }
    writer->row_begun = true;
}

void csv_write_text(CsvWriter *writer, const char *text)
{
    begin_cell(writer);
    if (text[strcspn(text, "\",\r\n")] == '\0') {
        fputs(text, writer->stream);
    } else {
        csv_fwrite(writer->stream, text, strlen(text));
    }
}

void csv_write_number(CsvWriter *writer, double value)
{
    char text[NUMBER_TEXT];
    const size_t length = number_format(text, value);

    begin_cell(writer);
    if (!strpbrk(text, "ni")) { /* nan, inf */
        fwrite(text, 1, length, writer->stream);
    }
}

void csv_write_whole(CsvWriter *writer, unsigned long long value)
{
    begin_cell(writer);
    fprintf(writer->stream, "%llu", value);
}

void csv_end_row(CsvWriter *writer)
{
    fputc('\n', writer->stream);
    writer->row_begun = false;
}
