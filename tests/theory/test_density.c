#include "tests/test.h"
#include "tests/theory/density.h"
#include "tests/theory/parallel_jobs.h"

#include <gsl/gsl_cdf.h>

static const DensityGrid GRID = {0.02, 4001}; /* 80 h, enough for means of some hours */

static void a_lognormal_length_has_its_mean_and_distribution(void **state)
{
    Density density = density_lognormal(GRID, 4, 2);
    double variance = log(1.25);
    (void)state;
    EXPECT_NEAR(density_mean(&density), 4, 1e-6);
    EXPECT_NEAR(density_below(&density, 3.333),
                gsl_cdf_lognormal_P(3.333, log(4) - variance / 2, sqrt(variance)), 1e-5);
    density_free(&density);
}

/* Gamma of shapes 2 and 3 and one scale add up to shape 5. */
static void gamma_lengths_of_one_scale_add_up(void **state)
{
    Density two = density_gamma(GRID, 2, 4), three = density_gamma(GRID, 3, 6);
    Density five = density_sum(&two, &three);
    (void)state;
    for (double t_h = 5; t_h < 30; t_h += 5) {
        EXPECT_NEAR(density_below(&five, t_h), gsl_cdf_gamma_P(t_h, 5, 2), 1e-5);
    }
    density_free(&two);
    density_free(&three);
    density_free(&five);
}

/* The mean gap of two lognormals of one law is 2 m erf(sigma / 2): twice the mean times Gini's
 * coefficient [Aitchison 1957]. The smaller is m less half the gap. */
static void the_gap_of_two_lognormal_lengths_is_ginis(void **state)
{
    Density density = density_lognormal(GRID, 4, 2);
    Density gap = density_gap(&density, &density);
    double expected = 8 * erf(sqrt(log(1.25)) / 2);
    (void)state;
    EXPECT_NEAR(density_mean(&gap), expected, 3e-5);
    EXPECT_NEAR(density_mean_smaller(&density, &density), 4 - expected / 2, 3e-5);
    density_free(&density);
    density_free(&gap);
}

static void two_crews_on_exponential_jobs_are_a_death_process(void **state)
{
    Density jobs[6];
    double start_h[6];
    (void)state;
    for (size_t i = 0; i < 6; i++) {
        jobs[i] = density_gamma((DensityGrid){0.01, 6001}, 1, 4);
    }
    EXPECT_NEAR(density_two_crews(jobs, 6, start_h), parallel_jobs_done_h(6, 2, 4, 6), 2e-4);
    for (size_t i = 0; i < 6; i++) {
        EXPECT_NEAR(start_h[i], parallel_jobs_start_h(2, 4, i), 2e-4);
        density_free(&jobs[i]);
    }
}

/* Three jobs of which the second is nearly 0: the third begins at once, and the last ends with the
 * longer of two lognormals, m (1 + erf(sigma / 2)). */
static void a_short_job_frees_its_crew(void **state)
{
    Density jobs[3] = {density_lognormal(GRID, 4, 2), density_lognormal(GRID, 0.5, 0.1),
                       density_lognormal(GRID, 4, 2)};
    double start_h[3];
    (void)state;
    double last_h = density_two_crews(jobs, 3, start_h);
    EXPECT_NEAR(start_h[2], 0.5, 1e-3);
    EXPECT(last_h > 4 * (1 + erf(sqrt(log(1.25)) / 2)));
    EXPECT(last_h < 4 * (1 + erf(sqrt(log(1.25)) / 2)) + 0.5);
    for (size_t i = 0; i < 3; i++) {
        density_free(&jobs[i]);
    }
}

/* Of two gamma variables of shape 2 and scale 1 the smaller has mean 1.25 [Gupta 1960]. */
static void the_smaller_of_two_gammas_has_its_published_mean(void **state)
{
    Density two = density_gamma((DensityGrid){0.005, 8001}, 2, 2);
    (void)state;
    EXPECT_NEAR(density_mean_smaller(&two, &two), 1.25, 1e-4);
    density_free(&two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lognormal_length_has_its_mean_and_distribution),
        cmocka_unit_test(gamma_lengths_of_one_scale_add_up),
        cmocka_unit_test(the_gap_of_two_lognormal_lengths_is_ginis),
        cmocka_unit_test(two_crews_on_exponential_jobs_are_a_death_process),
        cmocka_unit_test(a_short_job_frees_its_crew),
        cmocka_unit_test(the_smaller_of_two_gammas_has_its_published_mean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
