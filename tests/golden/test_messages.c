/* What is said about broken scenarios, word for word.
 *
 * Every file of messages/ is one case: sections that begin with `--- NAME` and hold the text of the
 * file NAME, which is added to a small right scenario or takes the place of one of its tables; `---
 * absent` lists tables to be removed,
 * `--- set` arguments of --set, and `--- expected`, the last, the lines that must come. With
 * BROWNOUT_RENEW_GOLDEN set in the environment the expected lines are written anew: look at the
 * difference before you keep it.
 *
 *     BROWNOUT_RENEW_GOLDEN=1 ctest --test-dir build/dev -R golden/messages
 */
#include "tests/models/scenario_fixture.h"

#define CASES TEST_SOURCE "/tests/golden/messages"

typedef struct Section {
    char *name;
    char *text; /* up to the next section */
} Section;

/* Takes the first section off *text, cutting it in place; false at the end. */
static bool next_section(char **text, Section *section)
{
    char *line_end = strchr(*text, '\n');

    if (strncmp(*text, "--- ", 4) != 0 || !line_end) {
        return false;
    }
    *line_end = '\0';
    *section = (Section){*text + 4, line_end + 1};
    char *next =
        strncmp(section->text, "--- ", 4) == 0 ? section->text : strstr(section->text, "\n--- ");
    *text = next ? next + (next != section->text) : section->text + strlen(section->text);
    if (next == section->text) {
        section->text = line_end; /* empty */
    }
    return true;
}

/* The text of a section up to the next one, on the heap. */
static char *section_text(const Section *section, const char *next)
{
    const size_t length = next > section->text ? (size_t)(next - section->text) : 0;
    char *copy = calloc(length + 1, 1);

    memcpy(copy, section->text, length);
    return copy;
}

static void remove_files(ScenarioFixture *fixture, char *names)
{
    for (char *name = strtok(names, "\n"); name; name = strtok(NULL, "\n")) {
        fixture_remove(fixture, name);
    }
}

static void add_sets(ScenarioFixture *fixture, char *sets)
{
    for (char *set = strtok(sets, "\n"); set; set = strtok(NULL, "\n")) {
        fixture->sets[fixture->set_count++] = set;
    }
}

/* Prepares the case; returns the expected lines. The fixture's sets lie in *sets, to be freed after
 * it; a case has one section of them at most. */
static const char *prepare(ScenarioFixture *fixture, char *text, char **sets)
{
    Section section;

    while (next_section(&text, &section)) {
        if (strcmp(section.name, "expected") == 0) {
            return section.text;
        }
        section.text = section_text(&section, text);
        if (strcmp(section.name, "absent") == 0) {
            remove_files(fixture, section.text);
        } else if (strcmp(section.name, "set") == 0) {
            assert_null(*sets);
            *sets = section.text;
            add_sets(fixture, section.text);
            continue;
        } else {
            fixture_write(fixture, section.name, section.text);
        }
        free(section.text);
    }
    return "";
}

static void renew(const char *path, const char *original, const char *messages)
{
    Failure failure = {0};
    TextBuilder text = {0};
    const char *expected = strstr(original, "--- expected\n");

    text_add_bytes(&text, original, expected ? (size_t)(expected - original) : strlen(original));
    text_add(&text, "--- expected\n");
    text_add(&text, messages);
    if (!file_write(path, text.text, text.length, &failure)) {
        fail_msg("%s", failure.message);
    }
    text_deinit(&text);
}

static void run_case(const char *name)
{
    ScenarioFixture fixture;
    Failure failure = {0};
    char *path = path_join(CASES, name);
    char *text = NULL;
    size_t length = 0;

    if (!file_read(path, 1 << 20, &text, &length, &failure)) {
        fail_msg("%s", failure.message);
    }
    char *original = strdup(text);
    fixture_init(&fixture);
    char *sets = NULL;
    const char *expected = prepare(&fixture, text, &sets);
    fixture_read(&fixture);
    const char *messages = fixture.messages.text ? fixture.messages.text : "";
    if (getenv("BROWNOUT_RENEW_GOLDEN")) {
        renew(path, original, messages);
    } else if (strcmp(messages, expected) != 0) {
        fail_msg("%s: got\n%sexpected\n%s", name, messages, expected);
    }
    fixture_deinit(&fixture);
    free(sets);
    free(original);
    free(text);
    free(path);
}

static void broken_scenarios_are_answered_word_for_word(void **state)
{
    (void)state;
    char **names = NULL;
    size_t count = 0;
    Failure failure = {0};

    if (!folder_list(CASES, &names, &count, &failure)) {
        fail_msg("%s", failure.message);
    }
    EXPECT(count > 20);
    for (size_t i = 0; i < count; i++) {
        run_case(names[i]);
    }
    folder_list_free(names, count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_scenarios_are_answered_word_for_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
