/* The area under exp(-x^2 / 2) from 0 on cut into 256 layers of equal area, lying on one another: a
 * normal variate from one random word by the ziggurat method [Marsaglia 2000].
 *
 * As in exponential_layers.h, a word chooses a layer by its 8 lowest bits and a place in it by its
 * 53 highest; one of the bits between is the sign. 98.5 % of all words lie left of the edge of the
 * layer above and need nothing more. Beyond the last edge, in layer 0, comes the tail
 * [Marsaglia 1964]. The law is exact but for the rounding of doubles: 53 bits, where the ziggurat
 * of GSL has 24.
 */
#ifndef SIM_NORMAL_LAYERS_H
#define SIM_NORMAL_LAYERS_H

#include <stdint.h>

enum { NORMAL_LAYERS = 256, NORMAL_SIGN_BIT = 8 }; /* a power of two: the lowest bits choose */

typedef struct NormalLayer {
    uint64_t inside; /* steps that lie under the layer above, so under the curve */
    double width;    /* of one of its 2^53 steps */
} NormalLayer;

extern const NormalLayer normal_layers[NORMAL_LAYERS];

/* The right edge of layer 1 and above; of layer 0 the edge beyond which the tail begins. */
double normal_layer_edge(unsigned layer);

#endif
