#include "base/number.h"

#include "base/decimal_digits.h"
#include "base/memory.h"

#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A library may change the decimal sign of the process at any time (PLplot does around drawing). A
 * locale of one's own, made once and worn by the thread only around strtod and snprintf, is beyond
 * its reach. */
static locale_t c_locale;
static pthread_once_t c_locale_made = PTHREAD_ONCE_INIT;

static void make_c_locale(void)
{
    c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (c_locale == (locale_t)0) {
        abort(); /* POSIX knows one reason only for "C": no memory */
    }
}

static locale_t wear_c_locale(void)
{
    pthread_once(&c_locale_made, make_c_locale);
    return uselocale(c_locale);
}

/* A decimal as written: the first 19 digits as a whole number, times a power of ten. */
typedef struct Decimal {
    bool negative;
    uint64_t digits;
    int digit_count; /* significant digits in `digits` */
    bool cut;        /* there were more digits than `digits` holds */
    int exponent;    /* of ten, for `digits` */
} Decimal;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void add_digit(Decimal *decimal, char digit, bool fraction)
{
    if (decimal->digit_count < 19) {
        decimal->digits = decimal->digits * 10 + (uint64_t)(digit - '0');
        decimal->digit_count += decimal->digits > 0 ? 1 : 0;
        decimal->exponent -= fraction ? 1 : 0;
    } else {
        decimal->cut = true;
        decimal->exponent += fraction ? 0 : 1;
    }
}

/* Reads the optional exponent that is the rest of the text; false where it is malformed. Exponents
 * beyond any double are held at a value that is still beyond, so that nothing overflows. */
static bool read_exponent(const char *at, const char *end, Decimal *decimal)
{
    bool negative = false;
    int exponent = 0;

    if (at == end) {
        return true;
    }
    if (*at != 'e' && *at != 'E') {
        return false;
    }
    at++;
    if (at < end && (*at == '+' || *at == '-')) {
        negative = *at++ == '-';
    }
    if (at == end) {
        return false;
    }
    for (; at < end; at++) {
        if (!is_digit(*at)) {
            return false;
        }
        exponent = exponent < 100000 ? exponent * 10 + (*at - '0') : exponent;
    }
    decimal->exponent += negative ? -exponent : exponent;
    return true;
}

static bool read_decimal(const char *text, size_t length, char decimal_sign, Decimal *decimal)
{
    const char *at = text, *const end = text + length;
    bool any = false;

    if (at < end && (*at == '+' || *at == '-')) {
        decimal->negative = *at++ == '-';
    }
    for (; at < end && is_digit(*at); at++, any = true) {
        add_digit(decimal, *at, false);
    }
    if (at < end && *at == decimal_sign) {
        for (at++; at < end && is_digit(*at); at++, any = true) {
            add_digit(decimal, *at, true);
        }
    }
    return any && read_exponent(at, end, decimal);
}

/* Both factors are exact doubles, so the one rounding of the product is correct [Clinger 1990].
 * Nearly all numbers that people write are of this kind, and it is ten times as fast as strtod. */
static bool convert_exactly(const Decimal *decimal, double *value)
{
    static const double power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

    if (decimal->cut || decimal->digits > UINT64_C(1) << 53 || decimal->exponent > 22 ||
        decimal->exponent < -22) {
        return false;
    }
    *value = (double)decimal->digits;
    *value = decimal->exponent < 0 ? *value / power[-decimal->exponent]
                                   : *value * power[decimal->exponent];
    *value = decimal->negative ? -*value : *value;
    return true;
}

/* The text is known to be a plain decimal; strtod sees it with a point, zero-terminated. */
static double convert_with_library(const char *text, size_t length, char decimal_sign)
{
    char small[128];
    char *copy = length < sizeof small ? small : memory_allocate(length + 1, 1);
    const locale_t before = wear_c_locale();
    double value;

    memcpy(copy, text, length);
    copy[length] = '\0';
    for (size_t i = 0; i < length; i++) {
        copy[i] = copy[i] == decimal_sign ? '.' : copy[i];
    }
    value = strtod(copy, NULL);
    uselocale(before);
    if (copy != small) {
        free(copy);
    }
    return value;
}

bool number_parse(const char *text, size_t length, char decimal_sign, double *value)
{
    Decimal decimal = {0};
    double result;

    if (!read_decimal(text, length, decimal_sign, &decimal)) {
        return false;
    }
    if (!convert_exactly(&decimal, &result)) {
        result = convert_with_library(text, length, decimal_sign);
    }
    if (!isfinite(result)) {
        return false;
    }
    *value = result;
    return true;
}

bool number_parse_whole(const char *text, size_t length, uint64_t *value)
{
    uint64_t result = 0;

    if (length == 0) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        uint64_t digit;

        if (!is_digit(text[i])) {
            return false;
        }
        digit = (uint64_t)(text[i] - '0');
        if (result > (UINT64_MAX - digit) / 10) {
            return false;
        }
        result = result * 10 + digit;
    }
    *value = result;
    return true;
}

enum { DIGITS_SURE = 15, DIGITS_MOST = 17 }; /* that a double keeps, and that tell any two apart */

/* d.ddd x 10^exponent */
typedef struct Digits {
    char digits[DIGITS_MOST + 1];
    int count, exponent;
    bool negative;
} Digits;

/* All that count, as the library rounds them. */
static Digits digits_of(double value)
{
    char text[NUMBER_TEXT];
    Digits digits = {.count = DIGITS_MOST, .negative = value < 0};
    uint64_t all;
    if (decimal_digits(fabs(value), &all, &digits.exponent)) {
        for (int i = DIGITS_MOST - 1; i >= 0; i--, all /= 10) {
            digits.digits[i] = (char)('0' + all % 10);
        }
        return digits;
    }
    const locale_t before = wear_c_locale();
    (void)snprintf(text, sizeof text, "%.*e", DIGITS_MOST - 1, fabs(value));
    uselocale(before);
    digits.digits[0] = text[0];
    memcpy(digits.digits + 1, text + 2, DIGITS_MOST - 1);
    digits.exponent = (int)strtol(text + DIGITS_MOST + 2, NULL, 10);
    return digits;
}

/* Rounds to `count` digits. False where what is cut off looks like exactly one half: it was rounded
 * itself, so the library must decide. */
static bool digits_round(Digits *digits, int count)
{
    const bool up = digits->digits[count] >= '5';
    if (digits->digits[count] == '5' &&
        strspn(digits->digits + count + 1, "0") == (size_t)(digits->count - count - 1)) {
        return false;
    }
    memset(digits->digits + count, 0, sizeof digits->digits - (size_t)count);
    digits->count = count;
    for (int i = count - 1; up && ++digits->digits[i] > '9'; i--) {
        digits->digits[i] = '0';
        if (i == 0) { /* all were nines */
            digits->digits[0] = '1';
            digits->exponent++;
            break;
        }
    }
    return true;
}

/* As %.*g lays out `count` digits, without zeros at the end. Returns the length. */
static size_t digits_write(const Digits *digits, char out[NUMBER_TEXT])
{
    const bool has_exponent = digits->exponent < -4 || digits->exponent >= digits->count;
    int whole = has_exponent ? 1 : digits->exponent + 1; /* digits before the point */
    int used = digits->count;
    char *at = out;
    while (used > 1 && digits->digits[used - 1] == '0') {
        used--;
    }
    *at = '-';
    at += digits->negative;
    if (whole < 1) {
        memcpy(at, "0.000", 5);
        at += 2 - whole;
        whole = 0;
    }
    for (int i = 0; i < used || i < whole; i++) {
        if (i == whole && whole > 0) {
            *at++ = '.';
        }
        *at++ = i < used ? digits->digits[i] : '0';
    }
    *at = '\0';
    if (has_exponent) {
        at += snprintf(at, 8, "e%c%02d", digits->exponent < 0 ? '-' : '+', abs(digits->exponent));
    }
    return (size_t)(at - out);
}

/* By the library alone. */
static size_t format_slowly(char out[NUMBER_TEXT], double value)
{
    const locale_t before = wear_c_locale();
    int length = 0;
    for (int digits = DIGITS_SURE; digits <= DIGITS_MOST; digits++) {
        length = snprintf(out, NUMBER_TEXT, "%.*g", digits, value);
        if (digits == DIGITS_MOST || strtod(out, NULL) == value) {
            break;
        }
    }
    uselocale(before);
    return (size_t)length;
}

size_t number_format_whole(char out[NUMBER_TEXT], uint64_t value)
{
    char backwards[NUMBER_TEXT];
    size_t length = 0;
    do {
        backwards[length++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    for (size_t i = 0; i < length; i++) {
        out[i] = backwards[length - 1 - i];
    }
    out[length] = '\0';
    return length;
}

/* Hardly ever a conversion by the library, and as seldom one back: results are some hundred
 * thousand rows of seven numbers. */
size_t number_format(char out[NUMBER_TEXT], double value)
{
    const double whole_max = 1e15; /* up to here %.15g would write no exponent */

    if (isnan(value)) {
        return (size_t)snprintf(out, NUMBER_TEXT, "nan");
    }
    if (fabs(value) < whole_max && value == (double)(int64_t)value) {
        const bool negative = value < 0;
        out[0] = '-';
        return negative + number_format_whole(out + negative, (uint64_t)fabs(value));
    }
    if (!isfinite(value)) {
        return format_slowly(out, value);
    }
    const Digits all = digits_of(value);
    for (int count = DIGITS_SURE; count < DIGITS_MOST; count++) {
        Digits digits = all;
        double back;
        if (!digits_round(&digits, count)) {
            return format_slowly(out, value);
        }
        const size_t length = digits_write(&digits, out);
        if (number_parse(out, length, '.', &back) && back == value) {
            return length;
        }
    }
    return digits_write(&all, out);
}

/* Digits and decimal exponent of |value|, rounded to `digits` significant ones: value = d.ddd x
 * 10^exponent. */
static int significant_digits(char out[NUMBER_TEXT], double value, int digits)
{
    char text[NUMBER_TEXT];
    int count = 0;
    const locale_t before = wear_c_locale();

    snprintf(text, sizeof text, "%.*e", digits - 1, fabs(value));
    uselocale(before);
    for (const char *at = text; *at != 'e'; at++) {
        if (is_digit(*at)) {
            out[count++] = *at;
        }
    }
    while (count > 1 && out[count - 1] == '0') {
        count--;
    }
    out[count] = '\0';
    return (int)strtol(strchr(text, 'e') + 1, NULL, 10);
}

/* The digits with a point at its place and the thousands apart; `out` has room for 28 digits and 6
 * spaces. */
static void group_digits(char *out, const char *written, int exponent)
{
    static const char thin_space[] = "\u202f";
    const int count = (int)strlen(written);

    for (int place = exponent > 0 ? exponent : 0; place >= 0 || exponent - place < count; place--) {
        const int at = exponent - place;

        if (place == -1) {
            *out++ = '.';
        }
        *out++ = '0';
        if (at >= 0 && at < count) {
            out[-1] = written[at];
        }
        if (place > 0 && place % 3 == 0) {
            memcpy(out, thin_space, sizeof thin_space - 1);
            out += sizeof thin_space - 1;
        }
    }
    *out = '\0';
}

const char *number_for_people(char *out, size_t size, double value, int digits)
{
    const int places = digits < 1 ? 1 : digits > 17 ? 17 : digits;
    const char *minus = value < 0 ? "\u2212" : "";
    char written[NUMBER_TEXT] = "", grouped[128];
    int exponent;

    if (isnan(value) || isinf(value)) {
        snprintf(out, size, "%s%s", minus, isnan(value) ? "\u2013" : "\u221e");
        return out;
    }
    exponent = significant_digits(written, value, places);
    if (exponent >= 18 || exponent < -9) {
        snprintf(out, size, "%s%.1s%s%se%d", minus, written, written[1] ? "." : "", written + 1,
                 exponent);
        return out;
    }
    group_digits(grouped, written, exponent);
    snprintf(out, size, "%s%s", minus, grouped);
    return out;
}
