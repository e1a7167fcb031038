#include "sim/rate_profile.h"

#include "base/memory.h"
#include "sim/day_plan.h"

#include <stdlib.h>
#include <string.h>

enum { WEEKDAYS = 7, WEEK_HOURS = 24 * WEEKDAYS };

/* Segments that grow while a profile is compiled. */
typedef struct SegmentBuilder {
    RateSegment *segments;
    size_t count;
    size_t capacity;
    double from_h;
    double to_h;
} SegmentBuilder;

/* From `from_h` on the weight is `weight`. Instants never go back. What lies outside the range is
 * cut, and a step to the same weight is none. */
static void add_step(SegmentBuilder *builder, double from_h, double weight)
{
    if (from_h >= builder->to_h) {
        return;
    }
    if (from_h < builder->from_h) {
        from_h = builder->from_h;
    }
    RateSegment *last = builder->count > 0 ? &builder->segments[builder->count - 1] : NULL;
    if (last && last->from_h >= from_h) {
        builder->count--; /* replaced where it began */
        last = builder->count > 0 ? last - 1 : NULL;
    }
    if (last && !(last->weight < weight || last->weight > weight)) {
        return;
    }
    if (builder->count == builder->capacity) {
        builder->capacity = builder->capacity > 0 ? 2 * builder->capacity : 64;
        builder->segments =
            memory_grow(builder->segments, builder->capacity, sizeof *builder->segments);
    }
    builder->segments[builder->count++] = (RateSegment){from_h, weight};
}

static DaySlot *slots_of_rows(const RateRow *rows, size_t count)
{
    DaySlot *slots = memory_allocate(count, sizeof *slots);
    for (size_t i = 0; i < count; i++) {
        slots[i] = (DaySlot){.days = rows[i].days,
                             .from_hour = rows[i].from_hour,
                             .to_hour = rows[i].to_hour,
                             .weight = rows[i].weight};
    }
    return slots;
}

static double largest_of_week(const DayPlan *plan)
{
    double largest = 0;
    for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
        size_t count;
        const DaySlot *slots = day_plan_of_weekday(plan, weekday, &count);
        for (size_t i = 0; i < count; i++) {
            largest = slots[i].weight > largest ? slots[i].weight : largest;
        }
    }
    return largest;
}

/* Hours of a standard week, each weighed by its share of the largest weight: no sum can overflow.
 */
static double hours_at_largest(const DayPlan *plan, double largest)
{
    double hours = 0;
    for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
        size_t count;
        const DaySlot *slots = day_plan_of_weekday(plan, weekday, &count);
        for (size_t i = 0; i < count; i++) {
            hours += slots[i].weight / largest * (slots[i].to_hour - slots[i].from_hour);
        }
    }
    return hours;
}

static void compile(SegmentBuilder *builder, const DayPlan *plan, const CivilStart *start,
                    double largest, double peak_weight)
{
    const int64_t last = civil_day_at(start, builder->to_h);
    for (int64_t day = civil_day_at(start, builder->from_h); day <= last; day++) {
        size_t count;
        const DaySlot *slots = day_plan_of_day(plan, day, &count);
        add_step(builder, civil_day_begins_h(start, day), 0);
        for (size_t i = 0; i < count; i++) {
            add_step(builder, civil_hour_h(start, day, slots[i].from_hour),
                     slots[i].weight / largest * peak_weight);
            add_step(builder, civil_hour_h(start, day, slots[i].to_hour), 0);
        }
    }
}

/* The profile of what was built; frees the builder's segments. */
static const RateProfile *finish(Arena *arena, SegmentBuilder *builder, double peak_weight)
{
    RateProfile *profile = arena_allocate(arena, 1, sizeof *profile);
    RateSegment *segments = arena_allocate(arena, builder->count, sizeof *segments);
    if (builder->count > 0) {
        memcpy(segments, builder->segments, builder->count * sizeof *segments);
    }
    *profile = (RateProfile){.count = builder->count,
                             .segments = segments,
                             .from_h = builder->from_h,
                             .to_h = builder->to_h,
                             .peak_weight = peak_weight};
    free(builder->segments);
    return profile;
}

const RateProfile *rate_profile_new(Arena *arena, const RateRow *rows, size_t count,
                                    const CivilStart *start, double from_h, double to_h)
{
    const RateProfile *profile = NULL;
    DaySlot *slots = slots_of_rows(rows, count);
    DayPlan *plan = day_plan_new(slots, count);
    const double largest = largest_of_week(plan);
    if (largest > 0) {
        const double peak_weight = WEEK_HOURS / hours_at_largest(plan, largest);
        SegmentBuilder builder = {.from_h = from_h, .to_h = to_h};
        compile(&builder, plan, start, largest, peak_weight);
        profile = finish(arena, &builder, peak_weight);
    }
    day_plan_free(plan);
    free(slots);
    return profile;
}

const RateProfile *rate_profile_flat(Arena *arena, double from_h, double to_h)
{
    SegmentBuilder builder = {.from_h = from_h, .to_h = to_h};
    add_step(&builder, from_h, 1);
    return finish(arena, &builder, 1);
}

/* How many segments have begun by `t_h` (at it included). */
static size_t begun_by(const RateProfile *profile, double t_h)
{
    size_t low = 0;
    size_t high = profile->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (profile->segments[middle].from_h <= t_h) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

double rate_profile_weight(const RateProfile *profile, double t_h)
{
    const size_t begun = begun_by(profile, t_h);
    return begun > 0 && t_h < profile->to_h ? profile->segments[begun - 1].weight : 0;
}

double rate_profile_segment_end_h(const RateProfile *profile, size_t segment)
{
    return segment + 1 < profile->count ? profile->segments[segment + 1].from_h : profile->to_h;
}

double rate_profile_integral(const RateProfile *profile, double a_h, double b_h)
{
    const size_t begun = begun_by(profile, a_h);
    double integral = 0;
    for (size_t i = begun > 0 ? begun - 1 : 0; i < profile->count; i++) {
        const RateSegment *segment = &profile->segments[i];
        const double end_h = rate_profile_segment_end_h(profile, i);
        const double from_h = segment->from_h > a_h ? segment->from_h : a_h;
        const double to_h = end_h < b_h ? end_h : b_h;
        if (segment->from_h >= b_h) {
            break;
        }
        integral += to_h > from_h ? segment->weight * (to_h - from_h) : 0;
    }
    return integral;
}
