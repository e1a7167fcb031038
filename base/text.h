/* Text: a builder that grows, checks of ids and UTF-8, and the nearest known name for messages. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct TextBuilder {
    char *text; /* zero-terminated once anything was added; NULL before */
    size_t length;
    /* private */
    size_t capacity;
} TextBuilder;

/* A zeroed builder is empty: `TextBuilder builder = {0};`. */
void text_add(TextBuilder *builder, const char *text);
void text_add_bytes(TextBuilder *builder, const char *bytes, size_t length);
void text_add_format(TextBuilder *builder, const char *format, ...) ATTRIBUTE_PRINTF(2, 3);
/* "1 team", "2 teams", "0 teams". */
void text_add_count(TextBuilder *builder, size_t count, const char *one, const char *many);
void text_clear(TextBuilder *builder);
void text_deinit(TextBuilder *builder);

/* Whether the bytes are valid UTF-8 (RFC 3629: no overlong form, no surrogate, at most U+10FFFF).
 */
bool text_is_utf8(const char *bytes, size_t length);

/* Bytes (1..4) of the valid UTF-8 character at the start of `bytes`, 0 where there is none. */
size_t text_character_bytes(const char *bytes, size_t length);

/* Adds `length` bytes of `text` as one line that is safe to show: control characters (C1, line ends
 * and bidirectional controls of Unicode included) and invalid bytes become '?'. After `characters`
 * characters an ellipsis ends it. */
void text_add_clean(TextBuilder *builder, const char *text, size_t length, size_t characters);

enum { TEXT_QUOTE_CHARACTERS = 40 }; /* how much of a value a message shows */

/* Whether `text` is an id: one or more of [A-Za-z0-9_.-]. */
bool text_is_id(const char *text);

/* `text` for a message: quoted, at most 40 characters (cut at a character with an ellipsis),
 * control characters and invalid bytes replaced by '?'. Writes into `out` (of `size` bytes, 64 or
 * more do) and returns it. */
const char *text_quote(char *out, size_t size, const char *text);

/* Index of the candidate that is nearest to `text`, or SIZE_MAX. Case is ignored.
 *
 * First one at edit distance 1 or less (a transposition counts one). Then the only one that begins
 * with the text ("horizon": horizon_days), has all its words in order ("delay_eur_per_h":
 * request_delay_eur_per_h, though crew_eur_per_h is fewer letters away), or whose words the text
 * has all ("insured_people": insured): names are forgotten in part more often than rewritten. Then
 * the least edit distance, at most a third of the longer length. Of equals the first. Texts over
 * 100 bytes are near to nothing, those under 3 are contained in nothing. */
size_t text_nearest(const char *text, const char *const *candidates, size_t count);

/* Adds `; did you mean "X"?` with that candidate, or where none is near `; expected one of A, B`.
 * Returns its index or SIZE_MAX. */
size_t text_add_nearest(TextBuilder *builder, const char *text, const char *const *candidates,
                        size_t count);

#endif
