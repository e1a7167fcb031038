#include "models/request.h"

#include "tests/test.h"

/* More than any first capacity, with the front moving on all the while, so that the ring is doubled
 * when it does not begin at its first place. */
static void requests_leave_in_the_order_in_which_they_joined(void **state)
{
    (void)state;
    RequestLine line;
    request_line_init(&line);
    uint64_t joined = 0, left = 0;
    for (int round = 0; round < 500; round++) {
        for (int i = 0; i < 3; i++) {
            request_line_join(&line, &(Request){.number = ++joined});
        }
        EXPECT_EQUAL(request_line_at(&line, 0)->number, ++left);
        request_line_leave_first(&line);
    }
    EXPECT_EQUAL(line.count, 1000);
    for (size_t i = 0; i < 1000; i++) {
        EXPECT_EQUAL(request_line_at(&line, i)->number, left + 1 + i);
    }
    request_line_deinit(&line);
}

/* Three will begin at 1, 2 and 2; one more waits until further notice. Who begins at the instant
 * does not wait any more. */
static void who_will_begin_waits_until_then(void **state)
{
    (void)state;
    RequestLine line;
    request_line_init(&line);
    request_line_note_begin(&line, 0, 1);
    request_line_note_begin(&line, 0, 2);
    request_line_note_begin(&line, 0, 2);
    request_line_join(&line, &(Request){.number = 4});
    EXPECT_EQUAL(request_line_waiting(&line, 0.5), 4);
    EXPECT_EQUAL(request_line_waiting(&line, 1), 3);
    EXPECT_EQUAL(request_line_waiting(&line, 2), 1);
    request_line_clear(&line);
    EXPECT_EQUAL(request_line_waiting(&line, 0), 0);
    request_line_deinit(&line);
}

static void a_line_of_nobody_exceeds_nothing(void **state)
{
    (void)state;
    RequestLine line;
    request_line_init(&line);
    EXPECT(!request_line_exceeds(&line, 0, 0));
    EXPECT_EQUAL(request_line_waiting(&line, 0), 0);
    request_line_join(&line, &(Request){.number = 1});
    EXPECT(request_line_exceeds(&line, 0, 0));
    EXPECT(!request_line_exceeds(&line, 0, 1));
    request_line_deinit(&line);
}

/* Number i joins at i / 2 and begins at i: at that instant i - i / 2 (rounded down) wait. */
static void whoever_waits_is_kept_however_many(void **state)
{
    (void)state;
    RequestLine line;
    request_line_init(&line);
    for (int i = 1; i <= 1000; i++) {
        const size_t wait = (size_t)(i - i / 2);
        request_line_note_begin(&line, i / 2.0, i);
        EXPECT_EQUAL(request_line_waiting(&line, i / 2.0), wait);
        EXPECT(request_line_exceeds(&line, i / 2.0, wait - 1));
        EXPECT(!request_line_exceeds(&line, i / 2.0, wait));
    }
    request_line_deinit(&line);
}

/* Nobody ever waits with more than two others: the ring stays at its first size, and who stood in
 * it long ago is not mistaken for one who waits. */
static void whoever_began_is_forgotten(void **state)
{
    (void)state;
    RequestLine line;
    request_line_init(&line);
    request_line_note_begin(&line, 0, 1);
    const size_t capacity = line.begins_capacity;
    for (int i = 1; i <= 10000; i++) {
        request_line_note_begin(&line, i, i + 1.5);
        EXPECT_EQUAL(request_line_waiting(&line, i), i == 1 ? 1 : 2);
        EXPECT(!request_line_exceeds(&line, i, capacity + 5));
    }
    EXPECT_EQUAL(line.begins_capacity, capacity);
    request_line_deinit(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_leave_in_the_order_in_which_they_joined),
        cmocka_unit_test(who_will_begin_waits_until_then),
        cmocka_unit_test(a_line_of_nobody_exceeds_nothing),
        cmocka_unit_test(whoever_waits_is_kept_however_many),
        cmocka_unit_test(whoever_began_is_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
