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

static void render(const SweepData *data, const char *name, TextBuilder *svg)
{
    SweepAnswers answers;
    Failure failure = {0};
    const AnswerRequest request = {.data = data, .looks = 1};
    EXPECT(sweep_answers_find(&answers, &request, data->arena, &failure));
    View *view = sweep_view_new(&answers, &(ViewOptions){0});
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

static void expect_words(const SweepData *data, const char *name, const char *const *words,
                         size_t count)
{
    TextBuilder svg = {0};
    render(data, name, &svg);
    if (!svg.text) {
        fail_msg("there is no chart %s", name);
    }
    for (size_t i = 0; i < count; ++i) {
        if (!strstr(svg.text, words[i])) {
            fail_msg("%s does not say \"%s\"", name, words[i]);
        }
    }
    EXPECT(!strstr(svg.text, "nan") && !strstr(svg.text, "inf"));
    text_deinit(&svg);
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
    const char *const tornado[] = {"moves the total cost furthest", ">0 to 4 % per hour<"};
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decision_map_names_regions_axes_and_the_break_even),
        cmocka_unit_test(a_response_curve_has_a_panel_for_each_level),
        cmocka_unit_test(tornado_and_sensitivity_name_the_first_factor),
        cmocka_unit_test(a_map_that_decides_nothing_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
