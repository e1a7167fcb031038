#include "cli/manual.h"

#include "cli/arguments.h"
#include "cli/placeholder.h"

#include <stdbool.h>
#include <string.h>

/* Text for roff: what it would take for its own is escaped, a line of it never begins a request. */
static void add_escaped(TextBuilder *out, const char *text)
{
    bool at_line_start = out->length == 0 || out->text[out->length - 1] == '\n';
    for (const char *at = text; *at; ++at) {
        if (at_line_start && (*at == '.' || *at == '\'')) {
            text_add(out, "\\&");
        }
        if (*at == '\\') {
            text_add(out, "\\e");
        } else if (*at == '-') {
            text_add(out, "\\-");
        } else if (*at != '`') { /* marks of code are left out */
            text_add_bytes(out, at, 1);
        }
        at_line_start = *at == '\n';
    }
}

static void add_upper(TextBuilder *out, const char *text)
{
    for (; *text; ++text) {
        const char upper = (char)(*text >= 'a' && *text <= 'z' ? *text - 'a' + 'A' : *text);
        text_add_bytes(out, &upper, 1);
    }
}

static void begin_page(TextBuilder *out, const char *command)
{
    text_add(out, ".\\\" written from the tables of commands and options\n.TH BROWNOUT");
    if (command) {
        text_add(out, "\\-");
        add_upper(out, command);
    }
    text_add(out, " 1 \"\" \"brownout " BROWNOUT_VERSION "\" \"brownout\"\n.SH NAME\nbrownout");
    text_add_format(out, "%s%s \\- ", command ? "\\-" : "", command ? command : "");
}

static void add_option(TextBuilder *out, const OptionInfo *option)
{
    text_add(out, ".TP\n\\fB");
    if (option->letter) {
        text_add_format(out, "\\-%c\\fR, \\fB", option->letter);
    }
    text_add(out, "\\-\\-");
    add_escaped(out, option->name);
    text_add(out, "\\fR");
    if (option->argument) {
        text_add(out, " \\fI");
        add_escaped(out, option->argument);
        text_add(out, "\\fR");
    }
    text_add(out, "\n");
    add_escaped(out, option->meaning);
    text_add(out, "\n");
}

static void add_placeholder(TextBuilder *out, const char *text)
{
    const Placeholder *placeholder = placeholder_find(text);
    if (placeholder) {
        text_add(out, ".TP\n\\fI");
        add_escaped(out, placeholder->text);
        text_add(out, "\\fR\n");
        add_escaped(out, placeholder->meaning);
        text_add(out, "\n");
    }
}

/* The operand, then every argument of the command's options, each once. */
static void add_placeholders(TextBuilder *out, CommandName name)
{
    add_placeholder(out, commands()[name].operand);
    for (int i = 0; i < OPTIONS; ++i) {
        const OptionInfo *option = &options()[i];
        bool is_first = option->argument && option_is_of(option, name);
        for (int k = 0; is_first && k < i; ++k) {
            is_first = !(option_is_of(&options()[k], name) && options()[k].argument &&
                         strcmp(options()[k].argument, option->argument) == 0);
        }
        if (is_first && strcmp(option->argument, commands()[name].operand) != 0) {
            add_placeholder(out, option->argument);
        }
    }
}

static const char exit_statuses[] =
    ".SH EXIT STATUS\n"
    ".TP\n0\ndone\n"
    ".TP\n1\nfailed: a file that cannot be written, no memory, standard output that is closed\n"
    ".TP\n2\nbad input or usage; one line of standard error for every mistake\n"
    ".TP\n130, 143\ninterrupted or terminated; what is finished is kept\n";

static void add_examples(TextBuilder *out, const char *examples)
{
    text_add(out, ".SH EXAMPLES\n.nf\n");
    add_escaped(out, examples);
    text_add(out, ".fi\n");
}

void manual_write_command(CommandName name, TextBuilder *out)
{
    const Command *command = &commands()[name];
    begin_page(out, command->name);
    add_escaped(out, command->summary);
    text_add_format(out, "\n.SH SYNOPSIS\n\\fBbrownout %s\\fR \\fI%s\\fR [\\fIOPTION\\fR]...\n",
                    command->name, command->operand);
    text_add(out, ".SH DESCRIPTION\n");
    add_escaped(out, command->details);
    text_add(out, "\n.SH OPTIONS\nOptions stand before or after the operand; -- ends them.\n");
    for (int i = 0; i < OPTIONS; ++i) {
        if (option_is_of(&options()[i], name)) {
            add_option(out, &options()[i]);
        }
    }
    text_add(out, ".SH WORDS\n");
    add_placeholders(out, name);
    add_examples(out, command->examples);
    text_add(out, exit_statuses);
    text_add(out, ".SH SEE ALSO\n.BR brownout (1)\n");
}

static void add_commands(TextBuilder *out)
{
    text_add(out, ".SH COMMANDS\n");
    for (int i = 0; i < COMMANDS; ++i) {
        const Command *command = &commands()[i];
        text_add_format(out, ".TP\n\\fB%s\\fR \\fI%s\\fR\n", command->name, command->operand);
        add_escaped(out, command->summary);
        text_add(out, "\n");
    }
}

static void add_see_also(TextBuilder *out)
{
    text_add(out, ".SH SEE ALSO\n");
    for (int i = 0; i < COMMANDS; ++i) {
        text_add_format(out, ".BR brownout\\-%s (1)%s\n", commands()[i].name,
                        i + 1 < COMMANDS ? "," : "");
    }
}

void manual_write(TextBuilder *out)
{
    begin_page(out, NULL);
    text_add(out, "which response to an outage hurts people least, and how sure that is\n"
                  ".SH SYNOPSIS\n\\fBbrownout\\fR \\fICOMMAND\\fR ...\n"
                  ".SH DESCRIPTION\n"
                  "Simulates outages of data centres, the responses to them, and what both do to "
                  "people who wait.\n"
                  "A scenario is a folder of CSV files; every strategy meets the same demand and "
                  "the same attack,\n"
                  "and the differences come with their uncertainty.\n");
    add_commands(out);
    text_add(out, ".SH ENVIRONMENT\n"
                  ".TP\nNO_COLOR\nwhere it is set and not empty, nothing is coloured\n"
                  ".TP\nTMPDIR\nwhere trace keeps its temporary file; /tmp where it is not set\n");
    text_add(out, exit_statuses);
    add_examples(out, "  brownout new mine\n"
                      "  brownout check mine\n"
                      "  brownout compare mine\n"
                      "  brownout explain clear_h\n");
    add_see_also(out);
}
