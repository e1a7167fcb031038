#include "sim/stream.h"
#include "tests/test.h"

#include <gsl/gsl_randist.h>
#include <Random123/threefry.h>
#include <stdlib.h>

enum { DRAWS = 200000 };

/* Vector of the Random123 distribution (kat_vectors: threefry4x64, 20 rounds, counter and key 0).
 */
static void the_first_block_of_an_all_zero_key_is_the_published_one(void **state)
{
    (void)state;
    const uint64_t published[STREAM_WORDS] = {
        UINT64_C(0x09218ebde6c85537), UINT64_C(0x55941f5266d86105), UINT64_C(0x4bd25e16282434dc),
        UINT64_C(0xee29ec846bd2e40b)};
    Stream stream;
    stream_init(&stream, 0, 0, 0, 0);
    for (int i = 0; i < STREAM_WORDS; i++) {
        EXPECT(stream_word(&stream) == published[i]);
    }
}

/* Which part of the key goes where in the counter; the second block has counter 1. */
static void a_block_is_threefry_of_block_entity_source_and_replication(void **state)
{
    (void)state;
    const threefry4x64_ctr_t counter = {{1, 44, 33, 22}};
    const threefry4x64_key_t key = {{11, 0, 0, 0}};
    const threefry4x64_ctr_t expected = threefry4x64_R(20, counter, key);
    Stream stream;
    stream_init(&stream, 11, 22, 33, 44);
    for (int i = 0; i < STREAM_WORDS; i++) {
        stream_word(&stream);
    }
    for (int i = 0; i < STREAM_WORDS; i++) {
        EXPECT(stream_word(&stream) == expected.v[i]);
    }
}

static void uniforms_lie_in_0_to_1_and_have_mean_one_half(void **state)
{
    (void)state;
    Stream stream;
    stream_init(&stream, 1, 2, 3, 4);
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
        const double u = stream_uniform(&stream);
        EXPECT(u >= 0 && u < 1);
        sum += u;
    }
    /* 99.9 %: 3.29 standard errors, each 1 / sqrt(12 n) */
    EXPECT_NEAR(sum / DRAWS, 0.5, 3.29 / sqrt(12.0 * DRAWS));
}

static void uniforms_fill_256_classes_evenly(void **state)
{
    (void)state;
    enum { CLASSES = 256 };
    int counts[CLASSES] = {0};
    Stream stream;
    stream_init(&stream, 5, 6, 7, 8);
    for (int i = 0; i < DRAWS; i++) {
        counts[(int)(stream_uniform(&stream) * CLASSES)]++;
    }
    const double expected = (double)DRAWS / CLASSES;
    double chi_square = 0;
    for (int i = 0; i < CLASSES; i++) {
        chi_square += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    /* chi-square with 255 degrees of freedom: 99.9 % lie between 187.2 and 334.9 (0.05 % each side)
     */
    EXPECT_NEAR(chi_square, 261, 74);
}

/* Correlation of the uniforms of two streams; its standard error is 1 / sqrt(n). */
static double correlation(Stream *a, Stream *b)
{
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
        sum += (stream_uniform(a) - 0.5) * (stream_uniform(b) - 0.5);
    }
    return 12 * sum / DRAWS;
}

static void streams_that_differ_in_one_part_of_the_key_are_independent(void **state)
{
    (void)state;
    const uint64_t keys[][4] = {{2, 1, 1, 1}, {1, 2, 1, 1}, {1, 1, 2, 1}, {1, 1, 1, 2}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        Stream one, other;
        stream_init(&one, 1, 1, 1, 1);
        stream_init(&other, keys[i][0], keys[i][1], keys[i][2], keys[i][3]);
        EXPECT_NEAR(correlation(&one, &other), 0, 3.29 / sqrt(DRAWS));
    }
}

static void successive_uniforms_are_uncorrelated(void **state)
{
    (void)state;
    Stream one, shifted;
    stream_init(&one, 9, 9, 9, 9);
    stream_init(&shifted, 9, 9, 9, 9);
    stream_uniform(&shifted);
    EXPECT_NEAR(correlation(&one, &shifted), 0, 3.29 / sqrt(DRAWS));
}

static void the_same_key_gives_the_same_numbers(void **state)
{
    (void)state;
    Stream one, other;
    stream_init(&one, 1, 2, 3, 4);
    stream_init(&other, 1, 2, 3, 4);
    for (int i = 0; i < 100; i++) {
        EXPECT(stream_word(&one) == stream_word(&other));
    }
}

static void a_mirror_has_every_bit_inverted(void **state)
{
    (void)state;
    Stream stream, mirror;
    stream_init(&stream, 1, 2, 3, 4);
    stream_init(&mirror, 1, stream_mirror(2), 3, 4);
    for (int i = 0; i < 100; i++) {
        if (i == 50) {
            stream_rekey(&stream, 77);
            stream_rekey(&mirror, 77);
        }
        EXPECT((stream_word(&stream) ^ stream_word(&mirror)) == UINT64_MAX);
    }
}

/* Of 53 bits k and their inverse: k + (2^53 - 1 - k) steps of 2^-53, a sum that a double holds
 * exactly. */
static void a_uniform_and_that_of_the_mirror_sum_to_one_less_a_step(void **state)
{
    (void)state;
    Stream stream, mirror;
    stream_init(&stream, 5, 6, 7, 8);
    stream_init(&mirror, 5, stream_mirror(6), 7, 8);
    for (int i = 0; i < DRAWS; i++) {
        EXPECT_NEAR(stream_uniform(&stream) + stream_uniform(&mirror), 1 - 0x1p-53, 0);
    }
}

static void the_mirror_of_a_mirror_is_the_replication(void **state)
{
    (void)state;
    EXPECT(stream_mirror(stream_mirror(0)) == 0);
    EXPECT(stream_mirror(stream_mirror(12345)) == 12345);
    EXPECT(stream_mirror(1) != 1);
}

static void rekeying_goes_to_the_beginning_of_the_entity_whatever_was_drawn_before(void **state)
{
    (void)state;
    Stream fresh, used;
    stream_init(&fresh, 1, 2, 3, 77);
    stream_init(&used, 1, 2, 3, 4);
    for (int i = 0; i < 7; i++) {
        stream_word(&used);
    }
    stream_rekey(&used, 77);
    for (int i = 0; i < 9; i++) {
        EXPECT(stream_word(&used) == stream_word(&fresh));
    }
}

static void it_serves_gsl_with_the_same_numbers(void **state)
{
    (void)state;
    Stream stream, twin;
    stream_init(&stream, 1, 2, 3, 4);
    stream_init(&twin, 1, 2, 3, 4);
    const gsl_rng *rng = stream_rng(&stream);
    for (int i = 0; i < 100; i++) {
        EXPECT(gsl_rng_uniform(rng) == stream_uniform(&twin));
        EXPECT(gsl_rng_get(rng) == stream_word(&twin));
        EXPECT(gsl_rng_uniform_int(rng, 6) < 6);
        stream_word(&twin);
    }
}

static void sources_are_hashed_with_the_boundaries_of_their_texts(void **state)
{
    (void)state;
    EXPECT(stream_source("ab", "c", "") != stream_source("a", "bc", ""));
    EXPECT(stream_source("a", "b", "c") != stream_source("a", "bc", ""));
    EXPECT(stream_source("a", "b", "") != stream_source("a", "", "b"));
    EXPECT(stream_source("a", "b", "c") == stream_source("a", "b", "c"));
}

static int compare_words(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* 20 000 keys of 64 bits collide by chance with probability 1e-11. */
static void sources_of_many_names_are_all_different(void **state)
{
    (void)state;
    enum { SERVICES = 100, INSURERS = 200, KEYS = SERVICES * INSURERS };
    static uint64_t keys[KEYS];
    for (int i = 0; i < KEYS; i++) {
        char service[16], insurer[16];
        snprintf(service, sizeof service, "s%d", i / INSURERS);
        snprintf(insurer, sizeof insurer, "muc-%02d", i % INSURERS);
        keys[i] = stream_source("arrivals", service, insurer);
    }
    qsort(keys, KEYS, sizeof *keys, compare_words);
    for (int i = 1; i < KEYS; i++) {
        EXPECT(keys[i] != keys[i - 1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_block_of_an_all_zero_key_is_the_published_one),
        cmocka_unit_test(a_block_is_threefry_of_block_entity_source_and_replication),
        cmocka_unit_test(uniforms_lie_in_0_to_1_and_have_mean_one_half),
        cmocka_unit_test(uniforms_fill_256_classes_evenly),
        cmocka_unit_test(streams_that_differ_in_one_part_of_the_key_are_independent),
        cmocka_unit_test(successive_uniforms_are_uncorrelated),
        cmocka_unit_test(the_same_key_gives_the_same_numbers),
        cmocka_unit_test(a_mirror_has_every_bit_inverted),
        cmocka_unit_test(a_uniform_and_that_of_the_mirror_sum_to_one_less_a_step),
        cmocka_unit_test(the_mirror_of_a_mirror_is_the_replication),
        cmocka_unit_test(rekeying_goes_to_the_beginning_of_the_entity_whatever_was_drawn_before),
        cmocka_unit_test(it_serves_gsl_with_the_same_numbers),
        cmocka_unit_test(sources_are_hashed_with_the_boundaries_of_their_texts),
        cmocka_unit_test(sources_of_many_names_are_all_different),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
