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

static void names_can_be_read_on_a_light_and_on_a_dark_page_in(Palette palette)
{
    for (size_t i = 0; i <= PALETTE_STRATEGIES; ++i) {
        const size_t index = i < PALETTE_STRATEGIES ? i : SIZE_MAX;
        EXPECT(contrast(palette_text(palette, index), COLOUR_PAGE) >= 4.5);
        EXPECT(contrast(palette_dark_text(palette, index), PALETTE_DARK_PAGE) >= 4.5);
    }
    EXPECT(contrast(COLOUR_QUIET, COLOUR_PAGE) >= 4.5);
    EXPECT(contrast(COLOUR_INK, COLOUR_PAGE) >= 7);
}

static void lines_stand_out_from_a_dark_page_in(Palette palette)
{
    for (size_t i = 0; i < PALETTE_STRATEGIES; ++i) {
        EXPECT(contrast(palette_dark_line(palette, i), PALETTE_DARK_PAGE) >= 3);
    }
}

static void strategies_have_different_colours_in(Palette palette)
{
    for (size_t i = 0; i < PALETTE_STRATEGIES; ++i) {
        for (size_t j = 0; j < i; ++j) {
            EXPECT(palette_line(palette, i) != palette_line(palette, j) &&
                   palette_text(palette, i) != palette_text(palette, j));
        }
        EXPECT(palette_line(palette, i) != palette_line(palette, SIZE_MAX));
    }
}

static void names_can_be_read_on_a_light_and_on_a_dark_page(void **state)
{
    (void)state;
    for (int i = 0; i < PALETTES; ++i) {
        names_can_be_read_on_a_light_and_on_a_dark_page_in((Palette)i);
    }
}

static void lines_stand_out_from_a_dark_page(void **state)
{
    (void)state;
    for (int i = 0; i < PALETTES; ++i) {
        lines_stand_out_from_a_dark_page_in((Palette)i);
    }
}

static void strategies_have_different_colours(void **state)
{
    (void)state;
    for (int i = 0; i < PALETTES; ++i) {
        strategies_have_different_colours_in((Palette)i);
    }
}

/* In grey print and to some eyes colours are alike: neighbours, and the ninth beside the first,
 * have other marks. */
static void strategies_have_different_marks(void **state)
{
    (void)state;
    for (size_t i = 1; i < 2 * PALETTE_STRATEGIES; ++i) {
        for (size_t j = i < PALETTE_MARKS ? 0 : i - PALETTE_MARKS + 2; j < i; ++j) {
            EXPECT(palette_mark(i) != palette_mark(j));
        }
    }
    EXPECT(palette_mark(PALETTE_STRATEGIES) != palette_mark(0));
    EXPECT(palette_mark(SIZE_MAX) == SIZE_MAX);
}

static void a_palette_is_read_by_its_name(void **state)
{
    (void)state;
    Palette palette = PALETTE_OKABE_ITO;
    EXPECT(palette_read(&palette, "grey") && palette == PALETTE_GREY);
    EXPECT(palette_read(&palette, palette_name(PALETTE_TOL)) && palette == PALETTE_TOL);
    EXPECT(!palette_read(&palette, "gray") && palette == PALETTE_TOL);
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
        cmocka_unit_test(strategies_have_different_marks),
        cmocka_unit_test(a_palette_is_read_by_its_name),
        cmocka_unit_test(black_on_white_has_the_largest_contrast),
        cmocka_unit_test(names_can_be_read_on_a_light_and_on_a_dark_page),
        cmocka_unit_test(lines_stand_out_from_a_dark_page),
        cmocka_unit_test(strategies_have_different_colours),
        cmocka_unit_test(tints_go_from_the_colour_towards_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
