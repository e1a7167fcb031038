/* An event of a trace as a sentence.
 */
#ifndef CLI_TRACE_STORY_H
#define CLI_TRACE_STORY_H

#include "base/text.h"
#include "models/trace.h"

/* Appends the sentence; `id` is that of the record, written out. An event without a row in
 * trace_stories.def is told by its name and id. */
void trace_story_add(TextBuilder *out, const TraceRecord *record, const char *id);

#endif
