/* A Poisson process whose rate is base rate x profile x day factor.
 *
 * Arrival n comes when the integrated rate reaches the sum of n unit exponentials: the integral is inverted segment by
 * segment, nothing is thinned, so one stream gives the same arrivals whatever else happens. The day factor is 1, or
 * gamma with mean 1 and coefficient of variation `daily_cv`, keyed by the civil day [Avramidis 2004].
 */
#ifndef SIM_ARRIVAL_PROCESS_H
#define SIM_ARRIVAL_PROCESS_H

#include "sim/civil_time.h"
#include "sim/rate_profile.h"
#include "sim/stream.h"

#include <stdint.h>

typedef struct ArrivalSpec {
    const RateProfile *profile;
    const CivilStart *start;
    double rate_per_h; /* base rate, >= 0 */
    double daily_cv; /* >= 0 */
    uint64_t source; /* stream source of the unit exponentials */
    uint64_t day_source; /* stream source of the day factors */
} ArrivalSpec;

typedef struct ArrivalProcess {
    /* private */
    const ArrivalSpec *spec;
    Stream stream;
    Stream day_stream;
    size_t segment;
    double t_h; /* of the last arrival */
    double piece_end_h; /* until here the rate is rate_per_h of this piece */
    double piece_rate_per_h;
    double day_factor;
    double day_end_h;
} ArrivalProcess;

/* Begins at the profile's from_h. `spec` must outlive the process; the process must not be moved. */
void arrival_process_init(ArrivalProcess *process, const ArrivalSpec *spec, uint64_t seed, uint64_t replication);

/* The next arrival's instant, after the last one; INFINITY once the profile's range is over. */
double arrival_process_next_h(ArrivalProcess *process);

#endif
