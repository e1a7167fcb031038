#include "sim/quantile.h"

#include <math.h>

/* The first of the 2^32 steps of an octave's mantissa whose bucket is the
 * one-hundred-and-so-many-th of the octave. */
double quantile_bucket_from(uint32_t bucket)
{
    if (bucket == 0) {
        return 0;
    }
    const uint32_t octave = (bucket - 1) / QUANTILE_PER_OCTAVE;
    const uint32_t step = (bucket - 1) % QUANTILE_PER_OCTAVE;
    const double first = ceil(ldexp(step, 32) / QUANTILE_PER_OCTAVE);
    return ldexp(1 + ldexp(first, -32), (int)octave + QUANTILE_LOWEST_OCTAVE);
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
 * n of its width. Where they are one value (constant work gives constant delays) it is missed by
 * less than the width, which is 1 %; of smooth laws some hundredths of a per cent are left. Keeping
 * to the middle would halve the first, but leave an error of up to half a per cent in the second
 * that no number of replications takes away. Telling lumps by their neighbours was tried: quantiles
 * of waits could then exceed those of delays. */
static double inside_bucket(uint32_t bucket, double rank, uint32_t in_bucket)
{
    if (bucket == 0) {
        return 0;
    }
    const double from = quantile_bucket_from(bucket);
    return from + (quantile_bucket_from(bucket + 1) - from) * (rank - 0.5) / in_bucket;
}

double quantile_rank(double p, uint64_t count)
{
    const double rank = ceil(p * (double)count);
    return rank < 1 ? 1 : rank;
}

double quantile_of_rank(const uint32_t *buckets, uint32_t first, uint32_t n, double rank)
{
    enum { BLOCK = 16 };
    uint64_t below = 0;
    uint32_t i = 0;
    /* Whole blocks first, which the compiler adds up several at a time: most buckets lie before the
     * one that is looked for. */
    for (; n - i >= BLOCK; i += BLOCK) {
        uint64_t in_block = 0;
        for (uint32_t k = 0; k < BLOCK; k++) {
            in_block += buckets[i + k];
        }
        if ((double)(below + in_block) >= rank) {
            break;
        }
        below += in_block;
    }
    for (; i < n; i++) {
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
