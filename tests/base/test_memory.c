#include "tests/test.h"

#include "base/memory.h"

#include <stdlib.h>

static jmp_buf way_out;
static size_t bytes_asked;

/* Volatile, lest the compiler sees through the impossible request. */
static volatile size_t huge = SIZE_MAX / 2;

static void leave(size_t bytes)
{
    bytes_asked = bytes;
    longjmp(way_out, 1);
}

static void memory_comes_zeroed(void **state)
{
    unsigned char *bytes = memory_allocate(1000, 3);

    (void)state;
    for (size_t i = 0; i < 3000; i++) {
        EXPECT_EQUAL(bytes[i], 0);
    }
    free(bytes);
}

static void nothing_asked_for_is_still_memory(void **state)
{
    void *memory = memory_allocate(0, 8);

    (void)state;
    EXPECT(memory != NULL);
    memory = memory_grow(memory, 0, 8);
    EXPECT(memory != NULL);
    free(memory);
}

static void growing_keeps_what_is_there(void **state)
{
    char *text = memory_allocate(6, 1);

    (void)state;
    memcpy(text, "hello", 6);
    text = memory_grow(text, 1 << 20, 1);
    EXPECT_TEXT(text, "hello");
    free(text);
}

static void a_product_that_overflows_counts_as_exhausted(void **state)
{
    (void)state;
    memory_set_exhausted(leave);
    if (setjmp(way_out) == 0) {
        free(memory_allocate(huge, 16)); /* 2^63 x 16 wraps to a small number */
        fail_msg("the handler was not called");
    }
    EXPECT(bytes_asked == SIZE_MAX);
    if (setjmp(way_out) == 0) {
        free(memory_grow(NULL, huge, 3));
        fail_msg("the handler was not called");
    }
    memory_set_exhausted(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_comes_zeroed),
        cmocka_unit_test(nothing_asked_for_is_still_memory),
        cmocka_unit_test(growing_keeps_what_is_there),
        cmocka_unit_test(a_product_that_overflows_counts_as_exhausted),
    };

    return cmocka_run_group_tests_name("base/memory", tests, NULL, NULL);
}
