/* Random spread, theft and restoration against what theory says. Each interval is 99.9 % (3.29
 * standard errors), the seed is fixed. Times are hours. */
#include "tests/models/infrastructure_fixture.h"

enum { RUNS = 4000 };

/* Interval of a share p over the runs. */
static double share_margin(double p)
{
    return 3.29 * sqrt(p * (1 - p) / RUNS);
}

/* office -> servers at 0.1/h, servers -> records at 0.05/h, nothing isolated. P(servers by t) = 1 -
 * exp(-0.1 t) and P(records by t) = 1 - (0.1 exp(-0.05 t) - 0.05 exp(-0.1 t)) / 0.05, the sum of
 * two exponential times [Van Mieghem 2009]. At t = 12: 0.698806 and 0.203571. */
static void an_attack_spreads_along_a_line_as_two_exponential_times(void **state)
{
    Fixture *fixture = *state;
    double servers = 0, records = 0;
    for (size_t i = 0; i < 3; i++) {
        fixture_zone(fixture, ((const char *[]){"office", "servers", "records"})[i], NORD);
    }
    fixture_link(fixture, 0, 1, 0.1);
    fixture_link(fixture, 1, 2, 0.05);
    fixture_attack(fixture, 0, 1);
    fixture_strategy(fixture, ISOLATE_NONE, 0, 0);
    fixture->scenario.run.horizon_h = 12;

    for (size_t i = 0; i < RUNS; i++) {
        const Infrastructure *result = fixture_run_next(fixture, 0);
        servers += isinf(result->zones[1].compromised_h) ? 0 : 1;
        records += isinf(result->zones[2].compromised_h) ? 0 : 1;
    }
    EXPECT_NEAR(servers / RUNS, 0.698806, share_margin(0.698806));
    EXPECT_NEAR(records / RUNS, 0.203571, share_margin(0.203571));
}

/* A zone of one insurer is robbed by 12 h with probability 1 - exp(-0.04 x 12) = 0.381217; with
 * isolation from 4 on and a leak of 1/2 with 1 - exp(-0.04 x (4 + 8 / 2)) = 0.273851. */
static void theft_follows_its_integrated_hazard(void **state)
{
    static const double robbed[] = {0.381217, 0.273851};
    Fixture *fixture = *state;
    double stolen[2] = {0, 0};
    fixture_zone(fixture, "zone", NORD);
    fixture->zones[0].rebuild_h = fixture_hours(1000);
    fixture_system(fixture, "core", 0);
    fixture_insurer(fixture, "muster", 1000, NORD);
    fixture_attack(fixture, 0, 4)->exfiltrate_per_h = 0.04;
    fixture_strategy(fixture, ISOLATE_NONE, 0, 0);
    fixture_strategy(fixture, ISOLATE_ALL, 0, 0);
    fixture->strategies[1].leak = 0.5;
    fixture->scenario.run.horizon_h = 12;

    for (size_t i = 0; i < RUNS; i++) {
        stolen[0] += fixture_run_next(fixture, 0)->records_stolen / 1000;
        stolen[1] += fixture_run(fixture, 1)->records_stolen / 1000;
    }
    EXPECT_NEAR(stolen[0] / RUNS, robbed[0], share_margin(robbed[0]));
    EXPECT_NEAR(stolen[1] / RUNS, robbed[1], share_margin(robbed[1]));
}

static void false_alarms_come_in_their_share(void **state)
{
    Fixture *fixture = *state;
    double alarms = 0;
    fixture_zone(fixture, "zone", NORD);
    fixture_attack(fixture, 0, 1)->false_alarm_prob = 0.25;
    fixture_strategy(fixture, ISOLATE_NONE, 0, 0);

    for (size_t i = 0; i < RUNS; i++) {
        alarms += fixture_run_next(fixture, 0)->false_alarm ? 1 : 0;
    }
    EXPECT_NEAR(alarms / RUNS, 0.25, share_margin(0.25));
}

/* Eight exponential jobs of mean 6 h, ready together at 0, on c crews. While c work the next
 * completion is 6 / c away, then 6 / k for k left: the last is done after 6 x ((8 - c) / c + 1/1 +
 * ... + 1/c) on average, with variance 36 x ((8 - c) / c^2 + 1/1 + ... + 1/c^2) [Gross 2008, 2.7].
 */
static void expect_makespan(Fixture *fixture, size_t crews)
{
    const double c = (double)crews;
    double mean = (8 - c) / c, variance = (8 - c) / (c * c), done_h = 0, worked_h = 0;
    for (size_t k = 1; k <= crews; k++) {
        mean += 1 / (double)k;
        variance += 1 / (double)(k * k);
    }
    for (size_t i = 0; i < RUNS; i++) {
        const Infrastructure *result = fixture_run_next(fixture, 0);
        double last_h = 0;
        for (size_t k = 0; k < 8; k++) {
            last_h = fmax(last_h, result->instances[k].done_h);
        }
        done_h += last_h;
        worked_h += result->crew_hours;
    }
    EXPECT_NEAR(done_h / RUNS, 6 * mean, 3.29 * 6 * sqrt(variance / RUNS));
    EXPECT_NEAR(worked_h / RUNS, 48, 3.29 * 6 * sqrt(8.0 / RUNS));
}

static void eight_jobs(Fixture *fixture, size_t crews)
{
    static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    fixture_zone(fixture, "zone", NORD);
    fixture->zones[0].crew = fixture_crew(fixture, "ops", crews);
    fixture_system(fixture, "core", 0);
    fixture->systems[0].restore_h = fixture_distribution(fixture, "exponential(mean=6)");
    for (size_t i = 0; i < 8; i++) {
        fixture_insurer(fixture, ids[i], 1000, NORD);
    }
    fixture_attack(fixture, 0, 0);
    fixture_strategy(fixture, ISOLATE_ALL, 0, 0);
    fixture->scenario.run.horizon_h = 10000;
}

static void one_crew_works_off_the_jobs_as_theory_says(void **state)
{
    eight_jobs(*state, 1);
    expect_makespan(*state, 1);
}

static void two_crews_work_off_the_jobs_as_theory_says(void **state)
{
    eight_jobs(*state, 2);
    expect_makespan(*state, 2);
}

static void three_crews_work_off_the_jobs_as_theory_says(void **state)
{
    eight_jobs(*state, 3);
    expect_makespan(*state, 3);
}

static void four_crews_work_off_the_jobs_as_theory_says(void **state)
{
    eight_jobs(*state, 4);
    expect_makespan(*state, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(an_attack_spreads_along_a_line_as_two_exponential_times),
        FIXTURE_TEST(theft_follows_its_integrated_hazard),
        FIXTURE_TEST(false_alarms_come_in_their_share),
        FIXTURE_TEST(one_crew_works_off_the_jobs_as_theory_says),
        FIXTURE_TEST(two_crews_work_off_the_jobs_as_theory_says),
        FIXTURE_TEST(three_crews_work_off_the_jobs_as_theory_says),
        FIXTURE_TEST(four_crews_work_off_the_jobs_as_theory_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
