/* The spread of an attack over zones, its notice, payload and theft, and the isolation and rebuild
 * of zones, as a Markov chain: the exact chain of an epidemic on a directed graph [Van Mieghem
 * 2009], without recovery by itself and with a defence.
 *
 * All delays are exponential, given as rates; a rate of INFINITY is at once, 0 is never. A link's
 * hazard that stops and starts again goes on where it was, which for a unit exponential is to
 * begin anew. A state is, for every zone, its health, whether it has been noticed, isolated and
 * robbed, and whether the reaction to its notice is still to come.
 */
#ifndef TESTS_THEORY_ATTACK_CHAIN_H
#define TESTS_THEORY_ATTACK_CHAIN_H

#include <stddef.h>
#include <stdint.h>

enum { ATTACK_ZONES_MAX = 7, ATTACK_WAYS_MAX = 20 };

typedef struct AttackWay {
    size_t from, to;
    double per_h;
} AttackWay;

/* What the notice of a zone leads to. */
typedef enum AttackAnswer {
    ANSWER_NONE,
    ANSWER_ALL,     /* the first notice isolates every zone */
    ANSWER_NOTICED, /* each notice isolates that zone */
    ANSWER_GROUP,   /* each notice isolates the zones of the zone's group */
    ANSWER_LISTED   /* each notice isolates that zone, the first one the listed zones too */
} AttackAnswer;

typedef struct AttackCase {
    size_t zones, ways;
    AttackWay way[ATTACK_WAYS_MAX];
    size_t entry;
    double false_alarm_prob;
    double detect_per_h;      /* of the entry, from the start */
    double detect_next_per_h; /* of another zone, from its compromise; not before the first */
    double payload_per_h, theft_per_h;
    AttackAnswer answer;
    uint32_t group[ATTACK_ZONES_MAX]; /* bits of the zones isolated together with each */
    uint32_t listed;
    size_t escalate_at; /* number of noticed zones whose last one isolates all; 0: never */
    double reaction_per_h;
    double leak;
    double
        rebuild_per_h; /* of a zone that is isolated or destroyed, from then on; only with leak 0 */
    double check_per_h; /* the same of an isolated zone that is clean */
} AttackCase;

/* What is expected at an instant: probabilities, and in an integral over time hours. */
typedef struct AttackView {
    double noticed_any, isolated_any;
    double compromised[ATTACK_ZONES_MAX]; /* ever */
    double destroyed[ATTACK_ZONES_MAX];   /* ever */
    double isolated[ATTACK_ZONES_MAX];    /* ever */
    double robbed[ATTACK_ZONES_MAX];
    double down[ATTACK_ZONES_MAX]; /* isolated or destroyed, and not rebuilt */
} AttackView;

typedef struct AttackChain AttackChain;

/* Stands at t = 0, when the entry is compromised. Free with attack_chain_free. */
AttackChain *attack_chain_new(const AttackCase *attack);

/* Goes on by `duration_h`. `integral` (NULL: not wanted) gets the integral of the view over these
 * hours, by Simpson's rule in `steps` double steps. */
void attack_chain_advance(AttackChain *chain, double duration_h, size_t steps,
                          AttackView *integral);

/* What is expected now. */
AttackView attack_chain_view(const AttackChain *chain);

size_t attack_chain_states(const AttackChain *chain);

void attack_chain_free(AttackChain *chain);

/* Sum over the zones of one of the arrays of a view. */
double attack_sum(const double values[ATTACK_ZONES_MAX]);

#endif
