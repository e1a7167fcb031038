/* A stream for each of many entities that are asked for by number, mostly in order: the requests of
 * a service, the gaps between arrivals.
 *
 * Whatever a strategy does, entity n meets the same words. Its first word, mostly the only one that
 * it needs, is word n of a sequence that belongs to the source and is computed ahead in batches;
 * where more are needed the entity goes on with a stream of its own, keyed as stream_rekey(n) keys
 * it. So a draw costs a quarter of a call of the generator instead of a whole one, and an entity
 * that draws nothing costs nothing but its place in the batch.
 */
#ifndef SIM_NUMBERED_STREAM_H
#define SIM_NUMBERED_STREAM_H

#include "sim/stream.h"

enum { NUMBERED_AHEAD = 64 }; /* words in a batch at most: 16 calls of the generator */

typedef struct NumberedStream {
    /* private */
    Stream stream;  /* of one entity at a time */
    uint64_t first; /* number of words[0] */
    uint64_t count;
    uint64_t words[NUMBERED_AHEAD];
} NumberedStream;

/* Like a Stream it must not be moved afterwards. */
void numbered_stream_init(NumberedStream *numbered, uint64_t seed, uint64_t replication,
                          uint64_t source);

/* Private: reads the words from `number` on. */
void numbered_stream_read(NumberedStream *numbered, uint64_t number);

/* Private: the first word of entity `number`. */
static inline uint64_t numbered_stream_word(NumberedStream *numbered, uint64_t number)
{
    if (UNLIKELY(number - numbered->first >= numbered->count)) {
        numbered_stream_read(numbered, number);
    }
    return numbered->words[number - numbered->first];
}

/* The stream of entity `number`, at its beginning; valid until the next one is asked for. */
static inline Stream *numbered_stream_at(NumberedStream *numbered, uint64_t number)
{
    Stream *const stream = &numbered->stream;
    stream_rekey(stream, number);
    stream->words[STREAM_WORDS - 1] = numbered_stream_word(numbered, number);
    stream->left = 1;
    return stream;
}

/* The exponential with mean 1 that stream_exponential gives at the beginning of entity `number`. */
static inline double numbered_stream_exponential(NumberedStream *numbered, uint64_t number)
{
    const uint64_t word = numbered_stream_word(numbered, number);
    const ExponentialLayer *const layer = &exponential_layers[word % EXPONENTIAL_LAYERS];
    const uint64_t steps = word >> 11;
    if (LIKELY(steps < layer->inside)) {
        return (double)(int64_t)steps * layer->width;
    }
    return stream_exponential(numbered_stream_at(numbered, number));
}

/* The same for stream_normal. */
static inline double numbered_stream_normal(NumberedStream *numbered, uint64_t number)
{
    const uint64_t word = numbered_stream_word(numbered, number);
    const uint64_t size = word ^ numbered->stream.inverted;
    const NormalLayer *const layer = &normal_layers[size % NORMAL_LAYERS];
    const uint64_t steps = size >> 11;
    if (LIKELY(steps < layer->inside)) {
        return stream_normal_signed((double)(int64_t)steps * layer->width, word);
    }
    return stream_normal(numbered_stream_at(numbered, number));
}

#endif
