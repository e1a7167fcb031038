#include "models/scenario_index.h"
#include "tests/test.h"

static void what_was_added_is_found_by_its_bytes(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    IdIndex index;
    id_index_init(&index, 2, arena);

    EXPECT_EQUAL(id_index_add(&index, "core", 7), 7);
    EXPECT_EQUAL(id_index_add(&index, "mail", 9), 9);
    EXPECT_EQUAL(id_index_add(&index, "core", 8), 7); /* the first stays */
    EXPECT_EQUAL(id_index_find(&index, "core mail", 4), 7);
    EXPECT_EQUAL(id_index_find(&index, "cor", 3), SIZE_MAX);
    EXPECT_EQUAL(id_index_find(&index, "cores", 5), SIZE_MAX);
    EXPECT_EQUAL(index.count, 2);
    EXPECT_TEXT(index.names[1], "mail");
    arena_free(arena);
}

static void an_empty_index_holds_nothing(void **state)
{
    (void)state;
    const IdIndex index = {0};

    EXPECT_EQUAL(id_index_find(&index, "core", 4), SIZE_MAX);
}

static void many_ids_are_all_found(void **state)
{
    (void)state;
    enum { IDS = 10000 };
    Arena *arena = arena_new(0);
    IdIndex index;
    char name[32];
    id_index_init(&index, IDS, arena);

    for (size_t i = 0; i < IDS; i++) {
        const int length = snprintf(name, sizeof name, "insurer-%zu", i);
        id_index_add(&index, arena_copy_text(arena, name, (size_t)length), i);
    }
    for (size_t i = 0; i < IDS; i++) {
        const int length = snprintf(name, sizeof name, "insurer-%zu", i);
        EXPECT_EQUAL(id_index_find(&index, name, (size_t)length), i);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_added_is_found_by_its_bytes),
        cmocka_unit_test(an_empty_index_holds_nothing),
        cmocka_unit_test(many_ids_are_all_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
