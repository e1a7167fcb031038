/* What the files of the panel share: its letters and where values lie. */
#ifndef PLOTS_PANEL_PARTS_H
#define PLOTS_PANEL_PARTS_H

#include "plots/panel.h"

enum {
    PANEL_AXIS_PT = 11,
    PANEL_LABEL_PT = 12,
    PANEL_NOTE_PT = 10,
    PANEL_TITLE_PT = 12,
    PANEL_LABEL_GAP = 12,     /* from a line's end to its label */
    PANEL_LABEL_OVERHANG = 18 /* labels may reach over the ends of the plot */
};

/* What stands beside a tick of the value axis. Returns out. */
const char *panel_tick_label(const Panel *panel, size_t tick, char out[QUANTITY_TEXT]);

/* The height of a label with its name, in one or two lines, and a note under it. */
double panel_label_height(const char *name, bool notes);

double panel_x(const Panel *panel, double t_h);

/* Values beyond the axis lie on its edge. */
double panel_y(const Panel *panel, double value);

/* Whether the percentiles of the strategy's line are drawn. */
bool panel_shows_spread(const Panel *panel, const ViewStrategy *strategy);

/* The names of the lines beside their ends. */
void panel_draw_labels(Chart *chart, const Panel *panel);

#endif
