/* Parts of an incident, and the waiting during and after the outage. */
#include "study/attribution.h"

#include "tests/test.h"

#include <math.h>

#include "study/waiting_split.h"

/* Neither 10, attack alone 40, response alone 25, both 35. The attack adds 30 first and 10 second,
 * the response 15 first and -5 second. */
static void parts_are_means_over_both_orders(void **state)
{
    (void)state;
    double parts[PARTS];
    attribution_parts(parts, 10, 40, 25, 35);
    EXPECT_NEAR(parts[PART_NEITHER], 10, 0);
    EXPECT_NEAR(parts[PART_ATTACK_ALONE], 30, 0);
    EXPECT_NEAR(parts[PART_RESPONSE_ALONE], 15, 0);
    EXPECT_NEAR(parts[PART_BOTH], 25, 0);
    EXPECT_NEAR(parts[PART_INTERACTION], -20, 0);
    EXPECT_NEAR(parts[PART_ATTACK], 20, 0);
    EXPECT_NEAR(parts[PART_RESPONSE], 5, 0);
    EXPECT_NEAR(parts[PART_NET_OF_RESPONSE], -5, 0);
    EXPECT_NEAR(parts[PART_PREVENTED], 20, 0);
    EXPECT_NEAR(parts[PART_ATTACK] + parts[PART_RESPONSE], parts[PART_BOTH], 0);
    EXPECT_NEAR(parts[PART_RESPONSE_ALONE] - parts[PART_PREVENTED], parts[PART_NET_OF_RESPONSE], 0);
}

static void what_is_not_known_makes_its_parts_unknown(void **state)
{
    (void)state;
    double parts[PARTS];
    attribution_parts(parts, 10, NAN, 25, 35);
    EXPECT(isnan(parts[PART_ATTACK]) && isnan(parts[PART_PREVENTED]));
    EXPECT_NEAR(parts[PART_RESPONSE_ALONE], 15, 0);
    attribution_parts(parts, INFINITY, 40, 25, INFINITY); /* both censored */
    EXPECT(!isfinite(parts[PART_BOTH]));
}

/* 0, 4, 4, 0 at 0, 2, 4, 6 h: areas 4, 8, 4. Up to 3 h: 4 and half of 8. */
static void waiting_is_split_where_the_service_is_back(void **state)
{
    (void)state;
    static const double excess[] = {0, 4, 4, 0};
    double before_h, after_h;
    waiting_areas(excess, 4, 2, 3, &before_h, &after_h);
    EXPECT_NEAR(before_h, 8, 1e-12);
    EXPECT_NEAR(after_h, 8, 1e-12);
    waiting_areas(excess, 4, 2, INFINITY, &before_h, &after_h); /* not within the run */
    EXPECT_NEAR(before_h, 16, 1e-12);
    EXPECT_NEAR(after_h, 0, 0);
    waiting_areas(excess, 4, 2, 0, &before_h, &after_h);
    EXPECT_NEAR(before_h, 0, 0);
    EXPECT_NEAR(after_h, 16, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_means_over_both_orders),
        cmocka_unit_test(what_is_not_known_makes_its_parts_unknown),
        cmocka_unit_test(waiting_is_split_where_the_service_is_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
