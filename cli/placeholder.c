#include "cli/placeholder.h"

#include <string.h>

static const Placeholder PLACEHOLDERS[] = {
#define PLACEHOLDER(text, kind, choices, meaning) {text, PLACEHOLDER_##kind, choices, meaning},
#include "cli/placeholders.def"
#undef PLACEHOLDER
};

size_t placeholder_count(void)
{
    return sizeof PLACEHOLDERS / sizeof *PLACEHOLDERS;
}

const Placeholder *placeholder_at(size_t index)
{
    return &PLACEHOLDERS[index];
}

const Placeholder *placeholder_find(const char *text)
{
    const char *begin = text + (text[0] == '[');
    const size_t length = strcspn(begin, "]");
    for (size_t i = 0; i < placeholder_count(); ++i) {
        const Placeholder *placeholder = &PLACEHOLDERS[i];
        if (strlen(placeholder->text) == length && strncmp(placeholder->text, begin, length) == 0) {
            return placeholder;
        }
    }
    return NULL;
}
