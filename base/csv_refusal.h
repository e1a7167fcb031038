/* What a file is that is named like a table and is none: said in one line instead of one for every
 * cell. */
#ifndef BASE_CSV_REFUSAL_H
#define BASE_CSV_REFUSAL_H

#include <stddef.h>

/* Why the bytes are no CSV in UTF-8 and how to save them as such; NULL where they may be. */
const char *csv_refusal(const char *bytes, size_t length);

#endif
