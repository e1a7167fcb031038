#include "sim/stream.h"

#include <limits.h>
#include <math.h>
#include <Random123/threefry.h>
#include <stdbool.h>
#include <string.h>

/* FNV-1a over the bytes of a text, after its length. */
static uint64_t hash_text(uint64_t hash, const char *text)
{
    const uint64_t prime = UINT64_C(0x100000001b3);
    const size_t length = strlen(text);
    for (unsigned shift = 0; shift < 64; shift += 8) {
        hash = (hash ^ (((uint64_t)length >> shift) & 0xff)) * prime;
    }
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)text[i]) * prime;
    }
    return hash;
}

/* The finaliser of SplitMix64 [Steele 2014]: every bit of the input moves every bit of the key. */
static uint64_t mix(uint64_t hash)
{
    hash = (hash ^ (hash >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    hash = (hash ^ (hash >> 27)) * UINT64_C(0x94d049bb133111eb);
    return hash ^ (hash >> 31);
}

uint64_t stream_source(const char *purpose, const char *id, const char *second_id)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325); /* the offset basis of FNV-1a */
    hash = hash_text(hash, purpose);
    hash = hash_text(hash, id);
    hash = hash_text(hash, second_id);
    return mix(hash);
}

static void set_seed(void *state, unsigned long seed)
{
    Stream *stream = state;
    stream->seed = seed;
    stream_rekey(stream, stream->counter[1]);
}

static unsigned long get_word(void *state)
{
    return (unsigned long)stream_word(state);
}

static double get_uniform(void *state)
{
    return stream_uniform(state);
}

static const gsl_rng_type stream_type = {
    .name = "threefry4x64-20",
    .max = ULONG_MAX,
    .min = 0,
    .size = sizeof(Stream),
    .set = set_seed,
    .get = get_word,
    .get_double = get_uniform,
};

void stream_init(Stream *stream, uint64_t seed, uint64_t replication, uint64_t source,
                 uint64_t entity)
{
    const uint64_t mirrored = stream_mirror(0);
    *stream = (Stream){
        .rng = {.type = &stream_type, .state = stream},
        .seed = seed,
        .counter = {0, entity, source, replication & ~mirrored},
        .inverted = replication & mirrored ? UINT64_MAX : 0,
    };
}

/* What the blocks of a key are for: the second word of the generator's key. */
enum { OWN_WORDS, FIRST_WORDS };

/* All words that anything is drawn from pass here. */
static inline void put_words(uint64_t *words, const threefry4x64_ctr_t *block, uint64_t inverted)
{
    for (size_t i = 0; i < STREAM_WORDS; i++) {
        words[i] = block->v[i] ^ inverted;
    }
}

void stream_refill(Stream *stream)
{
    const threefry4x64_ctr_t counter = {
        {stream->counter[0], stream->counter[1], stream->counter[2], stream->counter[3]}};
    const threefry4x64_key_t key = {{stream->seed, OWN_WORDS, 0, 0}};
    const threefry4x64_ctr_t block = threefry4x64_R(20, counter, key);
    put_words(stream->words, &block, stream->inverted);
    stream->counter[0]++;
    stream->left = STREAM_WORDS;
}

/* Numbers of entities go up to 2^64 - 1 and from there on from 0. */
static const uint64_t BLOCKS_OF_FIRST_WORDS = UINT64_MAX / STREAM_WORDS + 1;

ATTRIBUTE_WIDE_VECTORS
void stream_first_words(const Stream *stream, uint64_t block, uint64_t blocks, uint64_t *words)
{
    const threefry4x64_key_t key = {{stream->seed, FIRST_WORDS, 0, 0}};
    const uint64_t inverted = stream->inverted;
    for (uint64_t i = 0; i < blocks; i++) {
        const threefry4x64_ctr_t counter = {
            {(block + i) % BLOCKS_OF_FIRST_WORDS, 0, stream->counter[2], stream->counter[3]}};
        const threefry4x64_ctr_t four = threefry4x64_R(20, counter, key);
        put_words(words + i * STREAM_WORDS, &four, inverted);
    }
}

/* Whether a point of the layer, somewhere in its height, lies under the curve at `x`. */
static bool is_under_curve(unsigned layer, double x, double height_share)
{
    const double low = exp(-exponential_layer_edge(layer));
    const double high = layer > 1 ? exp(-exponential_layer_edge(layer - 1)) : 1;
    return low + height_share * (high - low) < exp(-x);
}

double stream_exponential_outside(Stream *stream, uint64_t word)
{
    double beyond = 0; /* tails left behind: what is beyond the last edge is exponential again */
    for (;;) {
        const unsigned layer = word % EXPONENTIAL_LAYERS;
        const uint64_t steps = word >> 11;
        const double x = (double)(int64_t)steps * exponential_layers[layer].width;
        if (steps < exponential_layers[layer].inside) {
            return beyond + x;
        }
        if (layer == 0) {
            beyond += exponential_layer_edge(0);
        } else if (is_under_curve(layer, x, stream_uniform(stream))) {
            return beyond + x;
        }
        word = stream_word(stream);
    }
}

/* A normal variate beyond `edge`, by its excess over it [Marsaglia 1964]. */
static double normal_tail_excess(Stream *stream, double edge)
{
    double excess;
    do {
        excess = stream_exponential(stream) / edge;
    } while (2 * stream_exponential(stream) <= excess * excess);
    return excess;
}

/* Like is_under_curve, for exp(-x^2 / 2). */
static bool is_under_bell(unsigned layer, double x, double height_share)
{
    const double right = normal_layer_edge(layer);
    const double above = layer > 1 ? normal_layer_edge(layer - 1) : 0;
    const double low = exp(-right * right / 2);
    const double high = exp(-above * above / 2);
    return low + height_share * (high - low) < exp(-x * x / 2);
}

double stream_normal_outside(Stream *stream, uint64_t word)
{
    for (;;) {
        const uint64_t size = word ^ stream->inverted;
        const unsigned layer = size % NORMAL_LAYERS;
        const uint64_t steps = size >> 11;
        const double x = (double)(int64_t)steps * normal_layers[layer].width;
        if (steps < normal_layers[layer].inside) {
            return stream_normal_signed(x, word);
        }
        if (layer == 0) {
            const double edge = normal_layer_edge(0);
            return stream_normal_signed(edge + normal_tail_excess(stream, edge), word);
        }
        const uint64_t height = stream_word(stream) ^ stream->inverted;
        if (is_under_bell(layer, x, (double)(int64_t)(height >> 11) * 0x1p-53)) {
            return stream_normal_signed(x, word);
        }
        word = stream_word(stream);
    }
}

const gsl_rng *stream_rng(Stream *stream)
{
    return &stream->rng;
}
