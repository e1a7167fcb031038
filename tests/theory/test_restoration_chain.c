#include "tests/test.h"
#include "tests/theory/parallel_jobs.h"
#include "tests/theory/restoration_chain.h"

#include <gsl/gsl_cdf.h>

/* `jobs` jobs of the same length without needs. */
static RestorationNetwork equal_jobs(size_t jobs, size_t crews, double mean_h, size_t phases)
{
    RestorationNetwork network = {.jobs = jobs, .crews = {crews}};
    for (size_t i = 0; i < jobs; i++) {
        network.job[i] = (NetworkJob){.mean_h = mean_h, .phases = phases};
    }
    return network;
}

static double done_h(const RestorationNetwork *network, uint32_t set, size_t count)
{
    RestorationChain *chain = restoration_chain_new(network);
    double h = restoration_chain_done_h(chain, set, count);
    restoration_chain_free(chain);
    return h;
}

static void parallel_exponential_jobs_are_a_death_process(void **state)
{
    (void)state;
    for (size_t crews = 1; crews <= 4; crews++) {
        RestorationNetwork network = equal_jobs(8, crews, 6, 1);
        RestorationChain *chain = restoration_chain_new(&network);
        for (size_t done = 1; done <= 8; done++) {
            EXPECT_NEAR(restoration_chain_done_h(chain, 0xFF, done),
                        parallel_jobs_done_h(8, crews, 6, done), 1e-11);
            EXPECT_NEAR(restoration_chain_start_h(chain, done - 1),
                        parallel_jobs_start_h(crews, 6, done - 1), 1e-11);
        }
        restoration_chain_free(chain);
    }
}

/* Order statistics of gamma variables of shape 2 and mean 2 [Gupta 1960]: of two the smaller has
 * mean 1.25, the larger 2.75. */
static void two_erlang_jobs_end_at_the_order_statistics_of_gupta(void **state)
{
    RestorationNetwork network = equal_jobs(2, 2, 2, 2);
    (void)state;
    EXPECT_NEAR(done_h(&network, 3, 1), 1.25, 1e-12);
    EXPECT_NEAR(done_h(&network, 3, 2), 2.75, 1e-12);
}

/* One crew: the last of three Erlang jobs of 2 phases is done after a gamma time of shape 6. */
static void one_crew_ends_after_the_sum_of_the_jobs(void **state)
{
    RestorationNetwork network = equal_jobs(3, 1, 4, 2);
    RestorationChain *chain = restoration_chain_new(&network);
    (void)state;
    EXPECT_NEAR(restoration_chain_done_h(chain, 7, 3), 12, 1e-11);
    for (double t_h = 2; t_h < 40; t_h += 5) {
        EXPECT_NEAR(restoration_chain_done_by(chain, 7, 3, t_h), gsl_cdf_gamma_P(t_h, 6, 2), 1e-11);
    }
    EXPECT_NEAR(restoration_chain_idle_h(chain), 0, 1e-12);
    restoration_chain_free(chain);
}

/* Crews without limit: the distribution functions of the lengths multiply. */
static void crews_without_limit_end_with_the_longest_job(void **state)
{
    RestorationNetwork network = {
        .jobs = 3, .crews = {3}, .job = {{5, 1, 0, 0}, {4, 2, 0, 0}, {3, 3, 0, 0}}};
    RestorationChain *chain = restoration_chain_new(&network);
    (void)state;
    for (double t_h = 1; t_h < 30; t_h += 4) {
        double product =
            gsl_cdf_exponential_P(t_h, 5) * gsl_cdf_gamma_P(t_h, 2, 2) * gsl_cdf_gamma_P(t_h, 3, 1);
        EXPECT_NEAR(restoration_chain_done_by(chain, 7, 3, t_h), product, 1e-11);
    }
    restoration_chain_free(chain);
}

/* C needs A, two crews, all of mean 1: the first end is at 1/2. If it is A's, B and C run and end
 * at 1 + 1/2; if it is B's, C follows A: 1 + 1. In all 1/2 + (3/2 + 2) / 2 = 9/4. C begins at the
 * end of A, 1, so one crew is idle until then if B ends first (half the time, for 1 on average),
 * and in the end while one job is left: 1 in either case. */
static void a_need_keeps_a_crew_waiting(void **state)
{
    RestorationNetwork network = {
        .jobs = 3, .crews = {2}, .job = {{1, 1, 0, 0}, {1, 1, 0, 0}, {1, 1, 1, 0}}};
    RestorationChain *chain = restoration_chain_new(&network);
    (void)state;
    EXPECT_NEAR(restoration_chain_done_h(chain, 7, 3), 2.25, 1e-12);
    EXPECT_NEAR(restoration_chain_start_h(chain, 2), 1, 1e-12);
    EXPECT_NEAR(restoration_chain_idle_h(chain), 1.5, 1e-12);
    restoration_chain_free(chain);
}

/* One crew, a job of 2 h before one of 6 h or after it: the mean of the two ends differs, the last
 * does not. */
static void the_list_decides_who_waits(void **state)
{
    RestorationNetwork short_first = {.jobs = 2, .crews = {1}, .job = {{2, 1, 0, 0}, {6, 3, 0, 0}}};
    RestorationNetwork long_first = {.jobs = 2, .crews = {1}, .job = {{6, 3, 0, 0}, {2, 1, 0, 0}}};
    (void)state;
    EXPECT_NEAR(done_h(&short_first, 3, 1), 2, 1e-12);
    EXPECT_NEAR(done_h(&long_first, 3, 1), 6, 1e-12);
    EXPECT_NEAR(done_h(&short_first, 3, 2), done_h(&long_first, 3, 2), 1e-12);
}

/* A team of its own for each job: as with two crews. */
static void teams_do_not_help_one_another(void **state)
{
    RestorationNetwork network = {
        .jobs = 3, .crews = {1, 1}, .job = {{4, 1, 0, 0}, {4, 1, 0, 1}, {4, 1, 0, 0}}};
    (void)state;
    EXPECT_NEAR(done_h(&network, 3, 2), 6, 1e-12);
    EXPECT_NEAR(done_h(&network, 5, 2), 8, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parallel_exponential_jobs_are_a_death_process),
        cmocka_unit_test(two_erlang_jobs_end_at_the_order_statistics_of_gupta),
        cmocka_unit_test(one_crew_ends_after_the_sum_of_the_jobs),
        cmocka_unit_test(crews_without_limit_end_with_the_longest_job),
        cmocka_unit_test(a_need_keeps_a_crew_waiting),
        cmocka_unit_test(the_list_decides_who_waits),
        cmocka_unit_test(teams_do_not_help_one_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
