#include "models/service.h"

#include "models/insurer.h"
#include "models/service_flow.h"
#include "models/service_request.h"

#include <math.h>

/* Changes */

static double change_after_h(Service *service)
{
    const InsurerTimeline *const timeline = service->conditions->timeline;
    while (service->next_change < timeline->count) {
        const TimelineChange *const change = &timeline->changes[service->next_change];
        if (change->kind == CHANGE_SERVICE && change->index == service->index) {
            return change->t_h;
        }
        service->next_change++;
    }
    return INFINITY;
}

static void go_down(Service *service, double now_h)
{
    service->is_up = false;
    service->down_since_h = now_h;
    service->outages++;
    if (service->fallback.servers > 0 && service->conditions->fallback) {
        stream_rekey(&service->by_hand_after, service->outages);
        service->by_hand_from_h =
            now_h + distribution_draw(&service->spec->fallback_after_h, &service->by_hand_after);
    }
}

/* Frozen work goes on; all moves by the same time, so the heap stays one. */
static void resume(Service *service, double now_h)
{
    InstantHeap *const ends = &service->servers.free;
    for (size_t i = 0; i < ends->count; i++) {
        Instant *const end = &ends->entries[i];
        Request *const request = end->item;
        if (!request) {
            continue;
        }
        end->t_h = now_h + (end->t_h - service->down_since_h);
        if (end->t_h <= service->next_change_h) {
            service_frozen_ends(service, request, end->t_h);
            entity_pool_give_back(&service->kept, request);
            end->item = NULL;
        }
    }
}

static void come_up(Service *service, double now_h)
{
    service->is_up = true;
    service->by_hand = false;
    service->by_hand_from_h = INFINITY;
    resume(service, now_h);
    if (now_h >= service->last_up_h) {
        service->clearing = true;
        service->uncleared = service->line.count + service->away.count;
        service->cleared_h = now_h;
    }
}

static void make_changes(Service *service, double now_h)
{
    while (service->next_change_h <= now_h) {
        service->next_change++;
        service->next_change_h = change_after_h(service);
        service_steps(service, now_h, 1);
        if (service->is_up) {
            go_down(service, now_h);
        } else {
            come_up(service, now_h);
        }
    }
    if (service->opening_changes_h <= now_h) {
        service->is_open = calendar_is_open(service->spec->calendar, now_h);
        service->opening_changes_h = calendar_next_change_h(service->spec->calendar, now_h);
        service_steps(service, now_h, 1);
    }
    if (service->by_hand_from_h <= now_h) {
        service->by_hand = true;
        service->by_hand_from_h = INFINITY;
        service_steps(service, now_h, 1);
    }
}

/* The end of the window that begins at `now_h`: INFINITY where nothing changes any more. At t = 0
 * the observation begins. */
static double window_end_h(const Service *service, double now_h)
{
    const double next_h =
        fmin(fmin(service->opening_changes_h, service->next_change_h), service->by_hand_from_h);
    return now_h < 0 ? fmin(next_h, 0) : next_h;
}

/* Staffed server hours: all servers while open, those at work while closed. */
static void note_capacity(Service *service, const ServiceWindow *window)
{
    ServiceRecorder *const recorder = service->recorder;
    const double hours = service_recorder_observed_h(recorder, window->from_h, window->to_h);
    if (service->is_open) {
        recorder->capacity_area += hours * (double)service->servers.servers;
        return;
    }
    const InstantHeap *const ends = &service->servers.free;
    for (size_t i = 0; i < ends->count; i++) {
        const Instant *const end = &ends->entries[i];
        if (!service->is_up && end->item) {
            recorder->capacity_area += hours;
        } else if (service->is_up) {
            recorder->capacity_area +=
                service_recorder_observed_h(recorder, window->from_h, fmin(window->to_h, end->t_h));
        }
    }
}

static ServerPool *pool_in_charge(Service *service)
{
    if (!service->is_open) {
        return NULL;
    }
    if (service->is_up) {
        return &service->servers;
    }
    return service->by_hand ? &service->fallback : NULL;
}

static void run_window(Service *service, const ServiceWindow *window)
{
    note_capacity(service, window);
    service_serve_line(service, window);
    service_recorder_level(service->recorder, window->from_h,
                           request_line_waiting(&service->line, window->from_h));
    while (!service->stopped) {
        const double back_h =
            service->away.count > 0 ? service->away.entries[0].t_h : (double)INFINITY;
        if (!(fmin(back_h, service->next_arrival_h) < window->to_h)) {
            return;
        }
        if (back_h < service->next_arrival_h) {
            service_next_returns(service, window);
        } else if (service_flows(service, window)) {
            service_flow(service, window, fmin(back_h, window->to_h));
        } else {
            service_next_arrives(service, window);
        }
    }
}

/* Life */

static void begin_streams(Service *service)
{
    const InsurerConditions *const conditions = service->conditions;
    const InsurerSpec *const insurer = &conditions->scenario->insurers[conditions->insurer];
    const ServiceSpec *const spec = service->spec;
    service->demand = (ArrivalSpec){
        .profile = spec->demand.profile,
        .start = &conditions->scenario->run.start,
        .rate_per_h = demand_per_h(&spec->demand, insurer->insured),
        .daily_cv = spec->demand.daily_cv,
        .source = stream_source("service arrivals", spec->id, insurer->id),
        .day_source = stream_source("service day factor", spec->id, insurer->id),
    };
    service->contact_identity = stream_source("contact of request", spec->id, insurer->id);
    arrival_process_init(&service->arrivals, &service->demand, conditions->seed,
                         conditions->replication);
    service->next_arrival_h = arrival_process_next_h(&service->arrivals);
    struct {
        NumberedStream *stream;
        const char *purpose;
    } const numbered[] = {
        {&service->work, "service work"},
        {&service->fate, "service arrival while down"},
        {&service->retry, "service retry"},
    };
    for (size_t i = 0; i < sizeof numbered / sizeof numbered[0]; i++) {
        numbered_stream_init(numbered[i].stream, conditions->seed, conditions->replication,
                             stream_source(numbered[i].purpose, spec->id, insurer->id));
    }
    struct {
        Stream *stream;
        const char *purpose;
    } const streams[] = {
        {&service->contact, "service contact"},
        {&service->by_hand_work, "service fallback work"},
        {&service->by_hand_after, "service fallback begins"},
    };
    for (size_t i = 0; i < sizeof streams / sizeof streams[0]; i++) {
        stream_init(streams[i].stream, conditions->seed, conditions->replication,
                    stream_source(streams[i].purpose, spec->id, insurer->id), 0);
    }
}

static void begin_servers(Service *service)
{
    const InsurerConditions *const conditions = service->conditions;
    const uint64_t insured = conditions->scenario->insurers[conditions->insurer].insured;
    service->servers.servers = service_servers(service->spec, insured);
    service->fallback.servers = service_fallback_servers(service->spec, insured);
    instant_heap_clear(&service->servers.free);
    instant_heap_clear(&service->fallback.free);
    instant_heap_clear(&service->away);
    entity_pool_clear(&service->kept);
    request_line_clear(&service->line);
}

/* Last return to up, in the whole timeline. */
static double last_up_h(const Service *service)
{
    const InsurerTimeline *const timeline = service->conditions->timeline;
    double last_h = NAN;
    for (size_t i = 0; i < timeline->count; i++) {
        const TimelineChange *const change = &timeline->changes[i];
        if (change->kind == CHANGE_SERVICE && change->index == service->index) {
            last_h = change->up ? change->t_h : (double)INFINITY;
        }
    }
    return last_h;
}

static void begin_run(Service *service, const ServiceRun *run)
{
    const Scenario *const scenario = run->conditions->scenario;
    service->spec = &scenario->services[run->index];
    service->index = run->index;
    service->conditions = run->conditions;
    service->recorder = run->recorder;
    service->feed = run->feed;
    service->watch = run->watch;
    service->interrupted = run->interrupted;
    service->stopped = false;
    service->horizon_h = scenario->run.horizon_h;
    service->arrived = service->ended = service->steps = service->outages = service->uncleared = 0;
    service->is_up = true;
    service->is_open = service->by_hand = service->clearing = false;
    service->opening_changes_h = -INFINITY;
    service->by_hand_from_h = INFINITY;
    service->next_change = 0;
    service->next_change_h = change_after_h(service);
    service->last_up_h = last_up_h(service);
    service->contact_delay_least_h = distribution_lower_bound(&service->spec->contact_delay_h);
    begin_servers(service);
    begin_streams(service);
}

static void end_run(Service *service)
{
    service_leave_unfinished(service);
    if (!isnan(service->last_up_h)) {
        service->recorder->clear_end_h =
            service->clearing && service->uncleared == 0 ? service->cleared_h : (double)INFINITY;
    }
    service_recorder_end(service->recorder);
}

bool service_run(Service *service, const ServiceRun *run)
{
    begin_run(service, run);
    const double beyond_h = nextafter(service->horizon_h, INFINITY);
    double now_h = -run->conditions->scenario->run.warmup_h;
    while (now_h < beyond_h && !service->stopped) {
        make_changes(service, now_h);
        const double end_h = fmin(window_end_h(service, now_h), beyond_h);
        const ServiceWindow window = {
            .pool = pool_in_charge(service), .from_h = now_h, .to_h = end_h};
        run_window(service, &window);
        now_h = end_h;
    }
    end_run(service);
    return !service->stopped;
}

void service_init(Service *service)
{
    *service = (Service){0};
    entity_pool_init(&service->kept, sizeof(Request));
    request_line_init(&service->line);
    instant_heap_init(&service->away);
    instant_heap_init(&service->servers.free);
    instant_heap_init(&service->fallback.free);
}

void service_deinit(Service *service)
{
    request_line_deinit(&service->line);
    instant_heap_deinit(&service->away);
    instant_heap_deinit(&service->servers.free);
    instant_heap_deinit(&service->fallback.free);
    entity_pool_deinit(&service->kept);
}
