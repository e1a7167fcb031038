/* Quantiles of non-negative observations in bounded memory.
 *
 * A histogram whose buckets are 100 to the octave: the bucket comes from the bits of the double,
 * without a logarithm. Interpolation inside a bucket leaves an error of at most 1 % (relative),
 * some hundredths of a per cent where many observations spread smoothly, and keeps the order: what
 * is nowhere smaller has no smaller quantile. Exact zeros have a bucket of their own. Counts are
 * whole numbers, so merging is exact in any order. A sampled sketch (P2, t-digest) was not taken:
 * not mergeable to the same bits in any order. Same layout as HdrHistogram [Tene 2012], wider
 * range.
 */
#ifndef SIM_QUANTILE_H
#define SIM_QUANTILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    QUANTILE_PER_OCTAVE = 100,
    QUANTILE_LOWEST_OCTAVE = -21,
    QUANTILE_OCTAVES = 42, /* 2^-21 h (1.7 milliseconds) to 2^21 h (239 years) */
    QUANTILE_BUCKETS = 1 + QUANTILE_PER_OCTAVE * QUANTILE_OCTAVES
};

typedef struct Quantile {
    uint64_t count;
    uint32_t low; /* buckets below and from `high` on are empty */
    uint32_t high;
    uint32_t buckets[QUANTILE_BUCKETS];
} Quantile;

/* The bucket of a value: 0 for 0, the first and last for what lies beyond the range. */
static inline uint32_t quantile_bucket(double value)
{
    uint64_t bits;
    if (!(value > 0)) {
        return 0;
    }
    memcpy(&bits, &value, sizeof bits);
    const int64_t octave = (int64_t)(bits >> 52) - (1023 + QUANTILE_LOWEST_OCTAVE);
    const uint64_t mantissa = bits >> 20 & UINT32_MAX; /* its 32 leading bits */
    const int64_t step = (int64_t)(mantissa * QUANTILE_PER_OCTAVE >> 32);
    const int64_t bucket = octave * QUANTILE_PER_OCTAVE + step + 1;
    if (bucket < 1) {
        return 1;
    }
    return bucket < QUANTILE_BUCKETS ? (uint32_t)bucket : QUANTILE_BUCKETS - 1;
}

/* Smallest value of a bucket; the next bucket's is its end. */
double quantile_bucket_from(uint32_t bucket);

void quantile_clear(Quantile *quantile); /* of an initialised (or zeroed) one */

/* One more observation in the bucket. */
static inline void quantile_count(Quantile *quantile, uint32_t bucket)
{
    if (bucket < quantile->low || quantile->high == 0) {
        quantile->low = bucket;
    }
    if (bucket >= quantile->high) {
        quantile->high = bucket + 1;
    }
    quantile->buckets[bucket]++;
    quantile->count++;
}

/* Observations of many have been counted in the buckets themselves, all in [low, high). */
static inline void quantile_counted(Quantile *quantile, uint32_t low, uint32_t high, uint64_t many)
{
    quantile->low = quantile->high == 0 || low < quantile->low ? low : quantile->low;
    quantile->high = high > quantile->high ? high : quantile->high;
    quantile->count += many;
}

static inline void quantile_add(Quantile *quantile, double value)
{
    quantile_count(quantile, quantile_bucket(value));
}

void quantile_merge(Quantile *into, const Quantile *from);

/* The smallest value that at least the share `p` (0..1) of the observations does not exceed,
 * interpolated inside its bucket; NAN where nothing was observed. */
double quantile_value(const Quantile *quantile, double p);

/* The observation of rank `rank` (1 is the smallest) among the counts buckets[0..n), the first
 * being bucket `first`, interpolated inside its bucket; NAN where there are fewer. */
double quantile_of_rank(const uint32_t *buckets, uint32_t first, uint32_t n, double rank);

/* The rank of the quantile `p` among `count` observations. */
double quantile_rank(double p, uint64_t count);

#endif
