#include "base/marked_text.h"

#include <string.h>

/* The line that begins with `start`, or NULL. */
static const char *line_with(const char *document, const char *start)
{
    size_t length = strlen(start);
    for (const char *line = document; line; line = strchr(line, '\n')) {
        line += line[0] == '\n';
        if (strncmp(line, start, length) == 0) {
            return line;
        }
    }
    return NULL;
}

bool marked_text_replace(TextBuilder *out, const char *document, const char *name, const char *text)
{
    TextBuilder marker = {0};
    text_add_format(&marker, "<!-- %s: produced by ", name);
    const char *begin = line_with(document, marker.text);
    const char *content = begin ? strchr(begin, '\n') : NULL;
    text_clear(&marker);
    text_add_format(&marker, "<!-- end of %s -->", name);
    const char *end = content ? line_with(content, marker.text) : NULL;
    text_deinit(&marker);
    if (!end) {
        return false;
    }
    text_add_bytes(out, document, (size_t)(content + 1 - document));
    text_add(out, text);
    text_add(out, end);
    return true;
}
