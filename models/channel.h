/* A way into the support desk, and the contacts that come on it: what is drawn for them.
 *
 * Each decision of a contact (its patience, its handling, whether it overflows or comes again) is
 * drawn from a stream of the channel that decides, keyed by the contact and the number of its
 * attempt: it is the same under every strategy, whatever happens to others. What the desk does with
 * contacts is in desk.h.
 */
#ifndef MODELS_CHANNEL_H
#define MODELS_CHANNEL_H

#include "models/recorder.h"
#include "models/scenario.h"
#include "sim/arrival_process.h"
#include "sim/simulation.h"
#include "sim/station.h"
#include "sim/waiting_line.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Insurer Insurer;
typedef struct Channel Channel;

typedef struct Contact {
    Job job;
    Waiter waiter;
    Event due;         /* its patience ends; or, while it is away, it comes again */
    Channel *own;      /* the channel it belongs to */
    Channel *place;    /* the channel where this attempt arrived */
    double arrived_h;  /* this attempt */
    uint64_t identity; /* keys its draws, with the attempt's number */
    uint64_t number;   /* of the insurer's contacts, from 1; names it in a trace, keys nothing */
    uint32_t attempts;
    uint32_t interval; /* of this attempt */
    bool comes_back;   /* away for a recontact, not for a redial */
    bool degraded;     /* handled while its case could not be solved */
} Contact;

struct Channel {
    const ChannelSpec *spec;
    Insurer *insurer;
    ChannelRecorder *recorder;
    bool is_up;     /* not cut */
    bool can_solve; /* case_needs are up */
    WaitingLine line;
    /* private */
    ArrivalSpec demand;
    ArrivalProcess arrivals;
    Stream handle, degraded, patience, redial, recontact, overflow;
    Event arrival;
    uint64_t called;
    uint64_t identity_base;
};

/* Prepares for a run: nobody waits, and `arrives` comes with the first call. */
void channel_begin_run(Channel *channel, size_t index, EventHandler arrives);

/* Schedules the next first call. */
void channel_schedule_call(Channel *channel);

/* Integrates how many wait up to `now_h`; call it before that changes. */
void channel_advance(Channel *channel, double now_h);

/* The contact of the channel's next first call; or one whose draws `identity` keys. */
Contact *channel_next_contact(Channel *channel);
Contact *channel_new_contact(Channel *channel, uint64_t identity);

/* The contact is gone for good. */
void contact_leaves(Contact *contact);

/* Writes an event of the contact to the trace, where there is one. */
void contact_tell(const Contact *contact, const char *event, double value);

/* Whether this attempt goes on from `place`, the `hop`-th cut channel that it meets (from 1), to
 * the overflow channel of that. */
bool contact_overflows(const Contact *contact, Channel *place, uint64_t hop);

/* Draws of this attempt: how long it waits at most; how long its handling takes, which depends on
 * `degraded`; when it comes again after it gave up or, with `comes_back`, after its handling
 * (INFINITY: never). */
double contact_patience_h(const Contact *contact);
double contact_handling_h(const Contact *contact);
double contact_again_after_h(const Contact *contact);

#endif
