/* What is odd about a text that should be a number, for somebody with a spreadsheet.
 *
 * Spreadsheets and word processors put characters into numbers that look right and are not:
 * non-breaking spaces between thousands, a typographic minus, curly quotes. Saying what there is
 * saves a search for what cannot be seen.
 */
#ifndef BASE_NUMBER_ADVICE_H
#define BASE_NUMBER_ADVICE_H

#include <stdbool.h>
#include <stddef.h>

/* Advice on a text that number_parse refuses, such as "thousands signs are not read"; NULL where
 * nothing known is the matter. `decimal_sign` as for number_parse. */
const char *number_advice(const char *text, char decimal_sign);

/* ` (advice)`, or nothing, into `out` of `size` bytes (128 do), which it returns. Of a number with
 * the decimal sign of the other dialect, or with signs of one kind between its thousands, it says
 * how to write it: ` (write 0,5; the decimal sign here is ",")`. */
const char *number_advice_bracketed(char *out, size_t size, const char *text, char decimal_sign);

/* The same for the number behind the x of a factor, which it writes as well: ` (write x0.8; ...)`.
 */
const char *number_factor_advice(char *out, size_t size, const char *text, char decimal_sign);

/* The same for a number with a fraction where a whole one is expected: 63.412 may be meant as
 * thousands. */
const char *number_fraction_advice(char *out, size_t size, const char *text, char decimal_sign);

/* Whether a number that number_parse reads may be meant as thousands: its decimal sign stands where
 * one between thousands would, and it ends in 0, which hardly anybody writes behind a decimal sign.
 * "60.000" and "1.500" where that is '.'; not "0.500", "60.00" or "1.525". */
bool number_may_be_thousands(const char *text, size_t length, char decimal_sign);

#endif
