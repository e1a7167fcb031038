/* Charts of a sweep, from data made by hand: what they must say, not where each point lies. */
#include "plots/gallery.h"
#include "plots/sweep_swings.h"
#include "plots/sweep_view.h"
#include "tests/study/sweep_fixture.h"
#include "tests/test.h"

/* Partial is better where 4 x is below 2: half of the range of spread, 2 % per hour. */
static double cost(size_t strategy, double x, double y, size_t replication)
{
    const double noise = 0.01 * (double)((replication + strategy) % 3);
    return 1e6 * (noise + y + (strategy == 0 ? 4 * x : 2));
}

static double tenth_of_cost(size_t strategy, double x, double y, size_t replication)
{
    return cost(strategy, x, y, replication) / 10;
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

/* Under Full takedown nothing but detection changes the mean, which rises with each of its levels:
 * its ranks agree with those of the cost, so the correlation is 1. */
static void tornado_and_sensitivity_name_the_first_factor(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 9, 3, 6, cost);
    const char *const tornado[] = {"moves the total cost furthest: by ", ">0 to 4 % per hour<"};
    const char *const sensitivity[] = {
        "\u201cdetection\u201d goes most closely with the total cost: rank correlation +1.00 under "
        "\u201cFull takedown\u201d"};
    expect_words(&data, "tornado", tornado, 2);
    expect_words(&data, "sensitivity", sensitivity, 1);
    sweep_data_deinit(&data);
}

/* Both factors from one end to the other 1 million, without noise. */
static double level_cost(size_t strategy, double x, double y, size_t replication)
{
    (void)strategy, (void)replication;
    return 1e6 * (x + y);
}

static void a_tornado_names_both_factors_that_swing_alike(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 2, 2, 3, level_cost);
    const char *const words[] = {"\u201cspread\u201d and \u201cdetection\u201d move the total cost "
                                 "furthest: by \u20ac1.00",
                                 "million and \u20ac1.00"};
    expect_words(&data, "tornado", words, 2);
    sweep_data_deinit(&data);
}

/* From -3 to 3 with half widths of 1.8 and 2.4, which are 3 together; the other from -1 to 1 with
 * 0 and 4, so that 5 are left open. */
static void a_swing_is_wider_by_more_than_is_left_open(void **state)
{
    (void)state;
    const Swing wide = {.low = -3, .high = 3, .low_half = 1.8, .high_half = 2.4};
    Swing other = {.low = -1, .high = 1, .low_half = 0, .high_half = 4};
    EXPECT(!sweep_swing_is_wider(&wide, &other)); /* 6 - 2 < 5 */
    other.low_half = other.high_half = NAN;
    EXPECT(sweep_swing_is_wider(&wide, &other)); /* 6 - 2 > 3 */
    other.high = 2.1;
    EXPECT(!sweep_swing_is_wider(&wide, &other)); /* 6 - 3.1 < 3 */
    EXPECT(!sweep_swing_is_wider(&wide, &wide));
}

/* A chessboard over the places: neither factor has a trend. */
static double chessboard(size_t strategy, double x, double y, size_t replication)
{
    (void)strategy, (void)replication;
    return 1e6 * fmod(round(8 * x) + round(2 * y), 2);
}

static void sensitivity_names_no_factor_where_none_is_clear(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 9, 3, 6, chessboard);
    const char *const words[] = {"No factor clearly moves the total cost"};
    expect_words(&data, "sensitivity", words, 1);
    sweep_data_deinit(&data);
}

/* Of nine levels of spread the lowest fifth holds 0 and 1/8, on average 1/16: 7/16 below the
 * middle, which is 4 x 7/16 / 10 = 0.175 million of the cost, and as much above it at the other
 * end. Numbers with six digits would leave room for one label alone. */
static void a_tornado_of_some_hundred_thousand_has_labels_in_millions(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 9, 3, 6, tenth_of_cost);
    const char *const words[] = {">million euros<", ">0.1<", ">\u22120.1<"};
    expect_words(&data, "tornado", words, sizeof words / sizeof *words);
    sweep_data_deinit(&data);
}

/* Two trajectories. Where the cost is straight, the size of an effect is its slope: 4 million of
 * spread under Partial, against 1 million of detection under both. */
static void sensitivity_says_how_large_the_largest_effect_is(void **state)
{
    (void)state;
    const double walk[][2] = {{0, 0}, {0.5, 0}, {0.5, 0.5}, {1, 1}, {1, 0.5}, {0.5, 0.5}};
    SweepData data = fixture_sweep(SWEEP_MORRIS, 2);
    SweepPoint *points = fixture_points(&data, 6, 3);
    for (size_t p = 0; p < 6; ++p) {
        fixture_place(&data, points, p, walk[p][0], walk[p][1], cost);
    }
    const char *const words[] = {"\u201cspread\u201d has the largest effect on the total cost: on "
                                 "average \u20ac4.00\u00a0million under \u201cPartial\u201d"};
    const char *const german[] = {"im Mittel 4,00\u00a0Mio.\u00a0\u20ac bei \u201ePartial\u201c"};
    expect_words(&data, "sensitivity", words, 1);
    expect_all(&data, &(Drawn){.language = LANGUAGE_GERMAN}, "sensitivity", german, 1);
    sweep_data_deinit(&data);
}

static double steep_then_flat(size_t strategy, double x, double y, size_t replication)
{
    (void)strategy, (void)replication;
    return 1e6 * (y + (x < 0.5 ? 16 * x : 8 + 2 * (x - 0.5)));
}

/* Effects of spread of 16 and 2 million, 9 on average, say little of its mean; those of detection
 * are 1 million both times. The larger one is not clear, the clear one is not the largest. */
static void sensitivity_does_not_name_a_small_effect_before_a_large_unclear_one(void **state)
{
    (void)state;
    const double walk[][2] = {{0, 0}, {0.5, 0}, {0.5, 0.5}, {1, 1}, {1, 0.5}, {0.5, 0.5}};
    SweepData data = fixture_sweep(SWEEP_MORRIS, 2);
    SweepPoint *points = fixture_points(&data, 6, 3);
    for (size_t p = 0; p < 6; ++p) {
        fixture_place(&data, points, p, walk[p][0], walk[p][1], steep_then_flat);
    }
    const char *const words[] = {"Which factor moves the total cost most is not clear"};
    expect_words(&data, "sensitivity", words, 1);
    sweep_data_deinit(&data);
}

static double twice_x(size_t strategy, double x, double y, size_t replication)
{
    (void)strategy, (void)replication;
    return 2 * x + y;
}

/* A and B hold every pair of corners of the unit square once, so their variances are exact: 4 / 4
 * of 2 x and 1 / 4 of y. The total index of x is its 0.8 of them. */
static void sensitivity_says_how_much_of_the_variance_the_first_factor_has(void **state)
{
    (void)state;
    enum { ROWS = 16 };
    SweepData data = fixture_sweep(SWEEP_SALTELLI, 1);
    SweepPoint *points = fixture_points(&data, 4 * ROWS, 1);
    for (size_t j = 0; j < ROWS; ++j) {
        const double a[] = {(double)(j & 1), (double)(j >> 1 & 1)},
                     b[] = {(double)(j >> 2 & 1), (double)(j >> 3)};
        const double places[4][2] = {{a[0], a[1]}, {b[0], b[1]}, {b[0], a[1]}, {a[0], b[1]}};
        for (size_t k = 0; k < 4; ++k) {
            points[4 * j + k].group = j;
            points[4 * j + k].step = k;
            fixture_place(&data, points, 4 * j + k, places[k][0], places[k][1], twice_x);
        }
    }
    const char *const words[] = {"\u201cspread\u201d has the largest share in the variance of the "
                                 "total cost: 80\u202f% under \u201cPartial\u201d"};
    const char *const german[] = {"vor allem \u201espread\u201c: 80\u202f% der Varianz bei"};
    expect_words(&data, "sensitivity", words, 1);
    expect_all(&data, &(Drawn){.language = LANGUAGE_GERMAN}, "sensitivity", german, 1);
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
    const char *const sensitivity[] = {
        "beeinflusst die Gesamtkosten am st\u00e4rksten: Rangkorrelation +1,00 bei"};
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
        cmocka_unit_test(sensitivity_names_no_factor_where_none_is_clear),
        cmocka_unit_test(a_tornado_names_both_factors_that_swing_alike),
        cmocka_unit_test(a_swing_is_wider_by_more_than_is_left_open),
        cmocka_unit_test(a_tornado_of_some_hundred_thousand_has_labels_in_millions),
        cmocka_unit_test(sensitivity_does_not_name_a_small_effect_before_a_large_unclear_one),
        cmocka_unit_test(sensitivity_says_how_large_the_largest_effect_is),
        cmocka_unit_test(sensitivity_says_how_much_of_the_variance_the_first_factor_has),
        cmocka_unit_test(a_map_that_decides_nothing_says_so),
        cmocka_unit_test(charts_speak_german),
        cmocka_unit_test(a_delay_chart_names_both_bands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
