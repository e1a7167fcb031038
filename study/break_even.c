#include "study/break_even.h"

#include "base/memory.h"
#include "study/estimator.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { STEPS = 64, BISECTIONS = 40, CROSSINGS = 64 };
static const double ROUNDING = 1e-9; /* of coordinates: a band without width still holds its root */

typedef struct Mean { /* of a place's paired differences */
    size_t n;
    double mean, variance; /* of one difference; NAN for n below 2 */
} Mean;

typedef struct Walk {
    const BreakEvenLine *line;
    const ResidualRange *range;
    Mean *means;         /* [place] */
    double *covariances; /* [place]: of the means of this place and the next */
} Walk;

typedef struct Stretch { /* of the line in which 0 is not excluded */
    double low, high;
    int before, after; /* sign of the difference on either side; 0: the line ends */
} Stretch;

static double difference_of(const BreakEvenLine *line, size_t place, size_t replication)
{
    const DecisionPlace *at = line->places[place];
    return at->values[line->first * at->replications + replication] -
           at->values[line->second * at->replications + replication];
}

/* The defined differences of a place, into `differences`; returns their number. */
static size_t differences_at(const BreakEvenLine *line, size_t place, double *differences)
{
    size_t n = 0;
    for (size_t r = 0; r < line->places[place]->replications; ++r) {
        const double difference = difference_of(line, place, r);
        if (isfinite(difference)) {
            differences[n++] = difference;
        }
    }
    return n;
}

static size_t most_replications(const BreakEvenLine *line)
{
    size_t most = 1;
    for (size_t i = 0; i < line->place_count; ++i) {
        most = line->places[i]->replications > most ? line->places[i]->replications : most;
    }
    return most;
}

void break_even_residuals(const BreakEvenLine *line, ResidualRange *range)
{
    double *differences = memory_allocate(most_replications(line), sizeof *differences);
    for (size_t i = 0; i < line->place_count; ++i) {
        const size_t n = differences_at(line, i, differences);
        residual_range_take(range, differences, n, n > 0 ? mean_of(differences, n) : (double)NAN);
    }
    free(differences);
}

static void find_means(Walk *walk)
{
    double *differences = memory_allocate(most_replications(walk->line), sizeof *differences);
    for (size_t i = 0; i < walk->line->place_count; ++i) {
        Mean *mean = &walk->means[i];
        *mean = (Mean){differences_at(walk->line, i, differences), NAN, NAN};
        if (mean->n > 1) {
            mean->mean = mean_of(differences, mean->n);
            mean->variance = variance_of(differences, mean->n, mean->mean);
        }
    }
    free(differences);
}

/* Of the means of places `i` and i + 1: over the replications that both have, spread over those
 * that each has. */
static double covariance_of_means(const Walk *walk, size_t i)
{
    const BreakEvenLine *line = walk->line;
    const Mean *here = &walk->means[i], *next = &walk->means[i + 1];
    const size_t a = line->places[i]->replications, b = line->places[i + 1]->replications;
    double products = 0;
    size_t n = 0;
    for (size_t r = 0; r < (a < b ? a : b) && line->is_common; ++r) {
        const double product =
            (difference_of(line, i, r) - here->mean) * (difference_of(line, i + 1, r) - next->mean);
        if (isfinite(product)) {
            products += product;
            ++n;
        }
    }
    return n < 2 ? 0 : products / (double)(n - 1) * (double)n / ((double)here->n * (double)next->n);
}

/* Student's statistic of the interpolated mean at share `w` of the way from place `i` to the next;
 * its number of values in `n`. */
static double statistic_at(const Walk *walk, size_t i, double w, size_t *n)
{
    const Mean *here = &walk->means[i], *next = &walk->means[i + 1];
    const double mean = (1 - w) * here->mean + w * next->mean;
    const double variance = (1 - w) * (1 - w) * here->variance / (double)here->n +
                            w * w * next->variance / (double)next->n +
                            2 * w * (1 - w) * walk->covariances[i];
    *n = here->n < next->n ? here->n : next->n;
    return guarded_t(walk->range, mean, sqrt(fmax(variance, 0) * (double)*n), *n);
}

/* -1, 1: the difference has this sign there; 0: not significant. */
static int sign_at(const Walk *walk, size_t i, double w)
{
    size_t n;
    const double t = statistic_at(walk, i, w, &n);
    if (student_p(t, n) > 1 - walk->line->confidence) {
        return 0;
    }
    return t > 0 ? 1 : -1;
}

static double coordinate_at(const Walk *walk, size_t i, double w)
{
    const double *coordinates = walk->line->coordinates;
    return coordinates[i] + w * (coordinates[i + 1] - coordinates[i]);
}

/* Where between shares `from` and `to` of segment `i`, of different signs and in either order, the
 * sign leaves that of `from`. */
static double border_at(const Walk *walk, size_t i, double from, double to)
{
    const int sign = sign_at(walk, i, from);
    for (int k = 0; k < BISECTIONS; ++k) {
        const double middle = (from + to) / 2;
        if (sign_at(walk, i, middle) == sign) {
            from = middle;
        } else {
            to = middle;
        }
    }
    return coordinate_at(walk, i, (from + to) / 2);
}

/* The crossings of the interpolated mean within the stretch: the middle one, or NAN. */
static double crossing_in(const Walk *walk, const Stretch *stretch)
{
    double crossings[CROSSINGS];
    size_t count = 0;
    for (size_t i = 0; i + 1 < walk->line->place_count && count < CROSSINGS; ++i) {
        const double here = walk->means[i].mean, next = walk->means[i + 1].mean;
        if ((here < 0) == (next < 0) || isnan(here) || isnan(next)) {
            continue;
        }
        const double at = coordinate_at(walk, i, here / (here - next));
        if (at >= stretch->low - ROUNDING && at <= stretch->high + ROUNDING) {
            crossings[count++] = fmin(fmax(at, stretch->low), stretch->high);
        }
    }
    return count > 0 ? crossings[count / 2] : (double)NAN;
}

/* Takes a stretch that has ended: a break-even if the mean crosses 0 in it and the signs on its two
 * sides, where it has them, differ. */
static size_t take_stretch(const Walk *walk, const Stretch *stretch, BreakEven *found, size_t count)
{
    const double at = crossing_in(walk, stretch);
    const bool is_turn = stretch->before != stretch->after || stretch->before == 0;
    if (isnan(at) || !is_turn || count == BREAK_EVENS) {
        return count;
    }
    const size_t last = walk->line->place_count - 1;
    const bool rises = stretch->before != 0  ? stretch->before < 0
                       : stretch->after != 0 ? stretch->after > 0
                                             : walk->means[0].mean < walk->means[last].mean;
    found[count] = (BreakEven){
        .at = at,
        .low = stretch->before == 0 ? -(double)INFINITY : stretch->low,
        .high = stretch->after == 0 ? (double)INFINITY : stretch->high,
        .rises = rises,
    };
    return count + 1;
}

/* From one end of the line to the other, stretch by stretch. A stretch may lie within one step. */
static size_t walk_line(const Walk *walk, BreakEven *found)
{
    const double *coordinates = walk->line->coordinates;
    const size_t segments = walk->line->place_count - 1;
    size_t count = 0;
    int sign = sign_at(walk, 0, 0);
    Stretch stretch = {.low = coordinates[0], .before = 0};
    for (size_t i = 0; i < segments; ++i) {
        for (int k = 0; k < STEPS; ++k) {
            const double from = (double)k / STEPS, to = (double)(k + 1) / STEPS;
            const int next = sign_at(walk, i, to);
            if (next == sign) {
                continue;
            }
            if (sign != 0) {
                stretch = (Stretch){.low = border_at(walk, i, from, to), .before = sign};
            }
            if (next != 0) {
                stretch.high = border_at(walk, i, to, from);
                stretch.after = next;
                count = take_stretch(walk, &stretch, found, count);
            }
            sign = next;
        }
    }
    if (sign == 0) {
        stretch.high = coordinates[segments];
        stretch.after = 0;
        count = take_stretch(walk, &stretch, found, count);
    }
    return count;
}

size_t break_even_find(const BreakEvenLine *line, const ResidualRange *range, BreakEven *found)
{
    if (line->place_count < 2) {
        return 0;
    }
    Walk walk = {.line = line,
                 .range = range,
                 .means = memory_allocate(line->place_count, sizeof *walk.means),
                 .covariances = memory_allocate(line->place_count, sizeof *walk.covariances)};
    find_means(&walk);
    for (size_t i = 0; i + 1 < line->place_count; ++i) {
        walk.covariances[i] = covariance_of_means(&walk, i);
    }
    const size_t count = walk_line(&walk, found);
    free(walk.covariances);
    free(walk.means);
    return count;
}
