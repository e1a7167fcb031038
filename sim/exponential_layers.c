#include "sim/exponential_layers.h"

const ExponentialLayer exponential_layers[EXPONENTIAL_LAYERS] = {
#define LAYER(inside, width) {inside, width},
#include "sim/exponential_layers.def"
#undef LAYER
};

double exponential_layer_edge(unsigned layer)
{
    return exponential_layers[layer > 0 ? layer : EXPONENTIAL_LAYERS - 1].width * 0x1p53;
}
