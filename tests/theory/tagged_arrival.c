#include "tests/theory/tagged_arrival.h"

#include "base/memory.h"
#include "tests/theory/markov_chain.h"

#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* States behind the lines, whose `waiting` is the number ahead. */
enum { BEGUN, BEGUN_OTHER, DONE, GAVE_UP, TURNED_AWAY, ENDS };
enum { POINTS = 6 };

typedef struct Future {
    const Course *course;
    bool *counted;          /* [lines + ENDS] */
    double *reach, *time_h; /* the same, as they are now */
} Future;

/* Where an arrival is, with `line` waiting up to and with it, once free servers took the next. */
static size_t place_of(const Course *course, const CoursePiece *piece, CourseState line)
{
    if (course_servers_free(&course->queue, piece, &line) >= line.waiting) {
        return course->lines + (piece->is_degraded ? BEGUN_OTHER : BEGUN);
    }
    if (course_others_free(&course->queue, piece, &line) >= line.waiting) {
        return course->lines + BEGUN_OTHER;
    }
    course_settle(&course->queue, piece, &line);
    line.waiting--;
    return course_line(course, &line);
}

static void add_line(const Course *course, const CoursePiece *piece, MarkovChain *chain,
                     size_t from)
{
    const CourseQueue *queue = &course->queue;
    CourseState line = course_line_state(course, from);
    if (line.waiting++ == queue->waiting_max || !course_is_settled(queue, piece, &line)) {
        return; /* never met */
    }
    if (line.busy > 0 && !piece->is_frozen) {
        CourseState next = line;
        next.busy--;
        markov_chain_add(chain, from, place_of(course, piece, next),
                         (double)line.busy * queue->service_per_h);
    }
    if (line.other > 0) {
        CourseState next = line;
        next.other--;
        markov_chain_add(chain, from, place_of(course, piece, next),
                         (double)line.other * queue->other_per_h);
    }
    if (line.waiting > 1) {
        markov_chain_add(chain, from, from - 1, (double)(line.waiting - 1) * queue->abandon_per_h);
    }
    markov_chain_add(chain, from, course->lines + GAVE_UP, queue->abandon_per_h);
}

static MarkovChain *chain_of(const Course *course, const CoursePiece *piece)
{
    MarkovChain *chain = markov_chain_new(course->lines + ENDS);
    for (size_t from = 0; from < course->lines; from++) {
        add_line(course, piece, chain, from);
    }
    markov_chain_add(chain, course->lines + BEGUN, course->lines + DONE,
                     piece->is_frozen ? 0 : course->queue.service_per_h);
    markov_chain_add(chain, course->lines + BEGUN_OTHER, course->lines + DONE,
                     course->queue.other_per_h);
    return chain;
}

static Future future_new(const Course *course, TaggedGoal goal)
{
    size_t lines = course->lines, states = lines + ENDS;
    Future future = {course, memory_allocate(states, sizeof *future.counted),
                     memory_allocate(states, sizeof(double)),
                     memory_allocate(states, sizeof(double))};
    for (size_t line = 0; line < lines; line++) {
        future.counted[line] = true;
    }
    future.counted[lines + BEGUN] = future.counted[lines + BEGUN_OTHER] = goal == TAGGED_DELAY;
    future.reach[lines + BEGUN] = future.reach[lines + BEGUN_OTHER] = goal == TAGGED_ANSWER;
    future.reach[lines + DONE] = goal != TAGGED_GIVING_UP;
    future.reach[lines + GAVE_UP] = goal == TAGGED_GIVING_UP;
    return future;
}

static void future_free(Future *future)
{
    free(future->counted);
    free(future->reach);
    free(future->time_h);
}

/* Backward over the instant at which `piece` begins: each line is worth what it becomes. */
static void pass_change(Future *future, const CoursePiece *piece)
{
    const Course *course = future->course;
    size_t states = course->lines + ENDS;
    double *reach = memory_allocate(states, sizeof *reach);
    double *time_h = memory_allocate(states, sizeof *time_h);
    for (size_t from = 0; from < states; from++) {
        size_t to = from;
        CourseState line = course_line_state(course, from);
        if (from < course->lines && line.waiting++ < course->queue.waiting_max) {
            to = piece->turns_away ? course->lines + TURNED_AWAY : place_of(course, piece, line);
        }
        reach[from] = future->reach[to];
        time_h[from] = future->time_h[to];
    }
    memcpy(future->reach, reach, states * sizeof *reach);
    memcpy(future->time_h, time_h, states * sizeof *time_h);
    free(reach);
    free(time_h);
}

/* What the states that `flow` meets are worth to who joins then. */
static TaggedSum worth(const Future *future, const CoursePiece *piece, const double *flow)
{
    const Course *course = future->course;
    TaggedSum sum = {0};
    for (size_t line = 0; line < course->lines; line++) {
        CourseState state = course_line_state(course, line);
        if (flow[line] > 0 && !course_is_full(&course->queue, piece, &state)) {
            state.waiting++;
            size_t place = place_of(course, piece, state);
            sum.reach += flow[line] * future->reach[place];
            sum.time_h += flow[line] * future->time_h[place];
        }
    }
    return sum;
}

/* Fills joins[nodes]: per attempt or per hour, as `flow` is, of those who are not refused. */
static void solve(const Course *course, TaggedGoal goal, bool of_attempts, TaggedSum *joins)
{
    Future future = future_new(course, goal);
    size_t node = course->node_count;
    for (size_t i = course->piece_count; i-- > 0;) {
        const CoursePiece *piece = &course->pieces[i];
        MarkovChain *chain = chain_of(course, piece);
        double now_h = piece->until_h;
        while (node > 0 && course->nodes[node - 1].piece == i) {
            const CourseNode *at = &course->nodes[--node];
            markov_chain_back(chain, future.counted, future.reach, future.time_h, now_h - at->t_h);
            now_h = at->t_h;
            joins[node] = worth(&future, piece, of_attempts ? at->flow : at->seen);
        }
        double begin_h = i > 0 ? course->pieces[i - 1].until_h : course->grid.from_h;
        markov_chain_back(chain, future.counted, future.reach, future.time_h, now_h - begin_h);
        pass_change(&future, piece);
        markov_chain_free(chain);
    }
    future_free(&future);
}

static double stays(const CoursePiece *piece)
{
    return 1 - piece->lost_prob - piece->retry_prob;
}

void tagged_attempts(const Course *course, TaggedGoal goal, TaggedSum *sums)
{
    TaggedSum *joins = memory_allocate(course->node_count, sizeof *joins);
    solve(course, goal, true, joins);
    memset(sums, 0, course->grid.bins * sizeof *sums);
    for (size_t i = 0; i < course->node_count; i++) {
        const CourseNode *node = &course->nodes[i];
        double weight_h = node->weight_h * stays(&course->pieces[node->piece]);
        sums[node->bin].reach += weight_h * joins[i].reach;
        sums[node->bin].time_h += weight_h * joins[i].time_h;
    }
    free(joins);
}

/* Probability that who is away at `from_h` neither is lost nor joins until `to_h`. */
static double still_away(const Course *course, double from_h, double to_h)
{
    double hazard = 0, begin_h = course->grid.from_h;
    for (size_t i = 0; i < course->piece_count; i++) {
        const CoursePiece *piece = &course->pieces[i];
        double hours = fmin(to_h, piece->until_h) - fmax(from_h, begin_h);
        hazard += fmax(0, hours) * course->queue.return_per_h * (1 - piece->retry_prob);
        begin_h = piece->until_h;
    }
    return exp(-hazard);
}

/* Adds those who went away at `left_h`, `number` of them, and join at the node. */
static void add_joining(const Course *course, const CourseNode *node, const TaggedSum *join,
                        double left_h, double number, TaggedSum *sum)
{
    double joining = number * still_away(course, left_h, node->t_h) * course->queue.return_per_h *
                     stays(&course->pieces[node->piece]) * node->weight_h;
    sum->reach += joining * join->reach;
    sum->time_h += joining * (join->time_h + (node->t_h - left_h) * join->reach);
}

/* Those who go away in the node's own panel before it: a quadrature of its own, from the panel's
 * begin. */
static void add_joining_of_panel(const Course *course, size_t index, const TaggedSum *join,
                                 double begin_h, TaggedSum *sums)
{
    const CourseNode *node = &course->nodes[index];
    const CoursePiece *piece = &course->pieces[node->piece];
    gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc(POINTS);
    for (size_t i = 0; i < POINTS; i++) {
        double left_h = 0, weight_h = 0;
        gsl_integration_glfixed_point(begin_h, node->t_h, i, &left_h, &weight_h, table);
        add_joining(course, node, join, left_h,
                    weight_h * piece->arrivals_per_h * piece->retry_prob, &sums[node->bin]);
    }
    gsl_integration_glfixed_table_free(table);
}

/* Begin of the panel of a node: its points lie symmetrically, so half their weights before their
 * middle. */
static double panel_begin_h(const Course *course, size_t index)
{
    const CourseNode *first = &course->nodes[index - index % POINTS];
    double width_h = 0;
    for (size_t i = 0; i < POINTS; i++) {
        width_h += first[i].weight_h;
    }
    return (first[0].t_h + first[POINTS - 1].t_h - width_h) / 2;
}

void tagged_first_arrivals(const Course *course, TaggedGoal goal, TaggedSum *sums)
{
    TaggedSum *joins = memory_allocate(course->node_count, sizeof *joins);
    solve(course, goal, false, joins);
    memset(sums, 0, course->grid.bins * sizeof *sums);
    for (size_t i = 0; i < course->node_count; i++) {
        const CourseNode *node = &course->nodes[i];
        const CoursePiece *piece = &course->pieces[node->piece];
        double at_once = node->weight_h * piece->arrivals_per_h * stays(piece);
        sums[node->bin].reach += at_once * joins[i].reach;
        sums[node->bin].time_h += at_once * joins[i].time_h;
        for (size_t k = 0; k < i - i % POINTS; k++) {
            const CourseNode *left = &course->nodes[k];
            const CoursePiece *then = &course->pieces[left->piece];
            double number = left->weight_h * then->arrivals_per_h * then->retry_prob;
            if (number > 0) {
                add_joining(course, node, &joins[i], left->t_h, number, &sums[left->bin]);
            }
        }
        if (piece->retry_prob > 0) {
            add_joining_of_panel(course, i, &joins[i], panel_begin_h(course, i), sums);
        }
    }
    free(joins);
}
