#include "plots/series.h"

#include <math.h>

/* Nights and weekends bring no requests to some services; four days hold the longest of holidays.
 */
static const double bridge_least_h = 100;

double series_step_h(const View *view)
{
    const double points = 400; /* about one for each point of the page's width */
    const double fine = view->shown_h / points;
    /* From ten days on, the pattern of day and night hides what an outage does. */
    return view->shown_h > 240 ? fmax(24, ceil(fine / 24) * 24) : fine;
}

/* Samples put together. Of a night's three calls nobody knows an interval; the day has one
 * nevertheless, that of the samples that have. */
typedef struct Bin {
    double weight, value, censored;
    double known_weight, below, above; /* of the samples with an interval */
    double spread_weight, p05, p95;    /* of those with percentiles */
} Bin;

/* A point has an interval where this share of what it is made of has. */
static const double known_share = 0.9;

static void bin_add(Bin *bin, const CurvePoint *point, double weight, bool has_bands)
{
    bin->weight += weight;
    bin->value += weight * point->mean;
    bin->censored += weight * point->censored_share;
    if (has_bands && !isnan(point->ci_low) && !isnan(point->ci_high)) {
        bin->known_weight += weight;
        bin->below += weight * (point->mean - point->ci_low);
        bin->above += weight * (point->ci_high - point->mean);
    }
    if (!isnan(point->p05) && !isnan(point->p95)) {
        bin->spread_weight += weight;
        bin->p05 += weight * point->p05;
        bin->p95 += weight * point->p95;
    }
}

static SeriesPoint bin_point(const Bin *bin, double t_h)
{
    SeriesPoint point = {.t_h = t_h,
                         .value = bin->value / bin->weight,
                         .low = NAN,
                         .high = NAN,
                         .spread_low = NAN,
                         .spread_high = NAN,
                         .censored = bin->censored / bin->weight > SERIES_CENSORED};
    if (bin->known_weight >= known_share * bin->weight) {
        point.low = point.value - bin->below / bin->known_weight;
        point.high = point.value + bin->above / bin->known_weight;
    }
    if (bin->spread_weight >= known_share * bin->weight) {
        point.spread_low = bin->p05 / bin->spread_weight;
        point.spread_high = bin->p95 / bin->spread_weight;
    }
    return point;
}

static double weight_of(const CurveView *weights, const CurveView *curve, size_t i)
{
    if (!weights || weights->count != curve->count) {
        return 1;
    }
    const double weight = weights->points[i].mean;
    return weight > 0 ? weight : 1e-9; /* a value without a weight still counts where it is alone */
}

static void series_append(Series *series, SeriesPoint *points, SeriesPoint point, double bridge_h)
{
    point.after_gap = series->count == 0 || point.t_h - points[series->count - 1].t_h > bridge_h;
    points[series->count++] = point;
    series->mean += (point.value - series->mean) / (double)series->count;
    series->any_censored = series->any_censored || point.censored;
    if (!(point.value <= series->peak)) {
        series->peak = point.value;
        series->peak_t_h = point.t_h;
    }
}

Series series_read(const View *view, const ViewStrategy *strategy, const CurveView *curve,
                   const CurveView *weights, double step_h)
{
    SeriesPoint *points = arena_allocate(view->arena, curve->count + 1, sizeof *points);
    Series series = {.strategy = strategy, .points = points, .peak = NAN, .peak_t_h = NAN};
    const double sample_h = curve->count > 1 ? curve->points[1].t_h - curve->points[0].t_h : step_h;
    const double bridge_h = fmax(bridge_least_h, 2.5 * fmax(step_h, sample_h));
    const bool has_bands = view_has_bands(view);
    size_t count = curve->count;
    while (count > 0 && curve->points[count - 1].t_h > view->shown_h * (1 + 1e-9)) {
        --count;
    }
    for (size_t i = 0; i < count;) {
        const double from_h = curve->points[i].t_h;
        Bin bin = {0};
        double last_h;
        do {
            last_h = curve->points[i].t_h;
            if (!isnan(curve->points[i].mean)) {
                bin_add(&bin, &curve->points[i], weight_of(weights, curve, i), has_bands);
            }
        } while (++i < count && curve->points[i].t_h < from_h + step_h * (1 - 1e-9));
        /* What is left of a step at the end would not compare with the others: one evening is no
         * day. */
        const bool stump = i == count && series.count > 0 && step_h >= 2 * sample_h &&
                           last_h - from_h < step_h / 4;
        if (bin.weight > 0 && !stump) {
            series_append(&series, points, bin_point(&bin, (from_h + last_h) / 2), bridge_h);
        }
    }
    return series;
}
