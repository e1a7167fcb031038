/* What is odd about a text that should be a number, for somebody with a spreadsheet.
 *
 * Spreadsheets and word processors put characters into numbers that look right and are not:
 * non-breaking spaces between thousands, a typographic minus, curly quotes. Saying what there is
 * saves a search for what cannot be seen.
 */
#ifndef BASE_NUMBER_ADVICE_H
#define BASE_NUMBER_ADVICE_H

#include <stddef.h>

/* Advice on a text that number_parse refuses, such as "thousands signs are not read"; NULL where
 * nothing known is the matter. `decimal_sign` as for number_parse. */
const char *number_advice(const char *text, char decimal_sign);

/* ` (advice)`, or nothing, into `out` of `size` bytes (128 do), which it returns. Of a number with
 * the decimal sign of the other dialect it says how to write it: ` (write 0,5; the decimal sign
 * here is ",")`. */
const char *number_advice_bracketed(char *out, size_t size, const char *text, char decimal_sign);

#endif
