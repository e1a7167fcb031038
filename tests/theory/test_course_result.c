#include "tests/test.h"
#include "tests/theory/course_result.h"
#include "tests/theory/markov_chain.h"

enum { STATES = 161, SERVERS = 2, UNTIL = 30, BINS = 12 };
static const OutageMixture mixture = {
    .queue = {.service_per_h = 2, .busy_max = SERVERS, .waiting_max = STATES - 1 - SERVERS},
    .arrivals_per_h = 3,
    .servers = SERVERS,
    .start_h = 3,
    .until_h = UNTIL,
    .grid = {.bin_h = 1, .panel_h = 1, .bins = BINS}};

static double queue_ahead(size_t n)
{
    return n < SERVERS ? 0 : (double)(n - SERVERS + 1);
}

/* The number in the system while the outage lasts (n below STATES) and after it. It ends at 1 an
 * hour. */
static MarkovChain *with_an_outage_as_a_state(void)
{
    MarkovChain *chain = markov_chain_new(2 * STATES);
    for (size_t n = 0; n < STATES; n++) {
        size_t up = STATES + n;
        markov_chain_add(chain, n, up, 1);
        if (n + 1 < STATES) {
            markov_chain_add(chain, n, n + 1, 3);
            markov_chain_add(chain, up, up + 1, 3);
        }
        if (n > 0) {
            markov_chain_add(chain, up, up - 1, 2.0 * (double)(n < SERVERS ? n : SERVERS));
        }
    }
    return chain;
}

static double mean_number(const double *p)
{
    double mean = 0;
    for (size_t n = 0; n < STATES; n++) {
        mean += (double)n * (p[n] + p[STATES + n]);
    }
    return mean;
}

/* Who comes waits for the outage's rest, 1 h on average, if there is one, and for those ahead, 4 an
 * hour. */
static double mean_wait_h(const double *p)
{
    double mean_h = 0;
    for (size_t n = 0; n < STATES; n++) {
        mean_h += p[n] * (1 + queue_ahead(n) / 4) + p[STATES + n] * queue_ahead(n) / 4;
    }
    return mean_h;
}

/* An exponential length by quadrature over it, and as one more state of the chain. The wait of the
 * fourth hour is its mean over it by Simpson's rule. */
static void an_exponential_length_is_one_more_state(void **state)
{
    const WorkLaw length = {WORK_EXPONENTIAL, 1, 0, 0};
    CourseResult result = course_result_new(&mixture.grid);
    MarkovChain *chain = with_an_outage_as_a_state();
    double p[2 * STATES] = {0}, begun[STATES] = {0}, waits_h[3];
    (void)state;
    outage_mixture(&mixture, &length, 1, &result);
    p[STATES] = 1;
    markov_chain_advance(chain, p, 3); /* up from the begin */
    memcpy(begun, p + STATES, sizeof begun);
    memset(p, 0, sizeof p);
    memcpy(p, begun, sizeof begun);
    EXPECT_NEAR(result.levels[3].busy + result.levels[3].waiting, mean_number(p), 1e-6);
    markov_chain_advance(chain, p, 2);
    EXPECT_NEAR(result.levels[5].busy + result.levels[5].waiting, mean_number(p), 1e-6);
    for (int i = 0; i < 3; i++) {
        waits_h[i] = mean_wait_h(p);
        markov_chain_advance(chain, p, i < 2 ? 0.5 : 0);
    }
    EXPECT_NEAR(result.waits[5].time_h / result.waits[5].reach,
                (waits_h[0] + 4 * waits_h[1] + waits_h[2]) / 6, 1e-5);
    course_result_free(&result);
    markov_chain_free(chain);
}

/* An outage that begins at 3 and lasts uniformly from 1 to 3 h: up to 4 the level grows by 3 an
 * hour, with the same work in process; who comes then is worked on after it, for half an hour. */
static void a_uniform_length_by_hand(void **state)
{
    const WorkLaw length = {WORK_UNIFORM, 1, 3, 0};
    CourseResult result = course_result_new(&mixture.grid);
    (void)state;
    outage_mixture(&mixture, &length, 1, &result);
    double at_3 = result.levels[3].busy + result.levels[3].waiting;
    EXPECT_NEAR(result.levels[4].busy + result.levels[4].waiting, at_3 + 3, 1e-7);
    EXPECT_NEAR(result.levels[4].busy, result.levels[3].busy, 1e-9);
    EXPECT_NEAR(result.counts[3].first, 3, 1e-9);
    EXPECT_NEAR(result.delays[3].time_h / 3 - result.waits[3].time_h / 3, 0.5, 1e-6);
    course_result_free(&result);
}

/* Who comes t into an outage of length L waits (L - t)^+ where work takes hardly any time; over a
 * lognormal length that is what a call option is worth before it is discounted: [Hull 2018, example
 * 15.6] has 4.76 for an asset at 42, a strike of 40, half a year, 10 % interest and 20 %
 * volatility. So E L = 42 exp(0.05), log L varies by 0.02, and who comes 40 h into the outage, here
 * in the hour around, waits 4.76 exp(0.05); the hour's curvature adds some 0.002. */
static void a_lognormal_length_leaves_the_published_rest(void **state)
{
    const OutageMixture outage = {.queue = {.service_per_h = 40, .busy_max = 1, .waiting_max = 4},
                                  .arrivals_per_h = 1e-4,
                                  .servers = 1,
                                  .start_h = 1,
                                  .until_h = 90,
                                  .grid = {.bin_h = 0.5, .panel_h = 0.5, .bins = 180}};
    double mean_h = 42 * exp(0.05);
    const WorkLaw length = {WORK_LOGNORMAL, mean_h, mean_h * sqrt(exp(0.02) - 1), 0};
    CourseResult result = course_result_new(&outage.grid);
    (void)state;
    outage_mixture(&outage, &length, 1, &result);
    double hours = result.waits[81].time_h + result.waits[82].time_h;
    EXPECT_NEAR(hours / (result.waits[81].reach + result.waits[82].reach), 4.76 * exp(0.05), 0.012);
    course_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_exponential_length_is_one_more_state),
        cmocka_unit_test(a_uniform_length_by_hand),
        cmocka_unit_test(a_lognormal_length_leaves_the_published_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
