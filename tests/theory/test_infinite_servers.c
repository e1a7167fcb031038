#include "tests/test.h"
#include "tests/theory/infinite_servers.h"
#include "tests/theory/tagged_arrival.h"

#include <gsl/gsl_integration.h>

static const WorkLaw laws[] = {
    {WORK_CONSTANT, 1.5, 0, 0},  {WORK_EXPONENTIAL, 1.5, 0, 0},
    {WORK_UNIFORM, 0.5, 2.5, 0}, {WORK_ERLANG, 3, 1.5, 0},
    {WORK_LOGNORMAL, 1.5, 2, 0}, {WORK_PARETO, 0.9, 2.5, 0},
    {WORK_UNIFORM, 0, 3, 0},     {WORK_HYPEREXPONENTIAL, 0.75, 0.5, 4.5},
};
enum { LAWS = sizeof laws / sizeof laws[0] };

static double beyond(double x_h, void *law)
{
    return work_beyond(law, x_h);
}

/* E min(S, x) is the integral of P(S > s) up to x, whatever the law. */
static void mean_of_the_smaller_integrates_the_tail(void **state)
{
    gsl_integration_workspace *workspace = gsl_integration_workspace_alloc(1000);
    (void)state;
    for (size_t i = 0; i < LAWS; i++) {
        WorkLaw law = laws[i];
        gsl_function tail = {beyond, &law};
        for (int k = 1; k <= 8; k++) {
            double integral = 0, error = 0;
            gsl_integration_qag(&tail, 0, 0.4 * k, 1e-9, 1e-9, 1000, 3, workspace, &integral,
                                &error);
            EXPECT_NEAR(work_mean_smaller_h(&law, 0.4 * k), integral, 1e-7);
        }
    }
    gsl_integration_workspace_free(workspace);
}

static double density(double x_h, void *law)
{
    return work_density_per_h(law, x_h);
}

/* From 1 to 2.2, where none of these laws has a jump. */
static void densities_integrate_to_probabilities(void **state)
{
    gsl_integration_workspace *workspace = gsl_integration_workspace_alloc(1000);
    (void)state;
    for (size_t i = 1; i < LAWS; i++) {
        WorkLaw law = laws[i];
        gsl_function function = {density, &law};
        double integral = 0, error = 0;
        gsl_integration_qag(&function, 1, 2.2, 1e-10, 1e-10, 1000, 3, workspace, &integral, &error);
        EXPECT_NEAR(integral, work_beyond(&law, 1) - work_beyond(&law, 2.2), 1e-9);
    }
    gsl_integration_workspace_free(workspace);
}

/* m = lambda E S in the end [Eick 1993]; all laws here have mean 1.5. The tail of the pareto law
 * leaves a^2.5 x^-1.5 / 1.5 of it after x. */
static void a_constant_rate_fills_up_to_the_load(void **state)
{
    const RatePiece piece = {1e6, 4};
    (void)state;
    for (size_t i = 0; i < LAWS; i++) {
        EXPECT_NEAR(work_mean_h(&laws[i]), 1.5, 1e-12);
        EXPECT_NEAR(infinite_servers_mean(
                        &(InfiniteServers){.work = laws[i], .pieces = &piece, .count = 1}, 1e6),
                    6, 1e-8);
    }
}

/* Constant work of 1.5 h: at 4 there are those who came since 2.5: 0.5 h of 3/h and 1 h of 8/h.
 * Uniform from 0 to 3: of 3/h from 1 to 3 the share (s - 1)/3, on average 1/3, is there: 2; of 8/h
 * from 3 to 4 5/6: 20/3. */
static void two_rates_by_hand(void **state)
{
    const RatePiece pieces[] = {{3, 3}, {9, 8}};
    InfiniteServers model = {.work = laws[0], .from_h = 1, .pieces = pieces, .count = 2};
    (void)state;
    EXPECT_NEAR(infinite_servers_mean(&model, 4), 9.5, 1e-12);
    model.work = laws[6];
    EXPECT_NEAR(infinite_servers_mean(&model, 4), 2 + 20.0 / 3, 1e-12);
    EXPECT_NEAR(infinite_servers_arrivals(&model, 2, 4), 11, 1e-12);
}

/* Constant work of 1.5 h, 4 an hour, down from 5 to 7: at 7.5 those are there who came from 4 on,
 * as 1.5 h of work need the time up since then; at 8.6 all before the return but those of 1.6 h up
 * are done, so 1.5 h of arrivals. Who came from 3.5 to 5 is held for 2 h. */
static void an_outage_stops_the_clock_of_work(void **state)
{
    const RatePiece piece = {20, 4};
    const InfiniteServers model = {
        .work = laws[0], .pieces = &piece, .count = 1, .down_h = 5, .up_h = 7};
    (void)state;
    EXPECT_NEAR(infinite_servers_mean(&model, 6), 4 * 2.5, 1e-12);
    EXPECT_NEAR(infinite_servers_mean(&model, 7.5), 4 * 3.5, 1e-12);
    EXPECT_NEAR(infinite_servers_mean(&model, 8.6), 6, 1e-12);
    EXPECT_NEAR(infinite_servers_delays_h(&model, 3, 4), 4 * (1.5 + 0.5 * 2), 1e-12);
    EXPECT_NEAR(infinite_servers_delays_h(&model, 5, 6), 4 * (1.5 + 1.5), 1e-12);
    EXPECT_NEAR(infinite_servers_waits_h(&model, 4, 7), 4 * 2 * 1, 1e-12);
}

/* Exponential work: the same by a Markov chain. */
static void exponential_work_is_a_markov_chain(void **state)
{
    const RatePiece rates[] = {{3, 3}, {9, 5}};
    const InfiniteServers model = {
        .work = {WORK_EXPONENTIAL, 0.5, 0, 0}, .pieces = rates, .count = 2, .down_h = 2, .up_h = 4};
    const CourseQueue queue = {.service_per_h = 2, .busy_max = 30, .waiting_max = 30};
    const CoursePiece pieces[] = {{.until_h = 2, .arrivals_per_h = 3, .servers = 30},
                                  {.until_h = 3, .arrivals_per_h = 3, .is_frozen = true},
                                  {.until_h = 4, .arrivals_per_h = 5, .is_frozen = true},
                                  {.until_h = 30, .arrivals_per_h = 5, .servers = 30}};
    TaggedSum delay[6];
    Course *course =
        course_new(&queue, pieces, 4, &(CourseGrid){.bin_h = 1, .panel_h = 0.5, .bins = 6});
    (void)state;
    tagged_attempts(course, TAGGED_DELAY, delay);
    for (size_t bin = 0; bin < 6; bin++) {
        double t_h = (double)bin;
        EXPECT_NEAR(infinite_servers_mean(&model, t_h),
                    course->levels[bin].busy + course->levels[bin].waiting, 1e-6);
        EXPECT_NEAR(infinite_servers_delays_h(&model, t_h, t_h + 1), delay[bin].time_h, 1e-6);
    }
    course_free(course);
}

/* [Ross 2010, 5.3], how many carry an infection unseen: for 16 years infections come at a constant
 * rate and show after an exponential time of mean 10; where 220 thousand show, 218.96 thousand do
 * not yet. */
static void infections_have_their_published_number(void **state)
{
    const RatePiece piece = {16, 1};
    const InfiniteServers model = {
        .work = {WORK_EXPONENTIAL, 10, 0, 0}, .pieces = &piece, .count = 1};
    double unseen = infinite_servers_mean(&model, 16);
    (void)state;
    EXPECT_NEAR(220 * unseen / (16 - unseen), 218.96, 0.005);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_of_the_smaller_integrates_the_tail),
        cmocka_unit_test(densities_integrate_to_probabilities),
        cmocka_unit_test(a_constant_rate_fills_up_to_the_load),
        cmocka_unit_test(two_rates_by_hand),
        cmocka_unit_test(an_outage_stops_the_clock_of_work),
        cmocka_unit_test(exponential_work_is_a_markov_chain),
        cmocka_unit_test(infections_have_their_published_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
