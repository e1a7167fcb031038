/* Rules across the rows of a table: loops and scopes. Sizes follow in scenario_limits.c. */
#include "models/scenario_draft.h"

#include <string.h>

/* Who needs whom: an edge for each item of each row's list. */
typedef struct Graph {
    size_t count;
    const IndexList *edges; /* [count] */
} Graph;

/* One search for loops: depth first, without recursion. */
typedef struct LoopSearch {
    const Graph *graph;
    unsigned char *state; /* [node]: 0 unseen, 1 on the path, 2 done */
    size_t *path;         /* nodes on the way */
    size_t *next;         /* [node]: edges taken so far */
    size_t length;
} LoopSearch;

enum { LOOP_SHOWN = 12 }; /* of a longer loop so many, and how many there are */

/* Tells the loop path[first..length), begun at its first row, so that it reads the same wherever it
 * was found. */
static void report_loop(ScenarioDraft *draft, const LoopSearch *search, size_t first,
                        ColumnId column)
{
    const size_t count = search->length - first;
    size_t *rows = arena_allocate(draft->reading.arena, count, sizeof *rows);
    size_t smallest = first;
    TextBuilder message = {0};

    for (size_t i = first; i < search->length; i++) {
        smallest = search->path[i] < search->path[smallest] ? i : smallest;
    }
    for (size_t i = 0; i < count; i++) {
        rows[i] = search->path[first + (smallest - first + i) % count];
    }
    text_add(&message, "is a loop: ");
    for (size_t i = 0; i <= count && i < LOOP_SHOWN; i++) {
        const char *id = table_cell(draft->reading.tables, rows[i % count],
                                    table_spec(column_spec(column)->table)->first_column)
                             ->text;
        text_add(&message, i > 0 ? " -> " : "");
        text_add_clean(&message, id, strlen(id), TEXT_QUOTE_CHARACTERS);
    }
    if (count >= LOOP_SHOWN) {
        text_add_format(&message, " -> … (%zu in all)", count);
    }
    reading_rows_mistake(&draft->reading, column, rows, count, message.text);
    text_deinit(&message);
}

static void follow_edges(ScenarioDraft *draft, LoopSearch *search, ColumnId column)
{
    while (search->length > 0) {
        const size_t node = search->path[search->length - 1];
        if (search->next[node] == search->graph->edges[node].count) {
            search->state[node] = 2;
            search->length--;
            continue;
        }
        const size_t other = search->graph->edges[node].items[search->next[node]++];
        if (search->state[other] == 0) {
            search->state[other] = 1;
            search->path[search->length++] = other;
        } else if (search->state[other] == 1) {
            size_t first = search->length - 1;
            while (search->path[first] != other) {
                first--;
            }
            report_loop(draft, search, first, column);
        }
    }
}

static void check_loops(ScenarioDraft *draft, const Graph *graph, ColumnId column)
{
    Arena *arena = draft->reading.arena;
    LoopSearch search = {
        .graph = graph,
        .state = arena_allocate(arena, graph->count, sizeof *search.state),
        .path = arena_allocate(arena, graph->count + 1, sizeof *search.path),
        .next = arena_allocate(arena, graph->count, sizeof *search.next),
    };

    for (size_t node = 0; node < graph->count; node++) {
        if (search.state[node] == 0) {
            search.state[node] = 1;
            search.path[search.length++] = node;
            follow_edges(draft, &search, column);
        }
    }
}

static void check_systems(ScenarioDraft *draft)
{
    const Scenario *scenario = &draft->scenario;
    IndexList *edges = arena_allocate(draft->reading.arena, scenario->system_count, sizeof *edges);

    for (size_t s = 0; s < scenario->system_count; s++) {
        const SystemSpec *system = &scenario->systems[s];
        edges[s] = system->needs;
        for (size_t i = 0; system->scope == SYSTEM_PER_DATACENTRE && i < system->needs.count; i++) {
            const SystemSpec *needed = &scenario->systems[system->needs.items[i]];
            if (needed->scope == SYSTEM_PER_INSURER) {
                char quoted[192];
                const CellPlace places[] = {{s, COLUMN_SYSTEMS_NEEDS},
                                            {s, COLUMN_SYSTEMS_SCOPE},
                                            {system->needs.items[i], COLUMN_SYSTEMS_SCOPE}};
                reading_places_mistake(&draft->reading, places, sizeof places / sizeof *places,
                                       "%s has scope insurer, but a system of scope datacentre can "
                                       "only need others of scope datacentre",
                                       text_quote(quoted, sizeof quoted, needed->id));
            }
        }
    }
    check_loops(draft, &(Graph){scenario->system_count, edges}, COLUMN_SYSTEMS_NEEDS);
}

static void check_channels(ScenarioDraft *draft)
{
    const Scenario *scenario = &draft->scenario;
    IndexList *edges = arena_allocate(draft->reading.arena, scenario->channel_count, sizeof *edges);

    for (size_t c = 0; c < scenario->channel_count; c++) {
        const size_t *overflow = &scenario->channels[c].overflow_channel;
        edges[c] = (IndexList){.count = *overflow != NONE, .items = overflow};
    }
    check_loops(draft, &(Graph){scenario->channel_count, edges}, COLUMN_CHANNELS_OVERFLOW_CHANNEL);
}

void draft_check(ScenarioDraft *draft)
{
    if (draft_reads(draft, TABLE_BIT(SYSTEMS))) {
        check_systems(draft);
    }
    if (draft_reads(draft, TABLE_BIT(CHANNELS))) {
        check_channels(draft);
    }
    draft_check_limits(draft);
}
