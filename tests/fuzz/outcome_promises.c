#include "tests/fuzz/outcome_promises.h"

#include "models/measures_layout.h"
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <string.h>

static const double rounding = 1e-9; /* relative: sums in another order */

static bool is_near(double value, double expected)
{
    return fabs(value - expected) <= rounding * fmax(1, fabs(expected));
}

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text), tail = strlen(end);

    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* Metrics that are shares, or 0 or 1. Utilisation and occupancy are none: what is begun before
 * closing time is finished after it. */
static bool is_share(const char *metric)
{
    static const char *const shares[] = {"wait_prob",   "availability",  "mtpd_breached",
                                         "rto_missed",  "abandon_share", "service_level",
                                         "compromised", "destroyed",     "isolated"};

    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        if (strcmp(metric, shares[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Moments and times down lie within the run. */
static bool is_within_run(const char *metric)
{
    return ends_with(metric, "restored_h") || ends_with(metric, "isolated_h") ||
           ends_with(metric, "detected_h") || ends_with(metric, "compromised_h") ||
           ends_with(metric, "downtime_h") || strcmp(metric, "restored_half_h") == 0;
}

static void expect_values(const Measures *measures, const Outcome *outcome, double horizon_h)
{
    for (size_t i = 0; i < measures->value_count; i++) {
        const ValueRow *row = &measures->values[i];
        const double value = outcome->values[i];
        if (isnan(value) || (isinf(value) && value > 0)) {
            continue; /* undefined, or not within the run */
        }
        FUZZ_EXPECT(value >= 0, "%s %s %s is %g", row->scope, row->id, row->metric, value);
        FUZZ_EXPECT(!is_share(row->metric) || value <= 1 + rounding, "%s %s %s is %g", row->scope,
                    row->id, row->metric, value);
        FUZZ_EXPECT(!is_within_run(row->metric) || value <= horizon_h * (1 + rounding),
                    "%s %s %s is %g in a run of %g h", row->scope, row->id, row->metric, value,
                    horizon_h);
    }
}

typedef struct Entity { /* the values of one service, channel, ... */
    const Measures *measures;
    const double *values;
    Scope scope;
    size_t at;
} Entity;

static Entity entity_of(const Measures *measures, const Outcome *outcome, Scope scope, size_t index)
{
    const size_t at = measures_value_at(measures, scope, index);

    return (Entity){measures, outcome->values + at, scope, at};
}

static double value_of(const Entity *entity, enum MetricIndex metric)
{
    return entity->values[(size_t)metric - scope_first_metric(entity->scope)];
}

static void expect_balance(const Entity *entity, const char *law, double whole, double parts)
{
    const ValueRow *row = &entity->measures->values[entity->at];

    FUZZ_EXPECT(is_near(whole, parts), "%s %s: %s: %.17g, not %.17g", row->scope, row->id, law,
                whole, parts);
}

static void expect_service_balance(const Entity *service)
{
    expect_balance(service, "every request is served, lost or unfinished",
                   value_of(service, METRIC_SERVICE_REQUESTS),
                   value_of(service, METRIC_SERVICE_SERVED) +
                       value_of(service, METRIC_SERVICE_LOST) +
                       value_of(service, METRIC_SERVICE_WAITING_AT_END));
}

static void expect_channel_balance(const Entity *channel)
{
    expect_balance(channel, "every attempt is answered, abandons, is turned away or waits",
                   value_of(channel, METRIC_CHANNEL_ATTEMPTS),
                   value_of(channel, METRIC_CHANNEL_SERVED) +
                       value_of(channel, METRIC_CHANNEL_ABANDONED) +
                       value_of(channel, METRIC_CHANNEL_TURNED_AWAY) +
                       value_of(channel, METRIC_CHANNEL_WAITING_AT_END));
    expect_balance(
        channel, "every attempt has an origin", value_of(channel, METRIC_CHANNEL_ATTEMPTS),
        value_of(channel, METRIC_CHANNEL_CONTACTS) + value_of(channel, METRIC_CHANNEL_REDIALS) +
            value_of(channel, METRIC_CHANNEL_RECONTACTS) +
            value_of(channel, METRIC_CHANNEL_GENERATED) +
            value_of(channel, METRIC_CHANNEL_OVERFLOW_IN) -
            value_of(channel, METRIC_CHANNEL_OVERFLOW_OUT));
}

/* The metric of all insurers together is the sum of each. `kinds`: services or channels. */
static void expect_sum(const Measures *measures, const Outcome *outcome, Scope scope, size_t kinds,
                       size_t insurers, enum MetricIndex metric)
{
    for (size_t kind = 0; kind < kinds; kind++) {
        double sum = 0;
        for (size_t insurer = 0; insurer < insurers; insurer++) {
            const Entity part =
                entity_of(measures, outcome, scope, kinds + kind * insurers + insurer);
            sum += value_of(&part, metric);
        }
        const Entity whole = entity_of(measures, outcome, scope, kind);
        expect_balance(&whole, measures->values[whole.at].metric, value_of(&whole, metric), sum);
    }
}

static void expect_balances(const Scenario *scenario, const Measures *measures,
                            const Outcome *outcome)
{
    static const enum MetricIndex of_services[] = {
        METRIC_SERVICE_REQUESTS,       METRIC_SERVICE_SERVED,       METRIC_SERVICE_LOST,
        METRIC_SERVICE_WAITING_AT_END, METRIC_SERVICE_BACKLOG_MEAN, METRIC_SERVICE_IN_SYSTEM_MEAN};
    static const enum MetricIndex of_channels[] = {
        METRIC_CHANNEL_CONTACTS,    METRIC_CHANNEL_ATTEMPTS,  METRIC_CHANNEL_SERVED,
        METRIC_CHANNEL_ABANDONED,   METRIC_CHANNEL_REDIALS,   METRIC_CHANNEL_RECONTACTS,
        METRIC_CHANNEL_TURNED_AWAY, METRIC_CHANNEL_GENERATED, METRIC_CHANNEL_QUEUE_MEAN};
    const size_t insurers = scenario->insurer_count;

    for (size_t i = 0; i < scenario->service_count * (1 + insurers); i++) {
        const Entity service = entity_of(measures, outcome, SCOPE_SERVICE, i);
        expect_service_balance(&service);
    }
    for (size_t i = 0; i < scenario->channel_count * (1 + insurers); i++) {
        const Entity channel = entity_of(measures, outcome, SCOPE_CHANNEL, i);
        expect_channel_balance(&channel);
    }
    for (size_t i = 0; i < sizeof of_services / sizeof *of_services; i++) {
        expect_sum(measures, outcome, SCOPE_SERVICE, scenario->service_count, insurers,
                   of_services[i]);
    }
    for (size_t i = 0; i < sizeof of_channels / sizeof *of_channels; i++) {
        expect_sum(measures, outcome, SCOPE_CHANNEL, scenario->channel_count, insurers,
                   of_channels[i]);
    }
}

static void expect_total(const Measures *measures, const Outcome *outcome, bool undisturbed)
{
    const Entity total = entity_of(measures, outcome, SCOPE_TOTAL, 0);

    expect_balance(&total, "the costs add up", value_of(&total, METRIC_TOTAL_COST_TOTAL),
                   value_of(&total, METRIC_TOTAL_COST_OUTAGE) +
                       value_of(&total, METRIC_TOTAL_COST_SUPPORT) +
                       value_of(&total, METRIC_TOTAL_COST_RESTORATION) +
                       value_of(&total, METRIC_TOTAL_COST_THEFT));
    if (undisturbed) {
        FUZZ_EXPECT(!(value_of(&total, METRIC_TOTAL_ZONES_COMPROMISED) > 0) &&
                        !(value_of(&total, METRIC_TOTAL_INSURED_HOURS_LOST) > 0) &&
                        !(value_of(&total, METRIC_TOTAL_CREW_HOURS) > 0) &&
                        !(value_of(&total, METRIC_TOTAL_RECORDS_STOLEN) > 0),
                    "something happens to undisturbed");
    }
}

/* Quantiles of nobody are undefined, and shares of insured where there are none. */
static void expect_curve(const CurveRow *row, const double *curves, bool anybody)
{
    const size_t doubles = row->kind == CURVE_RATIO ? 2 * row->count : row->count;

    for (size_t i = 0; i < doubles; i++) {
        const double value = curves[row->offset + i];
        const bool undefined = (row->kind == CURVE_VALUE || !anybody) && isnan(value);
        FUZZ_EXPECT(undefined || (isfinite(value) && value >= 0), "curve %s %s %s[%zu] is %g",
                    row->scope, row->id, row->metric, i, value);
        FUZZ_EXPECT(!ends_with(row->metric, "_share") || row->kind == CURVE_RATIO ||
                        !(value > 1 + rounding),
                    "curve %s %s[%zu] is %g", row->id, row->metric, i, value);
    }
}

static void expect_work(const WorkTimes *work, size_t count, double horizon_h)
{
    for (size_t i = 0; i < count; i++) {
        FUZZ_EXPECT(work[i].ready_h >= 0 && work[i].start_h >= work[i].ready_h &&
                        work[i].done_h >= work[i].start_h,
                    "work %zu is ready at %.17g, begun at %.17g, done at %.17g", i, work[i].ready_h,
                    work[i].start_h, work[i].done_h);
        FUZZ_EXPECT(isinf(work[i].done_h) || work[i].done_h <= horizon_h * (1 + rounding),
                    "work %zu is done at %.17g", i, work[i].done_h);
    }
}

void expect_outcome(const Scenario *scenario, const Measures *measures, const Outcome *outcome,
                    bool undisturbed)
{
    const double horizon_h = measures->grid.horizon_h;

    expect_values(measures, outcome, horizon_h);
    expect_balances(scenario, measures, outcome);
    expect_total(measures, outcome, undisturbed);
    for (size_t i = 0; i < measures->curve_count; i++) {
        expect_curve(&measures->curves[i], outcome->curves, scenario->insured_total > 0);
    }
    expect_work(outcome->zones, measures->zone_count, horizon_h);
    expect_work(outcome->instances, measures->instance_count, horizon_h);
}

static void expect_same(const char *what, const void *one, const void *other, size_t bytes)
{
    FUZZ_EXPECT(bytes == 0 || memcmp(one, other, bytes) == 0, "%s differ from run to run", what);
}

void expect_same_outcome(const Measures *measures, const Outcome *one, const Outcome *other)
{
    expect_same("values", one->values, other->values, measures->value_count * sizeof(double));
    expect_same("curves", one->curves, other->curves, measures->curve_doubles * sizeof(double));
    expect_same("work times of zones", one->zones, other->zones,
                measures->zone_count * sizeof(WorkTimes));
    expect_same("work times of systems", one->instances, other->instances,
                measures->instance_count * sizeof(WorkTimes));
}
