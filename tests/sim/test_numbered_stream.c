#include "sim/numbered_stream.h"

#include "sim/distribution.h"
#include "tests/test.h"

#include <Random123/threefry.h>

enum { MANY = 1000, DRAWS = 200000 };

/* First words come from blocks of their own (the second word of the generator's key is 1): word n
 * is the one at n mod 4 of block n / 4. */
static void the_first_word_of_entity_n_is_word_n_of_the_source(void **state)
{
    (void)state;
    NumberedStream numbered;
    numbered_stream_init(&numbered, 11, 22, 33);
    for (uint64_t n = 0; n < MANY; n++) {
        const threefry4x64_ctr_t counter = {{n / 4, 0, 33, 22}};
        const threefry4x64_key_t key = {{11, 1, 0, 0}};
        const threefry4x64_ctr_t block = threefry4x64_R(20, counter, key);
        EXPECT(stream_word(numbered_stream_at(&numbered, n)) == block.v[n % 4]);
    }
}

static void further_words_are_those_of_a_stream_of_its_own(void **state)
{
    (void)state;
    NumberedStream numbered;
    Stream own;
    numbered_stream_init(&numbered, 11, 22, 33);
    stream_init(&own, 11, 22, 33, 0);
    for (uint64_t n = 1; n < MANY; n += 7) {
        Stream *const stream = numbered_stream_at(&numbered, n);
        stream_rekey(&own, n);
        stream_word(stream);
        for (int i = 0; i < 6; i++) {
            EXPECT(stream_word(stream) == stream_word(&own));
        }
    }
}

/* In order, backwards, in leaps of any length, with and without further words in between. */
static void what_an_entity_draws_does_not_depend_on_who_was_asked_before(void **state)
{
    (void)state;
    static uint64_t words[MANY][3];
    NumberedStream numbered;
    numbered_stream_init(&numbered, 1, 2, 3);
    for (uint64_t n = 0; n < MANY; n++) {
        Stream *const stream = numbered_stream_at(&numbered, n);
        for (int i = 0; i < 3; i++) {
            words[n][i] = stream_word(stream);
        }
    }
    for (uint64_t leap = 1; leap < MANY; leap += leap < 80 ? 1 : 37) {
        uint64_t n = leap;
        for (int i = 0; i < 300; i++, n = (n + leap) % MANY) {
            Stream *const stream = numbered_stream_at(&numbered, n);
            EXPECT(stream_word(stream) == words[n][0]);
            EXPECT(i % 3 != 0 || stream_word(stream) == words[n][1]);
        }
    }
}

static void numbers_beyond_all_counting_are_served_too(void **state)
{
    (void)state;
    NumberedStream numbered, fresh;
    numbered_stream_init(&numbered, 1, 2, 3);
    numbered_stream_init(&fresh, 1, 2, 3);
    for (uint64_t n = UINT64_MAX - 200; n != 200; n++) { /* past the end and on from 0 */
        const uint64_t word = stream_word(numbered_stream_at(&numbered, n));
        numbered_stream_read(&fresh, n);
        EXPECT(stream_word(numbered_stream_at(&fresh, n)) == word);
    }
}

static void an_exponential_by_number_is_that_of_the_entity_s_stream(void **state)
{
    (void)state;
    NumberedStream numbered, twin;
    numbered_stream_init(&numbered, 4, 5, 6);
    numbered_stream_init(&twin, 4, 5, 6);
    int seldom = 0;
    for (uint64_t n = 0; n < DRAWS; n++) {
        Stream *const stream = numbered_stream_at(&twin, n);
        EXPECT_NEAR(numbered_stream_exponential(&numbered, n), stream_exponential(stream), 0);
        seldom += stream->left == 0 ? 0 : 1; /* it took further words */
    }
    /* the insides hold 97.778 % of all words; the binomial number of the others lies within 3.29 of
     * its standard deviations in 99.9 % of cases */
    EXPECT_NEAR(seldom, 0.02222 * DRAWS, 3.29 * sqrt(0.02222 * DRAWS));
}

static void draws_by_number_are_those_of_the_entities_one_by_one(void **state)
{
    (void)state;
    static double values[MANY];
    const Distribution distributions[] = {
        distribution_constant(3),
        distribution_of(DISTRIBUTION_EXPONENTIAL, (double[4]){4}),
        distribution_of(DISTRIBUTION_GAMMA, (double[4]){4, 6}),
        distribution_of(DISTRIBUTION_LOGNORMAL, (double[4]){4, 3}),
    };
    for (size_t d = 0; d < sizeof distributions / sizeof *distributions; d++) {
        const Distribution scaled = distribution_scaled(&distributions[d], 0.3);
        NumberedStream numbered, single, twin;
        numbered_stream_init(&numbered, 4, 5, 6);
        numbered_stream_init(&single, 4, 5, 6);
        numbered_stream_init(&twin, 4, 5, 6);
        distribution_draw_numbered(&scaled, &numbered, 17, MANY, values);
        for (uint64_t i = 0; i < MANY; i++) {
            const double of_stream = distribution_draw(&scaled, numbered_stream_at(&twin, 17 + i));
            EXPECT_NEAR(values[i], of_stream, 0);
            EXPECT_NEAR(distribution_draw_first(&scaled, &single, 17 + i), of_stream, 0);
        }
    }
}

/* Neighbours, which share a block, and the same entity of two sources: 99.9 % of correlations lie
 * within 3.29 / sqrt(n). */
static void entities_and_sources_are_independent(void **state)
{
    (void)state;
    NumberedStream one, other;
    numbered_stream_init(&one, 4, 5, 6);
    numbered_stream_init(&other, 4, 5, 7);
    double of_neighbours = 0, of_sources = 0, before = 0;
    for (uint64_t n = 0; n < DRAWS; n++) {
        const double u = stream_uniform(numbered_stream_at(&one, n)) - 0.5;
        of_neighbours += before * u;
        of_sources += u * (stream_uniform(numbered_stream_at(&other, n)) - 0.5);
        before = u;
    }
    EXPECT_NEAR(12 * of_neighbours / DRAWS, 0, 3.29 / sqrt(DRAWS));
    EXPECT_NEAR(12 * of_sources / DRAWS, 0, 3.29 / sqrt(DRAWS));
}

/* First words, read ahead in batches of any length, and those that follow. */
static void of_a_mirror_every_word_of_every_entity_is_inverted(void **state)
{
    (void)state;
    NumberedStream numbered, mirror;
    numbered_stream_init(&numbered, 4, 5, 6);
    numbered_stream_init(&mirror, 4, stream_mirror(5), 6);
    for (uint64_t n = 0; n < MANY; n++) {
        Stream *const stream = numbered_stream_at(&numbered, n);
        Stream *const inverted = numbered_stream_at(&mirror, n);
        for (int i = 0; i < 6; i++) {
            EXPECT((stream_word(stream) ^ stream_word(inverted)) == UINT64_MAX);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_word_of_entity_n_is_word_n_of_the_source),
        cmocka_unit_test(further_words_are_those_of_a_stream_of_its_own),
        cmocka_unit_test(what_an_entity_draws_does_not_depend_on_who_was_asked_before),
        cmocka_unit_test(numbers_beyond_all_counting_are_served_too),
        cmocka_unit_test(an_exponential_by_number_is_that_of_the_entity_s_stream),
        cmocka_unit_test(draws_by_number_are_those_of_the_entities_one_by_one),
        cmocka_unit_test(entities_and_sources_are_independent),
        cmocka_unit_test(of_a_mirror_every_word_of_every_entity_is_inverted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
