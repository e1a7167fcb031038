#include "cli/help.h"

#include "base/text.h"
#include "cli/arguments.h"
#include "cli/message.h"

#include <string.h>

enum { MEANING_COLUMN = 27 };

static const char head[] =
    "Usage: brownout COMMAND ...\n"
    "\n"
    "Says which response to an outage of data centres hurts people least, and how\n"
    "sure that is. A scenario is a folder of CSV files.\n"
    "\n";

static const char foot[] =
    "\n"
    "Examples:\n"
    "  brownout new mine          a scenario whose notes say what to change\n"
    "  brownout check mine        every mistake in it, and how loaded it is\n"
    "  brownout compare mine      which response is better: results/mine/report.html\n"
    "  brownout COMMAND --help    options and examples of a command\n"
    "  brownout --version         version\n"
    "\n"
    "Exit status: 0 done, 1 failed, 2 bad input or usage, 130 or 143 interrupted\n"
    "(what is finished is kept).\n";

void help_print(void)
{
    TextBuilder text = {0};
    text_add(&text, head);
    for (int i = 0; i < COMMANDS; ++i) {
        const Command *command = &commands()[i];
        text_add_format(&text, "  %-7s %-11s %s\n", command->name, command->operand,
                        command->summary);
    }
    text_add(&text, foot);
    say(text.text);
    text_deinit(&text);
}

static void add_option(TextBuilder *text, const OptionInfo *option)
{
    TextBuilder left = {0};
    if (option->letter) {
        text_add_format(&left, "  -%c, --%s", option->letter, option->name);
    } else {
        text_add_format(&left, "      --%s", option->name);
    }
    if (option->argument) {
        text_add_format(&left, " %s", option->argument);
    }
    text_add_format(text, "%-*s %s\n", MEANING_COLUMN, left.text, option->meaning);
    text_deinit(&left);
}

void help_print_command(CommandName name)
{
    const Command *command = &commands()[name];
    TextBuilder text = {0};
    text_add_format(&text, "Usage: brownout %s %s [OPTION]...\n\n%s\n\n", command->name,
                    command->operand, command->details);
    for (int i = 0; i < OPTIONS; ++i) {
        if (option_is_of(&options()[i], name)) {
            add_option(&text, &options()[i]);
        }
    }
    text_add_format(&text, "\nExamples:\n%s", command->examples);
    say(text.text);
    text_deinit(&text);
}

void help_print_version(void)
{
    say("brownout " BROWNOUT_VERSION "\n");
}
