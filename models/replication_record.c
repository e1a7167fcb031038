#include "models/replication_record.h"

#include "models/cost.h"
#include "models/measures_layout.h"
#include "models/state_curves.h"

#include <math.h>
#include <string.h>

/* Staffed hours of the additional agents within the run. */
static double surge_agent_h(const InsurerConditions *conditions)
{
    const Scenario *const scenario = conditions->scenario;
    const double from_h = fmax(conditions->surge_from_h, 0);
    const double to_h = fmin(conditions->surge_to_h, scenario->run.horizon_h);
    if (conditions->surge_agents == 0 || !(to_h > from_h)) {
        return 0;
    }
    const Calendar *const calendar = scenario->insurers[conditions->insurer].desk_calendar;
    return (double)conditions->surge_agents * calendar_open_hours(calendar, from_h, to_h);
}

void strategy_record_take(StrategyRecord *record, size_t insurer, const Insurer *run,
                          const Measures *measures, bool reused)
{
    const Scenario *const scenario = record->scenario;
    const double horizon_h = scenario->run.horizon_h;
    const double insured = (double)scenario->insurers[insurer].insured;
    const InsurerTimeline *const timeline = record->conditions[insurer].timeline;
    InsurerFigures *const figures = &record->insurers[insurer];
    for (size_t i = 0; i < scenario->service_count; i++) {
        const Disruption disruption = timeline_disruption(timeline, i, horizon_h);
        figures->services[i] = service_figures_of(&run->service_recorders[i], &disruption,
                                                  &scenario->services[i], insured);
    }
    for (size_t i = 0; i < scenario->channel_count; i++) {
        figures->channels[i] = channel_figures_of(&run->channel_recorders[i]);
    }
    desk_recorder_values(&run->desk_recorder, horizon_h, figures->desk);
    figures->disruption = timeline_disruption(timeline, NONE, horizon_h);
    figures->surge_agent_h = surge_agent_h(&record->conditions[insurer]);
    figures->requests = reused ? 0 : run->requests;
    figures->contacts = reused ? 0 : run->contacts;
    figures->events = reused ? 0 : run->events;
    figures->reused = reused;
    outcome_pool_add(record->pool, run);
    if (record->insurer_curves) {
        insurer_curves(run, insurer, measures, record->insurer_curves);
    }
}

static void service_values(const StrategyRecord *record, const Measures *measures, double *values)
{
    const Scenario *const scenario = record->scenario;
    const double horizon_h = scenario->run.horizon_h;
    for (size_t s = 0; s < scenario->service_count; s++) {
        ServiceFigures all = service_figures_empty();
        for (size_t i = 0; i < scenario->insurer_count; i++) {
            const ServiceFigures *const one = &record->insurers[i].services[s];
            const size_t entity = scenario->service_count + s * scenario->insurer_count + i;
            service_figures_values(one, horizon_h,
                                   values + measures_value_at(measures, SCOPE_SERVICE, entity));
            service_figures_add(&all, one);
        }
        service_figures_set_quantiles(&all, outcome_pool_wait_h(record->pool, s),
                                      outcome_pool_delay_h(record->pool, s));
        all.waiting_largest =
            fmax(all.waiting_largest, outcome_pool_waiting_largest(record->pool, s));
        service_figures_values(&all, horizon_h,
                               values + measures_value_at(measures, SCOPE_SERVICE, s));
    }
}

static void channel_values(const StrategyRecord *record, const Measures *measures, double *values)
{
    const Scenario *const scenario = record->scenario;
    const double horizon_h = scenario->run.horizon_h;
    for (size_t c = 0; c < scenario->channel_count; c++) {
        ChannelFigures all = {0};
        for (size_t i = 0; i < scenario->insurer_count; i++) {
            const ChannelFigures *const one = &record->insurers[i].channels[c];
            const size_t entity = scenario->channel_count + c * scenario->insurer_count + i;
            channel_figures_values(one, horizon_h,
                                   values + measures_value_at(measures, SCOPE_CHANNEL, entity));
            channel_figures_add(&all, one);
        }
        channel_figures_set_quantiles(&all, outcome_pool_channel_wait_h(record->pool, c));
        all.queue_largest = fmax(all.queue_largest, outcome_pool_queue_largest(record->pool, c));
        channel_figures_values(&all, horizon_h,
                               values + measures_value_at(measures, SCOPE_CHANNEL, c));
    }
}

/* A moment as the results tell it: one that never comes is undefined. */
static double moment(double t_h)
{
    return isinf(t_h) ? NAN : t_h;
}

static void zone_values(const StrategyRecord *record, const Measures *measures, double *values)
{
    for (size_t z = 0; z < record->scenario->zone_count; z++) {
        const ZoneFacts *const zone = &record->infrastructure->zones[z];
        double *value = values + measures_value_at(measures, SCOPE_ZONE, z);
        *value++ = !isinf(zone->compromised_h);
        *value++ = !isinf(zone->destroyed_h);
        *value++ = !isinf(zone->isolated_h);
        *value++ = moment(zone->compromised_h);
        *value++ = moment(zone->isolated_h);
        *value++ = zone->last_up_h;
        *value++ = zone->downtime_h;
    }
}

static void system_values(const StrategyRecord *record, const Measures *measures, double *values)
{
    const Scenario *const scenario = record->scenario;
    size_t next = 0;
    for (size_t s = 0; s < scenario->system_count; s++) {
        double insured = 0;
        double insured_downtime_h = 0;
        double last_up_h = NAN;
        for (; next < scenario->instance_count && scenario->instances[next].system == s; next++) {
            const InstanceFacts *const facts = &record->infrastructure->instances[next];
            const double weight = (double)scenario->instances[next].insured;
            double *const value =
                values + measures_value_at(measures, SCOPE_SYSTEM, scenario->system_count + next);
            value[0] = facts->downtime_h;
            value[1] = facts->last_up_h;
            insured += weight;
            insured_downtime_h += weight * facts->downtime_h;
            last_up_h =
                isnan(last_up_h) || facts->last_up_h > last_up_h ? facts->last_up_h : last_up_h;
        }
        double *const value = values + measures_value_at(measures, SCOPE_SYSTEM, s);
        value[0] = insured > 0 ? insured_downtime_h / insured : NAN;
        value[1] = last_up_h;
    }
}

static void desk_and_insurer_values(const StrategyRecord *record, const Measures *measures,
                                    double *values)
{
    for (size_t i = 0; i < record->scenario->insurer_count; i++) {
        const InsurerFigures *const figures = &record->insurers[i];
        memcpy(values + measures_value_at(measures, SCOPE_DESK, i), figures->desk,
               sizeof figures->desk);
        double *const value = values + measures_value_at(measures, SCOPE_INSURER, i);
        value[0] = figures->disruption.downtime_h;
        value[1] = figures->disruption.last_up_h;
        value[2] = figures->disruption.downtime_h * (double)record->scenario->insurers[i].insured;
    }
}

/* When at least half of all insured have all services up for good: NAN where it never was fewer
 * than half, INFINITY where it is not within the run. */
static double restored_half_h(const StrategyRecord *record)
{
    const Scenario *const scenario = record->scenario;
    const uint64_t half = (scenario->insured_total + 1) / 2;
    double moment_h = -INFINITY;
    for (;;) {
        uint64_t restored = 0;
        double next_h = INFINITY;
        for (size_t i = 0; i < scenario->insurer_count; i++) {
            const double last_up_h = record->insurers[i].disruption.last_up_h;
            if (isnan(last_up_h) || last_up_h <= moment_h) {
                restored += scenario->insurers[i].insured;
            } else {
                next_h = fmin(next_h, last_up_h);
            }
        }
        if (restored >= half) {
            return isinf(moment_h) ? NAN : moment_h;
        }
        if (isinf(next_h)) {
            return INFINITY;
        }
        moment_h = next_h;
    }
}

/* What the costs are made of, and with it the totals over insurers. */
static CostQuantities quantities(const StrategyRecord *record)
{
    const Scenario *const scenario = record->scenario;
    const Infrastructure *const infrastructure = record->infrastructure;
    CostQuantities sum = {
        .crew_h = infrastructure->crew_hours,
        .destroyed_datacentres = (double)infrastructure->datacentres_destroyed,
        .stolen_records = infrastructure->records_stolen,
    };
    for (size_t i = 0; i < scenario->insurer_count; i++) {
        const InsurerFigures *const figures = &record->insurers[i];
        sum.insured_hours_lost +=
            figures->disruption.downtime_h * (double)scenario->insurers[i].insured;
        sum.surge_agent_h += figures->surge_agent_h;
        for (size_t s = 0; s < scenario->service_count; s++) {
            sum.request_delay_h += figures->services[s].delay_h + figures->services[s].unfinished_h;
            sum.lost_requests += figures->services[s].lost;
        }
        for (size_t c = 0; c < scenario->channel_count; c++) {
            sum.contacts += figures->channels[c].served;
            sum.abandoned_contacts += figures->channels[c].abandoned;
        }
    }
    return sum;
}

static void total_values(const StrategyRecord *record, const Measures *measures, double *values)
{
    const Scenario *const scenario = record->scenario;
    const Infrastructure *const infrastructure = record->infrastructure;
    const CostQuantities sum = quantities(record);
    const Cost cost = cost_of(&scenario->costs, &sum);
    double compromised = 0;
    double destroyed = 0;
    double restored_h = NAN;
    for (size_t z = 0; z < scenario->zone_count; z++) {
        compromised += !isinf(infrastructure->zones[z].compromised_h);
        destroyed += !isinf(infrastructure->zones[z].destroyed_h);
    }
    for (size_t i = 0; i < scenario->insurer_count; i++) {
        const double last_up_h = record->insurers[i].disruption.last_up_h;
        restored_h = isnan(restored_h) || last_up_h > restored_h ? last_up_h : restored_h;
    }
    const double totals[] = {
        record->attacked ? infrastructure->detected_h : NAN, /* sooner or later there is a notice */
        moment(infrastructure->isolated_h),
        compromised,
        destroyed,
        sum.stolen_records,
        restored_h,
        restored_half_h(record),
        sum.insured_hours_lost,
        sum.crew_h,
        sum.surge_agent_h,
        cost.outage_eur,
        cost.support_eur,
        cost.restoration_eur,
        cost.theft_eur,
        cost.total_eur,
    };
    memcpy(values + measures_value_at(measures, SCOPE_TOTAL, 0), totals, sizeof totals);
}

static void put_work_times(const StrategyRecord *record, Outcome *outcome)
{
    for (size_t z = 0; z < record->scenario->zone_count; z++) {
        const ZoneFacts *const zone = &record->infrastructure->zones[z];
        outcome->zones[z] = (WorkTimes){zone->base_ready_h, zone->base_start_h, zone->restored_h};
    }
    for (size_t i = 0; i < record->scenario->instance_count; i++) {
        const InstanceFacts *const instance = &record->infrastructure->instances[i];
        outcome->instances[i] = (WorkTimes){instance->ready_h, instance->start_h, instance->done_h};
    }
}

void strategy_record_outcome(const StrategyRecord *record, const Measures *measures,
                             Outcome *outcome)
{
    service_values(record, measures, outcome->values);
    channel_values(record, measures, outcome->values);
    desk_and_insurer_values(record, measures, outcome->values);
    zone_values(record, measures, outcome->values);
    system_values(record, measures, outcome->values);
    total_values(record, measures, outcome->values);
    put_work_times(record, outcome);
    if (measures->has_curves) {
        if (record->insurer_curves) {
            memcpy(outcome->curves, record->insurer_curves,
                   measures->curve_doubles * sizeof *outcome->curves);
        }
        outcome_pool_curves(record->pool, measures, outcome->curves);
        state_curves(record->scenario, record->infrastructure, measures, outcome->curves);
    }
    outcome->requests = outcome->contacts = outcome->events = outcome->reused_insurers = 0;
    for (size_t i = 0; i < record->scenario->insurer_count; i++) {
        outcome->requests += record->insurers[i].requests;
        outcome->contacts += record->insurers[i].contacts;
        outcome->events += record->insurers[i].events;
        outcome->reused_insurers += record->insurers[i].reused;
    }
}
