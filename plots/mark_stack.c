#include "plots/mark_stack.h"

#include <math.h>
#include <stdbool.h>

typedef struct Stack {
    const double *along;
    double reach;
    size_t *order, count; /* of the marks that are there, from left to right */
    size_t *lanes;        /* [mark] */
} Stack;

static void sort_marks(Stack *stack, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        if (isnan(stack->along[i])) {
            continue;
        }
        size_t at = stack->count++;
        for (; at > 0 && stack->along[stack->order[at - 1]] > stack->along[i]; --at) {
            stack->order[at] = stack->order[at - 1];
        }
        stack->order[at] = i;
    }
}

static double place(const Stack *stack, size_t index)
{
    return stack->along[stack->order[index]];
}

/* One past the last that neighbours connect to the first. */
static size_t cluster_end(const Stack *stack, size_t first)
{
    size_t end = first + 1;
    while (end < stack->count && place(stack, end) - place(stack, end - 1) < stack->reach) {
        ++end;
    }
    return end;
}

static bool lane_is_free(const Stack *stack, size_t lane, size_t first, size_t index)
{
    for (size_t i = first; i < index; ++i) {
        if (stack->lanes[stack->order[i]] == lane &&
            place(stack, index) - place(stack, i) < stack->reach) {
            return false;
        }
    }
    return true;
}

static size_t stack_cluster(Stack *stack, size_t first, size_t end, double *across)
{
    size_t lanes = 0;
    for (size_t i = first; i < end; ++i) {
        size_t lane = 0;
        while (!lane_is_free(stack, lane, first, i)) {
            ++lane;
        }
        stack->lanes[stack->order[i]] = lane;
        lanes = lane + 1 > lanes ? lane + 1 : lanes;
    }
    for (size_t i = first; i < end; ++i) {
        const size_t mark = stack->order[i];
        across[mark] = (double)stack->lanes[mark] - ((double)lanes - 1) / 2;
    }
    return lanes;
}

size_t mark_stack(Arena *arena, const double *along, size_t count, double reach, double *across)
{
    Stack stack = {.along = along,
                   .reach = reach,
                   .order = arena_allocate(arena, count + 1, sizeof(size_t)),
                   .lanes = arena_allocate(arena, count + 1, sizeof(size_t))};
    size_t most = 1;
    sort_marks(&stack, count);
    for (size_t i = 0; i < count; ++i) {
        across[i] = 0;
    }
    for (size_t first = 0, end; first < stack.count; first = end) {
        end = cluster_end(&stack, first);
        const size_t lanes = stack_cluster(&stack, first, end, across);
        most = lanes > most ? lanes : most;
    }
    return most;
}
