#include "study/sweep_design_parts.h"

#include "sim/distribution_quantile.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Designs that visit the ends of a factor take a distribution between these quantiles. */
static const double OUTER_SHARE = 0.01;

static const char *const design_names[SWEEP_DESIGNS] = {
    [SWEEP_GRID] = "grid",         [SWEEP_LHS] = "lhs",
    [SWEEP_SOBOL] = "sobol",       [SWEEP_MORRIS] = "morris",
    [SWEEP_SALTELLI] = "saltelli", [SWEEP_ONE_AT_A_TIME] = "one-at-a-time",
    [SWEEP_FILE] = "file"};

const char *sweep_design_name(SweepDesignKind design)
{
    return design_names[design];
}

SweepDesignKind sweep_design_find(const char *name)
{
    int kind = 0;
    while (kind < SWEEP_DESIGNS && strcmp(design_names[kind], name) != 0) {
        ++kind;
    }
    return (SweepDesignKind)kind;
}

/* Designs whose points are spread like draws: a distribution is taken as it is. */
static bool is_sampled(SweepDesignKind kind)
{
    return kind == SWEEP_LHS || kind == SWEEP_SOBOL || kind == SWEEP_SALTELLI;
}

double sweep_cell_value(const SweepCell *cell, const Distribution *distribution,
                        SweepDesignKind kind, double coordinate)
{
    if (isnan(coordinate)) {
        return coordinate;
    }
    if (distribution && (is_sampled(kind) || !sweep_cell_has_range(cell))) {
        return distribution_quantile(
            distribution,
            is_sampled(kind) ? coordinate : OUTER_SHARE + (1 - 2 * OUTER_SHARE) * coordinate);
    }
    if (sweep_cell_has_range(cell)) {
        if (coordinate >= 1) {
            return cell->high;
        }
        return cell->scale == SWEEP_LOG ? cell->low * pow(cell->high / cell->low, coordinate)
                                        : cell->low + (cell->high - cell->low) * coordinate;
    }
    const double at = coordinate * (double)cell->level_count;
    return at < (double)cell->level_count ? cell->levels[(size_t)at]
                                          : cell->levels[cell->level_count - 1];
}

/* The value before rounding. */
static double wanted_value(const SweepDesign *design, const SweepFactors *factors,
                           const SweepPoint *point, size_t factor, size_t cell)
{
    const SweepCell *spec = &factors->items[factor].cells[cell];
    const FactorTarget *target = &factors->targets[factor][cell];
    if (design->kind == SWEEP_FILE && cell == 0) {
        return point->values[factor];
    }
    if (point->levels[factor] != SWEEP_NONE && spec->level_count > 0) {
        return spec->levels[point->levels[factor]];
    }
    return sweep_cell_value(spec, target->has_distribution ? &target->distribution : NULL,
                            design->kind, point->coordinates[factor]);
}

double sweep_design_cell_value(const SweepDesign *design, const SweepFactors *factors,
                               const SweepPoint *point, size_t factor, size_t cell)
{
    const double value = wanted_value(design, factors, point, factor, cell);
    const bool rounded =
        factors->targets[factor][cell].is_whole && !factors->items[factor].cells[cell].multiplies;
    return rounded ? round(value) : value;
}

bool design_allocate(DesignMaking *making, double count)
{
    SweepDesign *design = making->design;
    const size_t factors = making->factors->count;
    if (count > SWEEP_POINTS_MOST) {
        return diagnostics_add(making->diagnostics, making->factors->file, 1, "",
                               "the design %s has %.0f points; expected at most %d: fewer levels, "
                               "factors or --points",
                               sweep_design_name(design->kind), count, (int)SWEEP_POINTS_MOST);
    }
    design->point_count = (size_t)count;
    design->points = arena_allocate(making->arena, design->point_count, sizeof *design->points);
    const size_t cells = design->point_count * factors;
    double *coordinates = arena_allocate(making->arena, cells, sizeof *coordinates);
    double *values = arena_allocate(making->arena, cells, sizeof *values);
    size_t *levels = arena_allocate(making->arena, cells, sizeof *levels);
    for (size_t i = 0; i < cells; ++i) {
        coordinates[i] = values[i] = NAN;
        levels[i] = SWEEP_NONE;
    }
    for (size_t p = 0; p < design->point_count; ++p) {
        design->points[p] = (SweepPoint){.coordinates = coordinates + p * factors,
                                         .values = values + p * factors,
                                         .levels = levels + p * factors,
                                         .factor = SWEEP_NONE};
    }
    return true;
}

/* The arrays of all points are one each; the points show them to readers as constant. */
double *design_coordinates(DesignMaking *making, size_t point)
{
    return (double *)(uintptr_t)making->design->points[point].coordinates;
}

double *design_values(DesignMaking *making, size_t point)
{
    return (double *)(uintptr_t)making->design->points[point].values;
}

size_t *design_levels(DesignMaking *making, size_t point)
{
    return (size_t *)(uintptr_t)making->design->points[point].levels;
}

size_t design_pick(DesignMaking *making, size_t below)
{
    return (size_t)(stream_uniform(&making->stream) * (double)below);
}

static size_t level_count(const DesignMaking *making, size_t factor)
{
    const size_t listed = making->factors->items[factor].cells[0].level_count;
    const size_t fallback = making->design->kind == SWEEP_ONE_AT_A_TIME ? 2 : 0;
    return listed > 0 ? listed : making->request->points > 0 ? making->request->points : fallback;
}

/* Level 0 is at the low end, the last one at the high end; a single one in the middle. */
static void set_level(DesignMaking *making, size_t point, size_t factor, size_t level)
{
    const size_t count = level_count(making, factor);
    design_levels(making, point)[factor] = level;
    design_coordinates(making, point)[factor] =
        count > 1 ? (double)level / (double)(count - 1) : 0.5;
}

static bool make_grid(DesignMaking *making)
{
    double count = 1;
    for (size_t f = 0; f < making->factors->count; ++f) {
        if (level_count(making, f) == 0) {
            return diagnostics_add(making->diagnostics, making->factors->file,
                                   making->factors->targets[f][0].line, "levels",
                                   "is required for a grid; or --points N for N levels from low to "
                                   "high");
        }
        count *= (double)level_count(making, f);
    }
    if (!design_allocate(making, count)) {
        return false;
    }
    for (size_t p = 0; p < making->design->point_count; ++p) {
        size_t rest = p;
        for (size_t f = making->factors->count; f-- > 0;) {
            const size_t levels = level_count(making, f);
            assert(levels > 0); /* or there was no grid */
            set_level(making, p, f, rest % levels);
            rest /= levels;
        }
    }
    return true;
}

static bool make_one_at_a_time(DesignMaking *making)
{
    double count = 1;
    for (size_t f = 0; f < making->factors->count; ++f) {
        count += (double)level_count(making, f);
    }
    if (!design_allocate(making, count)) {
        return false;
    }
    size_t next = 1;
    for (size_t f = 0; f < making->factors->count; ++f) {
        for (size_t level = 0; level < level_count(making, f); ++level, ++next) {
            making->design->points[next].step = next;
            making->design->points[next].factor = f;
            set_level(making, next, f, level);
        }
    }
    return true;
}

/* Whether every cell can be given a value from a coordinate; what lacks one is told. */
static bool check_sources(const DesignMaking *making)
{
    bool good = true;
    for (size_t f = 0; f < making->factors->count; ++f) {
        const SweepFactor *factor = &making->factors->items[f];
        for (size_t c = 0; c < factor->cell_count; ++c) {
            const FactorTarget *target = &making->factors->targets[f][c];
            const bool needs = making->design->kind != SWEEP_FILE || c > 0;
            if (needs && !sweep_cell_has_range(&factor->cells[c]) && !target->has_distribution &&
                factor->cells[c].level_count == 0) {
                good = diagnostics_add(making->diagnostics, making->factors->file, target->line,
                                       "low", "is required, with high; or levels, or dist");
            }
        }
    }
    return good;
}

static void fill_values(DesignMaking *making)
{
    for (size_t p = 0; p < making->design->point_count; ++p) {
        for (size_t f = 0; f < making->factors->count; ++f) {
            design_values(making, p)[f] = sweep_design_cell_value(making->design, making->factors,
                                                                  &making->design->points[p], f, 0);
        }
    }
}

bool sweep_design_make(SweepDesign *design, const SweepFactors *factors,
                       const DesignRequest *request, Arena *arena, Diagnostics *diagnostics)
{
    static bool (*const makers[SWEEP_DESIGNS])(DesignMaking *) = {
        [SWEEP_GRID] = make_grid,
        [SWEEP_LHS] = design_make_lhs,
        [SWEEP_SOBOL] = design_make_sobol,
        [SWEEP_MORRIS] = design_make_morris,
        [SWEEP_SALTELLI] = design_make_saltelli,
        [SWEEP_ONE_AT_A_TIME] = make_one_at_a_time,
        [SWEEP_FILE] = design_make_file,
    };
    DesignMaking making = {.design = design,
                           .factors = factors,
                           .request = request,
                           .arena = arena,
                           .diagnostics = diagnostics};
    *design = (SweepDesign){.kind = request->kind};
    stream_init(&making.stream, request->seed, 0,
                stream_source("sweep design", sweep_design_name(request->kind), ""), 0);
    if (!check_sources(&making) || !makers[request->kind](&making)) {
        return false;
    }
    fill_values(&making);
    return true;
}
