/* Charts of curves over time: delays and backlogs of the services, waits and queues of the
 * channels. */
#include <math.h>
#include <string.h>

#include "plots/gallery_build.h"

/* A curve of results. */
typedef struct CurveName {
    const char *scope, *id, *metric;
    const char *weights; /* metric of the same id that weighs samples put together; NULL: alike */
} CurveName;

/* A note with its peak beside each line: all in the unit of the axis, but for those it would make
 * too small. */
static void note_peaks(const GalleryBuild *build, Panel *panel)
{
    const QuantityKind kind = panel->kind;
    PanelLine *lines = arena_allocate(build->view->arena, panel->line_count, sizeof *lines);
    const QuantityScale scale = panel_value_scale(panel, build->view->language);
    for (size_t i = 0; i < panel->line_count; ++i) {
        lines[i] = panel->lines[i];
        const Series *series = &lines[i].series;
        char peak[QUANTITY_TEXT], date[TIME_LABEL];
        if (!(series->peak > 0)) {
            lines[i].note = gallery_text(build, "0 at all times shown");
            continue;
        }
        if (kind == QUANTITY_COUNT && series->peak < 1) {
            view_number(build->view, peak, series->peak, 1);
        } else if (series->peak >= 0.1 * scale.factor) {
            quantity_text(peak, series->peak, scale);
        } else {
            view_quantity(build->view, peak, series->peak, kind);
        }
        lines[i].note = gallery_text(build, "peak %s, %s", peak,
                                     view_date(build->view, date, series->peak_t_h));
    }
    panel->lines = lines;
}

/* Gives the panel a line for each strategy that has the curve; returns whether any value of it is
 * censored. */
static bool add_lines(const GalleryBuild *build, Panel *panel, CurveName name)
{
    const View *view = build->view;
    PanelLine *lines = arena_allocate(view->arena, view->strategy_count, sizeof *lines);
    bool censored = false;
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const ViewStrategy *strategy = &view->strategies[i];
        const CurveView curve =
            results_curve(view->results, strategy->id, name.scope, name.id, name.metric);
        CurveView weights = {0};
        if (name.weights) {
            weights = results_curve(view->results, strategy->id, name.scope, name.id, name.weights);
        }
        const Series series = series_read(view, strategy, &curve, name.weights ? &weights : NULL,
                                          series_step_h(view));
        if (series.count) {
            lines[panel->line_count++] = (PanelLine){series, NULL};
            censored = censored || series.any_censored;
        }
    }
    panel->lines = lines;
    return censored;
}

bool gallery_add_lines(const GalleryBuild *build, Panel *panel, const char *scope, const char *id,
                       const char *metric)
{
    return add_lines(build, panel, (CurveName){scope, id, metric, NULL});
}

static bool has_values(const Panel *panel)
{
    bool some = false;
    for (size_t i = 0; i < panel->line_count; ++i) {
        some = some || panel->lines[i].series.peak > 0;
    }
    return some;
}

/* Where the panels of a figure stand: one under the other, each with room for its title and dates.
 */
static void stack_panels(const GalleryBuild *build, PanelSet *set, double top, double plot_height)
{
    for (size_t i = 0; i < set->count; ++i) {
        Panel *panel = &set->panels[i];
        panel->left = FIGURE_MARGIN + PANEL_VALUE_ROOM - 8;
        panel->right = build->view->width - FIGURE_MARGIN - PANEL_LABEL_ROOM;
        panel->top = top + (panel->title ? PANEL_TITLE_ROOM : 8);
        panel->bottom = panel->top + plot_height;
        note_peaks(build, panel);
        panel_prepare(panel, build->view, build->measure);
        top = panel->bottom + PANEL_DATE_ROOM;
    }
}

/* The finding; where the summary lacks the metric although there are curves, its name alone. */
static const char *title_of(const GalleryBuild *build, const PanelSet *set,
                            const ViewMetric *metric)
{
    const FindingCase finding = view_finding(build->view, metric);
    size_t best, lines = 0;
    for (size_t i = 0; i < set->count; ++i) {
        lines += set->panels[i].line_count;
    }
    if (lines && finding_verdict(&finding, &best) == FINDING_NOTHING) {
        char *title = arena_copy_text(build->view->arena, metric->subject, strlen(metric->subject));
        text_begin_with_capital(title);
        return title;
    }
    return gallery_finding(build, metric);
}

/* Whether a band of the figure is cut at the upper edge of its axis. */
static bool is_cut(const GalleryBuild *build, const PanelSet *set, double plot_height)
{
    bool cut = false;
    for (size_t i = 0; i < set->count; ++i) {
        cut = cut || panel_cuts_bands(&set->panels[i], build->view, plot_height);
    }
    return cut;
}

static void add_stacked(GalleryBuild *build, const FigureText *text, PanelSet *set,
                        double plot_height)
{
    size_t lines = 0;
    for (size_t i = 0; i < set->count; ++i) {
        lines += set->panels[i].line_count;
    }
    if (!lines) {
        gallery_add_empty(build, text);
        return;
    }
    const double labels = panel_height_for_labels(&set->panels[0], build->view, build->measure);
    plot_height = fmax(plot_height, fmin(260, labels));
    const double height = (double)set->count * (PANEL_TITLE_ROOM + plot_height + PANEL_DATE_ROOM);
    FigureText said = *text;
    if (is_cut(build, set, plot_height)) {
        said.footnote = gallery_text(
            build, "Bands and thin lines that end at the upper edge reach beyond it. %s",
            text->footnote);
    }
    const Figure *figure = gallery_add(build, &said, height, panel_set_draw, set);
    stack_panels(build, set, figure->top, plot_height);
}

static PanelSet *panel_set_new(const GalleryBuild *build, size_t count)
{
    PanelSet *set = arena_allocate(build->view->arena, 1, sizeof *set);
    set->panels = arena_allocate(build->view->arena, count, sizeof *set->panels);
    set->count = count;
    return set;
}

static const char *averaging(const GalleryBuild *build)
{
    const double step_h = series_step_h(build->view);
    if (step_h < 24 || !(build->view->run->sample_h < step_h)) {
        return "";
    }
    return step_h > 24 ? gallery_text(build, ", averages over %.0f days", step_h / 24)
                       : gallery_text(build, ", daily averages");
}

/* The unit of the figure's axes: ", in days", or "" where they differ or each tick has its own. */
static const char *unit_of(const GalleryBuild *build, const PanelSet *set)
{
    const QuantityScale *unit = NULL;
    QuantityScale shown;
    for (size_t i = 0; i < set->count; ++i) {
        const Panel *panel = &set->panels[i];
        if (panel->kind != set->panels[0].kind) {
            continue; /* a share says so by its sign */
        }
        const QuantityScale own = panel_value_scale(panel, build->view->language);
        if (panel->scale == PANEL_LOGARITHMIC || !has_values(panel) ||
            (unit && strcmp(unit->unit, own.unit) != 0)) {
            return "";
        }
        shown = own;
        unit = &shown;
    }
    return unit ? gallery_text(build, ", %s", view_in_unit(build->view, shown)) : "";
}

static const double noticed_h = 0.1; /* nobody is hurt by a delay of six minutes */

typedef struct DelayMeasure {
    const char *metric, *words;
} DelayMeasure;

/* The measure that the outage shows in: the median where it moves, else the 95th percentile, else
 * the mean. A short outage leaves the median over the whole run where it was. */
static DelayMeasure delay_measure(const View *view, const char *service)
{
    static const DelayMeasure measures[] = {{"delay_p50_h", "the median delay"},
                                            {"delay_p95_h", "the 95th percentile of the delay"},
                                            {"delay_mean_h", "the mean delay"}};
    for (size_t i = 0; i < 2; ++i) {
        const double usual = view_mean(view, "undisturbed", "service", service, measures[i].metric);
        double most = 0;
        for (size_t j = 0; j < view->strategy_count; ++j) {
            most = fmax(most, view_mean(view, view->strategies[j].id, "service", service,
                                        measures[i].metric));
        }
        if (isnan(usual) || (most > 1.5 * usual && most > noticed_h)) {
            return measures[i];
        }
    }
    return measures[2];
}

static void delay_figure(GalleryBuild *build, const char *service)
{
    const char *name = view_name(build->view, "services", service);
    PanelSet *set = panel_set_new(build, 2);
    set->panels[0] =
        (Panel){.title = gallery_text(build, "Time until half of the requests are done"),
                .spread = panel_spread_for(build->view),
                .kind = QUANTITY_HOURS,
                .labels = LABELS_NAMES_AND_NOTES};
    set->panels[1] =
        (Panel){.title = gallery_text(build, "Time until 95\u202f%% of the requests are done"),
                .spread = panel_spread_for(build->view),
                .kind = QUANTITY_HOURS,
                .labels = LABELS_NAMES_AND_NOTES};
    bool censored = add_lines(build, &set->panels[0],
                              (CurveName){"service", service, "delay_p50_h", "arrivals"});
    censored |= add_lines(build, &set->panels[1],
                          (CurveName){"service", service, "delay_p95_h", "arrivals"});
    for (size_t i = 0; i < 2; ++i) {
        set->panels[i].scale = panel_scale_for(set->panels[i].lines, set->panels[i].line_count);
    }
    panel_share_unit(set->panels, 2);
    const DelayMeasure measure = delay_measure(build->view, service);
    const ViewMetric metric = {
        "service",
        service,
        measure.metric,
        QUANTITY_HOURS,
        gallery_text(build, "%s of %s", view_phrase(build->view, measure.words), name),
        gallery_text(build, "No request for %s was served", name)};
    const FigureText text = {
        .name = view_text(build->view, "delay-%s", service),
        .title = title_of(build, set, &metric),
        .subtitle = gallery_text(
            build, "%s: delay from arrival to the end of processing%s, by time of arrival%s; %s",
            name, unit_of(build, set), averaging(build), gallery_bands(build)),
        .footnote = gallery_text(build,
                                 "The title counts all requests of the run, the curves those that "
                                 "arrived at the time. %s",
                                 gallery_time_footnote(build, censored)),
        .caption = gallery_text(build, "Above the median, below the 95th percentile of the delay "
                                       "of requests that arrived at the time on the axis")};
    add_stacked(build, &text, set, 190);
}

static void backlog_figure(GalleryBuild *build, const char *service)
{
    const char *name = view_name(build->view, "services", service);
    PanelSet *set = panel_set_new(build, 1);
    set->panels[0] = (Panel){.kind = QUANTITY_COUNT,
                             .spread = panel_spread_for(build->view),
                             .labels = LABELS_NAMES_AND_NOTES};
    add_lines(build, &set->panels[0], (CurveName){"service", service, "backlog", NULL});
    const ViewMetric metric = {"service",
                               service,
                               "backlog_max",
                               QUANTITY_COUNT,
                               gallery_text(build, "the largest backlog of %s", name),
                               gallery_text(build, "There is no backlog of %s", name)};
    const FigureText text = {
        .name = view_text(build->view, "backlog-%s", service),
        .title = title_of(build, set, &metric),
        .subtitle =
            gallery_text(build, "%s: number of requests waiting, all insurers together%s; %s", name,
                         averaging(build), gallery_bands(build)),
        .footnote = gallery_text(build,
                                 "In the title the mean of each replication's largest, which "
                                 "lies above the largest of the mean. %s",
                                 gallery_time_footnote(build, false)),
        .caption = gallery_text(
            build,
            "Mean over the replications; what is in process or away for a retry does not count")};
    add_stacked(build, &text, set, 270);
}

void chart_delay(GalleryBuild *build)
{
    for (size_t i = 0; i < build->view->service_count && build->view->run->has_curves; ++i) {
        delay_figure(build, build->view->services[i]);
        backlog_figure(build, build->view->services[i]);
    }
}

static void wait_figure(GalleryBuild *build, const char *channel)
{
    const char *name = view_name(build->view, "channels", channel);
    PanelSet *set = panel_set_new(build, 2);
    set->panels[0] = (Panel){.title = gallery_text(build, "Mean wait of those who are answered"),
                             .spread = panel_spread_for(build->view),
                             .kind = QUANTITY_MINUTES,
                             .labels = LABELS_NAMES_AND_NOTES};
    set->panels[1] = (Panel){.title = gallery_text(build, "Share of attempts that are abandoned"),
                             .spread = panel_spread_for(build->view),
                             .kind = QUANTITY_SHARE,
                             .labels = LABELS_NAMES_AND_NOTES};
    const bool censored = add_lines(build, &set->panels[0],
                                    (CurveName){"channel", channel, "wait_mean_min", "arrivals"});
    add_lines(build, &set->panels[1], (CurveName){"channel", channel, "abandon_share", "arrivals"});
    if (!has_values(&set->panels[1])) {
        set->count = 1; /* a channel without patience: nobody gives up */
    }
    set->panels[0].scale = panel_scale_for(set->panels[0].lines, set->panels[0].line_count);
    const ViewMetric metric = {"channel",
                               channel,
                               "wait_mean_min",
                               QUANTITY_MINUTES,
                               gallery_text(build, "the mean wait on the channel %s", name),
                               gallery_text(build, "Nobody was answered on the channel %s", name)};
    const FigureText text = {
        .name = view_text(build->view, "wait-%s", channel),
        .title = title_of(build, set, &metric),
        .subtitle =
            gallery_text(build, "%s: contacts with the support desks%s, by time of arrival%s; %s",
                         name, unit_of(build, set), averaging(build), gallery_bands(build)),
        .footnote = gallery_time_footnote(build, censored),
        .caption = gallery_text(build, "Above the wait of those who were answered, below the share "
                                       "who gave up; a short wait says little where many give up")};
    add_stacked(build, &text, set, 175);
}

void chart_wait(GalleryBuild *build)
{
    for (size_t i = 0; i < build->view->channel_count && build->view->run->has_curves; ++i) {
        wait_figure(build, build->view->channels[i]);
    }
}

/* The channel whose queue is longest under the baseline: the title speaks of it. */
static const char *longest_queue(const View *view)
{
    const char *longest = view->channels[0];
    double most = -1;
    for (size_t i = 0; i < view->channel_count && view->baseline; ++i) {
        const double mean =
            view_mean(view, view->baseline->id, "channel", view->channels[i], "queue_mean");
        if (mean > most) {
            most = mean;
            longest = view->channels[i];
        }
    }
    return longest;
}

/* A panel for the queue of a channel; false where nobody ever waits in it. */
static bool queue_panel(const GalleryBuild *build, Panel *panel, const char *channel)
{
    *panel = (Panel){.kind = QUANTITY_COUNT, .without_bands = true};
    panel->title = gallery_fit_small(build, view_name(build->view, "channels", channel));
    add_lines(build, panel, (CurveName){"channel", channel, "queue", NULL});
    return has_values(panel);
}

void chart_support(GalleryBuild *build)
{
    const View *view = build->view;
    if (!view->channel_count || !view->run->has_curves) {
        return;
    }
    const char *longest = longest_queue(view);
    PanelSet *set = panel_set_new(build, view->channel_count);
    set->count = queue_panel(build, &set->panels[0], longest) ? 1 : 0;
    set->panels[0].labels = LABELS_NAMES_AND_NOTES;
    set->panels[0].without_bands = false;
    set->panels[0].spread = panel_spread_for(view);
    for (size_t i = 0; i < view->channel_count && set->count; ++i) {
        if (view->channels[i] != longest) {
            set->count += queue_panel(build, &set->panels[set->count], view->channels[i]) ? 1 : 0;
        }
    }
    const ViewMetric metric = {
        "channel",
        longest,
        "queue_mean",
        QUANTITY_COUNT,
        gallery_text(build, "the mean queue of %s", view_name(view, "channels", longest)),
        gallery_text(build, "Nobody waited for the support desks")};
    const FigureText text = {
        .name = "support-backlog",
        .title = title_of(build, set, &metric),
        .subtitle = set->count > 1 && view_has_bands(view)
                        ? gallery_text(build,
                                       "Number of contacts waiting for an agent, by channel, all "
                                       "insurers together%s; %s, both in the upper panel alone",
                                       averaging(build), gallery_bands(build))
                        : gallery_text(build,
                                       "Number of contacts waiting for an agent, by channel, all "
                                       "insurers together%s; %s",
                                       averaging(build), gallery_bands(build)),
        .footnote = gallery_time_footnote(build, false),
        .caption = gallery_text(
            build,
            "The channel with the longest queue above, the others below; each with its own scale")};
    if (set->count) {
        note_peaks(build, &set->panels[0]);
        gallery_add_grid(build, &text, set, 210);
    } else {
        gallery_add_empty(build, &text);
    }
}
