#include "tests/test.h"
#include "tests/theory/state_space.h"

static void codes_are_numbered_as_they_are_met(void **state)
{
    StateSpace *space = state_space_new();
    (void)state;
    EXPECT_EQUAL(state_space_number(space, 70), 0);
    EXPECT_EQUAL(state_space_number(space, 0), 1);
    EXPECT_EQUAL(state_space_number(space, 70), 0);
    EXPECT_EQUAL(state_space_count(space), 2);
    EXPECT_EQUAL(state_space_code(space, 1), 0);
    state_space_free(space);
}

/* Codes that differ in high bits alone, far more than there are slots at first. */
static void many_codes_keep_their_numbers(void **state)
{
    enum { CODES = 50000 };
    StateSpace *space = state_space_new();
    (void)state;
    for (uint64_t i = 0; i < CODES; i++) {
        EXPECT_EQUAL(state_space_number(space, i << 40 | (i & 1)), i);
    }
    for (uint64_t i = 0; i < CODES; i++) {
        EXPECT_EQUAL(state_space_number(space, i << 40 | (i & 1)), i);
        EXPECT_EQUAL(state_space_code(space, (size_t)i), i << 40 | (i & 1));
    }
    EXPECT_EQUAL(state_space_count(space), CODES);
    state_space_free(space);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_numbered_as_they_are_met),
        cmocka_unit_test(many_codes_keep_their_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
