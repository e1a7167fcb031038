#include "sim/arrival_process.h"
#include "tests/test.h"

enum { WEEKDAYS_ONLY = 31, WEEKS = 50 };

static int open_arena(void **state)
{
    *state = arena_new(0);
    return 0;
}

static int close_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static const CivilStart monday = {.day = 4, .hour = 0};

/* Weight 6.3 from 8 to 12 and 2.1 from 12 to 16 on working days (see test_rate_profile.c). */
static const RateProfile *office(Arena *arena, double from_h, double to_h)
{
    const RateRow rows[] = {
        {.days = {.weekdays = WEEKDAYS_ONLY}, .from_hour = 8, .to_hour = 12, .weight = 3},
        {.days = {.weekdays = WEEKDAYS_ONLY}, .from_hour = 12, .to_hour = 16, .weight = 1}};
    return rate_profile_new(arena, rows, 2, &monday, from_h, to_h);
}

static ArrivalSpec spec_of(const RateProfile *profile, double rate_per_h, double daily_cv)
{
    return (ArrivalSpec){.profile = profile,
                         .start = &monday,
                         .rate_per_h = rate_per_h,
                         .daily_cv = daily_cv,
                         .source = stream_source("arrivals", "a", "b"),
                         .day_source = stream_source("day", "a", "b")};
}

/* The definition: the integrated rate at arrival n is the sum of n unit exponentials of the stream.
 */
static void the_integrated_rate_at_each_arrival_is_a_sum_of_unit_exponentials(void **state)
{
    const RateProfile *profile = office(*state, -100, 5000);
    const ArrivalSpec spec = spec_of(profile, 2, 0);
    ArrivalProcess process;
    NumberedStream twin;
    uint64_t number = 0;
    arrival_process_init(&process, &spec, 1, 2);
    numbered_stream_init(&twin, 1, 2, spec.source);
    double sum = 0;
    for (double t_h = arrival_process_next_h(&process); t_h < INFINITY;
         t_h = arrival_process_next_h(&process)) {
        sum += numbered_stream_exponential(&twin, ++number);
        EXPECT_NEAR(2 * rate_profile_integral(profile, -100, t_h), sum, 1e-8);
    }
    EXPECT(sum > 9000); /* 5100 h at a mean rate of 2 */
}

/* 200 a day: 52.5 an hour from 8 to 12, 17.5 from 12 to 16. Poisson: 99.9 % within 3.29 roots. */
static void counts_follow_the_profile_and_nobody_comes_in_unlisted_hours(void **state)
{
    const ArrivalSpec spec = spec_of(office(*state, 0, WEEKS * 168), 200.0 / 24, 0);
    ArrivalProcess process;
    arrival_process_init(&process, &spec, 1, 1);
    double morning = 0, afternoon = 0;
    for (double t_h = arrival_process_next_h(&process); t_h < INFINITY;
         t_h = arrival_process_next_h(&process)) {
        const double hour = fmod(t_h, 24);
        EXPECT(hour >= 8 && hour < 16 && fmod(t_h, 168) < 120);
        morning += hour < 12 ? 1 : 0;
        afternoon += hour < 12 ? 0 : 1;
    }
    EXPECT_NEAR(morning, WEEKS * 20 * 52.5, 3.29 * sqrt(WEEKS * 20 * 52.5));
    EXPECT_NEAR(afternoon, WEEKS * 20 * 17.5, 3.29 * sqrt(WEEKS * 20 * 17.5));
}

/* Arrivals of each day of the range. */
static void count_days(const ArrivalSpec *spec, double *counts, size_t days)
{
    ArrivalProcess process;
    arrival_process_init(&process, spec, 7, 7);
    memset(counts, 0, days * sizeof *counts);
    for (double t_h = arrival_process_next_h(&process); t_h < INFINITY;
         t_h = arrival_process_next_h(&process)) {
        const size_t day = (size_t)floor((t_h - spec->profile->from_h) / 24);
        EXPECT(day < days);
        counts[day]++;
    }
}

typedef struct Spread {
    double mean, variance, variance_error;
} Spread;

static Spread spread_of(const double *counts, size_t days)
{
    double sum = 0, squares = 0, fourths = 0;
    for (size_t i = 0; i < days; i++) {
        sum += counts[i];
    }
    const double mean = sum / (double)days;
    for (size_t i = 0; i < days; i++) {
        const double square = (counts[i] - mean) * (counts[i] - mean);
        squares += square;
        fourths += square * square;
    }
    const double variance = squares / (double)days;
    return (Spread){mean, variance,
                    sqrt((fourths / (double)days - variance * variance) / (double)days)};
}

enum { DAYS = 4000 };

static void daily_counts_are_poisson_without_a_day_factor(void **state)
{
    static double counts[DAYS];
    const ArrivalSpec spec = spec_of(rate_profile_flat(*state, 0, DAYS * 24), 10, 0);
    count_days(&spec, counts, DAYS);
    const Spread spread = spread_of(counts, DAYS);
    EXPECT_NEAR(spread.mean, 240, 3.29 * sqrt(240.0 / DAYS));
    EXPECT_NEAR(spread.variance, 240, 3.29 * spread.variance_error);
}

/* With a factor of mean 1 and variation 0.3 the count has mean 240 and variance 240 + (0.3 x 240)^2
 * = 5424. */
static void daily_counts_are_overdispersed_as_daily_cv_says(void **state)
{
    static double counts[DAYS];
    const ArrivalSpec spec = spec_of(rate_profile_flat(*state, 0, DAYS * 24), 10, 0.3);
    count_days(&spec, counts, DAYS);
    const Spread spread = spread_of(counts, DAYS);
    EXPECT_NEAR(spread.mean, 240, 3.29 * sqrt(5424.0 / DAYS));
    EXPECT_NEAR(spread.variance, 5424, 3.29 * spread.variance_error);
    EXPECT(fabs(spread.variance - 240) > 3.29 * spread.variance_error); /* the check can fail */
}

static void the_horizon_changes_no_arrival_before_it(void **state)
{
    const ArrivalSpec near = spec_of(office(*state, 0, 1000.5), 5, 0.4);
    const ArrivalSpec far = spec_of(office(*state, 0, 9000), 5, 0.4);
    ArrivalProcess until_near, until_far;
    arrival_process_init(&until_near, &near, 3, 4);
    arrival_process_init(&until_far, &far, 3, 4);
    double t_h = arrival_process_next_h(&until_near);
    size_t count = 0;
    for (; t_h < INFINITY; t_h = arrival_process_next_h(&until_near)) {
        EXPECT(t_h < 1000.5);
        EXPECT_NEAR(arrival_process_next_h(&until_far), t_h, 0);
        count++;
    }
    EXPECT(count > 1000);
    EXPECT(arrival_process_next_h(&until_far) >= 1000.5);
}

/* At 10 000 an hour a day's count tells its factor to 0.2 %; factors of different days differ by
 * half. */
static void the_factor_of_a_day_does_not_depend_on_the_days_before(void **state)
{
    static double early[14], late[4];
    const ArrivalSpec from_early = spec_of(rate_profile_flat(*state, -240, 96), 1e4, 0.5);
    const ArrivalSpec from_late = spec_of(rate_profile_flat(*state, 0, 96), 1e4, 0.5);
    count_days(&from_early, early, 14);
    count_days(&from_late, late, 4);
    for (size_t day = 0; day < 4; day++) {
        /* the difference of two Poisson counts of the same mean */
        EXPECT_NEAR(early[10 + day], late[day], 3.29 * sqrt(early[10 + day] + late[day]));
    }
    EXPECT(fabs(late[0] - late[1]) > 3.29 * sqrt(late[0] + late[1])); /* the check can fail */
}

static void after_the_range_it_is_never_for_ever(void **state)
{
    const ArrivalSpec spec = spec_of(rate_profile_flat(*state, 0, 1), 0.001, 0);
    ArrivalProcess process;
    arrival_process_init(&process, &spec, 1, 1);
    for (int i = 0; i < 100; i++) {
        EXPECT_NEAR(arrival_process_next_h(&process), INFINITY, 0);
    }
}

static void without_a_rate_nobody_comes(void **state)
{
    const ArrivalSpec spec = spec_of(office(*state, 0, 36525 * 24.0), 0, 0.5);
    ArrivalProcess process;
    arrival_process_init(&process, &spec, 1, 1);
    EXPECT_NEAR(arrival_process_next_h(&process), INFINITY, 0);
    EXPECT_NEAR(arrival_process_next_h(&process), INFINITY, 0);
}

/* The first segment is made to end exactly at the first arrival; the next five hours have no rate.
 */
static void an_arrival_where_a_segment_ends_belongs_to_the_next(void **state)
{
    (void)state;
    NumberedStream twin;
    numbered_stream_init(&twin, 1, 1, stream_source("arrivals", "a", "b"));
    const double first_h = numbered_stream_exponential(&twin, 1);
    const double second_h = numbered_stream_exponential(&twin, 2);
    const RateSegment segments[] = {{0, 1}, {first_h, 0}, {first_h + 5, 1}};
    const RateProfile profile = {.count = 3, .segments = segments, .to_h = 1e6, .peak_weight = 1};
    const ArrivalSpec spec = spec_of(&profile, 1, 0);
    ArrivalProcess process;
    arrival_process_init(&process, &spec, 1, 1);
    EXPECT_NEAR(arrival_process_next_h(&process), first_h + 5, 0);
    EXPECT_NEAR(arrival_process_next_h(&process), first_h + 5 + second_h, 1e-12);
}

static void replications_and_seeds_differ(void **state)
{
    const ArrivalSpec spec = spec_of(rate_profile_flat(*state, 0, 1000), 1, 0);
    ArrivalProcess one, other_replication, other_seed, same;
    arrival_process_init(&one, &spec, 1, 1);
    arrival_process_init(&same, &spec, 1, 1);
    arrival_process_init(&other_replication, &spec, 1, 2);
    arrival_process_init(&other_seed, &spec, 2, 1);
    const double t_h = arrival_process_next_h(&one);
    EXPECT_NEAR(arrival_process_next_h(&same), t_h, 0);
    EXPECT(arrival_process_next_h(&other_replication) != t_h);
    EXPECT(arrival_process_next_h(&other_seed) != t_h);
}

/* Runs that end at a full list, where the rate changes, at an instant asked for, and where the
 * range is over. */
static void arrivals_in_runs_are_the_same_as_one_by_one(void **state)
{
    enum { ROOM = 7 };
    const ArrivalSpec spec = spec_of(office(*state, 0, 168 * 8), 3, 0.3);
    ArrivalProcess process, twin;
    arrival_process_init(&process, &spec, 1, 1);
    arrival_process_init(&twin, &spec, 1, 1);
    double next_h = arrival_process_next_h(&process), times_h[ROOM];
    size_t arrived = 0;
    for (double until_h = 0; until_h < 168 * 9; until_h += next_h < until_h ? 0 : 1.7) {
        const size_t count = arrival_process_run(&process, &next_h, until_h, times_h, ROOM);
        for (size_t i = 0; i < count; i++) {
            EXPECT(times_h[i] < until_h);
            EXPECT_NEAR(arrival_process_next_h(&twin), times_h[i], 0);
        }
        EXPECT(count == ROOM || next_h >= until_h);
        arrived += count;
    }
    EXPECT(arrived > 2000); /* 8 weeks at a mean rate of 3: about 4000 */
    EXPECT_NEAR(next_h, INFINITY, 0);
    EXPECT_NEAR(arrival_process_next_h(&twin), INFINITY, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_integrated_rate_at_each_arrival_is_a_sum_of_unit_exponentials),
        cmocka_unit_test(counts_follow_the_profile_and_nobody_comes_in_unlisted_hours),
        cmocka_unit_test(daily_counts_are_poisson_without_a_day_factor),
        cmocka_unit_test(daily_counts_are_overdispersed_as_daily_cv_says),
        cmocka_unit_test(the_horizon_changes_no_arrival_before_it),
        cmocka_unit_test(the_factor_of_a_day_does_not_depend_on_the_days_before),
        cmocka_unit_test(after_the_range_it_is_never_for_ever),
        cmocka_unit_test(without_a_rate_nobody_comes),
        cmocka_unit_test(an_arrival_where_a_segment_ends_belongs_to_the_next),
        cmocka_unit_test(replications_and_seeds_differ),
        cmocka_unit_test(arrivals_in_runs_are_the_same_as_one_by_one),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
