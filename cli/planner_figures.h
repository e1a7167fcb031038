/* The figures that a planner compares strategies by: eight at most, each a value of every
 * replication.
 *
 * Some are values of the results as they are (hours until all is restored), some are drawn from
 * several (the mean delay over all services), so they are computed replication by replication and
 * then estimated like any other.
 */
#ifndef CLI_PLANNER_FIGURES_H
#define CLI_PLANNER_FIGURES_H

#include "study/samples.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum FigureKind {
    FIGURE_VALUE,   /* one row as it is */
    FIGURE_LATEST,  /* the largest of the rows; censored if one is */
    FIGURE_SUM,     /* of the rows */
    FIGURE_WEIGHTED /* mean of the rows weighted by `weights` */
} FigureKind;

typedef struct PlannerFigure {
    const char *heading[2]; /* two lines */
    const char *unit;       /* follows the second line; "" none */
    const char *censored;   /* what is not known where the horizon ended first: "All services up
                               again"; NULL: never */
    FigureKind kind;
    double factor; /* for people: 100 for per cent */
    size_t count;
    size_t *rows, *weights; /* [count] */
} PlannerFigure;

/* All figures for which the results have rows; *count of them, free with planner_figures_free. */
PlannerFigure *planner_figures_new(const Measures *measures, size_t *count);
void planner_figures_free(PlannerFigure *figures, size_t count);

/* The figure in every replication under a strategy; NAN undefined, INFINITY censored. `out` holds
 * samples_count. */
void planner_figure_values(const PlannerFigure *figure, const Samples *samples, size_t strategy,
                           double *out);

#endif
