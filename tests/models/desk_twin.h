/* The slow twin of the desk: a desk told straight as the scenario format says it, in which every
 * arrival, end of patience and end of handling is an event, agents look for the next contact after
 * each instant, and statistics are sums over time. Sampled every hour. */
#ifndef TESTS_MODELS_DESK_TWIN_H
#define TESTS_MODELS_DESK_TWIN_H

#include "insurer_fixture.h"

enum { MOST_CONTACTS = 20000, HORIZON_H = 72 };

typedef enum DueKind { HANDLED, CHANGED, CALLED, FED, RETURNED, GIVEN_UP, OPENED, SURGED } DueKind;

typedef struct Due {
    double t_h;
    DueKind kind;
    uint64_t sequence;
    size_t item; /* contact, or channel */
} Due;

typedef struct TwinContact {
    Contact drawn; /* for the draws alone */
    bool waits;
    double since_h;
    uint64_t joined; /* among those of one instant; once it is handled, when that began */
} TwinContact;

typedef struct Twin {
    const Fixture *fixture;
    Desk *desk; /* of an insurer that is not run: its channels draw */
    ContactFeed feed;
    Due *due;
    size_t due_count;
    uint64_t sequence;
    TwinContact *contacts;
    size_t contact_count;
    size_t next_change;
    bool is_open;
    size_t agents, busy;
    double now_h, closes_h;
    KeepingTrace log;
    double queue_area[2], queue_largest[2], busy_area, staffed_area, desk_largest, clear_h;
    size_t level_before, next_state;
    uint32_t *waiting_at[2], *busy_at, *agents_at;
} Twin;

static inline void schedule_as(Twin *twin, Due due)
{
    if (due.t_h < 1e300) {
        twin->due[twin->due_count++] = due;
        EXPECT(twin->due_count < MOST_CONTACTS);
    }
}

static inline void schedule(Twin *twin, double t_h, DueKind kind, size_t item)
{
    schedule_as(twin, (Due){t_h, kind, twin->sequence++, item});
}

/* Completions first, then in the order of scheduling. */
static inline bool due_precedes(const Due *a, const Due *b)
{
    if (a->t_h != b->t_h) {
        return a->t_h < b->t_h;
    }
    if ((a->kind == HANDLED) != (b->kind == HANDLED)) {
        return a->kind == HANDLED;
    }
    return a->sequence < b->sequence;
}

static inline const Due *first_due(const Twin *twin)
{
    const Due *first = NULL;
    for (size_t i = 0; i < twin->due_count; i++) {
        first = !first || due_precedes(&twin->due[i], first) ? &twin->due[i] : first;
    }
    return first;
}

static inline void cancel(Twin *twin, DueKind kind, size_t item)
{
    for (size_t i = 0; i < twin->due_count; i++) {
        if (twin->due[i].kind == kind && twin->due[i].item == item) {
            twin->due[i] = twin->due[--twin->due_count];
            return;
        }
    }
}

static inline void tell(Twin *twin, const TwinContact *contact, const char *event, double value)
{
    keep(&twin->log.trace, &(TraceRecord){.t_h = twin->now_h,
                                          .id = contact->drawn.place->spec->id,
                                          .event = event,
                                          .number = contact->drawn.number,
                                          .value = value});
}

static inline size_t waiting(const Twin *twin, size_t channel, bool for_ever)
{
    size_t count = 0;
    for (size_t i = 0; i < twin->contact_count; i++) {
        const TwinContact *const contact = &twin->contacts[i];
        count += contact->waits && contact->drawn.place == &twin->desk->channels[channel] &&
                 !(for_ever && contact->drawn.own->spec->has_patience);
    }
    return count;
}

static inline size_t wait_for_ever(const Twin *twin)
{
    return waiting(twin, 0, true) + waiting(twin, 1, true);
}

/* The levels stand until `to_h`. */
static inline void pass(Twin *twin, double to_h)
{
    const double horizon_h = twin->fixture->scenario.run.horizon_h;
    const double staffed = twin->is_open ? (double)twin->agents : 0;
    const double from_h = twin->now_h > 0 ? twin->now_h : 0;
    const size_t waits[2] = {waiting(twin, 0, false), waiting(twin, 1, false)};
    while ((double)twin->next_state < to_h && (double)twin->next_state <= horizon_h) {
        const size_t k = twin->next_state++;
        twin->waiting_at[0][k] = (uint32_t)waits[0];
        twin->waiting_at[1][k] = (uint32_t)waits[1];
        twin->busy_at[k] = (uint32_t)twin->busy;
        twin->agents_at[k] = (uint32_t)staffed;
    }
    const double passed_h = fmin(to_h, horizon_h) - from_h;
    if (passed_h > 0) {
        for (size_t c = 0; c < 2; c++) {
            twin->queue_area[c] += passed_h * (double)waits[c];
            twin->queue_largest[c] = fmax(twin->queue_largest[c], (double)waits[c]);
        }
        twin->desk_largest = fmax(twin->desk_largest, (double)(waits[0] + waits[1]));
        twin->busy_area += passed_h * (double)twin->busy;
        twin->staffed_area += passed_h * fmax((double)twin->busy, staffed);
    }
    twin->now_h = to_h;
}

static inline void note_clear(Twin *twin)
{
    const Insurer *const insurer = twin->fixture->insurer;
    if (isinf(twin->clear_h) && twin->now_h >= insurer->last_change_h &&
        wait_for_ever(twin) <= twin->level_before) {
        twin->clear_h = twin->now_h - insurer->first_change_h;
    }
}

static inline void come_again(Twin *twin, size_t i, bool comes_back)
{
    Contact *const drawn = &twin->contacts[i].drawn;
    twin->contacts[i].waits = false;
    note_clear(twin);
    drawn->comes_back = comes_back;
    schedule_as(twin, (Due){twin->now_h + contact_again_after_h(drawn), RETURNED,
                            comes_back ? twin->contacts[i].joined : twin->sequence++, i});
}

static inline void turn_away_waiting(Twin *twin, const Channel *channel)
{
    for (;;) { /* the earliest of those who wait here */
        size_t first = MOST_CONTACTS;
        for (size_t i = 0; i < twin->contact_count; i++) {
            const TwinContact *const contact = &twin->contacts[i];
            if (contact->waits && contact->drawn.place == channel &&
                contact->drawn.own->spec->has_patience &&
                (first == MOST_CONTACTS || contact->joined < twin->contacts[first].joined)) {
                first = i;
            }
        }
        if (first == MOST_CONTACTS) {
            return;
        }
        cancel(twin, GIVEN_UP, first);
        tell(twin, &twin->contacts[first], "contact_turned_away", NAN);
        come_again(twin, first, false);
    }
}

static inline void arrive(Twin *twin, size_t i)
{
    TwinContact *const contact = &twin->contacts[i];
    Contact *const drawn = &contact->drawn;
    drawn->attempts++;
    drawn->place = drawn->own;
    for (uint64_t hop = 1; !drawn->place->is_up && drawn->place->spec->overflow_channel != NONE &&
                           contact_overflows(drawn, drawn->place, hop);
         hop++) {
        drawn->place = &twin->desk->channels[drawn->place->spec->overflow_channel];
    }
    contact->since_h = twin->now_h;
    contact->joined = twin->sequence++;
    tell(twin, contact, "contact_arrives", NAN);
    if (drawn->own->spec->has_patience && !(drawn->place->is_up && twin->is_open)) {
        tell(twin, contact, "contact_turned_away", NAN);
        come_again(twin, i, false);
    } else {
        contact->waits = true;
    }
}

static inline void arrive_first(Twin *twin, Channel *own, uint64_t identity)
{
    EXPECT(twin->contact_count < MOST_CONTACTS);
    twin->contacts[twin->contact_count] = (TwinContact){
        .drawn = {.own = own, .identity = identity, .number = twin->contact_count + 1}};
    arrive(twin, twin->contact_count++);
}

static inline void change(Twin *twin)
{
    const InsurerTimeline *const timeline = &twin->fixture->timeline;
    const TimelineChange *const next = &timeline->changes[twin->next_change];
    Channel *const channel = &twin->desk->channels[next->index];
    if (twin->next_change++ == 0) {
        twin->level_before = wait_for_ever(twin);
        twin->clear_h = INFINITY;
    }
    if (next->kind == CHANGE_CHANNEL) {
        channel->is_up = next->up;
        if (!next->up) {
            turn_away_waiting(twin, channel);
        }
    } else if (next->kind == CHANGE_CASE) {
        channel->can_solve = next->up;
    }
    if (twin->next_change < timeline->count) {
        schedule(twin, timeline->changes[twin->next_change].t_h, CHANGED, 0);
    }
    note_clear(twin);
}

static inline void open_or_close(Twin *twin)
{
    const Calendar *const calendar = twin->fixture->insurer_spec.desk_calendar;
    twin->is_open = calendar_is_open(calendar, twin->now_h);
    twin->closes_h = calendar_next_change_h(calendar, twin->now_h);
    schedule(twin, twin->closes_h, OPENED, 0);
    for (size_t c = 0; !twin->is_open && c < 2; c++) {
        turn_away_waiting(twin, &twin->desk->channels[c]);
    }
}

static inline void end_handling(Twin *twin, size_t i)
{
    TwinContact *const contact = &twin->contacts[i];
    twin->busy--;
    tell(twin, contact, "handling_ends", twin->now_h - contact->since_h);
    if (contact->drawn.degraded) {
        come_again(twin, i, true);
    }
}

static inline void call(Twin *twin, size_t c)
{
    Channel *const channel = &twin->desk->channels[c];
    const uint64_t identity = channel_next_contact(channel)->identity;
    schedule(twin, channel->next_call_h, CALLED, c);
    arrive_first(twin, channel, identity);
}

static inline void feed(Twin *twin)
{
    const FedContact fed = contact_feed_take(&twin->feed);
    schedule(twin, contact_feed_next_h(&twin->feed), FED, 0);
    arrive_first(twin, &twin->desk->channels[fed.channel], fed.identity);
}

static inline void happen(Twin *twin, const Due *due)
{
    switch (due->kind) {
    case HANDLED:
        end_handling(twin, due->item);
        break;
    case CHANGED:
        change(twin);
        break;
    case CALLED:
        call(twin, due->item);
        break;
    case FED:
        feed(twin);
        break;
    case RETURNED:
        arrive(twin, due->item);
        break;
    case GIVEN_UP:
        tell(twin, &twin->contacts[due->item], "contact_abandons",
             twin->now_h - twin->contacts[due->item].since_h);
        come_again(twin, due->item, false);
        break;
    case OPENED:
        open_or_close(twin);
        break;
    case SURGED:
        twin->agents = due->item;
        break;
    }
}

/* Smallest priority, then the earliest; of one instant the first channel, then who joined first. */
static inline bool is_taken_before(const TwinContact *a, const TwinContact *b)
{
    const Channel *const at = a->drawn.place, *const bt = b->drawn.place;
    if (at->spec->priority != bt->spec->priority) {
        return at->spec->priority < bt->spec->priority;
    }
    if (a->since_h != b->since_h) {
        return a->since_h < b->since_h;
    }
    return at != bt ? at < bt : a->joined < b->joined;
}

/* MOST_CONTACTS where nobody can be taken. */
static inline size_t next_taken(const Twin *twin)
{
    size_t next = MOST_CONTACTS;
    for (size_t i = 0; i < twin->contact_count; i++) {
        const TwinContact *const contact = &twin->contacts[i];
        if (contact->waits && contact->drawn.place->is_up &&
            (next == MOST_CONTACTS || is_taken_before(contact, &twin->contacts[next]))) {
            next = i;
        }
    }
    return next;
}

/* An agent whose handling takes no time is free at once. */
static inline void take(Twin *twin, size_t i)
{
    TwinContact *const contact = &twin->contacts[i];
    cancel(twin, GIVEN_UP, i);
    contact->waits = false;
    note_clear(twin);
    contact->drawn.degraded = !contact->drawn.own->can_solve;
    tell(twin, contact, contact->drawn.degraded ? "degraded_handling_starts" : "handling_starts",
         twin->now_h - contact->since_h);
    const double end_h = twin->now_h + contact_handling_h(&contact->drawn);
    twin->busy++;
    contact->joined = twin->sequence++;
    if (end_h > twin->now_h) {
        schedule(twin, end_h, HANDLED, i);
    } else {
        end_handling(twin, i);
    }
}

static inline void choose(Twin *twin)
{
    size_t i;
    while (twin->is_open && twin->busy < twin->agents &&
           !(twin->closes_h - twin->now_h < CALENDAR_ROUNDING_H) &&
           (i = next_taken(twin)) < MOST_CONTACTS) {
        take(twin, i);
    }
    for (i = 0; i < twin->contact_count; i++) {
        TwinContact *const contact = &twin->contacts[i];
        if (contact->waits && contact->since_h == twin->now_h &&
            contact->drawn.own->spec->has_patience) {
            cancel(twin, GIVEN_UP, i);
            schedule(twin, twin->now_h + contact_patience_h(&contact->drawn), GIVEN_UP, i);
        }
    }
}

static inline void twin_begin(Twin *twin, const Fixture *fixture, Insurer *unrun)
{
    const InsurerConditions *const conditions = &fixture->conditions;
    *twin = (Twin){.fixture = fixture, .desk = &unrun->desk, .feed = fixture->insurer->feed};
    twin->due = calloc(MOST_CONTACTS, sizeof *twin->due);
    twin->contacts = calloc(MOST_CONTACTS, sizeof *twin->contacts);
    uint32_t **const curves[4] = {&twin->waiting_at[0], &twin->waiting_at[1], &twin->busy_at,
                                  &twin->agents_at};
    for (size_t i = 0; i < 4; i++) {
        *curves[i] = calloc(HORIZON_H + 1, sizeof(uint32_t));
    }
    twin->feed.next = 0;
    twin->now_h = -fixture->scenario.run.warmup_h;
    twin->agents = fixture->insurer_spec.agents;
    twin->clear_h = NAN;
    unrun->conditions = conditions;
    schedule(twin, twin->now_h, OPENED, 0);
    schedule(twin, fixture->timeline.count > 0 ? fixture->changes[0].t_h : (double)INFINITY,
             CHANGED, 0);
    if (conditions->surge_agents > 0) {
        schedule(twin, conditions->surge_from_h, SURGED, twin->agents + conditions->surge_agents);
        schedule(twin, conditions->surge_to_h, SURGED, twin->agents);
    }
    for (size_t c = 0; c < 2; c++) {
        channel_begin_run(&twin->desk->channels[c], c);
        schedule(twin, twin->desk->channels[c].next_call_h, CALLED, c);
    }
    schedule(twin, contact_feed_next_h(&twin->feed), FED, 0);
}

static inline void twin_run(Twin *twin)
{
    const double horizon_h = twin->fixture->scenario.run.horizon_h;
    const Due *next;
    while ((next = first_due(twin)) && next->t_h <= horizon_h) {
        const double instant_h = next->t_h;
        pass(twin, instant_h);
        while ((next = first_due(twin)) && next->t_h <= instant_h) {
            const Due due = *next;
            twin->due[next - twin->due] = twin->due[--twin->due_count];
            happen(twin, &due);
        }
        choose(twin);
    }
    pass(twin, INFINITY);
}

static inline void twin_end(Twin *twin)
{
    free(twin->due);
    free(twin->contacts);
    free(twin->waiting_at[0]);
    free(twin->waiting_at[1]);
    free(twin->busy_at);
    free(twin->agents_at);
    free(twin->log.kept);
}

#endif
