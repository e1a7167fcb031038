/* What a shell offers at the Tab key, from the tables of commands, options and placeholders: one
 * script for each shell, installed where that looks for it.
 */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "base/text.h"

void completion_write_bash(TextBuilder *out);
void completion_write_zsh(TextBuilder *out);
void completion_write_fish(TextBuilder *out);

#endif
