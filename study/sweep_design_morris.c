/* Trajectories [Morris 1991]: from a random corner of the four-level lattice each factor is moved
 * once, in random order, by two thirds. With an even number of levels, p = 4 and a step of p / (2
 * (p
 * - 1)) = 2/3, every level is met equally often; a factor in the lower half can only rise and one
 * in the upper half only fall. */
#include "study/sweep_design_parts.h"

enum { LEVELS = 4, HALF = LEVELS / 2, TRAJECTORIES = 10 };

static double lattice(size_t level)
{
    return (double)level / (LEVELS - 1);
}

static void shuffle(DesignMaking *making, size_t *order, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        order[i] = i;
    }
    for (size_t i = count; i > 1; --i) {
        const size_t other = design_pick(making, i);
        const size_t kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

static void make_trajectory(DesignMaking *making, size_t number, size_t *levels, size_t *order)
{
    const size_t factors = making->factors->count;
    for (size_t f = 0; f < factors; ++f) {
        levels[f] = design_pick(making, LEVELS);
    }
    shuffle(making, order, factors);
    for (size_t step = 0; step <= factors; ++step) {
        const size_t p = number * (factors + 1) + step;
        SweepPoint *point = &making->design->points[p];
        point->group = number;
        point->step = step;
        if (step > 0) {
            point->factor = order[step - 1];
            levels[point->factor] = (levels[point->factor] + HALF) % LEVELS;
        }
        for (size_t f = 0; f < factors; ++f) {
            design_coordinates(making, p)[f] = lattice(levels[f]);
        }
    }
}

bool design_make_morris(DesignMaking *making)
{
    const size_t factors = making->factors->count;
    const size_t trajectories =
        making->request->points > 0 ? making->request->points : TRAJECTORIES;
    if (!design_allocate(making, (double)trajectories * (double)(factors + 1))) {
        return false;
    }
    size_t *levels = arena_allocate(making->arena, factors, sizeof *levels);
    size_t *order = arena_allocate(making->arena, factors, sizeof *order);
    for (size_t i = 0; i < trajectories; ++i) {
        make_trajectory(making, i, levels, order);
    }
    return true;
}
