/* Demand profiles. The input is a start, a range in hours and rows of a profile
 * (day_rows_input.h). The compiled profile is whole, scaled to a mean of 1, and arrivals over it
 * come in order and end. */
#include "sim/arrival_process.h"
#include "sim/rate_profile.h"
#include "tests/fuzz/day_rows_input.h"
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <stdlib.h>

enum { WEEK_H = 168, SEED = 1, ARRIVALS_MAX = 100000 };

static const double rounding = 1e-6; /* relative: sums in another order */

static bool is_near(double value, double expected)
{
    return fabs(value - expected) <= rounding * fmax(1, fabs(expected));
}

static const RateProfile *compile(const DayRowsInput *input, Arena *arena)
{
    RateRow rows[DAY_ROWS_MAX];
    size_t count = 0;

    for (size_t i = 0; i < input->count; i++) {
        rows[count] = (RateRow){.days = input->rows[i].days,
                                .from_hour = input->rows[i].from_hour,
                                .to_hour = input->rows[i].to_hour,
                                .weight = input->rows[i].weight};
        count += !input->rows[i].closed; /* a profile's rows all have their times */
    }
    return rate_profile_new(arena, rows, count, &input->start, input->from_h, input->to_h);
}

/* Whether the standard week has any demand, and whether a date changes a week. */
static void look(const DayRowsInput *input, bool *demand, bool *dates)
{
    *demand = *dates = false;
    for (size_t i = 0; i < input->count; i++) {
        const DayRowInput *row = &input->rows[i];
        *dates = *dates || row->days.is_date;
        *demand = *demand || (!row->days.is_date && row->weight > 0);
    }
}

static void expect_segments(const DayRowsInput *input, const RateProfile *profile)
{
    double sum = 0;

    FUZZ_EXPECT(profile->count == 0 || !(profile->segments[0].from_h > input->from_h),
                "the first segment begins at %.17g", profile->segments[0].from_h);
    for (size_t i = 0; i < profile->count; i++) {
        const RateSegment *segment = &profile->segments[i];
        const double end_h = rate_profile_segment_end_h(profile, i);
        FUZZ_EXPECT(end_h > segment->from_h, "segment %zu from %.17g to %.17g", i, segment->from_h,
                    end_h);
        FUZZ_EXPECT(isfinite(segment->weight) && segment->weight >= 0, "weight %g",
                    segment->weight);
        FUZZ_EXPECT(is_near(rate_profile_weight(profile, segment->from_h), segment->weight),
                    "weight at %.17g", segment->from_h);
        sum += segment->weight * (end_h - segment->from_h);
    }
    FUZZ_EXPECT(is_near(rate_profile_integral(profile, input->from_h, input->to_h), sum),
                "integral %.17g, segments %.17g",
                rate_profile_integral(profile, input->from_h, input->to_h), sum);
}

/* Any 168 hours of a profile without dates have a mean weight of 1. */
static void expect_weeks(const DayRowsInput *input, const RateProfile *profile)
{
    for (double t_h = input->from_h; t_h + WEEK_H <= input->to_h; t_h += 61) {
        const double week = rate_profile_integral(profile, t_h, t_h + WEEK_H);
        FUZZ_EXPECT(is_near(week, WEEK_H), "the week from %.17g weighs %.17g", t_h, week);
    }
}

static void expect_arrivals(const DayRowsInput *input, const RateProfile *profile, double daily_cv)
{
    const ArrivalSpec spec = {.profile = profile,
                              .start = &input->start,
                              .rate_per_h = 1.5,
                              .daily_cv = daily_cv,
                              .source = stream_source("fuzz", "arrivals", ""),
                              .day_source = stream_source("fuzz", "days", "")};
    ArrivalProcess process;
    double before_h = input->from_h;

    arrival_process_init(&process, &spec, SEED, 0);
    for (size_t i = 0; i < ARRIVALS_MAX; i++) {
        const double t_h = arrival_process_next_h(&process);
        if (isinf(t_h)) {
            return;
        }
        FUZZ_EXPECT(t_h >= before_h && t_h <= input->to_h, "arrival at %.17g after %.17g", t_h,
                    before_h);
        FUZZ_EXPECT(rate_profile_weight(profile, t_h) > 0, "arrival at %.17g, where none can be",
                    t_h);
        before_h = t_h;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new(0);
    char *text = fuzz_text(bytes, length);
    DayRowsInput input;
    bool demand, dates;

    if (day_rows_input_read(&input, text)) {
        const RateProfile *profile = compile(&input, arena);
        look(&input, &demand, &dates);
        FUZZ_EXPECT((profile != NULL) == demand, "a profile %s demand",
                    profile ? "without" : "refused in spite of");
        if (profile) {
            expect_segments(&input, profile);
            if (!dates) {
                expect_weeks(&input, profile);
            }
            expect_arrivals(&input, profile, 0);
            expect_arrivals(&input, profile, 1.2);
        }
    }
    free(text);
    arena_free(arena);
    return 0;
}
