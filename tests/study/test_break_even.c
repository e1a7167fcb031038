#include "study/break_even.h"

#include "sim/stream.h"
#include "tests/test.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>

enum { PLACES = 9, REPLICATIONS = 40, RUNS = 1000 };

typedef struct Line { /* 0, 1/8, ..., 1 */
    double values[PLACES][2 * REPLICATIONS];
    double coordinates[PLACES];
    DecisionPlace places[PLACES];
    const DecisionPlace *order[PLACES];
    BreakEvenLine line;
} Line;

static void line_init(Line *line, size_t replications, bool is_common)
{
    for (size_t i = 0; i < PLACES; ++i) {
        line->coordinates[i] = (double)i / (PLACES - 1);
        line->places[i] = (DecisionPlace){replications, line->values[i]};
        line->order[i] = &line->places[i];
    }
    line->line = (BreakEvenLine){.place_count = PLACES,
                                 .places = line->order,
                                 .coordinates = line->coordinates,
                                 .first = 0,
                                 .second = 1,
                                 .is_common = is_common,
                                 .confidence = 0.95};
}

static size_t find(const Line *line, BreakEven *found)
{
    ResidualRange range = {0, 0};
    break_even_residuals(&line->line, &range);
    return break_even_find(&line->line, &range, found);
}

/* Differences x - 0.3, the same in every replication. */
static void without_noise_the_crossing_is_exact(void **state)
{
    (void)state;
    static Line line;
    line_init(&line, 3, true);
    for (size_t i = 0; i < PLACES; ++i) {
        for (size_t r = 0; r < 3; ++r) {
            line.values[i][r] = 7 + line.coordinates[i];
            line.values[i][3 + r] = 7.3;
        }
    }
    BreakEven found[BREAK_EVENS];
    EXPECT_EQUAL(find(&line, found), 1);
    EXPECT_NEAR(found[0].at, 0.3, 1e-9);
    EXPECT_NEAR(found[0].low, 0.3, 1e-9);
    EXPECT_NEAR(found[0].high, 0.3, 1e-9);
    EXPECT(found[0].rises);
}

/* One segment from 0 to 1, the same three replications at both ends: differences -1, -2, -3 and 3,
 * 2, 1. Interpolated at w they are -1 + 4 w, -2 + 4 w, -3 + 4 w: mean -2 + 4 w, sd 1, so 0 is not
 * excluded where |-2 + 4 w| sqrt(3) is at most Student's limit for 2 degrees of freedom: at 95 %
 * 4.302653, |w - 1/2| <= 0.6210, beyond both ends; at 90 % 2.919986, |w - 1/2| <= 0.421464. */
static void the_band_is_fiellers_set(void **state)
{
    (void)state;
    static Line line;
    line_init(&line, 3, true);
    const double left[] = {-1, -2, -3, 0, 0, 0}, right[] = {3, 2, 1, 0, 0, 0};
    const DecisionPlace places[] = {{3, left}, {3, right}};
    const DecisionPlace *order[] = {&places[0], &places[1]};
    const double coordinates[] = {0, 1};
    line.line.place_count = 2;
    line.line.places = order;
    line.line.coordinates = coordinates;
    BreakEven found[BREAK_EVENS];
    EXPECT_EQUAL(find(&line, found), 1);
    EXPECT_NEAR(found[0].at, 0.5, 1e-9);
    EXPECT_NEAR(found[0].low, -INFINITY, 0);
    EXPECT_NEAR(found[0].high, INFINITY, 0);
    line.line.confidence = 0.90;
    EXPECT_EQUAL(find(&line, found), 1);
    EXPECT_NEAR(found[0].low, 0.5 - 0.421464, 1e-5);
    EXPECT_NEAR(found[0].high, 0.5 + 0.421464, 1e-5);
}

static void one_sign_all_along_has_no_break_even(void **state)
{
    (void)state;
    static Line line;
    line_init(&line, 3, true);
    for (size_t i = 0; i < PLACES; ++i) {
        for (size_t r = 0; r < 3; ++r) {
            line.values[i][r] = 1 + (double)r / 100;
            line.values[i][3 + r] = 0;
        }
    }
    BreakEven found[BREAK_EVENS];
    EXPECT_EQUAL(find(&line, found), 0);
}

/* A difference of (x - 0.2) (x - 0.8): the first is better in between. */
static void two_crossings_are_two_break_evens(void **state)
{
    (void)state;
    static Line line;
    line_init(&line, 4, true);
    for (size_t i = 0; i < PLACES; ++i) {
        const double x = line.coordinates[i];
        for (size_t r = 0; r < 4; ++r) {
            line.values[i][r] = (x - 0.2) * (x - 0.8) + 1e-4 * (double)r;
            line.values[i][4 + r] = 1.5e-4;
        }
    }
    BreakEven found[BREAK_EVENS];
    EXPECT_EQUAL(find(&line, found), 2);
    EXPECT(!found[0].rises && found[1].rises);
    EXPECT_NEAR(found[0].at, 0.2, 0.02); /* the curve is taken as straight between its places */
    EXPECT_NEAR(found[1].at, 0.8, 0.02);
    EXPECT(found[0].low < found[0].at && found[0].high > found[0].at);
}

typedef struct Cover {
    size_t covered, covered_shifted, open;
    double width;
} Cover;

typedef void DrawLine(Stream *stream, Line *line);

/* How often the band covers `root`, and one that is wrong by 0.1. */
static Cover cover_of(DrawLine *draw, bool is_common, double root, uint64_t seed)
{
    static Line line;
    Cover cover = {0};
    Stream stream;
    stream_init(&stream, seed, 0, stream_source("test of break-evens", "", ""), 0);
    line_init(&line, REPLICATIONS, is_common);
    for (size_t run = 0; run < RUNS; ++run) {
        stream_rekey(&stream, run);
        draw(&stream, &line);
        BreakEven found[BREAK_EVENS];
        const size_t count = find(&line, found);
        for (size_t k = 0; k < count; ++k) {
            cover.covered += found[k].low <= root && found[k].high >= root;
            cover.covered_shifted += found[k].low <= root + 0.1 && found[k].high >= root + 0.1;
            cover.open += isinf(found[k].low) || isinf(found[k].high);
            cover.width += isinf(found[k].low) || isinf(found[k].high)
                               ? 0
                               : (found[k].high - found[k].low) / RUNS;
        }
    }
    return cover;
}

/* Difference 2 (x - 0.55) with noise of sd 0.4, of which 0.3 is common to all places. */
static void draw_normal(Stream *stream, Line *line)
{
    for (size_t r = 0; r < REPLICATIONS; ++r) {
        const double common = 0.3 * gsl_ran_ugaussian(stream_rng(stream));
        for (size_t i = 0; i < PLACES; ++i) {
            const double own = 0.2646 * gsl_ran_ugaussian(stream_rng(stream));
            line->values[i][r] = 2 * (line->coordinates[i] - 0.55) + common + own;
            line->values[i][REPLICATIONS + r] = 0;
        }
    }
}

static void draw_independent(Stream *stream, Line *line)
{
    for (size_t i = 0; i < PLACES; ++i) {
        for (size_t r = 0; r < REPLICATIONS; ++r) {
            line->values[i][r] =
                2 * (line->coordinates[i] - 0.55) + 0.4 * gsl_ran_ugaussian(stream_rng(stream));
            line->values[i][REPLICATIONS + r] = 0;
        }
    }
}

/* One jump of chance x costs 1; cutting costs 0.45 for certain. */
static void draw_jump(Stream *stream, Line *line)
{
    for (size_t r = 0; r < REPLICATIONS; ++r) {
        const double u = stream_uniform(stream);
        for (size_t i = 0; i < PLACES; ++i) {
            line->values[i][r] = u < line->coordinates[i] ? 1 : 0;
            line->values[i][REPLICATIONS + r] = 0.45;
        }
    }
}

/* Of 1000 bands at 95 %: 950 +- 3.29 x sqrt(1000 x 0.95 x 0.05) = 22.7. Of the jump, which is far
 * from normal, half a percent is given up below. */
static void bands_cover_the_break_even(void **state)
{
    (void)state;
    const Cover normal = cover_of(draw_normal, true, 0.55, 1);
    const Cover apart = cover_of(draw_independent, false, 0.55, 2);
    const Cover jump = cover_of(draw_jump, true, 0.45, 3);
    EXPECT(normal.covered >= 928 && normal.covered <= 973);
    EXPECT(apart.covered >= 928);
    EXPECT(jump.covered >= 922);
    EXPECT(normal.covered_shifted < 500); /* the planted fault: a root that is wrong by 0.1 */
    EXPECT(apart.covered_shifted < 500);
}

/* Whoever takes independent places for common ones, or common ones for independent ones, misses. */
static void which_numbers_are_common_matters(void **state)
{
    (void)state;
    const Cover right = cover_of(draw_normal, true, 0.55, 4),
                wrong = cover_of(draw_normal, false, 0.55, 4);
    EXPECT(wrong.width < 0.95 * right.width);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_noise_the_crossing_is_exact),
        cmocka_unit_test(the_band_is_fiellers_set),
        cmocka_unit_test(one_sign_all_along_has_no_break_even),
        cmocka_unit_test(two_crossings_are_two_break_evens),
        cmocka_unit_test(bands_cover_the_break_even),
        cmocka_unit_test(which_numbers_are_common_matters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
