#include "study/study_size.h"

#include <math.h>
#include <string.h>

/* At some five million a second and thread: eight months of one thread, a week of 32. */
static const double ARRIVALS_MOST = 1e14;
static const double CURVES_OF_ONE = 2147483648.0; /* bytes; the results are read whole by charts */
static const double GIGABYTE = 1e9;

StudySize study_size(const StudyPlan *plan)
{
    const ReplicationPlan replications = plan_replications(plan);
    const Measures *const measures = plan->measures;
    const double strategies = (double)plan->strategy_count;
    const double values =
        (double)measures->value_count * sizeof(double) +
        (double)(measures->zone_count + measures->instance_count) * sizeof(WorkTimes);
    StudySize size = {
        .replication_bytes = replication_bytes(&replications),
        .curve_bytes = strategies * (double)measures->curve_doubles * sizeof(double),
        .value_bytes = strategies * values,
    };
    size.file_bytes = (size.curve_bytes + size.value_bytes) * (double)plan->replications;
    for (size_t i = 0; i < plan->scenario->insurer_count; ++i) {
        size.arrivals += replication_insurer_work(&replications, i);
    }
    size.arrivals *= strategies * (double)plan->replications;
    return size;
}

static bool curves_fit(const StudySize *size, double memory_bytes, Failure *failure)
{
    if (size->curve_bytes > CURVES_OF_ONE) {
        return failure_of_input(failure,
                                "the curves of one replication take %.1f GB: use --no-curves, "
                                "leave out --curves insurer, or take a larger sample_h in "
                                "scenario.csv",
                                size->curve_bytes / GIGABYTE);
    }
    const double under_way = 2 * (size->replication_bytes + size->curve_bytes + size->value_bytes);
    return under_way <= memory_bytes ||
           failure_of_input(failure,
                            "two replications at a time take %.1f GB, more than there is (%.1f "
                            "GB): take a larger sample_h in scenario.csv, a shorter horizon_days "
                            "or fewer strategies (--strategies)",
                            under_way / GIGABYTE, memory_bytes / GIGABYTE);
}

bool study_fits(const StudyPlan *plan, double memory_bytes, Failure *failure)
{
    const StudySize size = study_size(plan);
    const double memory = memory_bytes > 0 ? memory_bytes : INFINITY;

    if (!curves_fit(&size, memory, failure)) {
        return false;
    }
    return size.arrivals <= ARRIVALS_MOST ||
           failure_of_input(failure,
                            "about %.2g requests and contacts are expected in all %zu "
                            "replications of %zu strategies, which would take months; at most "
                            "%.0g are run: use fewer replications (-n) or strategies "
                            "(--strategies), and look at the volumes that `brownout check` says",
                            size.arrivals, plan->replications, plan->strategy_count, ARRIVALS_MOST);
}

bool study_fits_folder(const StudyPlan *plan, const char *folder, double free_bytes,
                       Failure *failure)
{
    const double bytes = study_size(plan).file_bytes;
    return free_bytes <= 0 || bytes <= free_bytes ||
           failure_of_input(failure,
                            "%s: the figures of %zu replications take %.1f GB on the way, more "
                            "than is free there (%.1f GB): use fewer replications (-n) or "
                            "strategies (--strategies), or --no-curves",
                            folder, plan->replications, bytes / GIGABYTE, free_bytes / GIGABYTE);
}
