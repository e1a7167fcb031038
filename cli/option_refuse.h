/* Options that a command does not have, or that stand without what they need. */
#ifndef CLI_OPTION_REFUSE_H
#define CLI_OPTION_REFUSE_H

#include "cli/arguments.h"

#include <stdbool.h>

enum { FIRST_OPTION_CODE = 256 }; /* getopt's code of OptionName 0 */

/* Complains of `typed`, at which getopt_long gave `code` ('?' or ':'); returns false. */
bool option_refuse(const Arguments *arguments, const char *typed, int code);

#endif
