/* Factors in rows, strategies in columns, a mark in each cell: the frame of tornado and
 * sensitivity. */
#ifndef PLOTS_FACTOR_FOREST_H
#define PLOTS_FACTOR_FOREST_H

#include "plots/gallery_build.h"
#include "plots/sweep_view.h"
#include "plots/sweep_words.h"

#include <stddef.h>

enum { FOREST_FACTORS = 12 }; /* rows at most; the least important are left out */

typedef struct ForestMark {     /* NAN: not drawn */
    double bar_low, bar_high;   /* ends of the bars from the cell's base: factor low, factor high */
    double low_half, high_half; /* half widths of the intervals of the bars' ends */
    double dot, dot_low, dot_high; /* a filled dot with its interval */
    double ring;                   /* a hollow dot */
    bool is_clear;                 /* else the dot is hollow */
} ForestMark;

typedef struct FactorForest {
    const View *view;
    size_t row_count, cell_count; /* factors shown, strategies */
    const char **names, **notes;  /* [row]: the factor, and a second line */
    double *bases;                /* [cell]: where bars begin; drawn as a line */
    ForestMark *marks;            /* [cell][row] */
    QuantityScale scale;          /* of the axis, the same for all cells */
    double from, to;              /* of the values shown; found from the marks where to <= from */
    /* found when it is added */
    Ticks ticks;
    const char **titles; /* [cell]: the strategy, as it fits */
    double low, high, top, title_height, name_width;
} FactorForest;

/* Names of the rows' factors, the most important first, as they fit; notes are empty. */
void factor_forest_names(FactorForest *forest, const GalleryBuild *build, const size_t *order);

/* Adds the figure; notes are as wide as they are. */
void factor_forest_add(GalleryBuild *build, const FigureText *text, FactorForest *forest);

#endif
