/* The commands: one function each, in command_<name>.c; returns the exit status. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Arguments Arguments;

typedef enum CommandName {
#define COMMAND(name, function, text, operand, summary, details, examples) COMMAND_##name,
#include "cli/commands.def"
#undef COMMAND
    COMMANDS
} CommandName;

typedef struct Command {
    const char *name, *operand, *summary, *details, *examples;
    int (*run)(const Arguments *arguments);
} Command;

/* The table, COMMANDS entries by CommandName. */
const Command *commands(void);

/* Whether it runs without its operand, which then stands in brackets. */
bool command_operand_is_optional(CommandName name);

#define COMMAND(name, function, text, operand, summary, details, examples)                         \
    int function(const Arguments *arguments);
#include "cli/commands.def"
#undef COMMAND

#endif
