/* What is done of a study and how long the rest will take. */
#ifndef STUDY_PROGRESS_H
#define STUDY_PROGRESS_H

#include <stddef.h>

typedef struct Progress {
    size_t done, total; /* replications finished under all strategies, and planned so far */
    double work_done, work_total; /* expected requests and contacts, of all strategies */
    double elapsed_s;
} Progress;

/* Seconds left at the pace so far; NAN before anything was done. */
double progress_seconds_left(const Progress *progress);

/* 0..1. */
double progress_share(const Progress *progress);

#endif
