/* Which crew does which restoration, and how long work waits for it: where the bottleneck is. */
#ifndef PLOTS_CREW_LOAD_H
#define PLOTS_CREW_LOAD_H

#include "plots/view.h"

#include <stddef.h>

typedef struct CrewLoad {
    const char *id;      /* "": work that needs no crew of limited number */
    const char *name;    /* "Rebuild team (3 crews)" */
    double jobs;         /* mean number in a replication */
    double mean_wait_h;  /* of a job, from ready to taken; NAN without jobs */
    double total_wait_h; /* of all its jobs, mean over the replications */
} CrewLoad;

/* The id of the crew that does the row's work: that of the first zone of its data centre where it
 * stands, or the data centre's own; "" for none. */
const char *crew_of_row(const View *view, const RestorationRow *row);

/* A crew's name with its number. In the view's arena. */
const char *crew_name(const View *view, const char *id);

/* The crews with work under a strategy, the longest total wait first. `datacentre` NULL: all. In
 * the view's arena. */
const CrewLoad *crew_loads(const View *view, const char *strategy, const char *datacentre,
                           size_t *count);

#endif
