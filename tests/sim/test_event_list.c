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

/* Index of the first entry, or EVENTS. */
static size_t twin_first(const TwinEntry *twin)
{
    size_t first = EVENTS;
    for (size_t i = 0; i < EVENTS; i++) {
        if (twin[i].scheduled && (first == EVENTS || precedes(&twin[i], &twin[first]))) {
            first = i;
        }
    }
    return first;
}

static void pop_both(EventList *list, Event *events, TwinEntry *twin)
{
    const size_t first = twin_first(twin);
    EXPECT_NEAR(event_list_next_h(list), first < EVENTS ? twin[first].t_h : INFINITY, 0);
    const Event *popped = event_list_pop(list);
    if (first == EVENTS) {
        EXPECT(popped == NULL);
        return;
    }
    EXPECT(popped == &events[first]);
    twin[first].scheduled = false;
}

/* Few different times and priorities, so that ties are the rule. */
static void it_agrees_with_a_slow_twin_under_random_operations(void **state)
{
    (void)state;
    static Event events[EVENTS];
    static TwinEntry twin[EVENTS];
    EventList list;
    Stream stream;
    event_list_init(&list);
    stream_init(&stream, 1, 2, 3, 4);
    for (unsigned long operation = 0; operation < OPERATIONS; operation++) {
        const size_t i = (size_t)(stream_uniform(&stream) * EVENTS);
        const double choice = stream_uniform(&stream);
        if (choice < 0.3) {
            pop_both(&list, events, twin);
        } else if (twin[i].scheduled) {
            event_list_cancel(&list, &events[i]);
            twin[i].scheduled = false;
        } else {
            twin[i] = (TwinEntry){true, floor(stream_uniform(&stream) * 10),
                                  (unsigned)(stream_uniform(&stream) * 3) * 100, operation};
            event_init(&events[i], nothing, (uint8_t)twin[i].priority);
            event_list_schedule(&list, &events[i], twin[i].t_h);
        }
        EXPECT(event_list_check(&list));
        EXPECT(event_is_scheduled(&events[i]) == twin[i].scheduled);
    }
    event_list_deinit(&list);
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

static void the_check_finds_a_broken_order_and_a_wrong_slot(void **state)
{
    (void)state;
    EventList list;
    Event events[8];
    event_list_init(&list);
    for (size_t i = 0; i < 8; i++) {
        event_init(&events[i], nothing, 0);
        event_list_schedule(&list, &events[i], (double)i);
    }
    EXPECT(event_list_check(&list));
    const EventEntry kept = list.entries[6];
    list.entries[6].time = 0; /* before its parent */
    EXPECT(!event_list_check(&list));
    list.entries[6] = kept;
    EXPECT(event_list_check(&list));
    events[3].slot++;
    EXPECT(!event_list_check(&list));
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
        cmocka_unit_test(clearing_forgets_everything),
        cmocka_unit_test(the_check_finds_a_broken_order_and_a_wrong_slot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
