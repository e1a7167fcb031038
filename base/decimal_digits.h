/* The significant digits of a double, by whole numbers alone: no library, no locale, no rounding on
 * the way. */
#ifndef BASE_DECIMAL_DIGITS_H
#define BASE_DECIMAL_DIGITS_H

#include <stdbool.h>
#include <stdint.h>

/* The 17 significant digits of `value` as a whole number from 1e16 to 1e17 - 1, rounded to the
 * nearest, halves to even, as printf's "%.16e" has them: value = digits x 10^(exponent - 16).
 *
 * False, with nothing set, outside 2^-36 (1.5e-11) to 1e15: there the product of the mantissa and a
 * power of ten takes more than the 128 bits that this one has, or the digits end before the 17th.
 */
bool decimal_digits(double value, uint64_t *digits, int *exponent);

#endif
