/* Whether what was typed goes together: options that need or exclude each other. */
#ifndef CLI_ARGUMENTS_AGREE_H
#define CLI_ARGUMENTS_AGREE_H

#include "cli/arguments.h"

#include <stdbool.h>

/* Complains of the first thing that does not, and returns false. */
bool arguments_agree(const Arguments *arguments);

#endif
