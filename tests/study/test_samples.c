#include "study/samples.h"

#include "tests/test.h"

#include "base/file.h"

#include <stdlib.h>
#include <unistd.h>

enum { STRATEGIES = 2, CURVE_DOUBLES = 5 };

static const Measures measures = {
    .value_count = 3, .curve_doubles = CURVE_DOUBLES, .zone_count = 1, .instance_count = 2};

/* A double that tells where it belongs. */
static double mark(size_t replication, size_t strategy, size_t at)
{
    return (double)(100 * replication + 10 * strategy + at);
}

static Sample *marked_sample(size_t replication)
{
    Sample *sample = sample_new(&measures, STRATEGIES);
    Outcome outcomes[STRATEGIES];
    sample->number = replication;
    sample_outcomes(sample, &measures, STRATEGIES, outcomes);
    for (size_t s = 0; s < STRATEGIES; ++s) {
        for (size_t i = 0; i < measures.value_count; ++i) {
            outcomes[s].values[i] = mark(replication, s, i);
        }
        for (size_t i = 0; i < CURVE_DOUBLES; ++i) {
            outcomes[s].curves[i] = -mark(replication, s, i);
        }
        outcomes[s].instances[1].done_h = mark(replication, s, 9);
        outcomes[s].events = s + 1;
    }
    sample_count(sample, STRATEGIES, outcomes);
    return sample;
}

static void expect_curves(const Samples *samples, size_t replications)
{
    double curve[64];
    Failure failure = {0};
    samples_curve(samples, 1, 2, 3, curve);
    EXPECT(samples_are_whole(samples, &failure));
    for (size_t r = 0; r < replications; ++r) {
        for (size_t k = 0; k < 3; ++k) {
            EXPECT_NEAR(curve[r * 3 + k], -mark(r, 1, 2 + k), 0);
        }
    }
}

static void expect_all(const Samples *samples, size_t replications)
{
    double values[64], of_one[3];
    WorkTimes work[64];
    for (size_t s = 0; s < STRATEGIES; ++s) {
        for (size_t row = 0; row < measures.value_count; ++row) {
            samples_values(samples, s, row, values);
            for (size_t r = 0; r < replications; ++r) {
                EXPECT_NEAR(values[r], mark(r, s, row), 0);
                samples_replication(samples, s, r, of_one);
                EXPECT_NEAR(of_one[row], mark(r, s, row), 0);
            }
        }
        samples_work(samples, s, 2, work);
        for (size_t r = 0; r < replications; ++r) {
            EXPECT_NEAR(work[r].done_h, mark(r, s, 9), 0);
        }
    }
    expect_curves(samples, replications);
}

static void what_was_put_in_comes_out_where_it_belongs(void **state)
{
    (void)state;
    Samples *samples = samples_new(&measures, STRATEGIES, NULL, 0);
    Failure failure = {0};
    for (size_t r = 0; r < 4; ++r) {
        EXPECT(samples_add(samples, marked_sample(r), &failure));
    }
    for (size_t r = 0; r < 4; ++r) {
        EXPECT_EQUAL(samples_held(samples, r)->events, 3);
    }
    expect_all(samples, 4);
    samples_free(samples);
}

/* A replication is 2 x (3 values + 3 jobs x 3 + 5 of curves) x 8 = 272 bytes: two fit into 600, the
 * others go to the file. Those read first are read again after more have come. */
static void what_is_beyond_the_limit_comes_back_from_the_file(void **state)
{
    (void)state;
    char folder[] = "/tmp/brownout-samples-XXXXXX";
    Failure failure = {0};
    EXPECT(mkdtemp(folder) != NULL);
    Samples *samples = samples_new(&measures, STRATEGIES, folder, 600);
    for (size_t r = 0; r < 6; ++r) {
        EXPECT(samples_add(samples, marked_sample(r), &failure));
        expect_all(samples, r + 1);
    }
    EXPECT(samples_held(samples, 1)->values != NULL && samples_held(samples, 1)->curves != NULL);
    EXPECT(samples_held(samples, 2)->values == NULL && samples_held(samples, 2)->curves == NULL);
    samples_free(samples);
    EXPECT_EQUAL(rmdir(folder), 0); /* empty: the file never had a lasting name */
}

static void a_folder_that_cannot_take_the_file_is_a_failure(void **state)
{
    (void)state;
    Failure failure = {0};
    Samples *samples = samples_new(&measures, STRATEGIES, "/nonexistent/folder", 0);
    EXPECT(!samples_add(samples, marked_sample(0), &failure));
    EXPECT(strstr(failure.message, "/nonexistent/folder") != NULL);
    EXPECT_EQUAL(samples_count(samples), 0);
    samples_free(samples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_in_comes_out_where_it_belongs),
        cmocka_unit_test(what_is_beyond_the_limit_comes_back_from_the_file),
        cmocka_unit_test(a_folder_that_cannot_take_the_file_is_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
