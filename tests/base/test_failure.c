#include "tests/test.h"

#include "base/failure.h"

static void the_first_message_stays(void **state)
{
    Failure failure = {0};

    (void)state;
    EXPECT(!failure_set(&failure, "%s: cannot be read", "a.csv"));
    EXPECT(!failure_set(&failure, "a consequence"));
    EXPECT(failure.failed);
    EXPECT_TEXT(failure.message, "a.csv: cannot be read");
}

static void a_message_says_whether_the_input_is_to_blame(void **state)
{
    Failure environment = {0}, input = {0};

    (void)state;
    failure_set(&environment, "the disk is full");
    EXPECT(!failure_of_input(&input, "too many replications: %d", 5));
    EXPECT(!environment.of_input && input.of_input);
    EXPECT_TEXT(input.message, "too many replications: 5");
    failure_of_input(&environment, "a consequence");
    EXPECT(!environment.of_input);
}

static void a_long_message_is_cut(void **state)
{
    Failure failure = {0};

    (void)state;
    failure_set(&failure, "%2000d", 7);
    EXPECT_EQUAL(strlen(failure.message), sizeof failure.message - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_message_stays),
        cmocka_unit_test(a_message_says_whether_the_input_is_to_blame),
        cmocka_unit_test(a_long_message_is_cut),
    };

    return cmocka_run_group_tests_name("base/failure", tests, NULL, NULL);
}
