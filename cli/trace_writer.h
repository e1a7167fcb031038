/* Where the events of a trace go: CSV rows, or the trace events that Chrome and Perfetto read. */
#ifndef CLI_TRACE_WRITER_H
#define CLI_TRACE_WRITER_H

#include "models/trace.h"
#include "sim/civil_time.h"

#include <stdio.h>

/* CSV `t_h,time,scope,id,event,number,value,story`: time is civil, number is empty where it is 0,
 * story is the event as a sentence. */
typedef struct TraceCsv TraceCsv;
TraceCsv *trace_csv_new(FILE *stream, const CivilStart *start);
Trace *trace_csv_sink(TraceCsv *csv);
void trace_csv_free(TraceCsv *csv);

/* Chrome trace JSON: a process for each scope, a track for each id; what has a beginning and an end
 * (down times, work on a zone or system, outages) is a slice, all else an instant. One hour of the
 * simulation is one second of the viewer, whose time begins with the warm-up: Perfetto leaves out
 * what is before 0. */
typedef struct TraceChrome TraceChrome;
TraceChrome *trace_chrome_new(FILE *stream, const char *title, double warmup_h);
Trace *trace_chrome_sink(TraceChrome *chrome);
void trace_chrome_end(TraceChrome *chrome); /* closes the slices still open, and the document */
void trace_chrome_free(TraceChrome *chrome);

#endif
