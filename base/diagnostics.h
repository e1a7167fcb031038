/* Mistakes in the input, collected so that all are told in one go.
 *
 * Each is `file:line:column-name: message`, sorted by file (in the order files were first named),
 * line and time of arrival. Exact repeats are kept once. At most 200 are printed, then how many
 * there are.
 */
#ifndef BASE_DIAGNOSTICS_H
#define BASE_DIAGNOSTICS_H

#include "base/attributes.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Diagnostics Diagnostics;

Diagnostics *diagnostics_new(void);

/* Adds a mistake. `file` is the name within the scenario, `line` physical (1 for a whole file),
 * `column` a column or key name, or "" for none. Control characters in the message are replaced.
 * Always returns false. */
bool diagnostics_add(Diagnostics *diagnostics, const char *file, size_t line, const char *column,
                     const char *format, ...) ATTRIBUTE_PRINTF(5, 6);

size_t diagnostics_count(const Diagnostics *diagnostics);

/* Appends all lines to `out`, the first 200 and then, where there are more, a line with their
 * number. */
void diagnostics_print(Diagnostics *diagnostics, TextBuilder *out);

void diagnostics_free(Diagnostics *diagnostics);

#endif
