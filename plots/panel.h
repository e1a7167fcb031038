/* Lines over time in a frame: axes, grid, bands, lines, and a label at each line's end. */
#ifndef PLOTS_PANEL_H
#define PLOTS_PANEL_H

#include "plots/chart.h"
#include "plots/series.h"
#include "plots/text_measure.h"
#include "plots/ticks.h"
#include "plots/view.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum PanelScale {
    PANEL_FROM_ZERO, /* linear, from 0 to above the largest value */
    PANEL_LOGARITHMIC,
    PANEL_SHARE /* 0 to 100 % */
} PanelScale;

typedef enum PanelLabels {
    LABELS_NONE,
    LABELS_NAMES,
    LABELS_NAMES_AND_NOTES /* a second line, where there is room */
} PanelLabels;

/* Of which lines the 5th and 95th percentile over the replications are drawn, as thin lines; or of
 * all, as a band behind the other one that the value axis holds whole. */
typedef enum PanelSpread { SPREAD_NONE, SPREAD_BASELINE, SPREAD_ALL, SPREAD_BANDS } PanelSpread;

typedef struct PanelLine {
    Series series;
    const char *note; /* second line of its label */
} PanelLine;

typedef struct Panel {
    /* what it shows: set by whoever makes it */
    const char *title; /* NULL for none */
    QuantityKind kind;
    PanelScale scale;
    PanelLabels labels;
    bool without_bands;
    PanelSpread spread;
    double reach;               /* the value axis holds this too; 0: only its own lines */
    double unit_of;             /* the unit suits this too; 0: its own values alone */
    const ViewStrategy *shaded; /* whose line leaves a shaded loss up to 100 %; NULL for none */
    size_t line_count;
    const PanelLine *lines;
    double left, top, right, bottom; /* of the plot itself, without labels */
    /* found by panel_prepare */
    double title_left;
    double end_h, low, high; /* of the axes, value in the kind's unit */
    QuantityScale shown;
    Ticks ticks;
    TimeTicks dates;
    const char **names; /* labels as they fit, in up to two lines */
    bool notes;         /* there is room for them */
} Panel;

/* Room a label column takes to the right of the plot, and value labels to its left. */
enum { PANEL_LABEL_ROOM = 186, PANEL_VALUE_ROOM = 52, PANEL_TITLE_ROOM = 22, PANEL_DATE_ROOM = 36 };

/* Chooses scale, ticks and labels, and moves `left` where the values' labels need more room.
 * Allocates in the view's arena. */
void panel_prepare(Panel *panel, const View *view, TextMeasure *measure);

/* The scale that the value axis will have: of all that it shows, bands included. */
QuantityScale panel_value_scale(const Panel *panel, Language language);

/* All of two strategies or fewer; of more they would cover each other. */
PanelSpread panel_spread_for(const View *view);

/* Gives panels of one kind the same unit, where it suits all and none is logarithmic. */
void panel_share_unit(Panel *panels, size_t count);

void panel_draw(Chart *chart, const Panel *panel);

/* Height of the plot that holds all labels with their notes, names in up to two lines. */
double panel_height_for_labels(const Panel *panel, const View *view, TextMeasure *measure);

/* Whether an interval, or a thin line, of a shown sample reaches beyond the axis of a plot of
 * `plot_height` points, whose upper edge cuts it. */
bool panel_cuts_bands(const Panel *panel, const View *view, double plot_height);

/* A logarithmic axis where the largest peaks of disturbed lines differ by more than 30 times: on a
 * linear one the small ones would lie on the axis. */
PanelScale panel_scale_for(const PanelLine *lines, size_t count);

#endif
