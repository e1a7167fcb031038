#include "tests/test.h"

#include "base/clock.h"

#include <time.h>

static void clocks_do_not_run_backwards(void **state)
{
    double wall_s = clock_wall_s(), cpu_s = clock_cpu_s();

    (void)state;
    for (int i = 0; i < 1000; i++) {
        const double wall_now_s = clock_wall_s(), cpu_now_s = clock_cpu_s();

        EXPECT(wall_now_s >= wall_s && cpu_now_s >= cpu_s);
        wall_s = wall_now_s;
        cpu_s = cpu_now_s;
    }
}

static void a_sleep_takes_wall_seconds(void **state)
{
    const struct timespec pause = {.tv_nsec = 20 * 1000 * 1000};
    const double before_s = clock_wall_s();

    (void)state;
    nanosleep(&pause, NULL);
    EXPECT(clock_wall_s() - before_s >= 0.02);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clocks_do_not_run_backwards),
        cmocka_unit_test(a_sleep_takes_wall_seconds),
    };

    return cmocka_run_group_tests_name("base/clock", tests, NULL, NULL);
}
