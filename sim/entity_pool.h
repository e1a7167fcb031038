/* Entities of one size, taken and given back many million times: a free list over slabs.
 *
 * The hot path allocates nothing: a slab is fetched only when more entities live at once than ever
 * before.
 */
#ifndef SIM_ENTITY_POOL_H
#define SIM_ENTITY_POOL_H

#include <stddef.h>

typedef struct EntityPool {
    /* private */
    size_t size;
    void *free_list;
    void *slabs;  /* chained by their first pointer */
    void *unused; /* slabs without a living entity, from here to the oldest */
    char *fresh;  /* never used part of the newest slab */
    size_t fresh_count;
} EntityPool;

/* For entities of `size` bytes, aligned for any type. */
void entity_pool_init(EntityPool *pool, size_t size);

/* An entity with undefined content; never NULL. */
void *entity_pool_take(EntityPool *pool);

void entity_pool_give_back(EntityPool *pool, void *entity);

/* Takes all entities back at once; slabs are kept. */
void entity_pool_clear(EntityPool *pool);

void entity_pool_deinit(EntityPool *pool);

#endif
