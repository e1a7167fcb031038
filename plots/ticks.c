#include "plots/ticks.h"

#include <math.h>

/* The least of 1, 2, 5 times a power of ten that is at least `rough`. */
static double step_over(double rough)
{
    const double power = pow(10, floor(log10(rough)));
    static const double multiples[] = {1, 2, 5, 10};
    for (size_t i = 0; i < 4; ++i) {
        if (multiples[i] * power >= rough * (1 - 1e-9)) {
            return multiples[i] * power;
        }
    }
    return 10 * power;
}

Ticks ticks_linear(double low, double high, size_t wanted)
{
    if (!(high > low)) {
        high = low + 1;
    }
    double step = step_over((high - low) / (double)(wanted > 1 ? wanted - 1 : 1));
    double first = floor(low / step + 1e-9);
    double last = ceil(high / step - 1e-9);
    while (last - first + 1 > (double)wanted && wanted > 2) { /* rounding outwards can add one */
        step = step_over(step * 1.01);
        first = floor(low / step + 1e-9);
        last = ceil(high / step - 1e-9);
    }
    Ticks ticks = {0};
    for (double i = first; i <= last && ticks.count < TICKS_MAX; ++i) {
        ticks.at[ticks.count++] = i * step;
    }
    return ticks;
}

Ticks ticks_powers(double low, double high)
{
    Ticks ticks = {0};
    const double last = ceil(log10(high) - 1e-9);
    for (double i = floor(log10(low) + 1e-9); i <= last && ticks.count < TICKS_MAX; ++i) {
        ticks.at[ticks.count++] = pow(10, i);
    }
    return ticks;
}

Ticks ticks_durations(double low_h, double high_h)
{
    static const double said_h[] = {1. / 3600, 10. / 3600, 1. / 60,  5. / 60,  15. / 60, 1,
                                    4,         12,         24,       3 * 24,   7 * 24,   14 * 24,
                                    28 * 24,   84 * 24,    365 * 24, 1825 * 24};
    const size_t count = sizeof said_h / sizeof *said_h;
    size_t first = 0, last = count - 1;
    while (first + 1 < count && said_h[first + 1] <= low_h * (1 + 1e-9)) {
        ++first;
    }
    while (last > first + 1 && said_h[last - 1] >= high_h * (1 - 1e-9)) {
        --last;
    }
    Ticks ticks = {0};
    for (size_t i = first; i <= last; ++i) {
        ticks.at[ticks.count++] = said_h[i];
    }
    return ticks;
}
