/* A way into the support desk, and the contacts that come on it: what is drawn for them.
 *
 * Each decision of a contact (its patience, its handling, whether it overflows or comes again) is
 * drawn from a stream of its own channel, keyed by the contact and the number of its
 * attempt: it is the same under every strategy, whatever happens to others. What the desk does with
 * contacts is in desk.h.
 */
#ifndef MODELS_CHANNEL_H
#define MODELS_CHANNEL_H

#include "base/attributes.h"
#include "models/recorder.h"
#include "models/scenario.h"
#include "models/trace.h"
#include "sim/arrival_process.h"
#include "sim/event_list.h"
#include "sim/waiting_line.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Insurer Insurer;
typedef struct Channel Channel;

typedef struct Contact {
    Waiter waiter;     /* while it stands in a line */
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
    bool is_last;      /* attempt: does not come again */
} Contact;

struct Channel {
    const ChannelSpec *spec;
    Insurer *insurer;
    ChannelRecorder *recorder;
    bool is_up;     /* not cut */
    bool can_solve; /* case_needs are up */
    bool is_first;  /* no channel has a smaller priority */
    WaitingLine line;
    size_t foreseen;    /* who wait but stand in no line (foresight.h) */
    double next_call_h; /* the next first call */
    /* private */
    ArrivalSpec demand;
    ArrivalProcess arrivals;
    NumberedStream handle, degraded, patience, redial, recontact, overflow;
    uint64_t called;
    uint64_t identity_base;
    Trace *trace; /* NULL: none */
};

/* Prepares for a run: nobody waits, and the next first call is the first. */
void channel_begin_run(Channel *channel, size_t index);

/* The contact of the channel's next first call, which has come: next_call_h is that of the one
 * after it. Or one whose draws `identity` keys. Only its own, identity, number and attempts are
 * set. */
Contact *channel_next_contact(Channel *channel);
Contact *channel_new_contact(Channel *channel, uint64_t identity);

/* The contact is gone for good. */
void contact_leaves(Contact *contact);

/* Private: writes an event of the contact to the trace. */
void contact_write(const Contact *contact, double t_h, const char *event, double value);

/* Writes an event of the contact at `t_h` to the trace, where there is one. */
static inline void contact_tell(const Contact *contact, double t_h, const char *event, double value)
{
    if (UNLIKELY(contact->own->trace != NULL)) {
        contact_write(contact, t_h, event, value);
    }
}

/* Whether this attempt goes on from `place`, the `hop`-th cut channel that it meets (from 1), to
 * the overflow channel of that. */
bool contact_overflows(const Contact *contact, const Channel *place, uint64_t hop);

/* Draws of this attempt: how long it waits at most; how long its handling takes, which depends on
 * `degraded`; when it comes again after it gave up or, with `comes_back`, after its handling
 * (INFINITY: never). */
double contact_patience_h(const Contact *contact);
double contact_handling_h(const Contact *contact);
double contact_again_after_h(const Contact *contact);

#endif
