#include "plots/quantity.h"

#include "tests/test.h"

static void durations_are_told_in_the_unit_that_people_use(void **state)
{
    (void)state;
    char text[QUANTITY_TEXT];
    EXPECT_TEXT(quantity_alone(text, 0.5, QUANTITY_HOURS, LANGUAGE_ENGLISH), "30.0\u202fmin");
    EXPECT_TEXT(quantity_alone(text, 12.25, QUANTITY_HOURS, LANGUAGE_ENGLISH), "12.2\u202fh");
    EXPECT_TEXT(quantity_alone(text, 240, QUANTITY_HOURS, LANGUAGE_ENGLISH), "10.0\u00a0days");
    EXPECT_TEXT(quantity_alone(text, 300, QUANTITY_MINUTES, LANGUAGE_ENGLISH), "5.00\u202fh");
}

static void counts_money_and_shares_are_short(void **state)
{
    (void)state;
    char text[QUANTITY_TEXT];
    EXPECT_TEXT(quantity_alone(text, 715552, QUANTITY_COUNT, LANGUAGE_ENGLISH), "716\u202f000");
    EXPECT_TEXT(quantity_alone(text, 13.2e6, QUANTITY_EURO, LANGUAGE_ENGLISH),
                "\u20ac13.2\u00a0million");
    EXPECT_TEXT(quantity_alone(text, -2.5e9, QUANTITY_EURO, LANGUAGE_ENGLISH),
                "\u2212\u20ac2.50\u00a0billion");
    EXPECT_TEXT(quantity_alone(text, 0.125, QUANTITY_SHARE, LANGUAGE_ENGLISH), "12.5\u202f%");
}

static void nothing_is_0_and_unknown_is_a_dash(void **state)
{
    (void)state;
    char text[QUANTITY_TEXT];
    EXPECT_TEXT(quantity_text(text, 0, quantity_scale(LANGUAGE_ENGLISH, QUANTITY_EURO, 1e7)),
                "\u20ac0");
    EXPECT_TEXT(quantity_alone(text, NAN, QUANTITY_HOURS, LANGUAGE_ENGLISH), "\u2013");
}

static void values_that_stand_together_have_the_same_decimals(void **state)
{
    (void)state;
    char text[QUANTITY_TEXT];
    const QuantityScale scale = quantity_scale(LANGUAGE_ENGLISH, QUANTITY_COUNT, 14.0e9);
    EXPECT_TEXT(quantity_number(text, 14.0e9, scale), "14.0");
    EXPECT_TEXT(quantity_number(text, 3.76e9, scale), "3.8");
    EXPECT_TEXT(quantity_signed(text, -3.76e9, scale), "\u22123.8");
    EXPECT_TEXT(quantity_signed(text, 3.76e9, scale), "+3.8");
}

static void ticks_have_no_idle_zeros(void **state)
{
    (void)state;
    char text[QUANTITY_TEXT];
    EXPECT_TEXT(quantity_tick(text, 10e6, quantity_scale(LANGUAGE_ENGLISH, QUANTITY_COUNT, 40e6)),
                "10");
    EXPECT_TEXT(quantity_tick(text, 0.5e6, quantity_scale(LANGUAGE_ENGLISH, QUANTITY_COUNT, 1.5e6)),
                "0.5");
}

static void changes_are_whole_per_cents_from_ten_on(void **state)
{
    (void)state;
    char text[QUANTITY_TEXT];
    EXPECT_TEXT(quantity_change(text, -0.732, LANGUAGE_ENGLISH), "\u221273\u202f%");
    EXPECT_TEXT(quantity_change(text, 0.0234, LANGUAGE_ENGLISH), "+2.3\u202f%");
    EXPECT_TEXT(quantity_change(text, 0, LANGUAGE_ENGLISH), "0\u202f%");
}

static void german_numbers_have_a_comma_and_german_units(void **state)
{
    (void)state;
    char text[QUANTITY_TEXT];
    EXPECT_TEXT(quantity_alone(text, 12.25, QUANTITY_HOURS, LANGUAGE_GERMAN), "12,2\u202fh");
    EXPECT_TEXT(quantity_alone(text, 240, QUANTITY_HOURS, LANGUAGE_GERMAN), "10,0\u00a0Tage");
    EXPECT_TEXT(quantity_alone(text, 13.2e6, QUANTITY_EURO, LANGUAGE_GERMAN),
                "13,2\u00a0Mio.\u00a0\u20ac");
    EXPECT_TEXT(quantity_alone(text, 297000, QUANTITY_EURO, LANGUAGE_GERMAN),
                "297\u202f000\u00a0\u20ac");
    EXPECT_TEXT(quantity_alone(text, 2e9, QUANTITY_COUNT, LANGUAGE_GERMAN), "2,00\u00a0Mrd.");
    EXPECT_TEXT(quantity_change(text, 0.0234, LANGUAGE_GERMAN), "+2,3\u202f%");
    const QuantityScale millions = quantity_scale(LANGUAGE_GERMAN, QUANTITY_EURO, 5e6);
    EXPECT_TEXT(quantity_text(text, 0, millions), "0\u00a0\u20ac"); /* nothing has no millions */
    EXPECT_TEXT(quantity_plain(text, 99.9, 4, LANGUAGE_GERMAN), "99,9");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(german_numbers_have_a_comma_and_german_units),
        cmocka_unit_test(durations_are_told_in_the_unit_that_people_use),
        cmocka_unit_test(counts_money_and_shares_are_short),
        cmocka_unit_test(nothing_is_0_and_unknown_is_a_dash),
        cmocka_unit_test(values_that_stand_together_have_the_same_decimals),
        cmocka_unit_test(ticks_have_no_idle_zeros),
        cmocka_unit_test(changes_are_whole_per_cents_from_ten_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
