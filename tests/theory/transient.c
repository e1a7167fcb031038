#include "tests/theory/transient.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>
#include <stdlib.h>

static const double ABSOLUTE_ERROR = 1e-12, RELATIVE_ERROR = 1e-10;

typedef struct ForwardEquations {
    const TransientPiece *piece;
    size_t states;
} ForwardEquations;

static double departures_per_h(const TransientPiece *piece, size_t n)
{
    size_t busy = n < piece->servers ? n : piece->servers;
    return (double)busy * piece->service_per_h + (double)(n - busy) * piece->abandon_per_h;
}

/* dp(n)/dt = flow in from n - 1 and n + 1, less the flow out. */
static int derivative(double t_h, const double *p, double *change, void *context)
{
    const ForwardEquations *equations = context;
    const TransientPiece *piece = equations->piece;
    (void)t_h;
    for (size_t n = 0; n < equations->states; n++) {
        double up = n + 1 < equations->states ? piece->arrivals_per_h : 0;
        change[n] = -(up + departures_per_h(piece, n)) * p[n];
        if (n > 0) {
            change[n] += piece->arrivals_per_h * p[n - 1];
        }
        if (n + 1 < equations->states) {
            change[n] += departures_per_h(piece, n + 1) * p[n + 1];
        }
    }
    return GSL_SUCCESS;
}

void transient_advance(double *p, size_t states, const TransientPiece *piece)
{
    ForwardEquations equations = {piece, states};
    gsl_odeiv2_system system = {derivative, NULL, states, &equations};
    gsl_odeiv2_driver *driver = gsl_odeiv2_driver_alloc_y_new(&system, gsl_odeiv2_step_rkf45, 1e-3,
                                                              ABSOLUTE_ERROR, RELATIVE_ERROR);
    double t_h = 0;
    if (!driver || gsl_odeiv2_driver_apply(driver, &t_h, piece->duration_h, p) != GSL_SUCCESS) {
        abort();
    }
    gsl_odeiv2_driver_free(driver);
}

double transient_mean(const double *p, size_t states)
{
    return transient_mean_beyond(p, states, 0);
}

double transient_mean_beyond(const double *p, size_t states, size_t servers)
{
    double mean = 0;
    for (size_t n = servers + 1; n < states; n++) {
        mean += (double)(n - servers) * p[n];
    }
    return mean;
}
