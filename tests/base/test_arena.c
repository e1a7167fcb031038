#include "tests/test.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdalign.h>

static jmp_buf way_out;

static void leave(size_t bytes)
{
    (void)bytes;
    longjmp(way_out, 1);
}

static void pieces_are_aligned_zeroed_and_apart(void **state)
{
    Arena *arena = arena_new(256);
    unsigned char *before = NULL;

    (void)state;
    for (size_t size = 0; size < 200; size++) {
        unsigned char *piece = arena_allocate(arena, 1, size);

        EXPECT((uintptr_t)piece % alignof(max_align_t) == 0);
        EXPECT(piece != before);
        for (size_t i = 0; i < size; i++) {
            EXPECT_EQUAL(piece[i], 0);
        }
        memset(piece, 0xAB, size);
        before = piece;
    }
    arena_free(arena);
}

static void a_piece_larger_than_a_block_fits(void **state)
{
    Arena *arena = arena_new(64);
    char *large = arena_allocate(arena, 1000, 1000);

    (void)state;
    large[999999] = 'x';
    EXPECT(arena_bytes(arena) >= 1000000);
    arena_free(arena);
}

static void a_reset_arena_gives_zeroed_memory_without_new_blocks(void **state)
{
    Arena *arena = arena_new(1024);
    size_t held = 0;

    (void)state;
    for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 100; i++) {
            char *piece = arena_allocate(arena, 100, 1);

            EXPECT_EQUAL(piece[99], 0);
            memset(piece, 'x', 100);
        }
        EXPECT(round == 0 || arena_bytes(arena) == held);
        held = arena_bytes(arena);
        arena_reset(arena);
    }
    arena_free(arena);
}

static void copied_text_ends_with_zero(void **state)
{
    Arena *arena = arena_new(0);

    (void)state;
    EXPECT_TEXT(arena_copy_text(arena, "brownout", 5), "brown");
    EXPECT_TEXT(arena_copy_text(arena, "", 0), "");
    arena_free(arena);
}

static void an_impossible_size_is_exhaustion(void **state)
{
    Arena *arena = arena_new(0);
    volatile size_t huge = SIZE_MAX / 4;

    (void)state;
    memory_set_exhausted(leave);
    if (setjmp(way_out) == 0) {
        arena_allocate(arena, huge, 8);
        fail_msg("the handler was not called");
    }
    memory_set_exhausted(NULL);
    arena_free(arena);
}

static void freeing_nothing_is_allowed(void **state)
{
    (void)state;
    arena_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_aligned_zeroed_and_apart),
        cmocka_unit_test(a_piece_larger_than_a_block_fits),
        cmocka_unit_test(a_reset_arena_gives_zeroed_memory_without_new_blocks),
        cmocka_unit_test(copied_text_ends_with_zero),
        cmocka_unit_test(an_impossible_size_is_exhaustion),
        cmocka_unit_test(freeing_nothing_is_allowed),
    };

    return cmocka_run_group_tests_name("base/arena", tests, NULL, NULL);
}
