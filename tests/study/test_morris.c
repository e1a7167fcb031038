#include "study/morris.h"

#include "sim/stream.h"
#include "tests/test.h"

/* Two factors, three trajectories; each point (u1, u2). */
static const double walk[] = {
    0.0, 0.0, 0.5, 0.0, 0.5, 0.5, /* first, second */
    1.0, 0.5, 1.0, 1.0, 0.5, 1.0, /* second, first (downwards) */
    0.0, 0.5, 0.5, 0.5, 0.5, 0.0, /* first, second (downwards) */
};
static const MorrisDesign design = {.factors = 2, .trajectories = 3, .points = walk};

typedef double Response(double first, double second);

static double linear(double first, double second)
{
    return 7 + 3 * first - 2 * second;
}

static double product(double first, double second)
{
    return 6 * first * second;
}

static void respond(Response *response, double *responses)
{
    for (size_t i = 0; i < 9; ++i) {
        responses[i] = response(walk[2 * i], walk[2 * i + 1]);
    }
}

static void a_line_has_its_slopes_and_no_sigma(void **state)
{
    (void)state;
    double responses[9];
    MorrisEffect effects[2];
    respond(linear, responses);
    EXPECT(morris_is_design(&design));
    morris_effects(&design, responses, 0.95, effects);
    EXPECT_NEAR(effects[0].mu, 3, 1e-12);
    EXPECT_NEAR(effects[0].mu_star, 3, 1e-12);
    EXPECT_NEAR(effects[0].sigma, 0, 1e-12);
    EXPECT_NEAR(effects[1].mu, -2, 1e-12);
    EXPECT_NEAR(effects[1].mu_star, 2, 1e-12);
    EXPECT_NEAR(effects[1].mu_star_low, 2, 1e-9);
    EXPECT_EQUAL(effects[1].n, 3);
}

/* The effect of the first factor is 6 u2, so 0, 6, 3: mean 3, sd 3, half width
 * 4.302653 x 3 / sqrt(3) = 7.452413; of the second 6 u1: 3, 6, 3: mean 4, sd sqrt(3), half width
 * 4.302653. The lower end of mu* stops at 0. */
static void a_product_is_seen_in_sigma(void **state)
{
    (void)state;
    double responses[9];
    MorrisEffect effects[2];
    respond(product, responses);
    morris_effects(&design, responses, 0.95, effects);
    EXPECT_NEAR(effects[0].mu, 3, 1e-12);
    EXPECT_NEAR(effects[0].sigma, 3, 1e-12);
    EXPECT_NEAR(effects[0].mu_low, 3 - 7.452413, 1e-5);
    EXPECT_NEAR(effects[0].mu_star_low, 0, 0);
    EXPECT_NEAR(effects[0].mu_star_high, 3 + 7.452413, 1e-5);
    EXPECT_NEAR(effects[1].mu, 4, 1e-12);
    EXPECT_NEAR(effects[1].sigma, sqrt(3), 1e-12);
    EXPECT_NEAR(effects[1].mu_low, 4 - 4.302653, 1e-5);
}

/* Effects +1 and -1 cancel in mu, not in mu*. */
static void mu_star_sees_what_changes_its_sign(void **state)
{
    (void)state;
    const double points[] = {0.0, 0.5, 0.5, 1.0};
    const MorrisDesign two = {.factors = 1, .trajectories = 2, .points = points};
    const double responses[] = {0.5, 0.0, 0.0, 0.5}; /* |u - 1/2| */
    MorrisEffect effect;
    morris_effects(&two, responses, 0.95, &effect);
    EXPECT_NEAR(effect.mu, 0, 1e-12);
    EXPECT_NEAR(effect.mu_star, 1, 1e-12);
}

static void an_undefined_response_leaves_its_steps_out(void **state)
{
    (void)state;
    double responses[9];
    MorrisEffect effects[2];
    respond(linear, responses);
    responses[0] = NAN;      /* the first trajectory's step of the first factor */
    responses[7] = INFINITY; /* both steps of the third */
    morris_effects(&design, responses, 0.95, effects);
    EXPECT_EQUAL(effects[0].n, 1);
    EXPECT_EQUAL(effects[1].n, 2);
    EXPECT_NEAR(effects[0].mu, 3, 1e-12);
    EXPECT_NEAR(effects[0].mu_low, NAN, 0);
}

static void steps_of_two_factors_or_of_none_are_no_design(void **state)
{
    (void)state;
    const double both[] = {0, 0, 0.5, 0.5, 0.5, 0}, none[] = {0, 0, 0, 0, 0, 0.5},
                 twice[] = {0, 0, 0.5, 0, 0, 0};
    const double *const faults[] = {both, none, twice};
    for (size_t i = 0; i < 3; ++i) {
        const MorrisDesign faulty = {.factors = 2, .trajectories = 1, .points = faults[i]};
        EXPECT(!morris_is_design(&faulty));
    }
}

/* f = u1^2 from a uniform start with a step of 1/2: the effect is 2 u1 + 1/2 for u1 in [0, 1/2],
 * mean 1 and variance 4 / 48. Over 400 runs of 10 trajectories the interval of mu must cover 1 in
 * 95 %: 380 +- 3.29 x sqrt(400 x 0.95 x 0.05) = 14.4. */
static void intervals_cover_the_mean_effect(void **state)
{
    (void)state;
    enum { RUNS = 400, WALKS = 10 };
    Stream stream;
    stream_init(&stream, 11, 0, stream_source("test of elementary effects", "", ""), 0);
    size_t covered = 0;
    for (size_t run = 0; run < RUNS; ++run) {
        double points[2 * WALKS], responses[2 * WALKS];
        for (size_t t = 0; t < WALKS; ++t) {
            points[2 * t] = stream_uniform(&stream) / 2;
            points[2 * t + 1] = points[2 * t] + 0.5;
            responses[2 * t] = points[2 * t] * points[2 * t];
            responses[2 * t + 1] = points[2 * t + 1] * points[2 * t + 1];
        }
        const MorrisDesign walks = {.factors = 1, .trajectories = WALKS, .points = points};
        MorrisEffect effect;
        morris_effects(&walks, responses, 0.95, &effect);
        covered += effect.mu_low <= 1 && effect.mu_high >= 1;
    }
    EXPECT(covered >= 365 && covered <= 395);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_has_its_slopes_and_no_sigma),
        cmocka_unit_test(a_product_is_seen_in_sigma),
        cmocka_unit_test(mu_star_sees_what_changes_its_sign),
        cmocka_unit_test(an_undefined_response_leaves_its_steps_out),
        cmocka_unit_test(steps_of_two_factors_or_of_none_are_no_design),
        cmocka_unit_test(intervals_cover_the_mean_effect),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
