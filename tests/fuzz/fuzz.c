#include "tests/fuzz/fuzz.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fuzz_broken(const char *file, int line, const char *format, ...)
{
    va_list arguments;

    (void)fprintf(stderr, "%s:%d: broken: ", file, line);
    va_start(arguments, format);
    (void)vfprintf(stderr, format, arguments);
    va_end(arguments);
    (void)fputc('\n', stderr);
    abort();
}

char *fuzz_text(const uint8_t *bytes, size_t length)
{
    char *text = memory_allocate(length + 1, 1);

    if (length > 0) {
        memcpy(text, bytes, length);
    }
    return text;
}

char *fuzz_line(char **text)
{
    char *line = *text;
    char *end = line + strcspn(line, "\n");

    *text = *end == '\n' ? end + 1 : end;
    *end = '\0';
    return line;
}

/* C0 and DEL; what Unicode adds is the business of text_add_clean's own test. */
static bool holds_control(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7f) {
            return true;
        }
    }
    return false;
}

void fuzz_expect_message(const char *message)
{
    const size_t length = strlen(message);

    FUZZ_EXPECT(length > 0, "a refusal without a message");
    FUZZ_EXPECT(!holds_control(message, length), "a control character in: %s", message);
}

/* `file:line:column: message`; the file of a scenario or result has no colon, a path may. */
static bool is_diagnostic(const char *line, size_t length)
{
    for (const char *at = memchr(line, ':', length); at;
         at = memchr(at + 1, ':', length - (size_t)(at + 1 - line))) {
        const size_t digits = strspn(at + 1, "0123456789");
        const char *column = at + 1 + digits;
        if (at > line && digits > 0 && at[1] != '0' && *column == ':') {
            const char *message = strstr(column + 1, ": ");
            return message && message + 2 < line + length;
        }
    }
    return false;
}

static bool is_count(const char *line)
{
    return strspn(line, "0123456789") > 0 && strstr(line, " in all, the first ") != NULL;
}

void fuzz_expect_diagnostics(Diagnostics *diagnostics)
{
    TextBuilder lines = {0};
    size_t count = 0;

    diagnostics_print(diagnostics, &lines);
    char *rest = lines.text ? lines.text : (char[]){""};
    FUZZ_EXPECT(text_is_utf8(rest, strlen(rest)), "diagnostics are no UTF-8: %s", rest);
    while (*rest != '\0') {
        const char *line = fuzz_line(&rest);
        const size_t length = strlen(line);
        FUZZ_EXPECT(!holds_control(line, length), "a control character in: %s", line);
        FUZZ_EXPECT(is_diagnostic(line, length) || (*rest == '\0' && is_count(line)),
                    "no file:line:column: message: %s", line);
        count++;
    }
    FUZZ_EXPECT((count > 0) == (diagnostics_count(diagnostics) > 0), "%zu lines for %zu mistakes",
                count, diagnostics_count(diagnostics));
    text_deinit(&lines);
}
