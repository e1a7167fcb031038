#include "base/number_advice.h"

#include "base/number.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

typedef struct OddText {
    const char *text;
    const char *advice;
} OddText;

static const char SPACE[] = "it holds a space that does not break, which no number has";
static const char MINUS[] = "it has a typographic dash; write - for a minus";
static const char QUOTE[] = "leave out the quotation marks";
static const char INVISIBLE[] = "it holds an invisible character; type it anew";

/* UTF-8 of what is found anywhere in the text. */
static const OddText odd_characters[] = {
    {"\xC2\xA0", SPACE},     {"\xE2\x80\xAF", SPACE},     {"\xE2\x80\x87", SPACE},
    {"\xE2\x80\x89", SPACE}, {"\xE2\x88\x92", MINUS},     {"\xE2\x80\x93", MINUS},
    {"\xE2\x80\x94", MINUS}, {"\xE2\x80\x9C", QUOTE},     {"\xE2\x80\x9D", QUOTE},
    {"\xE2\x80\x9E", QUOTE}, {"\xE2\x80\x98", QUOTE},     {"\xE2\x80\x99", QUOTE},
    {"\"", QUOTE},           {"\xE2\x80\x8B", INVISIBLE}, {"\xEF\xBB\xBF", INVISIBLE},
    {"\xC2\xAD", INVISIBLE},
};

/* How the text begins, whatever follows. */
static const OddText odd_beginnings[] = {
    {"#", "the spreadsheet could not compute the cell"},
    {"=", "save the values of formulas, not the formulas"},
    {"0x", "hexadecimal digits are not read"},
};

static const char *find_odd_character(const char *text)
{
    for (size_t i = 0; i < sizeof odd_characters / sizeof odd_characters[0]; i++) {
        if (strstr(text, odd_characters[i].text)) {
            return odd_characters[i].advice;
        }
    }
    return NULL;
}

static const char *find_odd_beginning(const char *text)
{
    for (size_t i = 0; i < sizeof odd_beginnings / sizeof odd_beginnings[0]; i++) {
        if (strncasecmp(text, odd_beginnings[i].text, strlen(odd_beginnings[i].text)) == 0) {
            return odd_beginnings[i].advice;
        }
    }
    return NULL;
}

static bool is_infinite_or_nan(const char *text)
{
    static const char *const words[] = {"nan", "inf", "infinity"};
    const char *word = text + (text[0] == '+' || text[0] == '-');

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcasecmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* A decimal in form; number_parse refused it, so it is one that no double holds. */
static bool is_too_large(const char *text, char decimal_sign)
{
    const size_t exponent = strcspn(text, "eE");
    double value;

    return text[exponent] != '\0' && number_parse(text, exponent, decimal_sign, &value) &&
           text[exponent + 1] != '\0' &&
           text[exponent + 1 + strspn(text + exponent + 1, "+-0123456789")] == '\0' &&
           text[strlen(text) - 1] >= '0' && text[strlen(text) - 1] <= '9';
}

static const char THOUSANDS[] = "signs between thousands are not read";

enum { PLAIN_TEXT = 64 };

/* The number without the signs between its thousands, in *sign the last of them; false where it is
 * none then. *sign is 0 where there are several kinds: then it is not sure which is the decimal
 * one. */
static bool without_thousands_signs(char plain[PLAIN_TEXT], char *sign, const char *text)
{
    static const char signs[] = " '_.,";
    size_t length = 0, groups = 0, kinds = 0;
    double value;

    *sign = '\0';
    for (const char *at = text; *at != '\0' && length < PLAIN_TEXT - 1; at++) {
        const bool is_group = at > text && strchr(signs, *at) && strspn(at + 1, "0123456789") == 3;
        groups += is_group;
        if (!is_group) {
            plain[length++] = *at;
        } else if (*at != *sign) {
            *sign = *at;
            kinds++;
        }
    }
    plain[length] = '\0';
    *sign = kinds == 1 ? *sign : '\0';
    return groups > 0 && length < PLAIN_TEXT - 1 &&
           (number_parse(plain, length, '.', &value) || number_parse(plain, length, ',', &value));
}

/* One or two digits, or four, that a part of a date has; how many, 0 for none. */
static size_t date_digits(const char *text)
{
    const size_t length = strspn(text, "0123456789");

    return length == 1 || length == 2 || length == 4 ? length : 0;
}

/* Whether it begins as 2025-03-11, 03.04.2025 or 3/4/25 do. */
static bool begins_with_date(const char *text)
{
    const size_t first = date_digits(text);
    const char sign = text[first];

    if (first == 0 || sign == '\0' || !strchr("-./", sign)) {
        return false;
    }
    const size_t second = date_digits(text + first + 1);
    const char *third = text + first + 1 + second;
    return second > 0 && second < 4 && *third == sign &&
           (first == 4 ? date_digits(third + 1) > 0 : date_digits(third + 1) > 1);
}

/* Whether it is a day and the name of a month, in English or German: 05. Jan, Mrz 25, 5-May. */
static bool is_day_of_month(const char *text)
{
    static const char *const months[] = {"jan", "feb", "mar", "m\xC3\xA4r", "mrz", "apr",
                                         "may", "mai", "jun", "jul",        "aug", "sep",
                                         "okt", "oct", "nov", "dez",        "dec"};
    const size_t before = strspn(text, "0123456789. -/");
    const char *name = text + before;
    size_t i = 0;

    while (i < sizeof months / sizeof *months &&
           strncasecmp(name, months[i], strlen(months[i])) != 0) {
        i++;
    }
    const size_t length = strcspn(name, "0123456789. -/");
    return i < sizeof months / sizeof *months && (before > 0 || name[length] != '\0') &&
           strspn(name + length, "0123456789. -/") == strlen(name + length) &&
           strpbrk(text, "0123456789");
}

/* Letters of any language, or a per cent. */
static bool begins_unit(const char *text)
{
    return (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') || *text == '%' ||
           (unsigned char)*text >= 0x80;
}

/* Whether a number is followed by words. */
static bool has_unit(const char *text, char decimal_sign)
{
    const size_t length = strspn(text, "+-0123456789.,");
    const char *unit = text + length + strspn(text + length, " ");
    const bool is_exponent =
        (*unit == 'e' || *unit == 'E') && (unit[1] == '\0' || strchr("+-0123456789", unit[1]));
    double value;

    return !is_exponent && length > 0 && begins_unit(unit) &&
           number_parse(text, length, decimal_sign, &value);
}

const char *number_advice(const char *text, char decimal_sign)
{
    const char *advice = find_odd_character(text);

    advice = advice ? advice : find_odd_beginning(text);
    if (advice) {
        return advice;
    }
    if (is_infinite_or_nan(text)) {
        return "numbers are finite";
    }
    if (is_too_large(text, decimal_sign)) {
        return "numbers end at 1.8e308";
    }
    if (begins_with_date(text) || is_day_of_month(text)) {
        return "it is a date; where a spreadsheet made one of a number, format the column as text";
    }
    if (without_thousands_signs((char[PLAIN_TEXT]){0}, &(char){0}, text)) {
        return THOUSANDS;
    }
    if (has_unit(text, decimal_sign) && text[strlen(text) - 1] == '%') {
        return decimal_sign == ',' ? "write the number alone; 10 % of a share is 0,1"
                                   : "write the number alone; 10 % of a share is 0.1";
    }
    if (has_unit(text, decimal_sign)) {
        return "write the number alone, without unit";
    }
    return NULL;
}

/* Whether the sign stands where one between thousands would: 60.000, not 0.05 or 1.5. */
static bool groups_thousands(const char *text, size_t length, char sign)
{
    const char *at = memchr(text, sign, length);
    const size_t before = at ? (size_t)(at - text) : 0;

    return at && before > 0 && before <= 3 && text[0] >= '1' && text[0] <= '9' &&
           strspn(text, "0123456789") == before && length - before == 4 &&
           strspn(at + 1, "0123456789") >= 3;
}

bool number_may_be_thousands(const char *text, size_t length, char decimal_sign)
{
    return groups_thousands(text, length, decimal_sign) && text[length - 1] == '0';
}

/* A number to be advised on, and what stands before it: "x" of a factor, or "". */
typedef struct Advised {
    const char *before, *text;
    char decimal_sign;
} Advised;

static void advise_joining(char *out, size_t size, const Advised *number, char sign)
{
    const size_t whole = strcspn(number->text, (const char[]){sign, '\0'});

    snprintf(out, size, " (write %s%.*s%s for thousands; the decimal sign here is \"%c\")",
             number->before, (int)whole, number->text, number->text + whole + 1,
             number->decimal_sign);
}

const char *number_fraction_advice(char *out, size_t size, const char *text, char decimal_sign)
{
    out[0] = '\0';
    if (groups_thousands(text, strlen(text), decimal_sign)) {
        advise_joining(out, size, &(Advised){"", text, decimal_sign}, decimal_sign);
    }
    return out;
}

/* Advice on a number with the decimal sign of the other dialect; false where it is none. */
static bool advise_sign(char *out, size_t size, const Advised *number)
{
    const char *text = number->text;
    const char other = number->decimal_sign == '.' ? ',' : '.';
    const size_t whole = strcspn(text, (const char[]){other, '\0'});
    double value;

    if (text[whole] == '\0' || strlen(text) > 40 ||
        !number_parse(text, strlen(text), other, &value)) {
        return false;
    }
    if (groups_thousands(text, strlen(text), other)) {
        advise_joining(out, size, number, other);
    } else {
        snprintf(out, size, " (write %s%.*s%c%s; the decimal sign here is \"%c\")", number->before,
                 (int)whole, text, number->decimal_sign, text + whole + 1, number->decimal_sign);
    }
    return true;
}

/* How to write a number with signs of one kind between its thousands: 1.234.567 and 1.000,5. */
static void advise_thousands(char *out, size_t size, const Advised *number)
{
    char plain[PLAIN_TEXT], sign;

    if (!without_thousands_signs(plain, &sign, number->text) || sign == '\0') {
        snprintf(out, size, " (%s)", THOUSANDS);
        return;
    }
    char *at = strpbrk(plain, ".,");
    if (at) {
        *at = number->decimal_sign;
    }
    snprintf(out, size, " (write %s%s; %s)", number->before, plain, THOUSANDS);
}

static const char *advise(char *out, size_t size, const Advised *number)
{
    const char *advice = number_advice(number->text, number->decimal_sign);

    out[0] = '\0';
    if (advise_sign(out, size, number) || !advice) {
        return out;
    }
    if (advice == THOUSANDS) {
        advise_thousands(out, size, number);
    } else {
        snprintf(out, size, " (%s)", advice);
    }
    return out;
}

const char *number_advice_bracketed(char *out, size_t size, const char *text, char decimal_sign)
{
    return advise(out, size, &(Advised){"", text, decimal_sign});
}

const char *number_factor_advice(char *out, size_t size, const char *text, char decimal_sign)
{
    return advise(out, size, &(Advised){"x", text, decimal_sign});
}
