#include "base/number.h"

#include "base/memory.h"

#include <inttypes.h>
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

size_t number_format(char out[NUMBER_TEXT], double value)
{
    const double whole_max = 1e15; /* up to here %.15g would write no exponent */
    locale_t before;
    int length = 0;

    if (isnan(value)) {
        return (size_t)snprintf(out, NUMBER_TEXT, "nan");
    }
    if (fabs(value) < whole_max && value == (double)(int64_t)value) {
        return (size_t)snprintf(out, NUMBER_TEXT, "%" PRId64, (int64_t)value);
    }
    before = wear_c_locale();
    for (int digits = 15; digits <= 17; digits++) {
        length = snprintf(out, NUMBER_TEXT, "%.*g", digits, value);
        if (digits == 17 || strtod(out, NULL) == value) {
            break;
        }
    }
    uselocale(before);
    return (size_t)length;
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
