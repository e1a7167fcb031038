/* What befalls the requests of a service: they arrive, wait, begin, end, come back, become
 * contacts.
 *
 * Private to service.c, which says when the service is up, open, and who takes what waits.
 */
#ifndef MODELS_SERVICE_REQUEST_H
#define MODELS_SERVICE_REQUEST_H

#include "models/service.h"

/* A time in which nothing changes: who takes what waits, and until when. */
typedef struct ServiceWindow {
    ServerPool *pool; /* NULL: nobody */
    double from_h, to_h;
} ServiceWindow;

/* Those in line begin, as far as there are servers for them within the window. */
void service_serve_line(Service *service, const ServiceWindow *window);

/* The next request arrives, at next_arrival_h; or the next one that is away comes back. */
void service_next_arrives(Service *service, const ServiceWindow *window);
void service_next_returns(Service *service, const ServiceWindow *window);

/* The request arrives, for the first time or again, at `now_h`. */
void service_request_arrives(Service *service, const ServiceWindow *window, Request *request,
                             double now_h);

/* Whether whoever arrives at `now_h` and would have to wait finds no place. */
bool service_queue_is_full(const Service *service, double now_h);

/* Where a request that is in the system from joined_h until `end_h` becomes contacts. */
void service_become_contacts(Service *service, const Request *request, double end_h);

/* A request that an outage froze ends at `end_h`, which may lie beyond the horizon. */
void service_frozen_ends(Service *service, Request *request, double end_h);

/* The horizon has come for who waits, is away or is frozen. */
void service_leave_unfinished(Service *service);

/* Counts steps; now and then looks whether the run may go on. */
void service_steps(Service *service, double now_h, uint64_t count);

#endif
