#include "models/contact_feed.h"

#include "base/memory.h"

#include <stdlib.h>

void contact_feed_init(ContactFeed *feed)
{
    *feed = (ContactFeed){0};
}

void contact_feed_clear(ContactFeed *feed)
{
    feed->count = feed->next = 0;
}

void contact_feed_add(ContactFeed *feed, FedContact contact)
{
    if (feed->count == feed->capacity) {
        feed->capacity = feed->capacity > 0 ? 2 * feed->capacity : 256;
        feed->contacts = memory_grow(feed->contacts, feed->capacity, sizeof *feed->contacts);
    }
    feed->contacts[feed->count++] = contact;
}

/* A total order: no request becomes two contacts at one instant on one channel with one number. */
static int compare(const void *first, const void *second)
{
    const FedContact *a = first, *b = second;
    if (a->t_h < b->t_h || a->t_h > b->t_h) {
        return a->t_h < b->t_h ? -1 : 1;
    }
    if (a->order != b->order) {
        return a->order < b->order ? -1 : 1;
    }
    return (a->identity > b->identity) - (a->identity < b->identity);
}

void contact_feed_sort(ContactFeed *feed)
{
    if (feed->count > 1) {
        qsort(feed->contacts, feed->count, sizeof *feed->contacts, compare);
    }
}

FedContact contact_feed_take(ContactFeed *feed)
{
    return feed->contacts[feed->next++];
}

void contact_feed_deinit(ContactFeed *feed)
{
    free(feed->contacts);
    *feed = (ContactFeed){0};
}
