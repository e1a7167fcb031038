/* reporting: what is back when a report is due, on an axis of hours since the first notice. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "plots/gallery_build.h"
#include "plots/mark.h"
#include "plots/reporting_clock.h"
#include "plots/strategy_key.h"

enum { AXIS_PT = 11, NAME_PT = 11, PLOT = 200, HEAD = 54, FOOT = 30, LEFT = 44, RIGHT = 20 };

static const double first_h = 1; /* the axis begins an hour after the notice */

typedef struct ReportingPlot {
    const View *view;
    StrategyKey key;
    double detected_h, end_h; /* end_h: hours after the notice */
    double top;
} ReportingPlot;

static double time_x(const ReportingPlot *plot, double after_h)
{
    const double left = FIGURE_MARGIN + LEFT, right = plot->view->width - FIGURE_MARGIN - RIGHT;
    return left + (right - left) * log(after_h / first_h) / log(plot->end_h / first_h);
}

static double plot_top(const ReportingPlot *plot)
{
    return plot->top + plot->key.height + HEAD;
}

static double share_y(const ReportingPlot *plot, double share)
{
    return plot_top(plot) + PLOT * (1 - share);
}

static void draw_axes(Chart *chart, const ReportingPlot *plot)
{
    static const struct {
        double after_h;
        const char *label;
    } ticks[] = {{1, "1\u202fh"}, {6, "6\u202fh"},  {24, "24\u202fh"},  {72, "72\u202fh"},
                 {168, "1 week"}, {792, "33 days"}, {4380, "6 months"}, {17520, "2 years"}};
    const ChartText text = {AXIS_PT, false, ALIGN_CENTRE, COLOUR_QUIET};
    for (int i = 0; i <= 2; ++i) {
        char number[QUANTITY_TEXT], label[QUANTITY_TEXT];
        const double y = share_y(plot, i / 2.);
        const QuantityScale scale = view_scale(plot->view, QUANTITY_SHARE, 1);
        snprintf(label, sizeof label, "%.40s%s", quantity_tick(number, i / 2., scale),
                 scale.suffix);
        chart_segment(chart, time_x(plot, first_h), y, time_x(plot, plot->end_h), y,
                      (ChartPen){i ? 0.7 : 0.9, i ? COLOUR_GRID : COLOUR_AXIS, false});
        chart_text(chart, time_x(plot, first_h) - 6, y,
                   (ChartText){AXIS_PT, false, ALIGN_RIGHT, COLOUR_QUIET}, label);
    }
    for (size_t i = 0; i < sizeof ticks / sizeof *ticks; ++i) {
        if (ticks[i].after_h <= plot->end_h) {
            const double x = time_x(plot, ticks[i].after_h);
            chart_segment(chart, x, share_y(plot, 0), x, share_y(plot, 0) + 4,
                          (ChartPen){0.9, COLOUR_AXIS, false});
            chart_text(chart, x, share_y(plot, 0) + 13, text,
                       view_phrase(plot->view, ticks[i].label));
        }
    }
}

static void draw_clocks(Chart *chart, const ReportingPlot *plot)
{
    for (size_t i = 0; i < REPORTING_CLOCKS; ++i) {
        const ReportingClock *clock = &reporting_clocks()[i];
        if (clock->after_h > plot->end_h) {
            continue;
        }
        const double x = time_x(plot, clock->after_h);
        const bool at_end = x > plot->view->width - FIGURE_MARGIN - 60;
        chart_segment(chart, x, plot_top(plot) - (i % 2 ? 26 : 12), x, share_y(plot, 0),
                      (ChartPen){1.2, COLOUR_INK, false});
        chart_text(chart, x, plot_top(plot) - (i % 2 ? 34 : 20), /* neighbours at two heights */
                   (ChartText){NAME_PT, true, at_end ? ALIGN_RIGHT : ALIGN_CENTRE, COLOUR_INK},
                   view_phrase(plot->view, clock->name));
    }
}

/* Where a strategy's curve meets a clock: the curve goes through it, for between two samples the
 * logarithmic axis would lead it past. */
static bool clock_point(const ReportingPlot *plot, const ViewStrategy *strategy, size_t clock,
                        ChartPoint *out)
{
    const double after_h = reporting_clocks()[clock].after_h;
    const double share = reporting_restored_share(plot->view, strategy, plot->detected_h + after_h);
    if (after_h > plot->end_h || isnan(share)) {
        return false;
    }
    *out = (ChartPoint){time_x(plot, after_h), share_y(plot, share)};
    return true;
}

static void draw_curve(Chart *chart, const ReportingPlot *plot, size_t index)
{
    const ViewStrategy *strategy = &plot->view->strategies[index];
    const CurveView curve =
        results_curve(plot->view->results, strategy->id, "total", "all", "insured_restored_share");
    ChartPoint *points = memory_allocate(curve.count + REPORTING_CLOCKS + 1, sizeof *points);
    size_t count = 0, clock = 0;
    /* From the axis on: the first sample after the notice may come hours later. */
    const double share = reporting_restored_share(plot->view, strategy, plot->detected_h + first_h);
    if (!isnan(share)) {
        points[count++] = (ChartPoint){time_x(plot, first_h), share_y(plot, share)};
    }
    for (size_t i = 0; i < curve.count; ++i) {
        const double after_h = curve.points[i].t_h - plot->detected_h;
        for (; clock < REPORTING_CLOCKS && reporting_clocks()[clock].after_h <= after_h; ++clock) {
            count += clock_point(plot, strategy, clock, &points[count]) ? 1 : 0;
        }
        if (after_h > first_h && after_h <= plot->end_h && !isnan(curve.points[i].mean)) {
            points[count++] =
                (ChartPoint){time_x(plot, after_h), share_y(plot, curve.points[i].mean)};
        }
    }
    chart_line(chart, points, count, (ChartPen){2, strategy->line, false});
    free(points);
    for (size_t i = 0; i < REPORTING_CLOCKS; ++i) {
        ChartPoint at;
        if (clock_point(plot, strategy, i, &at)) {
            mark_draw(chart, at.x, at.y, 4, strategy->mark, strategy->line);
        }
    }
}

static void draw_reporting(Chart *chart, const void *what)
{
    const ReportingPlot *plot = what;
    strategy_key_draw(chart, &plot->key);
    draw_axes(chart, plot);
    draw_clocks(chart, plot);
    for (size_t i = plot->view->strategy_count; i-- > 0;) {
        if (!plot->view->strategies[i].undisturbed) {
            draw_curve(chart, plot, i);
        }
    }
}

/* What can be said when the notification is due, under the baseline. */
static const char *reporting_title(const GalleryBuild *build, double detected_h)
{
    const View *view = build->view;
    const ReportingClock *clocks = reporting_clocks();
    for (size_t i = 2; i-- > 0;) { /* the notification, or else the early warning */
        const double share =
            reporting_restored_share(view, view->baseline, detected_h + clocks[i].after_h);
        char text[QUANTITY_TEXT];
        if (!isnan(share)) {
            return gallery_text(build,
                                "When the %s is due, %s of the insured have all services back "
                                "under \u201c%s\u201d",
                                view_phrase(view, clocks[i].name),
                                view_quantity(view, text, share, QUANTITY_SHARE),
                                view->baseline->name);
        }
    }
    return gallery_text(build, "The run ends before the first report is due");
}

/* The clocks that the run does not reach. */
static const char *reporting_footnote(const GalleryBuild *build, const ReportingPlot *plot)
{
    const View *view = build->view;
    const char *later = "";
    for (size_t i = 0; i < REPORTING_CLOCKS; ++i) {
        if (reporting_clocks()[i].after_h > plot->end_h) {
            later = view_text(view, "%s%s%s", later, later[0] ? ", " : "",
                              view_phrase(view, reporting_clocks()[i].name));
        }
    }
    const char *footnote = gallery_footnote(build, false);
    return later[0] ? gallery_text(build, "Due after the end of the run: %s. %s", later, footnote)
                    : footnote;
}

void chart_reporting(GalleryBuild *build)
{
    const View *view = build->view;
    const double detected_h = reporting_detected_h(view);
    const double end_h = fmin(view->horizon_h - detected_h, 17520);
    if (isnan(detected_h) || !(end_h > 2 * first_h) ||
        isnan(reporting_restored_share(view, view->baseline, detected_h))) {
        return;
    }
    ReportingPlot *plot = arena_allocate(view->arena, 1, sizeof *plot);
    *plot = (ReportingPlot){.view = view,
                            .key = strategy_key(view, build->measure, false),
                            .detected_h = detected_h,
                            .end_h = end_h};
    const FigureText text = {
        .name = "reporting",
        .title = reporting_title(build, detected_h),
        .subtitle =
            gallery_text(build, "Share of the insured with all services back, by time since "
                                "the first notice (logarithmic); vertical: when reports "
                                "under Article\u00a023 of NIS\u00a02 are due"),
        .footnote = reporting_footnote(build, plot),
        .caption =
            gallery_text(build, "The clocks run from the mean time of the first notice under "
                                "the baseline; the final report is due a month after the "
                                "notification")};
    plot->key.top = plot->top =
        gallery_add(build, &text, plot->key.height + HEAD + PLOT + FOOT, draw_reporting, plot)->top;
}
