/* Findings must not lie: every sentence beside the numbers that it stands for. */
#include "plots/finding.h"

#include "tests/test.h"

typedef struct Told {
    double baseline;
    size_t count;
    FindingEntry entries[2]; /* of A and B */
    FindingVerdict verdict;
    const char *sentence;
} Told;

static const Told told[] = {
    /* A is clearly lower, B not: A is named, with its own numbers */
    {40,
     2,
     {{"A", 20, -25, -15}, {"B", 30, -30, 10}},
     FINDING_LOWER,
     "\u201cA\u201d halves the delay: 20.0\u202fh against 40.0\u202fh under \u201cBase\u201d"},
    /* both clearly lower: the lowest is named */
    {40,
     2,
     {{"A", 30, -15, -5}, {"B", 10, -35, -25}},
     FINDING_LOWER,
     "\u201cB\u201d cuts the delay by 75\u202f%: 10.0\u202fh against 40.0\u202fh under "
     "\u201cBase\u201d"},
    /* the lower mean is not clear, the other is */
    {40,
     2,
     {{"A", 5, -80, 10}, {"B", 30, -12, -8}},
     FINDING_LOWER,
     "\u201cB\u201d cuts the delay by 25\u202f%: 30.0\u202fh against 40.0\u202fh under "
     "\u201cBase\u201d"},
    /* every interval covers 0, however far the means lie apart */
    {40,
     2,
     {{"A", 10, -65, 5}, {"B", 60, -5, 45}},
     FINDING_UNCLEAR,
     "No strategy differs clearly from \u201cBase\u201d in the delay: 10.0 to 60.0\u202fh"},
    /* an interval that touches 0 covers it */
    {40,
     1,
     {{"A", 20, -40, 0}},
     FINDING_UNCLEAR,
     "No strategy differs clearly from \u201cBase\u201d in the delay: 20.0 to 40.0\u202fh"},
    /* all the same in every replication */
    {40,
     1,
     {{"A", 40, 0, 0}},
     FINDING_UNCLEAR,
     "No strategy differs clearly from \u201cBase\u201d in the delay: 40.0\u202fh"},
    /* clear, but under two per cent */
    {40,
     1,
     {{"A", 39.6, -0.5, -0.3}},
     FINDING_SMALL,
     "No strategy differs clearly and noticeably from \u201cBase\u201d in the delay: 39.6 to "
     "40.0\u202fh"},
    /* clear and a third, but a minute */
    {0.05,
     1,
     {{"A", 0.0333, -0.018, -0.016}},
     FINDING_SMALL,
     "No strategy differs clearly and noticeably from \u201cBase\u201d in the delay: 2.00 to "
     "3.00\u202fmin"},
    /* both clearly higher */
    {40,
     2,
     {{"A", 50, 5, 15}, {"B", 60, 15, 25}},
     FINDING_BASELINE_LOWEST,
     "No strategy beats \u201cBase\u201d on the delay: 40.0\u202fh, elsewhere 50.0 to 60.0\u202fh"},
    /* one higher, one unclear */
    {40,
     2,
     {{"A", 50, 5, 15}, {"B", 30, -25, 5}},
     FINDING_NONE_LOWER,
     "No strategy clearly lowers the delay below that of \u201cBase\u201d: 30.0 to 50.0\u202fh"},
    {40, 0, {{0}}, FINDING_ALONE, "The delay under \u201cBase\u201d: 40.0\u202fh"},
    /* one replication */
    {40,
     1,
     {{"A", 20, NAN, NAN}},
     FINDING_NO_INTERVAL,
     "The delay: 20.0 to 40.0\u202fh, from too few values for an interval"},
    /* the baseline has no value, so nothing can be compared with it */
    {NAN,
     1,
     {{"A", 20, -1, 1}},
     FINDING_NO_INTERVAL,
     "The delay: 20.0\u202fh, from too few values for an interval"},
    {NAN, 1, {{"A", NAN, NAN, NAN}}, FINDING_NOTHING, "Nobody was served"},
    {NAN, 0, {{0}}, FINDING_NOTHING, "Nobody was served"},
};

static void every_sentence_is_true_to_its_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof told / sizeof *told; ++i) {
        const FindingCase finding = {LANGUAGE_ENGLISH, "the delay",    "nobody was served",
                                     QUANTITY_HOURS,   "Base",         told[i].baseline,
                                     told[i].count,    told[i].entries};
        size_t best;
        TextBuilder text = {0};
        EXPECT_EQUAL(finding_verdict(&finding, &best), told[i].verdict);
        finding_text(&text, &finding);
        EXPECT_TEXT(text.text, told[i].sentence);
        text_deinit(&text);
    }
}

static void changes_have_a_verb_and_never_round_to_nothing_or_all(void **state)
{
    (void)state;
    char amount[QUANTITY_TEXT];
    EXPECT_TEXT(finding_change(amount, 100, 50, LANGUAGE_ENGLISH), "halves");
    EXPECT_TEXT(finding_change(amount, 100, 200, LANGUAGE_ENGLISH), "doubles");
    EXPECT_TEXT(finding_change(amount, 100, 37, LANGUAGE_ENGLISH), "cuts");
    EXPECT_TEXT(amount, " by 63\u202f%");
    EXPECT_TEXT(finding_change(amount, 100, 0.1, LANGUAGE_ENGLISH), "cuts");
    EXPECT_TEXT(amount, " by over 99\u202f%");
    EXPECT_TEXT(finding_change(amount, 100, 99.8, LANGUAGE_ENGLISH), "cuts");
    EXPECT_TEXT(amount, " by under 1\u202f%");
    EXPECT_TEXT(finding_change(amount, 100, 0, LANGUAGE_ENGLISH), "cuts");
    EXPECT_TEXT(amount, " by 100\u202f%");
    EXPECT_TEXT(finding_change(amount, 100, 640, LANGUAGE_ENGLISH), "multiplies");
    EXPECT_TEXT(amount, " by 6.4");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sentence_is_true_to_its_numbers),
        cmocka_unit_test(changes_have_a_verb_and_never_round_to_nothing_or_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
