/* Man pages (roff, man macros) from the tables of commands, options and placeholders.
 */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "base/text.h"
#include "cli/command.h"

/* brownout(1). */
void manual_write(TextBuilder *out);

/* brownout-COMMAND(1). */
void manual_write_command(CommandName name, TextBuilder *out);

#endif
