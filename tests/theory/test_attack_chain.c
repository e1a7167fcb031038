/* The chain of an attack against closed forms. Times are hours. */
#include "tests/test.h"
#include "tests/theory/attack_chain.h"

#include <gsl/gsl_cdf.h>

/* What is compromised at t, of all zones. */
static double compromised_at(const AttackCase *attack, double t_h)
{
    AttackChain *chain = attack_chain_new(attack);
    attack_chain_advance(chain, t_h, 0, NULL);
    AttackView view = attack_chain_view(chain);
    attack_chain_free(chain);
    return attack_sum(view.compromised);
}

/* Every zone linked with every other one at the same rate. */
static AttackCase complete(size_t zones, double per_h)
{
    AttackCase attack = {.zones = zones};
    for (size_t from = 0; from < zones; from++) {
        for (size_t to = 0; to < zones; to++) {
            if (from != to) {
                attack.way[attack.ways++] = (AttackWay){from, to, per_h};
            }
        }
    }
    return attack;
}

/* The simple epidemic: k of n compromised become k + 1 at the rate b k (n - k), so that all are
 * after (2 / (b n)) (1 + 1/2 + ... + 1/(n - 1)) on average [Bailey 1975]. The mean time without a
 * zone, summed over zones, is the sum over k of (n - k) / (b k (n - k)); the harmonic number of 4
 * is that of the table [Knuth 1997, appendix A, table 3]. */
static void a_complete_graph_is_the_simple_epidemic_with_its_published_duration(void **state)
{
    const double b = 0.1, harmonic = 2.08333333333;
    AttackCase attack = complete(5, b);
    AttackChain *chain = attack_chain_new(&attack);
    AttackView integral;
    (void)state;
    attack_chain_advance(chain, 200, 2000, &integral);
    EXPECT_NEAR(5 * 200 - attack_sum(integral.compromised), harmonic / b, 1e-7);
    EXPECT_NEAR(attack_sum(attack_chain_view(chain).compromised), 5, 1e-7);
    attack_chain_free(chain);
}

/* Two equal exponential clocks after another: the third zone of a line is reached by t with the
 * distribution function of an Erlang time. */
static void a_line_is_reached_in_erlang_times(void **state)
{
    AttackCase attack = {.zones = 4, .ways = 3, .way = {{0, 1, 0.2}, {1, 2, 0.2}, {2, 3, 0.2}}};
    (void)state;
    for (double t_h = 2; t_h < 40; t_h += 6) {
        double expected = 1;
        for (int k = 1; k <= 3; k++) {
            expected += gsl_cdf_gamma_P(t_h, k, 5);
        }
        EXPECT_NEAR(compromised_at(&attack, t_h), expected, 1e-11);
    }
}

/* A centre and three leaves at 0.1/h: each leaf by itself. The notice at rate 0.05, at once
 * followed by the isolation of all: a leaf falls with probability 0.1 / 0.15, and the last view
 * has all zones isolated. */
static void a_notice_races_with_each_leaf_of_a_star(void **state)
{
    AttackCase attack = {.zones = 4,
                         .ways = 3,
                         .way = {{0, 1, 0.1}, {0, 2, 0.1}, {0, 3, 0.1}},
                         .detect_per_h = 0.05,
                         .answer = ANSWER_ALL,
                         .reaction_per_h = INFINITY};
    AttackChain *chain = attack_chain_new(&attack);
    (void)state;
    attack_chain_advance(chain, 1000, 0, NULL);
    AttackView view = attack_chain_view(chain);
    EXPECT_NEAR(attack_sum(view.compromised), 1 + 3 * 0.1 / 0.15, 1e-10);
    EXPECT_NEAR(attack_sum(view.isolated), 4, 1e-10);
    attack_chain_free(chain);
}

/* Notice at 0.1 and reaction at 0.3 one after the other: the leaf at 0.2 survives with probability
 * 0.1/(0.1 + 0.2) x 0.3/(0.3 + 0.2) = 0.2. A leak of 1/2 beyond isolation reaches it for ever. */
static void reaction_comes_after_notice_and_a_leak_goes_on(void **state)
{
    AttackCase attack = {.zones = 2,
                         .ways = 1,
                         .way = {{0, 1, 0.2}},
                         .detect_per_h = 0.1,
                         .answer = ANSWER_ALL,
                         .reaction_per_h = 0.3};
    (void)state;
    EXPECT_NEAR(compromised_at(&attack, 1000), 2 - 0.2, 1e-10);
    attack.leak = 0.5;
    EXPECT_NEAR(compromised_at(&attack, 1000), 2, 1e-10);
}

/* The entry's payload (0.1) races with its notice (0.3, isolation at once): destroyed with
 * probability 1/4, and either is the first notice. */
static void a_payload_is_a_notice_too(void **state)
{
    AttackCase attack = {.zones = 1,
                         .detect_per_h = 0.3,
                         .payload_per_h = 0.1,
                         .answer = ANSWER_NOTICED,
                         .reaction_per_h = INFINITY};
    AttackChain *chain = attack_chain_new(&attack);
    AttackView integral;
    (void)state;
    attack_chain_advance(chain, 100, 1000, &integral);
    EXPECT_NEAR(attack_chain_view(chain).destroyed[0], 0.25, 1e-10);
    EXPECT_NEAR(100 - integral.noticed_any, 1 / 0.4, 1e-8);
    attack_chain_free(chain);
}

/* 0 -> 1 at 0.2. Zone 1 is due for notice at once but nobody looks before the entry's notice at
 * 0.1: then both are isolated at once, each by its own notice. Without the entry's notice none is.
 */
static void the_first_notice_opens_the_eyes(void **state)
{
    AttackCase attack = {.zones = 2,
                         .ways = 1,
                         .way = {{0, 1, 0.2}},
                         .detect_per_h = 0.1,
                         .detect_next_per_h = INFINITY,
                         .answer = ANSWER_NOTICED,
                         .reaction_per_h = INFINITY};
    AttackChain *chain = attack_chain_new(&attack);
    (void)state;
    attack_chain_advance(chain, 1000, 0, NULL);
    AttackView view = attack_chain_view(chain);
    EXPECT_NEAR(view.isolated[0], 1, 1e-10);
    EXPECT_NEAR(view.isolated[1], 0.2 / 0.3, 1e-10);
    attack_chain_free(chain);
}

/* 0 -> 1 -> 2. Each notice isolates its zone alone; the second notice all. Zone 2 is clean and
 * isolated where 1 fell before the entry's notice (2/3) and was noticed (0.3) before it struck 2
 * (0.4): but its clock runs from the compromise, and may ring before the entry's: then the entry's
 * notice is the second one. P(2 is isolated clean) is the sum over both ways, by hand:
 * after 1 fell the three clocks 0.1 (entry), 0.3 (zone 1), 0.4 (spread) race; the entry first
 * (1/8): then 0.3 against 0.4, 3/7; zone 1 first (3/8): then 0.1 against 0.4, 1/5. */
static void an_escalation_isolates_what_is_still_clean(void **state)
{
    AttackCase attack = {.zones = 3,
                         .ways = 2,
                         .way = {{0, 1, 0.2}, {1, 2, 0.4}},
                         .detect_per_h = 0.1,
                         .detect_next_per_h = 0.3,
                         .answer = ANSWER_NOTICED,
                         .escalate_at = 2,
                         .reaction_per_h = INFINITY};
    AttackChain *chain = attack_chain_new(&attack);
    (void)state;
    attack_chain_advance(chain, 1000, 0, NULL);
    AttackView view = attack_chain_view(chain);
    double clean = 2.0 / 3 * (1.0 / 8 * 3 / 7 + 3.0 / 8 / 5);
    EXPECT_NEAR(view.compromised[2], 2.0 / 3 - clean, 1e-10);
    EXPECT_NEAR(view.isolated[2], 2.0 / 3, 1e-10);
    attack_chain_free(chain);
}

/* Isolated at rate 0.5, rebuilt at 0.1: down for 10 h in the mean, up to then at a hazard of 0.05
 * robbed: 0.05 / 0.55. */
static void downtime_and_theft_are_exponential_races(void **state)
{
    AttackCase attack = {.zones = 1,
                         .detect_per_h = 0.5,
                         .theft_per_h = 0.05,
                         .answer = ANSWER_NOTICED,
                         .reaction_per_h = INFINITY,
                         .rebuild_per_h = 0.1};
    AttackChain *chain = attack_chain_new(&attack);
    AttackView integral;
    (void)state;
    attack_chain_advance(chain, 300, 3000, &integral);
    EXPECT_NEAR(integral.down[0], 10, 1e-7);
    EXPECT_NEAR(attack_chain_view(chain).robbed[0], 0.05 / 0.55, 1e-10);
    attack_chain_free(chain);
}

/* With probability 0.2 nothing is compromised, and the entry is isolated all the same, then checked
 * at 0.5: down for 0.8 x 10 + 0.2 x 2 hours. */
static void a_false_alarm_is_checked(void **state)
{
    AttackCase attack = {.zones = 1,
                         .false_alarm_prob = 0.2,
                         .detect_per_h = 0.5,
                         .answer = ANSWER_ALL,
                         .reaction_per_h = INFINITY,
                         .rebuild_per_h = 0.1,
                         .check_per_h = 0.5};
    AttackChain *chain = attack_chain_new(&attack);
    AttackView integral;
    (void)state;
    attack_chain_advance(chain, 300, 3000, &integral);
    EXPECT_NEAR(attack_chain_view(chain).compromised[0], 0.8, 1e-10);
    EXPECT_NEAR(attack_chain_view(chain).isolated[0], 1, 1e-10);
    EXPECT_NEAR(integral.down[0], 8.4, 1e-7);
    attack_chain_free(chain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_complete_graph_is_the_simple_epidemic_with_its_published_duration),
        cmocka_unit_test(a_line_is_reached_in_erlang_times),
        cmocka_unit_test(a_notice_races_with_each_leaf_of_a_star),
        cmocka_unit_test(reaction_comes_after_notice_and_a_leak_goes_on),
        cmocka_unit_test(a_payload_is_a_notice_too),
        cmocka_unit_test(the_first_notice_opens_the_eyes),
        cmocka_unit_test(an_escalation_isolates_what_is_still_clean),
        cmocka_unit_test(downtime_and_theft_are_exponential_races),
        cmocka_unit_test(a_false_alarm_is_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
