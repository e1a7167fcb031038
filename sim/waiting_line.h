/* A waiting line: first come, first served, with leaving from anywhere in it.
 *
 * The links live in the entity that waits (a Waiter is its member), so joining and leaving allocate
 * nothing.
 */
#ifndef SIM_WAITING_LINE_H
#define SIM_WAITING_LINE_H

#include <stddef.h>

typedef struct Waiter Waiter;
struct Waiter {
    Waiter *next;
    Waiter *previous;
};

typedef struct WaitingLine {
    Waiter *first;
    Waiter *last;
    size_t count;
} WaitingLine;

/* Joins at the end. A waiter stands in one line at a time. */
static inline void waiting_line_join(WaitingLine *line, Waiter *waiter)
{
    waiter->next = NULL;
    waiter->previous = line->last;
    if (line->last) {
        line->last->next = waiter;
    } else {
        line->first = waiter;
    }
    line->last = waiter;
    line->count++;
}

/* Leaves from wherever it stands. */
static inline void waiting_line_leave(WaitingLine *line, Waiter *waiter)
{
    if (waiter->previous) {
        waiter->previous->next = waiter->next;
    } else {
        line->first = waiter->next;
    }
    if (waiter->next) {
        waiter->next->previous = waiter->previous;
    } else {
        line->last = waiter->previous;
    }
    line->count--;
}

#endif
