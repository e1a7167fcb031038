#include "tests/theory/queue_course.h"

#include "base/memory.h"
#include "tests/theory/markov_chain.h"

#include <gsl/gsl_integration.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS = 6 }; /* of Gauss and Legendre in a panel */

/* Two instants are one where they differ by rounding. */
static const double ROUNDING_H = 1e-9;

size_t course_line(const Course *course, const CourseState *state)
{
    CourseState present = *state;
    present.away = 0;
    return course_number(&course->queue, &present) / (course->queue.away_max + 1);
}

CourseState course_line_state(const Course *course, size_t line)
{
    return course_state(&course->queue, line * (course->queue.away_max + 1));
}

static void goes_away(const CourseQueue *queue, CourseState *state)
{
    if (state->away < queue->away_max) {
        state->away++;
    }
}

/* Adds what becomes of an arrival that meets `met` while the chain is in state `from`: a first
 * arrival meets the state itself, a return the one without it. */
static void add_arrival(const CourseQueue *queue, const CoursePiece *piece, MarkovChain *chain,
                        size_t from, const CourseState *met, double rate_per_h)
{
    CourseState away = *met, joined = *met;
    double stays = 1 - piece->lost_prob - piece->retry_prob;
    goes_away(queue, &away);
    markov_chain_add(chain, from, course_number(queue, met), rate_per_h * piece->lost_prob);
    markov_chain_add(chain, from, course_number(queue, &away), rate_per_h * piece->retry_prob);
    if (!course_is_full(queue, piece, met)) {
        joined.waiting++;
        course_settle(queue, piece, &joined);
    }
    markov_chain_add(chain, from, course_number(queue, &joined), rate_per_h * stays);
}

/* Adds the transition to `to` once the free servers have taken the next. */
static void add_settled(const CourseQueue *queue, const CoursePiece *piece, MarkovChain *chain,
                        size_t from, CourseState to, double rate_per_h)
{
    course_settle(queue, piece, &to);
    markov_chain_add(chain, from, course_number(queue, &to), rate_per_h);
}

static void add_ends(const CourseQueue *queue, const CoursePiece *piece, MarkovChain *chain,
                     size_t from, const CourseState *state)
{
    CourseState next = *state;
    if (state->busy > 0 && !piece->is_frozen) {
        next.busy--;
        add_settled(queue, piece, chain, from, next, (double)state->busy * queue->service_per_h);
    }
    if (state->other > 0) {
        double rate_per_h = (double)state->other * queue->other_per_h;
        next = *state;
        next.other--;
        add_settled(queue, piece, chain, from, next, rate_per_h * (1 - queue->other_again_prob));
        goes_away(queue, &next);
        add_settled(queue, piece, chain, from, next, rate_per_h * queue->other_again_prob);
    }
    if (state->waiting > 0) {
        double rate_per_h = (double)state->waiting * queue->abandon_per_h;
        next = *state;
        next.waiting--;
        add_settled(queue, piece, chain, from, next, rate_per_h * (1 - queue->redial_prob));
        goes_away(queue, &next);
        add_settled(queue, piece, chain, from, next, rate_per_h * queue->redial_prob);
    }
}

static MarkovChain *chain_of(const CourseQueue *queue, const CoursePiece *piece)
{
    size_t states = course_states(queue);
    MarkovChain *chain = markov_chain_new(states);
    for (size_t from = 0; from < states; from++) {
        CourseState state = course_state(queue, from);
        if (!course_is_settled(queue, piece, &state) ||
            (queue->other_shares && state.busy + state.other > queue->busy_max)) {
            continue; /* never met */
        }
        add_arrival(queue, piece, chain, from, &state, piece->arrivals_per_h);
        add_ends(queue, piece, chain, from, &state);
        if (state.away > 0) {
            double rate_per_h = (double)state.away * queue->return_per_h;
            state.away--;
            add_arrival(queue, piece, chain, from, &state, rate_per_h);
        }
    }
    return chain;
}

/* Of those who wait each goes away with retry_prob, the others are gone. */
static void turn_away(const CourseQueue *queue, const CoursePiece *piece, CourseState state,
                      double p, double *after)
{
    unsigned waiting = (unsigned)state.waiting;
    size_t away = state.away;
    state.waiting = 0;
    for (unsigned back = 0; back <= waiting; back++) {
        double share = gsl_ran_binomial_pdf(back, piece->retry_prob, waiting);
        state.away = away + back < queue->away_max ? away + back : queue->away_max;
        after[course_number(queue, &state)] += p * share;
    }
}

/* What changes at the instant at which the piece begins. */
static void begin_piece(const CourseQueue *queue, const CoursePiece *piece, double *p)
{
    size_t states = course_states(queue);
    double *after = memory_allocate(states, sizeof *after);
    for (size_t number = 0; number < states; number++) {
        CourseState state = course_state(queue, number);
        if (p[number] <= 0) {
            continue;
        }
        if (piece->turns_away) {
            turn_away(queue, piece, state, p[number], after);
        } else {
            course_settle(queue, piece, &state);
            after[course_number(queue, &state)] += p[number];
        }
    }
    memcpy(p, after, states * sizeof *after);
    free(after);
}

static CourseLevels levels_of(const Course *course, const double *p)
{
    CourseLevels levels = {0};
    for (size_t number = 0; number < course_states(&course->queue); number++) {
        CourseState state = course_state(&course->queue, number);
        levels.busy += p[number] * (double)state.busy;
        levels.other += p[number] * (double)state.other;
        levels.waiting += p[number] * (double)state.waiting;
        levels.away += p[number] * (double)state.away;
    }
    return levels;
}

static void add_levels(CourseLevels *sum, const CourseLevels *levels, double weight)
{
    sum->busy += weight * levels->busy;
    sum->other += weight * levels->other;
    sum->waiting += weight * levels->waiting;
    sum->away += weight * levels->away;
}

/* Sums p over the away, with and without their returns. */
static void see(const Course *course, CourseNode *node, const double *p)
{
    const CourseQueue *queue = &course->queue;
    size_t away_states = queue->away_max + 1;
    double first_per_h = course->pieces[node->piece].arrivals_per_h;
    node->seen = memory_allocate(course->lines, sizeof *node->seen);
    node->flow = memory_allocate(course->lines, sizeof *node->flow);
    for (size_t line = 0; line < course->lines; line++) {
        for (size_t away = 0; away < away_states; away++) {
            double of_state = p[line * away_states + away];
            node->seen[line] += of_state;
            node->flow[line] += of_state * (first_per_h + (double)away * queue->return_per_h);
        }
    }
}

static void count(Course *course, const CourseNode *node)
{
    const CoursePiece *piece = &course->pieces[node->piece];
    CourseCounts *counts = &course->counts[node->bin];
    double stays = 1 - piece->lost_prob - piece->retry_prob;
    for (size_t line = 0; line < course->lines; line++) {
        CourseState state = course_line_state(course, line);
        double attempts = node->weight_h * node->flow[line];
        bool is_full = course_is_full(&course->queue, piece, &state);
        counts->attempts += attempts;
        counts->lost += attempts * (piece->lost_prob + (is_full ? stays : 0));
    }
    counts->first += node->weight_h * piece->arrivals_per_h;
}

static void note_cut(Course *course, const double *p)
{
    const CourseQueue *queue = &course->queue;
    double waiting = 0, away = 0;
    for (size_t number = 0; number < course_states(queue); number++) {
        CourseState state = course_state(queue, number);
        waiting += state.waiting == queue->waiting_max ? p[number] : 0;
        away += state.away == queue->away_max && queue->away_max > 0 ? p[number] : 0;
    }
    course->cut = fmax(course->cut, fmax(waiting, away));
}

/* Moves p over a panel, with a node at each point of it. */
static void pass_panel(Course *course, const MarkovChain *chain, double *p, CourseNode place,
                       double until_h)
{
    gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc(POINTS);
    double from_h = place.t_h, now_h = place.t_h;
    for (size_t i = 0; i < POINTS; i++) {
        CourseNode *node = &course->nodes[course->node_count++];
        *node = place;
        gsl_integration_glfixed_point(from_h, until_h, i, &node->t_h, &node->weight_h, table);
        markov_chain_advance(chain, p, node->t_h - now_h);
        now_h = node->t_h;
        see(course, node, p);
        count(course, node);
        CourseLevels levels = levels_of(course, p);
        add_levels(&course->areas[node->bin], &levels, node->weight_h);
    }
    markov_chain_advance(chain, p, until_h - now_h);
    note_cut(course, p);
    gsl_integration_glfixed_table_free(table);
}

static double bin_edge_h(const Course *course, size_t bin)
{
    return course->grid.from_h + (double)bin * course->grid.bin_h;
}

/* From `place` to `until_h`, which lie in one bin and one piece, in equal panels. */
static void pass(Course *course, const MarkovChain *chain, double *p, CourseNode place,
                 double until_h)
{
    double from_h = place.t_h;
    size_t panels = (size_t)ceil((until_h - from_h) / course->grid.panel_h - ROUNDING_H);
    course->nodes =
        memory_grow(course->nodes, course->node_count + panels * POINTS, sizeof *course->nodes);
    for (size_t i = 0; i < panels; i++) {
        place.t_h = from_h + (until_h - from_h) * (double)i / (double)panels;
        pass_panel(course, chain, p, place,
                   from_h + (until_h - from_h) * (double)(i + 1) / (double)panels);
    }
}

static void pass_piece(Course *course, double *p, size_t index, double from_h)
{
    const CoursePiece *piece = &course->pieces[index];
    MarkovChain *chain = chain_of(&course->queue, piece);
    begin_piece(&course->queue, piece, p);
    while (from_h < piece->until_h - ROUNDING_H) {
        size_t bin = (size_t)((from_h - course->grid.from_h + ROUNDING_H) / course->grid.bin_h);
        if (bin >= course->grid.bins) {
            break;
        }
        if (fabs(from_h - bin_edge_h(course, bin)) < ROUNDING_H) {
            course->levels[bin] = levels_of(course, p);
        }
        double until_h = fmin(piece->until_h, bin_edge_h(course, bin + 1));
        pass(course, chain, p, (CourseNode){.t_h = from_h, .piece = index, .bin = bin}, until_h);
        from_h = until_h;
    }
    markov_chain_free(chain);
}

Course *course_new(const CourseQueue *queue, const CoursePiece *pieces, size_t piece_count,
                   const CourseGrid *grid)
{
    Course *course = memory_allocate(1, sizeof *course);
    double *p = memory_allocate(course_states(queue), sizeof *p);
    double from_h = grid->from_h;
    *course = (Course){.queue = *queue,
                       .grid = *grid,
                       .pieces = pieces,
                       .piece_count = piece_count,
                       .lines = course_states(queue) / (queue->away_max + 1),
                       .levels = memory_allocate(grid->bins + 1, sizeof(CourseLevels)),
                       .areas = memory_allocate(grid->bins, sizeof(CourseLevels)),
                       .counts = memory_allocate(grid->bins, sizeof(CourseCounts))};
    p[0] = 1;
    for (size_t i = 0; i < piece_count; i++) {
        pass_piece(course, p, i, from_h);
        from_h = pieces[i].until_h;
    }
    course->levels[grid->bins] = levels_of(course, p);
    free(p);
    return course;
}

CourseLevels course_mean(const Course *course)
{
    CourseLevels mean = {0};
    for (size_t bin = 0; bin < course->grid.bins; bin++) {
        add_levels(&mean, &course->areas[bin],
                   1 / (course->grid.bin_h * (double)course->grid.bins));
    }
    return mean;
}

void course_free(Course *course)
{
    for (size_t i = 0; i < course->node_count; i++) {
        free(course->nodes[i].seen);
        free(course->nodes[i].flow);
    }
    free(course->nodes);
    free(course->levels);
    free(course->areas);
    free(course->counts);
    free(course);
}
