#include "sim/event_list.h"

#include "base/memory.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* Four children to a node: a heap half as deep as a binary one, and the children share one or two
 * cache lines. */
enum { ARITY = 4, FIRST_CAPACITY = 256, PRIORITY_SHIFT = 56 };

static inline bool entry_precedes(const EventEntry *a, const EventEntry *b)
{
    return a->t_h < b->t_h || (!(b->t_h < a->t_h) && a->order < b->order);
}

static inline void put(EventList *list, size_t index, EventEntry entry)
{
    list->entries[index] = entry;
    entry.event->place = (uint32_t)index + 1;
}

static void sift_up(EventList *list, size_t index, EventEntry entry)
{
    while (index > 0) {
        const size_t parent = (index - 1) / ARITY;
        if (!entry_precedes(&entry, &list->entries[parent])) {
            break;
        }
        put(list, index, list->entries[parent]);
        index = parent;
    }
    put(list, index, entry);
}

static void sift_down(EventList *list, size_t index, EventEntry entry)
{
    const size_t count = list->count;
    for (;;) {
        size_t child = index * ARITY + 1;
        if (child >= count) {
            break;
        }
        const size_t end = child + ARITY < count ? child + ARITY : count;
        size_t first = child;
        for (child++; child < end; child++) {
            first = entry_precedes(&list->entries[child], &list->entries[first]) ? child : first;
        }
        if (!entry_precedes(&list->entries[first], &entry)) {
            break;
        }
        put(list, index, list->entries[first]);
        index = first;
    }
    put(list, index, entry);
}

void event_init(Event *event, EventHandler handler, uint8_t priority)
{
    *event = (Event){.handler = handler, .priority = priority};
}

void event_list_init(EventList *list)
{
    *list = (EventList){0};
}

void event_list_clear(EventList *list)
{
    list->count = 0;
    list->sequence = 0;
}

void event_list_schedule(EventList *list, Event *event, double t_h)
{
    assert(event->place == 0);
    assert(!isnan(t_h));
    if (t_h > 1e300) {
        return;
    }
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : FIRST_CAPACITY;
        list->entries = memory_grow(list->entries, list->capacity, sizeof *list->entries);
    }
    const uint64_t order = (uint64_t)event->priority << PRIORITY_SHIFT | list->sequence++;
    sift_up(list, list->count++, (EventEntry){.t_h = t_h, .order = order, .event = event});
}

/* Closes the gap that an entry leaves at `index`. */
static void remove_at(EventList *list, size_t index)
{
    const EventEntry last = list->entries[--list->count];
    if (index == list->count) {
        return;
    }
    if (index > 0 && entry_precedes(&last, &list->entries[(index - 1) / ARITY])) {
        sift_up(list, index, last);
    } else {
        sift_down(list, index, last);
    }
}

void event_list_cancel(EventList *list, Event *event)
{
    if (event->place == 0) {
        return;
    }
    const size_t index = event->place - 1;
    assert(index < list->count && list->entries[index].event == event);
    event->place = 0;
    remove_at(list, index);
}

double event_list_next_h(const EventList *list)
{
    return list->count > 0 ? list->entries[0].t_h : INFINITY;
}

double event_list_due_h(const EventList *list, const Event *event)
{
    return event->place > 0 ? list->entries[event->place - 1].t_h : INFINITY;
}

Event *event_list_pop(EventList *list)
{
    if (list->count == 0) {
        return NULL;
    }
    Event *const event = list->entries[0].event;
    event->place = 0;
    remove_at(list, 0);
    return event;
}

bool event_list_check(const EventList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const bool placed = list->entries[i].event->place == i + 1;
        const bool ordered =
            i == 0 || !entry_precedes(&list->entries[i], &list->entries[(i - 1) / ARITY]);
        if (!placed || !ordered) {
            return false;
        }
    }
    return true;
}

void event_list_deinit(EventList *list)
{
    free(list->entries);
    *list = (EventList){0};
}
