#include "cli/planner_figures.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Which rows make a figure: those of the scope whose id has no `@` (all insurers together). */
typedef struct Recipe {
    const char *heading[2], *unit, *censored;
    FigureKind kind;
    double factor;
    const char *scope, *metric, *weight; /* weight: NULL, or a metric of the same scope and id */
} Recipe;

static const Recipe recipes[] = {
    {{"All services", "up again"},
     "h",
     "all services up again",
     FIGURE_VALUE,
     1,
     "total",
     "restored_h",
     NULL},
    {{"Last backlog", "cleared after"},
     "h",
     "last backlog cleared",
     FIGURE_LATEST,
     1,
     "service",
     "clear_h",
     NULL},
    {{"Insured-hours", "lost"}, "", NULL, FIGURE_VALUE, 1, "total", "insured_hours_lost", NULL},
    {{"Mean delay of", "requests"},
     "h",
     NULL,
     FIGURE_WEIGHTED,
     1,
     "service",
     "delay_mean_h",
     "served"},
    {{"Support: waiting", "contacts"}, "", NULL, FIGURE_SUM, 1, "channel", "queue_mean", NULL},
    {{"Support:", "abandoned"},
     "%",
     NULL,
     FIGURE_WEIGHTED,
     100,
     "channel",
     "abandon_share",
     "attempts"},
    {{"Records", "stolen"}, "", NULL, FIGURE_VALUE, 1, "total", "records_stolen", NULL},
    {{"Cost", "in all"}, "EUR", NULL, FIGURE_VALUE, 1, "total", "cost_total_eur", NULL},
};

static void find_rows(PlannerFigure *figure, const Recipe *recipe, const Measures *measures)
{
    for (size_t i = 0; i < measures->value_count; ++i) {
        const ValueRow *row = &measures->values[i];
        if (strcmp(row->metric, recipe->metric) != 0 || strcmp(row->scope, recipe->scope) != 0 ||
            strchr(row->id, '@')) {
            continue;
        }
        figure->rows = memory_grow(figure->rows, figure->count + 1, sizeof *figure->rows);
        figure->weights = memory_grow(figure->weights, figure->count + 1, sizeof *figure->weights);
        figure->rows[figure->count] = i;
        figure->weights[figure->count] =
            recipe->weight ? measures_find(measures, recipe->scope, row->id, recipe->weight)
                           : SIZE_MAX;
        ++figure->count;
    }
}

PlannerFigure *planner_figures_new(const Measures *measures, size_t *count)
{
    size_t recipe_count = sizeof recipes / sizeof *recipes;
    PlannerFigure *figures = memory_allocate(recipe_count, sizeof *figures);
    *count = 0;
    for (size_t i = 0; i < recipe_count; ++i) {
        const Recipe *recipe = &recipes[i];
        PlannerFigure figure = {.heading = {recipe->heading[0], recipe->heading[1]},
                                .unit = recipe->unit,
                                .censored = recipe->censored,
                                .kind = recipe->kind,
                                .factor = recipe->factor};
        find_rows(&figure, recipe, measures);
        if (figure.count > 0) {
            figures[(*count)++] = figure;
        }
    }
    return figures;
}

void planner_figures_free(PlannerFigure *figures, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        free(figures[i].rows);
        free(figures[i].weights);
    }
    free(figures);
}

static double latest(const PlannerFigure *figure, const double *values)
{
    double most = NAN;
    for (size_t i = 0; i < figure->count; ++i) {
        most = fmax(most, values[figure->rows[i]]); /* fmax passes over NAN */
    }
    return most;
}

static double sum(const PlannerFigure *figure, const double *values)
{
    double total = 0;
    bool any = false;
    for (size_t i = 0; i < figure->count; ++i) {
        double value = values[figure->rows[i]];
        any = any || isfinite(value);
        total += isfinite(value) ? value : 0;
    }
    return any ? total : (double)NAN;
}

static double weighted(const PlannerFigure *figure, const double *values)
{
    double total = 0, weight = 0;
    for (size_t i = 0; i < figure->count; ++i) {
        double value = values[figure->rows[i]];
        double share = figure->weights[i] == SIZE_MAX ? 1 : values[figure->weights[i]];
        if (isfinite(value) && share > 0 && isfinite(share)) {
            total += value * share;
            weight += share;
        }
    }
    return weight > 0 ? total / weight : (double)NAN;
}

static double figure_value(const PlannerFigure *figure, const double *values)
{
    switch (figure->kind) {
    case FIGURE_LATEST:
        return latest(figure, values);
    case FIGURE_SUM:
        return sum(figure, values);
    case FIGURE_WEIGHTED:
        return weighted(figure, values);
    case FIGURE_VALUE:
        break;
    }
    return values[figure->rows[0]];
}

static bool has_weight(const PlannerFigure *figure, size_t row)
{
    return figure->weights && figure->weights[row] != SIZE_MAX;
}

void planner_figure_values(const PlannerFigure *figure, const Samples *samples, size_t strategy,
                           double *out)
{
    size_t row_count = samples_measures(samples)->value_count;
    size_t replications = samples_count(samples);
    double *values =
        memory_allocate(row_count, sizeof *values); /* of which the figure's are used */
    double *columns = memory_allocate(2 * figure->count * replications, sizeof *columns);
    double *weights = columns + figure->count * replications;
    for (size_t r = 0; r < figure->count; ++r) {
        samples_values(samples, strategy, figure->rows[r], columns + r * replications);
        if (has_weight(figure, r)) {
            samples_values(samples, strategy, figure->weights[r], weights + r * replications);
        }
    }
    for (size_t i = 0; i < replications; ++i) {
        for (size_t r = 0; r < figure->count; ++r) {
            values[figure->rows[r]] = columns[r * replications + i];
            if (has_weight(figure, r)) {
                values[figure->weights[r]] = weights[r * replications + i];
            }
        }
        out[i] = figure->factor * figure_value(figure, values);
    }
    free(columns);
    free(values);
}
