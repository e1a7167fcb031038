#include "models/service_flow.h"

#include "base/attributes.h"
#include "models/insurer.h"

#include <math.h>

bool service_flows(const Service *service, const ServiceWindow *window)
{
    return window->pool == &service->servers && window->from_h >= 0 && service->line.count == 0 &&
           !service->conditions->trace;
}

/* Limits within which a request flows. */
typedef struct FlowLimits {
    double start_h; /* begins before it */
    double closes_h;
    double end_h; /* ends by it */
    bool has_queue_limit;
} FlowLimits;

static FlowLimits limits_of(const Service *service, const ServiceWindow *window)
{
    return (FlowLimits){.start_h = window->to_h,
                        .closes_h = service->opening_changes_h,
                        .end_h = fmin(service->next_change_h, service->horizon_h),
                        .has_queue_limit = service->spec->queue_limit != NONE};
}

/* Notes one who waits; false where the queue is full. */
static bool joins_queue(Service *service, const FlowLimits *limits, double now_h, double start_h)
{
    RequestLine *const line = &service->line;
    if (limits->has_queue_limit && service_queue_is_full(service, now_h)) {
        return false;
    }
    request_line_note_begin(line, now_h, start_h);
    if (request_line_exceeds(line, now_h, service->recorder->waiting_largest)) {
        service->recorder->waiting_largest++;
    }
    return true;
}

/* Works out when the requests begin and end; how many from the first on flow. */
static size_t assign(Service *service, const FlowLimits *limits, RequestRun *run, size_t count)
{
    ServerPool *const pool = &service->servers;
    for (size_t i = 0; i < count; i++) {
        const double now_h = run->arrival_h[i];
        const double start_h = server_pool_free_h(pool, now_h);
        const double end_h = start_h + run->work_h[i];
        if (UNLIKELY(!(start_h < limits->start_h) ||
                     limits->closes_h - start_h < CALENDAR_ROUNDING_H || end_h > limits->end_h)) {
            return i;
        }
        if (start_h > now_h && !joins_queue(service, limits, now_h, start_h)) {
            return i;
        }
        server_pool_begin(pool, start_h, end_h, NULL);
        run->start_h[i] = start_h;
        run->end_h[i] = end_h;
    }
    return count;
}

static void note_contacts(Service *service, const RequestRun *run, uint64_t first)
{
    for (size_t i = 0; i < run->count; i++) {
        if (run->end_h[i] - run->arrival_h[i] > service->contact_delay_least_h) {
            const Request request = {.number = first + i, .joined_h = run->arrival_h[i]};
            service_become_contacts(service, &request, run->end_h[i]);
        }
    }
}

/* The request that does not flow, and those of its run that come after it. */
static void take_general_way(Service *service, const ServiceWindow *window, const RequestRun *run,
                             size_t taken, uint64_t first)
{
    ServiceRecorder *const recorder = service->recorder;
    for (size_t i = run->count; i < taken; i++) {
        const double now_h = run->arrival_h[i];
        Request request = {
            .first_arrival_h = now_h,
            .number = first + i,
            .work_h = run->work_h[i],
            .interval = service_recorder_arrival(recorder, now_h,
                                                 service_recorder_arrival_place(recorder, now_h)),
        };
        service_request_arrives(service, window, &request, now_h);
    }
}

void service_flow(Service *service, const ServiceWindow *window, double until_h)
{
    RequestRun run;
    const FlowLimits limits = limits_of(service, window);
    service_recorder_arrival_place(service->recorder, service->next_arrival_h);
    const double run_end_h = fmin(until_h, service->recorder->arrival.to_h);
    const size_t taken = arrival_process_run(&service->arrivals, &service->next_arrival_h,
                                             run_end_h, run.arrival_h, REQUEST_RUN);
    const uint64_t first = service->arrived + 1;
    service->arrived += taken;
    distribution_draw_numbered(&service->spec->service_h, &service->work, first, taken, run.work_h);
    service_steps(service, run.arrival_h[taken - 1], taken);
    run.count = assign(service, &limits, &run, taken);
    service_recorder_run(service->recorder, &run);
    service->ended += run.count;
    if (service->spec->contact_prob > 0) {
        note_contacts(service, &run, first);
    }
    take_general_way(service, window, &run, taken, first);
}
