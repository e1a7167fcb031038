/* Every word that stands for something in help is explained, so that completion and man pages know
 * it; and none is explained that stands nowhere.
 */
#include "cli/placeholder.h"

#include "cli/arguments.h"
#include "cli/command.h"
#include "tests/test.h"

static void every_word_of_the_tables_is_explained(void **state)
{
    (void)state;
    for (int i = 0; i < COMMANDS; ++i) {
        if (!placeholder_find(commands()[i].operand)) {
            fail_msg("placeholders.def has no %s of %s", commands()[i].operand, commands()[i].name);
        }
    }
    for (int i = 0; i < OPTIONS; ++i) {
        const char *const argument = options()[i].argument;
        if (argument && !placeholder_find(argument)) {
            fail_msg("placeholders.def has no %s of --%s", argument, options()[i].name);
        }
    }
    EXPECT(!placeholder_find("NOSUCH") && !placeholder_find(""));
}

static bool is_used(const char *text)
{
    bool used = false;
    for (int i = 0; i < COMMANDS; ++i) {
        const char *const operand = commands()[i].operand;
        used = used || placeholder_find(operand) == placeholder_find(text);
    }
    for (int i = 0; i < OPTIONS; ++i) {
        used = used || (options()[i].argument && strcmp(options()[i].argument, text) == 0);
    }
    return used;
}

static void every_explained_word_is_used(void **state)
{
    (void)state;
    for (size_t i = 0; i < placeholder_count(); ++i) {
        const Placeholder *placeholder = placeholder_at(i);
        const bool has_choices =
            placeholder->kind == PLACEHOLDER_CHOICE || placeholder->kind == PLACEHOLDER_LIST;
        if (!is_used(placeholder->text)) {
            fail_msg("nothing is called %s", placeholder->text);
        }
        EXPECT(has_choices == (placeholder->choices[0] != '\0'));
        EXPECT(placeholder->meaning[0] != '\0');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_of_the_tables_is_explained),
        cmocka_unit_test(every_explained_word_is_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
