#include "models/request.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

void request_line_init(RequestLine *line)
{
    *line = (RequestLine){0};
}

void request_line_clear(RequestLine *line)
{
    line->count = line->first = 0;
    line->begins_count = line->begins_first = 0;
}

/* A ring of twice the size, its first item at 0. */
static void *ring_doubled(void *items, size_t *first, size_t *capacity, size_t size)
{
    const size_t old = *capacity;
    *capacity = old > 0 ? 2 * old : FIRST_CAPACITY;
    char *const ring = memory_grow(items, *capacity, size);
    memcpy(ring + old * size, ring, *first * size);
    memmove(ring, ring + *first * size, old * size);
    *first = 0;
    return ring;
}

void request_line_join(RequestLine *line, const Request *request)
{
    if (line->count == line->capacity) {
        line->items = ring_doubled(line->items, &line->first, &line->capacity, sizeof *line->items);
    }
    line->items[(line->first + line->count++) & (line->capacity - 1)] = *request;
}

Request *request_line_at(const RequestLine *line, size_t index)
{
    return &line->items[(line->first + index) & (line->capacity - 1)];
}

void request_line_leave_first(RequestLine *line)
{
    line->first = (line->first + 1) & (line->capacity - 1);
    line->count--;
}

void request_line_grow_begins(RequestLine *line)
{
    line->begins_h = ring_doubled(line->begins_h, &line->begins_first, &line->begins_capacity,
                                  sizeof *line->begins_h);
}

void request_line_deinit(RequestLine *line)
{
    free(line->items);
    free(line->begins_h);
    *line = (RequestLine){0};
}
