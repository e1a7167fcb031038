#include "tests/test.h"
#include "tests/theory/erlang.h"
#include "tests/theory/priority_queue.h"

/* One class alone: C(5, 4) / (c mu - lambda). */
static void one_class_is_erlang_c(void **state)
{
    const double arrivals[] = {20};
    const PriorityModel model = {
        .servers = 5, .classes = 1, .service_per_h = 5, .arrivals_per_h = arrivals};
    (void)state;
    EXPECT_NEAR(priority_wait_h(&model, 0), erlang_c(5, 4) / 5, 1e-15);
}

/* [Cobham 1954] for one server: W1 = W0 / (1 - s1), W2 = W0 / ((1 - s1)(1 - s1 - s2)), where W0 is
 * the mean rest of the work in process, rho / mu. With s1 = 0.3, s2 = 0.5 and mu = 1: 8/7 and 40/7
 * h. */
static void two_classes_at_one_server_are_cobhams(void **state)
{
    const double arrivals[] = {0.3, 0.5};
    const PriorityModel model = {
        .servers = 1, .classes = 2, .service_per_h = 1, .arrivals_per_h = arrivals};
    (void)state;
    EXPECT_NEAR(priority_wait_h(&model, 0), 8.0 / 7, 1e-12);
    EXPECT_NEAR(priority_wait_h(&model, 1), 40.0 / 7, 1e-12);
}

/* Priorities move waiting from one class to another but leave its sum [Kleinrock 1976]: the mean
 * over all classes is that of M/M/c. */
static void priorities_conserve_the_mean_wait(void **state)
{
    const double arrivals[] = {6, 2, 7};
    const PriorityModel model = {
        .servers = 3, .classes = 3, .service_per_h = 6, .arrivals_per_h = arrivals};
    const QueueModel all = {.arrivals_per_h = 15, .service_per_h = 6, .servers = 3};
    double mean_h = 0;
    (void)state;
    for (size_t k = 0; k < 3; k++) {
        mean_h += arrivals[k] / 15 * priority_wait_h(&model, k);
    }
    EXPECT_NEAR(mean_h, mmc_wait_mean_h(&all), 1e-14);
}

/* By hand: work of 1 h and of 2 h, both constant; 0.3 and 0.2 an hour: W0 = 0.3 / 2 + 0.2 * 4 / 2 =
 * 0.55; loads 0.3 and 0.4. */
static void classes_with_work_of_their_own_are_cobhams(void **state)
{
    const GeneralClass of[] = {{0.3, 1, 1}, {0.2, 2, 4}};
    (void)state;
    EXPECT_NEAR(priority_general_wait_h(of, 2, 0), 0.55 / 0.7, 1e-12);
    EXPECT_NEAR(priority_general_wait_h(of, 2, 1), 0.55 / (0.7 * 0.3), 1e-12);
}

/* [Hillier 2005, 17.8], the emergency room of County Hospital: three classes of 0.2, 0.6 and 1.2 an
 * hour, 3 an hour each doctor; with one doctor the first two wait 0.238 and 0.325 h, with two the
 * three wait 0.029, 0.033 and 0.048 h. */
static void county_hospital_has_its_published_waits(void **state)
{
    static const double arrivals[] = {0.2, 0.6, 1.2}, one[] = {0.238, 0.325},
                        two[] = {0.029, 0.033, 0.048};
    PriorityModel model = {
        .servers = 1, .classes = 3, .service_per_h = 3, .arrivals_per_h = arrivals};
    (void)state;
    for (size_t k = 0; k < 2; k++) {
        EXPECT_NEAR(priority_wait_h(&model, k), one[k], 5e-4);
    }
    model.servers = 2;
    for (size_t k = 0; k < 3; k++) {
        EXPECT_NEAR(priority_wait_h(&model, k), two[k], 5e-4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_class_is_erlang_c),
        cmocka_unit_test(two_classes_at_one_server_are_cobhams),
        cmocka_unit_test(priorities_conserve_the_mean_wait),
        cmocka_unit_test(classes_with_work_of_their_own_are_cobhams),
        cmocka_unit_test(county_hospital_has_its_published_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
