/* Items shared out over threads. */
#include "study/parallel.h"

#include "tests/test.h"

#include <sched.h>
#include <stdatomic.h>
#include <string.h>

enum { ITEMS = 1000 };

typedef struct Doing {
    atomic_size_t taken;
    atomic_uint times[ITEMS]; /* that it was done */
    size_t rank[ITEMS];       /* in which it was taken */
} Doing;

static void do_item(void *context, size_t index)
{
    Doing *doing = context;
    doing->rank[index] = atomic_fetch_add(&doing->taken, 1);
    atomic_fetch_add(&doing->times[index], 1);
}

static void every_item_is_done_once_on_any_number_of_threads(void **state)
{
    static Doing doing;
    (void)state;
    for (size_t threads = 1; threads <= 9; threads += 2) {
        memset(&doing, 0, sizeof doing);
        parallel_do(do_item, &doing, ITEMS, threads);
        assert_int_equal(atomic_load(&doing.taken), ITEMS);
        for (size_t i = 0; i < ITEMS; ++i) {
            assert_int_equal(atomic_load(&doing.times[i]), 1);
        }
    }
}

static void one_thread_takes_them_in_their_order(void **state)
{
    static Doing doing;
    (void)state;
    parallel_do(do_item, &doing, ITEMS, 1);
    for (size_t i = 0; i < ITEMS; ++i) {
        assert_int_equal(doing.rank[i], i);
    }
}

static void no_items_and_fewer_items_than_threads_are_no_mistake(void **state)
{
    static Doing doing;
    (void)state;
    parallel_do(do_item, &doing, 0, 4);
    assert_int_equal(atomic_load(&doing.taken), 0);
    parallel_do(do_item, &doing, 2, 64);
    assert_int_equal(atomic_load(&doing.taken), 2);
    assert_int_equal(atomic_load(&doing.times[2]), 0);
}

/* Two that wait for each other end only if both are under way at the same time. */
static void meet(void *context, size_t index)
{
    atomic_size_t *here = context;
    (void)index;
    atomic_fetch_add(here, 1);
    while (atomic_load(here) < 2) {
        (void)sched_yield();
    }
}

static void two_threads_are_at_work_at_the_same_time(void **state)
{
    atomic_size_t here = 0;
    (void)state;
    parallel_do(meet, &here, 2, 2);
    assert_int_equal(atomic_load(&here), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_is_done_once_on_any_number_of_threads),
        cmocka_unit_test(one_thread_takes_them_in_their_order),
        cmocka_unit_test(no_items_and_fewer_items_than_threads_are_no_mistake),
        cmocka_unit_test(two_threads_are_at_work_at_the_same_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
