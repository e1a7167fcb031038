/* What an incident is made of: how much of the harm the attack did, how much the response, and how
 * much is backlog after the technical restoration.
 *
 * Four runs of every strategy under common random numbers, a factorial design of two factors at two
 * levels [Box 2005]:
 *
 *                    without response   with response
 *     without attack        N                 R         R: the notice is a false alarm
 *     with attack           A                 B         A: nothing is isolated, ever
 *
 * attack_alone = A - N, response_alone = R - N, both = B - N, interaction = B - A - R + N. The
 * attack's and the response's share of `both` are the means over the two orders in which they can
 * be added [Shapley 1953]: attack = ((A - N) + (B - R)) / 2, response = ((R - N) + (B - A)) / 2;
 * they add up to `both`. net_of_response = B - A is what the response adds once there is an attack:
 * below 0 it prevented more than it caused, which is R - N; prevented = (R - N) - (B - A).
 */
#ifndef STUDY_ATTRIBUTION_H
#define STUDY_ATTRIBUTION_H

#include "study/variant.h"

#define ATTRIBUTION_FILE "attribution.csv"

typedef enum AttributionPart {
    PART_NEITHER,
    PART_ATTACK_ALONE,
    PART_RESPONSE_ALONE,
    PART_BOTH,
    PART_INTERACTION,
    PART_ATTACK,
    PART_RESPONSE,
    PART_NET_OF_RESPONSE,
    PART_PREVENTED,
    PARTS
} AttributionPart;

/* "attack_alone", ... */
const char *attribution_part_name(AttributionPart part);

/* One replication: the parts of the values without both, with the attack, with the response, with
 * both. NAN and INFINITY make the parts they enter undefined. */
void attribution_parts(double parts[PARTS], double neither, double attack, double response,
                       double both);

/* Whether the study can be taken apart: the scenario has an attack. */
bool attribution_is_possible(const Study *study);

/* Runs what is missing of the four and writes attribution.csv into `out`. */
bool attribution_write(const VariantOrder *order, const char *out, Failure *failure);

#endif
