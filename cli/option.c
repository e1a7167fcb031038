#include "cli/option.h"

#include "base/text.h"
#include "cli/message.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    FOR_NEW = 1u << COMMAND_NEW,
    FOR_CHECK = 1u << COMMAND_CHECK,
    FOR_COMPARE = 1u << COMMAND_COMPARE,
    FOR_PLOT = 1u << COMMAND_PLOT,
    FOR_REPORT = 1u << COMMAND_REPORT,
    FOR_TRACE = 1u << COMMAND_TRACE,
    FOR_EXPLAIN = 1u << COMMAND_EXPLAIN,
    FOR_SWEEP = 1u << COMMAND_SWEEP,
    FOR_MERGE = 1u << COMMAND_MERGE,
    FOR_ALL = (1u << COMMANDS) - 1
};

const OptionInfo *options(void)
{
    static const OptionInfo table[] = {
#define OPTION(name, text, letter, argument, commands, meaning)                                    \
    [OPTION_##name] = {text, letter, argument, commands, meaning},
#include "cli/options.def"
#undef OPTION
    };
    return table;
}

bool option_is_of(const OptionInfo *option, CommandName command)
{
    return (option->commands & (1u << command)) != 0;
}

/* The commands that have an option of the name, "compare, trace"; nothing where none has. */
static void add_owners(const char *name, TextBuilder *out)
{
    for (int command = 0; command < COMMANDS; ++command) {
        bool has = false;
        for (int i = 0; i < OPTIONS; ++i) {
            has = has || (option_is_of(&options()[i], (CommandName)command) &&
                          strcmp(options()[i].name, name) == 0);
        }
        if (has) {
            text_add_format(out, "%s%s", out->length > 0 ? ", " : "", commands()[command].name);
        }
    }
}

/* What is wrong with a long option: of another command, or unlike any known one. */
void option_refuse_unknown(CommandName command, const char *typed)
{
    const char *known[OPTIONS];
    char name[64], quoted[128];
    size_t count = 0;
    (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(typed + 2, "="), typed + 2);
    for (int i = 0; i < OPTIONS; ++i) {
        if (option_is_of(&options()[i], command)) {
            known[count++] = options()[i].name;
        }
    }
    TextBuilder owners = {0};
    add_owners(name, &owners);
    const char *const command_name = commands()[command].name;
    size_t nearest = text_nearest(name, known, count);
    char letter = '\0';
    for (int i = 0; i < OPTIONS && !name[1]; ++i) {
        letter = option_is_of(&options()[i], command) && options()[i].letter == name[0] ? name[0]
                                                                                        : letter;
    }
    text_quote(quoted, sizeof quoted, typed);
    if (letter) {
        complain_about_usage(command, "%s has no option %s; did you mean -%c?", command_name,
                             quoted, letter);
    } else if (owners.text && nearest != SIZE_MAX) {
        complain_about_usage(command, "%s has no option --%s (one of %s); did you mean --%s?",
                             command_name, name, owners.text, known[nearest]);
    } else if (owners.text) {
        complain_about_usage(command, "%s has no option --%s; it is one of %s", command_name, name,
                             owners.text);
    } else if (nearest == SIZE_MAX) {
        complain_about_usage(command, "%s has no option %s", command_name, quoted);
    } else {
        complain_about_usage(command, "%s has no option %s; did you mean --%s?", command_name,
                             quoted, known[nearest]);
    }
    text_deinit(&owners);
}
