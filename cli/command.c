#include "cli/command.h"

const Command *commands(void)
{
    static const Command table[] = {
#define COMMAND(name, function, text, operand, summary, details, examples)                         \
    [COMMAND_##name] = {text, operand, summary, details, examples, function},
#include "cli/commands.def"
#undef COMMAND
    };
    return table;
}

bool command_operand_is_optional(CommandName name)
{
    return commands()[name].operand[0] == '[';
}
