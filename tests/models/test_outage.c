#include "models/outage.h"

#include "tests/models/infrastructure_fixture.h"

/* What happens to targets is worked by hand in tests/timelines/test_outages.c; here, the draws. */

static Distribution exponential_4_h(Fixture *fixture)
{
    return fixture_distribution(fixture, "exponential(mean=4)");
}

static void one_zone_exponential_outages(Fixture *fixture, size_t outages)
{
    fixture_zone(fixture, "zone", NORD);
    fixture_insurer(fixture, "first", 1000, NORD);
    fixture_insurer(fixture, "second", 1000, NORD);
    fixture_service(fixture, "online", NONE);
    fixture_strategy(fixture, ISOLATE_NONE, 0, 0);
    fixture_strategy(fixture, ISOLATE_ALL, 1, 2);
    for (size_t i = 0; i < outages; i++) {
        const size_t index = fixture_outage(fixture, OUTAGE_SERVICE, 0, (double)i * 1000, 0);
        fixture->outages[index].target_id = "service:online";
        fixture->outages[index].repeat = i;
        fixture->outages[index].duration_h = exponential_4_h(fixture);
    }
    fixture->scenario.run.horizon_h = 10000;
}

static double duration_h(const Infrastructure *result, size_t insurer, size_t outage)
{
    const TimelineChange *changes = result->insurers[insurer].changes;
    return changes[2 * outage + 1].t_h - changes[2 * outage].t_h;
}

static void one_draw_is_shared_by_all_that_an_outage_holds(void **state)
{
    Fixture *fixture = *state;
    one_zone_exponential_outages(fixture, 1);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT(duration_h(result, 0, 0) > 0);
    EXPECT_NEAR(duration_h(result, 0, 0), duration_h(result, 1, 0), 0);
}

static void rows_of_the_same_target_draw_apart(void **state)
{
    Fixture *fixture = *state;
    one_zone_exponential_outages(fixture, 2);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT(fabs(duration_h(result, 0, 0) - duration_h(result, 0, 1)) > 1e-6);
}

static void an_outage_is_the_same_under_every_strategy(void **state)
{
    Fixture *fixture = *state;
    one_zone_exponential_outages(fixture, 2);

    const Infrastructure *first = fixture_run(fixture, 0), *second = fixture_run(fixture, 1);

    EXPECT_NEAR(duration_h(first, 0, 0), duration_h(second, 0, 0), 0);
    EXPECT_NEAR(duration_h(first, 0, 1), duration_h(second, 0, 1), 0);
}

/* Mean 4 h and sd 4 h: 99.9 % of the means of 4000 lie within 3.29 x 4 / sqrt(4000). */
static void durations_follow_their_distribution(void **state)
{
    Fixture *fixture = *state;
    double sum_h = 0;
    one_zone_exponential_outages(fixture, 1);
    for (size_t i = 0; i < 4000; i++) {
        sum_h += duration_h(fixture_run_next(fixture, 0), 0, 0);
    }
    EXPECT_NEAR(sum_h / 4000, 4, 3.29 * 4 / sqrt(4000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(one_draw_is_shared_by_all_that_an_outage_holds),
        FIXTURE_TEST(rows_of_the_same_target_draw_apart),
        FIXTURE_TEST(an_outage_is_the_same_under_every_strategy),
        FIXTURE_TEST(durations_follow_their_distribution),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
