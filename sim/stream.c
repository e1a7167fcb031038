#include "sim/stream.h"

#include <limits.h>
#include <Random123/threefry.h>
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
    *stream = (Stream){
        .rng = {.type = &stream_type, .state = stream},
        .seed = seed,
        .counter = {0, entity, source, replication},
    };
}

void stream_refill(Stream *stream)
{
    const threefry4x64_ctr_t counter = {
        {stream->counter[0], stream->counter[1], stream->counter[2], stream->counter[3]}};
    const threefry4x64_key_t key = {{stream->seed, 0, 0, 0}};
    const threefry4x64_ctr_t words = threefry4x64_R(20, counter, key);
    memcpy(stream->words, words.v, sizeof stream->words);
    stream->counter[0]++;
    stream->left = STREAM_WORDS;
}

const gsl_rng *stream_rng(Stream *stream)
{
    return &stream->rng;
}
