/* Puts the events of a trace in order of time, in bounded memory.
 *
 * The parts of a replication are simulated one after another, each in order of time. So the events
 * come as few long runs that ascend; they are kept in a nameless temporary file (in $TMPDIR or
 * /tmp, 56 bytes an event) and merged once all are there. Events of equal time stay in the order in
 * which they came: the infrastructure first, then insurer by insurer.
 */
#ifndef CLI_TRACE_SORT_H
#define CLI_TRACE_SORT_H

#include "models/trace.h"

typedef struct TraceSort TraceSort;

TraceSort *trace_sort_new(void);

/* Takes the events, in any order. Their texts must outlive the sort. */
Trace *trace_sort_sink(TraceSort *sort);

/* After the last event: passes all of them on, once. */
void trace_sort_write(TraceSort *sort, Trace *to);

/* What went wrong with the temporary file so far; NULL where nothing did. After a failure events
 * are missing. */
const char *trace_sort_failure(const TraceSort *sort);

void trace_sort_free(TraceSort *sort);

#endif
