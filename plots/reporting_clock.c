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
    size_t after = 0;
    while (after < curve.count && curve.points[after].t_h <= t_h) {
        ++after;
    }
    if (!after) {
        return NAN;
    }
    const CurvePoint *from = &curve.points[after - 1];
    if (after == curve.count || isnan(curve.points[after].mean)) {
        return from->mean;
    }
    const CurvePoint *to = &curve.points[after];
    return from->mean + (to->mean - from->mean) * (t_h - from->t_h) / (to->t_h - from->t_h);
}
