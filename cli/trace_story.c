#include "cli/trace_story.h"

#include <math.h>
#include <string.h>

typedef struct Story {
    const char *event, *sentence;
} Story;

static const Story STORIES[] = {
#define TRACE_STORY(event, sentence) {event, sentence},
#include "cli/trace_stories.def"
#undef TRACE_STORY
};

static const char *sentence_of(const char *event)
{
    for (size_t i = 0; i < sizeof STORIES / sizeof *STORIES; ++i) {
        if (strcmp(STORIES[i].event, event) == 0) {
            return STORIES[i].sentence;
        }
    }
    return NULL;
}

/* In the unit in which people would say it. */
static void add_time(TextBuilder *out, double hours)
{
    if (!(hours > 0)) {
        text_add(out, "no time");
    } else if (hours < 1.0 / 60) {
        text_add_format(out, "%.0f s", ceil(hours * 3600));
    } else if (hours < 2) {
        text_add_format(out, "%.0f min", hours * 60);
    } else if (hours < 48) {
        text_add_format(out, "%.1f h", hours);
    } else {
        text_add_format(out, "%.1f days", hours / 24);
    }
}

static void add_word(TextBuilder *out, char mark, const TraceRecord *record, const char *id)
{
    if (mark == '@') {
        text_add(out, id);
    } else if (mark == '#') {
        text_add_format(out, "%llu", (unsigned long long)record->number);
    } else if (mark == '~') {
        add_time(out, record->value);
    } else {
        text_add_format(out, "%.0f", record->value);
    }
}

void trace_story_add(TextBuilder *out, const TraceRecord *record, const char *id)
{
    const char *at = sentence_of(record->event);
    if (!at) {
        text_add_format(out, "%s %s", record->event, id);
        return;
    }
    while (*at) {
        const size_t length = strcspn(at, "@#~%");
        text_add_bytes(out, at, length);
        at += length;
        if (*at) {
            add_word(out, *at++, record, id);
        }
    }
}
