#include "sim/arrival_process.h"

#include <float.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static bool is_over(const ArrivalProcess *process)
{
    return process->segment >= process->spec->profile->count;
}

/* The factor of a civil day depends on nothing but its key: not on the days before, nor on the
 * warm-up. */
static double draw_day_factor(ArrivalProcess *process, int64_t day)
{
    const double variance = process->spec->daily_cv * process->spec->daily_cv;
    stream_rekey(&process->day_stream, (uint64_t)day);
    const double factor = gsl_ran_gamma(stream_rng(&process->day_stream), 1 / variance, variance);
    return factor < DBL_MAX ? factor : 0; /* of a variation beyond all numbers: 0 almost surely */
}

/* The piece that begins at t_h, in the segment of the process. */
static void begin_piece(ArrivalProcess *process)
{
    const ArrivalSpec *spec = process->spec;
    const double weight = spec->profile->segments[process->segment].weight;
    process->piece_end_h = rate_profile_segment_end_h(spec->profile, process->segment);
    if (spec->daily_cv > 0 && weight > 0) {
        if (process->t_h >= process->day_end_h) {
            const int64_t day = civil_day_at(spec->start, process->t_h);
            process->day_end_h = civil_day_begins_h(spec->start, day + 1);
            process->day_factor = draw_day_factor(process, day);
        }
        if (process->day_end_h < process->piece_end_h) {
            process->piece_end_h = process->day_end_h;
        }
    }
    process->piece_rate_per_h = spec->rate_per_h * weight * process->day_factor;
    process->piece_gap_h = 1 / process->piece_rate_per_h;
}

/* The process gives no more arrivals. */
static void finish(ArrivalProcess *process)
{
    process->segment = process->spec->profile->count;
    process->piece_end_h = -INFINITY; /* so that every next arrival asks arrival_process_cross_h */
    process->piece_rate_per_h = 0;
    process->piece_gap_h = 0;
}

void arrival_process_init(ArrivalProcess *process, const ArrivalSpec *spec, uint64_t seed,
                          uint64_t replication)
{
    process->spec = spec;
    process->segment = 0;
    process->t_h = spec->profile->from_h;
    process->day_factor = 1;
    process->day_end_h = -INFINITY;
    process->number = 0;
    numbered_stream_init(&process->gaps, seed, replication, spec->source);
    stream_init(&process->day_stream, seed, replication, spec->day_source, 0);
    if (is_over(process) || !(spec->rate_per_h > 0)) {
        finish(process);
    } else {
        begin_piece(process);
    }
}

/* Moves to the next piece of a rate over 0, or to the end. */
static void next_piece(ArrivalProcess *process)
{
    do {
        const bool segment_ends =
            process->piece_end_h >=
            rate_profile_segment_end_h(process->spec->profile, process->segment);
        process->t_h = process->piece_end_h;
        process->segment += segment_ends ? 1 : 0;
        if (is_over(process)) {
            finish(process);
            return;
        }
        begin_piece(process);
    } while (!(process->piece_rate_per_h > 0));
}

double arrival_process_cross_h(ArrivalProcess *process, double left)
{
    while (!is_over(process)) {
        const double t_h = process->t_h + left * process->piece_gap_h;
        if (t_h < process->piece_end_h) {
            process->t_h = t_h;
            return t_h;
        }
        left -= (process->piece_end_h - process->t_h) * process->piece_rate_per_h;
        left = left > 0 ? left : 0; /* rounding */
        next_piece(process);
    }
    return INFINITY;
}

size_t arrival_process_run(ArrivalProcess *process, double *next_h, double until_h, double *times_h,
                           size_t room)
{
    size_t count = 0;
    double t_h = *next_h;
    while (count < room && t_h < until_h) {
        times_h[count++] = t_h;
        const double unit = numbered_stream_exponential(&process->gaps, ++process->number);
        const double next = t_h + unit * process->piece_gap_h;
        if (next < process->piece_end_h) {
            t_h = next;
        } else {
            process->t_h = t_h;
            t_h = arrival_process_cross_h(process, unit);
        }
    }
    if (t_h < INFINITY) {
        process->t_h = t_h;
    }
    *next_h = t_h;
    return count;
}
