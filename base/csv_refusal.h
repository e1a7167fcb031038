/* What a file is that is named like a table and is none: said in one line instead of one for every
 * cell. */
#ifndef BASE_CSV_REFUSAL_H
#define BASE_CSV_REFUSAL_H

#include <stdbool.h>
#include <stddef.h>

#define CSV_AS_UTF8 "with UTF-8 encoding (in a spreadsheet: CSV UTF-8)"
#define CSV_SAVE_AS_UTF8 "save it " CSV_AS_UTF8
#define CSV_SAVE_WHOLE_AS_UTF8 "save the whole file " CSV_AS_UTF8

/* Why the bytes are no CSV in UTF-8 and how to save them as such; NULL where they may be. */
const char *csv_refusal(const char *bytes, size_t length);

/* What to do about a row that is longer or shorter than the header. */
const char *csv_row_advice(const char *first_cell, char delimiter, bool has_too_many);

#endif
