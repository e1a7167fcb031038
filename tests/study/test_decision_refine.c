#include "study/decision_refine.h"

#include "tests/study/sweep_fixture.h"
#include "tests/test.h"

/* The difference is x - 1/2 with noise of 0.2 that is not common to the two: open near the middle.
 */
static double cost(size_t strategy, double x, double y, size_t replication)
{
    (void)y;
    const double noise = 0.2 * (replication % 2 == 0 ? 1 : -1);
    return strategy == 0 ? x + noise : 0.5;
}

static DecisionMap map_of(const SweepData *data, const size_t *limits)
{
    DecisionMap map;
    Failure failure = {0};
    const DecisionMapRequest request = {
        .data = data, .x = 0, .y = SWEEP_NONE, .looks = REFINE_LOOKS, .limits = limits};
    EXPECT(decision_map_make(&map, &request, data->arena, &failure));
    return map;
}

static void open_places_get_all_and_decided_ones_nothing(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 11, 1, 20, cost);
    const DecisionMap map = map_of(&data, NULL);
    size_t more[11], open = 0, sum = 0;
    for (size_t c = 0; c < 11; ++c) {
        open += !map.decisions[c].is_decided;
    }
    EXPECT(open > 0 && open < 11);
    EXPECT_EQUAL(decision_refine(&map, 10 * open + 1, more), 10 * open + 1);
    for (size_t c = 0; c < 11; ++c) {
        EXPECT((more[c] > 0) == !map.decisions[c].is_decided);
        EXPECT(more[c] == 0 || more[c] == 10 || more[c] == 11);
        sum += more[c];
    }
    EXPECT_EQUAL(sum, 10 * open + 1);
    sweep_data_deinit(&data);
}

/* 20 replications are at hand: 60 more are the most for each of the open places. */
static void no_place_gets_more_than_three_times_what_it_has(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 11, 1, 20, cost);
    const DecisionMap map = map_of(&data, NULL);
    size_t more[11];
    const size_t given = decision_refine(&map, 100000, more);
    EXPECT_EQUAL(given % 60, 0);
    EXPECT(given > 0 && given <= 11 * 60);
    sweep_data_deinit(&data);
}

static void a_budget_below_the_open_places_goes_to_those_nearest_to_a_decision(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 11, 1, 20, cost);
    const DecisionMap map = map_of(&data, NULL);
    size_t more[11], chosen = 11;
    EXPECT_EQUAL(decision_refine(&map, 1, more), 1);
    for (size_t c = 0; c < 11; ++c) {
        chosen = more[c] > 0 ? c : chosen;
    }
    for (size_t c = 0; c < 11; ++c) {
        EXPECT(map.decisions[c].is_decided || map.decisions[c].p >= map.decisions[chosen].p);
    }
    sweep_data_deinit(&data);
}

/* A killed refinement is decided anew from the replications that the round had. */
static void a_limit_hides_what_came_later(void **state)
{
    (void)state;
    SweepData all = fixture_grid(2, 11, 1, 20, cost), few = fixture_grid(2, 11, 1, 6, cost);
    size_t limits[11], more_all[11], more_few[11];
    for (size_t c = 0; c < 11; ++c) {
        limits[c] = 6;
    }
    const DecisionMap limited = map_of(&all, limits), short_one = map_of(&few, NULL);
    EXPECT_EQUAL(decision_refine(&limited, 50, more_all),
                 decision_refine(&short_one, 50, more_few));
    EXPECT(memcmp(more_all, more_few, sizeof more_all) == 0);
    sweep_data_deinit(&all);
    sweep_data_deinit(&few);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open_places_get_all_and_decided_ones_nothing),
        cmocka_unit_test(no_place_gets_more_than_three_times_what_it_has),
        cmocka_unit_test(a_budget_below_the_open_places_goes_to_those_nearest_to_a_decision),
        cmocka_unit_test(a_limit_hides_what_came_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
