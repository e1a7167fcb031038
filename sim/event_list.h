/* The future event list: a 4-ary heap of intrusive events in a total order.
 *
 * Order: time, then priority (lower first), then the order of scheduling. So simultaneous events
 * are a rule, not luck: completions come first, then what becomes ready, then crews and servers
 * choose. An Event lives inside the entity that waits for it; it knows its place in the heap, so
 * cancelling costs O(log n) and no search, and a pending event has a name
 * (`contact->patience_ends`). An Event must not move while it is scheduled.
 */
#ifndef SIM_EVENT_LIST_H
#define SIM_EVENT_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Simulation Simulation;
typedef struct Event Event;

/* What happens; the clock stands at the event's time and the event is no longer scheduled. */
typedef void (*EventHandler)(Simulation *simulation, Event *event);

/* Models may use values in between. */
enum { EVENT_COMPLETES = 0x40, EVENT_BECOMES_READY = 0x80, EVENT_CHOOSES = 0xC0 };

struct Event {
    EventHandler handler;
    /* private */
    uint32_t place; /* 1 + index in the heap; 0: not scheduled */
    uint8_t priority;
};

typedef struct EventEntry {
    double t_h;
    uint64_t order; /* priority in the top byte, then the sequence */
    Event *event;
} EventEntry;

typedef struct EventList {
    /* private */
    EventEntry *entries;
    size_t count;
    size_t capacity;
    uint64_t sequence;
} EventList;

/* The entity of type `type` whose member `member` is `event`. */
#define EVENT_OWNER(event, type, member) ((type *)(void *)((char *)(event)-offsetof(type, member)))

void event_init(Event *event, EventHandler handler, uint8_t priority);
static inline bool event_is_scheduled(const Event *event)
{
    return event->place != 0;
}

void event_list_init(EventList *list);

/* Forgets all events (their owners are forgotten with them) and keeps the memory. */
void event_list_clear(EventList *list);

/* Schedules an event that is not scheduled. INFINITY is allowed and means never: the event stays
 * unscheduled. */
void event_list_schedule(EventList *list, Event *event, double t_h);

/* Takes the event out; nothing happens where it is not scheduled. */
void event_list_cancel(EventList *list, Event *event);

/* Time of the first event; INFINITY where the list is empty. */
double event_list_next_h(const EventList *list);

/* Time at which a scheduled event is due. */
double event_list_due_h(const EventList *list, const Event *event);

/* Takes the first event out and returns it; NULL where the list is empty. */
Event *event_list_pop(EventList *list);

/* Whether heap order and places hold; for debug builds and tests. */
bool event_list_check(const EventList *list);

void event_list_deinit(EventList *list);

#endif
