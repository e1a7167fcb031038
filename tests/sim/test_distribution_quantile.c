#include "sim/distribution_parse.h"
#include "sim/distribution_quantile.h"
#include "tests/test.h"

#include <gsl/gsl_errno.h>

static Distribution parsed(const char *text, Arena *arena)
{
    const DistributionSyntax syntax = {.decimal_sign = '.', .arena = arena};
    Distribution distribution;
    char message[256];
    if (!distribution_parse(&distribution, text, &syntax, message, sizeof message)) {
        fail_msg("%s: %s", text, message);
    }
    return distribution;
}

typedef struct Known {
    const char *text;
    double p, value; /* derived by hand, from closed forms or the symmetry of the distribution */
} Known;

/* exponential: -4 ln(1 - p). weibull of shape 2: 2 sqrt(ln 2). pareto of shape 2: 1 / sqrt(1 -
 * 0.75). triangular (0, 1, 2) and beta (2, 2) are symmetric. normal of mean 0: the half normal,
 * whose median is the third quartile of the normal, 0.674489750196082. lognormal: the median is
 * m / sqrt(1 + (s / m)^2) = 4 / 1.25. gamma of mean 1 and sd 1 is exponential. hyperexponential of
 * equal means is exponential. */
static const Known known[] = {
    {"7", 0.3, 7},
    {"exponential(mean=4)", 0.5, 2.772588722239781},
    {"uniform(low=1 high=5)", 0.25, 2},
    {"triangular(low=0 mode=1 high=2)", 0.5, 1},
    {"triangular(low=0 mode=1 high=2)", 0.125, 0.5},
    {"pert(low=1 mode=2 high=3)", 0.5, 2},
    {"normal(mean=0 sd=1)", 0.5, 0.674489750196082},
    {"lognormal(mean=4 sd=3)", 0.5, 3.2},
    {"gamma(mean=1 sd=1)", 0.5, 0.6931471805599453},
    {"erlang(k=1 mean=1)", 0.5, 0.6931471805599453},
    {"weibull(scale=2 shape=2)", 0.5, 1.665109222315395},
    {"hyperexponential(p=0.3 mean1=1 mean2=1)", 0.5, 0.6931471805599453},
    {"pareto(scale=1 shape=2)", 0.75, 2},
    {"beta(low=1 high=3 a=2 b=2)", 0.5, 2},
    {"discrete(values=5|1|3 weights=1|1|2)", 0.25, 1},
    {"discrete(values=5|1|3 weights=1|1|2)", 0.2500001, 3},
    {"discrete(values=5|1|3 weights=1|1|2)", 0.9, 5},
};

static void quantiles_are_those_of_the_textbook(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const Distribution distribution = parsed(known[i].text, arena);
        EXPECT_NEAR(distribution_quantile(&distribution, known[i].p), known[i].value, 1e-9);
    }
    arena_free(arena);
}

static void quantiles_of_values_are_values(void **state)
{
    (void)state;
    static const double values[] = {9, 1, 4, 1};
    const Distribution distribution = distribution_empirical(values, 4);
    EXPECT_NEAR(distribution_quantile(&distribution, 0), 1, 0);
    EXPECT_NEAR(distribution_quantile(&distribution, 0.5), 1, 0);
    EXPECT_NEAR(distribution_quantile(&distribution, 0.51), 4, 0);
    EXPECT_NEAR(distribution_quantile(&distribution, 1), 9, 0);
}

static void the_ends_are_the_bounds(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    const Distribution bounded = parsed("pert(low=1 mode=2 high=4)", arena);
    const Distribution open = parsed("lognormal(mean=4 sd=3)", arena);
    const Distribution tailed = parsed("pareto(scale=3 shape=2)", arena);
    EXPECT_NEAR(distribution_quantile(&bounded, 0), 1, 0);
    EXPECT_NEAR(distribution_quantile(&bounded, 1), 4, 0);
    EXPECT_NEAR(distribution_quantile(&open, 0), 0, 0);
    EXPECT(isinf(distribution_quantile(&open, 1)));
    EXPECT_NEAR(distribution_quantile(&tailed, 0), 3, 0);
    arena_free(arena);
}

/* Through shapes where GSL's own inversion may give up. */
static void quantiles_do_not_fall(void **state)
{
    (void)state;
    static const char *const texts[] = {"gamma(mean=1 sd=30)",
                                        "gamma(mean=1 sd=0.001)",
                                        "beta(low=0 high=1 a=0.01 b=50)",
                                        "beta(low=0 high=1 a=400 b=0.2)",
                                        "hyperexponential(p=0.01 mean1=1000 mean2=0.001)",
                                        "normal(mean=0.1 sd=5)",
                                        "pert(low=0 mode=0 high=1)"};
    Arena *arena = arena_new(0);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const Distribution distribution = parsed(texts[i], arena);
        double before = 0;
        for (int k = 0; k <= 1000; k++) {
            const double value = distribution_quantile(&distribution, k / 1000.0);
            if (!(value >= before)) {
                fail_msg("%s: falls to %g from %g at %d / 1000", texts[i], value, before, k);
            }
            before = value;
        }
    }
    arena_free(arena);
}

/* The mean of the quantiles at the middles of n equal slices is the mean, to the order of the
 * slices. */
static void quantiles_have_the_mean_of_the_distribution(void **state)
{
    (void)state;
    enum { SLICES = 20000 };
    Arena *arena = arena_new(0);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const Distribution distribution = parsed(known[i].text, arena);
        double sum = 0;
        if (distribution.kind == DISTRIBUTION_PARETO) {
            continue; /* of infinite variance: the last slices hold too much */
        }
        for (int k = 0; k < SLICES; k++) {
            sum += distribution_quantile(&distribution, (k + 0.5) / SLICES);
        }
        EXPECT_NEAR(sum / SLICES, distribution_mean(&distribution), 2e-3);
    }
    arena_free(arena);
}

static void the_scale_multiplies(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    const Distribution distribution = parsed("lognormal(mean=4 sd=3)", arena);
    const Distribution doubled = distribution_scaled(&distribution, 2);
    EXPECT_NEAR(distribution_quantile(&doubled, 0.5), 6.4, 1e-9);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_those_of_the_textbook),
        cmocka_unit_test(quantiles_of_values_are_values),
        cmocka_unit_test(the_ends_are_the_bounds),
        cmocka_unit_test(quantiles_do_not_fall),
        cmocka_unit_test(quantiles_have_the_mean_of_the_distribution),
        cmocka_unit_test(the_scale_multiplies),
    };
    gsl_set_error_handler_off(); /* as the program does: GSL says by its return that it gave up */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
