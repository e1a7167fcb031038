#include "plots/sweep_axis.h"

#include "plots/sweep_words.h"
#include "plots/ticks.h"
#include "study/factor_value.h"
#include "study/sweep_answers.h"

#include <math.h>
#include <string.h>

enum { AXIS_PT = 11, BISECTIONS = 50, FACTOR_LEVELS = 10 };

static const double label_gap = 14;

/* The coordinate at which the factor has the value; values rise with coordinates. */
static double coordinate_of(const SweepData *data, size_t factor, double value, double low,
                            double high)
{
    for (int i = 0; i < BISECTIONS; ++i) {
        const double middle = (low + high) / 2;
        if (factor_value_at(data, factor, middle) < value) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (low + high) / 2;
}

/* 1, 2 and 5 times powers of ten, or round steps where the range is less than a tenfold. */
static Ticks round_values(bool is_log, double low, double high, size_t wanted)
{
    if (!is_log || !(low > 0) || high < 10 * low) {
        return ticks_linear(low, high, wanted);
    }
    static const double steps[] = {1, 2, 5};
    Ticks ticks = {0};
    const int last = (int)floor(log10(high));
    for (int exponent = (int)floor(log10(low)); exponent <= last; ++exponent) {
        const double power = pow(10, exponent);
        for (size_t i = 0; i < 3 && ticks.count < TICKS_MAX; ++i) {
            ticks.at[ticks.count++] = power * steps[i];
        }
    }
    return ticks;
}

static bool add_tick(FactorAxis *axis, TextMeasure *measure, const FactorScale *scale, double value,
                     double coordinate, double length)
{
    char label[FACTOR_NUMBER];
    const double x = (coordinate - axis->low) / (axis->high - axis->low) * length;
    const double half =
        text_width(measure, factor_number(label, scale, value), (TextFace){AXIS_PT, false}) / 2;
    if (axis->count == FACTOR_TICKS) {
        return false;
    }
    if (axis->count > 0) {
        const double before = (axis->at[axis->count - 1] - axis->low) / (axis->high - axis->low);
        const double before_half =
            text_width(measure, axis->labels[axis->count - 1], (TextFace){AXIS_PT, false}) / 2;
        if (x - half < before * length + before_half + label_gap) {
            return false;
        }
    }
    axis->at[axis->count] = coordinate;
    memcpy(axis->labels[axis->count], label, sizeof label);
    ++axis->count;
    return true;
}

/* The different coordinates that the points have within low..high, ascending; `levels` holds one
 * more than FACTOR_LEVELS. Returns how many, FACTOR_LEVELS + 1 where there are more. */
static size_t find_levels(const SweepData *data, size_t factor, double low, double high,
                          double *levels)
{
    size_t count = 0;
    for (size_t p = 0; p < data->point_count && count <= FACTOR_LEVELS; ++p) {
        const double at = data->points[p].coordinates[factor];
        size_t place = count;
        while (place > 0 && levels[place - 1] > at) {
            --place;
        }
        const bool is_new = place == 0 || levels[place - 1] < at;
        if (!is_new || !(at >= low && at <= high)) {
            continue;
        }
        for (size_t i = count; i > place; --i) {
            levels[i] = levels[i - 1];
        }
        levels[place] = at;
        ++count;
    }
    return count;
}

/* At the levels themselves where they are few: these need not lie evenly. */
static bool tick_levels(FactorAxis *axis, const View *view, TextMeasure *measure, size_t factor,
                        double length)
{
    const SweepData *data = view->sweep->data;
    const FactorScale scale = sweep_factor_scale(view, factor);
    double levels[FACTOR_LEVELS + 1];
    const size_t count = find_levels(data, factor, axis->low, axis->high, levels);
    for (size_t i = 0; i < count && count <= FACTOR_LEVELS; ++i) {
        (void)add_tick(axis, measure, &scale, factor_value_at(data, factor, levels[i]), levels[i],
                       length);
    }
    return count <= FACTOR_LEVELS;
}

FactorAxis sweep_axis(const View *view, TextMeasure *measure, size_t factor, double low,
                      double high, double length)
{
    const SweepData *data = view->sweep->data;
    const FactorScale scale = sweep_factor_scale(view, factor);
    FactorAxis axis = {.low = low, .high = high > low ? high : low + 1};
    TextBuilder title = {0};
    text_add(&title, data->factors[factor].name);
    if (*scale.unit) {
        text_add_format(&title, ", %s", wording_phrase(scale.wording, scale.unit));
    }
    axis.title = view_keep(view, &title);
    if (tick_levels(&axis, view, measure, factor, length)) {
        return axis;
    }
    const double inner_low = fmax(low, 0), inner_high = fmin(high, 1);
    const double first = factor_value_at(data, factor, inner_low) * scale.times,
                 last = factor_value_at(data, factor, inner_high) * scale.times;
    const bool is_log = data->factors[factor].cells[0].scale == SWEEP_LOG;
    const Ticks ticks = round_values(is_log, first, last, FACTOR_TICKS - 2);
    const double slack = 1e-9 * fabs(last - first);
    for (size_t i = 0; i < ticks.count && last > first; ++i) {
        if (ticks.at[i] >= first - slack && ticks.at[i] <= last + slack) {
            const double value = ticks.at[i] / scale.times;
            (void)add_tick(&axis, measure, &scale, value,
                           coordinate_of(data, factor, value, inner_low, inner_high), length);
        }
    }
    return axis;
}
