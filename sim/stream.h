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
 * It is a gsl_rng as well: pass `stream_rng(stream)` to any gsl_ran function. A Stream must not be
 * copied or moved after stream_init (the gsl_rng inside points to it). Drawing is inline: it is the
 * most frequent thing the program does.
 */
#ifndef SIM_STREAM_H
#define SIM_STREAM_H

#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdint.h>

enum { STREAM_WORDS = 4 }; /* of 64 bits that one call of the generator gives */

typedef struct Stream {
    /* private */
    gsl_rng rng;
    uint64_t seed;
    uint64_t counter[STREAM_WORDS]; /* block, entity, source, replication */
    uint64_t words[STREAM_WORDS];
    unsigned left; /* words not yet used */
} Stream;

/* 64-bit key of a source: a hash of its purpose and up to two ids ("" where there is none). The
 * three texts are hashed with their boundaries, so ("ab", "c") and ("a", "bc") differ. */
uint64_t stream_source(const char *purpose, const char *id, const char *second_id);

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
    return (double)(stream_word(stream) >> 11) * 0x1p-53;
}

/* Exponential with mean 1; at most 36.8. Always consumes one uniform. 1 - u is exact for a 53-bit
 * uniform, so log loses nothing against log1p(-u) and takes half the time; subtracting from 0 keeps
 * a minus zero out. */
static inline double stream_exponential(Stream *stream)
{
    return 0.0 - log(1.0 - stream_uniform(stream));
}

/* The stream as a generator for GSL; valid as long as the stream is. */
const gsl_rng *stream_rng(Stream *stream);

#endif
