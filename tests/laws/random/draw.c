#include "tests/laws/random/draw.h"

#include <math.h>

/* splitmix64 [Steele 2014]. */
uint64_t draw_bits(Draw *draw)
{
    uint64_t bits = draw->state += UINT64_C(0x9E3779B97F4A7C15);
    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return bits ^ bits >> 31;
}

/* The remainder favours small numbers by less than 2^-50 here. */
size_t draw_below(Draw *draw, size_t count)
{
    return (size_t)(draw_bits(draw) % count);
}

size_t draw_whole(Draw *draw, size_t low, size_t high)
{
    return low + draw_below(draw, high - low + 1);
}

double draw_between(Draw *draw, double low, double high)
{
    return low + (high - low) * ((double)(draw_bits(draw) >> 11) * 0x1p-53);
}

bool draw_chance(Draw *draw, double share)
{
    return draw_between(draw, 0, 1) < share;
}

double draw_magnitude(Draw *draw, double low, double high)
{
    return exp(draw_between(draw, log(low), log(high)));
}
