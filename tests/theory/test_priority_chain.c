#include "tests/test.h"
#include "tests/theory/erlang.h"
#include "tests/theory/priority_chain.h"
#include "tests/theory/priority_queue.h"

/* Three classes of 2, 3 and 1 an hour, 3 servers of 4 an hour each. */
static void equal_rates_are_those_of_kella_and_yechiali(void **state)
{
    const double arrivals[] = {2, 3, 1};
    const PriorityModel model = {
        .servers = 3, .classes = 3, .service_per_h = 4, .arrivals_per_h = arrivals};
    const PriorityChainModel chain = {
        .servers = 3, .classes = 3, .of = {{2, 4, 10}, {3, 4, 16}, {1, 4, 16}}};
    const PrioritySteady steady = priority_chain_steady(&chain);
    (void)state;
    EXPECT_NEAR(steady.wait_prob, erlang_c(3, 1.5), 1e-7);
    for (size_t k = 0; k < 3; k++) {
        double wait_h = priority_wait_h(&model, k);
        EXPECT_NEAR(steady.wait_mean_h[k], wait_h, 1e-4 * wait_h);
    }
}

/* Exponential work: E S^2 = 2 (E S)^2. */
static void one_server_is_cobhams(void **state)
{
    const GeneralClass of[] = {{3, 0.1, 0.02}, {2, 0.15, 0.045}};
    const PriorityChainModel chain = {
        .servers = 1, .classes = 2, .of = {{3, 10, 30}, {2, 1 / 0.15, 60}}};
    const PrioritySteady steady = priority_chain_steady(&chain);
    (void)state;
    EXPECT_NEAR(steady.wait_prob, 0.6, 1e-8);
    EXPECT_NEAR(steady.wait_mean_h[0], priority_general_wait_h(of, 2, 0), 1e-8);
    EXPECT_NEAR(steady.wait_mean_h[1], priority_general_wait_h(of, 2, 1), 1e-8);
    EXPECT(steady.cut_prob[0] < 1e-9 && steady.cut_prob[1] < 1e-9);
}

/* Without waiting places two classes of loads 1.5 and 2 at 4 servers are lost like one of 3.5: the
 * number of each is a product of Poissons, cut at 4 in all [Gross 2008, 5.2]. */
static void without_places_it_is_erlang_b(void **state)
{
    const PriorityChainModel chain = {.servers = 4, .classes = 2, .of = {{3, 2, 0}, {10, 5, 0}}};
    (void)state;
    EXPECT_NEAR(priority_chain_steady(&chain).wait_prob, erlang_b(4, 3.5), 1e-9);
}

/* Nothing is lost where the cuts are far: the servers are busy for the load, 5/10 + 2/3. */
static void servers_are_busy_for_the_load(void **state)
{
    const PriorityChainModel chain = {.servers = 2, .classes = 2, .of = {{5, 10, 20}, {2, 3, 60}}};
    (void)state;
    EXPECT_NEAR(priority_chain_steady(&chain).busy_mean, 0.5 + 2.0 / 3, 1e-6);
}

/* [Hillier 2005, 17.8], the emergency room of County Hospital with two doctors of 3 an hour each.
 */
static void county_hospital_has_its_published_waits(void **state)
{
    static const double waits_h[] = {0.029, 0.033, 0.048};
    const PriorityChainModel chain = {
        .servers = 2, .classes = 3, .of = {{0.2, 3, 10}, {0.6, 3, 14}, {1.2, 3, 20}}};
    const PrioritySteady steady = priority_chain_steady(&chain);
    (void)state;
    for (size_t k = 0; k < 3; k++) {
        EXPECT_NEAR(steady.wait_mean_h[k], waits_h[k], 5e-4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_rates_are_those_of_kella_and_yechiali),
        cmocka_unit_test(one_server_is_cobhams),
        cmocka_unit_test(without_places_it_is_erlang_b),
        cmocka_unit_test(servers_are_busy_for_the_load),
        cmocka_unit_test(county_hospital_has_its_published_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
