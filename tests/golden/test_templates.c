/* Every message that a source file can give about an input is provoked by a test.
 *
 * The texts of messages are read from the sources themselves: each string literal of several words
 * in a file that reads inputs. Its fixed parts must stand, in their order, in a line that a test
 * expects: of messages/ and of the literals in the tests of the folders below, and of the scripts
 * of tests/cli. A message that is added without a test is named here.
 */
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "tests/test.h"

#include <ctype.h>
#include <stdlib.h>

typedef struct Texts {
    char **items;
    size_t count, capacity;
} Texts;

/* Takes over the text. */
static void texts_add(Texts *texts, char *text)
{
    if (texts->count == texts->capacity) {
        texts->capacity = 2 * texts->capacity + 64;
        texts->items = memory_grow(texts->items, texts->capacity, sizeof *texts->items);
    }
    texts->items[texts->count++] = text;
}

static void texts_deinit(Texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        free(texts->items[i]);
    }
    free(texts->items);
}

static char *read_source(const char *path)
{
    Failure failure = {0};
    char *text = NULL;
    size_t length = 0;

    if (!file_read(path, (size_t)4 << 20, &text, &length, &failure)) {
        fail_msg("%s", failure.message);
    }
    return text;
}

/* Behind a comment, a character constant or a single character that begins neither. */
static const char *skip_code(const char *at)
{
    if (strncmp(at, "/*", 2) == 0) {
        const char *end = strstr(at + 2, "*/");
        return end ? end + 2 : at + strlen(at);
    }
    if (*at == '\'') {
        at += at[1] == '\\' ? 2 : 1;
        const char *end = strchr(at + 1, '\'');
        return end ? end + 1 : at + strlen(at);
    }
    return at + 1;
}

/* Adds the literal that begins at `at` with its quote; returns what is behind it. */
static const char *add_literal(TextBuilder *literal, const char *at)
{
    for (at++; *at != '\0' && *at != '"'; at++) {
        char c = *at;
        if (c == '\\') {
            at++;
            c = *at == 'n' ? '\n' : *at;
        }
        text_add_bytes(literal, &c, 1);
    }
    return *at == '"' ? at + 1 : at;
}

/* The string literals of C code, adjacent ones joined. */
static void add_literals(const char *code, Texts *literals)
{
    for (const char *at = code; *at != '\0';) {
        if (*at != '"') {
            at = skip_code(at);
            continue;
        }
        TextBuilder literal = {0};
        while (*at == '"') {
            at = add_literal(&literal, at);
            const char *next = at + strspn(at, " \t\n\\");
            at = *next == '"' ? next : at;
        }
        if (literal.length > 0) {
            texts_add(literals, literal.text);
        } else {
            text_deinit(&literal);
        }
    }
}

static bool ends_with(const char *name, const char *ending)
{
    const size_t length = strlen(name), end = strlen(ending);

    return length >= end && strcmp(name + length - end, ending) == 0;
}

/* Calls `take` for every file of the folder whose name begins and ends so. */
static void for_each_file(const char *folder, const char *beginning, const char *ending,
                          void (*take)(const char *text, Texts *texts), Texts *texts)
{
    char *path = path_join(TEST_SOURCE, folder);
    char **names = NULL;
    size_t count = 0;
    Failure failure = {0};

    if (!folder_list(path, &names, &count, &failure)) {
        fail_msg("%s", failure.message);
    }
    for (size_t i = 0; i < count; i++) {
        if (strncmp(names[i], beginning, strlen(beginning)) == 0 && ends_with(names[i], ending)) {
            char *file = path_join(path, names[i]);
            char *text = read_source(file);
            take(text, texts);
            free(text);
            free(file);
        }
    }
    folder_list_free(names, count);
    free(path);
}

/* The lines of a case behind `--- expected`, or of a script. */
static void add_lines(const char *text, Texts *lines)
{
    const char *expected = strstr(text, "--- expected\n");

    for (const char *at = expected ? expected : text; *at != '\0';) {
        const size_t length = strcspn(at, "\n");
        char *line = memory_allocate(length + 1, 1);
        memcpy(line, at, length);
        texts_add(lines, line);
        at += length + (at[length] == '\n');
    }
}

/* Behind a conversion such as %zu; the text itself where there is none. */
static const char *skip_conversion(const char *at)
{
    if (*at == '%') {
        at++;
        at += strspn(at, "0123456789.*-+ #zljh");
        at += *at != '\0';
    }
    return at;
}

/* Whether the fixed parts of the template stand in the text, in their order. */
static bool matches(const char *template, const char *text)
{
    char part[1024];

    while (*template != '\0') {
        size_t length = 0;
        while (*template != '\0' && *template != '%' && length < sizeof part - 1) {
            part[length++] = *template ++;
        }
        part[length] = '\0';
        text = strstr(text, part);
        if (!text) {
            return false;
        }
        text += length;
        template = skip_conversion(template);
    }
    return true;
}

/* A message has words: two letters, a blank, two letters. A few other texts do, too. */
static bool is_message(const char *literal)
{
    static const char *const others[] = {"surge begins"}; /* a stream of random numbers */

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (strcmp(literal, others[i]) == 0) {
            return false;
        }
    }
    for (const char *blank = strchr(literal, ' '); blank; blank = strchr(blank + 1, ' ')) {
        if (blank >= literal + 2 && isalpha((unsigned char)blank[-1]) &&
            isalpha((unsigned char)blank[-2]) && isalpha((unsigned char)blank[1]) &&
            isalpha((unsigned char)blank[2])) {
            return true;
        }
    }
    return false;
}

/* Scripts look for parts of lines: one of the template's with words. */
static bool has_part_in(const char *template, const Texts *scripts)
{
    char part[1024];

    for (const char *at = template; *at != '\0'; at = skip_conversion(at)) {
        const size_t length = strcspn(at, "%");
        snprintf(part, sizeof part, "%.*s", (int)length, at);
        for (size_t i = 0; is_message(part) && i < scripts->count; i++) {
            if (strstr(scripts->items[i], part)) {
                return true;
            }
        }
        at += length;
    }
    return false;
}

static bool is_expected(const char *template, const Texts *expected)
{
    for (size_t i = 0; i < expected->count; i++) {
        if (matches(template, expected->items[i])) {
            return true;
        }
    }
    return false;
}

static void read_expected(Texts *expected)
{
    static const char *const folders[] = {"tests/base", "tests/sim", "tests/models", "tests/study"};

    for_each_file("tests/golden/messages", "", ".txt", add_lines, expected);
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        for_each_file(folders[i], "test_", ".c", add_literals, expected);
    }
}

/* The starter's texts are notes of the scenario that `new` writes. */
static void read_templates(Texts *templates)
{
    static const char *const files[][2] = {{"base", "csv.c"},
                                           {"base", "csv_refusal.c"},
                                           {"base", "number_advice.c"},
                                           {"sim", "distribution_parse.c"},
                                           {"sim", "day_pattern.c"},
                                           {"models", "scenario_case.c"},
                                           {"models", "scenario_cell.c"},
                                           {"models", "scenario_check.c"},
                                           {"models", "scenario_folder.c"},
                                           {"models", "scenario_limits.c"},
                                           {"models", "scenario_names.c"},
                                           {"models", "scenario_reading.c"},
                                           {"models", "scenario_table.c"},
                                           {"models", "replication.c"},
                                           {"models", "scenario_new.c"},
                                           {"study", "plan.c"},
                                           {"study", "study_size.c"}};

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        for_each_file(files[i][0], files[i][1], files[i][1], add_literals, templates);
    }
    for_each_file("models", "scenario_read_", ".c", add_literals, templates);
}

static void every_message_of_the_sources_is_expected_by_a_test(void **state)
{
    (void)state;
    Texts expected = {0}, scripts = {0}, templates = {0};
    size_t messages = 0, untested = 0;

    read_expected(&expected);
    for_each_file("tests/cli", "", ".sh", add_lines, &scripts);
    read_templates(&templates);
    for (size_t i = 0; i < templates.count; i++) {
        const char *template = templates.items[i];
        if (!is_message(template)) {
            continue;
        }
        messages++;
        if (!is_expected(template, &expected) && !has_part_in(template, &scripts)) {
            print_error("no test expects: %s\n", template);
            untested++;
        }
    }
    EXPECT(messages > 100);
    EXPECT_EQUAL(untested, 0);
    texts_deinit(&expected);
    texts_deinit(&scripts);
    texts_deinit(&templates);
}

/* The checker sees what it must. */
static void a_message_without_a_test_is_found(void **state)
{
    (void)state;
    Texts code = {0}, expected = {0};

    add_literals("f(\"%s is \" /* \"no\" */ \"x\"); g('\"', \"the moon \"\n \"is %zu miles\");",
                 &code);
    EXPECT_EQUAL(code.count, 3);
    EXPECT_TEXT(code.items[2], "the moon is %zu miles");
    add_lines("x\n--- expected\na.csv:1:: the moon is 3 miles off\n", &expected);
    EXPECT(is_message(code.items[2]) && !is_message("a b") && !is_message("%s"));
    EXPECT(is_expected("the moon is %zu miles", &expected));
    EXPECT(is_expected("%s: the moon is %5.1f miles", &expected));
    EXPECT(!is_expected("the moon is %zu feet", &expected));
    EXPECT(!is_expected("miles %s moon", &expected));
    EXPECT(has_part_in("%s: the moon is %zu far", &expected));
    EXPECT(!has_part_in("%s: the sun is %zu miles", &expected));
    texts_deinit(&code);
    texts_deinit(&expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_message_of_the_sources_is_expected_by_a_test),
        cmocka_unit_test(a_message_without_a_test_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
