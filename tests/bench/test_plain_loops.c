/* The plain loops do the queues that they stand for: a reference that is wrong is no reference. */
#include "bench/plain_hold.h"
#include "bench/plain_mm1.h"
#include "bench/plain_patience.h"
#include "tests/test.h"
#include "tests/theory/patience_queue.h"

/* Customers of a run depend on each other, parts of their own seed do not: Student's t of ten
 * parts, with 9 degrees of freedom 4.78 at 99.9 %. */
enum { PARTS = 10 };
static const double T_OF_PARTS = 4.78;

static void expect_mean(const double parts[PARTS], double exact)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < PARTS; i++) {
        sum += parts[i];
        squares += parts[i] * parts[i];
    }
    const double mean = sum / PARTS, variance = (squares - sum * mean) / (PARTS - 1);
    EXPECT_NEAR(mean, exact, T_OF_PARTS * sqrt(variance / PARTS));
}

/* M/M/1 at load 0.8: mean time in the system 1 / (1 - 0.8) = 5. */
static void the_loop_of_one_server_has_the_mean_of_theory(void **state)
{
    PlainMm1 queue = {.load = 0.8, .customers = 200000};
    double parts[PARTS];
    (void)state;
    for (size_t i = 0; i < PARTS; i++) {
        queue.seed = i;
        parts[i] = plain_mm1_run(&queue);
    }
    expect_mean(parts, 5);
}

/* The share of those who abandon, by [Zeltyn 2005]. */
static void abandons_as_theory_says(size_t servers)
{
    const PatienceModel model = {.arrivals_per_h = 0.96 * (double)servers,
                                 .service_per_h = 1,
                                 .servers = servers,
                                 .patience = {.kind = PATIENCE_EXPONENTIAL, .mean_h = 2}};
    PlainPatience queue = {
        .servers = servers, .load = 0.96, .mean_patience = 2, .customers = 400000};
    double parts[PARTS];
    for (size_t i = 0; i < PARTS; i++) {
        queue.seed = i;
        parts[i] = plain_patience_run(&queue);
    }
    expect_mean(parts, patience_queue(&model).abandon_share);
}

static void the_loop_of_fifty_agents_abandons_as_theory_says(void **state)
{
    (void)state;
    abandons_as_theory_says(50);
}

static void the_loop_of_three_agents_abandons_as_theory_says(void **state)
{
    (void)state;
    abandons_as_theory_says(3);
}

/* More than the ring holds: with three servers, three times their work and endless patience. */
static void a_ring_that_is_full_is_no_figure(void **state)
{
    const PlainPatience queue = {
        .servers = 3, .load = 3, .mean_patience = 1e9, .customers = 100000, .seed = 1};
    (void)state;
    EXPECT(isnan(plain_patience_run(&queue)));
}

/* Entry i of 100 is due at i first and comes again every 100: after k holds 0, 1, ... have each
 * been first in turn, whatever the shape of the heap. They are put in from the last to the first.
 */
static void the_plain_heap_gives_the_earliest_first(void **state)
{
    enum { COUNT = 100 };
    PlainHold hold;
    (void)state;
    plain_hold_init(&hold, COUNT);
    for (size_t i = COUNT; i-- > 0;) {
        plain_hold_add(&hold, (PlainEntry){.due = (double)i, .name = i});
    }
    for (size_t k = 0; k < (size_t)10 * COUNT; k++) {
        const PlainEntry first = plain_hold_first_again(&hold, COUNT);
        EXPECT_NEAR(first.due, (double)k, 0);
        EXPECT_EQUAL(first.name, k % COUNT);
    }
    plain_hold_deinit(&hold);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_loop_of_one_server_has_the_mean_of_theory),
        cmocka_unit_test(the_loop_of_fifty_agents_abandons_as_theory_says),
        cmocka_unit_test(the_loop_of_three_agents_abandons_as_theory_says),
        cmocka_unit_test(a_ring_that_is_full_is_no_figure),
        cmocka_unit_test(the_plain_heap_gives_the_earliest_first),
    };
    return cmocka_run_group_tests_name("bench/plain_loops", tests, NULL, NULL);
}
