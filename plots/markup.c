#include "plots/markup.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void markup_text(TextBuilder *out, const char *text)
{
    const bool valid = text_is_utf8(text, strlen(text));
    for (; *text; ++text) {
        const unsigned char byte = (unsigned char)*text;
        if (byte == '<') {
            text_add(out, "&lt;");
        } else if (byte == '>') {
            text_add(out, "&gt;");
        } else if (byte == '&') {
            text_add(out, "&amp;");
        } else if (byte == '"') {
            text_add(out, "&quot;");
        } else if ((byte < ' ' && byte != '\n' && byte != '\t') || byte == 0x7F ||
                   (byte >= 0x80 && !valid)) {
            text_add(out, "?");
        } else {
            text_add_bytes(out, text, 1);
        }
    }
}

void markup_format(TextBuilder *out, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    markup_text(out, text);
}
