#include "plots/reporting_clock.h"

#include <math.h>

const ReportingClock *reporting_clocks(void)
{
    static const ReportingClock clocks[REPORTING_CLOCKS] = {
        {"early warning", "24\u202fh", 24},
        {"notification", "72\u202fh", 72},
        {"final report", "a month after the notification", 72 + 30 * 24},
    };
    return clocks;
}

double reporting_detected_h(const View *view)
{
    return view->baseline ? view_mean(view, view->baseline->id, "total", "all", "detected_h")
                          : (double)NAN;
}

double reporting_restored_share(const View *view, const ViewStrategy *strategy, double t_h)
{
    const CurveView curve =
        results_curve(view->results, strategy->id, "total", "all", "insured_restored_share");
    if (t_h > view->horizon_h) {
        return NAN;
    }
    double share = NAN;
    for (size_t i = 0; i < curve.count && curve.points[i].t_h <= t_h; ++i) {
        share = curve.points[i].mean;
    }
    return share;
}
