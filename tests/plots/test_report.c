#include "plots/report.h"

#include "tests/plots/sample_results.h"
#include "tests/test.h"

#include <stdlib.h>

#include "plots/charts.h"

static char *report_of(const SampleSpec *spec)
{
    Failure failure = {0};
    char *folder = sample_results_write(spec);
    if (!report_write(folder, &(ViewOptions){0}, &failure)) {
        fail_msg("%s", failure.message);
    }
    char *page = sample_file(folder, "report.html");
    sample_results_remove(folder);
    return page;
}

static size_t count_of(const char *page, const char *words)
{
    size_t count = 0;
    for (const char *at = strstr(page, words); at; at = strstr(at + 1, words)) {
        ++count;
    }
    return count;
}

static void the_report_begins_with_the_finding(void **state)
{
    (void)state;
    char *page = report_of(&(SampleSpec){.strategies = 3, .horizon_days = 60});
    const char *lead = strstr(page, "<p class=\"lead\">");
    EXPECT(lead && lead < strstr(page, "<table>"));
    /* 2 million under s1, 4 under s2; the paired differences are 0.985 to 1.015 times 2 million:
     * clear. */
    EXPECT(strstr(
        lead,
        "\u201cStrategy 1\u201d hurts people least: 2.00\u00a0million insured-hours lost, against "
        "4.00\u00a0million under the next best, \u201cStrategy 2\u201d."));
    EXPECT(strstr(page, "it was lower in 4 of 4 replications"));
    free(page);
}

/* Under s1: 2 million insured-hours, Student's interval from -1 to 5 million. Under s8 of eight:
 * eight times the share of 10 % who give up, its interval from -40 to 200 %. */
static void an_interval_ends_where_its_quantity_does(void **state)
{
    (void)state;
    char *page = report_of(&(SampleSpec){.strategies = 8, .horizon_days = 60, .wide_intervals = 1});
    EXPECT(strstr(page, "<small>0 to 5.0</small>") && !strstr(page, "<small>\u22121.0 to 5.0"));
    EXPECT(strstr(page, "<b>80.0\u202f%</b><small>0 to 100.0</small>"));
    free(page);
}

static void the_report_is_whole_and_self_contained(void **state)
{
    (void)state;
    char *page = report_of(&(SampleSpec){.strategies = 3, .horizon_days = 60});
    static const char *const wanted[] = {"<h1>Sample &lt;of&gt; #1 &amp; more</h1>",
                                         "id=\"comparison\"",
                                         "id=\"why\"",
                                         "id=\"processes\"",
                                         "id=\"method\"",
                                         "id=\"assumptions\"",
                                         "id=\"limits\"",
                                         "brownout compare sample -o out",
                                         "18446744073709551615",
                                         "ab12",
                                         "</html>",
                                         "class=\"skip\"",
                                         "prefers-color-scheme:dark",
                                         "@media print"};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; ++i) {
        if (!strstr(page, wanted[i])) {
            fail_msg("the report lacks %s", wanted[i]);
        }
    }
    static const char *const unwanted[] = {"(null)",  ">nan<",   "%s",  "%zu",
                                           "<script", "http://", "src="};
    for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; ++i) {
        const size_t allowed =
            strcmp(unwanted[i], "http://") == 0 ? count_of(page, "http://www.w3.org/2000/svg") : 0;
        EXPECT_EQUAL(count_of(page, unwanted[i]), allowed);
    }
    free(page);
}

static void every_table_and_box_is_closed(void **state)
{
    (void)state;
    static const char *const tags[] = {"table", "section", "div", "figure", "details",
                                       "tr",    "td",      "ul",  "svg",    "p"};
    char *page = report_of(&(SampleSpec){.strategies = 2, .horizon_days = 20});
    for (size_t i = 0; i < sizeof tags / sizeof *tags; ++i) {
        char plain[16], more[16], close[16];
        snprintf(plain, sizeof plain, "<%s>", tags[i]);
        snprintf(more, sizeof more, "<%s ", tags[i]);
        snprintf(close, sizeof close, "</%s>", tags[i]);
        EXPECT_EQUAL(count_of(page, plain) + count_of(page, more), count_of(page, close));
    }
    free(page);
}

static void sources_of_assumptions_are_tagged(void **state)
{
    (void)state;
    char *page = report_of(&(SampleSpec){.strategies = 2, .horizon_days = 20});
    EXPECT(strstr(page, "<span class=\"tag tag-found\">found</span> F S2: found"));
    EXPECT(strstr(page, "<span class=\"tag tag-assumed\">assumed</span> A: guessed"));
    EXPECT(strstr(page, "<span class=\"tag tag-assumed\">assumed</span> assumed"));
    EXPECT(strstr(page, "<span class=\"tag tag-derived\">derived</span> D: derived"));
    free(page);
}

/* 4 replications at 95 %: an event of probability p comes in none with (1 - p)^4, which is 0.05 for
 * p = 0.527. */
static void the_method_says_how_probable_the_unseen_may_be(void **state)
{
    (void)state;
    char *page = report_of(&(SampleSpec){.strategies = 2, .horizon_days = 20});
    EXPECT(strstr(page, "none of 4 replications may still have a probability of up to 53\u202f%"));
    free(page);
}

static void charts_are_inline_where_the_build_draws_them(void **state)
{
    (void)state;
    char *page = report_of(&(SampleSpec){.strategies = 2, .horizon_days = 20});
    EXPECT_EQUAL(count_of(page, "<svg "), charts_available() ? 12 : 0);
    EXPECT_EQUAL(count_of(page, "id=\"delay-eau-title\""), charts_available() ? 1 : 0);
    free(page);
}

/* s2: 4 million prevented, 3 caused, net -1.5 to -0.5 million; s1 the other way round. */
static void the_claim_of_each_response_is_judged(void **state)
{
    (void)state;
    char *page = report_of(&(SampleSpec){.strategies = 2, .horizon_days = 60, .insurers = 3});
    EXPECT(strstr(page,
                  "\u201cStrategy 2\u201d prevented 4.00\u00a0million insured-hours and caused "
                  "3.00\u00a0million itself: it prevented more than it caused (net "
                  "\u22121.50 to \u22120.50\u00a0million"));
    EXPECT(strstr(page, "it caused more than it prevented (net +0.50 to +1.50"));
    EXPECT(strstr(page, "System Core system") && strstr(page, "\u22125.0\u202f%"));
    EXPECT(strstr(page, "eAU intake: after the technical restoration"));
    free(page);
}

/* Delays of 4 to 28 h under s1; under s2 twice as much, 48 h apart, in 24 (22 to 26) more. */
static void the_report_says_who_waits_longest(void **state)
{
    (void)state;
    char *page = report_of(&(SampleSpec){.strategies = 2, .horizon_days = 60, .insurers = 3});
    EXPECT(strstr(
        page, "Under \u201cStrategy 1\u201d a request for \u201ceAU intake\u201d is delayed by "
              "28.0\u202fh at the insurer that waits longest and by 4.00\u202fh at the one that "
              "waits least."));
    const char *row = strstr(page, "eAU intake: mean delay");
    EXPECT(row);
    const char *cell = strstr(row, "<b>24.0\u202fh</b><small>4.0 to 28.0</small>");
    EXPECT(cell && strstr(cell, "<small class=\"who\">most often Insurer 02, 75\u202f%</small>"));
    const char *twice = cell ? strstr(cell, "<b>48.0\u202fh</b><small>8.0 to 56.0</small>") : NULL;
    EXPECT(twice && strstr(twice, "<span class=\"higher\">\u25b2\u202f+100\u202f%</span>"
                                  "<small>+22.0 to +26.0</small>"));
    free(page);
}

static void a_lone_insurer_shares_no_burden(void **state)
{
    (void)state;
    char *page = report_of(&(SampleSpec){.strategies = 2, .horizon_days = 60});
    EXPECT(!strstr(page, "How the burden is shared"));
    free(page);
}

static void the_german_report_has_the_terms_of_the_standard(void **state)
{
    (void)state;
    Failure failure = {0};
    char *folder = sample_results_write(&(SampleSpec){.strategies = 2, .horizon_days = 60});
    const ViewOptions german = {.language = LANGUAGE_GERMAN};
    EXPECT(report_write(folder, &german, &failure));
    char *page = sample_file(folder, "report.html");
    EXPECT(strstr(page, "<html lang=\"de\">"));
    EXPECT(strstr(page, ">MTA</th>") && strstr(page, ">WAZ</th>"));
    EXPECT(strstr(page, "Gesch\u00e4ftsprozess") && strstr(page, "Normalbetrieb"));
    EXPECT(strstr(page, "2,00\u00a0Mio. verlorene Versichertenstunden"));
    EXPECT(!strstr(page, "insured-hours") && !strstr(page, " the "));
    free(page);
    sample_results_remove(folder);
}

/* The joiners stand behind the hyphens, where a line may end; the sentences are those of the
 * difference and of the attribution. */
static void no_line_of_the_german_report_ends_inside_the_interval(void **state)
{
    (void)state;
    Failure failure = {0};
    char *folder =
        sample_results_write(&(SampleSpec){.strategies = 2, .horizon_days = 60, .insurers = 3});
    EXPECT(report_write(folder, &(ViewOptions){.language = LANGUAGE_GERMAN}, &failure));
    char *page = sample_file(folder, "report.html");
    EXPECT(count_of(page, "95-\u2060%-\u2060Intervall") >= 2);
    EXPECT_EQUAL(count_of(page, "%-Intervall"), 0);
    free(page);
    sample_results_remove(folder);
}

static void a_folder_without_results_is_a_failure(void **state)
{
    (void)state;
    Failure failure = {0};
    EXPECT(!report_write("/nonexistent/results", &(ViewOptions){0}, &failure));
    EXPECT(failure.failed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_report_begins_with_the_finding),
        cmocka_unit_test(an_interval_ends_where_its_quantity_does),
        cmocka_unit_test(the_report_is_whole_and_self_contained),
        cmocka_unit_test(every_table_and_box_is_closed),
        cmocka_unit_test(sources_of_assumptions_are_tagged),
        cmocka_unit_test(the_method_says_how_probable_the_unseen_may_be),
        cmocka_unit_test(charts_are_inline_where_the_build_draws_them),
        cmocka_unit_test(the_claim_of_each_response_is_judged),
        cmocka_unit_test(the_report_says_who_waits_longest),
        cmocka_unit_test(a_lone_insurer_shares_no_burden),
        cmocka_unit_test(the_german_report_has_the_terms_of_the_standard),
        cmocka_unit_test(no_line_of_the_german_report_ends_inside_the_interval),
        cmocka_unit_test(a_folder_without_results_is_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
