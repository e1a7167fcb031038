#include "plots/strategy_key.h"

#include <math.h>

#include "plots/figure.h"
#include "plots/mark.h"

enum { NAME_PT = 11, NAME_MAX = 240 };

static const double line_height = 20, sign_width = 14, gap = 16;

/* One after the other where they fit in a line, else in columns. */
static void place_names(StrategyKey *key, const double *widths)
{
    const double room = key->view->width - 2.0 * FIGURE_MARGIN;
    double widest = 0, total = 0;
    for (size_t i = 0; i < key->view->strategy_count; ++i) {
        widest = fmax(widest, widths[i]);
        total += widths[i];
    }
    const bool in_columns = total > room;
    double x = 0;
    for (size_t i = 0; i < key->view->strategy_count; ++i) {
        if (!key->names[i]) {
            continue;
        }
        const double width = in_columns ? widest : widths[i];
        if (x > 0 && x + width > room) {
            key->height += line_height;
            x = 0;
        }
        key->x[i] = FIGURE_MARGIN + x;
        key->y[i] = key->height - line_height / 2;
        x += width;
    }
}

StrategyKey strategy_key(const View *view, TextMeasure *measure, bool undisturbed)
{
    const TextFace face = {NAME_PT, true};
    StrategyKey key = {.view = view, .height = line_height};
    key.x = arena_allocate(view->arena, view->strategy_count, sizeof *key.x);
    key.y = arena_allocate(view->arena, view->strategy_count, sizeof *key.y);
    key.names = arena_allocate(view->arena, view->strategy_count, sizeof *key.names);
    double *widths = arena_allocate(view->arena, view->strategy_count, sizeof *widths);
    for (size_t i = 0; i < view->strategy_count; ++i) {
        if (view->strategies[i].undisturbed && !undisturbed) {
            continue;
        }
        TextBuilder name = {0};
        text_fit(measure, &name, view->strategies[i].name, face, NAME_MAX);
        key.names[i] = view_keep(view, &name);
        /* A reader's own font may be a tenth wider. */
        widths[i] = sign_width + 1.1 * text_width(measure, key.names[i], face) + gap;
    }
    place_names(&key, widths);
    return key;
}

void strategy_key_draw(Chart *chart, const StrategyKey *key)
{
    for (size_t i = 0; i < key->view->strategy_count; ++i) {
        const ViewStrategy *strategy = &key->view->strategies[i];
        const double y = key->top + key->y[i];
        if (!key->names[i]) {
            continue;
        }
        if (strategy->undisturbed) {
            chart_segment(chart, key->x[i], y, key->x[i] + 10, y,
                          (ChartPen){2, strategy->line, false});
        }
        mark_draw(chart, key->x[i] + 5, y, 4, strategy->mark, strategy->line);
        chart_text(chart, key->x[i] + sign_width, y,
                   (ChartText){NAME_PT, true, ALIGN_LEFT, strategy->text}, key->names[i]);
    }
}
