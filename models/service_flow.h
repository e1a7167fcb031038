/* Requests of a service that runs undisturbed, many at once.
 *
 * While a service is up and open, nobody waits until further notice and nobody looks on (no trace),
 * what befalls a request is settled by three numbers: when it arrives, begins and ends. They are
 * worked out for a run of requests, the statistics of all of them are then counted together. A
 * request that does not fit (its work will be frozen or lasts beyond the horizon, it does not begin
 * within the window, the queue is full) takes the general way of service_request.h, which gives
 * what fits the same outcome, four times slower.
 */
#ifndef MODELS_SERVICE_FLOW_H
#define MODELS_SERVICE_FLOW_H

#include "models/service_request.h"

/* Whether requests flow in the window now. */
bool service_flows(const Service *service, const ServiceWindow *window);

/* The next requests arrive, all before `until_h`, which is not after the window: one at least. */
void service_flow(Service *service, const ServiceWindow *window, double until_h);

#endif
