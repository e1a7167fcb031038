#include "plots/palette.h"

#include "tests/test.h"

/* Relative luminance and contrast as the Web Content Accessibility Guidelines define them. */
static double luminance(Colour colour)
{
    static const double weights[] = {0.0722, 0.7152, 0.2126}; /* blue, green, red */
    double sum = 0;
    for (unsigned i = 0; i < 3; ++i) {
        const double part = (double)(colour >> (8 * i) & 0xFF) / 255;
        sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(Colour a, Colour b)
{
    const double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

static void black_on_white_has_the_largest_contrast(void **state)
{
    (void)state;
    EXPECT_NEAR(contrast(0x000000, 0xFFFFFF), 21, 1e-9);
    EXPECT(contrast(0x56B4E9, 0xFFFFFF) < 4.5); /* sky blue: why names have a tone of their own */
}

static void names_can_be_read_on_a_light_and_on_a_dark_page(void **state)
{
    (void)state;
    for (size_t i = 0; i <= PALETTE_STRATEGIES; ++i) {
        const size_t index = i < PALETTE_STRATEGIES ? i : SIZE_MAX;
        EXPECT(contrast(palette_text(index), COLOUR_PAGE) >= 4.5);
        EXPECT(contrast(palette_dark_text(index), PALETTE_DARK_PAGE) >= 4.5);
    }
    EXPECT(contrast(COLOUR_QUIET, COLOUR_PAGE) >= 4.5);
    EXPECT(contrast(COLOUR_INK, COLOUR_PAGE) >= 7);
}

static void lines_stand_out_from_a_dark_page(void **state)
{
    (void)state;
    for (size_t i = 0; i < PALETTE_STRATEGIES; ++i) {
        EXPECT(contrast(palette_dark_line(i), PALETTE_DARK_PAGE) >= 3);
    }
}

static void strategies_have_different_colours(void **state)
{
    (void)state;
    for (size_t i = 0; i < PALETTE_STRATEGIES; ++i) {
        for (size_t j = 0; j < i; ++j) {
            EXPECT(palette_line(i) != palette_line(j) && palette_text(i) != palette_text(j));
        }
        EXPECT(palette_line(i) != palette_line(SIZE_MAX));
    }
}

static void tints_go_from_the_colour_towards_the_page(void **state)
{
    (void)state;
    EXPECT_EQUAL(palette_tint(0x0072B2, 0), 0x0072B2);
    for (size_t i = 1; i < PALETTE_TINTS; ++i) {
        EXPECT(contrast(palette_tint(0x0072B2, i), COLOUR_PAGE) <
               contrast(palette_tint(0x0072B2, i - 1), COLOUR_PAGE));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(black_on_white_has_the_largest_contrast),
        cmocka_unit_test(names_can_be_read_on_a_light_and_on_a_dark_page),
        cmocka_unit_test(lines_stand_out_from_a_dark_page),
        cmocka_unit_test(strategies_have_different_colours),
        cmocka_unit_test(tints_go_from_the_colour_towards_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
