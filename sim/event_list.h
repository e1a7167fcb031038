/* The future event list: a 4-ary heap of 16-byte entries in a total order.
 *
 * Order: time, then priority (lower first), then the order of scheduling. So simultaneous events
 * are a rule, not luck: completions come first, then what becomes ready, then crews and servers
 * choose. An Event lives inside the entity that waits for it, so a pending event has a name
 * (`contact->patience_ends`); it must not move while it is scheduled.
 *
 * What is moved in the heap is a key of 128 bits, in which time, priority, sequence and a slot
 * stand one after the other; the slot leads to the event. So nothing but the heap is written while
 * entries move, and four children are one cache line. A cancelled event leaves its slot at once and
 * its entry when that comes to the front, or when such entries are more than half. The first entry
 * that is popped leaves a hole, which the next event that is scheduled fills: most handlers
 * schedule one. Until then the hole stays, even where somebody asks for the next time.
 *
 * Up to 32 entries stand in order, which is a heap too: a new one is passed by all that come before
 * it, and where that ends is all that a processor cannot foretell; on the way down a heap it cannot
 * at any node.
 */
#ifndef SIM_EVENT_LIST_H
#define SIM_EVENT_LIST_H

#include "base/attributes.h"

#include <math.h>
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
    double t_h;    /* while it is scheduled */
    uint32_t slot; /* 1 + index of its slot; 0: not scheduled */
    uint8_t priority;
};

typedef struct EventEntry {
    uint64_t time;  /* ordered like the time in hours */
    uint64_t order; /* from the top: 8 bits of priority, 28 of sequence, 28 of slot */
} EventEntry;

typedef union EventSlot {
    Event *event;       /* of an entry; NULL: cancelled */
    uint32_t next_free; /* of a slot that no entry has: 1 + index; 0: none */
} EventSlot;

typedef struct EventList {
    /* private */
    EventEntry *entries; /* the root is the first; its four children begin a cache line */
    void *memory;        /* that holds the entries */
    EventSlot *slots;
    size_t count; /* of entries, the cancelled ones and the hole included */
    size_t capacity;
    size_t cancelled;
    uint64_t sequence;
    double next_h;       /* time of the first event, INFINITY: none; where it is known */
    uint32_t slots_used; /* so far */
    uint32_t free_slot;  /* 1 + index of the first; 0: none */
    bool knows_next;
    bool has_hole;    /* the root was popped */
    bool is_in_order; /* all entries are, not along the paths of the heap only */
} EventList;

/* The entity of type `type` whose member `member` is `event`. */
#define EVENT_OWNER(event, type, member) ((type *)(void *)((char *)(event)-offsetof(type, member)))

static inline void event_init(Event *event, EventHandler handler, uint8_t priority)
{
    *event = (Event){.handler = handler, .priority = priority};
}

static inline bool event_is_scheduled(const Event *event)
{
    return event->slot != 0;
}

void event_list_init(EventList *list);

/* Forgets all events (their owners are forgotten with them) and keeps the memory. */
void event_list_clear(EventList *list);

/* Schedules an event that is not scheduled. INFINITY is allowed and means never: the event stays
 * unscheduled. At most 2^28 are pending at a time. */
void event_list_schedule(EventList *list, Event *event, double t_h);

/* Takes the event out; nothing happens where it is not scheduled. */
void event_list_cancel(EventList *list, Event *event);

/* Private: finds out next_h. */
void event_list_look(EventList *list);

/* Time of the first event; INFINITY where the list is empty. */
static inline double event_list_next_h(EventList *list)
{
    if (UNLIKELY(!list->knows_next)) {
        event_list_look(list);
    }
    return list->next_h;
}

/* Time at which a scheduled event is due; INFINITY of one that is not. */
static inline double event_due_h(const Event *event)
{
    return event->slot > 0 ? event->t_h : INFINITY;
}

/* Takes the first event out and returns it; NULL where the list is empty. */
Event *event_list_pop(EventList *list);

/* Whether heap order and slots hold; for debug builds and tests. */
bool event_list_check(const EventList *list);

void event_list_deinit(EventList *list);

#endif
