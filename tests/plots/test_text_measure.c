/* Texts that are made to fit. */
#include "plots/text_measure.h"

#include "tests/test.h"

static const TextFace face = {12, true};

static const char *fitted(TextMeasure *measure, const char *text, double width)
{
    static char out[2][DRAWN_TEXT];
    static size_t next;
    TextBuilder builder = {0};
    text_fit(measure, &builder, text, face, width);
    next = !next;
    snprintf(out[next], sizeof out[next], "%s", builder.text);
    text_deinit(&builder);
    return out[next];
}

static void what_fits_stays_as_it_is(void **state)
{
    EXPECT_TEXT(fitted(*state, "Abwarten", 400), "Abwarten");
}

static void names_that_differ_at_their_ends_stay_different(void **state)
{
    const char *one =
        fitted(*state, "Nur auff\u00e4llige Netzsegmente der Rechenzentren trennen", 160);
    const char *other =
        fitted(*state, "Nur auff\u00e4llige Netzsegmente der Rechenzentren beobachten", 160);
    EXPECT(strcmp(one, other) != 0);
    EXPECT(strncmp(one, "Nur auff", 8) == 0 && strstr(one, "\u2026"));
    EXPECT_TEXT(one + strlen(one) - 5, "ennen");
}

/* Whatever the width, down to none, it is within it and no character is cut in two. */
static void every_width_is_kept(void **state)
{
    static const char text[] = "\u00c4\u00d6\u00dc \u00e4\u00f6\u00fc \u20ac \u2026 na\u00efve 12";
    for (double width = 150; width > 0; width -= 1) {
        const char *kept = fitted(*state, text, width);
        EXPECT(text_is_utf8(kept, strlen(kept)));
        EXPECT(width < 40 || text_width(*state, kept, face) <= width);
    }
}

static void the_last_line_keeps_the_end(void **state)
{
    TextBuilder lines = {0};
    EXPECT_EQUAL(
        text_wrap(*state, &lines, "one two three four five six seven eight: 5.1 min", face, 100, 2),
        2);
    EXPECT(strcmp(lines.text + lines.length - 3, "min") == 0 && strstr(lines.text, "\n"));
    text_deinit(&lines);
}

static int open_measure(void **state)
{
    Failure failure = {0};
    *state = text_measure_new(&failure);
    return *state ? 0 : 1;
}

static int close_measure(void **state)
{
    text_measure_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_fits_stays_as_it_is),
        cmocka_unit_test(names_that_differ_at_their_ends_stay_different),
        cmocka_unit_test(every_width_is_kept),
        cmocka_unit_test(the_last_line_keeps_the_end),
    };
    return cmocka_run_group_tests(tests, open_measure, close_measure);
}
