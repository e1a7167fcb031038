#include "sim/server_pool.h"

#include "tests/test.h"

/* Two servers; work of 3 h each from 0, 1 and 1.5 on: the third begins when the first gets free, at
 * 3; the fourth, at 10, at once. */
static void work_begins_when_the_first_server_is_free(void **state)
{
    (void)state;
    ServerPool pool = {.servers = 2};
    EXPECT_NEAR(server_pool_free_h(&pool, 0), 0, 0);
    server_pool_begin(&pool, 0, 3, NULL);
    EXPECT_NEAR(server_pool_free_h(&pool, 1), 1, 0);
    server_pool_begin(&pool, 1, 4, NULL);
    EXPECT_NEAR(server_pool_free_h(&pool, 1.5), 3, 0);
    server_pool_begin(&pool, 3, 6, NULL);
    EXPECT_NEAR(server_pool_free_h(&pool, 3.5), 4, 0);
    EXPECT_NEAR(server_pool_free_h(&pool, 10), 10, 0);
    instant_heap_deinit(&pool.free);
}

/* A thousand servers, one request at a time: one of them does all the work, so the heap stays one
 * deep. */
static void servers_that_are_never_needed_cost_nothing(void **state)
{
    (void)state;
    ServerPool pool = {.servers = 1000};
    for (int i = 0; i < 100; i++) {
        EXPECT_NEAR(server_pool_free_h(&pool, i), i, 0);
        server_pool_begin(&pool, i, i + 0.5, NULL);
    }
    EXPECT_EQUAL(pool.free.count, 1);
    instant_heap_deinit(&pool.free);
}

static void a_pool_without_servers_is_never_free(void **state)
{
    (void)state;
    const ServerPool pool = {.servers = 0};
    EXPECT(isinf(server_pool_free_h(&pool, 7)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_begins_when_the_first_server_is_free),
        cmocka_unit_test(servers_that_are_never_needed_cost_nothing),
        cmocka_unit_test(a_pool_without_servers_is_never_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
