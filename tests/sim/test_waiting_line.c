#include "sim/waiting_line.h"
#include "tests/test.h"

enum { WAITERS = 5 };

static WaitingLine line_of(Waiter *waiters, size_t count)
{
    WaitingLine line = {0};
    for (size_t i = 0; i < count; i++) {
        waiting_line_join(&line, &waiters[i]);
    }
    return line;
}

/* Both directions tell the same waiters, in this order. */
static void expect_line(const WaitingLine *line, Waiter *const *expected, size_t count)
{
    EXPECT_EQUAL(line->count, count);
    const Waiter *waiter = line->first;
    for (size_t i = 0; i < count; i++, waiter = waiter->next) {
        EXPECT(waiter == expected[i]);
    }
    EXPECT(waiter == NULL);
    waiter = line->last;
    for (size_t i = count; i-- > 0; waiter = waiter->previous) {
        EXPECT(waiter == expected[i]);
    }
    EXPECT(waiter == NULL);
}

static void those_who_join_stand_in_the_order_of_joining(void **state)
{
    (void)state;
    Waiter w[WAITERS];
    const WaitingLine line = line_of(w, 3);
    expect_line(&line, (Waiter *const[]){&w[0], &w[1], &w[2]}, 3);
}

static void anyone_may_leave_from_anywhere(void **state)
{
    (void)state;
    Waiter w[WAITERS];
    WaitingLine line = line_of(w, WAITERS);
    waiting_line_leave(&line, &w[2]);
    expect_line(&line, (Waiter *const[]){&w[0], &w[1], &w[3], &w[4]}, 4);
    waiting_line_leave(&line, &w[0]);
    expect_line(&line, (Waiter *const[]){&w[1], &w[3], &w[4]}, 3);
    waiting_line_leave(&line, &w[4]);
    expect_line(&line, (Waiter *const[]){&w[1], &w[3]}, 2);
}

static void who_left_may_join_again_at_the_end(void **state)
{
    (void)state;
    Waiter w[WAITERS];
    WaitingLine line = line_of(w, 2);
    waiting_line_leave(&line, &w[0]);
    waiting_line_join(&line, &w[0]);
    expect_line(&line, (Waiter *const[]){&w[1], &w[0]}, 2);
}

static void the_last_one_leaves_an_empty_line(void **state)
{
    (void)state;
    Waiter w[WAITERS];
    WaitingLine line = line_of(w, 1);
    waiting_line_leave(&line, &w[0]);
    expect_line(&line, NULL, 0);
    EXPECT(line.first == NULL && line.last == NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(those_who_join_stand_in_the_order_of_joining),
        cmocka_unit_test(anyone_may_leave_from_anywhere),
        cmocka_unit_test(who_left_may_join_again_at_the_end),
        cmocka_unit_test(the_last_one_leaves_an_empty_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
