#include "cli/planner_figures.h"

#include "tests/test.h"

/* Rows of two services, two channels, and one total; values of two replications under one strategy.
 */
static const ValueRow rows[] = {
    {"service", "eau", "clear_h", "h", METRIC_LOWER_IS_BETTER},
    {"service", "epa", "clear_h", "h", METRIC_LOWER_IS_BETTER},
    {"service", "epa@hansa", "clear_h", "h", METRIC_LOWER_IS_BETTER},
    {"service", "eau", "served", "1", METRIC_HIGHER_IS_BETTER},
    {"service", "epa", "served", "1", METRIC_HIGHER_IS_BETTER},
    {"service", "eau", "delay_mean_h", "h", METRIC_LOWER_IS_BETTER},
    {"service", "epa", "delay_mean_h", "h", METRIC_LOWER_IS_BETTER},
    {"channel", "phone", "queue_mean", "1", METRIC_LOWER_IS_BETTER},
    {"channel", "mail", "queue_mean", "1", METRIC_LOWER_IS_BETTER},
    {"total", "all", "cost_total_eur", "EUR", METRIC_LOWER_IS_BETTER},
};
enum { ROWS = sizeof rows / sizeof *rows };

static const double values[2][ROWS] = {
    {5, NAN, 99, 300, 100, 2, 6, 1.5, 2, 1000},
    {7, INFINITY, 99, 0, 50, NAN, 4, 0, 1, 2000},
};

static const Measures measures = {.value_count = ROWS, .values = rows};

size_t measures_find(const Measures *layout, const char *scope, const char *id, const char *metric)
{
    for (size_t i = 0; i < layout->value_count; ++i) {
        const ValueRow *row = &layout->values[i];
        if (strcmp(row->scope, scope) == 0 && strcmp(row->id, id) == 0 &&
            strcmp(row->metric, metric) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

typedef struct Fixture {
    Samples *samples;
    PlannerFigure *figures;
    size_t count;
} Fixture;

static int prepare(void **state)
{
    static Fixture fixture;
    Failure failure = {0};
    fixture.samples = samples_new(&measures, 1, NULL, 0);
    for (size_t r = 0; r < 2; ++r) {
        Sample *sample = sample_new(&measures, 1);
        sample->number = r;
        memcpy(sample->values, values[r], sizeof values[r]);
        samples_add(fixture.samples, sample, &failure);
    }
    fixture.figures = planner_figures_new(&measures, &fixture.count);
    *state = &fixture;
    return 0;
}

static int clean(void **state)
{
    Fixture *fixture = *state;
    planner_figures_free(fixture->figures, fixture->count);
    samples_free(fixture->samples);
    return 0;
}

/* Of the figure whose first heading begins so. */
static void expect_figure(const Fixture *fixture, const char *heading, double first, double second)
{
    double got[2] = {-1, -1};
    for (size_t i = 0; i < fixture->count; ++i) {
        if (strncmp(fixture->figures[i].heading[0], heading, strlen(heading)) == 0) {
            planner_figure_values(&fixture->figures[i], fixture->samples, 0, got);
        }
    }
    EXPECT_NEAR(got[0], first, 1e-12);
    EXPECT_NEAR(got[1], second, 1e-12);
}

static void figures_without_rows_are_left_out(void **state)
{
    const Fixture *fixture = *state;
    EXPECT_EQUAL(fixture->count,
                 4); /* backlog, delay, waiting contacts, cost: no restored_h, no records */
}

static void the_last_backlog_is_the_largest_and_censored_if_one_is(void **state)
{
    expect_figure(*state, "Last backlog", 5, INFINITY);
}

/* (300 x 2 + 100 x 6) / 400 = 3; in the second nobody was served at eau. */
static void the_delay_is_weighted_by_those_served(void **state)
{
    expect_figure(*state, "Mean delay", 3, 4);
}

static void waiting_contacts_are_those_of_all_channels(void **state)
{
    expect_figure(*state, "Support: waiting", 3.5, 1);
}

static void a_total_is_taken_as_it_is(void **state)
{
    expect_figure(*state, "Cost", 1000, 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(figures_without_rows_are_left_out, prepare, clean),
        cmocka_unit_test_setup_teardown(the_last_backlog_is_the_largest_and_censored_if_one_is,
                                        prepare, clean),
        cmocka_unit_test_setup_teardown(the_delay_is_weighted_by_those_served, prepare, clean),
        cmocka_unit_test_setup_teardown(waiting_contacts_are_those_of_all_channels, prepare, clean),
        cmocka_unit_test_setup_teardown(a_total_is_taken_as_it_is, prepare, clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
