/* Charts as files. Golden for structure: what a chart must hold, not where each point lies. */
#include "plots/charts.h"

#include "tests/plots/sample_results.h"
#include "tests/test.h"

#include <stdlib.h>

static size_t draw(const char *folder, const ChartOptions *options)
{
    Failure failure = {0};
    size_t count = 0;
    if (!charts_draw(folder, options, &count, &failure)) {
        fail_msg("%s", failure.message);
    }
    return count;
}

static const ChartOptions svg_only = {.svg = true};

static void every_chart_is_drawn_in_three_formats(void **state)
{
    (void)state;
    char *folder = sample_results_write(&(SampleSpec){.strategies = 2, .horizon_days = 20});
    /* availability, difference, delay, backlog, wait, support-backlog, reporting, two Gantts,
     * cost, two distributions */
    EXPECT_EQUAL(draw(folder, &(ChartOptions){.svg = true, .pdf = true, .png = true}), 3 * 12);
    char *pdf = sample_file(folder, "charts/delay-eau.pdf"),
         *png = sample_file(folder, "charts/delay-eau.png");
    EXPECT(strncmp(pdf, "%PDF-", 5) == 0);
    EXPECT(memcmp(png, "\x89PNG", 4) == 0);
    EXPECT_EQUAL((unsigned char)png[18] << 8 | (unsigned char)png[19],
                 1520); /* width: 760 points, twice */
    free(pdf);
    free(png);
    sample_results_remove(folder);
}

static void an_svg_has_title_description_names_and_no_undefined_number(void **state)
{
    (void)state;
    char *folder = sample_results_write(&(SampleSpec){.strategies = 8, .horizon_days = 60});
    draw(folder, &svg_only);
    char *svg = sample_file(folder, "charts/delay-eau.svg");
    EXPECT(strstr(svg, "role=\"img\" aria-labelledby=\"delay-eau-title delay-eau-desc\""));
    EXPECT(strstr(svg, "<title id=\"delay-eau-title\">") &&
           strstr(svg, "<desc id=\"delay-eau-desc\">"));
    EXPECT(strstr(svg, "4 replications of each strategy"));
    EXPECT(strstr(svg, "Dashed: over 5"));
    EXPECT(!strstr(svg, "nan") && !strstr(svg, "inf") && !strstr(svg, "width=\"760pt\""));
    for (int i = 1; i <= 8; ++i) {
        char name[32];
        snprintf(name, sizeof name, ">Strategy %d<", i);
        EXPECT(strstr(svg, name));
    }
    EXPECT(strstr(svg, ">Undisturbed<"));
    free(svg);
    sample_results_remove(folder);
}

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;
    for (const char *at = strstr(text, what); at; at = strstr(at + 1, what)) {
        ++count;
    }
    return count;
}

static void three_replications_are_too_few_for_bands(void **state)
{
    (void)state;
    char *svg[2];
    for (size_t i = 0; i < 2; ++i) {
        char *folder = sample_results_write(
            &(SampleSpec){.strategies = 2, .horizon_days = 20, .replications = 3 + i});
        draw(folder, &svg_only);
        svg[i] = sample_file(folder, "charts/backlog-eau.svg");
        sample_results_remove(folder);
    }
    EXPECT(strstr(svg[0], "too few replications for bands") && !strstr(svg[0], "bands: "));
    EXPECT(strstr(svg[1], "bands: 95\u202f% confidence intervals of the mean"));
    EXPECT_EQUAL(count_of(svg[0], "fill-opacity"), 0);
    EXPECT_EQUAL(count_of(svg[1], "fill-opacity"), 3); /* two strategies and `undisturbed` */
    free(svg[0]);
    free(svg[1]);
}

static void the_title_names_the_strategy_that_is_best(void **state)
{
    (void)state;
    char *folder = sample_results_write(&(SampleSpec){.strategies = 3, .horizon_days = 60});
    draw(folder, &svg_only);
    char *svg = sample_file(folder, "charts/availability.svg");
    /* s2 and s3 are clearly worse than the baseline s1: 2 million insured-hours times 2 and 3. */
    EXPECT(strstr(svg, "No strategy beats \u201cStrategy 1\u201d on the insured-hours lost: "
                       "2.00\u00a0million, elsewhere "
                       "4.00 to 6.00\u00a0million"));
    free(svg);
    sample_results_remove(folder);
}

static void one_strategy_alone_has_charts_but_no_difference(void **state)
{
    (void)state;
    char *folder = sample_results_write(&(SampleSpec){.strategies = 1, .horizon_days = 1});
    EXPECT_EQUAL(draw(folder, &svg_only),
                 10); /* without `difference` and the second strategy's Gantt */
    char *svg = sample_file(folder, "charts/delay-eau.svg");
    EXPECT(strstr(svg, "The median delay of eAU intake under \u201cStrategy 1\u201d: 10.0\u202fh"));
    free(svg);
    sample_results_remove(folder);
}

/* Delays peak at 20 i h (median) and 60 i h (95th percentile) under strategy i; from 72 h on an
 * axis has days. One strategy: both in hours. Two: 40 and 120 h, so both in days, as eight are. */
static void the_subtitle_names_the_unit_of_the_axes(void **state)
{
    (void)state;
    static const struct {
        size_t strategies;
        const char *words;
    } cases[] = {{1, "end of processing, in hours, by time"},
                 {2, "end of processing, in days, by time"},
                 {8, "end of processing, in days, by time"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
        char *folder = sample_results_write(
            &(SampleSpec){.strategies = cases[i].strategies, .horizon_days = 30});
        draw(folder, &(ChartOptions){.svg = true, .only = "delay-eau"});
        char *svg = sample_file(folder, "charts/delay-eau.svg");
        EXPECT(strstr(svg, cases[i].words));
        free(svg);
        sample_results_remove(folder);
    }
}

/* Under s2 the last is restored after 440 h (95th percentile): half as much again is 660 h, in
 * whole days 28, from 24 April, 22:00, to 22 May. A run of 60 days is shown whole, one of two years
 * up to there. */
static void a_run_that_goes_on_for_long_is_shown_as_far_as_it_tells(void **state)
{
    (void)state;
    for (int i = 0; i < 2; ++i) {
        char *folder =
            sample_results_write(&(SampleSpec){.strategies = 2, .horizon_days = i ? 730 : 60});
        draw(folder, &(ChartOptions){.svg = true, .only = "backlog-eau"});
        char *svg = sample_file(folder, "charts/backlog-eau.svg");
        EXPECT(!strstr(svg, "Shown until") == !i);
        EXPECT(!i || strstr(svg, "Shown until 22\u00a0May 2023"));
        free(svg);
        sample_results_remove(folder);
    }
}

/* Systems of a zone that is not restored have no rows of their own: to say that all systems are
 * back would be untrue though each that has a row is. */
static void a_zone_that_stays_down_is_what_the_restoration_says(void **state)
{
    (void)state;
    for (int i = 0; i < 2; ++i) {
        char *folder = sample_results_write(
            &(SampleSpec){.strategies = 1, .horizon_days = 20, .zone_unfinished = i});
        draw(folder, &(ChartOptions){.svg = true, .only = "restoration-s1"});
        char *svg = sample_file(folder, "charts/restoration-s1.svg");
        const char *words = "not restored within the run: 1 of 1 zones";
        EXPECT(!strstr(svg, words) == !i);
        EXPECT(!strstr(svg, "systems are restored on average by") == !!i);
        free(svg);
        sample_results_remove(folder);
    }
}

/* What tells them apart stands where a long name is shortened. */
static void strategies_whose_short_names_look_alike_have_their_ids(void **state)
{
    (void)state;
    char *folder =
        sample_results_write(&(SampleSpec){.strategies = 3, .horizon_days = 20, .alike_names = 1});
    draw(folder, &svg_only);
    for (int i = 0; i < 2; ++i) {
        char *svg = sample_file(folder, i ? "charts/availability.svg" : "charts/cost.svg");
        EXPECT(strstr(svg, "(s1)<") && strstr(svg, "(s2)<") && strstr(svg, "(s3)<"));
        free(svg);
    }
    sample_results_remove(folder);
}

static void an_empty_metric_gives_a_chart_that_says_so(void **state)
{
    (void)state;
    char *folder = sample_results_write(
        &(SampleSpec){.strategies = 2, .horizon_days = 20, .without_delays = 1});
    draw(folder, &svg_only);
    char *svg = sample_file(folder, "charts/delay-eau.svg");
    EXPECT(strstr(svg, "No request for eAU intake was served"));
    free(svg);
    sample_results_remove(folder);
}

static void hostile_names_are_drawn_as_text(void **state)
{
    (void)state;
    char *folder = sample_results_write(&(SampleSpec){
        .strategies = 2,
        .horizon_days = 20,
        .strategy_name =
            "#gm <b>R&D</b> Rechenzentrum K\u00f6ln: alles trennen, was geht, und noch mehr"});
    draw(folder, &svg_only);
    char *svg = sample_file(folder, "charts/backlog-eau.svg");
    EXPECT(strstr(svg, "#gm &lt;b&gt;R&amp;D&lt;/b&gt;"));
    EXPECT(!strstr(svg, "<b>") && strstr(svg, "\u2026"));
    free(svg);
    sample_results_remove(folder);
}

static void the_files_are_the_same_whatever_the_number_of_processes(void **state)
{
    (void)state;
    char *folder = sample_results_write(&(SampleSpec){.strategies = 2, .horizon_days = 20});
    ChartOptions options = {.svg = true, .pdf = true, .png = true};
    char *digests[3];
    for (size_t i = 0; i < 3; ++i) {
        options.processes = 3 - i; /* one comes last: what draws text may start threads */
        EXPECT_EQUAL(draw(folder, &options), 3 * 12);
        digests[i] = sample_digests(folder, "charts");
    }
    EXPECT(strstr(digests[0], "delay-eau.png ") && strstr(digests[0], "cost.pdf "));
    EXPECT_TEXT(digests[1], digests[0]);
    EXPECT_TEXT(digests[2], digests[0]);
    for (size_t i = 0; i < 3; ++i) {
        free(digests[i]);
    }
    sample_results_remove(folder);
}

static void the_message_for_an_unknown_chart_names_the_nearest(void **state)
{
    (void)state;
    char *folder = sample_results_write(&(SampleSpec){.strategies = 2, .horizon_days = 20});
    Failure failure = {0}, far = {0};
    size_t count = 0;
    ChartOptions options = {.svg = true, .only = "delai-eau"};
    EXPECT(!charts_draw(folder, &options, &count, &failure));
    EXPECT(failure.of_input && count == 0);
    EXPECT(strstr(failure.message, "no chart \"delai-eau\"; did you mean delay-eau?"));
    options.only = "nothing-like-it";
    EXPECT(!charts_draw(folder, &options, &count, &far));
    EXPECT(strstr(far.message, "they have availability, cost, difference, delay-eau, backlog-eau"));
    sample_results_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_chart_is_drawn_in_three_formats),
        cmocka_unit_test(an_svg_has_title_description_names_and_no_undefined_number),
        cmocka_unit_test(three_replications_are_too_few_for_bands),
        cmocka_unit_test(the_title_names_the_strategy_that_is_best),
        cmocka_unit_test(one_strategy_alone_has_charts_but_no_difference),
        cmocka_unit_test(the_subtitle_names_the_unit_of_the_axes),
        cmocka_unit_test(a_run_that_goes_on_for_long_is_shown_as_far_as_it_tells),
        cmocka_unit_test(a_zone_that_stays_down_is_what_the_restoration_says),
        cmocka_unit_test(strategies_whose_short_names_look_alike_have_their_ids),
        cmocka_unit_test(an_empty_metric_gives_a_chart_that_says_so),
        cmocka_unit_test(hostile_names_are_drawn_as_text),
        cmocka_unit_test(the_files_are_the_same_whatever_the_number_of_processes),
        cmocka_unit_test(the_message_for_an_unknown_chart_names_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
