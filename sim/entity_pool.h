/* Entities of one size, taken and given back many million times: a free list over slabs.
 *
 * The hot path allocates nothing: a slab is fetched only when more entities live at once than ever
 * before.
 */
#ifndef SIM_ENTITY_POOL_H
#define SIM_ENTITY_POOL_H

#include <stddef.h>

typedef struct FreeEntity FreeEntity;
struct FreeEntity {
    FreeEntity *next;
};

typedef struct EntityPool {
    /* private */
    size_t size;
    FreeEntity *free_list;
    void *slabs;  /* chained by their first pointer */
    void *unused; /* slabs without a living entity, from here to the oldest */
    char *fresh;  /* never used part of the newest slab */
    size_t fresh_count;
} EntityPool;

/* For entities of `size` bytes, aligned for any type. */
void entity_pool_init(EntityPool *pool, size_t size);

/* Private: an entity that was never given back. */
void *entity_pool_take_fresh(EntityPool *pool);

/* An entity with undefined content; never NULL. */
static inline void *entity_pool_take(EntityPool *pool)
{
    FreeEntity *const entity = pool->free_list;
    if (!entity) {
        return entity_pool_take_fresh(pool);
    }
    pool->free_list = entity->next;
    return entity;
}

static inline void entity_pool_give_back(EntityPool *pool, void *entity)
{
    FreeEntity *const given = entity;
    given->next = pool->free_list;
    pool->free_list = given;
}

/* Takes all entities back at once; slabs are kept. */
void entity_pool_clear(EntityPool *pool);

void entity_pool_deinit(EntityPool *pool);

#endif
