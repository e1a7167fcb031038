#include "tests/test.h"

#include "base/text.h"

static void a_builder_grows(void **state)
{
    TextBuilder builder = {0};

    (void)state;
    for (int i = 0; i < 1000; i++) {
        text_add_format(&builder, "%03d,", i);
    }
    EXPECT_EQUAL(builder.length, 4000);
    EXPECT(memcmp(builder.text + 3996, "999,", 5) == 0);
    text_clear(&builder);
    text_add(&builder, "");
    EXPECT_TEXT(builder.text, "");
    text_add_bytes(&builder, "blackout", 5);
    EXPECT_TEXT(builder.text, "black");
    text_deinit(&builder);
    EXPECT(builder.text == NULL);
}

static void one_of_a_kind_is_singular(void **state)
{
    TextBuilder builder = {0};

    (void)state;
    for (size_t count = 0; count < 3; count++) {
        text_add_count(&builder, count, " crew,", "crews,");
    }
    EXPECT_TEXT(builder.text, "0 crews,1  crew,2 crews,");
    text_deinit(&builder);
}

static void valid_utf8_is_known(void **state)
{
    static const char text[] = "K\u00f6ln \u20ac \U0001F600 \uFFFD";

    (void)state;
    EXPECT(text_is_utf8(text, strlen(text)));
    EXPECT(text_is_utf8("", 0));
    EXPECT(text_is_utf8("\xED\x9F\xBF", 3));     /* U+D7FF, the last before the surrogates */
    EXPECT(text_is_utf8("\xF4\x8F\xBF\xBF", 4)); /* U+10FFFF */
}

static void ill_formed_utf8_is_refused(void **state)
{
    static const char *const wrong[] = {
        "\xC0\xAF",         /* overlong slash */
        "\xE0\x80\xAF",     /* overlong in three */
        "\xF0\x80\x80\xAF", /* overlong in four */
        "\xED\xA0\x80",     /* surrogate U+D800 */
        "\xF4\x90\x80\x80", /* U+110000 */
        "\xF8\x88\x80\x80\x80",
        "\xFF",
        "\xFE",
        "\x80",
        "\xC3",
        "\xE2\x82",
        "K\xF6ln",
        "\xC3(",
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (text_is_utf8(wrong[i], strlen(wrong[i]))) {
            fail_msg("ill-formed text %zu was taken for UTF-8", i);
        }
    }
    EXPECT(!text_is_utf8("\xC3\xB6", 1)); /* cut in the middle */
}

static void ids_are_letters_digits_and_three_signs(void **state)
{
    (void)state;
    EXPECT(text_is_id("muc-07_B.2"));
    EXPECT(!text_is_id(""));
    EXPECT(!text_is_id("muc 07"));
    EXPECT(!text_is_id("m\u00fcc"));
    EXPECT(!text_is_id("a@b"));
}

static void quoted_values_are_short_and_harmless(void **state)
{
    char out[64], small[12];

    (void)state;
    EXPECT_TEXT(text_quote(out, sizeof out, "eau"), "\"eau\"");
    EXPECT_TEXT(text_quote(out, sizeof out, "a\nb\x1b[2J\xff"), "\"a?b?[2J?\"");
    EXPECT_TEXT(text_quote(out, sizeof out,
                           "\u202E"
                           "abc\xC2\x85"),
                "\"?abc?\"");
    EXPECT_TEXT(text_quote(out, sizeof out, "0123456789012345678901234567890123456789x"),
                "\"0123456789012345678901234567890123456789\u2026\"");
    EXPECT_TEXT(text_quote(small, sizeof small, "\u20ac\u20ac\u20ac\u20ac"),
                "\"\u20ac\u20ac\u2026\"");
}

static void quotes_never_overrun_nor_split_a_character(void **state)
{
    char out[80];

    (void)state;
    for (size_t size = 8; size < sizeof out; size++) {
        memset(out, 'x', sizeof out);
        text_quote(out, size,
                   "\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600"
                   "\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600");
        EXPECT(strlen(out) < size);
        EXPECT(text_is_utf8(out, strlen(out)));
        EXPECT(out[strlen(out) - 1] == '"');
    }
}

static void the_nearest_name_is_found(void **state)
{
    static const char *const names[] = {"horizon_days", "warmup_days", "seed", "retry_h", "id"};

    (void)state;
    EXPECT_EQUAL(text_nearest("horizon_day", names, 5), 0);
    EXPECT_EQUAL(text_nearest("Warmup_Days", names, 5), 1);
    EXPECT_EQUAL(text_nearest("sede", names, 5), 2); /* neighbours swapped: one step */
    EXPECT_EQUAL(text_nearest("ix", names, 5), 4);   /* one step is always allowed */
    EXPECT(text_nearest("latitude", names, 5) == SIZE_MAX);
    EXPECT(text_nearest("", names, 5) == SIZE_MAX);
    EXPECT(text_nearest("seed", names, 0) == SIZE_MAX);
}

static void a_name_that_holds_the_words_is_nearer_than_one_of_fewer_letters(void **state)
{
    static const char *const names[] = {"request_delay_eur_per_h",
                                        "lost_request_eur",
                                        "contact_eur",
                                        "abandoned_contact_eur",
                                        "crew_eur_per_h",
                                        "requests_per_1000_per_day",
                                        "insured"};

    (void)state;
    /* crew_eur_per_h is 4 letters of 15 away, which alone would be near enough. */
    EXPECT_EQUAL(text_nearest("delay_eur_per_h", names, 7), 0);
    EXPECT_EQUAL(text_nearest("crew_eur", names, 7), 4);
    EXPECT_EQUAL(text_nearest("Crew", names, 7), 4);
    EXPECT_EQUAL(text_nearest("contact", names, 7), 2); /* beginning before being held */
    EXPECT_EQUAL(text_nearest("requests_per_day", names, 7), 5);
    EXPECT_EQUAL(text_nearest("insured_people", names, 7), 6);
    EXPECT_EQUAL(text_nearest("crews_eur_per_h", names, 7), 4); /* one step comes first */
    EXPECT(text_nearest("eur_per_h", names, 7) == SIZE_MAX);    /* two hold it */
    EXPECT(text_nearest("h", names, 7) == SIZE_MAX);
}

static void of_equally_near_names_the_first_is_taken(void **state)
{
    static const char *const names[] = {"partial-b", "partial-c"};

    (void)state;
    EXPECT_EQUAL(text_nearest("partial-a", names, 2), 0);
}

static void a_message_says_the_nearest_name_or_all(void **state)
{
    (void)state;
    static const char *const names[] = {"low", "high"};
    TextBuilder text = {0};
    EXPECT_EQUAL(text_add_nearest(&text, "lo", names, 2), 0);
    EXPECT_TEXT(text.text, "; did you mean \"low\"?");
    text_clear(&text);
    EXPECT(text_add_nearest(&text, "middle", names, 2) == SIZE_MAX);
    EXPECT_TEXT(text.text, "; expected one of low, high");
    text_deinit(&text);
}

static void very_long_names_are_near_to_nothing(void **state)
{
    char name[102];
    const char *const names[] = {name};

    (void)state;
    memset(name, 'a', 101);
    name[101] = '\0';
    EXPECT(text_nearest(name, names, 1) == SIZE_MAX);
    name[100] = '\0';
    EXPECT_EQUAL(text_nearest(name, names, 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_builder_grows),
        cmocka_unit_test(one_of_a_kind_is_singular),
        cmocka_unit_test(valid_utf8_is_known),
        cmocka_unit_test(ill_formed_utf8_is_refused),
        cmocka_unit_test(ids_are_letters_digits_and_three_signs),
        cmocka_unit_test(quoted_values_are_short_and_harmless),
        cmocka_unit_test(quotes_never_overrun_nor_split_a_character),
        cmocka_unit_test(the_nearest_name_is_found),
        cmocka_unit_test(a_name_that_holds_the_words_is_nearer_than_one_of_fewer_letters),
        cmocka_unit_test(of_equally_near_names_the_first_is_taken),
        cmocka_unit_test(a_message_says_the_nearest_name_or_all),
        cmocka_unit_test(very_long_names_are_near_to_nothing),
    };

    return cmocka_run_group_tests_name("base/text", tests, NULL, NULL);
}
