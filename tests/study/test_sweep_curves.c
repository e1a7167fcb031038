#include "study/sweep_curves.h"
#include "tests/test.h"

static Scenario run_of(double days, double sample_h)
{
    static ServiceSpec services[] = {{.id = "cards", .name = "Cards"}};
    return (Scenario){.run = {.sample_h = sample_h, .horizon_h = 24 * days},
                      .service_count = 1,
                      .services = services};
}

static void expect_steps(double days, double sample_h, size_t steps, double step_h)
{
    Arena *arena = arena_new(0);
    const Scenario scenario = run_of(days, sample_h);
    const SweepCurves curves = sweep_curves_of(&scenario, arena);
    EXPECT_EQUAL(curves.step_count, steps);
    EXPECT_NEAR(curves.step_h, step_h, 1e-12);
    EXPECT_NEAR((double)curves.samples * sample_h, step_h, 1e-12);
    EXPECT_EQUAL(sweep_curves_size(&curves), 2 * steps);
    EXPECT_TEXT(curves.services[0].name, "Cards");
    arena_free(arena);
}

/* Days, where there are no more than 60; two of them each for 120 days; a 60th of a short run, in
 * whole samples; no step is shorter than a sample. */
static void steps_are_days_where_they_can_be(void **state)
{
    (void)state;
    expect_steps(16, 2, 16, 24);
    expect_steps(16.5, 1, 17, 24);
    expect_steps(120, 1, 60, 48);
    expect_steps(5, 1, 60, 2);
    expect_steps(5, 1.5, 40, 3);
    expect_steps(16, 5, 16, 25);
    expect_steps(2, 24, 2, 24);
}

enum { SAMPLES = 5, LARGEST = 4 * SAMPLES };

static const double samples[LARGEST] = {
    6, 1, 0, 0, 8, /* delays in all, of what arrived in a sample */
    2, 1, 0, 0, 2, /* how many were served */
    0, 0, 0, 3, 2, /* not finished */
    2, 2, 0, 3, 4, /* arrived */
};

static const CurveRow delay = {.scope = "service",
                               .id = "cards",
                               .metric = "delay_mean_h",
                               .kind = CURVE_RATIO,
                               .count = SAMPLES,
                               .missing_offset = 2 * SAMPLES};
static const Measures measures = {.curve_count = 1, .curves = &delay};

/* Steps of two samples: 7 h of three served, none of four unfinished; nobody served, three of three
 * unfinished; 8 h of two, two of four. */
static void a_step_has_the_mean_delay_of_what_arrived_in_it(void **state)
{
    (void)state;
    static const SweepService cards = {"cards", "Cards"};
    const SweepCurves curves = {
        .service_count = 1, .services = &cards, .step_count = 4, .step_h = 2, .samples = 2};
    const double want[] = {7.0 / 3, 0, NAN, 1, 4, 0.5, NAN, NAN}; /* the last lies behind the end */
    double got[8];
    sweep_curves_take(&curves, &measures, samples, got);
    for (size_t i = 0; i < 8; ++i) {
        EXPECT_NEAR(got[i], want[i], 1e-15);
    }
}

static void curves_are_kept_where_a_design_draws_from_a_distribution(void **state)
{
    (void)state;
    const SweepCell drawn = {.distribution = "exponential(mean=1)"}, ranged = {.distribution = ""};
    const SweepFactor one = {.cell_count = 1, .cells = &drawn},
                      other = {.cell_count = 1, .cells = &ranged};
    EXPECT(sweep_curves_are_drawn(SWEEP_LHS, &one, 1));
    EXPECT(sweep_curves_are_drawn(SWEEP_SOBOL, &one, 1));
    EXPECT(!sweep_curves_are_drawn(SWEEP_GRID, &one, 1));
    EXPECT(!sweep_curves_are_drawn(SWEEP_LHS, &other, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_days_where_they_can_be),
        cmocka_unit_test(a_step_has_the_mean_delay_of_what_arrived_in_it),
        cmocka_unit_test(curves_are_kept_where_a_design_draws_from_a_distribution),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
