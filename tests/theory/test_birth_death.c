#include "tests/test.h"
#include "tests/theory/birth_death.h"

typedef struct Rates {
    double birth, death; /* the death rate: of each, or of the only server */
} Rates;

static double birth(size_t n, const void *context)
{
    (void)n;
    return ((const Rates *)context)->birth;
}

static double death_of_each(size_t n, const void *context)
{
    return (double)n * ((const Rates *)context)->death;
}

static double death_of_one(size_t n, const void *context)
{
    (void)n;
    return ((const Rates *)context)->death;
}

/* M/M/infinity with load 3: Poisson, p(n) = exp(-3) 3^n / n!. */
static void enough_servers_for_all_give_a_poisson_number(void **state)
{
    double p[60], expected = exp(-3);
    (void)state;
    birth_death_steady(p, 60, birth, death_of_each, &(Rates){6, 2});
    for (size_t n = 0; n < 20; n++) {
        EXPECT_NEAR(p[n], expected, 1e-14);
        expected *= 3 / (double)(n + 1);
    }
}

/* M/M/1 with rho = 1/2: geometric, p(n) = 1/2^(n+1). */
static void one_server_gives_a_geometric_number(void **state)
{
    double p[80];
    (void)state;
    birth_death_steady(p, 80, birth, death_of_one, &(Rates){1, 2});
    EXPECT_NEAR(p[0], 0.5, 1e-15);
    EXPECT_NEAR(p[9], 1.0 / 1024, 1e-15);
}

/* Load 2000 on as many servers as needed: the unscaled weights reach 1e866, over the largest
 * double. Mean and variance of a Poisson number are its load. */
static void a_large_load_does_not_overflow(void **state)
{
    static double p[3000];
    double mean = 0, square = 0;
    (void)state;
    birth_death_steady(p, 3000, birth, death_of_each, &(Rates){2000, 1});
    for (size_t n = 0; n < 3000; n++) {
        mean += (double)n * p[n];
        square += (double)(n * n) * p[n];
    }
    EXPECT_NEAR(mean, 2000, 1e-8);
    EXPECT_NEAR(square - mean * mean, 2000, 1e-4);
}

static double busy_of_three(size_t n, const void *context)
{
    return (double)(n < 3 ? n : 3) * ((const Rates *)context)->death;
}

/* [Bronson 1982, problem 24.6]: three servers, 300 a year, 182.5 a year each: empty with
 * probability 0.17754, 1.996 there and 0.352 of them waiting. */
static void three_servers_have_their_published_numbers(void **state)
{
    double p[200], there = 0, waiting = 0;
    (void)state;
    birth_death_steady(p, 200, birth, busy_of_three, &(Rates){300, 182.5});
    for (size_t n = 1; n < 200; n++) {
        there += (double)n * p[n];
        waiting += n > 3 ? (double)(n - 3) * p[n] : 0;
    }
    EXPECT_NEAR(p[0], 0.17754, 5e-6);
    EXPECT_NEAR(there, 1.996, 5e-4);
    EXPECT_NEAR(waiting, 0.352, 5e-4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enough_servers_for_all_give_a_poisson_number),
        cmocka_unit_test(one_server_gives_a_geometric_number),
        cmocka_unit_test(a_large_load_does_not_overflow),
        cmocka_unit_test(three_servers_have_their_published_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
