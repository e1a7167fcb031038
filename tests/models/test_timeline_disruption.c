/* What a timeline says of one service, or of any: timeline_disruption of figures.h. */
#include "models/figures.h"

#include "tests/test.h"

enum { HORIZON_H = 100, ONLINE = 0, LETTERS = 1, MOST = 16 };

typedef struct Changes {
    TimelineChange items[MOST];
    size_t count;
} Changes;

static void add(Changes *changes, double t_h, size_t service, bool up)
{
    changes->items[changes->count++] =
        (TimelineChange){.t_h = t_h, .kind = CHANGE_SERVICE, .index = (uint32_t)service, .up = up};
}

static void add_down_time(Changes *changes, size_t service, double from_h, double to_h)
{
    add(changes, from_h, service, false);
    add(changes, to_h, service, true);
}

static Disruption disruption_of(const Changes *changes, size_t service)
{
    const InsurerTimeline timeline = {.count = changes->count, .changes = changes->items};
    return timeline_disruption(&timeline, service, HORIZON_H);
}

static void expect(Disruption got, double downtime_h, double longest_h, double first_down_h,
                   double last_up_h)
{
    EXPECT_NEAR(got.downtime_h, downtime_h, 1e-12);
    EXPECT_NEAR(got.longest_h, longest_h, 1e-12);
    EXPECT_NEAR(got.first_down_h, first_down_h, 0);
    EXPECT_NEAR(got.last_up_h, last_up_h, 0);
}

static void what_never_is_down_has_no_disruption(void **state)
{
    (void)state;
    const Changes none = {0};
    expect(disruption_of(&none, ONLINE), 0, 0, INFINITY, NAN);
    expect(disruption_of(&none, NONE), 0, 0, INFINITY, NAN);
}

/* 10 to 13 and 20 to 25. */
static void times_down_add_up_and_the_longest_is_kept(void **state)
{
    (void)state;
    Changes changes = {0};
    add_down_time(&changes, ONLINE, 10, 13);
    add_down_time(&changes, ONLINE, 20, 25);
    expect(disruption_of(&changes, ONLINE), 8, 5, 10, 25);
    expect(disruption_of(&changes, LETTERS), 0, 0, INFINITY, NAN);
}

static void a_time_down_ends_with_the_run_but_does_not_return(void **state)
{
    (void)state;
    Changes changes = {0};
    add_down_time(&changes, ONLINE, 10, 13);
    add(&changes, 90, ONLINE, false);
    expect(disruption_of(&changes, ONLINE), 13, 10, 10, INFINITY);
}

static void a_return_at_the_horizon_is_one(void **state)
{
    (void)state;
    Changes changes = {0};
    add_down_time(&changes, ONLINE, 0, HORIZON_H);
    expect(disruption_of(&changes, ONLINE), 100, 100, 0, 100);
}

/* Online 10 to 20, letters 15 to 30: together 10 to 30. */
static void overlapping_services_are_one_time_down(void **state)
{
    (void)state;
    Changes changes = {0};
    add(&changes, 10, ONLINE, false);
    add(&changes, 15, LETTERS, false);
    add(&changes, 20, ONLINE, true);
    add(&changes, 30, LETTERS, true);
    expect(disruption_of(&changes, NONE), 20, 20, 10, 30);
    expect(disruption_of(&changes, LETTERS), 15, 15, 15, 30);
}

/* Online comes up at the instant at which letters go down: whichever of the two the timeline names
 * first, it is one time down from 10 to 30. */
static void one_up_and_another_down_at_an_instant_is_no_interruption(void **state)
{
    (void)state;
    Changes up_first = {0};
    add_down_time(&up_first, ONLINE, 10, 20);
    add_down_time(&up_first, LETTERS, 20, 30);
    Changes down_first = {0};
    add(&down_first, 10, LETTERS, false);
    add(&down_first, 20, ONLINE, false);
    add(&down_first, 20, LETTERS, true);
    add(&down_first, 30, ONLINE, true);
    expect(disruption_of(&up_first, NONE), 20, 20, 10, 30);
    expect(disruption_of(&down_first, NONE), 20, 20, 10, 30);
}

static void channels_and_cases_are_no_services(void **state)
{
    (void)state;
    Changes changes = {0};
    add_down_time(&changes, ONLINE, 10, 20);
    changes.items[0].kind = CHANGE_CHANNEL;
    changes.items[1].kind = CHANGE_CASE;
    expect(disruption_of(&changes, ONLINE), 0, 0, INFINITY, NAN);
    expect(disruption_of(&changes, NONE), 0, 0, INFINITY, NAN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_never_is_down_has_no_disruption),
        cmocka_unit_test(times_down_add_up_and_the_longest_is_kept),
        cmocka_unit_test(a_time_down_ends_with_the_run_but_does_not_return),
        cmocka_unit_test(a_return_at_the_horizon_is_one),
        cmocka_unit_test(overlapping_services_are_one_time_down),
        cmocka_unit_test(one_up_and_another_down_at_an_instant_is_no_interruption),
        cmocka_unit_test(channels_and_cases_are_no_services),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
