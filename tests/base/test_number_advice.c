#include "base/number_advice.h"

#include "tests/test.h"

static void expect_advice(const char *text, const char *advice)
{
    const char *got = number_advice(text, '.');

    EXPECT_TEXT(got ? got : "", advice);
}

static void characters_that_only_look_right_are_named(void **state)
{
    (void)state;
    static const char space[] = "it holds a space that does not break, which no number has";
    static const char dash[] = "it has a typographic dash; write - for a minus";
    expect_advice("5\xC2\xA0"
                  "000",
                  space);
    expect_advice("5\xE2\x80\xAF"
                  "000",
                  space);
    expect_advice("\xE2\x88\x92"
                  "15",
                  dash);
    expect_advice("3\xE2\x80\x93"
                  "4",
                  dash);
    expect_advice("\xE2\x80\x9E"
                  "5\xE2\x80\x9C",
                  "leave out the quotation marks");
    expect_advice("\"5\"", "leave out the quotation marks");
    expect_advice("5\xE2\x80\x8B", "it holds an invisible character; type it anew");
    expect_advice("\xEF\xBB\xBF"
                  "5",
                  "it holds an invisible character; type it anew");
}

static void expect_bracketed(const char *text, char sign, const char *advice)
{
    char out[128];

    EXPECT_TEXT(number_advice_bracketed(out, sizeof out, text, sign), advice);
}

static void a_number_of_the_other_dialect_is_written_anew(void **state)
{
    (void)state;
    expect_bracketed("0.5", ',', " (write 0,5; the decimal sign here is \",\")");
    expect_bracketed("1,5", '.', " (write 1.5; the decimal sign here is \".\")");
    expect_bracketed("-0.05e-3", ',', " (write -0,05e-3; the decimal sign here is \",\")");
    expect_bracketed("60.000", ',', " (write 60000 for thousands; the decimal sign here is \",\")");
    expect_bracketed("0.125", ',', " (write 0,125; the decimal sign here is \",\")");
    expect_bracketed("10 %", ',', " (write the number alone; 10 % of a share is 0,1)");
    expect_bracketed("word", ',', "");
}

static void forms_that_are_not_read_are_named(void **state)
{
    (void)state;
    static const char thousands[] = "signs between thousands are not read";
    static const char unit[] = "write the number alone, without unit";
    expect_advice("1.000,5", thousands);
    expect_advice("1,000,000", thousands);
    expect_advice("1,234.5", thousands);
    expect_advice("5 000", thousands);
    expect_advice("5'000", thousands);
    expect_advice("1_000", thousands);
    expect_advice("5h", unit);
    expect_advice("5 %", "write the number alone; 10 % of a share is 0.1");
    static const char date[] =
        "it is a date; where a spreadsheet made one of a number, format the column as text";
    expect_advice("2025-03-11T02:00", date);
    expect_advice("03.04.2025", date);
    expect_advice("3/4/25", date);
    expect_advice("05. Jan", date);
    expect_advice("Mrz 25", date);
    expect_advice("5-May", date);
    expect_advice("-1.5 EUR", unit);
    expect_advice("0x10", "hexadecimal digits are not read");
    expect_advice("1e999", "numbers end at 1.8e308");
    expect_advice("-1.5E+400", "numbers end at 1.8e308");
    expect_advice("nan", "numbers are finite");
    expect_advice("-Infinity", "numbers are finite");
    expect_advice("#REF!", "the spreadsheet could not compute the cell");
    expect_advice("=A1+B1", "save the values of formulas, not the formulas");
}

static void nothing_is_made_up(void **state)
{
    (void)state;
    static const char *const texts[] = {"",  "abc", ".",     "-",   "1e",    "1.0.0", "1/2",
                                        "-", "5-6", "08:00", "e99", "1e9e9", "1,5"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (number_advice(texts[i], '.')) {
            fail_msg("%s: %s", texts[i], number_advice(texts[i], '.'));
        }
    }
}

static void advice_stands_in_brackets(void **state)
{
    (void)state;
    char out[64];

    EXPECT_TEXT(number_advice_bracketed(out, sizeof out, "5h", '.'),
                " (write the number alone, without unit)");
    expect_bracketed("1.234.567", '.', " (write 1234567; signs between thousands are not read)");
    expect_bracketed("1.000,5", '.', " (write 1000.5; signs between thousands are not read)");
    expect_bracketed("1,000,000.5", ',',
                     " (write 1000000,5; signs between thousands are not read)");
    expect_bracketed("1.234,567", '.', " (signs between thousands are not read)");
    EXPECT_TEXT(number_advice_bracketed(out, sizeof out, "abc", '.'), "");
}

static void the_x_of_a_factor_is_written_too(void **state)
{
    (void)state;
    char out[128];
    EXPECT_TEXT(number_factor_advice(out, sizeof out, "0,8", '.'),
                " (write x0.8; the decimal sign here is \".\")");
    EXPECT_TEXT(number_factor_advice(out, sizeof out, "1 000", '.'),
                " (write x1000; signs between thousands are not read)");
    EXPECT_TEXT(number_factor_advice(out, sizeof out, "much", '.'), "");
}

static void a_fraction_where_none_is_expected_may_be_thousands(void **state)
{
    (void)state;
    char out[128];
    EXPECT_TEXT(number_fraction_advice(out, sizeof out, "63.412", '.'),
                " (write 63412 for thousands; the decimal sign here is \".\")");
    EXPECT_TEXT(number_fraction_advice(out, sizeof out, "1.5", '.'), "");
    EXPECT_TEXT(number_fraction_advice(out, sizeof out, "0.125", '.'), "");
}

static void a_number_that_may_mean_thousands_is_known(void **state)
{
    (void)state;
    static const char *const may[] = {"60.000", "1.500", "999.990"};
    static const char *const never[] = {"0.500", "60.00",   "1.525",     "1000.000", "60.0000",
                                        "60000", "-60.000", "1.234.560", "6e.000",   "60,000"};
    for (size_t i = 0; i < sizeof may / sizeof *may; i++) {
        EXPECT(number_may_be_thousands(may[i], strlen(may[i]), '.'));
    }
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        EXPECT(!number_may_be_thousands(never[i], strlen(never[i]), '.'));
    }
    EXPECT(number_may_be_thousands("60,000", 6, ','));
    EXPECT(number_may_be_thousands("1.500 sd", 5, '.') &&
           !number_may_be_thousands("1.500", 4, '.'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_that_only_look_right_are_named),
        cmocka_unit_test(a_number_of_the_other_dialect_is_written_anew),
        cmocka_unit_test(forms_that_are_not_read_are_named),
        cmocka_unit_test(nothing_is_made_up),
        cmocka_unit_test(advice_stands_in_brackets),
        cmocka_unit_test(the_x_of_a_factor_is_written_too),
        cmocka_unit_test(a_fraction_where_none_is_expected_may_be_thousands),
        cmocka_unit_test(a_number_that_may_mean_thousands_is_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
