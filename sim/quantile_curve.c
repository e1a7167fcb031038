#include "sim/quantile_curve.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct IntervalPages {
    uint64_t count;
    uint32_t
        page_of[QUANTILE_PAGES]; /* 1 + number of the page that holds these buckets; 0: none yet */
} IntervalPages;

typedef struct Page {
    uint32_t buckets[QUANTILE_PAGE];
} Page;

struct QuantileCurve {
    size_t intervals;
    IntervalPages *pages_of;
    Page *pages;
    size_t page_count;
    size_t page_capacity;
};

QuantileCurve *quantile_curve_new(size_t intervals)
{
    QuantileCurve *const curve = memory_allocate(1, sizeof *curve);
    curve->intervals = intervals;
    curve->pages_of = memory_allocate(intervals, sizeof *curve->pages_of);
    return curve;
}

static uint32_t new_page(QuantileCurve *curve)
{
    if (curve->page_count == curve->page_capacity) {
        curve->page_capacity = curve->page_capacity ? curve->page_capacity * 2 : 256;
        curve->pages = memory_grow(curve->pages, curve->page_capacity, sizeof *curve->pages);
    }
    memset(&curve->pages[curve->page_count], 0, sizeof *curve->pages);
    return (uint32_t)++curve->page_count;
}

void quantile_curve_add(QuantileCurve *curve, const QuantileMark *marks, size_t count)
{
    Page *pages = curve->pages; /* marks come mostly by interval: what is at hand is used again */
    for (size_t i = 0; i < count;) {
        const uint32_t number = marks[i] / QUANTILE_BUCKETS;
        const uint32_t first = number * QUANTILE_BUCKETS;
        IntervalPages *const interval = &curve->pages_of[number];
        const size_t from = i;
        for (; i < count && marks[i] - first < QUANTILE_BUCKETS; i++) {
            const uint32_t bucket = marks[i] - first;
            uint32_t page = interval->page_of[bucket / QUANTILE_PAGE];
            if (page == 0) {
                page = interval->page_of[bucket / QUANTILE_PAGE] = new_page(curve);
                pages = curve->pages;
            }
            pages[page - 1].buckets[bucket % QUANTILE_PAGE]++;
        }
        interval->count += i - from;
    }
}

uint64_t quantile_curve_count(const QuantileCurve *curve, size_t interval)
{
    return curve->pages_of[interval].count;
}

double quantile_curve_value(const QuantileCurve *curve, size_t interval, double p)
{
    const IntervalPages *const pages = &curve->pages_of[interval];
    const double rank = quantile_rank(p, pages->count);
    uint64_t below = 0;
    for (uint32_t i = 0; i < QUANTILE_PAGES; i++) {
        if (pages->page_of[i] == 0) {
            continue;
        }
        const uint32_t *const buckets = curve->pages[pages->page_of[i] - 1].buckets;
        uint64_t here = 0;
        for (uint32_t k = 0; k < QUANTILE_PAGE; k++) {
            here += buckets[k];
        }
        if ((double)(below + here) >= rank) {
            return quantile_of_rank(buckets, i * QUANTILE_PAGE, QUANTILE_PAGE,
                                    rank - (double)below);
        }
        below += here;
    }
    return NAN;
}

void quantile_curve_clear(QuantileCurve *curve)
{
    memset(curve->pages_of, 0, curve->intervals * sizeof *curve->pages_of);
    curve->page_count = 0;
}

void quantile_curve_free(QuantileCurve *curve)
{
    if (curve) {
        free(curve->pages_of);
        free(curve->pages);
        free(curve);
    }
}
