#include "models/channel.h"

#include "models/insurer.h"

#include <math.h>

static void begin_streams(Channel *channel, const InsurerSpec *insurer_spec)
{
    const InsurerConditions *const conditions = channel->insurer->conditions;
    const ChannelSpec *const spec = channel->spec;
    struct {
        NumberedStream *stream;
        const char *purpose;
    } const streams[] = {
        {&channel->handle, "contact handling"},     {&channel->degraded, "contact degraded"},
        {&channel->patience, "contact patience"},   {&channel->redial, "contact redial"},
        {&channel->recontact, "contact recontact"}, {&channel->overflow, "contact overflow"},
    };
    channel->demand = (ArrivalSpec){
        .profile = spec->demand.profile,
        .start = &conditions->scenario->run.start,
        .rate_per_h = demand_per_h(&spec->demand, insurer_spec->insured),
        .daily_cv = spec->demand.daily_cv,
        .source = stream_source("channel arrivals", spec->id, insurer_spec->id),
        .day_source = stream_source("channel day factor", spec->id, insurer_spec->id),
    };
    arrival_process_init(&channel->arrivals, &channel->demand, conditions->seed,
                         conditions->replication);
    for (size_t i = 0; i < sizeof streams / sizeof streams[0]; i++) {
        numbered_stream_init(streams[i].stream, conditions->seed, conditions->replication,
                             stream_source(streams[i].purpose, spec->id, insurer_spec->id));
    }
}

void channel_begin_run(Channel *channel, size_t index)
{
    const InsurerConditions *const conditions = channel->insurer->conditions;
    const InsurerSpec *const insurer_spec = &conditions->scenario->insurers[conditions->insurer];
    channel->spec = &conditions->scenario->channels[index];
    channel->is_up = channel->can_solve = true;
    channel->line = (WaitingLine){0};
    channel->foreseen = 0;
    channel->called = 0;
    channel->identity_base = stream_source("contact", channel->spec->id, insurer_spec->id);
    begin_streams(channel, insurer_spec);
    channel->trace = conditions->trace;
    channel->next_call_h = arrival_process_next_h(&channel->arrivals);
}

/* The rest is set where it first counts: most contacts begin at once and are gone, and never wait
 * or come again. */
Contact *channel_new_contact(Channel *channel, uint64_t identity)
{
    Contact *const contact = entity_pool_take(&channel->insurer->contacts_pool);
    contact->own = channel;
    contact->identity = identity;
    contact->number = ++channel->insurer->numbered_contacts;
    contact->attempts = 0;
    return contact;
}

Contact *channel_next_contact(Channel *channel)
{
    channel->next_call_h = arrival_process_next_h(&channel->arrivals);
    return channel_new_contact(channel, channel->identity_base ^ ++channel->called);
}

void contact_leaves(Contact *contact)
{
    entity_pool_give_back(&contact->own->insurer->contacts_pool, contact);
}

void contact_write(const Contact *contact, double t_h, const char *event, double value)
{
    const InsurerConditions *const conditions = contact->own->insurer->conditions;
    trace_event(conditions->trace,
                (TraceRecord){.t_h = t_h,
                              .scope = "channel",
                              .id = contact->place->spec->id,
                              .second_id = conditions->scenario->insurers[conditions->insurer].id,
                              .event = event,
                              .number = contact->number,
                              .value = value});
}

/* The key of the draws of this attempt of this contact. */
static uint64_t attempt_key(const Contact *contact)
{
    return contact->identity + contact->attempts * UINT64_C(0x9E3779B97F4A7C15);
}

/* First attempts of a channel's own contacts are numbered from 1 on, so that their draws are read
 * ahead. */
static inline bool is_ahead(const Contact *contact, uint64_t number)
{
    return contact->attempts <= 1 && number <= contact->own->called;
}

/* The stream of a draw of this attempt. */
static Stream *attempt_stream(NumberedStream *draws, const Contact *contact)
{
    const uint64_t number = contact->identity ^ contact->own->identity_base;
    if (is_ahead(contact, number)) {
        return numbered_stream_at(draws, number);
    }
    stream_rekey(&draws->stream, attempt_key(contact));
    return &draws->stream;
}

bool contact_overflows(const Contact *contact, const Channel *place, uint64_t hop)
{
    NumberedStream *const draws = &contact->own->overflow;
    Stream *stream = &draws->stream;
    if (hop == 1) {
        stream = attempt_stream(draws, contact);
    } else {
        stream_rekey(stream, attempt_key(contact) + hop);
    }
    return stream_uniform(stream) < place->spec->overflow_prob;
}

/* One draw of this attempt; like that from its stream. */
static double attempt_draw(const Distribution *distribution, NumberedStream *draws,
                           const Contact *contact)
{
    const uint64_t number = contact->identity ^ contact->own->identity_base;
    if (is_ahead(contact, number)) {
        return distribution_draw_first(distribution, draws, number);
    }
    stream_rekey(&draws->stream, attempt_key(contact));
    return distribution_draw(distribution, &draws->stream);
}

double contact_patience_h(const Contact *contact)
{
    Channel *const own = contact->own;
    return attempt_draw(&own->spec->patience_h, &own->patience, contact);
}

double contact_handling_h(const Contact *contact)
{
    Channel *const own = contact->own;
    return contact->degraded ? attempt_draw(&own->spec->degraded_handle_h, &own->degraded, contact)
                             : attempt_draw(&own->spec->handle_h, &own->handle, contact);
}

double contact_again_after_h(const Contact *contact)
{
    Channel *const own = contact->own;
    const ChannelSpec *const spec = own->spec;
    const double prob = contact->comes_back ? spec->recontact_prob : spec->redial_prob;
    if (prob <= 0) {
        return INFINITY;
    }
    Stream *const stream =
        attempt_stream(contact->comes_back ? &own->recontact : &own->redial, contact);
    if (stream_uniform(stream) >= prob) {
        return INFINITY;
    }
    return distribution_draw(contact->comes_back ? &spec->recontact_h : &spec->redial_h, stream);
}
