#include "base/csv_dialect.h"

bool csv_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

char csv_delimiter(const char *bytes, size_t length)
{
    bool quoted = false, filled = false, semicolon = false;

    for (size_t at = 0; at < length; at++) {
        quoted = quoted != (bytes[at] == '"');
        filled = filled || !csv_is_blank(bytes[at]);
        if (quoted) {
            continue;
        }
        if (bytes[at] == ',' || (filled && bytes[at] == '\n')) {
            return semicolon && bytes[at] != ',' ? ';' : ',';
        }
        semicolon = semicolon || bytes[at] == ';';
    }
    return semicolon ? ';' : ',';
}
