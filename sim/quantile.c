#include "sim/quantile.h"

#include <math.h>

double quantile_bucket_from(uint32_t bucket)
{
    if (bucket == 0) {
        return 0;
    }
    const uint32_t octave = (bucket - 1) / QUANTILE_PER_OCTAVE;
    const uint32_t step = (bucket - 1) % QUANTILE_PER_OCTAVE;
    return ldexp(1.0 + (double)step / QUANTILE_PER_OCTAVE, (int)octave - 31);
}

void quantile_clear(Quantile *quantile)
{
    if (quantile->high > quantile->low) {
        memset(quantile->buckets + quantile->low, 0,
               (quantile->high - quantile->low) * sizeof quantile->buckets[0]);
    }
    quantile->count = 0;
    quantile->low = 0;
    quantile->high = 0;
}

void quantile_merge(Quantile *into, const Quantile *from)
{
    if (from->count == 0) {
        return;
    }
    for (uint32_t bucket = from->low; bucket < from->high; bucket++) {
        into->buckets[bucket] += from->buckets[bucket];
    }
    if (into->high == 0 || from->low < into->low) {
        into->low = from->low;
    }
    if (from->high > into->high) {
        into->high = from->high;
    }
    into->count += from->count;
}

/* Inside a bucket the observations are taken as evenly spread: the k-th of n stands at (k - 1/2) /
 * n of its width. But they may as well all be one value at its edge (constant work gives constant
 * delays), and the bucket is 1.6 % wide: within 3/8 and 5/8 of it no value is further than 1 %
 * away. */
static double inside_bucket(uint32_t bucket, double rank, uint32_t in_bucket)
{
    if (bucket == 0) {
        return 0;
    }
    const double from = quantile_bucket_from(bucket);
    const double width = quantile_bucket_from(bucket + 1) - from;
    const double share = (rank - 0.5) / in_bucket;
    return from + width * fmin(fmax(share, 0.375), 0.625);
}

double quantile_rank(double p, uint64_t count)
{
    const double rank = ceil(p * (double)count);
    return rank < 1 ? 1 : rank;
}

double quantile_of_rank(const uint32_t *buckets, uint32_t first, uint32_t n, double rank)
{
    uint64_t below = 0;
    for (uint32_t i = 0; i < n; i++) {
        if ((double)(below + buckets[i]) >= rank) {
            return inside_bucket(first + i, rank - (double)below, buckets[i]);
        }
        below += buckets[i];
    }
    return NAN;
}

double quantile_value(const Quantile *quantile, double p)
{
    return quantile_of_rank(quantile->buckets + quantile->low, quantile->low,
                            quantile->high - quantile->low, quantile_rank(p, quantile->count));
}
