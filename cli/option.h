/* The options of all commands, from options.def.
 */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include "cli/command.h"

#include <stdbool.h>

typedef struct OptionInfo {
    const char *name;
    char letter;          /* 0: none */
    const char *argument; /* NULL: none */
    unsigned commands;    /* bits by CommandName */
    const char *meaning;
} OptionInfo;

typedef enum OptionName {
#define OPTION(name, text, letter, argument, commands, meaning) OPTION_##name,
#include "cli/options.def"
#undef OPTION
    OPTIONS
} OptionName;

/* The table, OPTIONS entries by OptionName. */
const OptionInfo *options(void);

/* Whether the option belongs to the command. */
bool option_is_of(const OptionInfo *option, CommandName command);

/* Complains about a long option, as typed, that the command does not know: it is one of other
 * commands, or the nearest known one is named. */
void option_refuse_unknown(CommandName command, const char *typed);

#endif
