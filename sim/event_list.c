#include "sim/event_list.h"

#include "base/attributes.h"
#include "base/memory.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    ARITY = 4,
    FIRST_CAPACITY = 256,
    CACHE_LINE = 64,
    LINE_ENTRIES = CACHE_LINE / sizeof(EventEntry),
    SLOT_BITS = 28,
    SEQUENCE_BITS = 28,
    PRIORITY_SHIFT = SLOT_BITS + SEQUENCE_BITS,
    FEW = 32,           /* that are kept in order */
    FEW_CANCELLED = 64, /* too few to be swept out */
    MANY = 1024         /* that with their events they fill the first cache */
};

static const uint64_t SLOT_MASK = ((uint64_t)1 << SLOT_BITS) - 1;
static const uint64_t SEQUENCES = (uint64_t)1 << SEQUENCE_BITS;

/* A time in hours as the whole number that orders like it has this bit from 0 h on. */
static const uint64_t TIME_SIGN = (uint64_t)1 << 63;

/* The bits of a double as a whole number in the same order; of -0 as of 0. */
static inline uint64_t time_bits(double t_h)
{
    uint64_t bits;
    const double zero_is_plus = t_h + 0.0;
    memcpy(&bits, &zero_is_plus, sizeof bits);
    return bits & TIME_SIGN ? ~bits : bits | TIME_SIGN;
}

static inline double time_h(uint64_t time)
{
    double t_h;
    const uint64_t bits = time & TIME_SIGN ? time & ~TIME_SIGN : ~time;
    memcpy(&t_h, &bits, sizeof t_h);
    return t_h;
}

/* As one number of 128 bits, without a branch: which of two times is earlier cannot be foretold. */
static inline bool entry_precedes(const EventEntry *a, const EventEntry *b)
{
#if defined(HAS_UINT128)
    return ((Uint128)a->time << 64 | a->order) < ((Uint128)b->time << 64 | b->order);
#else
    return a->time < b->time || (a->time == b->time && a->order < b->order);
#endif
}

static inline EventSlot *slot_of(const EventList *list, const EventEntry *entry)
{
    return &list->slots[entry->order & SLOT_MASK];
}

/* Puts `entry` at the node `index` or above, up to the node `top`. */
static inline void sift_up(EventEntry *entries, size_t top, size_t index, EventEntry entry)
{
    while (index > top) {
        const size_t parent = (index - 1) / ARITY;
        if (!entry_precedes(&entry, &entries[parent])) {
            break;
        }
        entries[index] = entries[parent];
        index = parent;
    }
    entries[index] = entry;
}

/* The first of four children, in two rounds as in a cup. */
static inline size_t first_of_four(const EventEntry *entries, size_t child)
{
    const size_t a = child + entry_precedes(&entries[child + 1], &entries[child]);
    const size_t b = child + 2 + entry_precedes(&entries[child + 3], &entries[child + 2]);
    return entry_precedes(&entries[b], &entries[a]) ? b : a;
}

static inline size_t first_child(const EventEntry *entries, size_t child, size_t count)
{
    size_t first = child;
    for (size_t i = child + 1; i < count; i++) {
        first = entry_precedes(&entries[i], &entries[first]) ? i : first;
    }
    return first;
}

/* Puts `entry` at or below the node `top`: the hole there goes down to a leaf, which takes as many
 * steps for all, and the entry up again, which seldom goes far. While four children are compared,
 * theirs are fetched. */
static void sift_down(EventEntry *entries, size_t count, size_t top, EventEntry entry)
{
    size_t index = top;
    for (;;) {
        const size_t child = index * ARITY + 1;
        size_t first;
        if (LIKELY(child + ARITY <= count)) {
            const EventEntry *const next = entries + child * ARITY + 1;
            for (size_t line = 0; line < ARITY; line++) {
                PREFETCH(next + line * ARITY);
            }
            first = first_of_four(entries, child);
        } else if (child < count) {
            first = first_child(entries, child, count);
        } else {
            break;
        }
        entries[index] = entries[first];
        index = first;
    }
    sift_up(entries, top, index, entry);
}

/* Few entries in order */

/* `entry` takes the place of the first of `count` entries, of which the others are in order. */
static inline void replace_first(EventEntry *entries, size_t count, EventEntry entry)
{
    size_t index = 0;
    for (; index + 1 < count && entry_precedes(&entries[index + 1], &entry); index++) {
        entries[index] = entries[index + 1];
    }
    entries[index] = entry;
}

/* One more, among `count` from the first on. */
static inline void insert(EventEntry *entries, size_t count, EventEntry entry)
{
    size_t index = count;
    for (; index > 0 && entry_precedes(&entry, &entries[index - 1]); index--) {
        entries[index] = entries[index - 1];
    }
    entries[index] = entry;
}

static inline void take_out(EventEntry *entries, size_t count, size_t index)
{
    for (size_t i = index + 1; i < count; i++) {
        entries[i - 1] = entries[i];
    }
}

/* Half of what is kept in order, so that a list that goes up and down is not sorted each time. */
static void order_few(EventList *list)
{
    if (list->is_in_order || list->count > FEW / 2) {
        return;
    }
    for (size_t i = 1; i < list->count; i++) {
        insert(list->entries, i, list->entries[i]);
    }
    list->is_in_order = true;
}

/* Holes and cancelled entries */

static void drop_root(EventList *list)
{
    const size_t count = --list->count;
    if (list->is_in_order) {
        take_out(list->entries, count + 1, 0);
    } else {
        sift_down(list->entries, count, 0, list->entries[count]);
        order_few(list);
    }
}

static void free_slot(EventList *list, const EventEntry *entry)
{
    EventSlot *const slot = slot_of(list, entry);
    slot->next_free = list->free_slot;
    list->free_slot = (uint32_t)(entry->order & SLOT_MASK) + 1;
}

/* The first entry is that of an event. */
static inline void drop_cancelled(EventList *list)
{
    while (UNLIKELY(list->cancelled > 0) && !slot_of(list, &list->entries[0])->event) {
        free_slot(list, &list->entries[0]);
        list->cancelled--;
        drop_root(list);
    }
}

static inline void settle(EventList *list)
{
    if (list->has_hole) {
        list->has_hole = false;
        drop_root(list);
        drop_cancelled(list);
    }
}

/* The first entry; the hole is none. NULL: there is none. */
static const EventEntry *first_entry(const EventList *list)
{
    const size_t from = list->has_hole;
    if (list->count <= from) {
        return NULL;
    }
    if (!list->has_hole || list->is_in_order) {
        return &list->entries[from];
    }
    const size_t children = list->count < 1 + ARITY ? list->count : 1 + ARITY;
    return &list->entries[first_child(list->entries, 1, children)];
}

void event_list_look(EventList *list)
{
    const EventEntry *first = first_entry(list);
    if (first && !slot_of(list, first)->event) {
        settle(list);
        first = first_entry(list);
    }
    list->next_h = first ? time_h(first->time) : (double)INFINITY;
    list->knows_next = true;
}

void event_list_init(EventList *list)
{
    *list = (EventList){.is_in_order = true};
}

void event_list_clear(EventList *list)
{
    list->count = list->cancelled = 0;
    list->sequence = 0;
    list->slots_used = list->free_slot = 0;
    list->has_hole = list->knows_next = false;
    list->is_in_order = true;
}

/* The second entry begins a cache line, and with it every group of four children. */
static void grow(EventList *list)
{
    const size_t capacity = list->capacity ? list->capacity * 2 : FIRST_CAPACITY;
    assert(capacity <= SLOT_MASK + 1);
    void *const memory = memory_allocate(capacity + 2 * LINE_ENTRIES, sizeof(EventEntry));
    const size_t beyond = (uintptr_t)memory % CACHE_LINE / sizeof(EventEntry);
    EventEntry *const entries = (EventEntry *)memory + (2 * LINE_ENTRIES - 1 - beyond);
    if (list->count > 0) {
        memcpy(entries, list->entries, list->count * sizeof *entries);
    }
    free(list->memory);
    list->memory = memory;
    list->entries = entries;
    list->capacity = capacity;
    list->slots = memory_grow(list->slots, capacity, sizeof *list->slots);
}

static int compare(const void *first, const void *second)
{
    const EventEntry *const a = first, *const b = second;
    return entry_precedes(b, a) - entry_precedes(a, b);
}

/* Sequences begin anew from 0, in the order that there is; a sorted array is a heap. */
static void number_anew(EventList *list)
{
    settle(list);
    qsort(list->entries, list->count, sizeof *list->entries, compare);
    for (size_t i = 0; i < list->count; i++) {
        uint64_t *const order = &list->entries[i].order;
        *order = *order >> PRIORITY_SHIFT << PRIORITY_SHIFT | (uint64_t)i << SLOT_BITS |
                 (*order & SLOT_MASK);
    }
    list->sequence = list->count;
}

static inline uint32_t take_slot(EventList *list)
{
    if (list->free_slot == 0) {
        return list->slots_used++;
    }
    const uint32_t slot = list->free_slot - 1;
    list->free_slot = list->slots[slot].next_free;
    return slot;
}

/* The events of the first entry and of those that may come after it, so that they are there when
 * they are asked for. Of few, all are. */
static inline void fetch_next(const EventList *list)
{
    if (LIKELY(list->count < MANY)) {
        return;
    }
    for (size_t i = 0; i <= ARITY; i++) {
        PREFETCH(slot_of(list, &list->entries[i])->event);
    }
}

/* The entry takes the place of the hole. */
static inline void fill_hole(EventList *list, EventEntry entry)
{
    list->has_hole = false;
    if (list->is_in_order) {
        replace_first(list->entries, list->count, entry);
    } else {
        sift_down(list->entries, list->count, 0, entry);
    }
    drop_cancelled(list);
    fetch_next(list);
    list->next_h = time_h(list->entries[0].time);
    list->knows_next = true;
}

static inline void add(EventList *list, EventEntry entry)
{
    const double t_h = time_h(entry.time);
    if (list->is_in_order && list->count < FEW) {
        insert(list->entries, list->count++, entry);
    } else {
        list->is_in_order = false;
        sift_up(list->entries, 0, list->count++, entry);
    }
    list->next_h = t_h < list->next_h ? t_h : list->next_h;
}

void event_list_schedule(EventList *list, Event *event, double t_h)
{
    assert(event->slot == 0);
    assert(!isnan(t_h));
    if (t_h > 1e300) {
        return;
    }
    if (UNLIKELY(list->count == list->capacity) && !list->has_hole) {
        grow(list);
    }
    if (UNLIKELY(list->sequence == SEQUENCES)) {
        number_anew(list);
    }
    const uint32_t slot = take_slot(list);
    list->slots[slot].event = event;
    event->slot = slot + 1;
    event->t_h = t_h;
    const EventEntry entry = {.time = time_bits(t_h),
                              .order = (uint64_t)event->priority << PRIORITY_SHIFT |
                                       list->sequence++ << SLOT_BITS | slot};
    if (list->has_hole) {
        fill_hole(list, entry);
    } else {
        add(list, entry);
    }
}

/* All entries of cancelled events go; what is left becomes a heap from below [Floyd 1964]. */
static void sweep(EventList *list)
{
    settle(list);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (slot_of(list, &list->entries[i])->event) {
            list->entries[kept++] = list->entries[i];
        } else {
            free_slot(list, &list->entries[i]);
        }
    }
    list->count = kept;
    list->cancelled = 0;
    for (size_t i = kept / ARITY + 1; i-- > 0 && kept > 0;) {
        sift_down(list->entries, kept, i, list->entries[i]);
    }
    order_few(list);
}

/* Of few its entry goes at once. */
static void cancel_in_order(EventList *list, uint64_t slot)
{
    size_t index = list->has_hole;
    while ((list->entries[index].order & SLOT_MASK) != slot) {
        index++;
    }
    free_slot(list, &list->entries[index]);
    take_out(list->entries, list->count--, index);
}

void event_list_cancel(EventList *list, Event *event)
{
    if (event->slot == 0) {
        return;
    }
    const uint32_t slot = event->slot - 1;
    assert(list->slots[slot].event == event);
    event->slot = 0;
    list->knows_next = false;
    if (list->is_in_order) {
        cancel_in_order(list, slot);
    } else {
        list->slots[slot].event = NULL;
        list->cancelled++;
    }
    if (!list->has_hole) {
        drop_cancelled(list);
    }
    if (list->cancelled > FEW_CANCELLED && list->cancelled > list->count / 2) {
        sweep(list);
    }
}

Event *event_list_pop(EventList *list)
{
    settle(list);
    if (list->count == 0) {
        return NULL;
    }
    const EventEntry *const first = &list->entries[0];
    Event *const event = slot_of(list, first)->event;
    event->slot = 0;
    free_slot(list, first);
    list->has_hole = true;
    list->knows_next = false;
    return event;
}

/* Whether nothing precedes the first event, and that is when it is said to be. */
static bool next_is_right(const EventList *list)
{
    const EventEntry *const first = first_entry(list);
    if (!list->knows_next) {
        return true;
    }
    return first ? slot_of(list, first)->event && time_bits(list->next_h) == first->time
                 : isinf(list->next_h);
}

bool event_list_check(const EventList *list)
{
    size_t cancelled = 0;
    for (size_t i = list->has_hole; i < list->count; i++) {
        const EventEntry *const entry = &list->entries[i];
        const Event *const event = slot_of(list, entry)->event;
        const size_t before = i == 0 || list->is_in_order ? i - 1 : (i - 1) / ARITY;
        const bool ordered = i == 0 || (before == 0 && list->has_hole) ||
                             !entry_precedes(entry, &list->entries[before]);
        const bool placed = !event || (event->slot == (entry->order & SLOT_MASK) + 1 &&
                                       time_bits(event->t_h) == entry->time);
        if (!ordered || !placed) {
            return false;
        }
        cancelled += !event;
    }
    return cancelled == list->cancelled && (list->count <= FEW || !list->is_in_order) &&
           next_is_right(list);
}

void event_list_deinit(EventList *list)
{
    free(list->memory);
    free(list->slots);
    *list = (EventList){0};
}
