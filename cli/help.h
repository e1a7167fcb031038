/* `--help` and `--version`: all from the tables of commands and options. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"

void help_print(void); /* of the program */
void help_print_command(CommandName command);
void help_print_version(void);

#endif
