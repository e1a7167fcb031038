/* A sink for every event of one replication: what `brownout trace` writes.
 *
 * The models call trace_event where a Trace is given; a NULL trace costs one predicted branch.
 */
#ifndef MODELS_TRACE_H
#define MODELS_TRACE_H

#include <stddef.h>
#include <stdint.h>

typedef struct Trace Trace;

/* Scope and id as in results-format (zone, system, service, channel, desk, total); `event` is a
 * short verb phrase in snake_case ("zone_isolated", "request_arrives", "contact_abandons");
 * `number` names the request or contact, 0 where there is none; `value` is what the event
 * carries (a wait, a duration), NAN where there is none. */
typedef struct TraceRecord {
    double t_h;
    const char *scope;
    const char *id;        /* "SERVICE@INSURER" is written from the two parts */
    const char *second_id; /* NULL: none */
    const char *event;
    uint64_t number;
    double value;
} TraceRecord;

struct Trace {
    void (*write)(Trace *trace, const TraceRecord *record);
};

static inline void trace_event(Trace *trace, TraceRecord record)
{
    if (trace) {
        trace->write(trace, &record);
    }
}

#endif
