#include "models/foresight.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { FIRST_CAPACITY = 64 };

void foresight_init(Foresight *foresight)
{
    *foresight = (Foresight){.next_h = INFINITY};
    instant_heap_init(&foresight->give_ups);
}

void foresight_clear(Foresight *foresight)
{
    foresight->count = foresight->first = foresight->last = 0;
    foresight->next_h = INFINITY;
    instant_heap_clear(&foresight->give_ups);
}

void foresight_grow(Foresight *foresight)
{
    const size_t count = foresight->last - foresight->first;
    const size_t capacity = foresight->capacity > 0 ? 2 * foresight->capacity : FIRST_CAPACITY;
    ForeseenBegin *const begins = memory_allocate(capacity, sizeof *begins);
    for (size_t i = 0; i < count; i++) {
        begins[i] = *foresight_begin_at(foresight, foresight->first + i);
    }
    free(foresight->begins);
    foresight->begins = begins;
    foresight->capacity = capacity;
    foresight->first = 0;
    foresight->last = count;
}

void foresight_deinit(Foresight *foresight)
{
    instant_heap_deinit(&foresight->give_ups);
    free(foresight->begins);
    *foresight = (Foresight){0};
}
