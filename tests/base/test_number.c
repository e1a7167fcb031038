#include "tests/test.h"

#include "base/number.h"

#include <locale.h>
#include <stdlib.h>

/* NAN where it is refused. */
static double parsed(const char *text, char decimal_sign)
{
    double value = -1.0;

    return number_parse(text, strlen(text), decimal_sign, &value) ? value : (double)NAN;
}

static const char *formatted(double value)
{
    static char out[NUMBER_TEXT];

    EXPECT_EQUAL(number_format(out, value), strlen(out));
    return out;
}

static const char *shown(double value, int digits)
{
    static char out[64];

    return number_for_people(out, sizeof out, value, digits);
}

static void decimals_are_read(void **state)
{
    (void)state;
    EXPECT(parsed("0", '.') == 0.0);
    EXPECT(parsed("-17.25", '.') == -17.25);
    EXPECT(parsed("+.5", '.') == 0.5);
    EXPECT(parsed("5.", '.') == 5.0);
    EXPECT(parsed("2,5", ',') == 2.5);
    EXPECT(parsed("1e3", '.') == 1000.0);
    EXPECT(parsed("1.5E-2", '.') == 0.015);
    EXPECT(parsed("00012", '.') == 12.0);
}

static void what_is_no_decimal_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        ".",
        "-",
        "e5",
        "1e",
        "1e+",
        "0x10",
        "inf",
        "nan",
        "1 ",
        " 1",
        "1 000",
        "1,5",
        "1.2.3",
        "--1",
        "+-1",
        "1d5",
        "1_0",
        "\u00a01",
        "1e5.0",
        "1e309",
        "-1e400",
        "1e99999999999999999999",
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (!isnan(parsed(wrong[i], '.'))) {
            fail_msg("\"%s\" was read as a number", wrong[i]);
        }
    }
    EXPECT(isnan(parsed("1.5", ',')));
}

static void only_the_given_length_is_read(void **state)
{
    double value = 0.0;

    (void)state;
    EXPECT(number_parse("123456", 3, '.', &value));
    EXPECT(value == 123.0);
    EXPECT(!number_parse("1\0"
                         "2",
                         3, '.', &value));
}

/* Values on the edge between two doubles, and beyond what fits the quick way [Paxson 1991]; the C
 * library converts them correctly, in the locale "C" that this program has never left. */
static void hard_decimals_are_rounded_correctly(void **state)
{
    static const char *const hard[] = {
        "9007199254740993",
        "9007199254740992.5",
        "8.5e22",
        "1e23",
        "5e-324",
        "2.4703282292062328e-324",
        "1.7976931348623157e308",
        "2.2250738585072011e-308",
        "7.2057594037927933e16",
        "123456789012345678901234567890",
        "0.10000000000000000555111512312578270211815834045",
        "6.02214076e23",
        "0.00000000000000000000000000000000000001",
        "1e-400",
    };

    (void)state;
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) {
        const double want = strtod(hard[i], NULL);

        EXPECT_NEAR(parsed(hard[i], '.'), want, 0.0);
    }
}

static void a_very_long_decimal_is_read(void **state)
{
    char text[5001];

    (void)state;
    memset(text, '0', 5000);
    text[1] = '.';
    text[4999] = '1'; /* 1e-4998 is below every double */
    text[5000] = '\0';
    EXPECT(parsed(text, '.') == 0.0);
    text[0] = '3';
    EXPECT(parsed(text, '.') == 3.0);
}

static void whole_numbers_go_to_the_end_of_64_bits(void **state)
{
    uint64_t value = 7;

    (void)state;
    EXPECT(number_parse_whole("18446744073709551615", 20, &value));
    EXPECT(value == UINT64_MAX);
    EXPECT(!number_parse_whole("18446744073709551616", 20, &value));
    EXPECT(!number_parse_whole("", 0, &value));
    EXPECT(!number_parse_whole("+1", 2, &value));
    EXPECT(!number_parse_whole("1.0", 3, &value));
    EXPECT(value == UINT64_MAX);
}

static void numbers_are_written_short(void **state)
{
    (void)state;
    EXPECT_TEXT(formatted(0.0), "0");
    EXPECT_TEXT(formatted(-0.0), "0");
    EXPECT_TEXT(formatted(25e6), "25000000");
    EXPECT_TEXT(formatted(-3.0), "-3");
    EXPECT_TEXT(formatted(0.1), "0.1");
    EXPECT_TEXT(formatted(1.0 / 3.0), "0.3333333333333333");
    EXPECT_TEXT(formatted(0.1 + 0.2), "0.30000000000000004");
    EXPECT_TEXT(formatted(1e300), "1e+300");
    EXPECT_TEXT(formatted(NAN), "nan");
}

/* Doubles with all kinds of exponents, from the bits of a linear congruential sequence [Knuth
 * 1997, 3.3.4]. */
static void every_number_reads_back(void **state)
{
    uint64_t bits = 1;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        double value;

        bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        memcpy(&value, &bits, sizeof value);
        if (isfinite(value)) {
            EXPECT_NEAR(parsed(formatted(value), '.'), value, 0.0);
        }
    }
}

/* The slow twin: the library at 15, 16 and 17 digits, the first that reads back. */
static void expect_as_the_library(double value)
{
    char want[NUMBER_TEXT];
    for (int digits = 15; digits <= 17; digits++) {
        (void)snprintf(want, sizeof want, "%.*g", digits, value);
        if (strtod(want, NULL) == value) {
            break;
        }
    }
    EXPECT_TEXT(formatted(value), want);
    (void)snprintf(want + strlen(want), 2, "x"); /* the comparison can fail */
    EXPECT(strcmp(formatted(value), want) != 0);
}

/* Doubles of all sizes and lengths: bits at random, near powers of ten, few digits, halves at the
 * sixteenth and seventeenth digit. */
static void numbers_are_written_as_the_library_would(void **state)
{
    (void)state;
    uint64_t bits = 1;
    for (int i = 0; i < 40000; i++) {
        bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        double value;
        memcpy(&value, &bits, sizeof value);
        if (isfinite(value) && value != (double)(int64_t)fmax(fmin(value, 9e18), -9e18)) {
            expect_as_the_library(value);
        }
        const double unit = (double)(bits >> 11) * 0x1p-53;
        expect_as_the_library((0.5 + unit) * pow(10, i % 44 - 22) + 0x1p-60);
        expect_as_the_library(((double)(bits >> 40) + 0.5) / 1024);
        expect_as_the_library((double)(bits >> 40) / 1000 + 0.0005);
        expect_as_the_library(-nextafter(pow(10, i % 40 - 25), i % 2));
    }
    for (int k = -5; k < 20; k++) {
        expect_as_the_library(0.99999999999999994 * pow(10, -k - 1));
        expect_as_the_library(4.9406564584124654e-324 * pow(2, k + 5));
    }
}

static void people_read_groups_and_a_real_minus(void **state)
{
    (void)state;
    EXPECT_TEXT(shown(25000000.0, 3), "25\u202f000\u202f000");
    EXPECT_TEXT(shown(1234.5678, 6), "1\u202f234.57");
    EXPECT_TEXT(shown(-0.12345, 3), "\u22120.123");
    EXPECT_TEXT(shown(999.96, 4), "1\u202f000");
    EXPECT_TEXT(shown(54.0, 3), "54");
    EXPECT_TEXT(shown(0.0, 3), "0");
    EXPECT_TEXT(shown(987654.0, 3), "988\u202f000");
    EXPECT_TEXT(shown(0.000012, 3), "0.000012");
    EXPECT_TEXT(shown(1.5e20, 3), "1.5e20");
    EXPECT_TEXT(shown(NAN, 3), "\u2013");
    EXPECT_TEXT(shown(-INFINITY, 3), "\u2212\u221e");
}

/* Where the machine has a locale with a decimal comma, it must change nothing. */
static void the_locale_does_not_matter(void **state)
{
    (void)state;
    if (!setlocale(LC_ALL, "de_DE.UTF-8") && !setlocale(LC_ALL, "fr_FR.UTF-8")) {
        skip();
    }
    EXPECT_TEXT(formatted(0.1 + 0.2), "0.30000000000000004");
    EXPECT(parsed("8.5e22", '.') == 8.5e22 && parsed("1.7976931348623157e308", '.') > 1e308);
    EXPECT_TEXT(shown(0.5, 3), "0.5");
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_are_read),
        cmocka_unit_test(what_is_no_decimal_is_refused),
        cmocka_unit_test(only_the_given_length_is_read),
        cmocka_unit_test(hard_decimals_are_rounded_correctly),
        cmocka_unit_test(a_very_long_decimal_is_read),
        cmocka_unit_test(whole_numbers_go_to_the_end_of_64_bits),
        cmocka_unit_test(numbers_are_written_short),
        cmocka_unit_test(every_number_reads_back),
        cmocka_unit_test(numbers_are_written_as_the_library_would),
        cmocka_unit_test(people_read_groups_and_a_real_minus),
        cmocka_unit_test(the_locale_does_not_matter),
    };

    return cmocka_run_group_tests_name("base/number", tests, NULL, NULL);
}
