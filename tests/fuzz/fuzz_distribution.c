/* A distribution cell: the first byte tells the decimal sign, the rest is the text. What is
 * accepted has moments, and every draw is a finite number within its bound. */
#include "sim/distribution_parse.h"
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWS = 64, SEED = 1 };

/* Two files are there, one of them empty. */
static bool load(void *context, const char *file, const double **values, size_t *count,
                 char *message, size_t size)
{
    static const double waits[] = {0, 0.5, 3, 1e15};

    (void)context;
    *values = waits;
    *count = strcmp(file, "waits.csv") == 0 ? sizeof waits / sizeof *waits : 0;
    if (*count == 0 && strcmp(file, "empty.csv") != 0) {
        snprintf(message, size, "there is no such file");
        return false;
    }
    return true;
}

/* Moments are sums and quotients of doubles: equal up to rounding. */
static bool is_at_most(double value, double bound)
{
    return value <= bound + 1e-9 * fabs(bound);
}

static void expect_moments(const Distribution *distribution)
{
    const double mean = distribution_mean(distribution);
    const double sd = distribution_sd(distribution);

    FUZZ_EXPECT(isfinite(mean) && mean >= 0, "mean %g", mean);
    FUZZ_EXPECT(sd >= 0, "sd %g", sd);
    FUZZ_EXPECT(isfinite(sd) || distribution->kind == DISTRIBUTION_PARETO, "sd %g", sd);
    FUZZ_EXPECT(is_at_most(mean, distribution_upper_bound(distribution)), "mean %g over %g", mean,
                distribution_upper_bound(distribution));
    FUZZ_EXPECT(!distribution_is_zero(distribution) || !(mean > 0), "zero with mean %g", mean);
}

static void expect_draws(const Distribution *distribution)
{
    const double bound = distribution_upper_bound(distribution);
    Stream stream;

    stream_init(&stream, SEED, 0, stream_source("fuzz", "", ""), 0);
    const double first = distribution_draw(distribution, &stream);
    for (int i = 0; i < DRAWS; i++) {
        const double x = distribution_draw(distribution, &stream);
        FUZZ_EXPECT(isfinite(x) && x >= 0 && is_at_most(x, bound), "draw %g, bound %g", x, bound);
        FUZZ_EXPECT(!distribution_is_constant(distribution) || !(x > first || x < first),
                    "a constant drew %g and %g", first, x);
    }
}

static void expect_scaled(const Distribution *distribution)
{
    const Distribution minutes = distribution_scaled(distribution, 1.0 / 60);
    const double mean = distribution_mean(distribution);

    FUZZ_EXPECT(fabs(distribution_mean(&minutes) - mean / 60) <= 1e-9 * mean,
                "mean %g scaled to %g", mean, distribution_mean(&minutes));
    expect_draws(&minutes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (length == 0) {
        return 0;
    }
    Arena *arena = arena_new(0);
    const DistributionSyntax syntax = {
        .decimal_sign = bytes[0] == ',' ? ',' : '.', .arena = arena, .load = load};
    char message[256] = "";
    char *text = fuzz_text(bytes + 1, length - 1);
    Distribution distribution;

    if (distribution_parse(&distribution, text, &syntax, message, sizeof message)) {
        expect_moments(&distribution);
        expect_draws(&distribution);
        expect_scaled(&distribution);
    } else {
        fuzz_expect_message(message);
        FUZZ_EXPECT(distribution_is_zero(&distribution), "refused, but not the constant 0");
    }
    free(text);
    arena_free(arena);
    return 0;
}
