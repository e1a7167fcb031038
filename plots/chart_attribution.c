/* attribution: what each response prevented and what it caused, and the net of both with its
 * interval. Nothing where the run did not take attack and response apart. */
#include <math.h>

#include "plots/gallery_build.h"
#include "plots/mark.h"
#include "plots/name_lines.h"

enum { NAME_PT = 12, SMALL_PT = 10, NAME_WIDTH = 210, FOOT = 30, HEAD = 34 };

static const double row_height = 30, bar_half = 6;
static const char *const harm = "insured_hours_lost";

typedef struct ClaimRow {
    const ViewStrategy *strategy;
    const char *name;
    double caused, prevented, net, ci_low, ci_high;
} ClaimRow;

typedef struct ClaimPlot {
    size_t count;
    ClaimRow *rows;
    QuantityScale scale;
    Ticks ticks;
    double low, high, top, width; /* width: of the page */
    const char *left, *right;     /* what the sides mean */
} ClaimPlot;

static double claim_x(const ClaimPlot *plot, double value)
{
    const double left = FIGURE_MARGIN + NAME_WIDTH, right = plot->width - FIGURE_MARGIN - 20;
    return left + (right - left) * (value - plot->low) / (plot->high - plot->low);
}

static void draw_row(Chart *chart, const ClaimPlot *plot, const ClaimRow *row, double y)
{
    const Colour colour = row->strategy->line;
    const double zero = claim_x(plot, 0), net = claim_x(plot, row->net);
    name_lines_draw(chart, FIGURE_MARGIN, y,
                    (ChartText){NAME_PT, true, ALIGN_LEFT, row->strategy->text}, row->name);
    chart_rectangle(chart, fmin(zero, claim_x(plot, -row->prevented)), y - bar_half,
                    fmax(zero, claim_x(plot, -row->prevented)), y + bar_half,
                    palette_tint(colour, 2));
    chart_rectangle(chart, fmin(zero, claim_x(plot, row->caused)), y - bar_half,
                    fmax(zero, claim_x(plot, row->caused)), y + bar_half, palette_tint(colour, 1));
    if (!isnan(row->ci_low) && !isnan(row->ci_high)) {
        chart_segment(chart, claim_x(plot, row->ci_low), y, claim_x(plot, row->ci_high), y,
                      (ChartPen){1.4, COLOUR_INK, false});
    }
    mark_draw(chart, net, y, 4.5, row->strategy->mark, COLOUR_INK);
}

static void draw_claims(Chart *chart, const void *what)
{
    const ClaimPlot *plot = what;
    const double first = plot->top + HEAD, bottom = first + row_height * (double)plot->count;
    const ChartText side = {SMALL_PT, true, ALIGN_RIGHT, COLOUR_QUIET};
    for (size_t i = 0; i < plot->ticks.count; ++i) {
        const double value = plot->ticks.at[i] * plot->scale.factor, x = claim_x(plot, value);
        char label[QUANTITY_TEXT];
        chart_segment(chart, x, first, x, bottom + 4, (ChartPen){0.7, COLOUR_GRID, false});
        chart_text(chart, x, bottom + 14, (ChartText){SMALL_PT, false, ALIGN_CENTRE, COLOUR_QUIET},
                   quantity_tick(label, value, plot->scale));
    }
    for (size_t i = 0; i < plot->count; ++i) {
        draw_row(chart, plot, &plot->rows[i], first + row_height * ((double)i + 0.5));
    }
    const double zero = claim_x(plot, 0);
    chart_segment(chart, zero, first - 8, zero, bottom, (ChartPen){1.2, COLOUR_AXIS, false});
    chart_text(chart, plot->width - FIGURE_MARGIN, plot->top + 10, side, plot->right);
    chart_text(chart, FIGURE_MARGIN + NAME_WIDTH, plot->top + 10,
               (ChartText){SMALL_PT, true, ALIGN_LEFT, COLOUR_QUIET}, plot->left);
}

static double part_mean(const View *view, const char *strategy, const char *part,
                        const AttributionRow **row)
{
    *row = coupled_part(results_coupled(view->results), strategy, "total", "all", harm, part);
    return *row ? (*row)->mean : (double)NAN;
}

static void add_row(const GalleryBuild *build, ClaimPlot *plot, const ViewStrategy *strategy)
{
    const AttributionRow *found;
    ClaimRow row = {.strategy = strategy};
    row.caused = part_mean(build->view, strategy->id, "response_alone", &found);
    row.prevented = part_mean(build->view, strategy->id, "prevented", &found);
    row.net = part_mean(build->view, strategy->id, "net_of_response", &found);
    if (!found || isnan(row.caused) || isnan(row.prevented) || isnan(row.net)) {
        return;
    }
    row.ci_low = found->ci_low;
    row.ci_high = found->ci_high;
    row.name = name_lines_fit(build->view, build->measure, strategy->name,
                              (TextFace){NAME_PT, true}, NAME_WIDTH - 10);
    const double ends[] = {row.caused, -row.prevented, row.net, row.ci_low, row.ci_high};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; ++i) {
        plot->low = fmin(plot->low, ends[i]); /* fmin and fmax ignore NAN */
        plot->high = fmax(plot->high, ends[i]);
    }
    plot->rows[plot->count++] = row;
}

static ClaimPlot *claim_plot(const GalleryBuild *build)
{
    const View *view = build->view;
    ClaimPlot *plot = arena_allocate(view->arena, 1, sizeof *plot);
    *plot = (ClaimPlot){.width = view->width,
                        .left = gallery_text(build, "\u25c0 prevented"),
                        .right = gallery_text(build, "caused \u25b6")};
    plot->rows = arena_allocate(view->arena, view->strategy_count, sizeof *plot->rows);
    for (size_t i = 0; i < view->strategy_count; ++i) {
        if (!view->strategies[i].undisturbed) {
            add_row(build, plot, &view->strategies[i]);
        }
    }
    if (!plot->count || !(plot->high > plot->low)) {
        return NULL;
    }
    plot->scale = view_scale(view, QUANTITY_COUNT, fmax(-plot->low, plot->high));
    plot->ticks = ticks_linear(plot->low / plot->scale.factor, plot->high / plot->scale.factor, 7);
    plot->low = plot->ticks.at[0] * plot->scale.factor;
    plot->high = plot->ticks.at[plot->ticks.count - 1] * plot->scale.factor;
    return plot;
}

/* The claim of who responded, judged: of the strategy with the lowest net. */
static const char *claim_title(const GalleryBuild *build, const ClaimPlot *plot)
{
    const ClaimRow *best = &plot->rows[0];
    char prevented[QUANTITY_TEXT], caused[QUANTITY_TEXT];
    for (size_t i = 1; i < plot->count; ++i) {
        best = plot->rows[i].net < best->net ? &plot->rows[i] : best;
    }
    if (!(best->ci_high < 0)) {
        return gallery_text(build, "No response clearly prevented more insured-hours lost than it "
                                   "caused");
    }
    quantity_text(prevented, best->prevented, plot->scale);
    quantity_text(caused, best->caused, plot->scale);
    return gallery_text(build,
                        "\u201c%s\u201d prevented more than it caused: %s insured-hours against %s",
                        best->strategy->name, prevented, caused);
}

void chart_attribution(GalleryBuild *build)
{
    ClaimPlot *plot = claim_plot(build);
    if (!plot) {
        return;
    }
    const char *unit = plot->scale.unit[0]
                           ? gallery_text(build, ", %s", view_in_unit(build->view, plot->scale))
                           : "";
    const FigureText text = {
        .name = "attribution",
        .title = claim_title(build, plot),
        .subtitle = gallery_text(build,
                                 "Insured-hours that the response prevented (light) and caused by "
                                 "itself (dark)%s; black: net of both with its %s interval",
                                 unit, gallery_confidence(build)),
        .footnote = gallery_footnote(build, false),
        .caption = gallery_text(build, "Caused: the response to a false alarm against no notice at "
                                       "all; net: attack with the response against the attack "
                                       "without one; paired by replication")};
    plot->top =
        gallery_add(build, &text, HEAD + row_height * (double)plot->count + FOOT, draw_claims, plot)
            ->top;
}
