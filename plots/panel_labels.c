/* The names of a panel's lines, beside their ends. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "plots/label_spread.h"
#include "plots/mark.h"
#include "plots/panel_parts.h"

/* Where lines end at the same height, the line that lay above comes first. */
static size_t order_labels(const Panel *panel, size_t *order)
{
    size_t count = 0;
    for (size_t i = 0; i < panel->line_count; ++i) {
        const Series *series = &panel->lines[i].series;
        if (!series->count) {
            continue;
        }
        size_t j = count++;
        for (; j > 0 && panel->lines[order[j - 1]].series.mean < series->mean; --j) {
            order[j] = order[j - 1];
        }
        order[j] = i;
    }
    return count;
}

/* Whether every line ends by itself and near its label. Where lines end together, as they do when
 * all is well again, a piece of the line beside each name tells more than a fan of leaders. */
static bool leaders_help(const Panel *panel, const SpreadLabel *places, size_t count)
{
    double last_y = -INFINITY;
    for (size_t i = 0; i < count; ++i) { /* in the order of their wanted places */
        if (fabs(places[i].at - places[i].wanted) > 26 || places[i].wanted - last_y < 5) {
            return false;
        }
        last_y = places[i].wanted;
    }
    return panel->line_count > 0;
}

static void draw_leader(Chart *chart, const Panel *panel, const Series *series, double name_y,
                        bool leader)
{
    const SeriesPoint *last = &series->points[series->count - 1];
    const double label_x = panel->right + PANEL_LABEL_GAP;
    if (leader) {
        const double y = panel_y(panel, last->value);
        const ChartPoint path[] = {
            {panel_x(panel, last->t_h) + 2, y}, {panel->right + 3, y}, {label_x + 6, name_y}};
        chart_line(chart, path, 3, (ChartPen){0.8, series->strategy->line, false});
    } else {
        chart_segment(chart, label_x - 4, name_y, label_x + 6, name_y,
                      (ChartPen){2.4, series->strategy->line, false});
        mark_draw(chart, label_x + 1, name_y, 3.4, series->strategy->mark, series->strategy->line);
    }
}

static void draw_label(Chart *chart, const Panel *panel, size_t line, const SpreadLabel *place,
                       bool leader)
{
    const Series *series = &panel->lines[line].series;
    const ChartText style = {PANEL_LABEL_PT, true, ALIGN_LEFT, series->strategy->text};
    const double x = panel->right + PANEL_LABEL_GAP + 10;
    double y = place->at - place->height / 2 + 8;
    draw_leader(chart, panel, series, y, leader);
    const char *name = panel->names[line], *second = strchr(name, '\n');
    char first[DRAWN_TEXT];
    snprintf(first, sizeof first, "%.*s", second ? (int)(second - name) : (int)strlen(name), name);
    chart_text(chart, x, y, style, first);
    if (second) {
        chart_text(chart, x, y += 14, style, second + 1);
    }
    if (panel->notes && panel->lines[line].note) {
        chart_text(chart, x, y + 13, (ChartText){PANEL_NOTE_PT, false, ALIGN_LEFT, COLOUR_QUIET},
                   panel->lines[line].note);
    }
}

void panel_draw_labels(Chart *chart, const Panel *panel)
{
    size_t *order = memory_allocate(panel->line_count, sizeof *order);
    SpreadLabel *places = memory_allocate(panel->line_count, sizeof *places);
    const size_t count = order_labels(panel, order);
    for (size_t i = 0; i < count; ++i) {
        const Series *series = &panel->lines[order[i]].series;
        /* Ends closer than five points count as equal, so that the order above decides. */
        const double y = panel_y(panel, series->points[series->count - 1].value);
        places[i] =
            (SpreadLabel){.wanted = floor(y / 5) * 5,
                          .height = panel_label_height(panel->names[order[i]], panel->notes)};
    }
    label_spread(places, count, panel->top - 8, panel->bottom + 10);
    const bool leaders = leaders_help(panel, places, count);
    for (size_t i = 0; i < count; ++i) {
        draw_label(chart, panel, order[i], &places[i], leaders);
    }
    free(order);
    free(places);
}
