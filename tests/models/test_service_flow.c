/* A run that is traced takes the general way with every request (service_flow.h), so it is the slow
 * twin of one that is not: both must count the same. */
#include "models/service_flow.h"

#include "tests/models/insurer_fixture.h"

/* What the two runs differ in must be nothing but the order of additions. */
static const double ROUNDING = 1e-9;

static Insurer *run_untraced(const Fixture *fixture)
{
    InsurerConditions conditions = fixture->conditions;
    conditions.trace = NULL;
    Insurer *const insurer = insurer_new(&fixture->scenario);
    EXPECT(insurer_run(insurer, &conditions, NULL));
    return insurer;
}

static void expect_same_counts(const uint32_t *one, const uint32_t *other, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        EXPECT_EQUAL(one[i], other[i]);
    }
}

static void expect_same_quantiles(const Quantile *one, const Quantile *other)
{
    EXPECT_EQUAL(one->count, other->count);
    EXPECT_EQUAL(one->low, other->low);
    EXPECT_EQUAL(one->high, other->high);
    expect_same_counts(one->buckets, other->buckets, QUANTILE_BUCKETS);
}

static int compare_marks(const void *first, const void *second)
{
    const QuantileMark a = *(const QuantileMark *)first, b = *(const QuantileMark *)second;
    return (a > b) - (a < b);
}

/* In any order: they are counted. */
static void expect_same_marks(MarkList *one, MarkList *other)
{
    EXPECT_EQUAL(one->count, other->count);
    if (one->count == 0) {
        return;
    }
    qsort(one->items, one->count, sizeof *one->items, compare_marks);
    qsort(other->items, other->count, sizeof *other->items, compare_marks);
    expect_same_counts(one->items, other->items, one->count);
}

static void expect_same_sums(const ServiceRecorder *one, const ServiceRecorder *other)
{
    const double sums[][2] = {
        {one->wait_sum_h, other->wait_sum_h},       {one->delay_sum_h, other->delay_sum_h},
        {one->unfinished_h, other->unfinished_h},   {one->clear_end_h, other->clear_end_h},
        {one->waiting_area, other->waiting_area},   {one->busy_area, other->busy_area},
        {one->fallback_area, other->fallback_area}, {one->capacity_area, other->capacity_area}};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        EXPECT_NEAR(sums[i][0], sums[i][1], ROUNDING * sums[i][1]);
    }
    for (size_t k = 0; k < one->grid->intervals; k++) {
        EXPECT_NEAR(one->wait_of_h[k], other->wait_of_h[k], ROUNDING * other->wait_of_h[k]);
        EXPECT_NEAR(one->delay_of_h[k], other->delay_of_h[k], ROUNDING * other->delay_of_h[k]);
    }
}

static void expect_same_service(ServiceRecorder *one, ServiceRecorder *other)
{
    const size_t intervals = one->grid->intervals, states = one->grid->states;
    EXPECT_EQUAL(one->requests, other->requests);
    EXPECT_EQUAL(one->served, other->served);
    EXPECT_EQUAL(one->lost, other->lost);
    EXPECT_EQUAL(one->waited, other->waited);
    EXPECT_EQUAL(one->unfinished, other->unfinished);
    EXPECT_EQUAL(one->waiting_largest, other->waiting_largest);
    expect_same_counts(one->arrivals, other->arrivals, intervals);
    expect_same_counts(one->lost_of, other->lost_of, intervals);
    expect_same_counts(one->served_of, other->served_of, intervals);
    expect_same_counts(one->served_at, other->served_at, intervals);
    expect_same_counts(one->waiting_at, other->waiting_at, states);
    expect_same_counts(one->in_system_at, other->in_system_at, states);
    expect_same_quantiles(&one->wait_h, &other->wait_h);
    expect_same_quantiles(&one->delay_h, &other->delay_h);
    expect_same_marks(&one->delay_marks, &other->delay_marks);
    expect_same_sums(one, other);
}

/* Runs the fixture both ways; the service must have had `least` requests. */
static void expect_flow_changes_nothing(Fixture *fixture, size_t channels, uint64_t least)
{
    fixture_run(fixture, 1, channels);
    Insurer *const untraced = run_untraced(fixture);
    EXPECT(untraced->requests >= least);
    EXPECT_EQUAL(untraced->requests, fixture->insurer->requests);
    EXPECT_EQUAL(untraced->contacts, fixture->insurer->contacts);
    EXPECT_EQUAL(untraced->events, fixture->insurer->events);
    expect_same_service(&untraced->service_recorders[0], &fixture->insurer->service_recorders[0]);
    insurer_free(untraced);
    fixture_deinit(fixture);
}

/* Load 0.95 and 0.5 of 1, 2, 5 and 40 servers, the grid coarse and so fine that most runs cross it;
 * 168 h. */
static void with_any_number_of_servers(void **state)
{
    (void)state;
    static const double servers[] = {1, 2, 5, 40};
    for (size_t i = 0; i < 16; i++) {
        Fixture f;
        fixture_init(&f);
        f.scenario.run.sample_h = i < 8 ? 24 : 0.07;
        f.service.servers = servers[i % 4];
        f.service.service_h =
            described(&f, i % 8 < 4 ? "exponential(mean=0.5)" : "gamma(mean=0.5 sd=0.2)");
        const double load = i % 8 < 4 ? 0.95 : 0.5;
        f.service.demand.per_1000_per_day = 24 * load * f.service.servers / 0.5;
        expect_flow_changes_nothing(&f, 0, (uint64_t)(100 * load * f.service.servers));
    }
}

/* M/M/2/K at load 1.2: many are lost; with a limit of 0 nobody waits. */
static void with_a_queue_that_is_often_full(void **state)
{
    (void)state;
    for (size_t limit = 0; limit < 6; limit++) {
        Fixture f;
        fixture_init(&f);
        f.service.servers = 2;
        f.service.queue_limit = limit;
        f.service.service_h = described(&f, "exponential(mean=0.24)");
        expect_flow_changes_nothing(&f, 0, 1500);
    }
}

static void with_outages_that_freeze_lose_and_send_away(void **state)
{
    (void)state;
    for (size_t loss = 0; loss < 3; loss++) {
        Fixture f;
        fixture_init(&f);
        f.scenario.run.warmup_h = 30;
        f.service.demand.profile = rate_profile_flat(f.arena, -30, 168);
        f.service.service_h = described(&f, "exponential(mean=0.45)");
        f.service.lost_prob = 0.25 * (double)loss;
        f.service.retry_prob = 0.25 * (double)loss;
        f.service.retry_h = described(&f, "exponential(mean=3)");
        add_change(&f, 50, CHANGE_SERVICE, false);
        add_change(&f, 58, CHANGE_SERVICE, true);
        add_change(&f, 120, CHANGE_SERVICE, false);
        add_change(&f, 121, CHANGE_SERVICE, true);
        expect_flow_changes_nothing(&f, 0, 1700);
    }
}

static void with_office_hours_and_contacts(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        Fixture f;
        fixture_init(&f);
        f.service.servers = 20;
        f.service.calendar = office_hours(&f);
        f.service.service_h = described(&f, "lognormal(mean=0.4 sd=0.3)");
        f.service.contact_prob = 0.5;
        f.service.contact_delay_h =
            described(&f, i == 0 ? "exponential(mean=4)" : "discrete(values=0.3|5 weights=1|2)");
        f.service.contact_channel = 0;
        f.channels[0].demand.per_1000_per_day = 0;
        f.insurer_spec.agents = 100;
        add_change(&f, 60, CHANGE_SERVICE, false);
        add_change(&f, 61, CHANGE_SERVICE, true);
        expect_flow_changes_nothing(&f, 1, 1500);
    }
}

/* What only curves need is left out, and nothing else. */
static void without_curves_everything_else_is_counted(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    f.service.service_h = described(&f, "exponential(mean=0.45)");
    f.insurer_spec.agents = 6;
    add_change(&f, 50, CHANGE_SERVICE, false);
    add_change(&f, 58, CHANGE_SERVICE, true);
    fixture_run(&f, 1, 1);
    ServiceRecorder *const with = &f.insurer->service_recorders[0];
    ChannelRecorder *const channel = &f.insurer->channel_recorders[0];
    InsurerConditions conditions = f.conditions;
    conditions.trace = NULL;
    Insurer *const insurer = insurer_new(&f.scenario);
    insurer_without_curves(insurer);
    EXPECT(insurer_run(insurer, &conditions, NULL));
    EXPECT(with->delay_marks.count > 1000 && channel->wait_marks.count > 1000);
    EXPECT_EQUAL(insurer->service_recorders[0].delay_marks.count, 0);
    EXPECT_EQUAL(insurer->channel_recorders[0].wait_marks.count, 0);
    with->delay_marks.count = 0;
    expect_same_service(&insurer->service_recorders[0], with);
    expect_same_quantiles(&insurer->channel_recorders[0].wait_h, &channel->wait_h);
    insurer_free(insurer);
    fixture_deinit(&f);
}

static void requests_flow_only_while_nothing_disturbs_them(void **state)
{
    (void)state;
    Service service = {.conditions = &(InsurerConditions){.trace = NULL}};
    const ServiceWindow window = {.pool = &service.servers, .from_h = 0, .to_h = 1};
    EXPECT(service_flows(&service, &window));
    EXPECT(!service_flows(&service, &(ServiceWindow){.pool = NULL, .to_h = 1}));
    EXPECT(!service_flows(&service, &(ServiceWindow){.pool = &service.fallback, .to_h = 1}));
    EXPECT(!service_flows(&service, &(ServiceWindow){.pool = &service.servers, .from_h = -1}));
    service.line.count = 1;
    EXPECT(!service_flows(&service, &window));
    service.line.count = 0;
    service.conditions = &(InsurerConditions){.trace = &(Trace){.write = keep}};
    EXPECT(!service_flows(&service, &window));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_any_number_of_servers),
        cmocka_unit_test(with_a_queue_that_is_often_full),
        cmocka_unit_test(with_outages_that_freeze_lose_and_send_away),
        cmocka_unit_test(with_office_hours_and_contacts),
        cmocka_unit_test(without_curves_everything_else_is_counted),
        cmocka_unit_test(requests_flow_only_while_nothing_disturbs_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
