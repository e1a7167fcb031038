#include "tests/fuzz/scenario_promises.h"

#include "base/number.h"
#include "models/scenario_columns.h"
#include "sim/distribution_parse.h"
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <string.h>

/* Any file: whether it is there was the reader's question. */
static bool load_any(void *context, const char *file, const double **values, size_t *count,
                     char *message, size_t size)
{
    static const double one = 1;

    (void)context, (void)file, (void)message, (void)size;
    *values = &one;
    *count = 1;
    return true;
}

/* Not range_holds: that is what is under test. */
static bool is_in_range(const NumberRange *range, double value)
{
    return !(value < range->low) && !(value > range->high) &&
           (!range->above_low || value > range->low) && (!range->below_high || value < range->high);
}

static void expect_number(const CaseCell *cell, const ColumnSpec *spec)
{
    double value = NAN;

    FUZZ_EXPECT(number_parse(cell->value, strlen(cell->value), '.', &value), "%s.%s.%s is %s",
                cell->table, cell->id, cell->column, cell->value);
    FUZZ_EXPECT(is_in_range(&spec->range, value), "%s.%s.%s is %s, out of its range", cell->table,
                cell->id, cell->column, cell->value);
    FUZZ_EXPECT(spec->type != CELL_WHOLE || !(floor(value) < value), "%s.%s.%s is %s, not whole",
                cell->table, cell->id, cell->column, cell->value);
}

/* Overrides that multiply are told behind the distribution: `gamma(mean=4 sd=2) x1.5`. */
static void expect_distribution_text(const CaseCell *cell, Arena *arena)
{
    const char *end = strstr(cell->value, ") x");
    const size_t length = end ? (size_t)(end + 1 - cell->value) : strlen(cell->value);
    const DistributionSyntax syntax = {.decimal_sign = '.', .arena = arena, .load = load_any};
    char message[256] = "";
    Distribution distribution;

    const char *text = arena_copy_text(arena, cell->value, length);
    FUZZ_EXPECT(distribution_parse(&distribution, text, &syntax, message, sizeof message),
                "%s.%s.%s is %s: %s", cell->table, cell->id, cell->column, cell->value, message);
}

/* Whether the words hold `value`. */
static bool is_choice(const char *choices, const char *value)
{
    const size_t length = strlen(value);

    for (const char *at = choices; *at != '\0'; at += strspn(at, " ")) {
        const size_t word = strcspn(at, " ");
        if (word == length && strncmp(at, value, length) == 0) {
            return true;
        }
        at += word;
    }
    return false;
}

static void expect_cell(const CaseCell *cell, Arena *arena)
{
    const TableId table = table_find(cell->table, strlen(cell->table));
    FUZZ_EXPECT(table != TABLE_COUNT, "a cell of the table %s", cell->table);
    if (strcmp(cell->column, "note") == 0) {
        return;
    }
    const ColumnId column = column_find(table, cell->column, strlen(cell->column));
    FUZZ_EXPECT(column != COLUMN_COUNT, "%s has a column %s", cell->table, cell->column);
    const ColumnSpec *spec = column_spec(column);
    FUZZ_EXPECT(text_is_utf8(cell->value, strlen(cell->value)), "%s.%s is no UTF-8", cell->table,
                cell->column);
    if (cell->value[0] == '\0') {
        return;
    }
    switch (spec->type) {
    case CELL_NUMBER:
    case CELL_WHOLE:
        expect_number(cell, spec);
        break;
    case CELL_DISTRIBUTION:
        expect_distribution_text(cell, arena);
        break;
    case CELL_CHOICE:
        FUZZ_EXPECT(is_choice(spec->choices, cell->value), "%s.%s is %s", cell->table, cell->column,
                    cell->value);
        break;
    case CELL_ID:
        FUZZ_EXPECT(text_is_id(cell->value), "the id %s of %s", cell->value, cell->table);
        break;
    default:
        break;
    }
}

void expect_cells_in_range(const ScenarioCase *scenario_case)
{
    Arena *arena = arena_new(0);
    const size_t count = scenario_case_cell_count(scenario_case);

    for (size_t i = 0; i < count; i++) {
        const CaseCell cell = scenario_case_cell(scenario_case, i);
        expect_cell(&cell, arena);
    }
    arena_free(arena);
}

static void expect_index(const char *what, size_t index, size_t count)
{
    FUZZ_EXPECT(index < count, "%s: index %zu of %zu", what, index, count);
}

static void expect_list(const char *what, IndexList list, size_t count)
{
    for (size_t i = 0; i < list.count; i++) {
        expect_index(what, list.items[i], count);
    }
}

static void expect_distribution(const char *what, const Distribution *distribution)
{
    const double mean = distribution_mean(distribution);
    Stream stream;

    FUZZ_EXPECT(isfinite(mean) && mean >= 0, "%s: mean %g", what, mean);
    stream_init(&stream, 1, 0, 0, 0);
    for (int i = 0; i < 4; i++) {
        const double x = distribution_draw(distribution, &stream);
        FUZZ_EXPECT(isfinite(x) && x >= 0, "%s: draw %g", what, x);
    }
}

static void expect_probability(const char *what, double value)
{
    FUZZ_EXPECT(value >= 0 && value <= 1, "%s is %g", what, value);
}

static void expect_at_least_0(const char *what, double value)
{
    FUZZ_EXPECT(isfinite(value) && value >= 0, "%s is %g", what, value);
}

/* A probability over 0 asks for a time to come, lest events follow one another at one instant. */
static void expect_time_to_come(const char *what, double probability, const Distribution *time_h)
{
    expect_probability(what, probability);
    if (probability > 0) {
        expect_distribution(what, time_h);
        FUZZ_EXPECT(distribution_mean(time_h) > 0, "%s over 0 with no time to pass", what);
    }
}

static void expect_run(const RunSpec *run)
{
    FUZZ_EXPECT(run->horizon_h > 0 && run->horizon_h <= 36525.0 * 24, "horizon %g h",
                run->horizon_h);
    FUZZ_EXPECT(run->sample_h > 0 && run->sample_h <= run->horizon_h, "sample %g h", run->sample_h);
    FUZZ_EXPECT(run->horizon_h / run->sample_h <= 1e6 * (1 + 1e-9), "%g steps",
                run->horizon_h / run->sample_h);
    expect_at_least_0("warmup", run->warmup_h);
    FUZZ_EXPECT(run->replications >= 1 && run->replications <= 1000000, "%zu replications",
                run->replications);
    FUZZ_EXPECT(run->confidence > 0 && run->confidence < 1, "confidence %g", run->confidence);
    FUZZ_EXPECT(run->start.hour >= 0 && run->start.hour < 24, "start at %g", run->start.hour);
}

static void expect_demand(const DemandSpec *demand)
{
    expect_at_least_0("demand", demand->per_1000_per_day);
    expect_at_least_0("daily_cv", demand->daily_cv);
    FUZZ_EXPECT(demand->profile && demand->profile->count > 0, "demand without a profile");
}

static void expect_service(const Scenario *scenario, const ServiceSpec *service)
{
    expect_list("needs of a service", service->needs, scenario->system_count);
    expect_demand(&service->demand);
    expect_distribution("service_min", &service->service_h);
    FUZZ_EXPECT(service->calendar, "a service without a calendar");
    expect_probability("lost_prob", service->lost_prob);
    expect_time_to_come("retry_prob", service->retry_prob, &service->retry_h);
    FUZZ_EXPECT(service->lost_prob + service->retry_prob <= 1 + 1e-9, "lost and retry: %g",
                service->lost_prob + service->retry_prob);
    expect_time_to_come("contact_prob", service->contact_prob, &service->contact_delay_h);
    if (service->contact_prob > 0 || service->contact_channel != NONE) {
        expect_index("contact_channel", service->contact_channel, scenario->channel_count);
    }
    expect_at_least_0("servers", service->servers);
    expect_at_least_0("fallback_servers", service->fallback_servers);
    if (service->fallback_servers > 0) {
        expect_distribution("fallback_min", &service->fallback_h);
    }
    expect_distribution("fallback_after_h", &service->fallback_after_h);
    FUZZ_EXPECT(isnan(service->rto_h) || service->rto_h >= 0, "rto %g", service->rto_h);
    FUZZ_EXPECT(isnan(service->mtpd_h) || service->mtpd_h >= 0, "mtpd %g", service->mtpd_h);
}

static void expect_channel(const Scenario *scenario, const ChannelSpec *channel)
{
    expect_list("needs of a channel", channel->needs, scenario->system_count);
    expect_list("case_needs of a channel", channel->case_needs, scenario->system_count);
    expect_demand(&channel->demand);
    expect_distribution("handle_min", &channel->handle_h);
    expect_distribution("degraded_handle_min", &channel->degraded_handle_h);
    if (channel->has_patience) {
        expect_distribution("patience_min", &channel->patience_h);
    }
    expect_time_to_come("redial_prob", channel->redial_prob, &channel->redial_h);
    expect_time_to_come("recontact_prob", channel->recontact_prob, &channel->recontact_h);
    expect_probability("overflow_prob", channel->overflow_prob);
    if (channel->overflow_channel != NONE) {
        expect_index("overflow_channel", channel->overflow_channel, scenario->channel_count);
        FUZZ_EXPECT(&scenario->channels[channel->overflow_channel] != channel,
                    "a channel overflows to itself");
    }
    expect_at_least_0("answer_within_min", channel->answer_within_h);
}

static void expect_zones(const Scenario *scenario)
{
    for (size_t i = 0; i < scenario->zone_count; i++) {
        const ZoneSpec *zone = &scenario->zones[i];
        expect_index("datacentre of a zone", zone->datacentre, scenario->datacentre_count);
        expect_list("instances of a zone", zone->instances, scenario->instance_count);
        FUZZ_EXPECT(zone->crew == NONE || zone->crew < scenario->crew_count, "crew %zu",
                    zone->crew);
        expect_distribution("rebuild_h", &zone->rebuild_h);
        expect_distribution("check_h", &zone->check_h);
    }
    for (size_t i = 0; i < scenario->link_count; i++) {
        expect_index("from of a link", scenario->links[i].from, scenario->zone_count);
        expect_index("to of a link", scenario->links[i].to, scenario->zone_count);
        FUZZ_EXPECT(scenario->links[i].from != scenario->links[i].to, "a link to itself");
        expect_at_least_0("spread_per_h", scenario->links[i].spread_per_h);
    }
    for (size_t i = 0; i < scenario->crew_count; i++) {
        FUZZ_EXPECT(scenario->crews[i].crews >= 1 && scenario->crews[i].speed > 0 &&
                        scenario->crews[i].calendar,
                    "crew %s", scenario->crews[i].id);
    }
}

static void expect_instances(const Scenario *scenario)
{
    for (size_t i = 0; i < scenario->system_count; i++) {
        expect_list("needs of a system", scenario->systems[i].needs, scenario->system_count);
        expect_distribution("restore_h", &scenario->systems[i].restore_h);
        expect_distribution("check_h", &scenario->systems[i].check_h);
    }
    for (size_t i = 0; i < scenario->instance_count; i++) {
        const InstanceSpec *instance = &scenario->instances[i];
        expect_index("system of an instance", instance->system, scenario->system_count);
        expect_index("zone of an instance", instance->zone, scenario->zone_count);
        FUZZ_EXPECT(scenario->zones[instance->zone].datacentre == instance->datacentre,
                    "%s stands in a zone of another data centre", instance->id);
        expect_list("needs of an instance", instance->needs, scenario->instance_count);
    }
    for (size_t i = 0; i < scenario->system_count * scenario->insurer_count; i++) {
        expect_index("instance of an insurer", scenario->instance_of[i], scenario->instance_count);
    }
}

static void expect_insurers(const Scenario *scenario)
{
    uint64_t insured = 0;

    for (size_t i = 0; i < scenario->insurer_count; i++) {
        const InsurerSpec *insurer = &scenario->insurers[i];
        expect_index("datacentre of an insurer", insurer->datacentre, scenario->datacentre_count);
        FUZZ_EXPECT(insurer->insured >= 1, "nobody is insured with %s", insurer->id);
        FUZZ_EXPECT(insurer->desk_calendar, "a desk without a calendar");
        insured += insurer->insured;
    }
    FUZZ_EXPECT(insured == scenario->insured_total, "%llu insured, not %llu",
                (unsigned long long)insured, (unsigned long long)scenario->insured_total);
}

static void expect_attack(const Scenario *scenario)
{
    const AttackSpec *attack = &scenario->attack;

    if (!attack->given) {
        return;
    }
    expect_index("entry", attack->entry, scenario->zone_count);
    expect_distribution("start_h", &attack->start_h);
    expect_distribution("detect_h", &attack->detect_h);
    expect_distribution("detect_next_h", &attack->detect_next_h);
    if (attack->has_payload) {
        expect_distribution("payload_h", &attack->payload_h);
    }
    expect_probability("false_alarm_prob", attack->false_alarm_prob);
    expect_at_least_0("exfiltrate_per_h", attack->exfiltrate_per_h);
    expect_distribution("stolen_share", &attack->stolen_share);
    FUZZ_EXPECT(distribution_upper_bound(&attack->stolen_share) <= 1 + 1e-9, "stolen share %g",
                distribution_upper_bound(&attack->stolen_share));
}

static void expect_strategies(const Scenario *scenario)
{
    FUZZ_EXPECT(scenario->run.baseline == NONE || scenario->run.baseline < scenario->strategy_count,
                "baseline %zu", scenario->run.baseline);
    for (size_t i = 0; i < scenario->strategy_count; i++) {
        const StrategySpec *strategy = &scenario->strategies[i];
        expect_list("isolate", strategy->isolate_zones, scenario->zone_count);
        expect_distribution("reaction_h", &strategy->reaction_h);
        expect_distribution("contain_h", &strategy->contain_h);
        expect_distribution("surge_after_h", &strategy->surge_after_h);
        expect_probability("leak", strategy->leak);
        expect_at_least_0("surge_agents_pct", strategy->surge_agents_pct);
        FUZZ_EXPECT(strategy->escalate_at >= 1, "escalate_at 0");
        FUZZ_EXPECT(strategy->surge_days >= 0, "surge_days %g", strategy->surge_days);
    }
}

static void expect_outages(const Scenario *scenario)
{
    for (size_t i = 0; i < scenario->outage_count; i++) {
        const OutageSpec *outage = &scenario->outages[i];
        expect_list("instances of an outage", outage->instances, scenario->instance_count);
        expect_at_least_0("start_h", outage->start_h);
        expect_distribution("duration_h", &outage->duration_h);
    }
}

void expect_scenario(const Scenario *scenario)
{
    expect_run(&scenario->run);
    expect_zones(scenario);
    expect_instances(scenario);
    expect_insurers(scenario);
    for (size_t i = 0; i < scenario->service_count; i++) {
        expect_service(scenario, &scenario->services[i]);
    }
    for (size_t i = 0; i < scenario->channel_count; i++) {
        expect_channel(scenario, &scenario->channels[i]);
    }
    expect_outages(scenario);
    expect_attack(scenario);
    expect_strategies(scenario);
}
