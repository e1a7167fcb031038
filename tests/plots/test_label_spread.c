#include "plots/label_spread.h"

#include "tests/test.h"

static void labels_with_room_stay_where_they_are_wanted(void **state)
{
    (void)state;
    SpreadLabel labels[] = {{20, 10, 0}, {60, 10, 0}};
    label_spread(labels, 2, 0, 100);
    EXPECT_NEAR(labels[0].at, 20, 1e-12);
    EXPECT_NEAR(labels[1].at, 60, 1e-12);
}

static void two_at_one_place_part_evenly_in_the_order_given(void **state)
{
    (void)state;
    SpreadLabel labels[] = {{50, 10, 0}, {50, 10, 0}}; /* each is moved by half a height */
    label_spread(labels, 2, 0, 100);
    EXPECT_NEAR(labels[0].at, 45, 1e-12);
    EXPECT_NEAR(labels[1].at, 55, 1e-12);
}

static void labels_at_the_edge_are_pushed_inwards(void **state)
{
    (void)state;
    SpreadLabel labels[] = {{99, 10, 0}, {100, 10, 0}, {100, 20, 0}};
    label_spread(labels, 3, 0, 100); /* 10 + 10 + 20 end at 100: middles 65, 75, 90 */
    EXPECT_NEAR(labels[0].at, 65, 1e-12);
    EXPECT_NEAR(labels[1].at, 75, 1e-12);
    EXPECT_NEAR(labels[2].at, 90, 1e-12);
}

static void what_cannot_fit_is_packed_evenly(void **state)
{
    (void)state;
    SpreadLabel labels[] = {{5, 10, 0}, {5, 10, 0}, {5, 10, 0}, {5, 10, 0}};
    label_spread(labels, 4, 0, 20); /* each gets 5 */
    for (size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(labels[i].at, 2.5 + 5 * (double)i, 1e-9);
    }
}

static void none_covers_another_wherever_they_are_wanted(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed < 300; ++seed) {
        SpreadLabel labels[9];
        unsigned number = seed;
        for (size_t i = 0; i < 9; ++i) {
            number = number * 1103515245U + 12345U; /* any scatter does */
            labels[i] = (SpreadLabel){(double)(number >> 16 & 255), 10 + (double)(number & 7), 0};
        }
        label_spread(labels, 9, 0, 200);
        for (size_t i = 0; i < 9; ++i) {
            EXPECT(labels[i].at - labels[i].height / 2 > -1e-9 &&
                   labels[i].at + labels[i].height / 2 < 200 + 1e-9);
            for (size_t j = 0; j < i; ++j) {
                EXPECT(fabs(labels[i].at - labels[j].at) >
                       (labels[i].height + labels[j].height) / 2 - 1e-9);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_with_room_stay_where_they_are_wanted),
        cmocka_unit_test(two_at_one_place_part_evenly_in_the_order_given),
        cmocka_unit_test(labels_at_the_edge_are_pushed_inwards),
        cmocka_unit_test(what_cannot_fit_is_packed_evenly),
        cmocka_unit_test(none_covers_another_wherever_they_are_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
