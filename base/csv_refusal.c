#include "base/csv_refusal.h"

#include <string.h>
#include <strings.h>

static bool begins_with(const char *bytes, size_t length, const char *beginning, size_t count)
{
    return length >= count && memcmp(bytes, beginning, count) == 0;
}

/* With its mark, or without one where every other byte of the first characters is 0. */
static bool is_utf16(const char *bytes, size_t length)
{
    return begins_with(bytes, length, "\xFF\xFE", 2) || begins_with(bytes, length, "\xFE\xFF", 2) ||
           (length >= 4 && (bytes[0] == '\0') != (bytes[1] == '\0') && bytes[0] != bytes[1] &&
            (bytes[0] == '\0') == (bytes[2] == '\0') && (bytes[1] == '\0') == (bytes[3] == '\0'));
}

/* The archives that spreadsheet programs save in. */
static bool is_spreadsheet(const char *bytes, size_t length)
{
    return begins_with(bytes, length, "PK\x03\x04", 4) ||
           begins_with(bytes, length, "\xD0\xCF\x11\xE0", 4);
}

static bool has_tabs_alone(const char *bytes, size_t length)
{
    const char *end = memchr(bytes, '\n', length);
    const size_t header = end ? (size_t)(end - bytes) : length;

    return header > 0 && memchr(bytes, '\t', header) && !memchr(bytes, ',', header) &&
           !memchr(bytes, ';', header);
}

/* A line such as sep=; above the header, by which one spreadsheet program knows the separator. */
static bool begins_with_separator_line(const char *bytes, size_t length)
{
    static const char beginning[] = "sep=";
    const size_t mark = begins_with(bytes, length, "\xEF\xBB\xBF", 3) ? 3 : 0;
    const size_t start = mark + (length > mark && bytes[mark] == '"' ? 1 : 0);
    size_t at = start + sizeof beginning; /* behind the one separator */

    if (length < at || strncasecmp(bytes + start, beginning, sizeof beginning - 1) != 0) {
        return false;
    }
    at += start > mark && length > at && bytes[at] == '"' ? 1 : 0;
    at += length > at && bytes[at] == '\r' ? 1 : 0;
    return length == at || bytes[at] == '\n';
}

const char *csv_refusal(const char *bytes, size_t length)
{
    if (is_utf16(bytes, length)) {
        return "the file is UTF-16; " CSV_SAVE_AS_UTF8;
    }
    if (is_spreadsheet(bytes, length)) {
        return "the file is a spreadsheet, not CSV; save the table as CSV UTF-8";
    }
    if (has_tabs_alone(bytes, length)) {
        return "the header has tabs between its columns; save the file with commas or semicolons";
    }
    if (begins_with_separator_line(bytes, length)) {
        return "the first line names a separator; delete it, so that the header comes first";
    }
    return NULL;
}

const char *csv_row_advice(const char *first_cell, char delimiter, bool has_too_many)
{
    if (first_cell[0] == '#') {
        return "comments stand in a column note";
    }
    if (has_too_many) {
        return delimiter == ',' ? "a text with a comma stands between quotes, and the decimal sign "
                                  "is a point"
                                : "a text with a semicolon stands between quotes";
    }
    return strchr(first_cell, delimiter == ',' ? ';' : ',')
               ? "separate its cells with the sign of the header"
               : "empty cells count too";
}
