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
    request_line_note_begin(&line, 1);
    request_line_note_begin(&line, 2);
    request_line_note_begin(&line, 2);
    request_line_join(&line, &(Request){.number = 4});
    EXPECT_EQUAL(request_line_waiting(&line, 0.5), 4);
    EXPECT_EQUAL(request_line_waiting(&line, 1), 3);
    EXPECT_EQUAL(request_line_waiting(&line, 2), 1);
    request_line_clear(&line);
    EXPECT_EQUAL(request_line_waiting(&line, 3), 0);
    request_line_deinit(&line);
}

static void many_beginnings_are_kept(void **state)
{
    (void)state;
    RequestLine line;
    request_line_init(&line);
    for (int i = 1; i <= 1000; i++) {
        request_line_note_begin(&line, i);
        EXPECT_EQUAL(request_line_waiting(&line, i / 2.0), (size_t)(i - i / 2));
    }
    request_line_deinit(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_leave_in_the_order_in_which_they_joined),
        cmocka_unit_test(who_will_begin_waits_until_then),
        cmocka_unit_test(many_beginnings_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
