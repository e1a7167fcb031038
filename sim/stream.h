/* Streams of random numbers, one per source of randomness, keyed by ids.
 *
 * A stream is a position in a counter-based generator (Threefry4x64-20, [Salmon 2011], through
 * Random123), so it starts in O(1), depends on nothing but its key, and any two streams are
 * independent. The key is (seed, replication, source, entity): `source` names what is random
 * ("service time of eAU at muc-07"), never a strategy, a thread or an order of creation; `entity`
 * numbers what a decision belongs to (a request, a day, a retry), 0 where the stream just runs on.
 * That is what makes common random numbers work: strategies meet the same demand and the same
 * attack.
 *
 * Every replication has a mirror (stream_mirror), which draws the same words with every bit
 * inverted: where one draws the uniform u, the other draws 1 - u, exactly but for the step of 2^-53
 * by which a uniform is less than 1. Both have the law of any other replication, and what is large
 * in one is small in the other: an antithetic pair [Hammersley 1956].
 *
 * It is a gsl_rng as well: pass `stream_rng(stream)` to any gsl_ran function. A Stream must not be
 * copied or moved after stream_init (the gsl_rng inside points to it). Drawing is inline: it is the
 * most frequent thing the program does.
 */
#ifndef SIM_STREAM_H
#define SIM_STREAM_H

#include "base/attributes.h"
#include "sim/exponential_layers.h"
#include "sim/normal_layers.h"

#include <gsl/gsl_rng.h>
#include <stdint.h>
#include <string.h>

enum { STREAM_WORDS = 4 }; /* of 64 bits that one call of the generator gives */

typedef struct Stream {
    /* private */
    gsl_rng rng;
    uint64_t seed;
    uint64_t counter[STREAM_WORDS]; /* block, entity, source, replication */
    uint64_t inverted;              /* the bits that are inverted: none, or in a mirror all */
    uint64_t words[STREAM_WORDS];
    unsigned left; /* words not yet used */
} Stream;

/* 64-bit key of a source: a hash of its purpose and up to two ids ("" where there is none). The
 * three texts are hashed with their boundaries, so ("ab", "c") and ("a", "bc") differ. */
uint64_t stream_source(const char *purpose, const char *id, const char *second_id);

/* The mirror of a replication below 2^63, to be passed to stream_init in its place; the mirror of
 * that is the replication again. */
static inline uint64_t stream_mirror(uint64_t replication)
{
    return replication ^ UINT64_C(1) << 63;
}

void stream_init(Stream *stream, uint64_t seed, uint64_t replication, uint64_t source,
                 uint64_t entity);

/* Moves to the beginning of the same source's stream for another entity. O(1). */
static inline void stream_rekey(Stream *stream, uint64_t entity)
{
    stream->counter[0] = 0;
    stream->counter[1] = entity;
    stream->left = 0;
}

/* Private: the next block of words. */
void stream_refill(Stream *stream);

/* Private: `blocks` blocks of the sequence that holds the first words of the source's numbered
 * entities (numbered_stream.h), from number `block` on. No stream has any of them. */
void stream_first_words(const Stream *stream, uint64_t block, uint64_t blocks, uint64_t *words);

/* The next 64 random bits. */
static inline uint64_t stream_word(Stream *stream)
{
    if (stream->left == 0) {
        stream_refill(stream);
    }
    return stream->words[STREAM_WORDS - stream->left--];
}

/* Uniform on [0, 1), 53 bits. */
static inline double stream_uniform(Stream *stream)
{
    return (double)(int64_t)(stream_word(stream) >> 11) * 0x1p-53;
}

/* Private: the exponential of a word that lies in none of the insides. */
double stream_exponential_outside(Stream *stream, uint64_t word);

/* Private: the exponential that begins with `word`; takes further words where it needs them. */
static inline double stream_exponential_of(Stream *stream, uint64_t word)
{
    const ExponentialLayer *const layer = &exponential_layers[word % EXPONENTIAL_LAYERS];
    const uint64_t steps = word >> 11;
    if (LIKELY(steps < layer->inside)) {
        return (double)(int64_t)steps * layer->width;
    }
    return stream_exponential_outside(stream, word);
}

/* Exponential with mean 1 (exponential_layers.h). Takes one word, seldom more: key a stream per
 * entity where strategies must stay in step. */
static inline double stream_exponential(Stream *stream)
{
    return stream_exponential_of(stream, stream_word(stream));
}

/* Private: the same for the normal with mean 0 and standard deviation 1. A mirror takes its size
 * from the word as it was, and the sign alone from the inverted one: it draws -x for x. */
double stream_normal_outside(Stream *stream, uint64_t word);

/* Private: `x` >= 0 with the sign that the word gives. */
static inline double stream_normal_signed(double x, uint64_t word)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    bits |= word << (63 - NORMAL_SIGN_BIT) & (uint64_t)1 << 63;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static inline double stream_normal_of(Stream *stream, uint64_t word)
{
    const uint64_t size = word ^ stream->inverted;
    const NormalLayer *const layer = &normal_layers[size % NORMAL_LAYERS];
    const uint64_t steps = size >> 11;
    if (LIKELY(steps < layer->inside)) {
        return stream_normal_signed((double)(int64_t)steps * layer->width, word);
    }
    return stream_normal_outside(stream, word);
}

/* Normal with mean 0 and standard deviation 1 (normal_layers.h). Takes one word, seldom more. */
static inline double stream_normal(Stream *stream)
{
    return stream_normal_of(stream, stream_word(stream));
}

/* The stream as a generator for GSL; valid as long as the stream is. */
const gsl_rng *stream_rng(Stream *stream);

#endif
