#include "tests/laws/random/pool.h"

#include "tests/test.h"

#include <gsl/gsl_cdf.h>

static PooledLaw *law_named(Pool *pool, const char *name)
{
    for (size_t i = 0; i < pool->count; i++) {
        if (strcmp(pool->laws[i].name, name) == 0) {
            return &pool->laws[i];
        }
    }
    assert_true(pool->count < POOL_LAWS && strlen(name) < POOL_NAME);
    PooledLaw *law = &pool->laws[pool->count++];
    memcpy(law->name, name, strlen(name) + 1);
    return law;
}

void pool_add(Pool *pool, const char *name, double better, double worse)
{
    double size = fabs(better) + fabs(worse);
    if (isnan(size) || isinf(size)) {
        return;
    }
    PooledLaw *law = law_named(pool, name);
    double difference = size > 0 ? (better - worse) / size : 0;
    law->n++;
    law->lower += difference < -1e-12;
    law->higher += difference > 1e-12;
    law->sum += difference;
    law->sum_of_squares += difference * difference;
}

Violation pool_violation(const Pool *pool)
{
    for (size_t i = 0; i < pool->count; i++) {
        const PooledLaw *law = &pool->laws[i];
        double n = (double)law->n, mean = law->sum / n;
        if (law->n < 10 || mean <= 0) {
            continue;
        }
        double variance = (law->sum_of_squares - n * mean * mean) / (n - 1);
        double t = mean / sqrt(fmax(variance, 1e-30) / n);
        if (t > gsl_cdf_tdist_Pinv(1 - 0.001 / (double)pool->count, n - 1)) {
            return violation_of("%s: higher in %zu scenarios, lower in %zu of %zu, by %+.3g %% of "
                                "their sum in the mean (t = %.1f)",
                                law->name, law->higher, law->lower, law->n, 100 * mean, t);
        }
    }
    return (Violation){.found = false};
}
