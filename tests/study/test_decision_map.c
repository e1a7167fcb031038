#include "study/decision_map.h"

#include "study/decision_words.h"
#include "tests/study/sweep_fixture.h"
#include "tests/test.h"

/* Partial costs x + y, full 0.7 for certain, each with noise of a thousandth about it: partial is
 * better where x < 0.7 - y. */
static double line_cost(size_t strategy, double x, double y, size_t replication)
{
    const double noise = 0.001 * ((double)((replication + strategy) % 3) - 1);
    return noise + (strategy == 0 ? x + y : strategy == 1 ? 0.7 : 3.0);
}

static DecisionMap map_of(const SweepData *data, size_t x, size_t y)
{
    DecisionMap map;
    Failure failure = {0};
    const DecisionMapRequest request = {.data = data, .x = x, .y = y, .looks = 1};
    if (!decision_map_make(&map, &request, data->arena, &failure)) {
        fail_msg("%s", failure.message);
    }
    return map;
}

static void the_line_runs_where_the_costs_are_equal(void **state)
{
    (void)state;
    SweepData data = fixture_grid(3, 9, 5, 6, line_cost);
    const DecisionMap map = map_of(&data, 0, 1);
    EXPECT_EQUAL(map.columns, 9);
    EXPECT_EQUAL(map.rows, 5);
    size_t lines = 0;
    for (size_t i = 0; i < map.break_even_count; ++i) {
        const MapBreakEven *found = &map.break_evens[i];
        if (found->is_of_best) {
            EXPECT_EQUAL(found->better_below, 0);
            EXPECT_EQUAL(found->better_above, 1);
            EXPECT_NEAR(found->place.at, 0.7 - map.y_at[found->row], 0.003);
            EXPECT(found->place.low <= found->place.at && found->place.at <= found->place.high);
            ++lines;
        }
    }
    EXPECT_EQUAL(lines, 3); /* y = 0, 1/4, 1/2 */
    EXPECT_EQUAL(map.decisions[0].best, 0);
    EXPECT_EQUAL(map.decisions[9 * 5 - 1].best, 1);
    EXPECT(map.decisions[0].is_decided);
    sweep_data_deinit(&data);
}

static void a_metric_of_which_more_is_better_turns_the_map_round(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 9, 5, 6, line_cost);
    data.metrics = &fixture_metrics[1];
    const DecisionMap map = map_of(&data, 0, 1);
    EXPECT_EQUAL(map.decisions[0].best, 1);
    for (size_t i = 0; i < map.break_even_count; ++i) {
        EXPECT_EQUAL(map.break_evens[i].better_below, 1);
        EXPECT_EQUAL(map.break_evens[i].better_above, 0);
    }
    sweep_data_deinit(&data);
}

/* Over y = 0, 1/2, 1 the mean cost is x + 1/2: the break-even without y is 0.2. */
static void other_factors_are_averaged(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 9, 3, 6, line_cost);
    const DecisionMap map = map_of(&data, 0, SWEEP_NONE);
    EXPECT_EQUAL(map.rows, 1);
    EXPECT_EQUAL(map.break_even_count, 1);
    EXPECT_NEAR(map.break_evens[0].place.at, 0.2, 0.003);
    sweep_data_deinit(&data);
}

/* 100 scattered points (a Weyl sequence): the costs are planes, which local lines keep. */
static void scattered_points_give_the_same_line(void **state)
{
    (void)state;
    SweepData data = fixture_sweep(SWEEP_LHS, 2);
    SweepPoint *points = fixture_points(&data, 100, 6);
    for (size_t p = 0; p < 100; ++p) {
        fixture_place(&data, points, p, fmod(0.618034 * (double)p, 1),
                      fmod(0.414214 * (double)p, 1), line_cost);
    }
    const DecisionMap map = map_of(&data, 0, 1);
    EXPECT(map.is_smoothed);
    size_t lines = 0;
    for (size_t i = 0; i < map.break_even_count; ++i) {
        EXPECT_NEAR(map.break_evens[i].place.at, 0.7 - map.y_at[map.break_evens[i].row], 0.003);
        ++lines;
    }
    EXPECT(lines >= 9);
    EXPECT_EQUAL(decision_map_place(&map, 0), SWEEP_NONE);
    sweep_data_deinit(&data);
}

static void points_without_a_grid_in_one_factor_have_no_map(void **state)
{
    (void)state;
    SweepData data = fixture_sweep(SWEEP_LHS, 2);
    SweepPoint *points = fixture_points(&data, 3, 2);
    for (size_t p = 0; p < 3; ++p) {
        fixture_place(&data, points, p, 0.3 * (double)p, 0.2 * (double)p, line_cost);
    }
    DecisionMap map;
    Failure failure = {0};
    const DecisionMapRequest request = {.data = &data, .x = 0, .y = 1, .looks = 1};
    EXPECT(!decision_map_make(&map, &request, data.arena, &failure));
    EXPECT(failure.of_input);
    sweep_data_deinit(&data);
}

/* The first two factors that vary; of a grid of one row the first alone. */
static void the_factors_of_the_map_are_those_that_vary(void **state)
{
    (void)state;
    size_t x, y;
    SweepData plane = fixture_grid(2, 3, 3, 2, line_cost),
              line = fixture_grid(2, 3, 1, 2, line_cost);
    EXPECT(decision_map_choose_factors(&plane, &x, &y));
    EXPECT_EQUAL(x, 0);
    EXPECT_EQUAL(y, 1);
    EXPECT(decision_map_choose_factors(&line, &x, &y));
    EXPECT_EQUAL(y, SWEEP_NONE);
    line.design = SWEEP_ONE_AT_A_TIME;
    EXPECT(!decision_map_choose_factors(&line, &x, &y));
    sweep_data_deinit(&plane);
    sweep_data_deinit(&line);
}

static double certain_cost(size_t strategy, double x, double y, size_t replication)
{
    (void)replication;
    return strategy == 0 ? x + y : 0.75;
}

/* Spread is 0.04 x and shown as per cent per hour; detection is 24 y. Without noise the band is the
 * break-even itself: x = 0.5 at y = 0.25. */
static void the_break_even_is_said_in_words(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 9, 5, 6, certain_cost);
    const DecisionMap map = map_of(&data, 0, 1);
    TextBuilder text = {0};
    decision_say_row(&map, 1, NULL, &text);
    EXPECT_TEXT(text.text, "\u201cFull takedown\u201d is better than \u201cPartial\u201d where "
                           "spread exceeds 2 % per hour [2, 2], at detection of 6 h.");
    text_clear(&text);
    decision_say_row(&map, 4, NULL, &text);
    EXPECT_TEXT(
        text.text,
        "\u201cFull takedown\u201d has the best mean for spread from 0 % per hour to 4 % per "
        "hour, at detection of 24 h.");
    text_deinit(&text);
    sweep_data_deinit(&data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_line_runs_where_the_costs_are_equal),
        cmocka_unit_test(a_metric_of_which_more_is_better_turns_the_map_round),
        cmocka_unit_test(other_factors_are_averaged),
        cmocka_unit_test(scattered_points_give_the_same_line),
        cmocka_unit_test(points_without_a_grid_in_one_factor_have_no_map),
        cmocka_unit_test(the_factors_of_the_map_are_those_that_vary),
        cmocka_unit_test(the_break_even_is_said_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
