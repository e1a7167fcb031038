#include "sim/instant_heap.h"

#include "tests/test.h"

#include <stdlib.h>

/* SplitMix64 [Steele 2014], so that nothing of sim/ checks itself. */
static uint64_t next_word(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void instants_come_out_in_order_with_their_items(void **state)
{
    (void)state;
    enum { COUNT = 1000 };
    static double instants[COUNT];
    InstantHeap heap;
    instant_heap_init(&heap);
    uint64_t word = 1;
    for (size_t i = 0; i < COUNT; i++) {
        instants[i] = (double)(next_word(&word) % 500); /* many are equal */
        instant_heap_push(&heap, (Instant){.t_h = instants[i], .item = &instants[i]});
    }
    double sorted[COUNT];
    memcpy(sorted, instants, sizeof sorted);
    qsort(sorted, COUNT, sizeof *sorted, compare);
    for (size_t i = 0; i < COUNT; i++) {
        const Instant first = instant_heap_pop(&heap);
        EXPECT_NEAR(first.t_h, sorted[i], 0);
        EXPECT_NEAR(*(const double *)first.item, first.t_h, 0);
    }
    EXPECT_EQUAL(heap.count, 0);
    instant_heap_deinit(&heap);
}

/* Against a sorted array: the first is replaced a thousand times, by earlier and later ones. */
static void a_replaced_first_takes_its_place(void **state)
{
    (void)state;
    enum { COUNT = 21 };
    double twin[COUNT];
    InstantHeap heap;
    instant_heap_init(&heap);
    uint64_t word = 2;
    for (size_t i = 0; i < COUNT; i++) {
        twin[i] = (double)(next_word(&word) % 100);
        instant_heap_push(&heap, (Instant){.t_h = twin[i]});
    }
    for (size_t round = 0; round < 1000; round++) {
        qsort(twin, COUNT, sizeof *twin, compare);
        EXPECT_NEAR(heap.entries[0].t_h, twin[0], 0);
        twin[0] = (double)(next_word(&word) % 100);
        instant_heap_replace_first(&heap, (Instant){.t_h = twin[0]});
    }
    EXPECT_EQUAL(heap.count, COUNT);
    instant_heap_deinit(&heap);
}

static void a_cleared_heap_is_empty_and_can_be_used_again(void **state)
{
    (void)state;
    InstantHeap heap;
    instant_heap_init(&heap);
    instant_heap_push(&heap, (Instant){.t_h = 1});
    instant_heap_clear(&heap);
    EXPECT_EQUAL(heap.count, 0);
    instant_heap_push(&heap, (Instant){.t_h = 5});
    EXPECT_NEAR(instant_heap_pop(&heap).t_h, 5, 0);
    instant_heap_deinit(&heap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(instants_come_out_in_order_with_their_items),
        cmocka_unit_test(a_replaced_first_takes_its_place),
        cmocka_unit_test(a_cleared_heap_is_empty_and_can_be_used_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
