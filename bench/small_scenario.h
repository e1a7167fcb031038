/* Scenarios that are written where they are measured: one insurer and one queue, or very many
 * insurers. */
#ifndef BENCH_SMALL_SCENARIO_H
#define BENCH_SMALL_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>

/* One insurer with a service of one server: requests at `load`, work exponential with mean 0.01
 * minutes; about `requests` of them. False, after a message on standard error, where the folder
 * cannot be written. */
bool small_scenario_of_requests(const char *folder, double load, double requests);

typedef struct DeskCase {
    size_t agents;
    double load;         /* work that calls, over what the agents can do */
    double patience_min; /* exponential, as is the handling with mean 1 minute */
    double contacts;     /* about so many */
} DeskCase;

/* One insurer with a support desk and one channel. */
bool small_scenario_of_contacts(const char *folder, const DeskCase *desk);

/* Many insurers, so many that their table has `bytes` bytes at least; *written is its size. */
bool small_scenario_of_insurers(const char *folder, size_t bytes, size_t *written);

#endif
