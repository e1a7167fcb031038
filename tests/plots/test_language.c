/* The table of translations: whole, and each format with the conversions of its English. */
#include "plots/language.h"

#include "tests/test.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"

enum { CONVERSIONS_MAX = 9 };

/* The conversions of a format in the order of their arguments, as "s" or "zu". False where it
 * mixes numbered ones with others, or leaves an argument out. */
static bool read_conversions(const char *format, char found[CONVERSIONS_MAX][8])
{
    size_t next = 0, numbered = 0;
    memset(found, 0, CONVERSIONS_MAX * sizeof *found);
    for (const char *at = format; (at = strchr(at, '%')); ++at) {
        if (at[1] == '%' || !(at[1] == '.' || isalnum((unsigned char)at[1]))) {
            at += at[1] == '%';
            continue; /* a sign for per cent in a text that is no format */
        }
        size_t place = next;
        ++at;
        char *end = NULL;
        const unsigned long number = strtoul(at, &end, 10);
        if (*end == '$') {
            place = number - 1;
            at = end + 1;
            ++numbered;
        }
        const size_t length = strspn(at, ".0123456789z") + 1;
        if (place >= CONVERSIONS_MAX || length >= sizeof found[0]) {
            return false;
        }
        memcpy(found[place], at, length);
        at += length - 1;
        ++next;
    }
    for (size_t i = 0; i < next; ++i) {
        if (!found[i][0]) {
            return false;
        }
    }
    return numbered == 0 || numbered == next;
}

static bool same_conversions(const char *english, const char *german)
{
    char a[CONVERSIONS_MAX][8], b[CONVERSIONS_MAX][8];
    return read_conversions(english, a) && read_conversions(german, b) && !memcmp(a, b, sizeof a);
}

static void every_german_format_takes_the_arguments_of_the_english_one(void **state)
{
    (void)state;
    size_t count;
    const Translation *rows = translations(&count);
    EXPECT(count > 250);
    for (size_t i = 0; i < count; ++i) {
        if (!same_conversions(rows[i].english, rows[i].german)) {
            fail_msg("other conversions: %s", rows[i].english);
        }
    }
}

static void a_format_with_other_arguments_is_found(void **state)
{
    (void)state;
    EXPECT(same_conversions("%s of %zu", "%2$zu von %1$s"));
    EXPECT(!same_conversions("%s of %zu", "%zu von %s"));
    EXPECT(!same_conversions("%s of %s", "%1$s von %1$s"));
    EXPECT(!same_conversions("%s of %s", "%1$s von %s"));
    EXPECT(!same_conversions("%s", "nichts"));
    EXPECT(same_conversions("95 % of them", "95 % davon"));
}

static void no_phrase_is_there_twice(void **state)
{
    (void)state;
    size_t count;
    const Translation *rows = translations(&count);
    for (size_t i = 0; i < count; ++i) {
        for (size_t j = 0; j < i; ++j) {
            if (strcmp(rows[i].english, rows[j].english) == 0) {
                fail_msg("twice: %s", rows[i].english);
            }
        }
    }
}

/* A C literal and those behind it, from the first quote on, as the compiler reads them. */
static void read_literal(TextBuilder *out, const char *at)
{
    while (*at == '"') {
        for (++at; *at != '"'; ++at) {
            char byte = *at;
            if (*at == '\\' && at[1] == 'u') {
                const unsigned long code =
                    strtoul((char[]){at[2], at[3], at[4], at[5], 0}, NULL, 16);
                const char bytes[] = {(char)(0xE0 | code >> 12), (char)(0x80 | (code >> 6 & 63)),
                                      (char)(0x80 | (code & 63)), 0};
                const char two[] = {(char)(0xC0 | code >> 6), (char)(0x80 | (code & 63)), 0};
                text_add(out, code < 0x800 ? two : bytes);
                at += 5;
                continue;
            }
            if (*at == '\\') {
                ++at;
                byte = *at == 'n' ? '\n' : *at;
            }
            text_add_bytes(out, &byte, 1);
        }
        ++at;
        at += strspn(at, " \n\t");
    }
}

static bool is_translated(const char *english)
{
    size_t count;
    const Translation *rows = translations(&count);
    for (size_t i = 0; i < count; ++i) {
        if (strcmp(rows[i].english, english) == 0) {
            return true;
        }
    }
    return false;
}

/* The literals that calls of `name` have behind their first argument. */
static size_t check_calls(const char *file, const char *source, const char *name)
{
    size_t calls = 0;
    for (const char *at = source; (at = strstr(at, name)); ++at) {
        const char *first = strpbrk(at + strlen(name), ",;");
        const char *literal = first ? first + 1 + strspn(first + 1, " \n\t") : "";
        if (strncmp(literal, "view,", 5) == 0) {
            literal += 5 + strspn(literal + 5, " \n\t");
        }
        if (!first || *first != ',' || *literal != '"' || !literal[1] || literal[1] == '"') {
            continue;
        }
        TextBuilder english = {0};
        read_literal(&english, literal);
        if (!is_translated(english.text)) {
            fail_msg("%s: no German for: %s", file, english.text);
        }
        text_deinit(&english);
        ++calls;
    }
    return calls;
}

static size_t check_folder(const char *folder)
{
    static const char *const names[] = {"phrase(", "gallery_text(", "report_add(", "report_say("};
    Failure failure = {0};
    char **files = NULL;
    size_t count = 0, calls = 0;
    EXPECT(folder_list(folder, &files, &count, &failure));
    for (size_t i = 0; i < count; ++i) {
        const size_t length = strlen(files[i]);
        if (length < 2 || strcmp(files[i] + length - 2, ".c") != 0) {
            continue;
        }
        char *path = path_join(folder, files[i]), *source = NULL;
        EXPECT(file_read(path, 1 << 20, &source, &(size_t){0}, &failure));
        for (size_t j = 0; j < sizeof names / sizeof *names; ++j) {
            calls += check_calls(files[i], source, names[j]);
        }
        free(source);
        free(path);
    }
    folder_list_free(files, count);
    return calls;
}

/* Those of study/ go through wording_phrase. */
static void every_phrase_of_the_code_has_its_german(void **state)
{
    (void)state;
    EXPECT(check_folder(TEST_SOURCE "/plots") > 150);
    EXPECT(check_folder(TEST_SOURCE "/study") > 5);
}

static void a_language_is_read_by_its_code(void **state)
{
    (void)state;
    Language language;
    EXPECT(language_read(&language, "de") && language == LANGUAGE_GERMAN);
    EXPECT(language_read(&language, "en") && language == LANGUAGE_ENGLISH);
    EXPECT(!language_read(&language, "fr") && !language_read(&language, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_german_format_takes_the_arguments_of_the_english_one),
        cmocka_unit_test(a_format_with_other_arguments_is_found),
        cmocka_unit_test(no_phrase_is_there_twice),
        cmocka_unit_test(every_phrase_of_the_code_has_its_german),
        cmocka_unit_test(a_language_is_read_by_its_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
