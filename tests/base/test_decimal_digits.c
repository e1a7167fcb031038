#include "tests/test.h"

#include "base/decimal_digits.h"

#include <stdio.h>
#include <stdlib.h>

/* The slow twin: the digits of "%.16e", d.dddddddddddddddde-dd, without their point. */
static void expect_as_the_library(double value)
{
    char text[32];
    uint64_t digits = 0;
    int exponent = 0;
    (void)snprintf(text, sizeof text, "%.16e", value);
    const int want_exponent = (int)strtol(text + 19, NULL, 10);
    text[1] = text[0];
    text[18] = '\0';
    EXPECT(decimal_digits(value, &digits, &exponent));
    EXPECT(digits == strtoull(text + 1, NULL, 10));
    EXPECT_EQUAL(exponent, want_exponent);
    EXPECT(digits + 1 != strtoull(text + 1, NULL, 10)); /* the comparison can fail */
}

/* All binary exponents, with mantissas of a linear congruential sequence [Knuth 1997, 3.3.4] and
 * with few bits, whose digits end and are halves. */
static void digits_are_those_of_the_library(void **state)
{
    uint64_t bits = 1;
    (void)state;
    for (int i = 0; i < 200000; i++) {
        bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        const int power = i % 85 - 36; /* 2^48 (2 - 2^-52) is below 1e15 */
        expect_as_the_library(ldexp(1 + (double)(bits >> 12) * 0x1p-52, power));
        expect_as_the_library(ldexp(1 + (double)(bits >> 54) * 0x1p-10, power));
        expect_as_the_library(ldexp(1 + (double)(bits >> 40) * 0x1p-24, power));
    }
}

/* Each power of ten and the doubles beside it. */
static void digits_change_their_number_at_powers_of_ten(void **state)
{
    (void)state;
    for (int k = -10; k < 15; k++) {
        const double power = pow(10, k);
        expect_as_the_library(power);
        expect_as_the_library(nextafter(power, 0));
        expect_as_the_library(nextafter(power, 1e300));
    }
    expect_as_the_library(nextafter(1e15, 0));
    expect_as_the_library(0x1p-36);
}

/* Worked by hand: 0.5 + 2^-53 = 0.50000000000000011102..., 1/1024 = 9.765625e-4. 2^-25 =
 * 298023223876953125e-25 has 18 digits and ends with a half: to the even 2. 3 x 2^-25 =
 * 894069671630859375e-25: to the even 8. */
static void halves_go_to_the_even_digit(void **state)
{
    uint64_t digits = 0;
    int exponent = 0;
    (void)state;
    EXPECT(decimal_digits(0.5 + 0x1p-53, &digits, &exponent));
    EXPECT(digits == UINT64_C(50000000000000011) && exponent == -1);
    EXPECT(decimal_digits(1.0 / 1024, &digits, &exponent));
    EXPECT(digits == UINT64_C(97656250000000000) && exponent == -4);
    EXPECT(decimal_digits(0x1p-25, &digits, &exponent));
    EXPECT(digits == UINT64_C(29802322387695312) && exponent == -8);
    EXPECT(decimal_digits(0x3p-25, &digits, &exponent));
    EXPECT(digits == UINT64_C(89406967163085938) && exponent == -8);
}

static void what_takes_more_bits_is_left_to_others(void **state)
{
    const double others[] = {0,
                             -1,
                             0x1.fffffffffffffp-37,
                             1e15,
                             1e300,
                             5e-324,
                             NAN,
                             -0.0,
                             (double)INFINITY,
                             -(double)INFINITY};
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        uint64_t digits = 7;
        int exponent = 7;
        EXPECT(!decimal_digits(others[i], &digits, &exponent));
        EXPECT(digits == 7 && exponent == 7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_those_of_the_library),
        cmocka_unit_test(digits_change_their_number_at_powers_of_ten),
        cmocka_unit_test(halves_go_to_the_even_digit),
        cmocka_unit_test(what_takes_more_bits_is_left_to_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
