#include "models/service_request.h"

#include "base/attributes.h"
#include "models/insurer.h"

#include <math.h>

enum { RETRY_BITS = 16, CONTACT_BITS = 24, STEPS_BETWEEN_LOOKS = 4096 };

/* Keys of returns begin here: no request has so large a number. */
static const uint64_t OF_RETURNS = (uint64_t)1 << 63;

static void tell(const Service *service, const Request *request, const char *event, double t_h,
                 double value)
{
    const InsurerConditions *const conditions = service->conditions;
    if (UNLIKELY(conditions->trace != NULL)) {
        trace_event(
            conditions->trace,
            (TraceRecord){.t_h = t_h,
                          .scope = "service",
                          .id = service->spec->id,
                          .second_id = conditions->scenario->insurers[conditions->insurer].id,
                          .event = event,
                          .number = request->number,
                          .value = value});
    }
}

void service_steps(Service *service, double now_h, uint64_t count)
{
    const uint64_t looks = service->steps / STEPS_BETWEEN_LOOKS;
    service->steps += count;
    if (service->steps / STEPS_BETWEEN_LOOKS == looks) {
        return;
    }
    service->stopped =
        !budget_watch_count(service->watch, now_h, service->steps, service->feed->count) ||
        (service->interrupted && atomic_load_explicit(service->interrupted, memory_order_relaxed));
}

/* A request that arrived before the last return to up has started, or is lost: one less to clear.
 */
static void note_cleared(Service *service, const Request *request, double now_h)
{
    if (service->clearing && request->first_arrival_h < service->last_up_h) {
        service->uncleared--;
        service->cleared_h = fmax(service->cleared_h, now_h);
    }
}

/* Contacts */

/* While it is unfinished after each contact_delay_h, a request becomes a contact with contact_prob.
 * Its draws are keyed by its number and that of the delay, so most requests, which end before any
 * delay can be over, draw nothing. */
void service_become_contacts(Service *service, const Request *request, double end_h)
{
    const ServiceSpec *const spec = service->spec;
    if (!(spec->contact_prob > 0) ||
        !(request->joined_h + service->contact_delay_least_h < end_h)) {
        return;
    }
    uint64_t key = request->number << CONTACT_BITS | 1;
    stream_rekey(&service->contact, key);
    double now_h = request->joined_h + distribution_draw(&spec->contact_delay_h, &service->contact);
    while (now_h < end_h && now_h <= service->horizon_h && !service->stopped) {
        stream_rekey(&service->contact, ++key);
        const bool becomes_contact = stream_uniform(&service->contact) < spec->contact_prob;
        service_steps(service, now_h, 1);
        if (becomes_contact) {
            tell(service, request, "request_becomes_contact", now_h, NAN);
            contact_feed_add(service->feed,
                             (FedContact){.t_h = now_h,
                                          .identity = service->contact_identity ^ key,
                                          .order = service->index,
                                          .channel = spec->contact_channel});
        }
        now_h += distribution_draw(&spec->contact_delay_h, &service->contact);
    }
}

/* Ends */

static void stay_unfinished(Service *service, const Request *request)
{
    service_become_contacts(service, request, INFINITY);
    service_recorder_unfinished(service->recorder, request->interval,
                                service->horizon_h - request->first_arrival_h);
}

/* The request was in process from started_h to `end_h`, which may lie beyond the horizon. */
static void finish(Service *service, const Request *request, double end_h, double *area)
{
    *area += service_recorder_observed_h(service->recorder, request->started_h, end_h);
    if (end_h > service->horizon_h) {
        stay_unfinished(service, request);
        return;
    }
    service_become_contacts(service, request, end_h);
    const double delay_h = end_h - request->first_arrival_h;
    service_recorder_served(service->recorder,
                            (Served){.interval = request->interval,
                                     .wait_h = request->started_h - request->first_arrival_h,
                                     .delay_h = delay_h,
                                     .end_h = end_h});
    service->ended++;
    tell(service, request, "request_served", end_h, delay_h);
}

static void lose(Service *service, const Request *request, double now_h)
{
    tell(service, request, "request_lost", now_h, NAN);
    service_recorder_lost(service->recorder, request->interval);
    note_cleared(service, request, now_h);
}

/* Beginnings */

static Request *keep(Service *service, const Request *request)
{
    Request *const kept = entity_pool_take(&service->kept);
    *kept = *request;
    return kept;
}

/* The request begins at `start_h`. Work that the next outage will freeze is kept until that has
 * passed; all other ends as it is known now. */
static void begin(Service *service, const ServiceWindow *window, Request *request, double start_h)
{
    ServerPool *const pool = window->pool;
    ServiceRecorder *const recorder = service->recorder;
    request->started_h = start_h;
    if (start_h > request->joined_h) {
        service_recorder_waited(recorder, request->joined_state, request->joined_h, start_h);
        request_line_note_begin(&service->line, fmax(window->from_h, request->joined_h), start_h);
    }
    note_cleared(service, request, start_h);
    tell(service, request, "request_starts", start_h, start_h - request->first_arrival_h);
    if (pool == &service->fallback) {
        stream_rekey(&service->by_hand_work, request->number);
        const double end_h =
            start_h + distribution_draw(&service->spec->fallback_h, &service->by_hand_work);
        server_pool_begin(pool, start_h, end_h, NULL);
        finish(service, request, end_h, &recorder->fallback_area);
        return;
    }
    const double end_h = start_h + request->work_h;
    const bool freezes = end_h > service->next_change_h;
    server_pool_begin(pool, start_h, end_h, freezes ? keep(service, request) : NULL);
    if (!freezes) {
        finish(service, request, end_h, &recorder->busy_area);
    }
}

/* When the first in line begins, from `t_h` on; INFINITY where it does not within the window. What
 * ends at closing time but for rounding leaves no time to begin anything. */
static double next_begin_h(const Service *service, const ServiceWindow *window, double t_h)
{
    if (!window->pool) {
        return INFINITY;
    }
    const double start_h = server_pool_free_h(window->pool, t_h);
    return start_h < window->to_h && !(service->opening_changes_h - start_h < CALENDAR_ROUNDING_H)
               ? start_h
               : INFINITY;
}

void service_serve_line(Service *service, const ServiceWindow *window)
{
    while (service->line.count > 0) {
        const double start_h = next_begin_h(service, window, window->from_h);
        if (isinf(start_h)) {
            return;
        }
        Request request = *request_line_at(&service->line, 0);
        request_line_leave_first(&service->line);
        begin(service, window, &request, start_h);
    }
}

/* Arrivals */

/* The stream of a draw that each return makes anew. At first arrivals it is read ahead. */
static Stream *draws_of_return(NumberedStream *draws, const Request *request)
{
    if (request->retries == 0) {
        return numbered_stream_at(draws, request->number);
    }
    stream_rekey(&draws->stream, OF_RETURNS | request->number << RETRY_BITS | request->retries);
    return &draws->stream;
}

/* What an arrival while the service is down does: true where it waits, false where it is lost or
 * goes away. */
static bool arrival_stays_while_down(Service *service, Request *request, double now_h)
{
    const ServiceSpec *const spec = service->spec;
    if (spec->lost_prob <= 0 && spec->retry_prob <= 0) {
        return true;
    }
    const double fate = stream_uniform(draws_of_return(&service->fate, request));
    if (fate < spec->lost_prob) {
        lose(service, request, now_h);
        return false;
    }
    if (fate >= spec->lost_prob + spec->retry_prob) {
        return true;
    }
    const double retry_h =
        distribution_draw(&spec->retry_h, draws_of_return(&service->retry, request));
    tell(service, request, "request_goes_away", now_h, retry_h);
    request->retries++;
    instant_heap_push(&service->away,
                      (Instant){.t_h = now_h + retry_h, .item = keep(service, request)});
    return false;
}

bool service_queue_is_full(const Service *service, double now_h)
{
    const size_t limit = service->spec->queue_limit;
    return limit != NONE && (limit == 0 || request_line_exceeds(&service->line, now_h, limit - 1));
}

void service_request_arrives(Service *service, const ServiceWindow *window, Request *request,
                             double now_h)
{
    if (!service->is_up && !arrival_stays_while_down(service, request, now_h)) {
        return;
    }
    const double start_h =
        service->line.count > 0 ? INFINITY : next_begin_h(service, window, now_h);
    const bool waits = start_h > now_h;
    if (waits && service_queue_is_full(service, now_h)) {
        lose(service, request, now_h);
        return;
    }
    request->joined_h = now_h;
    const GridPlace place = service_recorder_arrival_place(service->recorder, now_h);
    request->joined_state = (uint32_t)place.state;
    service_recorder_joined(service->recorder, place);
    if (isinf(start_h)) {
        request_line_join(&service->line, request);
    } else {
        begin(service, window, request, start_h);
    }
    if (waits && now_h >= 0 &&
        request_line_exceeds(&service->line, now_h, service->recorder->waiting_largest)) {
        service->recorder->waiting_largest++;
    }
}

void service_next_arrives(Service *service, const ServiceWindow *window)
{
    const double now_h = service->next_arrival_h;
    service->arrived++;
    Request request = {
        .first_arrival_h = now_h,
        .number = service->arrived,
        .work_h =
            distribution_draw_first(&service->spec->service_h, &service->work, service->arrived),
        .interval = service_recorder_arrival(
            service->recorder, now_h, service_recorder_arrival_place(service->recorder, now_h)),
    };
    service->next_arrival_h = arrival_process_next_h(&service->arrivals);
    service_steps(service, now_h, 1);
    tell(service, &request, "request_arrives", now_h, NAN);
    service_request_arrives(service, window, &request, now_h);
}

void service_next_returns(Service *service, const ServiceWindow *window)
{
    const Instant back = instant_heap_pop(&service->away);
    Request request = *(const Request *)back.item;
    entity_pool_give_back(&service->kept, back.item);
    service_steps(service, back.t_h, 1);
    tell(service, &request, "request_returns", back.t_h, NAN);
    service_request_arrives(service, window, &request, back.t_h);
}

void service_frozen_ends(Service *service, Request *request, double end_h)
{
    finish(service, request, end_h, &service->recorder->busy_area);
}

void service_leave_unfinished(Service *service)
{
    ServiceRecorder *const recorder = service->recorder;
    for (size_t i = 0; i < service->line.count; i++) {
        Request *const request = request_line_at(&service->line, i);
        service_recorder_waits_on(recorder, request->joined_state, request->joined_h);
        stay_unfinished(service, request);
    }
    for (size_t i = 0; i < service->away.count; i++) {
        const Request *const request = service->away.entries[i].item;
        service_recorder_unfinished(recorder, request->interval,
                                    service->horizon_h - request->first_arrival_h);
    }
    for (size_t i = 0; i < service->servers.free.count; i++) {
        Request *const request = service->servers.free.entries[i].item;
        if (request) {
            finish(service, request, INFINITY, &recorder->busy_area);
        }
    }
}
