#include "models/service.h"

#include "base/attributes.h"
#include "models/insurer.h"

#include <assert.h>
#include <math.h>

enum { RETRY_BITS = 16, CONTACT_BITS = 24 };

static void tell(const Request *request, const char *event, double value)
{
    const Service *const service = request->service;
    const Insurer *const insurer = service->insurer;
    const InsurerConditions *const conditions = insurer->conditions;
    if (UNLIKELY(conditions->trace != NULL)) {
        trace_event(
            conditions->trace,
            (TraceRecord){.t_h = insurer->simulation.now_h,
                          .scope = "service",
                          .id = service->spec->id,
                          .second_id = conditions->scenario->insurers[conditions->insurer].id,
                          .event = event,
                          .number = request->number,
                          .value = value});
    }
}

/* The levels change now: what they were is integrated first, then the new ones are taken over. */
static void note_levels(Service *service)
{
    ServiceRecorder *const recorder = service->recorder;
    service_recorder_advance(recorder, service->insurer->simulation.now_h);
    recorder->levels.waiting = (double)service->line.count;
    recorder->levels.in_process = (double)service->servers.busy;
    recorder->levels.fallback = (double)service->fallback.busy;
    recorder->levels.capacity = service->servers.is_open ? (double)service->servers.servers : 0;
}

static void ask_to_choose(Service *service)
{
    if (!service->is_chooser) {
        service->is_chooser = true;
        service->insurer->choosers[service->insurer->chooser_count++] = service;
    }
}

/* A request that arrived before the last return to up has started, or is lost: one less to clear.
 */
static void note_cleared(Service *service, const Request *request)
{
    const double now_h = service->insurer->simulation.now_h;
    if (service->clearing && request->first_arrival_h < service->last_up_h &&
        --service->uncleared == 0) {
        service->recorder->clear_end_h = now_h;
    }
}

static void request_leaves(Request *request)
{
    Insurer *const insurer = request->service->insurer;
    event_list_cancel(&insurer->simulation.events, &request->due);
    entity_pool_give_back(&insurer->requests_pool, request);
}

static void request_is_lost(Request *request)
{
    Service *const service = request->service;
    tell(request, "request_lost", NAN);
    service_recorder_lost(service->recorder, request->interval);
    note_cleared(service, request);
    request_leaves(request);
}

/* While it is unfinished after each contact_delay_h, a request becomes a contact with contact_prob.
 */
static void contact_is_due(Simulation *simulation, Event *event)
{
    Request *const request = EVENT_OWNER(event, Request, due);
    Service *const service = request->service;
    const ServiceSpec *const spec = service->spec;
    const uint64_t key = request->number << CONTACT_BITS | ++request->contacts;
    stream_rekey(&service->contact, key);
    const bool becomes_contact = stream_uniform(&service->contact) < spec->contact_prob;
    const double delay_h = distribution_draw(&spec->contact_delay_h, &service->contact);
    request->contact_h = simulation->now_h + delay_h;
    event_list_schedule(&simulation->events, &request->due, request->contact_h);
    if (becomes_contact) {
        tell(request, "request_becomes_contact", NAN);
        desk_generate_contact(&service->insurer->desk, spec->contact_channel,
                              service->contact_identity ^ key);
    }
}

/* Draws when a request that joins the queue may become a contact. */
static void set_first_contact(Request *request)
{
    Service *const service = request->service;
    if (service->spec->contact_prob <= 0) {
        return;
    }
    stream_rekey(&service->contact, request->number << CONTACT_BITS | ++request->contacts);
    request->contact_h = service->insurer->simulation.now_h +
                         distribution_draw(&service->spec->contact_delay_h, &service->contact);
    event_init(&request->due, contact_is_due, EVENT_BECOMES_READY);
}

static void schedule_contact(Request *request)
{
    EventList *const events = &request->service->insurer->simulation.events;
    if (request->service->spec->contact_prob > 0 && !event_is_scheduled(&request->due)) {
        event_list_schedule(events, &request->due, request->contact_h);
    }
}

static void request_arrives(Request *request);

static void request_returns(Simulation *simulation, Event *event)
{
    (void)simulation;
    Request *const request = EVENT_OWNER(event, Request, due);
    Service *const service = request->service;
    waiting_line_leave(&service->away, &request->waiter);
    tell(request, "request_returns", NAN);
    request_arrives(request);
}

/* What an arrival while the service is down does: true where it waits, false where it is lost or
 * goes away. */
static bool arrival_stays_while_down(Request *request)
{
    Service *const service = request->service;
    const ServiceSpec *const spec = service->spec;
    if (spec->lost_prob <= 0 && spec->retry_prob <= 0) {
        return true;
    }
    stream_rekey(&service->fate, request->number << RETRY_BITS | request->retries);
    const double fate = stream_uniform(&service->fate);
    if (fate < spec->lost_prob) {
        request_is_lost(request);
        return false;
    }
    if (fate >= spec->lost_prob + spec->retry_prob) {
        return true;
    }
    const double retry_h = distribution_draw(&spec->retry_h, &service->fate);
    tell(request, "request_goes_away", retry_h);
    request->retries++;
    event_init(&request->due, request_returns, EVENT_BECOMES_READY);
    event_list_schedule(&service->insurer->simulation.events, &request->due,
                        service->insurer->simulation.now_h + retry_h);
    waiting_line_join(&service->away, &request->waiter);
    return false;
}

/* Whether it is closing time but for rounding: what ends now leaves no time to begin anything. */
static bool is_closing(const Service *service)
{
    const Simulation *const simulation = &service->insurer->simulation;
    return event_list_due_h(&simulation->events, &service->opening) - simulation->now_h <
           CALENDAR_ROUNDING_H;
}

static size_t servers_free(const Service *service)
{
    return is_closing(service) ? 0
                               : station_free(&service->servers) + station_free(&service->fallback);
}

/* Waiting places are taken by those whom no free server can take at once. */
static bool queue_is_full(const Service *service)
{
    if (service->spec->queue_limit == NONE) {
        return false;
    }
    const size_t free = servers_free(service);
    const size_t waiting = service->line.count > free ? service->line.count - free : 0;
    const bool taken_at_once = service->line.count < free;
    return !taken_at_once && waiting >= service->spec->queue_limit;
}

static void request_arrives(Request *request)
{
    Service *const service = request->service;
    if (!service->servers.is_up && !arrival_stays_while_down(request)) {
        return;
    }
    if (queue_is_full(service)) {
        request_is_lost(request);
        return;
    }
    set_first_contact(request);
    waiting_line_join(&service->line, &request->waiter);
    note_levels(service);
    ask_to_choose(service);
}

static void next_request_arrives(Simulation *simulation, Event *event)
{
    Service *const service = EVENT_OWNER(event, Service, arrival);
    Insurer *const insurer = service->insurer;
    Request *const request = entity_pool_take(&insurer->requests_pool);
    *request = (Request){
        .service = service,
        .first_arrival_h = simulation->now_h,
        .number = ++service->arrived,
        .work_h = distribution_draw(&service->spec->service_h, &service->work),
        .interval = service_recorder_arrival(service->recorder, simulation->now_h),
    };
    insurer->requests++;
    event_list_schedule(&simulation->events, event, arrival_process_next_h(&service->arrivals));
    tell(request, "request_arrives", NAN);
    request_arrives(request);
}

static void request_is_served(Request *request)
{
    Service *const service = request->service;
    const double now_h = service->insurer->simulation.now_h;
    const double delay_h = now_h - request->first_arrival_h;
    note_levels(service);
    service_recorder_served(service->recorder, request->interval,
                            request->started_h - request->first_arrival_h, delay_h, now_h);
    tell(request, "request_served", delay_h);
    request_leaves(request);
    ask_to_choose(service);
}

static void service_ends(Simulation *simulation, Event *event)
{
    (void)simulation;
    Request *const request = EVENT_OWNER(event, Request, job.ends);
    station_finish(&request->service->servers, &request->job);
    request_is_served(request);
}

static void work_by_hand_ends(Simulation *simulation, Event *event)
{
    (void)simulation;
    Request *const request = EVENT_OWNER(event, Request, job.ends);
    station_finish(&request->service->fallback, &request->job);
    request_is_served(request);
}

/* The first of the line begins, with `ends` at its end after `work_h`. */
static void begin(Service *service, Station *station, EventHandler ends, Request *request,
                  double work_h)
{
    Simulation *const simulation = &service->insurer->simulation;
    waiting_line_leave(&service->line, &request->waiter);
    event_init(&request->job.ends, ends, EVENT_COMPLETES);
    request->started_h = simulation->now_h;
    station_begin(station, simulation, &request->job, work_h);
    if (request->contact_h < simulation->now_h + work_h) {
        schedule_contact(request);
    }
    note_cleared(service, request);
    tell(request, "request_starts", simulation->now_h - request->first_arrival_h);
}

static void take_waiting(Service *service)
{
    while (service->line.count > 0 && station_can_begin(&service->servers)) {
        Request *const request = EVENT_OWNER(service->line.first, Request, waiter);
        begin(service, &service->servers, service_ends, request, request->work_h);
    }
    while (service->line.count > 0 && station_can_begin(&service->fallback)) {
        Request *const request = EVENT_OWNER(service->line.first, Request, waiter);
        stream_rekey(&service->by_hand, request->number);
        begin(service, &service->fallback, work_by_hand_ends, request,
              distribution_draw(&service->spec->fallback_h, &service->by_hand));
    }
}

/* Those who go on waiting, and are new, wait for their contact, too. */
static void schedule_contacts_of_waiting(Service *service)
{
    if (service->spec->contact_prob <= 0) {
        return;
    }
    for (Waiter *waiter = service->line.last; waiter; waiter = waiter->previous) {
        Request *const request = EVENT_OWNER(waiter, Request, waiter);
        if (event_is_scheduled(&request->due)) {
            break; /* all who joined before have theirs */
        }
        schedule_contact(request);
    }
}

void service_choose(Service *service)
{
    service->is_chooser = false;
    if (!is_closing(service)) {
        take_waiting(service);
    }
    schedule_contacts_of_waiting(service);
    note_levels(service);
}

static void fallback_begins(Simulation *simulation, Event *event)
{
    (void)simulation;
    Service *const service = EVENT_OWNER(event, Service, fallback_begins);
    service->fallback.is_up = true;
    ask_to_choose(service);
}

void service_go_down(Service *service)
{
    Simulation *const simulation = &service->insurer->simulation;
    station_go_down(&service->servers, simulation);
    for (size_t i = 0; i < service->servers.busy; i++) {
        schedule_contact(EVENT_OWNER(station_job(&service->servers, i), Request, job));
    }
    service->outages++;
    if (service->fallback.servers > 0 && service->insurer->conditions->fallback) {
        stream_rekey(&service->by_hand_after, service->outages);
        const double after_h =
            distribution_draw(&service->spec->fallback_after_h, &service->by_hand_after);
        event_list_schedule(&simulation->events, &service->fallback_begins,
                            simulation->now_h + after_h);
    }
}

/* The last return to up: those who arrived before it and have not started are counted. */
static void begin_clearing(Service *service)
{
    service->clearing = true;
    service->uncleared = service->line.count + service->away.count;
    if (service->uncleared == 0) {
        service->recorder->clear_end_h = service->last_up_h;
    }
}

void service_come_up(Service *service)
{
    Simulation *const simulation = &service->insurer->simulation;
    station_come_up(&service->servers, simulation);
    service->fallback.is_up = false;
    event_list_cancel(&simulation->events, &service->fallback_begins);
    if (simulation->now_h >= service->last_up_h) {
        begin_clearing(service);
    }
    ask_to_choose(service);
}

static void opening_changes(Simulation *simulation, Event *event)
{
    Service *const service = EVENT_OWNER(event, Service, opening);
    const bool is_open = calendar_is_open(service->spec->calendar, simulation->now_h);
    service->servers.is_open = is_open;
    service->fallback.is_open = is_open;
    event_list_schedule(&simulation->events, event,
                        calendar_next_change_h(service->spec->calendar, simulation->now_h));
    note_levels(service);
    ask_to_choose(service);
}

static void begin_streams(Service *service, const InsurerSpec *insurer_spec)
{
    const InsurerConditions *const conditions = service->insurer->conditions;
    const ServiceSpec *const spec = service->spec;
    const uint64_t seed = conditions->seed;
    const uint64_t replication = conditions->replication;
    service->demand = (ArrivalSpec){
        .profile = spec->demand.profile,
        .start = &conditions->scenario->run.start,
        .rate_per_h = demand_per_h(&spec->demand, insurer_spec->insured),
        .daily_cv = spec->demand.daily_cv,
        .source = stream_source("service arrivals", spec->id, insurer_spec->id),
        .day_source = stream_source("service day factor", spec->id, insurer_spec->id),
    };
    service->contact_identity = stream_source("contact of request", spec->id, insurer_spec->id);
    arrival_process_init(&service->arrivals, &service->demand, seed, replication);
    struct {
        Stream *stream;
        const char *purpose;
    } const streams[] = {
        {&service->work, "service work"},
        {&service->fate, "service arrival while down"},
        {&service->contact, "service contact"},
        {&service->by_hand, "service fallback work"},
        {&service->by_hand_after, "service fallback begins"},
    };
    for (size_t i = 0; i < sizeof streams / sizeof streams[0]; i++) {
        stream_init(streams[i].stream, seed, replication,
                    stream_source(streams[i].purpose, spec->id, insurer_spec->id), 0);
    }
}

void service_begin_run(Service *service, size_t index)
{
    Insurer *const insurer = service->insurer;
    const Scenario *const scenario = insurer->conditions->scenario;
    const InsurerSpec *const insurer_spec = &scenario->insurers[insurer->conditions->insurer];
    Simulation *const simulation = &insurer->simulation;
    service->spec = &scenario->services[index];
    service->is_chooser = service->clearing = false;
    service->line = service->away = (WaitingLine){0};
    service->arrived = service->outages = service->uncleared = 0;
    station_restart(&service->servers, service_servers(service->spec, insurer_spec->insured));
    station_restart(&service->fallback,
                    service_fallback_servers(service->spec, insurer_spec->insured));
    service->fallback.is_up = false;
    begin_streams(service, insurer_spec);
    event_init(&service->arrival, next_request_arrives, EVENT_BECOMES_READY);
    event_init(&service->opening, opening_changes, EVENT_BECOMES_READY);
    event_init(&service->fallback_begins, fallback_begins, EVENT_BECOMES_READY);
    event_list_schedule(&simulation->events, &service->arrival,
                        arrival_process_next_h(&service->arrivals));
    event_list_schedule(&simulation->events, &service->opening, simulation->now_h);
}

static void note_unfinished(Service *service, const Request *request)
{
    service_recorder_unfinished(service->recorder, request->interval,
                                service->insurer->grid.horizon_h - request->first_arrival_h);
}

static void note_unfinished_in_line(Service *service, const WaitingLine *line)
{
    for (Waiter *waiter = line->first; waiter; waiter = waiter->next) {
        note_unfinished(service, EVENT_OWNER(waiter, Request, waiter));
    }
}

static void note_unfinished_in_process(Service *service, const Station *station)
{
    for (size_t i = 0; i < station->busy; i++) {
        note_unfinished(service, EVENT_OWNER(station_job(station, i), Request, job));
    }
}

void service_end_run(Service *service)
{
    ServiceRecorder *const recorder = service->recorder;
    note_levels(service);
    note_unfinished_in_line(service, &service->line);
    note_unfinished_in_line(service, &service->away);
    note_unfinished_in_process(service, &service->servers);
    note_unfinished_in_process(service, &service->fallback);
    if (!isnan(service->last_up_h) && isnan(recorder->clear_end_h)) {
        recorder->clear_end_h = INFINITY;
    }
}
