/* restoration-STRATEGY: when zones and systems come back, as bars over time.
 *
 * Hundreds of instances would be hundreds of lines. So a bar stands for a system in a data centre
 * (or a zone): dark from the first crew's start until half of its instances are done, light until
 * the last one, and a thin line on to the 95th percentile of the last.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "plots/crew_load.h"
#include "plots/gallery_build.h"

enum { NAME_PT = 11, HEAD_PT = 11, SMALL_PT = 10, NAME_WIDTH = 250, ZONES_MAX = 16, BARS_MAX = 90 };

static const double row_height = 15, bar_height = 9, head_height = 22,
                    foot_height = PANEL_DATE_ROOM;

typedef struct GanttBar {
    const char *name, *when;                /* when: the dates of its end, as said beside it */
    double ready_h;                         /* of the first; it then waits for a crew */
    double start_h, half_h, last_h, late_h; /* late_h: 95th percentile of the last */
    size_t instances, unfinished;           /* unfinished: without a time of completion */
} GanttBar;

typedef struct GanttGroup {
    const char *datacentre, *name;
    const char *crews; /* who works there, and how long work waits for them */
    size_t bar_count;
    GanttBar *bars;
} GanttGroup;

typedef struct Gantt {
    const View *view;
    const ViewStrategy *strategy;
    size_t group_count, row_count;
    GanttGroup *groups;
    TimeTicks dates;
    double top, end_h, date_width;
} Gantt;

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static size_t id_length(const char *id)
{
    return strcspn(id, "@");
}

/* Whether a row of the results belongs to the bar of (kind, datacentre, id); an empty id takes
 * every zone. */
static bool belongs(const RestorationRow *row, const RestorationRow *to, bool all_zones)
{
    if (row->strategy != to->strategy || row->kind != to->kind ||
        row->datacentre != to->datacentre) {
        return false;
    }
    if (strcmp(row->kind, "zone") == 0) {
        return all_zones || row->id == to->id;
    }
    const size_t length = id_length(to->id);
    return id_length(row->id) == length && strncmp(row->id, to->id, length) == 0;
}

/* The bar of all rows that belong to `rows[first]`. */
static GanttBar bar_of(const RestorationRow *rows, size_t count, size_t first, bool all_zones)
{
    GanttBar bar = {.ready_h = NAN, .start_h = NAN, .half_h = NAN, .last_h = NAN, .late_h = NAN};
    double *done = memory_allocate(count - first, sizeof *done);
    size_t done_count = 0;
    for (size_t i = first; i < count; ++i) {
        const RestorationRow *row = &rows[i];
        if (!belongs(row, &rows[first], all_zones) || isnan(row->start_mean_h)) {
            continue;
        }
        ++bar.instances;
        bar.ready_h = fmin(bar.ready_h, row->ready_mean_h);
        bar.start_h = fmin(bar.start_h, row->start_mean_h); /* fmin and fmax ignore NAN */
        bar.last_h = fmax(bar.last_h, row->done_mean_h);
        bar.late_h = fmax(bar.late_h, row->done_p95_h);
        bar.unfinished += isnan(row->done_mean_h) ? 1 : 0;
        if (!isnan(row->done_mean_h)) {
            done[done_count++] = row->done_mean_h;
        }
    }
    qsort(done, done_count, sizeof *done, by_value);
    if (done_count > bar.instances / 2) {
        bar.half_h = done[bar.instances / 2];
    }
    free(done);
    return bar;
}

static const char *bar_name(const GalleryBuild *build, const RestorationRow *row,
                            const GanttBar *bar, bool all_zones)
{
    const View *view = build->view;
    TextBuilder name = {0}, number = {0}, fitted = {0};
    double width = NAME_WIDTH - 18;
    text_add(&number, "");
    if (strcmp(row->kind, "zone") == 0) {
        if (all_zones) {
            text_add_format(&name,
                            bar->instances == 1 ? view_phrase(view, "Base work on %zu zone")
                                                : view_phrase(view, "Base work on %zu zones"),
                            bar->instances);
        } else {
            const char *zone = view_name(view, "zones", row->id);
            const bool says_so = strstr(zone, "zone") || strstr(zone, "Zone");
            text_add_format(&name, "%s%s", says_so ? "" : "Zone ", zone);
        }
    } else {
        char *id = arena_copy_text(view->arena, row->id, id_length(row->id));
        text_add(&name, view_name(view, "systems", id));
        if (bar->instances > 1) {
            text_add_format(&number, " (%zu)", bar->instances);
            width -= text_width(build->measure, number.text, (TextFace){NAME_PT, false});
        }
    }
    text_fit(build->measure, &fitted, name.text, (TextFace){NAME_PT, false}, width);
    text_add(&fitted, number.text);
    text_deinit(&name);
    text_deinit(&number);
    return view_keep(view, &fitted);
}

/* "6 Mar", with the date of the 95th percentile, which the thin line leads to, where it is another
 * one. */
static const char *bar_when(const GalleryBuild *build, const GanttBar *bar)
{
    const View *view = build->view;
    char mean[TIME_LABEL], late[TIME_LABEL];
    if (bar->unfinished) {
        return view_phrase(view, "not all done");
    }
    view_date(view, mean, bar->last_h);
    view_date(view, late, fmin(fmax(bar->late_h, bar->last_h), view->horizon_h));
    return strcmp(mean, late) == 0 ? view_text(view, "%s", mean)
                                   : gallery_text(build, "%s (95\u202f%%: %s)", mean, late);
}

/* "Rebuild team (3 crews): work waits 12.3 h on average". */
static const char *crew_words(const GalleryBuild *build, const char *strategy,
                              const char *datacentre)
{
    const View *view = build->view;
    size_t count;
    const CrewLoad *loads = crew_loads(view, strategy, datacentre, &count);
    const double width = (view->width - 2.0 * FIGURE_MARGIN - NAME_WIDTH) * 0.95;
    const char *kept = "";
    for (size_t i = 0; i < count && loads[i].id[0]; ++i) {
        char wait[QUANTITY_TEXT];
        const char *between = kept[0] ? "; " : "";
        const char *more =
            isnan(loads[i].mean_wait_h)
                ? view_text(view, "%s%s%s", kept, between, loads[i].name)
                : gallery_text(build, "%s%s%s: work waits %s on average", kept, between,
                               loads[i].name,
                               view_quantity(view, wait, loads[i].mean_wait_h, QUANTITY_HOURS));
        if (kept[0] && text_width(build->measure, more, (TextFace){SMALL_PT, false}) > width) {
            break; /* the longest waits come first */
        }
        kept = more;
    }
    TextBuilder fitted = {0};
    text_fit(build->measure, &fitted, kept, (TextFace){SMALL_PT, false}, width);
    return view_keep(view, &fitted);
}

static GanttGroup *group_for(const GalleryBuild *build, Gantt *gantt, const char *datacentre)
{
    for (size_t i = 0; i < gantt->group_count; ++i) {
        if (gantt->groups[i].datacentre == datacentre) {
            return &gantt->groups[i];
        }
    }
    GanttGroup *group = &gantt->groups[gantt->group_count++];
    const char *name = datacentre[0] ? view_name(build->view, "datacentres", datacentre)
                                     : gallery_text(build, "Elsewhere");
    TextBuilder fitted = {0};
    text_fit(build->measure, &fitted, name, (TextFace){HEAD_PT, true}, NAME_WIDTH - 10);
    *group = (GanttGroup){.datacentre = datacentre,
                          .name = view_keep(build->view, &fitted),
                          .crews = crew_words(build, gantt->strategy->id, datacentre)};
    group->bars = arena_allocate(build->view->arena, BARS_MAX, sizeof *group->bars);
    return group;
}

static bool is_first(const RestorationRow *rows, size_t at, bool all_zones)
{
    for (size_t i = 0; i < at; ++i) {
        if (belongs(&rows[i], &rows[at], all_zones)) {
            return false;
        }
    }
    return true;
}

/* The rows of one strategy, zones before systems. */
static void add_bars(const GalleryBuild *build, Gantt *gantt, const char *kind, bool all_zones)
{
    size_t count;
    const RestorationRow *rows = results_restoration_rows(build->view->results, &count);
    for (size_t i = 0; i < count; ++i) {
        if (rows[i].strategy != gantt->strategy->id || strcmp(rows[i].kind, kind) != 0 ||
            gantt->row_count == BARS_MAX || !is_first(rows, i, all_zones)) {
            continue;
        }
        GanttBar bar = bar_of(rows, count, i, all_zones);
        if (!bar.instances) {
            continue;
        }
        bar.name = bar_name(build, &rows[i], &bar, all_zones);
        bar.when = bar_when(build, &bar);
        GanttGroup *group = group_for(build, gantt, rows[i].datacentre);
        group->bars[group->bar_count++] = bar;
        ++gantt->row_count;
        const double end_h = bar.unfinished ? build->view->horizon_h : fmax(bar.late_h, bar.last_h);
        gantt->end_h = fmax(gantt->end_h, end_h);
        gantt->date_width =
            fmax(gantt->date_width,
                 10 + 1.1 * text_width(build->measure, bar.when, (TextFace){SMALL_PT, false}));
    }
}

static size_t count_zones(const View *view, const ViewStrategy *strategy)
{
    size_t count, zones = 0;
    const RestorationRow *rows = results_restoration_rows(view->results, &count);
    for (size_t i = 0; i < count; ++i) {
        zones += rows[i].strategy == strategy->id && strcmp(rows[i].kind, "zone") == 0 ? 1 : 0;
    }
    return zones;
}

static double gantt_x(const Gantt *gantt, double t_h)
{
    const double left = FIGURE_MARGIN + NAME_WIDTH,
                 right = gantt->view->width - FIGURE_MARGIN - gantt->date_width;
    return left + (right - left) * fmin(t_h, gantt->end_h) / gantt->end_h;
}

static void draw_bar(Chart *chart, const Gantt *gantt, const GanttBar *bar, double y)
{
    const Colour colour = gantt->strategy->line;
    const double end_h = bar->unfinished ? gantt->end_h : bar->last_h;
    const double start = gantt_x(gantt, bar->start_h),
                 end = fmax(gantt_x(gantt, end_h), start + 1.5);
    chart_rectangle(chart, start, y - bar_height / 2, end, y + bar_height / 2,
                    palette_tint(colour, 2));
    if (!isnan(bar->half_h)) {
        const double half = fmax(gantt_x(gantt, bar->half_h), start + 1.5);
        chart_rectangle(chart, start, y - bar_height / 2, half, y + bar_height / 2, colour);
    }
    if (bar->ready_h < bar->start_h) {
        chart_rectangle(chart, gantt_x(gantt, bar->ready_h), y - 1.5, start, y + 1.5,
                        palette_tint(COLOUR_QUIET, 2));
    }
    const double late = isnan(bar->late_h) ? end : gantt_x(gantt, bar->late_h);
    if (late > end) {
        chart_segment(chart, end, y, late, y, (ChartPen){1.2, colour, false});
    }
    chart_text(chart, fmax(end, late) + 5, y,
               (ChartText){SMALL_PT, false, ALIGN_LEFT, COLOUR_QUIET}, bar->when);
}

static double gantt_bottom(const Gantt *gantt)
{
    return gantt->top + head_height * (double)gantt->group_count +
           row_height * (double)gantt->row_count;
}

static void draw_dates(Chart *chart, const Gantt *gantt)
{
    const double bottom = gantt_bottom(gantt);
    const ChartText style = {NAME_PT, false, ALIGN_CENTRE, COLOUR_QUIET};
    chart_segment(chart, gantt_x(gantt, 0), bottom, gantt_x(gantt, gantt->end_h), bottom,
                  (ChartPen){0.9, COLOUR_AXIS, false});
    for (size_t i = 0; i < gantt->dates.count; ++i) {
        const TimeTick *tick = &gantt->dates.at[i];
        const double x = gantt_x(gantt, tick->t_h);
        chart_segment(chart, x, gantt->top + 6, x, bottom, (ChartPen){0.7, COLOUR_GRID, false});
        chart_segment(chart, x, bottom, x, bottom + 4, (ChartPen){0.9, COLOUR_AXIS, false});
        chart_text(chart, x, bottom + 13, style, tick->label);
        chart_text(chart, x, bottom + 26, style, tick->below);
    }
}

static void draw_gantt(Chart *chart, const void *what)
{
    const Gantt *gantt = what;
    draw_dates(chart, gantt);
    double y = gantt->top;
    for (size_t i = 0; i < gantt->group_count; ++i) {
        const GanttGroup *group = &gantt->groups[i];
        chart_text(chart, FIGURE_MARGIN, y + head_height - 8,
                   (ChartText){HEAD_PT, true, ALIGN_LEFT, COLOUR_INK}, group->name);
        if (group->crews[0]) { /* the dates' lines would strike it out */
            chart_rectangle(chart, gantt_x(gantt, 0), y + 2, gantt_x(gantt, gantt->end_h),
                            y + head_height, COLOUR_PAGE);
        }
        chart_text(chart, FIGURE_MARGIN + NAME_WIDTH, y + head_height - 8,
                   (ChartText){SMALL_PT, false, ALIGN_LEFT, COLOUR_QUIET}, group->crews);
        y += head_height;
        for (size_t j = 0; j < group->bar_count; ++j) {
            const double middle = y + row_height * ((double)j + 0.5);
            chart_text(chart, FIGURE_MARGIN + 8, middle,
                       (ChartText){NAME_PT, false, ALIGN_LEFT, COLOUR_QUIET}, group->bars[j].name);
            draw_bar(chart, gantt, &group->bars[j], middle);
        }
        y += row_height * (double)group->bar_count;
    }
}

/* Zones whose restoration began and never ended within the run. Systems in them wait unseen, so
 * that no word about all systems would be true. */
static size_t count_unfinished_zones(const View *view, const ViewStrategy *strategy, size_t *begun)
{
    size_t count, unfinished = 0;
    const RestorationRow *rows = results_restoration_rows(view->results, &count);
    *begun = 0;
    for (size_t i = 0; i < count; ++i) {
        if (rows[i].strategy == strategy->id && strcmp(rows[i].kind, "zone") == 0 &&
            !isnan(rows[i].start_mean_h)) {
            ++*begun;
            unfinished += isnan(rows[i].done_mean_h) ? 1 : 0;
        }
    }
    return unfinished;
}

/* Half of all system instances, and the last: over the mean times of the results. */
typedef struct SystemsDone {
    size_t begun, done;
    double half_h; /* when half of those that were begun are done; NAN: not within the run */
    const RestorationRow *last; /* NULL: none is */
} SystemsDone;

static SystemsDone systems_done(const View *view, const Gantt *gantt)
{
    SystemsDone systems = {.half_h = NAN};
    size_t count;
    const RestorationRow *rows = results_restoration_rows(view->results, &count);
    double *done_h = memory_allocate(count, sizeof *done_h);
    for (size_t i = 0; i < count; ++i) {
        const RestorationRow *row = &rows[i];
        if (row->strategy != gantt->strategy->id || strcmp(row->kind, "system") != 0 ||
            isnan(row->start_mean_h)) {
            continue;
        }
        ++systems.begun;
        if (!isnan(row->done_mean_h)) {
            done_h[systems.done++] = row->done_mean_h;
            systems.last =
                !systems.last || row->done_mean_h > systems.last->done_mean_h ? row : systems.last;
        }
    }
    qsort(done_h, systems.done, sizeof *done_h, by_value);
    if (systems.done > systems.begun / 2) {
        systems.half_h = done_h[systems.begun / 2];
    }
    free(done_h);
    return systems;
}

static const char *systems_title(const GalleryBuild *build, const Gantt *gantt)
{
    const View *view = build->view;
    const SystemsDone systems = systems_done(view, gantt);
    const RestorationRow *last = systems.last;
    const char *name = gantt->strategy->name;
    if (!last || isnan(systems.half_h)) {
        return gallery_text(build, "\u201c%s\u201d: restoration of zones and systems", name);
    }
    char half_date[TIME_LABEL], last_date[TIME_LABEL];
    view_date(view, half_date, systems.half_h);
    if (systems.done < systems.begun) {
        return gallery_text(build,
                            "\u201c%s\u201d: half of the systems are restored by %s, but %zu of "
                            "%zu not within the run",
                            name, half_date, systems.begun - systems.done, systems.begun);
    }
    char *id = arena_copy_text(view->arena, last->id, id_length(last->id));
    const char *system = view_name(view, "systems", id),
               *place = view_name(view, "datacentres", last->datacentre);
    view_date(view, last_date, last->done_mean_h);
    if (strcmp(half_date, last_date) == 0) {
        return gallery_text(
            build, "\u201c%s\u201d: all systems are restored on average by %s, last of all %s, %s",
            name, last_date, system, place);
    }
    return gallery_text(build,
                        "\u201c%s\u201d: half of the systems are restored on average by %s, the "
                        "last (%s, %s) by %s",
                        name, half_date, system, place, last_date);
}

static const char *gantt_title(const GalleryBuild *build, const Gantt *gantt)
{
    size_t zones;
    const size_t unfinished = count_unfinished_zones(build->view, gantt->strategy, &zones);
    return unfinished ? gallery_text(build,
                                     "\u201c%s\u201d: not restored within the run: %zu of %zu "
                                     "zones",
                                     gantt->strategy->name, unfinished, zones)
                      : systems_title(build, gantt);
}

static void restoration_figure(GalleryBuild *build, const ViewStrategy *strategy)
{
    const View *view = build->view;
    size_t centres;
    results_ids(view->results, "datacentres", &centres);
    size_t rows;
    results_restoration_rows(view->results, &rows);
    Gantt *gantt = arena_allocate(view->arena, 1, sizeof *gantt);
    *gantt = (Gantt){.view = view, .strategy = strategy};
    gantt->groups = arena_allocate(view->arena, BARS_MAX, sizeof *gantt->groups);
    add_bars(build, gantt, "zone", count_zones(view, strategy) > ZONES_MAX);
    add_bars(build, gantt, "system", false);
    if (!gantt->row_count || !(gantt->end_h > 0)) {
        return; /* nothing was taken down: there is nothing to restore */
    }
    gantt->end_h = fmin(gantt->end_h, view->horizon_h);
    gantt->dates = time_ticks(view->start, gantt->end_h, 9, view->language);
    const FigureText text = {
        .name = view_text(build->view, "restoration-%s", strategy->id),
        .title = gantt_title(build, gantt),
        .subtitle = gallery_text(
            build,
            "Mean times. Grey: the first is ready and waits for a crew; dark: from its start until "
            "half of the instances are done; light: until the last; line: its 95th percentile"),
        .footnote = gallery_footnote(build, false),
        .caption =
            gallery_text(build, "Mean times over the replications in which the work was done, by "
                                "data centre with its crews; in brackets the number of instances")};
    const double height = head_height * (double)gantt->group_count +
                          row_height * (double)gantt->row_count + foot_height;
    gantt->top = gallery_add(build, &text, height, draw_gantt, gantt)->top;
}

void chart_restoration(GalleryBuild *build)
{
    for (size_t i = 0; i < build->view->strategy_count; ++i) {
        if (!build->view->strategies[i].undisturbed) {
            restoration_figure(build, &build->view->strategies[i]);
        }
    }
}
