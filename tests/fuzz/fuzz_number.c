/* A text as a number, and eight bytes as a double: what is read equals what the C library reads,
 * and what is written reads back exactly. */
#include "base/number.h"
#include "base/text.h"
#include "tests/fuzz/fuzz.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Neither is a NAN; 0 and -0 are the same number. */
static bool is_same(double a, double b)
{
    return !(a < b || a > b);
}

static void expect_round_trip(double value)
{
    char text[NUMBER_TEXT], people[64];
    double again = NAN;
    const size_t length = number_format(text, value);

    FUZZ_EXPECT(length < NUMBER_TEXT && strlen(text) == length, "%zu bytes of %s", length, text);
    if (isfinite(value)) {
        FUZZ_EXPECT(number_parse(text, length, '.', &again) && is_same(again, value),
                    "%.17g was written %s and read %.17g", value, text, again);
    }
    for (int digits = 1; digits <= 17; digits += 4) {
        number_for_people(people, sizeof people, value, digits);
        FUZZ_EXPECT(text_is_utf8(people, strlen(people)) && people[0] != '\0', "%.17g as %s", value,
                    people);
    }
}

/* The whole text in the notation of `decimal_sign`, as strtod sees it. */
static void expect_as_library(const char *text, size_t length, char decimal_sign, double value)
{
    char *end;
    char *pointed = fuzz_text((const uint8_t *)text, length);

    for (char *at = pointed; *at != '\0'; at++) {
        *at = *at == decimal_sign ? '.' : *at;
    }
    const double expected = strtod(pointed, &end);
    FUZZ_EXPECT(*end == '\0' && is_same(value, expected), "%s is %.17g, not %.17g", text, expected,
                value);
    free(pointed);
}

static void try_sign(const char *text, size_t length, char decimal_sign)
{
    double value = -7;

    if (number_parse(text, length, decimal_sign, &value)) {
        FUZZ_EXPECT(isfinite(value), "%s is %g", text, value);
        FUZZ_EXPECT(strspn(text, "+-0123456789.,eE") == length, "%s is a number", text);
        expect_as_library(text, length, decimal_sign, value);
        expect_round_trip(value);
    } else {
        FUZZ_EXPECT(is_same(value, -7), "refused, but written: %g", value);
    }
}

static void try_whole(const char *text, size_t length)
{
    char again[32];
    uint64_t value;

    if (!number_parse_whole(text, length, &value)) {
        return;
    }
    const size_t zeros = strspn(text, "0");
    snprintf(again, sizeof again, "%" PRIu64, value);
    FUZZ_EXPECT(strcmp(again, zeros < length ? text + zeros : "0") == 0, "%s was read as %s", text,
                again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *text = fuzz_text(bytes, length);
    const size_t text_length = strlen(text);
    double value;

    try_sign(text, text_length, '.');
    try_sign(text, text_length, ',');
    try_whole(text, text_length);
    if (length >= sizeof value) {
        memcpy(&value, bytes, sizeof value);
        expect_round_trip(value);
    }
    free(text);
    return 0;
}
