#include "cli/completion.h"

#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/placeholder.h"
#include "models/metric_dictionary.h"

#include <stdbool.h>
#include <string.h>

static PlaceholderKind kind_of(const char *text)
{
    const Placeholder *placeholder = placeholder_find(text);
    return placeholder ? placeholder->kind : PLACEHOLDER_FREE;
}

/* Names of metrics and curves, each once, between spaces. */
static void add_metric_names(TextBuilder *out)
{
    for (size_t i = 0; i < metric_source_count(); ++i) {
        text_add_format(out, "%s%s", i > 0 ? " " : "", metric_source_at(i)->name);
    }
}

/* `text` between single quotes, `quote` standing for one in it; characters of `escaped` with a
 * backslash before them. */
static void add_quoted(TextBuilder *out, const char *text, const char *quote, const char *escaped)
{
    for (const char *at = text; *at; ++at) {
        if (*at == '\'') {
            text_add(out, quote);
            continue;
        }
        if (strchr(escaped, *at)) {
            text_add(out, "\\");
        }
        text_add_bytes(out, at, 1);
    }
}

static void add_command_names(TextBuilder *out)
{
    for (int i = 0; i < COMMANDS; ++i) {
        text_add_format(out, "%s%s", i > 0 ? " " : "", commands()[i].name);
    }
}

/* --- bash --- */

static const char bash_head[] =
    "# bash completion for brownout, written from its tables of commands and options\n"
    "_brownout_offer() {\n"
    "    local line\n"
    "    COMPREPLY=()\n"
    "    while IFS= read -r line; do COMPREPLY+=(\"$line\"); done < <(compgen \"$@\")\n"
    "}\n"
    "_brownout_paths() {\n"
    "    compopt -o filenames 2>/dev/null\n"
    "    _brownout_offer \"$1\" -- \"$2\"\n"
    "}\n"
    "# The last of names between commas\n"
    "_brownout_list() {\n"
    "    local before=\n"
    "    [[ $2 == *,* ]] && before=${2%,*},\n"
    "    _brownout_offer -W \"$1\" -P \"$before\" -- \"${2##*,}\"\n"
    "}\n"
    "_brownout() {\n"
    "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "    # --option=value is three words to bash\n"
    "    if [[ $current == = ]]; then\n"
    "        current=\n"
    "    elif [[ $previous == = ]] && ((COMP_CWORD > 2)); then\n"
    "        previous=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    fi\n"
    "    COMPREPLY=()\n"
    "    if ((COMP_CWORD == 1)); then\n"
    "        _brownout_offer -W \"";

static void add_bash_offer(TextBuilder *out, const char *text)
{
    const Placeholder *placeholder = placeholder_find(text);
    switch (kind_of(text)) {
    case PLACEHOLDER_FOLDER:
        text_add(out, "_brownout_paths -d \"$current\"");
        break;
    case PLACEHOLDER_FILE:
        text_add(out, "_brownout_paths -f \"$current\"");
        break;
    case PLACEHOLDER_CHOICE:
        text_add_format(out, "_brownout_offer -W '%s' -- \"$current\"", placeholder->choices);
        break;
    case PLACEHOLDER_LIST:
        text_add_format(out, "_brownout_list '%s' \"$current\"", placeholder->choices);
        break;
    case PLACEHOLDER_METRIC:
        text_add(out, "_brownout_offer -W '");
        add_metric_names(out);
        text_add(out, "' -- \"$current\"");
        break;
    case PLACEHOLDER_FREE:
        text_add(out, ":");
        break;
    }
}

static void add_bash_arguments(TextBuilder *out, CommandName name)
{
    for (int i = 0; i < OPTIONS; ++i) {
        const OptionInfo *option = &options()[i];
        if (!option->argument || !option_is_of(option, name)) {
            continue;
        }
        text_add_format(out, "    %s:--%s", commands()[name].name, option->name);
        if (option->letter) {
            text_add_format(out, " | %s:-%c", commands()[name].name, option->letter);
        }
        text_add(out, ") ");
        add_bash_offer(out, option->argument);
        text_add(out, "; return ;;\n");
    }
}

static void add_bash_options(TextBuilder *out, CommandName name)
{
    text_add_format(out, "    %s:-*) _brownout_offer -W '", commands()[name].name);
    const char *before = "";
    for (int i = 0; i < OPTIONS; ++i) {
        const OptionInfo *option = &options()[i];
        if (!option_is_of(option, name)) {
            continue;
        }
        text_add_format(out, "%s--%s", before, option->name);
        before = " ";
        if (option->letter) {
            text_add_format(out, " -%c", option->letter);
        }
    }
    text_add_format(out, "' -- \"$current\" ;;\n    %s:*) ", commands()[name].name);
    add_bash_offer(out, commands()[name].operand);
    text_add(out, " ;;\n");
}

void completion_write_bash(TextBuilder *out)
{
    text_add(out, bash_head);
    add_command_names(out);
    text_add(out, " help --help --version\" -- \"$current\"\n        return\n    fi\n"
                  "    case ${COMP_WORDS[1]}:$previous in\n");
    for (int i = 0; i < COMMANDS; ++i) {
        add_bash_arguments(out, (CommandName)i);
    }
    text_add(out,
             "    esac\n    case ${COMP_WORDS[1]}:$current in\n    help:*) _brownout_offer -W '");
    add_command_names(out);
    text_add(out, "' -- \"$current\" ;;\n");
    for (int i = 0; i < COMMANDS; ++i) {
        add_bash_options(out, (CommandName)i);
    }
    text_add(out, "    esac\n}\ncomplete -F _brownout brownout\n");
}

/* --- zsh --- */

static void add_zsh_action(TextBuilder *out, const char *text)
{
    const Placeholder *placeholder = placeholder_find(text);
    switch (kind_of(text)) {
    case PLACEHOLDER_FOLDER:
        text_add(out, "_directories");
        break;
    case PLACEHOLDER_FILE:
        text_add(out, "_files");
        break;
    case PLACEHOLDER_CHOICE:
        text_add_format(out, "(%s)", placeholder->choices);
        break;
    case PLACEHOLDER_LIST:
        text_add_format(out, "_sequence compadd - %s", placeholder->choices);
        break;
    case PLACEHOLDER_METRIC:
        text_add(out, "(");
        add_metric_names(out);
        text_add(out, ")");
        break;
    case PLACEHOLDER_FREE:
        text_add(out, " ");
        break;
    }
}

static void add_zsh_option(TextBuilder *out, const OptionInfo *option)
{
    if (option->letter) {
        text_add_format(out, " \\\n        '*'{-%c%s,--%s%s}'[", option->letter,
                        option->argument ? "+" : "", option->name, option->argument ? "=" : "");
    } else {
        text_add_format(out, " \\\n        '*--%s%s[", option->name, option->argument ? "=" : "");
    }
    add_quoted(out, option->meaning, "'\\''", "[]:\\");
    text_add(out, "]");
    if (option->argument) {
        text_add(out, ":");
        add_quoted(out, option->argument, "'\\''", "[]:\\");
        text_add(out, ":");
        add_zsh_action(out, option->argument);
    }
    text_add(out, "'");
}

static void add_zsh_command(TextBuilder *out, CommandName name)
{
    const Command *command = &commands()[name];
    text_add_format(out, "    %s)\n        _arguments -s -S", command->name);
    for (int i = 0; i < OPTIONS; ++i) {
        if (option_is_of(&options()[i], name)) {
            add_zsh_option(out, &options()[i]);
        }
    }
    text_add(out, strstr(command->operand, "...") ? " \\\n        '*:" : " \\\n        '1:");
    add_quoted(out, command->operand, "'\\''", "[]:\\");
    text_add(out, ":");
    add_zsh_action(out, command->operand);
    text_add(out, "'\n        ;;\n");
}

void completion_write_zsh(TextBuilder *out)
{
    text_add(out, "#compdef brownout\n"
                  "# zsh completion for brownout, written from its tables of commands and options\n"
                  "_brownout() {\n"
                  "    if ((CURRENT == 2)); then\n"
                  "        local -a names=(\n");
    for (int i = 0; i < COMMANDS; ++i) {
        text_add_format(out, "            '%s:", commands()[i].name);
        add_quoted(out, commands()[i].summary, "'\\''", "");
        text_add(out, "'\n");
    }
    text_add(out, "        )\n"
                  "        _describe -t commands command names\n"
                  "        return\n"
                  "    fi\n"
                  "    local command=$words[2]\n"
                  "    shift words\n"
                  "    ((CURRENT--))\n"
                  "    case $command in\n");
    for (int i = 0; i < COMMANDS; ++i) {
        add_zsh_command(out, (CommandName)i);
    }
    text_add(out, "    esac\n}\n_brownout \"$@\"\n");
}

/* --- fish --- */

static void add_fish_candidates(TextBuilder *out, const char *text)
{
    const Placeholder *placeholder = placeholder_find(text);
    switch (kind_of(text)) {
    case PLACEHOLDER_FOLDER:
        text_add(out, " -a '(__fish_complete_directories)'");
        break;
    case PLACEHOLDER_FILE:
        text_add(out, " -F");
        break;
    case PLACEHOLDER_CHOICE:
        text_add_format(out, " -a '%s'", placeholder->choices);
        break;
    case PLACEHOLDER_LIST:
        text_add_format(out, " -a '(__fish_append , %s)'", placeholder->choices);
        break;
    case PLACEHOLDER_METRIC:
        text_add(out, " -a '");
        add_metric_names(out);
        text_add(out, "'");
        break;
    case PLACEHOLDER_FREE:
        break;
    }
}

static void add_fish_option(TextBuilder *out, const char *command, const OptionInfo *option)
{
    text_add_format(out, "complete -c brownout -n '__fish_seen_subcommand_from %s'", command);
    if (option->letter) {
        text_add_format(out, " -s %c", option->letter);
    }
    text_add_format(out, " -l %s", option->name);
    if (option->argument) {
        text_add(out, " -r");
        add_fish_candidates(out, option->argument);
    }
    text_add(out, " -d '");
    add_quoted(out, option->meaning, "\\'", "\\");
    text_add(out, "'\n");
}

void completion_write_fish(TextBuilder *out)
{
    text_add(out,
             "# fish completion for brownout, written from its tables of commands and options\n"
             "complete -c brownout -f\n");
    for (int i = 0; i < COMMANDS; ++i) {
        const Command *command = &commands()[i];
        text_add_format(out, "complete -c brownout -n __fish_use_subcommand -a %s -d '",
                        command->name);
        add_quoted(out, command->summary, "\\'", "\\");
        text_add_format(out, "'\ncomplete -c brownout -n '__fish_seen_subcommand_from %s'",
                        command->name);
        add_fish_candidates(out, command->operand);
        text_add(out, "\n");
        for (int k = 0; k < OPTIONS; ++k) {
            if (option_is_of(&options()[k], (CommandName)i)) {
                add_fish_option(out, command->name, &options()[k]);
            }
        }
    }
}
