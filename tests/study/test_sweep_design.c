#include "study/sweep_design.h"
#include "tests/test.h"

enum { FACTORS = 3 };

static const double three_levels[] = {1, 10, 100};

/* linear 0..4; logarithmic 1..100; levels 1, 10, 100 and no range. */
static const SweepCell cells[FACTORS] = {
    {.address = "a", .low = 0, .high = 4, .distribution = ""},
    {.address = "b", .low = 1, .high = 100, .scale = SWEEP_LOG, .distribution = ""},
    {.address = "c",
     .low = NAN,
     .high = NAN,
     .level_count = 3,
     .levels = three_levels,
     .distribution = ""}};
static const SweepFactor factors[FACTORS] = {
    {"a", 1, &cells[0]}, {"b", 1, &cells[1]}, {"c", 1, &cells[2]}};
static const FactorTarget targets[FACTORS] = {{.line = 2}, {.line = 3}, {.line = 4}};
static const FactorTarget *const target_rows[FACTORS] = {&targets[0], &targets[1], &targets[2]};

typedef struct Made {
    Arena *arena;
    Diagnostics *diagnostics;
    SweepFactors factors;
    SweepDesign design;
    bool good;
} Made;

static Made make(SweepDesignKind kind, size_t factor_count, size_t points)
{
    Made made = {
        .arena = arena_new(0),
        .diagnostics = diagnostics_new(),
        .factors = {
            .file = "f.csv", .count = factor_count, .items = factors, .targets = target_rows}};
    const DesignRequest request = {.kind = kind, .points = points, .seed = 7};
    made.good =
        sweep_design_make(&made.design, &made.factors, &request, made.arena, made.diagnostics);
    return made;
}

static void unmake(Made *made)
{
    diagnostics_free(made->diagnostics);
    arena_free(made->arena);
}

static void a_grid_has_every_combination_the_last_factor_fastest(void **state)
{
    (void)state;
    Made made = make(SWEEP_GRID, 3, 2);
    /* two levels each of a and b, the ends of their ranges; three of c */
    EXPECT_EQUAL(made.design.point_count, 12);
    for (size_t p = 0; p < 12; ++p) {
        const SweepPoint *point = &made.design.points[p];
        EXPECT_NEAR(point->values[0], p < 6 ? 0 : 4, 0);
        EXPECT_NEAR(point->values[1], p / 3 % 2 == 0 ? 1 : 100, 0);
        EXPECT_NEAR(point->values[2], three_levels[p % 3], 0);
        EXPECT_EQUAL(point->levels[2], p % 3);
    }
    unmake(&made);
}

static void a_logarithmic_scale_has_equal_ratios(void **state)
{
    (void)state;
    EXPECT_NEAR(sweep_cell_value(&cells[1], NULL, SWEEP_GRID, 0.5), 10, 1e-12);
    EXPECT_NEAR(sweep_cell_value(&cells[1], NULL, SWEEP_GRID, 0), 1, 0);
    EXPECT_NEAR(sweep_cell_value(&cells[1], NULL, SWEEP_GRID, 1), 100, 0);
    EXPECT_NEAR(sweep_cell_value(&cells[0], NULL, SWEEP_GRID, 0.25), 1, 0);
    EXPECT_NEAR(sweep_cell_value(&cells[2], NULL, SWEEP_LHS, 0.34), 10, 0);
    EXPECT_NEAR(sweep_cell_value(&cells[2], NULL, SWEEP_LHS, 1), 100, 0);
}

/* A sampled design takes a distribution as it is: uniform 0..100 at 0.5 and 0.01. One that visits
 * the ends takes it between its 1 % and 99 % quantiles. */
static void a_distribution_is_taken_by_its_quantiles(void **state)
{
    (void)state;
    const double arguments[DISTRIBUTION_ARGUMENTS] = {0, 100};
    const Distribution uniform = distribution_of(DISTRIBUTION_UNIFORM, arguments);
    const SweepCell cell = {.low = NAN, .high = NAN};
    EXPECT_NEAR(sweep_cell_value(&cell, &uniform, SWEEP_SOBOL, 0.01), 1, 1e-12);
    EXPECT_NEAR(sweep_cell_value(&cell, &uniform, SWEEP_MORRIS, 0), 1, 1e-12);
    EXPECT_NEAR(sweep_cell_value(&cell, &uniform, SWEEP_MORRIS, 1), 99, 1e-12);
    EXPECT_NEAR(sweep_cell_value(&cells[0], &uniform, SWEEP_MORRIS, 1), 4, 0);
    EXPECT_NEAR(sweep_cell_value(&cells[0], &uniform, SWEEP_LHS, 0.5), 50, 1e-12);
}

static void one_at_a_time_moves_one_from_the_scenario_as_it_stands(void **state)
{
    (void)state;
    Made made = make(SWEEP_ONE_AT_A_TIME, 3, 0);
    /* the middle, then low and high of a and b, then the levels of c */
    EXPECT_EQUAL(made.design.point_count, 1 + 2 + 2 + 3);
    for (size_t p = 0; p < made.design.point_count; ++p) {
        const SweepPoint *point = &made.design.points[p];
        EXPECT_EQUAL(point->step, p);
        for (size_t f = 0; f < FACTORS; ++f) {
            EXPECT(isnan(point->values[f]) == (point->factor != f));
        }
    }
    EXPECT_NEAR(made.design.points[2].values[0], 4, 0);
    EXPECT_NEAR(made.design.points[7].values[2], 100, 0);
    unmake(&made);
}

static void a_hypercube_has_one_point_in_every_slice(void **state)
{
    (void)state;
    enum { POINTS = 40 };
    Made made = make(SWEEP_LHS, 3, POINTS);
    for (size_t f = 0; f < FACTORS; ++f) {
        bool taken[POINTS] = {false};
        for (size_t p = 0; p < POINTS; ++p) {
            const size_t slice = (size_t)(made.design.points[p].coordinates[f] * POINTS);
            EXPECT(slice < POINTS && !taken[slice]);
            taken[slice] = true;
        }
    }
    unmake(&made);
}

static double smallest_distance(const SweepDesign *design)
{
    double smallest = INFINITY;
    for (size_t i = 0; i < design->point_count; ++i) {
        for (size_t j = 0; j < i; ++j) {
            double sum = 0;
            for (size_t f = 0; f < 2; ++f) {
                const double apart =
                    design->points[i].coordinates[f] - design->points[j].coordinates[f];
                sum += apart * apart;
            }
            smallest = fmin(smallest, sqrt(sum));
        }
    }
    return smallest;
}

/* Of 20 points at random in a square the closest two are 1 / (20 x sqrt(2 pi)) x ... apart, some
 * 0.03; a random Latin hypercube is hardly better. The farthest apart that 20 points can be is
 * about 0.29 (circles packed into a square); a good hypercube reaches half of that. */
static void a_hypercube_keeps_its_points_apart(void **state)
{
    (void)state;
    Made made = make(SWEEP_LHS, 2, 20);
    EXPECT(smallest_distance(&made.design) > 0.14);
    unmake(&made);
}

/* Every dyadic interval of length 1/2^k holds its share of the first 2^m points, whatever the
 * shift: a shift by a constant leaves the gaps between the sorted coordinates of one factor, and
 * these are all equal. The first point of the sequence, the origin, is left out by GSL, so one gap
 * is double. */
static void the_shifted_sequence_stays_even(void **state)
{
    (void)state;
    enum { POINTS = 63 };
    Made made = make(SWEEP_SOBOL, 3, POINTS);
    for (size_t f = 0; f < FACTORS; ++f) {
        size_t counts[64] = {0};
        const double first = made.design.points[0].coordinates[f];
        size_t empty = 0;
        for (size_t p = 0; p < POINTS; ++p) {
            double place = made.design.points[p].coordinates[f] - first;
            place += place < 0 ? 1 : 0;
            ++counts[(size_t)(place * 64 + 0.5) % 64];
        }
        for (size_t i = 0; i < 64; ++i) {
            EXPECT(counts[i] <= 1);
            empty += counts[i] == 0;
        }
        EXPECT_EQUAL(empty, 1);
    }
    unmake(&made);
}

static void each_step_of_a_trajectory_moves_one_factor_by_two_thirds(void **state)
{
    (void)state;
    enum { TRAJECTORIES = 50 };
    Made made = make(SWEEP_MORRIS, 3, TRAJECTORIES);
    size_t rises = 0;
    EXPECT_EQUAL(made.design.point_count, TRAJECTORIES * (FACTORS + 1));
    for (size_t p = 0; p < made.design.point_count; ++p) {
        const SweepPoint *point = &made.design.points[p];
        EXPECT_EQUAL(point->group, p / (FACTORS + 1));
        EXPECT_EQUAL(point->step, p % (FACTORS + 1));
        for (size_t f = 0; point->step > 0 && f < FACTORS; ++f) {
            const double moved = point->coordinates[f] - point[-1].coordinates[f];
            EXPECT_NEAR(fabs(moved), f == point->factor ? 2.0 / 3 : 0, 1e-12);
            rises += moved > 0;
        }
    }
    /* of 150 moves each rises with probability 1/2: 75 +- 3.29 x 6.1 */
    EXPECT(rises > 54 && rises < 96);
    unmake(&made);
}

static void saltellis_scheme_takes_one_coordinate_from_b(void **state)
{
    (void)state;
    Made made = make(SWEEP_SALTELLI, 3, 8);
    EXPECT_EQUAL(made.design.point_count, 8 * 5);
    for (size_t p = 0; p < made.design.point_count; ++p) {
        const SweepPoint *point = &made.design.points[p];
        const SweepPoint *a = point - point->step, *b = a + 1;
        EXPECT_EQUAL(point->group, p / 5);
        for (size_t f = 0; point->step >= 2 && f < FACTORS; ++f) {
            EXPECT_NEAR(point->coordinates[f],
                        f == point->step - 2 ? b->coordinates[f] : a->coordinates[f], 0);
        }
    }
    unmake(&made);
}

static void the_seed_decides_all_that_is_random(void **state)
{
    (void)state;
    static const SweepDesignKind kinds[] = {SWEEP_LHS, SWEEP_SOBOL, SWEEP_MORRIS, SWEEP_SALTELLI};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; ++k) {
        Made one = make(kinds[k], 3, 8), same = make(kinds[k], 3, 8);
        const DesignRequest request = {.kind = kinds[k], .points = 8, .seed = 8};
        SweepDesign other;
        bool differs = false;
        EXPECT(sweep_design_make(&other, &one.factors, &request, one.arena, one.diagnostics));
        for (size_t p = 0; p < one.design.point_count; ++p) {
            for (size_t f = 0; f < FACTORS; ++f) {
                EXPECT_NEAR(one.design.points[p].coordinates[f],
                            same.design.points[p].coordinates[f], 0);
                differs = differs || fabs(other.points[p].coordinates[f] -
                                          one.design.points[p].coordinates[f]) > 0;
            }
        }
        EXPECT(differs);
        unmake(&one);
        unmake(&same);
    }
}

static void too_many_points_are_refused(void **state)
{
    (void)state;
    Made made = make(SWEEP_GRID, 3, 1000); /* 1000 x 1000 x 3 */
    EXPECT(!made.good);
    EXPECT_EQUAL(diagnostics_count(made.diagnostics), 1);
    unmake(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grid_has_every_combination_the_last_factor_fastest),
        cmocka_unit_test(a_logarithmic_scale_has_equal_ratios),
        cmocka_unit_test(a_distribution_is_taken_by_its_quantiles),
        cmocka_unit_test(one_at_a_time_moves_one_from_the_scenario_as_it_stands),
        cmocka_unit_test(a_hypercube_has_one_point_in_every_slice),
        cmocka_unit_test(a_hypercube_keeps_its_points_apart),
        cmocka_unit_test(the_shifted_sequence_stays_even),
        cmocka_unit_test(each_step_of_a_trajectory_moves_one_factor_by_two_thirds),
        cmocka_unit_test(saltellis_scheme_takes_one_coordinate_from_b),
        cmocka_unit_test(the_seed_decides_all_that_is_random),
        cmocka_unit_test(too_many_points_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
