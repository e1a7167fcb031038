#include "study/decision_map.h"

#include "base/memory.h"
#include "study/decision_places.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES_ENOUGH = 2 };

typedef struct Pair {
    size_t first, second; /* strategies, first < second */
} Pair;

typedef struct Finding { /* break-evens of a map */
    const DecisionMap *map;
    bool higher_is_better;
    ResidualRange *ranges; /* [strategy][strategy] */
    BreakEvenLine line;    /* of the row at hand */
    size_t row;
    MapBreakEven *found;
    size_t count, capacity;
} Finding;

static size_t count_values(const SweepData *data, size_t factor)
{
    double first = NAN;
    for (size_t p = 0; p < data->point_count; ++p) {
        const double coordinate = data->points[p].coordinates[factor];
        if (isnan(first)) {
            first = coordinate;
        } else if (fabs(coordinate - first) > 0) {
            return VALUES_ENOUGH;
        }
    }
    return isnan(first) ? 0u : 1u;
}

bool decision_map_choose_factors(const SweepData *data, size_t *x, size_t *y)
{
    *x = *y = SWEEP_NONE;
    for (size_t f = 0; f < data->factor_count && data->design != SWEEP_ONE_AT_A_TIME; ++f) {
        if (count_values(data, f) < VALUES_ENOUGH) {
            continue;
        }
        if (*x == SWEEP_NONE) {
            *x = f;
        } else if (*y == SWEEP_NONE) {
            *y = f;
        }
    }
    return *x != SWEEP_NONE;
}

static BreakEvenLine row_line(const DecisionMap *map, size_t row, const DecisionPlace **places)
{
    for (size_t c = 0; c < map->columns; ++c) {
        places[c] = &map->places[row * map->columns + c];
    }
    return (BreakEvenLine){
        .place_count = map->columns,
        .places = places,
        .coordinates = map->x_at,
        .is_common = !map->data->independent_points,
        .confidence = map->data->confidence,
    };
}

static void find_ranges(Finding *finding, const DecisionPlace **places)
{
    const DecisionMap *map = finding->map;
    const size_t strategies = map->data->strategy_count;
    for (size_t row = 0; row < map->rows; ++row) {
        BreakEvenLine line = row_line(map, row, places);
        for (line.first = 0; line.first < strategies; ++line.first) {
            for (line.second = line.first + 1; line.second < strategies; ++line.second) {
                break_even_residuals(&line,
                                     &finding->ranges[line.first * strategies + line.second]);
            }
        }
    }
}

/* Whether the pair holds the best strategies on both sides of the crossing. */
static bool is_between_best(const Finding *finding, Pair pair, double at)
{
    const DecisionMap *map = finding->map;
    size_t column = 0;
    while (column + 2 < map->columns && map->x_at[column + 1] < at) {
        ++column;
    }
    const Decision *left = &map->decisions[finding->row * map->columns + column];
    const Decision *right = left + 1;
    return (left->best == pair.first || left->best == pair.second) &&
           (right->best == pair.first || right->best == pair.second);
}

static void add_break_even(Finding *finding, Pair pair, const BreakEven *place)
{
    const size_t baseline = finding->map->data->baseline;
    const bool is_of_best = is_between_best(finding, pair, place->at);
    if (!is_of_best && pair.first != baseline && pair.second != baseline) {
        return;
    }
    if (finding->count == finding->capacity) {
        finding->capacity = 2 * finding->capacity + 16;
        finding->found = memory_grow(finding->found, finding->capacity, sizeof *finding->found);
    }
    const bool first_below = place->rises != finding->higher_is_better;
    finding->found[finding->count++] = (MapBreakEven){
        .row = finding->row,
        .better_below = first_below ? pair.first : pair.second,
        .better_above = first_below ? pair.second : pair.first,
        .is_of_best = is_of_best,
        .place = *place,
    };
}

static int compare_break_evens(const void *a, const void *b)
{
    const MapBreakEven *first = a, *second = b;
    if (first->row != second->row) {
        return first->row < second->row ? -1 : 1;
    }
    if (first->place.at < second->place.at || first->place.at > second->place.at) {
        return first->place.at < second->place.at ? -1 : 1;
    }
    if (first->better_below != second->better_below) {
        return first->better_below < second->better_below ? -1 : 1;
    }
    return first->better_above < second->better_above   ? -1
           : first->better_above > second->better_above ? 1
                                                        : 0;
}

static void find_in_row(Finding *finding)
{
    const size_t strategies = finding->map->data->strategy_count;
    for (size_t a = 0; a < strategies; ++a) {
        for (size_t b = a + 1; b < strategies; ++b) {
            BreakEven found[BREAK_EVENS];
            finding->line.first = a;
            finding->line.second = b;
            const size_t count =
                break_even_find(&finding->line, &finding->ranges[a * strategies + b], found);
            for (size_t i = 0; i < count; ++i) {
                add_break_even(finding, (Pair){a, b}, &found[i]);
            }
        }
    }
}

static void find_break_evens(DecisionMap *map, Arena *arena)
{
    const size_t strategies = map->data->strategy_count;
    const DecisionPlace **places = memory_allocate(map->columns + 1, sizeof *places);
    Finding finding = {
        .map = map,
        .higher_is_better = map->data->metrics[map->metric].direction == METRIC_HIGHER_IS_BETTER,
        .ranges = memory_allocate(strategies * strategies + 1, sizeof *finding.ranges),
    };
    find_ranges(&finding, places);
    for (finding.row = 0; finding.row < map->rows; ++finding.row) {
        finding.line = row_line(map, finding.row, places);
        find_in_row(&finding);
    }
    MapBreakEven *kept = arena_allocate(arena, finding.count + 1, sizeof *kept);
    if (finding.count > 0) {
        qsort(finding.found, finding.count, sizeof *finding.found, compare_break_evens);
        memcpy(kept, finding.found, finding.count * sizeof *kept);
    }
    map->break_evens = kept;
    map->break_even_count = finding.count;
    free(finding.found);
    free(finding.ranges);
    free(places);
}

bool decision_map_make(DecisionMap *map, const DecisionMapRequest *request, Arena *arena,
                       Failure *failure)
{
    const SweepData *data = request->data;
    *map = (DecisionMap){.data = data,
                         .metric = request->metric,
                         .x = request->x,
                         .y = request->y,
                         .limits = request->limits};
    if (!decision_places_make(map, arena, failure)) {
        return false;
    }
    Decision *decisions = arena_allocate(arena, map->rows * map->columns + 1, sizeof *decisions);
    const DecisionProblem problem = {
        .place_count = map->rows * map->columns,
        .strategy_count = data->strategy_count,
        .places = map->places,
        .higher_is_better = data->metrics[map->metric].direction == METRIC_HIGHER_IS_BETTER,
        .confidence = data->confidence,
        .looks = request->looks,
    };
    decide(&problem, decisions);
    map->decisions = decisions;
    find_break_evens(map, arena);
    return true;
}
