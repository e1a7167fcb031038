/* A small result folder made up by hand: strategies s1, s2, ... and undisturbed, one service, one
 * channel, two data centres. Under strategy number i (from 1) harm, delays and costs are i times
 * those of s1, exactly in every replication but for a little noise, so that every difference to s1
 * is clear. */
#ifndef TESTS_PLOTS_SAMPLE_RESULTS_H
#define TESTS_PLOTS_SAMPLE_RESULTS_H

#include <stddef.h>

typedef struct SampleSpec {
    size_t strategies; /* 1 or more, `undisturbed` comes on top */
    double horizon_days;
    const char *strategy_name; /* of s1; NULL: "Strategy 1" */
    double times;              /* every metric is so many times as large; 0: once */
    size_t replications;       /* 0: 4, of which there are values; else only said */
    size_t insurers;     /* 0: the results know none; else those of restoration.csv, up to 80 */
    int long_names;      /* of strategies, insurers, services, systems, crews */
    int alike_names;     /* of strategies: long, and different in their middle alone */
    int wide_intervals;  /* of means: from -0.5 to 2.5 times the mean */
    int zone_unfinished; /* work on the one zone that was taken down is not done within the run */
    int without_delays; /* no request was ever served: the delay curves and metrics have no value */
} SampleSpec;

/* Writes the folder anew below the system's temporary folder and returns its path; free it with
 * sample_results_remove. */
char *sample_results_write(const SampleSpec *spec);
void sample_results_remove(char *folder);

/* The whole of a file of the folder, zero-terminated; free it. Ends the test where there is none.
 */
char *sample_file(const char *folder, const char *name);

/* "name digest" of each file in a subfolder, sorted by name; free it. */
char *sample_digests(const char *folder, const char *subfolder);

#endif
