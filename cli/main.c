/* brownout: finds the command and lets it run. */
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/exit_status.h"
#include "cli/help.h"
#include "cli/interrupt.h"
#include "cli/machine.h"
#include "cli/message.h"
#include "cli/ranks.h"

#include <cjson/cJSON.h>
#include <fcntl.h>
#include <gsl/gsl_errno.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Nothing half-written stays behind; stdio may be what ran out, so neither it nor atexit is used.
 */
static void memory_is_exhausted(size_t bytes)
{
    static const char text[] = "brownout: out of memory; fewer threads (-j), --no-curves or a "
                               "smaller scenario need less\n";
    static atomic_flag told = ATOMIC_FLAG_INIT;
    (void)bytes;
    while (atomic_flag_test_and_set(&told)) {
        (void)pause(); /* another thread ends the process */
    }
    output_file_abandon_all();
    ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
    (void)written;
    _exit(STATUS_FAILED);
}

static void *allocate_for_json(size_t bytes)
{
    return memory_allocate(bytes, 1);
}

/* cJSON would take a record for a broken one where there is no memory to read it. */
static void watch_memory(void)
{
    cJSON_Hooks hooks = {.malloc_fn = allocate_for_json, .free_fn = free};
    memory_set_exhausted(memory_is_exhausted);
    machine_guard_memory();
    cJSON_InitHooks(&hooks);
}

/* A result file must never become descriptor 1 because the caller closed standard output. */
static void keep_standard_streams_taken(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (fcntl(descriptor, F_GETFD) == -1) {
            (void)open("/dev/null",
                       O_RDONLY); /* takes the lowest free one, this; writing to it fails */
        }
    }
}

/* The command that is meant by a name that is none; COMMANDS where nobody knows. */
static CommandName command_meant(const char *typed)
{
    static const struct {
        const char *word;
        CommandName command;
    } synonyms[] = {
        {"run", COMMAND_COMPARE},  {"simulate", COMMAND_COMPARE}, {"start", COMMAND_COMPARE},
        {"exec", COMMAND_COMPARE}, {"chart", COMMAND_PLOT},       {"draw", COMMAND_PLOT},
        {"graph", COMMAND_PLOT},   {"validate", COMMAND_CHECK},   {"lint", COMMAND_CHECK},
        {"verify", COMMAND_CHECK},
    };
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; ++i) {
        if (strcmp(typed, synonyms[i].word) == 0) {
            return synonyms[i].command;
        }
    }
    const char *names[COMMANDS];
    for (int i = 0; i < COMMANDS; ++i) {
        names[i] = commands()[i].name;
    }
    const size_t nearest = text_nearest(typed, names, COMMANDS);
    return nearest == SIZE_MAX ? COMMANDS : (CommandName)nearest;
}

static int refuse_command(const char *typed)
{
    const CommandName meant = command_meant(typed);
    char quoted[128];
    text_quote(quoted, sizeof quoted, typed);
    if (typed[0] == '-') {
        const char *const alone[] = {"--help", "--version"};
        const size_t nearest = text_nearest(typed, alone, 2);
        if (nearest != SIZE_MAX) {
            return complain_about_usage(COMMANDS, "there is no option %s; did you mean %s?", quoted,
                                        alone[nearest]);
        }
        return complain_about_usage(COMMANDS, "the command comes first, not %s", quoted);
    }
    if (meant == COMMANDS) {
        return complain_about_usage(COMMANDS, "there is no command %s", quoted);
    }
    return complain_about_usage(COMMANDS, "there is no command %s; did you mean %s?", quoted,
                                commands()[meant].name);
}

static int run_command(CommandName name, int count, char **typed)
{
    Arguments arguments;
    int status = STATUS_REFUSED;
    if (arguments_read(&arguments, name, count, typed)) {
        if (arguments.help) {
            help_print_command(name);
            status = STATUS_DONE;
        } else {
            status = commands()[name].run(&arguments);
        }
    }
    arguments_deinit(&arguments);
    return status;
}

/* COMMANDS where there is no such command. */
static CommandName command_called(const char *name)
{
    int i = 0;
    while (i < COMMANDS && strcmp(name, commands()[i].name) != 0) {
        ++i;
    }
    return (CommandName)i;
}

/* `help` and `help COMMAND`. */
static int help(int count, char **typed)
{
    if (count < 3) {
        help_print();
        return STATUS_DONE;
    }
    const CommandName name = command_called(typed[2]);
    if (name == COMMANDS) {
        return refuse_command(typed[2]);
    }
    help_print_command(name);
    return STATUS_DONE;
}

static int run(int count, char **typed)
{
    if (count < 2) {
        return complain_about_usage(COMMANDS, "which command?");
    }
    if (strcmp(typed[1], "--help") == 0 || strcmp(typed[1], "-h") == 0 ||
        strcmp(typed[1], "help") == 0) {
        return help(count, typed);
    }
    if (strcmp(typed[1], "--version") == 0) {
        help_print_version();
        return STATUS_DONE;
    }
    const CommandName name = command_called(typed[1]);
    return name < COMMANDS ? run_command(name, count, typed) : refuse_command(typed[1]);
}

int main(int count, char **typed)
{
    keep_standard_streams_taken();
    interrupt_watch();
    watch_memory();
    gsl_set_error_handler_off();
    return finish_output(ranks_run(run, count, typed));
}
