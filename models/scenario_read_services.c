/* services.csv and channels.csv. */
#include "models/scenario_draft.h"

#include <math.h>

/* A probability over 0 needs its delay, with a mean over 0: without one the model would stand still
 * at an instant. */
static void check_delay(ScenarioReading *reading, size_t row, const ColumnId columns[2],
                        double prob, const Distribution *delay_h)
{
    const ColumnId prob_column = columns[0];
    const ColumnId delay_column = columns[1];

    if (!(prob > 0)) {
        return;
    }
    if (reading_lacks(reading, row, delay_column)) {
        reading_pair_mistake(reading, row, delay_column, prob_column,
                             "is required, with a mean over 0, because %s is over 0",
                             column_spec(prob_column)->name);
    } else if (!reading_is_empty(reading, row, delay_column) && distribution_has_no_mean(delay_h)) {
        reading_pair_mistake(reading, row, delay_column, prob_column,
                             "has a mean of 0; expected one over 0, because %s is over 0",
                             column_spec(prob_column)->name);
    }
}

/* `servers` or `servers_per_100k`: which of the two is given, and its value; both is a mistake. */
static double read_servers(ScenarioReading *reading, size_t row, const ColumnId columns[2],
                           bool *whole_given)
{
    const bool has_whole = !reading_is_empty(reading, row, columns[0]);
    const bool has_rate = !reading_is_empty(reading, row, columns[1]);
    const size_t whole = read_whole(reading, row, columns[0]);
    const double rate = read_number(reading, row, columns[1]);

    if (has_whole && has_rate) {
        reading_pair_mistake(reading, row, columns[1], columns[0],
                             "is given with %s; expected one of the two",
                             column_spec(columns[0])->name);
    }
    *whole_given = has_whole;
    if (has_whole) {
        return whole == NONE ? NAN : (double)whole;
    }
    return rate;
}

static void read_demand(ScenarioDraft *draft, size_t row, const ColumnId columns[3],
                        DemandSpec *demand)
{
    demand->per_1000_per_day = read_number(&draft->reading, row, columns[0]);
    demand->profile = draft_profile(draft, row, columns[1]);
    demand->daily_cv = read_number(&draft->reading, row, columns[2]);
}

static void read_capacity(ScenarioDraft *draft, size_t row, ServiceSpec *service)
{
    static const ColumnId servers[] = {COLUMN_SERVICES_SERVERS, COLUMN_SERVICES_SERVERS_PER_100K};
    ScenarioReading *reading = &draft->reading;

    service->servers = read_servers(reading, row, servers, &service->servers_given);
    if (reading_lacks(reading, row, servers[0]) && reading_lacks(reading, row, servers[1])) {
        reading_mistake(reading, row, COLUMN_SERVICES_SERVERS,
                        "is required: servers or servers_per_100k");
    }
    service->service_h = read_distribution(reading, row, COLUMN_SERVICES_SERVICE_MIN);
    service->calendar = draft_calendar(draft, row, COLUMN_SERVICES_CALENDAR);
    service->queue_limit = read_whole(reading, row, COLUMN_SERVICES_QUEUE_LIMIT);
}

static void read_fallback(ScenarioReading *reading, size_t row, ServiceSpec *service)
{
    static const ColumnId servers[] = {COLUMN_SERVICES_FALLBACK_SERVERS,
                                       COLUMN_SERVICES_FALLBACK_SERVERS_PER_100K};

    service->fallback_servers = read_servers(reading, row, servers, &service->fallback_given);
    if (reading_is_empty(reading, row, servers[0]) && reading_is_empty(reading, row, servers[1])) {
        service->fallback_servers = 0;
    }
    service->fallback_h = read_distribution(reading, row, COLUMN_SERVICES_FALLBACK_MIN);
    service->fallback_after_h = read_distribution(reading, row, COLUMN_SERVICES_FALLBACK_AFTER_H);
    if (service->fallback_servers > 0 &&
        reading_lacks(reading, row, COLUMN_SERVICES_FALLBACK_MIN)) {
        const ColumnId given = servers[service->fallback_given ? 0 : 1];
        reading_pair_mistake(reading, row, COLUMN_SERVICES_FALLBACK_MIN, given,
                             "is required, because %s is over 0", column_spec(given)->name);
    }
}

static void read_losses(ScenarioReading *reading, size_t row, ServiceSpec *service)
{
    static const ColumnId retry[] = {COLUMN_SERVICES_RETRY_PROB, COLUMN_SERVICES_RETRY_H};
    /* Shares written with decimals may sum to 1 only up to rounding. */
    const double rounding = 1e-9;

    service->lost_prob = read_number(reading, row, COLUMN_SERVICES_LOST_PROB);
    service->retry_prob = read_number(reading, row, COLUMN_SERVICES_RETRY_PROB);
    service->retry_h = read_distribution(reading, row, COLUMN_SERVICES_RETRY_H);
    check_delay(reading, row, retry, service->retry_prob, &service->retry_h);
    if (service->lost_prob + service->retry_prob > 1 + rounding) {
        reading_pair_mistake(reading, row, COLUMN_SERVICES_RETRY_PROB, COLUMN_SERVICES_LOST_PROB,
                             "lost_prob %g and retry_prob %g sum to %g; expected at most 1",
                             service->lost_prob, service->retry_prob,
                             service->lost_prob + service->retry_prob);
    }
}

static void read_contacts(ScenarioReading *reading, size_t row, ServiceSpec *service)
{
    static const ColumnId contact[] = {COLUMN_SERVICES_CONTACT_PROB,
                                       COLUMN_SERVICES_CONTACT_DELAY_H};

    service->contact_prob = read_number(reading, row, COLUMN_SERVICES_CONTACT_PROB);
    service->contact_delay_h = read_distribution(reading, row, COLUMN_SERVICES_CONTACT_DELAY_H);
    service->contact_channel = read_reference(reading, row, COLUMN_SERVICES_CONTACT_CHANNEL);
    check_delay(reading, row, contact, service->contact_prob, &service->contact_delay_h);
    if (service->contact_prob > 0 && reading_lacks(reading, row, COLUMN_SERVICES_CONTACT_CHANNEL)) {
        reading_pair_mistake(reading, row, COLUMN_SERVICES_CONTACT_CHANNEL,
                             COLUMN_SERVICES_CONTACT_PROB,
                             "is required, because contact_prob is over 0");
    }
}

static void read_service(ScenarioDraft *draft, size_t row, ServiceSpec *service)
{
    static const ColumnId demand[] = {COLUMN_SERVICES_REQUESTS_PER_1000_PER_DAY,
                                      COLUMN_SERVICES_PROFILE, COLUMN_SERVICES_DAILY_CV};
    ScenarioReading *reading = &draft->reading;

    service->id = table_cell(reading->tables, row, COLUMN_SERVICES_ID)->text;
    service->name = draft_name(draft, row, COLUMN_SERVICES_ID, COLUMN_SERVICES_NAME);
    service->needs = read_list(reading, row, COLUMN_SERVICES_NEEDS);
    read_demand(draft, row, demand, &service->demand);
    read_capacity(draft, row, service);
    read_losses(reading, row, service);
    read_contacts(reading, row, service);
    read_fallback(reading, row, service);
    service->mtpd_h = read_number(reading, row, COLUMN_SERVICES_MTPD_H);
    service->rto_h = read_number(reading, row, COLUMN_SERVICES_RTO_H);
}

void draft_read_services(ScenarioDraft *draft)
{
    if (!draft_reads(draft, TABLE_BIT(SERVICES) | TABLE_BIT(CALENDARS) | TABLE_BIT(PROFILES))) {
        return;
    }
    const size_t count = reading_rows(&draft->reading, TABLE_SERVICES);
    ServiceSpec *services = arena_allocate(draft->reading.arena, count, sizeof *services);
    for (size_t row = 0; row < count; row++) {
        read_service(draft, row, &services[row]);
    }
    draft->scenario.services = services;
    draft->scenario.service_count = count;
}

static void read_handling(ScenarioReading *reading, size_t row, ChannelSpec *channel)
{
    channel->handle_h = read_distribution(reading, row, COLUMN_CHANNELS_HANDLE_MIN);
    channel->degraded_handle_h =
        read_distribution(reading, row, COLUMN_CHANNELS_DEGRADED_HANDLE_MIN);
    if (reading_is_empty(reading, row, COLUMN_CHANNELS_DEGRADED_HANDLE_MIN)) {
        channel->degraded_handle_h = channel->handle_h;
    }
    channel->patience_h = read_distribution(reading, row, COLUMN_CHANNELS_PATIENCE_MIN);
    channel->has_patience = distribution_was_read(&channel->patience_h);
    channel->priority = read_number(reading, row, COLUMN_CHANNELS_PRIORITY);
}

static void read_returns(ScenarioReading *reading, size_t row, ChannelSpec *channel)
{
    static const ColumnId redial[] = {COLUMN_CHANNELS_REDIAL_PROB, COLUMN_CHANNELS_REDIAL_H};
    static const ColumnId recontact[] = {COLUMN_CHANNELS_RECONTACT_PROB,
                                         COLUMN_CHANNELS_RECONTACT_H};

    channel->redial_prob = read_number(reading, row, COLUMN_CHANNELS_REDIAL_PROB);
    channel->redial_h = read_distribution(reading, row, COLUMN_CHANNELS_REDIAL_H);
    check_delay(reading, row, redial, channel->redial_prob, &channel->redial_h);
    channel->recontact_prob = read_number(reading, row, COLUMN_CHANNELS_RECONTACT_PROB);
    channel->recontact_h = read_distribution(reading, row, COLUMN_CHANNELS_RECONTACT_H);
    check_delay(reading, row, recontact, channel->recontact_prob, &channel->recontact_h);
}

static void read_channel(ScenarioDraft *draft, size_t row, ChannelSpec *channel)
{
    static const ColumnId demand[] = {COLUMN_CHANNELS_CONTACTS_PER_1000_PER_DAY,
                                      COLUMN_CHANNELS_PROFILE, COLUMN_CHANNELS_DAILY_CV};
    ScenarioReading *reading = &draft->reading;

    channel->id = table_cell(reading->tables, row, COLUMN_CHANNELS_ID)->text;
    channel->name = draft_name(draft, row, COLUMN_CHANNELS_ID, COLUMN_CHANNELS_NAME);
    channel->needs = read_list(reading, row, COLUMN_CHANNELS_NEEDS);
    channel->case_needs = read_list(reading, row, COLUMN_CHANNELS_CASE_NEEDS);
    read_demand(draft, row, demand, &channel->demand);
    read_handling(reading, row, channel);
    read_returns(reading, row, channel);
    channel->overflow_channel = read_reference(reading, row, COLUMN_CHANNELS_OVERFLOW_CHANNEL);
    channel->overflow_prob = read_number(reading, row, COLUMN_CHANNELS_OVERFLOW_PROB);
    channel->answer_within_h = read_hours(reading, row, COLUMN_CHANNELS_ANSWER_WITHIN_MIN);
}

void draft_read_channels(ScenarioDraft *draft)
{
    if (!draft_reads(draft, TABLE_BIT(CHANNELS) | TABLE_BIT(CALENDARS) | TABLE_BIT(PROFILES))) {
        return;
    }
    const size_t count = reading_rows(&draft->reading, TABLE_CHANNELS);
    ChannelSpec *channels = arena_allocate(draft->reading.arena, count, sizeof *channels);
    for (size_t row = 0; row < count; row++) {
        read_channel(draft, row, &channels[row]);
    }
    draft->scenario.channels = channels;
    draft->scenario.channel_count = count;
}
