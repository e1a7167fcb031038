/* Charts of a sweep, from data made by hand: what they must say, not where each point lies. */
#include "plots/gallery.h"
#include "plots/sweep_view.h"
#include "tests/study/sweep_fixture.h"
#include "tests/test.h"

/* Partial is better where 4 x is below 2: half of the range of spread, 2 % per hour. */
static double cost(size_t strategy, double x, double y, size_t replication)
{
    const double noise = 0.01 * (double)((replication + strategy) % 3);
    return 1e6 * (noise + y + (strategy == 0 ? 4 * x : 2));
}

/* What the fixture cannot hold: bands of delays. */
typedef struct Drawn {
    const DelayBands *bands;
    Language language;
} Drawn;

static void render(const SweepData *data, const Drawn *drawn, const char *name, TextBuilder *svg)
{
    SweepAnswers answers;
    Failure failure = {0};
    const AnswerRequest request = {.data = data, .looks = 1};
    EXPECT(sweep_answers_find(&answers, &request, data->arena, &failure));
    answers.bands = drawn->bands ? *drawn->bands : (DelayBands){0};
    View *view = sweep_view_new(&answers, &(ViewOptions){.language = drawn->language});
    Gallery *gallery = gallery_new(view, true, false, &failure);
    EXPECT(gallery != NULL);
    for (size_t i = 0; i < gallery_count(gallery); ++i) {
        if (strcmp(gallery_name(gallery, i), name) == 0) {
            EXPECT(gallery_render(gallery, i, CHART_SVG, svg, &failure));
        }
    }
    gallery_free(gallery);
    view_free(view);
}

static void expect_all(const SweepData *data, const Drawn *drawn, const char *name,
                       const char *const *words, size_t count)
{
    TextBuilder svg = {0};
    render(data, drawn, name, &svg);
    if (!svg.text) {
        fail_msg("there is no chart %s", name);
    }
    for (size_t i = 0; i < count; ++i) {
        if (!strstr(svg.text, words[i])) {
            fail_msg("%s does not say \"%s\"", name, words[i]);
        }
    }
    if (drawn->language == LANGUAGE_ENGLISH) { /* "beeinflusst" is no number */
        EXPECT(!strstr(svg.text, "nan") && !strstr(svg.text, "inf"));
    }
    text_deinit(&svg);
}

static void expect_words(const SweepData *data, const char *name, const char *const *words,
                         size_t count)
{
    expect_all(data, &(Drawn){0}, name, words, count);
}

static void a_decision_map_names_regions_axes_and_the_break_even(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 9, 5, 6, cost);
    const char *const words[] = {"where spread exceeds 2", ">Partial<",      ">Full takedown<",
                                 ">spread, % per hour<",   ">detection, h<", ">Break-even<",
                                 "best at 20 of 45 places"};
    expect_words(&data, "decision-map", words, sizeof words / sizeof *words);
    sweep_data_deinit(&data);
}

static void a_response_curve_has_a_panel_for_each_level(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 9, 3, 6, cost);
    const char *const words[] = {">detection 0 h<", ">detection 12 h<", ">detection 24 h<",
                                 "dashed: break-even", "Mean total cost (million euros)"};
    expect_words(&data, "sweep-cost_total_eur", words, sizeof words / sizeof *words);
    sweep_data_deinit(&data);
}

static void tornado_and_sensitivity_name_the_first_factor(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 9, 3, 6, cost);
    const char *const tornado[] = {"moves the total cost furthest: by ", ">0 to 4 % per hour<"};
    const char *const sensitivity[] = {"goes most closely with the total cost"};
    expect_words(&data, "tornado", tornado, 2);
    expect_words(&data, "sensitivity", sensitivity, 1);
    sweep_data_deinit(&data);
}

static double same(size_t strategy, double x, double y, size_t replication)
{
    (void)x, (void)y;
    return 1e6 + 1e5 * (double)((7 * replication + 3 * strategy) % 5);
}

static void a_map_that_decides_nothing_says_so(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 4, 4, 5, same);
    const char *const words[] = {"At none of the 16 places is a strategy clearly better"};
    expect_words(&data, "decision-map", words, 1);
    sweep_data_deinit(&data);
}

static void charts_speak_german(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 9, 5, 6, cost);
    const Drawn german = {.language = LANGUAGE_GERMAN};
    const char *const map[] = {"wo spread \u00fcber 2", ">spread, % je Stunde<", ">Umschlagpunkt<",
                               "am besten an 20 von 45", "niedrigsten Mittel (Gesamtkosten)"};
    const char *const curve[] = {">detection 12 h<", "Mittel: Gesamtkosten (Millionen Euro)"};
    const char *const tornado[] = {"bewegt die Gesamtkosten am weitesten: um ",
                                   ">0 bis 4 % je Stunde<"};
    const char *const sensitivity[] = {"beeinflusst die Gesamtkosten am st\u00e4rksten"};
    expect_all(&data, &german, "decision-map", map, sizeof map / sizeof *map);
    expect_all(&data, &german, "sweep-cost_total_eur", curve, 2);
    expect_all(&data, &german, "tornado", tornado, 2);
    expect_all(&data, &german, "sensitivity", sensitivity, 1);
    sweep_data_deinit(&data);
}

enum { DAYS = 4, BANDS = 2 * DAYS };

/* Of two strategies and one service: on the second day the outcome is least certain, with nine
 * parts of its variance in ten not known; on the third day nothing arrives. */
static void fill_bands(SweepData *data, DelayBand *bands)
{
    static const SweepService services[] = {{"pay", "Sick pay"}};
    data->start = "2025-03-03T00:00";
    data->curves = (SweepCurves){1, services, DAYS, 24, 0};
    for (size_t i = 0; i < BANDS; ++i) {
        const double scale = i % DAYS == 1 ? 2 : 1;
        bands[i].of = (Uncertainty){.points = 4,
                                    .values = 40,
                                    .mean = i % DAYS == 2 ? (double)NAN : 10 * scale,
                                    .factors = {3 * scale, 6 * scale, 10 * scale, 14 * scale},
                                    .random = {scale, 9 * scale, 10 * scale, 11 * scale},
                                    .both = {sqrt(10) * scale, 5 * scale, 9 * scale, 16 * scale}};
        bands[i].unfinished = i == 3 ? 0.2 : 0;
    }
}

static void a_delay_chart_names_both_bands(void **state)
{
    (void)state;
    DelayBand at[BANDS];
    SweepData data = fixture_grid(2, 9, 3, 6, cost);
    const DelayBands bands = {DAYS, at};
    fill_bands(&data, at);
    const char *const words[] = {">What is not known<",          ">the factors alone<",
                                 ">A single incident<",          ">factors and chance together<",
                                 "on 4\u00a0Mar the mean delay", "between 10.0",
                                 "90\u202f% of its variance",    "Dashed: over 5"};
    const char *const german[] = {">Was niemand wei\u00df<", ">Ein einzelner Vorfall<",
                                  "am 4.\u00a0M\u00e4rz liegt", "90\u202f% der Varianz"};
    expect_all(&data, &(Drawn){&bands, LANGUAGE_ENGLISH}, "delay-pay", words,
               sizeof words / sizeof *words);
    expect_all(&data, &(Drawn){&bands, LANGUAGE_GERMAN}, "delay-pay", german,
               sizeof german / sizeof *german);
    sweep_data_deinit(&data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decision_map_names_regions_axes_and_the_break_even),
        cmocka_unit_test(a_response_curve_has_a_panel_for_each_level),
        cmocka_unit_test(tornado_and_sensitivity_name_the_first_factor),
        cmocka_unit_test(a_map_that_decides_nothing_says_so),
        cmocka_unit_test(charts_speak_german),
        cmocka_unit_test(a_delay_chart_names_both_bands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
