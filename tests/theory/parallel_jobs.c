#include "tests/theory/parallel_jobs.h"

/* While min(c, left) are at work the next end is mean / min(c, left) away. */
double parallel_jobs_done_h(size_t jobs, size_t crews, double mean_h, size_t done)
{
    double sum_h = 0;
    for (size_t i = 0; i < done; i++) {
        size_t left = jobs - i;
        sum_h += mean_h / (double)(left < crews ? left : crews);
    }
    return sum_h;
}

/* The first c begin at once; the next each at an end while all c work. */
double parallel_jobs_start_h(size_t crews, double mean_h, size_t place)
{
    return place < crews ? 0 : (double)(place - crews + 1) * mean_h / (double)crews;
}
