#include "models/infrastructure_adjacency.h"

#include <assert.h>

void adjacency_init(Adjacency *table, Arena *arena, size_t rows)
{
    *table = (Adjacency){
        .arena = arena, .rows = rows, .ends = arena_allocate(arena, rows + 1, sizeof(size_t))};
}

void adjacency_add(Adjacency *table, size_t row, size_t item)
{
    assert(row < table->rows);
    /* ends[row + 1] counts, then walks, so that ends[row] is where the row begins once all are
     * stored. */
    if (table->items) {
        table->items[table->ends[row + 1]] = item;
    }
    table->ends[row + 1]++;
}

/* After the first round counts become beginnings, shifted by one row; storing moves each to its
 * row's end, which is the next row's beginning. */
void adjacency_end_round(Adjacency *table)
{
    if (table->items) {
        return;
    }
    size_t total = 0;
    for (size_t row = 1; row <= table->rows; row++) {
        const size_t count = table->ends[row];
        table->ends[row] = total;
        total += count;
    }
    table->items = arena_allocate(table->arena, total, sizeof(size_t));
}

IndexList adjacency_row(const Adjacency *table, size_t row)
{
    const size_t begin = table->ends[row];
    return (IndexList){.count = table->ends[row + 1] - begin, .items = table->items + begin};
}
