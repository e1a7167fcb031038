/* The contacts that an insurer's unfinished requests become, in order of time.
 *
 * The services run before the desk and leave here what will reach it.
 */
#ifndef MODELS_CONTACT_FEED_H
#define MODELS_CONTACT_FEED_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

typedef struct FedContact {
    double t_h;
    uint64_t identity; /* keys its draws */
    uint64_t order;    /* among those of one instant: smaller first */
    size_t channel;
} FedContact;

typedef struct ContactFeed {
    size_t count; /* those taken out included */
    /* private */
    FedContact *contacts;
    size_t capacity, next;
} ContactFeed;

void contact_feed_init(ContactFeed *feed);

/* Empties it; memory is kept. */
void contact_feed_clear(ContactFeed *feed);

/* In any order. */
void contact_feed_add(ContactFeed *feed, FedContact contact);

/* All have been added: they come out in order from now on. */
void contact_feed_sort(ContactFeed *feed);

/* When the next one comes; INFINITY when all have. */
static inline double contact_feed_next_h(const ContactFeed *feed)
{
    return feed->next < feed->count ? feed->contacts[feed->next].t_h : (double)INFINITY;
}

/* Takes the next one out. There must be one. */
FedContact contact_feed_take(ContactFeed *feed);

void contact_feed_deinit(ContactFeed *feed);

#endif
