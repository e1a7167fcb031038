/* A build without PLplot says that it draws no charts, and writes its report all the same. */
#include "plots/charts.h"

#include "tests/plots/sample_results.h"
#include "tests/test.h"

static void a_build_without_plplot_says_so(void **state)
{
    (void)state;
    Failure failure = {0};
    size_t count = 7;
    EXPECT(!charts_available());
    EXPECT(!charts_draw("anywhere", &(ChartOptions){.svg = true}, &count, &failure));
    EXPECT(strstr(failure.message, "BROWNOUT_PLOTS"));
    EXPECT_EQUAL(count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_build_without_plplot_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
