#include "cli/message.h"

#include "cli/exit_status.h"
#include "cli/terminal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Who speaks, in red where somebody sees it. */
static void say_who(void)
{
    (void)fputs(terminal_has_colour(STDERR_FILENO) ? "\033[1;31mbrownout:\033[0m " : "brownout: ",
                stderr);
}

void complain(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    (void)fflush(stdout);
    say_who();
    (void)vfprintf(stderr, format, list);
    (void)fputc('\n', stderr);
    va_end(list);
}

void warn_of(Diagnostics *doubts)
{
    TextBuilder lines = {0};
    char *rest = NULL;
    diagnostics_print(doubts, &lines);
    for (char *line = lines.text ? strtok_r(lines.text, "\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\n", &rest)) {
        complain("warning: %s", line);
    }
    text_deinit(&lines);
}

int complain_about_usage(CommandName command, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    say_who();
    (void)vfprintf(stderr, format, list);
    va_end(list);
    if (command < COMMANDS) {
        (void)fprintf(stderr, "\nTry 'brownout %s --help'.\n", commands()[command].name);
    } else {
        (void)fputs("\nTry 'brownout --help'.\n", stderr);
    }
    return STATUS_REFUSED;
}

/* Titles and names come from files, which may be anybody's: nothing in them steers the terminal. */
void say(const char *text)
{
    TextBuilder clean = {0};
    for (const char *at = text; *at != '\0';) {
        const size_t length = strcspn(at, "\n");
        text_add_clean(&clean, at, length, SIZE_MAX);
        at += length;
        if (*at == '\n') {
            text_add(&clean, "\n");
            at++;
        }
    }
    (void)fputs(clean.text ? clean.text : "", stdout);
    text_deinit(&clean);
}

int finish_output(int status)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout)) {
        return status;
    }
    (void)fprintf(stderr, "brownout: standard output cannot be written%s%s\n", errno ? ": " : "",
                  errno ? strerror(errno) : "");
    return status == STATUS_DONE ? STATUS_FAILED : status;
}
