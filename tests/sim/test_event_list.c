#include "sim/event_list.h"
#include "sim/stream.h"
#include "tests/test.h"

#include <stdlib.h>

enum { EVENTS = 300, OPERATIONS = 30000 };

static void nothing(Simulation *simulation, Event *event)
{
    (void)simulation;
    (void)event;
}

static void events_come_by_time(void **state)
{
    (void)state;
    EventList list;
    Event late, early, middle;
    event_list_init(&list);
    event_init(&late, nothing, 0);
    event_init(&early, nothing, 255);
    event_init(&middle, nothing, 0);
    event_list_schedule(&list, &late, 3);
    event_list_schedule(&list, &early, -1);
    event_list_schedule(&list, &middle, 2);
    EXPECT_NEAR(event_list_next_h(&list), -1, 0);
    EXPECT(event_list_pop(&list) == &early);
    EXPECT(event_list_pop(&list) == &middle);
    EXPECT(event_list_pop(&list) == &late);
    EXPECT(event_list_pop(&list) == NULL);
    event_list_deinit(&list);
}

static void
at_equal_times_completions_come_first_then_what_becomes_ready_then_who_chooses(void **state)
{
    (void)state;
    EventList list;
    Event chooses, ready, completes;
    event_list_init(&list);
    event_init(&chooses, nothing, EVENT_CHOOSES);
    event_init(&ready, nothing, EVENT_BECOMES_READY);
    event_init(&completes, nothing, EVENT_COMPLETES);
    event_list_schedule(&list, &chooses, 5);
    event_list_schedule(&list, &ready, 5);
    event_list_schedule(&list, &completes, 5);
    EXPECT(event_list_pop(&list) == &completes);
    EXPECT(event_list_pop(&list) == &ready);
    EXPECT(event_list_pop(&list) == &chooses);
    event_list_deinit(&list);
}

static void equal_times_and_priorities_come_in_the_order_of_scheduling(void **state)
{
    (void)state;
    EventList list;
    Event events[EVENTS];
    event_list_init(&list);
    for (size_t i = 0; i < EVENTS; i++) {
        event_init(&events[i], nothing, EVENT_COMPLETES);
        event_list_schedule(&list, &events[i], 1);
    }
    for (size_t i = 0; i < EVENTS; i++) {
        EXPECT(event_list_pop(&list) == &events[i]);
    }
    event_list_deinit(&list);
}

static void a_scheduled_event_knows_when_it_is_due(void **state)
{
    (void)state;
    EventList list;
    Event event;
    event_list_init(&list);
    event_init(&event, nothing, 0);
    EXPECT(!event_is_scheduled(&event));
    event_list_schedule(&list, &event, 4);
    EXPECT(event_is_scheduled(&event));
    EXPECT_NEAR(event_due_h(&event), 4, 0);
    event_list_cancel(&list, &event);
    EXPECT(!event_is_scheduled(&event));
    EXPECT_NEAR(event_list_next_h(&list), INFINITY, 0);
    event_list_cancel(&list, &event); /* nothing happens */
    event_list_deinit(&list);
}

static void never_is_not_scheduled(void **state)
{
    (void)state;
    EventList list;
    Event event;
    event_list_init(&list);
    event_init(&event, nothing, 0);
    event_list_schedule(&list, &event, INFINITY);
    EXPECT(!event_is_scheduled(&event));
    EXPECT(event_list_pop(&list) == NULL);
    event_list_deinit(&list);
}

static void minus_zero_is_zero_and_what_is_earlier_than_zero_comes_first(void **state)
{
    (void)state;
    EventList list;
    Event events[5];
    const double due_h[5] = {1e-300, 0.0, -0.0, -1e-300, -2};
    const size_t order[5] = {4, 3, 1, 2, 0}; /* the two zeros as they were scheduled */
    event_list_init(&list);
    for (size_t i = 0; i < 5; i++) {
        event_init(&events[i], nothing, 0);
        event_list_schedule(&list, &events[i], due_h[i]);
    }
    for (size_t i = 0; i < 5; i++) {
        EXPECT_NEAR(event_list_next_h(&list), due_h[order[i]], 0);
        EXPECT(event_list_pop(&list) == &events[order[i]]);
    }
    event_list_deinit(&list);
}

/* The 28 bits of the sequence run out after 100 more: those that wait are numbered anew. */
static void equal_times_keep_their_order_when_the_sequence_runs_out(void **state)
{
    (void)state;
    EventList list;
    Event events[EVENTS];
    event_list_init(&list);
    list.sequence = ((uint64_t)1 << 28) - 100;
    for (size_t i = 0; i < EVENTS; i++) {
        event_init(&events[i], nothing, (uint8_t)(i % 2 == 0 ? 7 : 8));
        event_list_schedule(&list, &events[i], 1);
    }
    EXPECT(event_list_check(&list));
    EXPECT_EQUAL(list.sequence, EVENTS);
    for (size_t i = 0; i < EVENTS; i++) { /* the even ones first */
        const size_t next = i < EVENTS / 2 ? 2 * i : 2 * (i - EVENTS / 2) + 1;
        EXPECT(event_list_pop(&list) == &events[next]);
    }
    event_list_deinit(&list);
}

/* Of 300 events 299 are cancelled, none of them the first: their entries do not stay. */
static void entries_of_cancelled_events_are_swept_out(void **state)
{
    (void)state;
    EventList list;
    Event events[EVENTS];
    event_list_init(&list);
    for (size_t i = 0; i < EVENTS; i++) {
        event_init(&events[i], nothing, 0);
        event_list_schedule(&list, &events[i], (double)i);
    }
    for (size_t i = 1; i < EVENTS; i++) {
        event_list_cancel(&list, &events[i]);
        EXPECT(event_list_check(&list));
    }
    EXPECT(list.count < 130); /* 64 cancelled ones may stay, or half */
    EXPECT(event_list_pop(&list) == &events[0]);
    EXPECT(event_list_pop(&list) == NULL);
    event_list_deinit(&list);
}

typedef struct Patient {
    int number;
    Event patience_ends;
} Patient;

static void an_event_leads_back_to_its_owner(void **state)
{
    (void)state;
    Patient patient = {.number = 7};
    EXPECT_EQUAL(EVENT_OWNER(&patient.patience_ends, Patient, patience_ends)->number, 7);
}

/* The slow twin: an unsorted array that is searched for its first entry. */
typedef struct TwinEntry {
    bool scheduled;
    double t_h;
    unsigned priority;
    unsigned long sequence;
} TwinEntry;

static bool precedes(const TwinEntry *a, const TwinEntry *b)
{
    if (a->t_h != b->t_h) {
        return a->t_h < b->t_h;
    }
    return a->priority != b->priority ? a->priority < b->priority : a->sequence < b->sequence;
}

/* A list and its twin, over the same events. */
typedef struct Pair {
    EventList list;
    Event events[EVENTS];
    TwinEntry twin[EVENTS];
    size_t count, pending; /* of the events */
    bool was_in_order, was_heap;
    Stream chance;
} Pair;

/* Index of the first entry, or EVENTS. */
static size_t twin_first(const Pair *pair)
{
    size_t first = EVENTS;
    for (size_t i = 0; i < pair->count; i++) {
        if (pair->twin[i].scheduled &&
            (first == EVENTS || precedes(&pair->twin[i], &pair->twin[first]))) {
            first = i;
        }
    }
    return first;
}

static void both_know_the_next_time(Pair *pair)
{
    const size_t first = twin_first(pair);
    EXPECT_NEAR(event_list_next_h(&pair->list),
                first < EVENTS ? pair->twin[first].t_h : (double)INFINITY, 0);
}

static void pop_both(Pair *pair)
{
    const size_t first = twin_first(pair);
    const Event *const popped = event_list_pop(&pair->list);
    if (first == EVENTS) {
        EXPECT(popped == NULL);
        return;
    }
    EXPECT(popped == &pair->events[first]);
    EXPECT(!event_is_scheduled(popped));
    pair->twin[first].scheduled = false;
    pair->pending--;
}

/* Few different times and priorities, so that ties are the rule. */
static void schedule_both(Pair *pair, size_t i, unsigned long operation)
{
    TwinEntry *const twin = &pair->twin[i];
    *twin = (TwinEntry){true, floor(stream_uniform(&pair->chance) * 10) - 3,
                        (unsigned)(stream_uniform(&pair->chance) * 3) * 100, operation};
    event_init(&pair->events[i], nothing, (uint8_t)twin->priority);
    event_list_schedule(&pair->list, &pair->events[i], twin->t_h);
    pair->pending++;
}

static void cancel_both(Pair *pair, size_t i)
{
    event_list_cancel(&pair->list, &pair->events[i]);
    pair->twin[i].scheduled = false;
    pair->pending--;
}

static void operate(Pair *pair, unsigned long operation, double pop_share, double cancel_share)
{
    const size_t i = (size_t)(stream_uniform(&pair->chance) * (double)pair->count);
    const double choice = stream_uniform(&pair->chance);
    if (choice < pop_share) {
        pop_both(pair);
    } else if (!pair->twin[i].scheduled) {
        schedule_both(pair, i, operation);
    } else if (choice > 1 - cancel_share) {
        cancel_both(pair, i);
    }
    if (stream_uniform(&pair->chance) < 0.5) {
        both_know_the_next_time(pair);
    }
    EXPECT(event_list_check(&pair->list));
    EXPECT(event_is_scheduled(&pair->events[i]) == pair->twin[i].scheduled);
    pair->was_in_order |= pair->list.is_in_order && pair->pending > 1;
    pair->was_heap |= !pair->list.is_in_order;
}

/* In turn they become more and fewer, down to none; so those in order become a heap, and again. */
static void operate_often(Pair *pair, size_t count, double cancel_share)
{
    *pair = (Pair){.count = count};
    event_list_init(&pair->list);
    stream_init(&pair->chance, 1, 2, 3, count);
    for (unsigned long operation = 0; operation < OPERATIONS; operation++) {
        const bool become_more = operation / (4 * count) % 2 == 0;
        operate(pair, operation, become_more ? 0.1 : 0.7, cancel_share);
    }
    while (pair->pending > 0) {
        pop_both(pair);
        EXPECT(event_list_check(&pair->list));
    }
    EXPECT(event_list_pop(&pair->list) == NULL);
    event_list_deinit(&pair->list);
}

static void it_agrees_with_a_slow_twin_under_random_operations(void **state)
{
    (void)state;
    static Pair pair;
    const size_t counts[] = {2, 12, 33, 60, EVENTS};
    for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++) {
        operate_often(&pair, counts[k], 0.4);
        EXPECT(pair.was_in_order);
        operate_often(&pair, counts[k], 0.02); /* so that they pile up */
        EXPECT(pair.was_in_order);
        EXPECT(pair.was_heap == (counts[k] > 32));
    }
}

/* Pop, ask, schedule: the hole stays until it is filled, few or many being pending. */
static void the_next_time_is_known_while_the_place_of_the_first_is_empty(void **state)
{
    (void)state;
    const size_t counts[] = {1, 2, 5, 32, 33, 100};
    for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++) {
        EventList list;
        Event events[100];
        const size_t count = counts[k];
        event_list_init(&list);
        for (size_t i = 0; i < count; i++) {
            event_init(&events[i], nothing, 0);
            event_list_schedule(&list, &events[i], (double)(count - i));
        }
        EXPECT(event_list_pop(&list) == &events[count - 1]);
        EXPECT_NEAR(event_list_next_h(&list), count > 1 ? 2 : (double)INFINITY, 0);
        EXPECT(list.has_hole);
        event_list_schedule(&list, &events[count - 1], 1.5);
        EXPECT(!list.has_hole);
        EXPECT_NEAR(event_list_next_h(&list), 1.5, 0);
        EXPECT(event_list_pop(&list) == &events[count - 1]);
        EXPECT(event_list_pop(&list) == (count > 1 ? &events[count - 2] : NULL));
        event_list_deinit(&list);
    }
}

/* The second of `count` is cancelled while the place of the first is empty: the third is next. */
static void a_cancelled_event_is_not_the_next_while_the_place_of_the_first_is_empty(void **state)
{
    (void)state;
    const size_t counts[] = {3, 32, 100};
    for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++) {
        EventList list;
        Event events[100];
        event_list_init(&list);
        for (size_t i = 0; i < counts[k]; i++) {
            event_init(&events[i], nothing, 0);
            event_list_schedule(&list, &events[i], (double)i);
        }
        event_list_pop(&list);
        EXPECT_NEAR(event_list_next_h(&list), 1, 0);
        event_list_cancel(&list, &events[1]);
        EXPECT_NEAR(event_list_next_h(&list), 2, 0);
        EXPECT(event_list_check(&list));
        EXPECT(event_list_pop(&list) == &events[2]);
        event_list_deinit(&list);
    }
}

static void clearing_forgets_everything(void **state)
{
    (void)state;
    EventList list;
    Event forgotten, event;
    event_list_init(&list);
    event_init(&forgotten, nothing, 0);
    event_list_schedule(&list, &forgotten, 1);
    event_list_clear(&list);
    event_init(&event, nothing, 0);
    event_list_schedule(&list, &event, 2);
    EXPECT(event_list_pop(&list) == &event);
    EXPECT(event_list_pop(&list) == NULL);
    event_list_deinit(&list);
}

/* Of 8 events, which are in order, and of 40, which are a heap. */
static void the_check_finds_a_broken_order_a_wrong_slot_and_a_wrong_next_time(void **state)
{
    (void)state;
    for (size_t count = 8; count <= 40; count += 32) {
        EventList list;
        Event events[40];
        event_list_init(&list);
        for (size_t i = 0; i < count; i++) {
            event_init(&events[i], nothing, 0);
            event_list_schedule(&list, &events[i], (double)i);
        }
        EXPECT(event_list_check(&list));
        const EventEntry kept = list.entries[6];
        list.entries[6].time = 0; /* before its parent */
        EXPECT(!event_list_check(&list));
        list.entries[6] = kept;
        EXPECT_NEAR(event_list_next_h(&list), 0, 0);
        EXPECT(event_list_check(&list));
        list.next_h = 1;
        EXPECT(!event_list_check(&list));
        list.next_h = 0;
        EXPECT(event_list_check(&list));
        events[3].slot++;
        EXPECT(!event_list_check(&list));
        event_list_deinit(&list);
    }
}

/* Six before five is a heap, but not in order. */
static void the_check_finds_few_events_that_are_not_in_order(void **state)
{
    (void)state;
    EventList list;
    Event events[8];
    event_list_init(&list);
    for (size_t i = 0; i < 8; i++) {
        event_init(&events[i], nothing, 0);
        event_list_schedule(&list, &events[i], (double)i);
    }
    const EventEntry five = list.entries[5];
    list.entries[5] = list.entries[6];
    list.entries[6] = five;
    EXPECT(!event_list_check(&list));
    list.is_in_order = false;
    EXPECT(event_list_check(&list));
    event_list_deinit(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_come_by_time),
        cmocka_unit_test(
            at_equal_times_completions_come_first_then_what_becomes_ready_then_who_chooses),
        cmocka_unit_test(equal_times_and_priorities_come_in_the_order_of_scheduling),
        cmocka_unit_test(a_scheduled_event_knows_when_it_is_due),
        cmocka_unit_test(never_is_not_scheduled),
        cmocka_unit_test(minus_zero_is_zero_and_what_is_earlier_than_zero_comes_first),
        cmocka_unit_test(equal_times_keep_their_order_when_the_sequence_runs_out),
        cmocka_unit_test(entries_of_cancelled_events_are_swept_out),
        cmocka_unit_test(an_event_leads_back_to_its_owner),
        cmocka_unit_test(it_agrees_with_a_slow_twin_under_random_operations),
        cmocka_unit_test(the_next_time_is_known_while_the_place_of_the_first_is_empty),
        cmocka_unit_test(a_cancelled_event_is_not_the_next_while_the_place_of_the_first_is_empty),
        cmocka_unit_test(clearing_forgets_everything),
        cmocka_unit_test(the_check_finds_a_broken_order_a_wrong_slot_and_a_wrong_next_time),
        cmocka_unit_test(the_check_finds_few_events_that_are_not_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
