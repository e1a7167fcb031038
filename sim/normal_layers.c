#include "sim/normal_layers.h"

const NormalLayer normal_layers[NORMAL_LAYERS] = {
#define LAYER(inside, width) {inside, width},
#include "sim/normal_layers.def"
#undef LAYER
};

double normal_layer_edge(unsigned layer)
{
    return normal_layers[layer > 0 ? layer : NORMAL_LAYERS - 1].width * 0x1p53;
}
