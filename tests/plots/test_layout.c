/* Nothing overlaps and nothing is cut, whatever the results hold. */
#include "plots/charts.h"

#include "tests/plots/sample_results.h"
#include "tests/plots/svg_boxes.h"
#include "tests/test.h"

#include <stdlib.h>

#include "base/file.h"

typedef struct LayoutCase {
    const char *name;
    SampleSpec sample;
    ViewOptions look;
} LayoutCase;

static void check_chart(const LayoutCase *layout, const char *folder, const char *chart,
                        TextMeasure *measure)
{
    char name[128];
    snprintf(name, sizeof name, "charts/%s", chart);
    char *svg = sample_file(folder, name);
    SvgBoxes boxes = svg_boxes_read(svg, measure);
    const TextBox *other = NULL, *fault = svg_boxes_fault(&boxes, &other);
    if (fault) {
        fail_msg("%s, %s: \"%s\" %s%s (%.0f..%.0f, %.0f..%.0f of %.0f x %.0f)", layout->name, chart,
                 fault->text, other ? "covers " : "leaves the page", other ? other->text : "",
                 fault->left, fault->right, fault->top, fault->bottom, boxes.width, boxes.height);
    }
    EXPECT(boxes.count > 2 && !strstr(svg, "nan"));
    svg_boxes_free(&boxes);
    free(svg);
}

static void check_case(const LayoutCase *layout)
{
    Failure failure = {0};
    size_t count = 0, names;
    char **files = NULL, *folder = sample_results_write(&layout->sample);
    const ChartOptions options = {.svg = true, .look = layout->look};
    TextMeasure *measure = text_measure_new(&failure);
    if (!measure || !charts_draw(folder, &options, &count, &failure)) {
        fail_msg("%s: %s", layout->name, failure.message);
    }
    char *charts = path_join(folder, "charts");
    EXPECT(folder_list(charts, &files, &names, &failure));
    EXPECT_EQUAL(names, count);
    for (size_t i = 0; i < names; ++i) {
        check_chart(layout, folder, files[i], measure);
    }
    folder_list_free(files, names);
    free(charts);
    text_measure_free(measure);
    sample_results_remove(folder);
}

static void labels_stay_apart_and_on_the_page(void **state)
{
    (void)state;
    static const LayoutCase cases[] = {
        {"one strategy, a day", {.strategies = 1, .horizon_days = 1}, {0}},
        {"eight strategies, two years", {.strategies = 8, .horizon_days = 730}, {0}},
        {"ten strategies", {.strategies = 10, .horizon_days = 14}, {0}},
        {"eighty insurers", {.strategies = 3, .horizon_days = 60, .insurers = 80}, {0}},
        {"thousands", {.strategies = 4, .horizon_days = 30, .times = 437}, {0}},
        {"tens of thousands, German",
         {.strategies = 3, .horizon_days = 30, .times = 16180},
         {.language = LANGUAGE_GERMAN, .width = VIEW_WIDTH_LEAST}},
        {"nothing measured", {.strategies = 2, .horizon_days = 20, .without_delays = 1}, {0}},
        {"long names",
         {.strategies = 8, .horizon_days = 30, .insurers = 40, .long_names = 1},
         {.language = LANGUAGE_GERMAN}},
        {"narrow, German",
         {.strategies = 4, .horizon_days = 365, .insurers = 12, .long_names = 1},
         {.language = LANGUAGE_GERMAN, .width = VIEW_WIDTH_LEAST}},
        {"wide, grey",
         {.strategies = 2, .horizon_days = 3, .insurers = 7},
         {.palette = PALETTE_GREY, .width = VIEW_WIDTH_MOST}},
        {"one metric",
         {.strategies = 5, .horizon_days = 20, .long_names = 1},
         {.language = LANGUAGE_GERMAN, .metric = "delay_p95_h"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
        check_case(&cases[i]);
    }
}

static const TextBox *fault_of(const char *texts, const TextBox **other, SvgBoxes *boxes)
{
    Failure failure = {0};
    TextMeasure *measure = text_measure_new(&failure);
    TextBuilder svg = {0};
    text_add_format(&svg, "<svg viewBox=\"0 0 200 100\">%s</svg>", texts);
    *boxes = svg_boxes_read(svg.text, measure);
    text_deinit(&svg);
    text_measure_free(measure);
    return svg_boxes_fault(boxes, other);
}

#define TEXT(x, y, words)                                                                          \
    "<text font-size=\"12\" transform=\"matrix(1 0 0 -1 " x " " y ")\" x=\"0\"><tspan>" words      \
    "</tspan></text>"

static void a_label_over_another_or_off_the_page_is_found(void **state)
{
    (void)state;
    SvgBoxes boxes;
    const TextBox *other = NULL;
    EXPECT(!fault_of(TEXT("10", "50", "first") TEXT("10", "64", "second"), &other, &boxes));
    svg_boxes_free(&boxes);
    EXPECT(fault_of(TEXT("10", "50", "first") TEXT("12", "54", "second"), &other, &boxes));
    EXPECT(other);
    svg_boxes_free(&boxes);
    EXPECT(fault_of(TEXT("190", "50", "too long"), &other, &boxes) && !other);
    svg_boxes_free(&boxes);
    EXPECT(fault_of(TEXT("10", "98", "too high"), &other, &boxes) && !other);
    svg_boxes_free(&boxes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_stay_apart_and_on_the_page),
        cmocka_unit_test(a_label_over_another_or_off_the_page_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
