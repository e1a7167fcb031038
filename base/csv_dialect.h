/* Which of the two dialects a CSV text is in, from its first line. */
#ifndef BASE_CSV_DIALECT_H
#define BASE_CSV_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

/* Space, tab, carriage return or line feed. */
bool csv_is_blank(char c);

/* ';' or ','. The first line that is not blank, as far as it is not quoted, decides: `;` and no
 * `,`. A byte-order mark is not part of `bytes`. */
char csv_delimiter(const char *bytes, size_t length);

#endif
