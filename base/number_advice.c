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

/* Whether it is a number once the signs between its thousands are taken out. */
static bool has_thousands_signs(const char *text)
{
    static const char signs[] = " '_.,";
    char plain[64];
    size_t length = 0, groups = 0;
    double value;

    for (const char *at = text; *at != '\0' && length < sizeof plain; at++) {
        const bool is_group = at > text && strchr(signs, *at) && strspn(at + 1, "0123456789") == 3;
        groups += is_group;
        if (!is_group) {
            plain[length++] = *at;
        }
    }
    return groups > 0 && length < sizeof plain &&
           (number_parse(plain, length, '.', &value) || number_parse(plain, length, ',', &value));
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
    if (has_thousands_signs(text)) {
        return "signs between thousands are not read";
    }
    if (has_unit(text, decimal_sign)) {
        return "write the number alone, without unit";
    }
    return NULL;
}

const char *number_advice_bracketed(char *out, size_t size, const char *text, char decimal_sign)
{
    const char *advice = number_advice(text, decimal_sign);

    out[0] = '\0';
    if (advice) {
        snprintf(out, size, " (%s)", advice);
    }
    return out;
}
