/* What the words in capitals stand for that help and man pages show for operands and arguments.
 */
#ifndef CLI_PLACEHOLDER_H
#define CLI_PLACEHOLDER_H

#include <stddef.h>

typedef enum PlaceholderKind {
    PLACEHOLDER_FREE,
    PLACEHOLDER_FOLDER,
    PLACEHOLDER_FILE,
    PLACEHOLDER_CHOICE, /* one of `choices` */
    PLACEHOLDER_LIST,   /* some of `choices`, between commas */
    PLACEHOLDER_METRIC  /* a name of metrics.def or curves.def */
} PlaceholderKind;

typedef struct Placeholder {
    const char *text;
    PlaceholderKind kind;
    const char *choices; /* between spaces */
    const char *meaning;
} Placeholder;

size_t placeholder_count(void);
const Placeholder *placeholder_at(size_t index);

/* That of the text, brackets around it left out; NULL where the table has none. */
const Placeholder *placeholder_find(const char *text);

#endif
