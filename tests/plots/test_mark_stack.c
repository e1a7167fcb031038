#include "plots/mark_stack.h"

#include "tests/test.h"

static const double reach = 7;

static void marks_apart_stay_on_the_line(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    const double along[] = {30, 10, 17}; /* the last two are just a reach apart */
    double across[3];
    EXPECT_EQUAL(mark_stack(arena, along, 3, reach, across), 1);
    for (size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(across[i], 0, 0);
    }
    arena_free(arena);
}

static void equal_ones_stand_below_one_another_in_the_order_given(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    const double along[] = {50, 10, 50, 50, NAN}; /* three lanes at 50 */
    const double wanted[] = {-1, 0, 0, 1, 0};
    double across[5];
    EXPECT_EQUAL(mark_stack(arena, along, 5, reach, across), 3);
    for (size_t i = 0; i < 5; ++i) {
        EXPECT_NEAR(across[i], wanted[i], 0);
    }
    arena_free(arena);
}

/* 10 and 15 meet, 15 and 20 meet, 10 and 20 do not: two lanes do, and 20 is again in that of 10. */
static void a_chain_takes_no_more_lanes_than_it_needs(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    const double along[] = {20, 15, 10};
    const double wanted[] = {-0.5, 0.5, -0.5};
    double across[3];
    EXPECT_EQUAL(mark_stack(arena, along, 3, reach, across), 2);
    for (size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(across[i], wanted[i], 0);
    }
    arena_free(arena);
}

/* Whatever the marks: two of them that are near along the line are a lane apart or more. */
static void no_mark_hides_another(void **state)
{
    (void)state;
    enum { MARKS = 40 };
    Arena *arena = arena_new(0);
    double along[MARKS], across[MARKS];
    for (size_t i = 0; i < MARKS; ++i) {
        along[i] = (double)(i * 37 % 101); /* all but evenly over 0..100: 40 marks in 101 places */
    }
    EXPECT(mark_stack(arena, along, MARKS, reach, across) > 1);
    for (size_t i = 0; i < MARKS; ++i) {
        for (size_t j = 0; j < i; ++j) {
            EXPECT(fabs(along[i] - along[j]) >= reach || fabs(across[i] - across[j]) >= 1);
        }
    }
    arena_free(arena);
}

static void no_marks_take_one_lane(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    double across[1];
    EXPECT_EQUAL(mark_stack(arena, (const double[]){NAN}, 1, reach, across), 1);
    EXPECT_EQUAL(mark_stack(arena, NULL, 0, reach, across), 1);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_apart_stay_on_the_line),
        cmocka_unit_test(equal_ones_stand_below_one_another_in_the_order_given),
        cmocka_unit_test(a_chain_takes_no_more_lanes_than_it_needs),
        cmocka_unit_test(no_mark_hides_another),
        cmocka_unit_test(no_marks_take_one_lane),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
