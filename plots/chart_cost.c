/* cost: what a strategy costs, by cause, as bars in the strategy's colour from dark to light. */
#include <math.h>

#include "plots/gallery_build.h"
#include "plots/name_lines.h"

enum { NAME_PT = 12, SMALL_PT = 10, PARTS = PALETTE_TINTS, NAME_WIDTH = 226, TOTAL_WIDTH = 96 };

static const double row_height = 30, bar_height = 17, head_height = 26, foot_height = 26;

static const char *const part_metrics[PARTS] = {"cost_outage_eur", "cost_support_eur",
                                                "cost_restoration_eur", "cost_theft_eur"};
static const char *const part_names[PARTS] = {"Outage", "Support", "Restoration", "Theft"};

typedef struct CostRow {
    const ViewStrategy *strategy;
    const char *name;
    double parts[PARTS], total, ci_low, ci_high;
} CostRow;

typedef struct CostBars {
    size_t count;
    CostRow *rows;
    QuantityScale scale;
    Ticks ticks;
    const char *part_names[PARTS];
    double part_x[PARTS];
    double top, high, width; /* width: of the page */
} CostBars;

static double bar_x(const CostBars *bars, double value)
{
    const double left = FIGURE_MARGIN + NAME_WIDTH,
                 right = bars->width - FIGURE_MARGIN - TOTAL_WIDTH;
    return left + (right - left) * value / bars->high;
}

/* Names of the parts in a row of their own, each with a square of its tint. */
static void draw_key(Chart *chart, const CostBars *bars)
{
    for (size_t i = 0; i < PARTS; ++i) {
        const double x = bars->part_x[i];
        chart_rectangle(chart, x, bars->top + 3, x + 10, bars->top + 13,
                        palette_tint(COLOUR_QUIET, i));
        chart_text(chart, x + 15, bars->top + 8,
                   (ChartText){NAME_PT - 1, false, ALIGN_LEFT, COLOUR_QUIET}, bars->part_names[i]);
    }
}

static void draw_bar(Chart *chart, const CostBars *bars, const CostRow *row, double y)
{
    double sum = 0;
    for (size_t i = 0; i < PARTS; ++i) {
        if (row->parts[i] > 0) {
            chart_rectangle(chart, bar_x(bars, sum), y - bar_height / 2,
                            bar_x(bars, sum + row->parts[i]), y + bar_height / 2,
                            palette_tint(row->strategy->line, i));
            sum += row->parts[i];
        }
    }
    double label_x = bar_x(bars, fmax(sum, row->total));
    if (!isnan(row->ci_low) && !isnan(row->ci_high)) {
        const ChartPen pen = {1.2, COLOUR_INK, false};
        const double low = bar_x(bars, fmax(row->ci_low, 0)), high = bar_x(bars, row->ci_high);
        chart_segment(chart, low, y, high, y, pen);
        if (row->ci_low >= 0) { /* without its end where it goes on below 0: names stand there */
            chart_segment(chart, low, y - 4, low, y + 4, pen);
        }
        chart_segment(chart, high, y - 4, high, y + 4, pen);
        label_x = fmax(label_x, high);
    }
    char total[QUANTITY_TEXT];
    chart_text(chart, label_x + 7, y, (ChartText){NAME_PT, true, ALIGN_LEFT, row->strategy->text},
               quantity_text(total, row->total, bars->scale));
}

static void draw_cost(Chart *chart, const void *what)
{
    const CostBars *bars = what;
    const double first = bars->top + head_height, bottom = first + row_height * (double)bars->count;
    draw_key(chart, bars);
    for (size_t i = 0; i < bars->ticks.count; ++i) {
        const double x = bar_x(bars, bars->ticks.at[i] * bars->scale.factor);
        char label[QUANTITY_TEXT];
        chart_segment(chart, x, first, x, bottom,
                      (ChartPen){0.7, i ? COLOUR_GRID : COLOUR_AXIS, false});
        quantity_tick(label, bars->ticks.at[i] * bars->scale.factor, bars->scale);
        chart_text(chart, x, bottom + 11, (ChartText){SMALL_PT, false, ALIGN_CENTRE, COLOUR_QUIET},
                   label);
    }
    for (size_t i = 0; i < bars->count; ++i) {
        const double y = first + row_height * ((double)i + 0.5);
        name_lines_draw(chart, FIGURE_MARGIN, y,
                        (ChartText){NAME_PT, true, ALIGN_LEFT, bars->rows[i].strategy->text},
                        bars->rows[i].name);
        draw_bar(chart, bars, &bars->rows[i], y);
    }
}

static double share_of(double value)
{
    return isnan(value) ? 0 : value;
}

static CostBars *cost_bars(const GalleryBuild *build)
{
    const View *view = build->view;
    CostBars *bars = arena_allocate(view->arena, 1, sizeof *bars);
    bars->rows = arena_allocate(view->arena, view->strategy_count, sizeof *bars->rows);
    double largest = 0;
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const ViewStrategy *strategy = &view->strategies[i];
        const SummaryRow *total =
            results_summary(view->results, strategy->id, "total", "all", "cost_total_eur");
        if (!total || isnan(total->mean)) {
            continue;
        }
        CostRow *row = &bars->rows[bars->count++];
        *row = (CostRow){strategy,
                         name_lines_fit(view, build->measure, strategy->name,
                                        (TextFace){NAME_PT, true}, NAME_WIDTH - 8),
                         {0},
                         total->mean,
                         total->ci_low,
                         total->ci_high};
        for (size_t part = 0; part < PARTS; ++part) {
            row->parts[part] =
                share_of(view_mean(view, strategy->id, "total", "all", part_metrics[part]));
        }
        largest = fmax(largest, fmax(row->total, row->ci_high));
    }
    for (size_t i = 0; i < PARTS; ++i) {
        bars->part_x[i] = i ? bars->part_x[i - 1] + 40 +
                                  text_width(build->measure, bars->part_names[i - 1],
                                             (TextFace){NAME_PT - 1, false})
                            : FIGURE_MARGIN;
        bars->part_names[i] = view_phrase(view, part_names[i]);
    }
    bars->width = view->width;
    bars->scale = view_scale(build->view, QUANTITY_EURO, largest);
    bars->ticks = ticks_linear(0, largest / bars->scale.factor, 6);
    bars->high = bars->ticks.at[bars->ticks.count - 1] * bars->scale.factor;
    return largest > 0 ? bars : NULL;
}

/* Whether any interval reaches below 0, as Student's may of few and skewed values. */
static bool is_cut(const CostBars *bars)
{
    bool cut = false;
    for (size_t i = 0; i < bars->count; ++i) {
        cut = cut || bars->rows[i].ci_low < 0;
    }
    return cut;
}

void chart_cost(GalleryBuild *build)
{
    CostBars *bars = cost_bars(build);
    if (!bars) {
        return; /* a scenario without costs has nothing to say about them */
    }
    const ViewMetric metric = {"total",
                               "all",
                               "cost_total_eur",
                               QUANTITY_EURO,
                               gallery_text(build, "the total cost"),
                               gallery_text(build, "No cost arose")};
    const char *footnote = gallery_footnote(build, false);
    const FigureText text = {
        .name = "cost",
        .title = gallery_finding(build, &metric),
        .subtitle =
            gallery_text(build, "Mean cost in %s, by cause; black: %s interval of the total",
                         bars->scale.unit, gallery_confidence(build)),
        .footnote =
            is_cut(bars)
                ? gallery_text(
                      build, "An interval without a left end is cut at 0: costs cannot be less. %s",
                      footnote)
                : footnote,
        .caption = gallery_text(
            build,
            "Bars are sums of what the outage, the support, the restoration and the theft cost")};
    const double height = head_height + row_height * (double)bars->count + foot_height;
    bars->top = gallery_add(build, &text, height, draw_cost, bars)->top;
}
