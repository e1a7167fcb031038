#include "sim/numbered_stream.h"

#include <stdbool.h>

void numbered_stream_init(NumberedStream *numbered, uint64_t seed, uint64_t replication,
                          uint64_t source)
{
    stream_init(&numbered->stream, seed, replication, source, 0);
    numbered->first = numbered->count = 0;
}

/* One call of the generator at first, and twice as many each time that the entities go on in order:
 * whoever asks here and there does not pay for what is between. */
void numbered_stream_read(NumberedStream *numbered, uint64_t number)
{
    const uint64_t from = number - number % STREAM_WORDS;
    const uint64_t ahead = from - numbered->first; /* huge where it lies behind */
    const uint64_t last = numbered->count;
    const bool goes_on = ahead >= last && ahead < 2 * last;
    uint64_t count = STREAM_WORDS;
    if (goes_on) {
        count = last < NUMBERED_AHEAD ? 2 * last : NUMBERED_AHEAD;
    }
    stream_first_words(&numbered->stream, from / STREAM_WORDS, count / STREAM_WORDS,
                       numbered->words);
    numbered->first = from;
    numbered->count = count;
}
