#include "cli/option_refuse.h"

#include "base/text.h"
#include "cli/message.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

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
static bool refuse_long_option(const Arguments *arguments, const char *typed)
{
    const char *known[OPTIONS];
    char name[64], quoted[128];
    size_t count = 0;
    (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(typed + 2, "="), typed + 2);
    for (int i = 0; i < OPTIONS; ++i) {
        if (option_is_of(&options()[i], arguments->command)) {
            known[count++] = options()[i].name;
        }
    }
    TextBuilder owners = {0};
    add_owners(name, &owners);
    const char *command = commands()[arguments->command].name;
    size_t nearest = text_nearest(name, known, count);
    text_quote(quoted, sizeof quoted, typed);
    if (owners.text) {
        complain_about_usage(arguments->command, "%s has no option --%s; it is one of %s", command,
                             name, owners.text);
    } else if (nearest == SIZE_MAX) {
        complain_about_usage(arguments->command, "%s has no option %s", command, quoted);
    } else {
        complain_about_usage(arguments->command, "%s has no option %s; did you mean --%s?", command,
                             quoted, known[nearest]);
    }
    text_deinit(&owners);
    return false;
}

bool option_refuse(const Arguments *arguments, const char *typed, int code)
{
    if (code == ':') {
        complain_about_usage(arguments->command, "option %s needs an argument", typed);
    } else if (optopt >= FIRST_OPTION_CODE) {
        complain_about_usage(arguments->command, "option --%s takes no argument",
                             options()[optopt - FIRST_OPTION_CODE].name);
    } else if (optopt == 0) {
        return refuse_long_option(arguments, typed);
    } else {
        char letter[2] = {(char)optopt, '\0'}, quoted[64];
        text_quote(quoted, sizeof quoted, letter);
        complain_about_usage(arguments->command, "%s has no option -%s",
                             commands()[arguments->command].name,
                             optopt > 32 && optopt < 127 ? letter : quoted);
    }
    return false;
}
