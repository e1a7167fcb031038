/* What the program tells a terminal: complaints on standard error, all else on standard output. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include "base/attributes.h"
#include "base/diagnostics.h"
#include "base/text.h"
#include "cli/command.h"

/* `brownout: message` on standard error. */
void complain(const char *format, ...) ATTRIBUTE_PRINTF(1, 2);

/* `brownout: warning: ...` of each. */
void warn_of(Diagnostics *doubts);

/* The same as `complain`, with a pointer to the command's help; returns STATUS_REFUSED. */
int complain_about_usage(CommandName command, const char *format, ...) ATTRIBUTE_PRINTF(2, 3);

/* Writes to standard output, control characters replaced; whether that worked is asked once, at the
 * end. */
void say(const char *text);

/* `status`, or STATUS_FAILED with a complaint where standard output could not be written. */
int finish_output(int status);

#endif
