/* Decimal numbers in and out, whatever the locale. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NUMBER_TEXT = 32 }; /* room for any formatted number */

/* Parses the whole of `text[0..length)` as a finite decimal: sign, digits, `decimal_sign` ('.' or
 * ','), exponent. No hex, no infinity, no white space, no thousands separator. False (and *value
 * untouched) for anything else, overflow included. Rounds correctly. */
bool number_parse(const char *text, size_t length, char decimal_sign, double *value);

/* The same for a whole number 0..2^64-1 (digits alone). */
bool number_parse_whole(const char *text, size_t length, uint64_t *value);

/* Writes `value` with '.' in the shortest form that reads back exactly, and returns its length. Not
 * a number: "nan". Whole numbers below 1e15 have no exponent; negative zero is "0". */
size_t number_format(char out[NUMBER_TEXT], double value);

/* The same for a whole number. */
size_t number_format_whole(char out[NUMBER_TEXT], uint64_t value);

/* Writes `value` for people: `digits` significant digits, thousands grouped by a thin no-break
 * space (UTF-8 U+202F), a real minus sign (U+2212), zeros at the end of a fraction dropped; NAN
 * gives an en dash. No exponent between 1e-9 and 1e18. Returns out. `size` 64 is enough. */
const char *number_for_people(char *out, size_t size, double value, int digits);

#endif
