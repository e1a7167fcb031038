/* Sobol's sequence, shifted by a random vector modulo 1 [Cranley 1976]: the points keep their even
 * spread, and no point lies on the border. Saltelli's scheme takes both its samples from one
 * sequence of twice as many dimensions, so that they are independent [Saltelli 2010]. */
#include "base/memory.h"
#include "study/sweep_design_parts.h"

#include <gsl/gsl_qrng.h>
#include <stdlib.h>

enum { SOBOL_POINTS = 64, SALTELLI_ROWS = 64 };

typedef struct Sequence {
    gsl_qrng *generator;
    size_t dimensions;
    double *shift, *row;
} Sequence;

/* GSL answers a number of dimensions over its 40 with an object that is none. */
static bool check_dimensions(const DesignMaking *making, size_t dimensions)
{
    if (dimensions <= SWEEP_SOBOL_FACTORS) {
        return true;
    }
    return diagnostics_add(making->diagnostics, making->factors->file, 1, "",
                           "has %zu factors; the design %s takes at most %d",
                           making->factors->count, sweep_design_name(making->design->kind),
                           making->design->kind == SWEEP_SALTELLI ? SWEEP_SOBOL_FACTORS / 2
                                                                  : SWEEP_SOBOL_FACTORS);
}

static void sequence_init(Sequence *sequence, DesignMaking *making, size_t dimensions)
{
    *sequence = (Sequence){
        .generator = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)dimensions),
        .dimensions = dimensions,
        .shift = arena_allocate(making->arena, dimensions, sizeof(double)),
        .row = arena_allocate(making->arena, dimensions, sizeof(double)),
    };
    (void)memory_given(sequence->generator);
    for (size_t d = 0; d < dimensions; ++d) {
        sequence->shift[d] = stream_uniform(&making->stream);
    }
}

static void sequence_next(Sequence *sequence)
{
    (void)gsl_qrng_get(sequence->generator, sequence->row);
    for (size_t d = 0; d < sequence->dimensions; ++d) {
        const double shifted = sequence->row[d] + sequence->shift[d];
        sequence->row[d] = shifted < 1 ? shifted : shifted - 1;
    }
}

static void sequence_deinit(Sequence *sequence)
{
    gsl_qrng_free(sequence->generator);
}

bool design_make_sobol(DesignMaking *making)
{
    const size_t factors = making->factors->count;
    const size_t count = making->request->points > 0 ? making->request->points : SOBOL_POINTS;
    Sequence sequence;
    if (!check_dimensions(making, factors) || !design_allocate(making, (double)count)) {
        return false;
    }
    sequence_init(&sequence, making, factors);
    for (size_t p = 0; p < count; ++p) {
        sequence_next(&sequence);
        for (size_t f = 0; f < factors; ++f) {
            design_coordinates(making, p)[f] = sequence.row[f];
        }
    }
    sequence_deinit(&sequence);
    return true;
}

/* Step 0 is A, 1 is B, 2 + i is A with the coordinate of factor i from B. */
static void fill_row(DesignMaking *making, size_t number, const double *a, const double *b)
{
    const size_t factors = making->factors->count;
    for (size_t step = 0; step < factors + 2; ++step) {
        const size_t p = number * (factors + 2) + step;
        SweepPoint *point = &making->design->points[p];
        point->group = number;
        point->step = step;
        point->factor = step < 2 ? SWEEP_NONE : step - 2;
        for (size_t f = 0; f < factors; ++f) {
            design_coordinates(making, p)[f] = step == 1 || point->factor == f ? b[f] : a[f];
        }
    }
}

bool design_make_saltelli(DesignMaking *making)
{
    const size_t factors = making->factors->count;
    const size_t rows = making->request->points > 0 ? making->request->points : SALTELLI_ROWS;
    Sequence sequence;
    if (!check_dimensions(making, 2 * factors) ||
        !design_allocate(making, (double)rows * (double)(factors + 2))) {
        return false;
    }
    sequence_init(&sequence, making, 2 * factors);
    for (size_t i = 0; i < rows; ++i) {
        sequence_next(&sequence);
        fill_row(making, i, sequence.row, sequence.row + factors);
    }
    sequence_deinit(&sequence);
    return true;
}
