#include "models/measures_layout.h"

#include "tests/models/scenario_fixture.h"

typedef struct Layout {
    ScenarioFixture fixture;
    Arena *arena;
    const Measures *measures;
} Layout;

/* Three insurers, two services, a channel, three systems. */
static void layout_init(Layout *layout, MeasureDetail detail)
{
    fixture_init(&layout->fixture);
    fixture_write(&layout->fixture, "services.csv",
                  "id,requests_per_1000_per_day,servers,service_min\nonline,1,1,1\nletter,1,1,1\n");
    fixture_write(&layout->fixture, "channels.csv",
                  "id,contacts_per_1000_per_day,handle_min\nphone,1,1\n");
    fixture_read_well(&layout->fixture);
    layout->arena = arena_new(0);
    layout->measures = measures_new(layout->fixture.base, detail, layout->arena);
}

static void layout_deinit(Layout *layout)
{
    arena_free(layout->arena);
    fixture_deinit(&layout->fixture);
}

static void every_row_is_found_where_it_stands(void **state)
{
    (void)state;
    Layout layout;
    layout_init(&layout, MEASURES_TOTAL_CURVES);
    for (size_t i = 0; i < layout.measures->value_count; i++) {
        const ValueRow *const row = &layout.measures->values[i];
        EXPECT_EQUAL(measures_find(layout.measures, row->scope, row->id, row->metric), i);
    }
    EXPECT_EQUAL(measures_find(layout.measures, "service", "online", "nonsense"), -1);
    EXPECT_EQUAL(measures_find(layout.measures, "service", "nonsense", "served"), -1);
    layout_deinit(&layout);
}

/* Services 2 x (1 + 3), channels 1 + 3, desks 3, zones 2 (the data centres' own), systems 3 and
 * their instances 2 + 3 + 3, insurers 3, total. */
static void every_entity_of_a_scope_has_all_its_metrics(void **state)
{
    (void)state;
    static const size_t entities[SCOPES] = {8, 4, 3, 2, 11, 3, 1};
    size_t expected = 0;
    Layout layout;
    layout_init(&layout, MEASURES_NO_CURVES);
    for (size_t scope = 0; scope < SCOPES; scope++) {
        EXPECT_EQUAL(layout.measures->value_base[scope], expected);
        expected += entities[scope] * scope_metric_count((Scope)scope);
    }
    EXPECT_EQUAL(layout.measures->value_count, expected);
    EXPECT_EQUAL(metric_count(), METRICS);
    layout_deinit(&layout);
}

static void expect_value_row(const Layout *layout, Scope scope, size_t entity, const char *id)
{
    const size_t first = measures_value_at(layout->measures, scope, entity);
    const ValueRow *const rows = &layout->measures->values[first];
    for (size_t m = 0; m < scope_metric_count(scope); m++) {
        const MetricInfo info = metric_info(scope_first_metric(scope) + m);
        EXPECT_TEXT(rows[m].id, id);
        EXPECT_TEXT(rows[m].scope, scope_name(scope));
        EXPECT_TEXT(rows[m].metric, info.name);
        EXPECT_TEXT(rows[m].unit, info.unit);
    }
}

static void entities_stand_in_the_order_of_the_tables(void **state)
{
    (void)state;
    Layout layout;
    layout_init(&layout, MEASURES_NO_CURVES);
    expect_value_row(&layout, SCOPE_SERVICE, 1, "letter");
    expect_value_row(&layout, SCOPE_SERVICE, 2 + 1 * 3 + 2, "letter@rhein");
    expect_value_row(&layout, SCOPE_CHANNEL, 0, "phone");
    expect_value_row(&layout, SCOPE_CHANNEL, 1, "phone@hansa");
    expect_value_row(&layout, SCOPE_DESK, 1, "alpen");
    expect_value_row(&layout, SCOPE_ZONE, 0, "nord");
    expect_value_row(&layout, SCOPE_SYSTEM, 1, "core");
    expect_value_row(&layout, SCOPE_SYSTEM, 3 + 1, "identity@sued");
    expect_value_row(&layout, SCOPE_SYSTEM, 3 + 2 + 2, "core@rhein");
    expect_value_row(&layout, SCOPE_INSURER, 0, "hansa");
    expect_value_row(&layout, SCOPE_TOTAL, 0, "all");
    layout_deinit(&layout);
}

/* Marks `count` doubles of the curves at `offset` as taken by the curve (or pair) `by`. */
static void take(size_t *owners, size_t doubles, size_t offset, size_t count, size_t by)
{
    EXPECT(offset + count <= doubles);
    for (size_t i = offset; i < offset + count; i++) {
        EXPECT(owners[i] == 0 || owners[i] == by);
        owners[i] = by;
    }
}

/* Samples, a ratio's denominators behind them, and the pair of arrays for what is missing (shared
 * by the curves of an entity): each double belongs to one of them, none is left over. */
static void curves_share_out_the_doubles_among_them(void **state)
{
    (void)state;
    Layout layout;
    layout_init(&layout, MEASURES_INSURER_CURVES);
    const Measures *const measures = layout.measures;
    size_t *const owners = calloc(measures->curve_doubles, sizeof *owners);
    for (size_t i = 0; i < measures->curve_count; i++) {
        const CurveRow *const row = &measures->curves[i];
        const size_t parts = row->kind == CURVE_RATIO ? 2 : 1;
        take(owners, measures->curve_doubles, row->offset, parts * row->count, 1 + i);
        if (row->missing_offset != NONE) {
            EXPECT(!row->of_states);
            take(owners, measures->curve_doubles, row->missing_offset, 2 * row->count,
                 1 + measures->curve_count + row->missing_offset);
        }
    }
    for (size_t i = 0; i < measures->curve_doubles; i++) {
        EXPECT(owners[i] != 0);
    }
    free(owners);
    layout_deinit(&layout);
}

/* Ten days of an hour: 241 instants, 240 intervals. */
static void states_and_intervals_have_their_lengths(void **state)
{
    (void)state;
    Layout layout;
    layout_init(&layout, MEASURES_TOTAL_CURVES);
    for (size_t i = 0; i < layout.measures->curve_count; i++) {
        const CurveRow *const row = &layout.measures->curves[i];
        EXPECT_EQUAL(row->count, row->of_states ? 241 : 240);
        EXPECT(!strchr(row->id, '@'));
    }
    /* two services, a channel, one row of desks, the total */
    EXPECT_EQUAL(layout.measures->curve_count,
                 2 * scope_curve_count(SCOPE_SERVICE) + scope_curve_count(SCOPE_CHANNEL) +
                     scope_curve_count(SCOPE_DESK) + scope_curve_count(SCOPE_TOTAL));
    layout_deinit(&layout);
}

static void curves_of_insurers_stand_behind_those_of_all(void **state)
{
    (void)state;
    Layout layout;
    layout_init(&layout, MEASURES_INSURER_CURVES);
    const Measures *const measures = layout.measures;
    const size_t service = measures_curve_at(measures, SCOPE_SERVICE, 2 + 1 * 3 + 0);
    const size_t desk = measures_curve_at(measures, SCOPE_DESK, 1 + 2);
    EXPECT_TEXT(measures->curves[service].id, "letter@hansa");
    EXPECT_TEXT(measures->curves[service + CURVE_SERVICE_UP].metric, "up");
    EXPECT_TEXT(measures->curves[desk].id, "rhein");
    EXPECT_TEXT(measures->curves[measures_curve_at(measures, SCOPE_DESK, 0)].id, "all");
    EXPECT_EQUAL(measures->curve_count,
                 8 * scope_curve_count(SCOPE_SERVICE) + 4 * scope_curve_count(SCOPE_CHANNEL) +
                     4 * scope_curve_count(SCOPE_DESK) + scope_curve_count(SCOPE_TOTAL));
    layout_deinit(&layout);
}

static void without_curves_there_are_none(void **state)
{
    (void)state;
    Layout layout;
    layout_init(&layout, MEASURES_NO_CURVES);
    EXPECT_EQUAL(layout.measures->curve_count, 0);
    EXPECT_EQUAL(layout.measures->curve_doubles, 0);
    layout_deinit(&layout);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_found_where_it_stands),
        cmocka_unit_test(every_entity_of_a_scope_has_all_its_metrics),
        cmocka_unit_test(entities_stand_in_the_order_of_the_tables),
        cmocka_unit_test(curves_share_out_the_doubles_among_them),
        cmocka_unit_test(states_and_intervals_have_their_lengths),
        cmocka_unit_test(curves_of_insurers_stand_behind_those_of_all),
        cmocka_unit_test(without_curves_there_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
