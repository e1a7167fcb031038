#include "models/contact_feed.h"

#include "tests/test.h"

#include <math.h>

/* Added in any order, out by time, then by order, then by identity. */
static void contacts_come_out_in_order_of_time(void **state)
{
    (void)state;
    static const FedContact added[] = {
        {.t_h = 2, .order = 1, .identity = 30}, {.t_h = -1, .order = 9, .identity = 10},
        {.t_h = 2, .order = 0, .identity = 20}, {.t_h = 2, .order = 1, .identity = 25},
        {.t_h = 3, .order = 0, .identity = 40},
    };
    static const uint64_t want[] = {10, 20, 25, 30, 40};
    ContactFeed feed;
    contact_feed_init(&feed);
    for (size_t i = 0; i < 5; i++) {
        contact_feed_add(&feed, added[i]);
    }
    contact_feed_sort(&feed);
    EXPECT_NEAR(contact_feed_next_h(&feed), -1, 0);
    for (size_t i = 0; i < 5; i++) {
        EXPECT_EQUAL(contact_feed_take(&feed).identity, want[i]);
    }
    EXPECT(isinf(contact_feed_next_h(&feed)));
    contact_feed_deinit(&feed);
}

static void a_cleared_feed_gives_nothing(void **state)
{
    (void)state;
    ContactFeed feed;
    contact_feed_init(&feed);
    for (size_t i = 0; i < 1000; i++) {
        contact_feed_add(&feed, (FedContact){.t_h = 1});
    }
    EXPECT_EQUAL(feed.count, 1000);
    contact_feed_clear(&feed);
    contact_feed_sort(&feed);
    EXPECT(isinf(contact_feed_next_h(&feed)));
    contact_feed_deinit(&feed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contacts_come_out_in_order_of_time),
        cmocka_unit_test(a_cleared_feed_gives_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
