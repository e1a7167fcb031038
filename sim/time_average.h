/* Statistic of a level over time: mean, largest, area; observed from an instant on (the end of the
 * warm-up). */
#ifndef SIM_TIME_AVERAGE_H
#define SIM_TIME_AVERAGE_H

typedef struct TimeAverage {
    double level;
    double since_h; /* the level holds since then (not before the observation begins) */
    double area;    /* level x hours */
    double largest; /* while observed, for any length of time over 0 or at its end */
} TimeAverage;

/* Observed from `from_h` on; the level is 0 at first. */
static inline void time_average_init(TimeAverage *average, double from_h)
{
    *average = (TimeAverage){.since_h = from_h};
}

/* The level becomes `level` at `t_h`, which never goes back. */
static inline void time_average_set(TimeAverage *average, double t_h, double level)
{
    if (t_h > average->since_h) {
        average->area += average->level * (t_h - average->since_h);
        if (average->level > average->largest) {
            average->largest = average->level;
        }
        average->since_h = t_h;
    }
    average->level = level;
}

/* Ends the observation at `t_h`: area and largest are final. */
static inline void time_average_end(TimeAverage *average, double t_h)
{
    time_average_set(average, t_h, average->level);
    if (average->level > average->largest) {
        average->largest = average->level;
    }
}

#endif
