#include "models/request.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

void request_line_init(RequestLine *line)
{
    *line = (RequestLine){0};
}

void request_line_clear(RequestLine *line)
{
    const size_t begun = line->begins_count;
    const size_t written = begun < line->begins_capacity ? begun : line->begins_capacity;
    for (size_t i = 0; i < written; i++) {
        line->begins_h[i] = -INFINITY;
    }
    line->count = line->first = line->begins_count = 0;
}

/* A ring of twice the size, its first item at 0. */
static void grow_items(RequestLine *line)
{
    const size_t old = line->capacity;
    line->capacity = old > 0 ? 2 * old : FIRST_CAPACITY;
    Request *const items = memory_grow(line->items, line->capacity, sizeof *items);
    memcpy(items + old, items, line->first * sizeof *items);
    memmove(items, items + line->first, old * sizeof *items);
    line->items = items;
    line->first = 0;
}

void request_line_join(RequestLine *line, const Request *request)
{
    if (line->count == line->capacity) {
        grow_items(line);
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

/* Twice the size, every instant at its count modulo the new size; those that nobody noted lie
 * before all time. */
void request_line_grow_begins(RequestLine *line)
{
    const size_t old = line->begins_capacity;
    const size_t capacity = old > 0 ? 2 * old : FIRST_CAPACITY;
    double *const begins_h = memory_allocate(capacity, sizeof *begins_h);
    for (size_t i = 0; i < capacity; i++) {
        begins_h[i] = -INFINITY;
    }
    for (size_t i = 0; i < old; i++) {
        const size_t number = line->begins_count - old + i;
        begins_h[number & (capacity - 1)] = line->begins_h[number & (old - 1)];
    }
    free(line->begins_h);
    line->begins_h = begins_h;
    line->begins_capacity = capacity;
}

size_t request_line_waiting(const RequestLine *line, double now_h)
{
    size_t low = line->count; /* so many wait at least */
    size_t high = line->count + line->begins_capacity;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (request_line_exceeds(line, now_h, middle)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void request_line_deinit(RequestLine *line)
{
    free(line->items);
    free(line->begins_h);
    *line = (RequestLine){0};
}
