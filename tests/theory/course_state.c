#include "tests/theory/course_state.h"

static size_t lesser(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t course_states(const CourseQueue *queue)
{
    return (queue->busy_max + 1) * (queue->other_max + 1) * (queue->waiting_max + 1) *
           (queue->away_max + 1);
}

size_t course_number(const CourseQueue *queue, const CourseState *state)
{
    size_t number = state->busy * (queue->other_max + 1) + state->other;
    number = number * (queue->waiting_max + 1) + state->waiting;
    return number * (queue->away_max + 1) + state->away;
}

CourseState course_state(const CourseQueue *queue, size_t number)
{
    CourseState state;
    state.away = number % (queue->away_max + 1);
    number /= queue->away_max + 1;
    state.waiting = number % (queue->waiting_max + 1);
    number /= queue->waiting_max + 1;
    state.other = number % (queue->other_max + 1);
    state.busy = number / (queue->other_max + 1);
    return state;
}

size_t course_servers_free(const CourseQueue *queue, const CoursePiece *piece,
                           const CourseState *state)
{
    size_t occupied = state->busy + (queue->other_shares ? state->other : 0);
    return occupied < piece->servers ? piece->servers - occupied : 0;
}

size_t course_others_free(const CourseQueue *queue, const CoursePiece *piece,
                          const CourseState *state)
{
    return queue->other_shares || state->other >= piece->other_servers
               ? 0
               : piece->other_servers - state->other;
}

void course_settle(const CourseQueue *queue, const CoursePiece *piece, CourseState *state)
{
    size_t taken = lesser(course_servers_free(queue, piece, state), state->waiting);
    state->waiting -= taken;
    if (piece->is_degraded) {
        state->other += taken;
    } else {
        state->busy += taken;
    }
    taken = lesser(course_others_free(queue, piece, state), state->waiting);
    state->waiting -= taken;
    state->other += taken;
}

bool course_is_settled(const CourseQueue *queue, const CoursePiece *piece, const CourseState *state)
{
    return state->waiting == 0 || (course_servers_free(queue, piece, state) == 0 &&
                                   course_others_free(queue, piece, state) == 0);
}

bool course_is_full(const CourseQueue *queue, const CoursePiece *piece, const CourseState *state)
{
    return state->waiting == queue->waiting_max && course_servers_free(queue, piece, state) == 0 &&
           course_others_free(queue, piece, state) == 0;
}
