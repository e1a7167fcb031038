#include "tests/theory/order_statistics.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_integration.h>

enum { INTERVALS = 1000 };

typedef struct OrderStatistic {
    size_t n, k;
    BelowFunction below;
    const void *law;
} OrderStatistic;

double order_statistic_below(size_t n, size_t k, double below)
{
    return k == 0 ? 1 : gsl_cdf_binomial_Q((unsigned)k - 1, below, (unsigned)n);
}

static double longer(double t, void *context)
{
    const OrderStatistic *order = context;
    return 1 - order_statistic_below(order->n, order->k, order->below(t, order->law));
}

double order_statistic_mean(size_t n, size_t k, BelowFunction below, const void *law)
{
    OrderStatistic order = {n, k, below, law};
    gsl_function function = {longer, &order};
    double mean = 0, error = 0;
    gsl_integration_workspace *workspace = gsl_integration_workspace_alloc(INTERVALS);
    gsl_integration_qagiu(&function, 0, 1e-10, 1e-10, INTERVALS, workspace, &mean, &error);
    gsl_integration_workspace_free(workspace);
    return mean;
}
