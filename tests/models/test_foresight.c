#include "models/foresight.h"

#include "tests/test.h"

#include <stdlib.h>

static void nobody_waits_at_first_and_after_clearing(void **state)
{
    (void)state;
    Foresight foresight;
    Channel place = {.foreseen = 0};
    foresight_init(&foresight);
    EXPECT(isinf(foresight.next_h));
    foresight_add_begin(&foresight, (ForeseenBegin){.begins_h = 2, .place = &place});
    EXPECT_NEAR(foresight.next_h, 2, 0);
    foresight_clear(&foresight);
    EXPECT_EQUAL(foresight.count, 0);
    EXPECT(isinf(foresight.next_h));
    foresight_deinit(&foresight);
}

/* Begins at 3, 5; gives up at 4, and at 5 with the second: giving up comes first, as with the
 * events of the desk. */
static void they_come_out_in_order_of_time(void **state)
{
    (void)state;
    Foresight foresight;
    Channel phone = {.foreseen = 0}, chat = {.foreseen = 0};
    Contact late = {.place = &chat, .arrived_h = 1.5}, early = {.place = &phone, .arrived_h = 1.25};
    foresight_init(&foresight);
    foresight_add_begin(&foresight, (ForeseenBegin){.begins_h = 3, .joined_h = 1, .place = &phone});
    foresight_add_begin(&foresight, (ForeseenBegin){.begins_h = 5, .joined_h = 2, .place = &chat});
    foresight_add_give_up(&foresight, 5, &late);
    foresight_add_give_up(&foresight, 4, &early);
    struct {
        double at_h, joined_h;
        const Channel *place;
        const Contact *contact;
    } const want[] = {{3, 1, &phone, NULL},
                      {4, 1.25, &phone, &early},
                      {5, 1.5, &chat, &late},
                      {5, 2, &chat, NULL}};
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        Channel *place = NULL;
        double joined_h = NAN;
        EXPECT_NEAR(foresight.next_h, want[i].at_h, 0);
        EXPECT_EQUAL(foresight.count, 4 - i);
        EXPECT(foresight_take(&foresight, &place, &joined_h) == want[i].contact);
        EXPECT(place == want[i].place);
        EXPECT_NEAR(joined_h, want[i].joined_h, 0);
    }
    EXPECT(isinf(foresight.next_h));
    foresight_deinit(&foresight);
}

/* The ring grows while its beginning lies anywhere in it: 1000 come in threes and leave in twos. */
static void the_ring_grows_in_order(void **state)
{
    (void)state;
    enum { COUNT = 999 };
    Foresight foresight;
    Channel channel = {.foreseen = 0}, *place = NULL;
    double joined_h = NAN;
    int came = 0, left = 0;
    foresight_init(&foresight);
    while (left < COUNT) {
        for (int i = 0; i < 3 && came < COUNT; i++, came++) {
            foresight_add_begin(
                &foresight,
                (ForeseenBegin){.begins_h = came, .joined_h = -came, .place = &channel});
        }
        for (int i = 0; i < 2 && left < came; i++, left++) {
            EXPECT_NEAR(foresight.next_h, left, 0);
            EXPECT(foresight_take(&foresight, &place, &joined_h) == NULL);
            EXPECT_NEAR(joined_h, -left, 0);
        }
    }
    EXPECT_EQUAL(foresight.count, 0);
    foresight_deinit(&foresight);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_waits_at_first_and_after_clearing),
        cmocka_unit_test(they_come_out_in_order_of_time),
        cmocka_unit_test(the_ring_grows_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
