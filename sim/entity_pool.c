#include "sim/entity_pool.h"

#include "base/memory.h"

#include <stdlib.h>

enum { SLAB_ENTITIES = 1024, SLAB_HEAD = 64 };

typedef struct Slab {
    struct Slab *older;
} Slab;

void entity_pool_init(EntityPool *pool, size_t size)
{
    const size_t alignment = _Alignof(max_align_t);
    *pool = (EntityPool){.size = (size + alignment - 1) / alignment * alignment};
}

/* The next slab that holds no living entity: one kept from before, or a new one. */
static Slab *next_slab(EntityPool *pool)
{
    Slab *slab = pool->unused;
    if (slab) {
        pool->unused = slab->older;
        return slab;
    }
    slab = memory_allocate(1, SLAB_HEAD + SLAB_ENTITIES * pool->size);
    slab->older = pool->slabs;
    pool->slabs = slab;
    return slab;
}

void *entity_pool_take_fresh(EntityPool *pool)
{
    if (pool->fresh_count == 0) {
        pool->fresh = (char *)next_slab(pool) + SLAB_HEAD;
        pool->fresh_count = SLAB_ENTITIES;
    }
    void *const entity = pool->fresh;
    pool->fresh += pool->size;
    pool->fresh_count--;
    return entity;
}

void entity_pool_clear(EntityPool *pool)
{
    pool->free_list = NULL;
    pool->fresh_count = 0;
    pool->unused = pool->slabs;
}

void entity_pool_deinit(EntityPool *pool)
{
    for (Slab *slab = pool->slabs; slab;) {
        Slab *const older = slab->older;
        free(slab);
        slab = older;
    }
    *pool = (EntityPool){.size = pool->size};
}
