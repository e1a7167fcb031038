#include "tests/theory/birth_death.h"

/* Numbers this large are scaled down before they overflow. */
static const double LARGE = 1e200;

static void scale(double *p, size_t count, double factor)
{
    for (size_t n = 0; n < count; n++) {
        p[n] *= factor;
    }
}

void birth_death_steady(double *p, size_t states, BirthDeathRate birth, BirthDeathRate death,
                        const void *model)
{
    double sum = 1;
    p[0] = 1;
    for (size_t n = 1; n < states; n++) {
        p[n] = p[n - 1] * birth(n - 1, model) / death(n, model);
        sum += p[n];
        if (sum > LARGE) {
            scale(p, n + 1, 1 / LARGE);
            sum /= LARGE;
        }
    }
    scale(p, states, 1 / sum);
}
