#include "tests/theory/attack_chain.h"

#include "base/memory.h"
#include "tests/theory/markov_chain.h"
#include "tests/theory/state_space.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

typedef enum Health { CLEAN, COMPROMISED, DESTROYED } Health;
typedef enum Notice { UNNOTICED, OVERDUE, NOTICED } Notice;
typedef enum Reaction { REACT_NOT, REACT_HERE, REACT_LISTED, REACT_ALL } Reaction;

enum { ZONE_BITS = 9 };

/* One zone of a state, as it stands in ZONE_BITS bits. */
typedef struct ZoneState {
    Health health;
    bool rebuilt; /* or checked: hardened and connected */
    Notice notice;
    Reaction reaction; /* still to come */
    bool isolated;     /* ever */
    bool robbed;
} ZoneState;

typedef struct NetworkState {
    ZoneState zone[ATTACK_ZONES_MAX];
} NetworkState;

struct AttackChain {
    AttackCase attack;
    StateSpace *space;
    MarkovChain *chain;
    double *p; /* [states] */
};

static uint64_t encode(const AttackCase *attack, const NetworkState *state)
{
    uint64_t code = 0;
    for (size_t i = 0; i < attack->zones; i++) {
        const ZoneState *zone = &state->zone[i];
        uint64_t bits = (uint64_t)zone->health | (uint64_t)zone->rebuilt << 2 |
                        (uint64_t)zone->notice << 3 | (uint64_t)zone->reaction << 5 |
                        (uint64_t)zone->isolated << 7 | (uint64_t)zone->robbed << 8;
        code |= bits << (ZONE_BITS * i);
    }
    return code;
}

static NetworkState decode(const AttackCase *attack, uint64_t code)
{
    NetworkState state = {0};
    for (size_t i = 0; i < attack->zones; i++) {
        unsigned bits = (unsigned)(code >> (ZONE_BITS * i)) & ((1U << ZONE_BITS) - 1);
        state.zone[i] = (ZoneState){.health = (Health)(bits & 3),
                                    .rebuilt = bits >> 2 & 1,
                                    .notice = (Notice)(bits >> 3 & 3),
                                    .reaction = (Reaction)(bits >> 5 & 3),
                                    .isolated = bits >> 7 & 1,
                                    .robbed = bits >> 8 & 1};
    }
    return state;
}

static bool holds_attacker(const ZoneState *zone)
{
    return zone->health != CLEAN && !zone->rebuilt;
}

static bool is_isolated(const ZoneState *zone)
{
    return zone->isolated && !zone->rebuilt;
}

static bool is_down(const ZoneState *zone)
{
    return (zone->isolated || zone->health == DESTROYED) && !zone->rebuilt;
}

static size_t noticed_count(const AttackCase *attack, const NetworkState *state)
{
    size_t noticed = 0;
    for (size_t i = 0; i < attack->zones; i++) {
        noticed += state->zone[i].notice == NOTICED;
    }
    return noticed;
}

/* What happens to a zone; the functions change the state and all that follows at once. */

static void isolate(const AttackCase *attack, NetworkState *state, uint32_t zones)
{
    for (size_t i = 0; i < attack->zones; i++) {
        ZoneState *zone = &state->zone[i];
        if ((zones >> i & 1) && !zone->rebuilt) {
            zone->isolated = true;
            if (zone->health == CLEAN && isinf(attack->check_per_h)) {
                zone->rebuilt = true;
            }
        }
    }
}

static uint32_t all_zones(const AttackCase *attack)
{
    return (UINT32_C(1) << attack->zones) - 1;
}

/* The reaction to the zone's notice comes about. */
static void react(const AttackCase *attack, NetworkState *state, size_t index)
{
    ZoneState *zone = &state->zone[index];
    const Reaction reaction = zone->reaction;
    const uint32_t own = UINT32_C(1) << index;
    zone->reaction = REACT_NOT;
    switch (reaction) {
    case REACT_NOT:
        break;
    case REACT_HERE:
        isolate(attack, state, attack->answer == ANSWER_GROUP ? attack->group[index] : own);
        break;
    case REACT_LISTED:
        isolate(attack, state, own | attack->listed);
        break;
    case REACT_ALL:
        isolate(attack, state, all_zones(attack));
        break;
    }
}

/* What the notice sets off that makes `noticed` zones. */
static Reaction reaction_to(const AttackCase *attack, size_t noticed)
{
    const bool first = noticed == 1;
    if (attack->escalate_at == noticed) {
        return REACT_ALL;
    }
    switch (attack->answer) {
    case ANSWER_NONE:
        return REACT_NOT;
    case ANSWER_ALL:
        return first ? REACT_ALL : REACT_NOT;
    case ANSWER_LISTED:
        return first ? REACT_LISTED : REACT_HERE;
    case ANSWER_NOTICED:
    case ANSWER_GROUP:
        return REACT_HERE;
    }
    return REACT_NOT;
}

/* The first notice opens the eyes for what is overdue. */
static void notice(const AttackCase *attack, NetworkState *state, size_t index)
{
    ZoneState *zone = &state->zone[index];
    if (zone->notice == NOTICED || zone->rebuilt) {
        return;
    }
    zone->notice = NOTICED;
    const size_t noticed = noticed_count(attack, state);
    zone->reaction = reaction_to(attack, noticed);
    if (zone->reaction != REACT_NOT && isinf(attack->reaction_per_h)) {
        react(attack, state, index);
    }
    for (size_t i = 0; noticed == 1 && i < attack->zones; i++) {
        if (state->zone[i].notice == OVERDUE) {
            notice(attack, state, i);
        }
    }
}

static void notice_is_due(const AttackCase *attack, NetworkState *state, size_t index)
{
    if (index == attack->entry || noticed_count(attack, state) > 0) {
        notice(attack, state, index);
    } else {
        state->zone[index].notice = OVERDUE;
    }
}

static void compromise(const AttackCase *attack, NetworkState *state, size_t index)
{
    state->zone[index].health = COMPROMISED;
    if (index != attack->entry && isinf(attack->detect_next_per_h)) {
        notice_is_due(attack, state, index);
    }
}

/* A plan for this zone alone falls away. */
static void rebuild(const AttackCase *attack, NetworkState *state, size_t index)
{
    ZoneState *zone = &state->zone[index];
    zone->rebuilt = true;
    if (zone->reaction == REACT_HERE && attack->answer != ANSWER_GROUP) {
        zone->reaction = REACT_NOT;
    }
}

/* Where a state leads to */

/* Numbers the state where the chain is not made yet, else adds the transition. */
static void add(AttackChain *chain, size_t from, const NetworkState *to, double per_h)
{
    if (per_h <= 0) {
        return;
    }
    size_t number = state_space_number(chain->space, encode(&chain->attack, to));
    if (chain->chain) {
        markov_chain_add(chain->chain, from, number, per_h);
    }
}

static void add_spread(AttackChain *chain, size_t number, const NetworkState *state)
{
    const AttackCase *attack = &chain->attack;
    for (size_t i = 0; i < attack->ways; i++) {
        const AttackWay *way = &attack->way[i];
        const ZoneState *from = &state->zone[way->from], *to = &state->zone[way->to];
        double share = is_isolated(from) || is_isolated(to) ? attack->leak : 1;
        if (holds_attacker(from) && to->health == CLEAN && !to->rebuilt && share > 0) {
            NetworkState next = *state;
            compromise(attack, &next, way->to);
            add(chain, number, &next, share * way->per_h);
        }
    }
}

/* The entry's notice runs from the start, compromised or not. */
static double notice_per_h(const AttackCase *attack, const ZoneState *zone, bool is_entry)
{
    if (zone->notice != UNNOTICED || zone->rebuilt) {
        return 0;
    }
    if (is_entry) {
        return attack->detect_per_h;
    }
    return zone->health == COMPROMISED && !isinf(attack->detect_next_per_h)
               ? attack->detect_next_per_h
               : 0;
}

static void add_attack(AttackChain *chain, size_t number, const NetworkState *state, size_t index)
{
    const AttackCase *attack = &chain->attack;
    const ZoneState *zone = &state->zone[index];
    NetworkState next = *state;
    notice_is_due(attack, &next, index);
    add(chain, number, &next, notice_per_h(attack, zone, index == attack->entry));
    if (zone->health == COMPROMISED && !zone->rebuilt && !zone->isolated &&
        attack->payload_per_h > 0) {
        next = *state;
        next.zone[index].health = DESTROYED;
        notice(attack, &next, index);
        add(chain, number, &next, attack->payload_per_h);
    }
    if (holds_attacker(zone) && !zone->robbed && attack->theft_per_h > 0) {
        next = *state;
        next.zone[index].robbed = true;
        add(chain, number, &next, attack->theft_per_h * (zone->isolated ? attack->leak : 1));
    }
}

static void add_defence(AttackChain *chain, size_t number, const NetworkState *state, size_t index)
{
    const AttackCase *attack = &chain->attack;
    const ZoneState *zone = &state->zone[index];
    NetworkState next = *state;
    if (zone->reaction != REACT_NOT) {
        react(attack, &next, index);
        add(chain, number, &next, attack->reaction_per_h);
    }
    double work_per_h = zone->health == CLEAN ? attack->check_per_h : attack->rebuild_per_h;
    if (is_down(zone) && work_per_h > 0) {
        next = *state;
        rebuild(attack, &next, index);
        add(chain, number, &next, work_per_h);
    }
}

static uint64_t first_code(const AttackCase *attack, bool false_alarm)
{
    NetworkState state = {0};
    if (!false_alarm) {
        state.zone[attack->entry].health = COMPROMISED;
    }
    return encode(attack, &state);
}

static void add_transitions(AttackChain *chain)
{
    const AttackCase *attack = &chain->attack;
    for (size_t number = 0; number < state_space_count(chain->space); number++) {
        NetworkState state = decode(attack, state_space_code(chain->space, number));
        add_spread(chain, number, &state);
        for (size_t i = 0; i < attack->zones; i++) {
            add_attack(chain, number, &state, i);
            add_defence(chain, number, &state, i);
        }
    }
}

/* Twice: the chain needs the number of its states before the first transition. */
AttackChain *attack_chain_new(const AttackCase *attack)
{
    AttackChain *chain = memory_allocate(1, sizeof *chain);
    assert(attack->zones <= ATTACK_ZONES_MAX && attack->ways <= ATTACK_WAYS_MAX);
    chain->attack = *attack;
    chain->space = state_space_new();
    state_space_number(chain->space, first_code(attack, false));
    state_space_number(chain->space, first_code(attack, true));
    add_transitions(chain);
    chain->chain = markov_chain_new(state_space_count(chain->space));
    add_transitions(chain);
    chain->p = memory_allocate(state_space_count(chain->space), sizeof *chain->p);
    chain->p[0] = 1 - attack->false_alarm_prob;
    chain->p[1] = attack->false_alarm_prob;
    return chain;
}

/* What is expected */

static void add_state(AttackView *view, const AttackCase *attack, const NetworkState *state,
                      double weight)
{
    bool isolated_any = false;
    for (size_t i = 0; i < attack->zones; i++) {
        const ZoneState *zone = &state->zone[i];
        isolated_any = isolated_any || zone->isolated;
        view->compromised[i] += zone->health != CLEAN ? weight : 0;
        view->destroyed[i] += zone->health == DESTROYED ? weight : 0;
        view->isolated[i] += zone->isolated ? weight : 0;
        view->robbed[i] += zone->robbed ? weight : 0;
        view->down[i] += is_down(zone) ? weight : 0;
    }
    view->isolated_any += isolated_any ? weight : 0;
    view->noticed_any += noticed_count(attack, state) > 0 ? weight : 0;
}

static void add_view(const AttackChain *chain, AttackView *view, double weight)
{
    for (size_t number = 0; number < state_space_count(chain->space); number++) {
        NetworkState state = decode(&chain->attack, state_space_code(chain->space, number));
        add_state(view, &chain->attack, &state, weight * chain->p[number]);
    }
}

AttackView attack_chain_view(const AttackChain *chain)
{
    AttackView view = {0};
    add_view(chain, &view, 1);
    return view;
}

void attack_chain_advance(AttackChain *chain, double duration_h, size_t steps, AttackView *integral)
{
    if (!integral) {
        markov_chain_advance(chain->chain, chain->p, duration_h);
        return;
    }
    const double step_h = duration_h / (2 * (double)steps);
    *integral = (AttackView){0};
    for (size_t i = 0; i < steps; i++) {
        add_view(chain, integral, step_h / 3);
        markov_chain_advance(chain->chain, chain->p, step_h);
        add_view(chain, integral, 4 * step_h / 3);
        markov_chain_advance(chain->chain, chain->p, step_h);
        add_view(chain, integral, step_h / 3);
    }
}

size_t attack_chain_states(const AttackChain *chain)
{
    return state_space_count(chain->space);
}

void attack_chain_free(AttackChain *chain)
{
    markov_chain_free(chain->chain);
    state_space_free(chain->space);
    free(chain->p);
    free(chain);
}

double attack_sum(const double values[ATTACK_ZONES_MAX])
{
    double sum = 0;
    for (size_t i = 0; i < ATTACK_ZONES_MAX; i++) {
        sum += values[i];
    }
    return sum;
}
