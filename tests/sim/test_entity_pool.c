#include "sim/entity_pool.h"
#include "tests/test.h"

#include <stdlib.h>

enum { MANY = 5000, SIZE = 40 };

static int compare_addresses(const void *a, const void *b)
{
    const uintptr_t x = *(const uintptr_t *)a, y = *(const uintptr_t *)b;
    return (x > y) - (x < y);
}

/* Fills each of `count` entities with its number, so that two that overlap are found. */
static void take_all(EntityPool *pool, void **entities, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        entities[i] = entity_pool_take(pool);
        EXPECT(entities[i] != NULL);
        EXPECT_EQUAL((uintptr_t)entities[i] % _Alignof(max_align_t), 0);
        memset(entities[i], (int)(i % 251), SIZE);
    }
}

static void expect_untouched(void *const *entities, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const unsigned char *bytes = entities[i];
        EXPECT_EQUAL(bytes[0], i % 251);
        EXPECT_EQUAL(bytes[SIZE - 1], i % 251);
    }
}

static void living_entities_do_not_overlap(void **state)
{
    (void)state;
    static void *entities[MANY];
    static uintptr_t sorted[MANY];
    EntityPool pool;
    entity_pool_init(&pool, SIZE);
    take_all(&pool, entities, MANY);
    expect_untouched(entities, MANY);
    for (size_t i = 0; i < MANY; i++) {
        sorted[i] = (uintptr_t)entities[i];
    }
    qsort(sorted, MANY, sizeof *sorted, compare_addresses);
    for (size_t i = 1; i < MANY; i++) {
        EXPECT(sorted[i] - sorted[i - 1] >= SIZE);
    }
    entity_pool_deinit(&pool);
}

static void an_entity_given_back_is_taken_again(void **state)
{
    (void)state;
    EntityPool pool;
    entity_pool_init(&pool, SIZE);
    void *first = entity_pool_take(&pool);
    void *second = entity_pool_take(&pool);
    entity_pool_give_back(&pool, first);
    entity_pool_give_back(&pool, second);
    void *third = entity_pool_take(&pool);
    void *fourth = entity_pool_take(&pool);
    EXPECT(third != fourth);
    EXPECT(third == first || third == second);
    EXPECT(fourth == first || fourth == second);
    entity_pool_deinit(&pool);
}

static void a_cleared_pool_gives_the_same_memory_again_and_no_entity_twice(void **state)
{
    (void)state;
    static void *before[MANY], *after[MANY];
    EntityPool pool;
    entity_pool_init(&pool, SIZE);
    take_all(&pool, before, MANY);
    entity_pool_give_back(&pool, before[17]);
    const void *slabs = pool.slabs;
    entity_pool_clear(&pool);
    take_all(&pool, after, MANY);
    expect_untouched(after, MANY);
    EXPECT(pool.slabs == slabs); /* no new one was fetched */
    entity_pool_deinit(&pool);
}

static void entities_smaller_than_a_pointer_work_too(void **state)
{
    (void)state;
    EntityPool pool;
    entity_pool_init(&pool, 1);
    char *one = entity_pool_take(&pool);
    entity_pool_give_back(&pool, one);
    EXPECT(entity_pool_take(&pool) == (void *)one);
    entity_pool_deinit(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(living_entities_do_not_overlap),
        cmocka_unit_test(an_entity_given_back_is_taken_again),
        cmocka_unit_test(a_cleared_pool_gives_the_same_memory_again_and_no_entity_twice),
        cmocka_unit_test(entities_smaller_than_a_pointer_work_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
