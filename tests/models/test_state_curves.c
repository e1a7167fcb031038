#include "models/state_curves.h"

#include "models/measures_layout.h"
#include "tests/test.h"

#include <stdlib.h>

enum { ONLINE = 0, LETTERS = 1, BIG = 0, SMALL = 1, MOST = 8 };

/* Two insurers of 300 and 100 insured, two services; 8 h, sampled every hour. */
typedef struct Part {
    Arena *arena;
    Scenario scenario;
    TimelineChange changes[2][MOST];
    InsurerTimeline timelines[2];
    Infrastructure infrastructure;
    const Measures *measures;
    double *curves;
} Part;

static const InsurerSpec INSURERS[] = {{.id = "big", .insured = 300},
                                       {.id = "small", .insured = 100}};
static const ServiceSpec SERVICES[] = {{.id = "online"}, {.id = "letters"}};

static void part_init(Part *part)
{
    *part = (Part){
        .arena = arena_new(0),
        .scenario = {.run = {.horizon_h = 8, .sample_h = 1},
                     .insurer_count = 2,
                     .insurers = INSURERS,
                     .service_count = 2,
                     .services = SERVICES,
                     .insured_total = 400},
    };
    part->infrastructure.insurers = part->timelines;
    for (size_t i = 0; i < 2; i++) {
        part->timelines[i].changes = part->changes[i];
    }
}

static void change(Part *part, size_t insurer, double t_h, size_t service, bool up)
{
    part->changes[insurer][part->timelines[insurer].count++] =
        (TimelineChange){.t_h = t_h, .kind = CHANGE_SERVICE, .index = (uint32_t)service, .up = up};
}

static void part_run(Part *part)
{
    part->measures = measures_new(&part->scenario, MEASURES_INSURER_CURVES, part->arena);
    part->curves = calloc(part->measures->curve_doubles, sizeof(double));
    state_curves(&part->scenario, &part->infrastructure, part->measures, part->curves);
}

static void part_deinit(Part *part)
{
    free(part->curves);
    arena_free(part->arena);
}

static void expect_curve(const Part *part, Scope scope, size_t entity, size_t curve,
                         const double want[9])
{
    const size_t row = measures_curve_at(part->measures, scope, entity) + curve;
    EXPECT_EQUAL(part->measures->curves[row].count, 9);
    for (size_t k = 0; k < 9; k++) {
        EXPECT_NEAR(part->curves[part->measures->curves[row].offset + k], want[k], 1e-12);
    }
}

/* The big insurer is down from 2 to 5 exactly: states 2, 3, 4. The small one from 2.5 to 4.5:
 * states 3, 4. */
static void what_happens_at_an_instant_counts_in_it(void **state)
{
    (void)state;
    Part part;
    part_init(&part);
    change(&part, BIG, 2, ONLINE, false);
    change(&part, BIG, 5, ONLINE, true);
    change(&part, SMALL, 2.5, ONLINE, false);
    change(&part, SMALL, 4.5, ONLINE, true);
    part_run(&part);
    expect_curve(&part, SCOPE_SERVICE, ONLINE, CURVE_SERVICE_UP,
                 (const double[]){1, 1, 0.25, 0, 0, 1, 1, 1, 1});
    expect_curve(&part, SCOPE_SERVICE, LETTERS, CURVE_SERVICE_UP,
                 (const double[]){1, 1, 1, 1, 1, 1, 1, 1, 1});
    part_deinit(&part);
}

/* Service number 2 + service x insurers + insurer. */
static void an_insurer_is_up_or_down(void **state)
{
    (void)state;
    Part part;
    part_init(&part);
    change(&part, SMALL, 0, LETTERS, false);
    change(&part, SMALL, 3, LETTERS, true);
    change(&part, SMALL, 8, LETTERS, false);
    part_run(&part);
    expect_curve(&part, SCOPE_SERVICE, 2 + LETTERS * 2 + SMALL, CURVE_SERVICE_UP,
                 (const double[]){0, 0, 0, 1, 1, 1, 1, 1, 0});
    expect_curve(&part, SCOPE_SERVICE, 2 + LETTERS * 2 + BIG, CURVE_SERVICE_UP,
                 (const double[]){1, 1, 1, 1, 1, 1, 1, 1, 1});
    expect_curve(&part, SCOPE_SERVICE, LETTERS, CURVE_SERVICE_UP,
                 (const double[]){0.75, 0.75, 0.75, 1, 1, 1, 1, 1, 0.75});
    part_deinit(&part);
}

static void a_time_down_between_two_instants_is_seen_at_neither(void **state)
{
    (void)state;
    Part part;
    part_init(&part);
    change(&part, BIG, 3.1, ONLINE, false);
    change(&part, BIG, 3.9, ONLINE, true);
    part_run(&part);
    expect_curve(&part, SCOPE_SERVICE, ONLINE, CURVE_SERVICE_UP,
                 (const double[]){1, 1, 1, 1, 1, 1, 1, 1, 1});
    part_deinit(&part);
}

/* Online 1 to 3, letters 2 to 4, and letters again from the instant at which online comes back at
 * 6: the insurer is not whole from 1 to 4 and from 5 on. */
static void an_insurer_is_restored_while_all_services_are_up(void **state)
{
    (void)state;
    Part part;
    part_init(&part);
    change(&part, BIG, 1, ONLINE, false);
    change(&part, BIG, 2, LETTERS, false);
    change(&part, BIG, 3, ONLINE, true);
    change(&part, BIG, 4, LETTERS, true);
    change(&part, BIG, 5, ONLINE, false);
    change(&part, BIG, 6, ONLINE, true);
    change(&part, BIG, 6, LETTERS, false);
    part_run(&part);
    expect_curve(&part, SCOPE_TOTAL, 0,
                 CURVE_TOTAL_INSURED_RESTORED - CURVE_TOTAL_ZONES_COMPROMISED,
                 (const double[]){1, 0.25, 0.25, 0.25, 1, 0.25, 0.25, 0.25, 0.25});
    part_deinit(&part);
}

static void zones_are_those_at_the_instant(void **state)
{
    (void)state;
    Part part;
    part_init(&part);
    static const LevelChange compromised[] = {{0, 1}, {2.5, 2}, {8, 3}};
    static const LevelChange down[] = {{3, 2}, {4.5, 0}};
    part.infrastructure.zones_compromised = (LevelCurve){.count = 3, .changes = compromised};
    part.infrastructure.zones_down = (LevelCurve){.count = 2, .changes = down};
    part_run(&part);
    expect_curve(&part, SCOPE_TOTAL, 0, 0, (const double[]){1, 1, 1, 2, 2, 2, 2, 2, 3});
    expect_curve(&part, SCOPE_TOTAL, 0, 1, (const double[]){0, 0, 0, 2, 2, 0, 0, 0, 0});
    part_deinit(&part);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_happens_at_an_instant_counts_in_it),
        cmocka_unit_test(an_insurer_is_up_or_down),
        cmocka_unit_test(a_time_down_between_two_instants_is_seen_at_neither),
        cmocka_unit_test(an_insurer_is_restored_while_all_services_are_up),
        cmocka_unit_test(zones_are_those_at_the_instant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
