/* The frame of a chart over a factor: axes with round values, titles, and mapping to the page. */
#ifndef PLOTS_SWEEP_FRAME_H
#define PLOTS_SWEEP_FRAME_H

#include "plots/gallery_build.h"
#include "plots/sweep_axis.h"
#include "plots/sweep_view.h"
#include "plots/sweep_words.h"

enum { SWEEP_AXIS_ROOM = 40 }; /* below the plot: labels and the axis's title */

typedef struct SweepFrame {
    double left, top, right, bottom; /* of the plot, on the page */
    FactorAxis x, y;
} SweepFrame;

double sweep_frame_x(const SweepFrame *frame, double coordinate);
double sweep_frame_y(const SweepFrame *frame, double coordinate);

/* The axis below with its ticks and title; of both factors also the one to the left. */
void sweep_frame_draw_x(Chart *page, const SweepFrame *frame);
void sweep_frame_draw_axes(Chart *page, const SweepFrame *frame);

/* Draws lines of a text from the middle of the first at y; returns the middle behind the last. */
double sweep_draw_lines(Chart *page, double x, double y, ChartText style, const char *text,
                        double line_height);

/* The words of a row of the decision map as a title: with typographic quotes, no full stop. */
const char *sweep_row_title(const GalleryBuild *build, const DecisionMap *map, size_t row);

#endif
