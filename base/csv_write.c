#include "base/csv.h"

#include <csv.h>
#include <math.h>
#include <string.h>

static void check(CsvWriter *writer, bool written)
{
    writer->failed = writer->failed || !written;
}

/* A stream takes a lock at every call, so a row comes to it whole. */
static void flush_row(CsvWriter *writer)
{
    const size_t length = writer->pending_length;
    writer->pending_length = 0;
    check(writer, fwrite(writer->pending, 1, length, writer->stream) == length);
}

static void put(CsvWriter *writer, const char *bytes, size_t length)
{
    if (length > CSV_PENDING - writer->pending_length) {
        flush_row(writer);
    }
    if (length > CSV_PENDING) {
        check(writer, fwrite(bytes, 1, length, writer->stream) == length);
        return;
    }
    memcpy(writer->pending + writer->pending_length, bytes, length);
    writer->pending_length += length;
}

static void begin_cell(CsvWriter *writer)
{
    if (writer->row_begun) {
        put(writer, ",", 1);
    }
    writer->row_begun = true;
}

void csv_write_text(CsvWriter *writer, const char *text)
{
    const size_t length = strcspn(text, "\",\r\n");

    begin_cell(writer);
    if (text[length] == '\0') {
        put(writer, text, length);
    } else {
        flush_row(writer);
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
    put(writer, writer->number, writer->number_length);
}

void csv_write_whole(CsvWriter *writer, unsigned long long value)
{
    char text[NUMBER_TEXT];
    const size_t length = number_format_whole(text, value);

    begin_cell(writer);
    put(writer, text, length);
}

void csv_end_row(CsvWriter *writer)
{
    put(writer, "\n", 1);
    flush_row(writer);
    writer->row_begun = false;
}
