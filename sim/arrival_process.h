/* A Poisson process whose rate is base rate x profile x day factor.
 *
 * Arrival n comes when the integrated rate reaches the sum of n unit exponentials: the integral is
 * inverted piece by piece, nothing is thinned, so one stream gives the same arrivals whatever else
 * happens. A piece is a time of constant rate: a segment of the profile, cut at midnights where the
 * day factor may change. The factor is 1, or gamma with mean 1 and coefficient of variation
 * `daily_cv`, keyed by the civil day [Avramidis 2004]. An arrival that falls exactly where a piece
 * ends belongs to the next.
 */
#ifndef SIM_ARRIVAL_PROCESS_H
#define SIM_ARRIVAL_PROCESS_H

#include "sim/civil_time.h"
#include "sim/numbered_stream.h"
#include "sim/rate_profile.h"

#include <stddef.h>
#include <stdint.h>

typedef struct ArrivalSpec {
    const RateProfile *profile;
    const CivilStart *start;
    double rate_per_h;   /* base rate, >= 0 */
    double daily_cv;     /* >= 0 */
    uint64_t source;     /* stream source of the unit exponentials */
    uint64_t day_source; /* stream source of the day factors */
} ArrivalSpec;

typedef struct ArrivalProcess {
    /* private */
    NumberedStream gaps; /* unit exponentials, by the arrival's number */
    uint64_t number;     /* of the last arrival, from 1 */
    double t_h;          /* of the last arrival, or where the piece begins */
    double piece_end_h;  /* until here the rate holds */
    double piece_rate_per_h;
    double piece_gap_h; /* 1 / rate; INFINITY at rate 0 */
    const ArrivalSpec *spec;
    size_t segment; /* of the piece; the profile's count once its range is over */
    double day_end_h;
    double day_factor;
    Stream day_stream;
} ArrivalProcess;

/* Begins at the profile's from_h. `spec` must outlive the process; the process must not be moved.
 */
void arrival_process_init(ArrivalProcess *process, const ArrivalSpec *spec, uint64_t seed,
                          uint64_t replication);

/* Private: the next arrival, `left` unit exponentials after t_h, beyond the end of the piece. */
double arrival_process_cross_h(ArrivalProcess *process, double left);

/* The next arrival's instant, not before the last one; INFINITY once the profile's range is over.
 * Within a piece it costs one exponential and one multiplication. */
static inline double arrival_process_next_h(ArrivalProcess *process)
{
    const double unit = numbered_stream_exponential(&process->gaps, ++process->number);
    const double t_h = process->t_h + unit * process->piece_gap_h;
    if (t_h < process->piece_end_h) {
        process->t_h = t_h;
        return t_h;
    }
    return arrival_process_cross_h(process, unit);
}

/* The arrivals before `until_h`, at most `room`, the first of which is *next_h; *next_h becomes the
 * one after them. The same as arrival_process_next_h one by one. Returns how many. */
size_t arrival_process_run(ArrivalProcess *process, double *next_h, double until_h, double *times_h,
                           size_t room);

#endif
