/* A request of a service, and the line in which it waits: first come, first served.
 *
 * The line holds requests by value in a ring, so a backlog of a million costs 64 MB and no pointer
 * chasing. Beside those who wait until further notice stand, as bare instants, those whose
 * beginning is known already and lies ahead: both together are the queue.
 */
#ifndef MODELS_REQUEST_H
#define MODELS_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Request {
    double first_arrival_h;
    double joined_h;       /* the queue, last time */
    double work_h;         /* drawn at its first arrival: the same under every strategy */
    double started_h;      /* of one whose work an outage will freeze */
    uint64_t number;       /* of first arrivals, from 1: keys its draws */
    uint32_t interval;     /* of its first arrival */
    uint32_t joined_state; /* first state of the grid with it in the queue */
    uint32_t retries;      /* so far: key the draws of the next */
} Request;

typedef struct RequestLine {
    size_t count;
    /* private: rings, their capacities powers of two */
    size_t first, capacity;
    Request *items;
    double *begins_h; /* the last instants at which others began or will begin, in order */
    size_t begins_count, begins_capacity; /* count: of all, the last of which are kept */
} RequestLine;

void request_line_init(RequestLine *line);

/* Empties it; memory is kept. */
void request_line_clear(RequestLine *line);

/* The request waits until further notice, behind all others. */
void request_line_join(RequestLine *line, const Request *request);

/* Number `index` from the front; the front is 0. */
Request *request_line_at(const RequestLine *line, size_t index);

void request_line_leave_first(RequestLine *line);

/* Private: more room. */
void request_line_grow_begins(RequestLine *line);

/* Somebody who waits at `now_h` does so until `begins_h`, which is not before that of any other.
 * Whoever began by `now_h` may be forgotten: nobody asks for earlier instants any more. */
static inline void request_line_note_begin(RequestLine *line, double now_h, double begins_h)
{
    if (line->begins_capacity == 0 ||
        line->begins_h[line->begins_count & (line->begins_capacity - 1)] > now_h) {
        request_line_grow_begins(line);
    }
    line->begins_h[line->begins_count++ & (line->begins_capacity - 1)] = begins_h;
}

/* Whether more than `most` wait at `now_h`, those who begin then not among them. As they begin in
 * order, one look at the last but so many tells it: nobody is counted. */
static inline bool request_line_exceeds(const RequestLine *line, double now_h, size_t most)
{
    if (line->count > most) {
        return true;
    }
    const size_t back = most - line->count;
    return back < line->begins_capacity &&
           line->begins_h[(line->begins_count - 1 - back) & (line->begins_capacity - 1)] > now_h;
}

/* How many wait at `now_h`. */
size_t request_line_waiting(const RequestLine *line, double now_h);

void request_line_deinit(RequestLine *line);

#endif
