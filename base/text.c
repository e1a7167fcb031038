#include "base/text.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Room for `length` more bytes and the final zero. */
static void reserve(TextBuilder *builder, size_t length)
{
    const size_t needed = builder->length + length + 1;
    size_t capacity = builder->capacity > 0 ? builder->capacity : 64;

    if (needed <= builder->capacity) {
        return;
    }
    while (capacity < needed) {
        capacity *= 2;
    }
    builder->text = memory_grow(builder->text, capacity, 1);
    builder->capacity = capacity;
}

void text_add_bytes(TextBuilder *builder, const char *bytes, size_t length)
{
    reserve(builder, length);
    if (length > 0) {
        memcpy(builder->text + builder->length, bytes, length);
    }
    builder->length += length;
    builder->text[builder->length] = '\0';
}

void text_add(TextBuilder *builder, const char *text)
{
    text_add_bytes(builder, text, strlen(text));
}

void text_add_format(TextBuilder *builder, const char *format, ...)
{
    va_list arguments, again;
    int length;

    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length > 0) {
        reserve(builder, (size_t)length);
        vsnprintf(builder->text + builder->length, (size_t)length + 1, format, again);
        builder->length += (size_t)length;
    }
    va_end(again);
}

void text_add_count(TextBuilder *builder, size_t count, const char *one, const char *many)
{
    text_add_format(builder, "%zu %s", count, count == 1 ? one : many);
}

void text_clear(TextBuilder *builder)
{
    builder->length = 0;
    if (builder->text) {
        builder->text[0] = '\0';
    }
}

void text_deinit(TextBuilder *builder)
{
    free(builder->text);
    *builder = (TextBuilder){0};
}

/* Length 1..4 of the well-formed character that `bytes` begins with, its code point in *code; 0
 * where there is none. */
static size_t character_length(const char *bytes, size_t length, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char first = (unsigned char)bytes[0];
    const size_t size = first < 0x80              ? 1
                        : (first & 0xE0U) == 0xC0 ? 2
                        : (first & 0xF0U) == 0xE0 ? 3
                        : (first & 0xF8U) == 0xF0 ? 4
                                                  : 0;

    if (size == 0 || size > length) {
        return 0;
    }
    *code = size == 1 ? first : first & (0x7FU >> size);
    for (size_t i = 1; i < size; i++) {
        const unsigned char next = (unsigned char)bytes[i];

        if ((next & 0xC0U) != 0x80) {
            return 0;
        }
        *code = *code << 6 | (next & 0x3FU);
    }
    return *code < least[size] || *code > 0x10FFFF || (*code >= 0xD800 && *code <= 0xDFFF) ? 0
                                                                                           : size;
}

size_t text_character_bytes(const char *bytes, size_t length)
{
    uint32_t code;

    return length > 0 ? character_length(bytes, length, &code) : 0;
}

bool text_is_utf8(const char *bytes, size_t length)
{
    uint32_t code;

    for (size_t at = 0; at < length;) {
        const size_t size = character_length(bytes + at, length - at, &code);

        if (size == 0) {
            return false;
        }
        at += size;
    }
    return true;
}

bool text_is_id(const char *text)
{
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

    return text[0] != '\0' && text[strspn(text, allowed)] == '\0';
}

/* Characters that move the cursor, break the line or turn the direction of a terminal: C0, C1, the
 * Unicode line ends and the bidirectional controls. */
static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || (code >= 0x200E && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
           code == 0xFEFF;
}

void text_add_clean(TextBuilder *builder, const char *text, size_t length, size_t characters)
{
    size_t count = 0;

    for (size_t at = 0; at < length; count++) {
        uint32_t code = 0;
        const size_t size = character_length(text + at, length - at, &code);

        if (count == characters) {
            text_add(builder, "\u2026");
            return;
        }
        if (size == 0 || is_control(code)) {
            text_add_bytes(builder, "?", 1);
        } else {
            text_add_bytes(builder, text + at, size);
        }
        at += size > 0 ? size : 1;
    }
}

const char *text_quote(char *out, size_t size, const char *text)
{
    enum { FRAME = 3 }; /* two quotes and the end */
    TextBuilder builder = {0};
    size_t characters = TEXT_QUOTE_CHARACTERS;
    const size_t length = strnlen(text, TEXT_QUOTE_CHARACTERS * 4 + 1);

    text_add_clean(&builder, text, length, characters);
    while (builder.length + FRAME > size && characters > 0) {
        text_clear(&builder);
        text_add_clean(&builder, text, length, --characters);
    }
    snprintf(out, size, "\"%s\"", builder.text ? builder.text : "");
    text_deinit(&builder);
    return out;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t smallest(size_t a, size_t b, size_t c)
{
    const size_t least = a < b ? a : b;

    return least < c ? least : c;
}

enum { NEAR_LENGTH_MAX = 100 };

/* Optimal string alignment: insertions, deletions, replacements and transpositions of neighbours,
 * each at one. Three rows of the table are enough. Both texts are at most NEAR_LENGTH_MAX long. */
static size_t edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][NEAR_LENGTH_MAX + 1];

    for (size_t j = 0; j <= b_length; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];

        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            const char x = lower(a[i - 1]), y = lower(b[j - 1]);

            row[j] = smallest(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == lower(b[j - 2]) && y == lower(a[i - 2])) {
                row[j] = smallest(row[j], two_above[j - 2] + 1, row[j]);
            }
        }
    }
    return rows[a_length % 3][b_length];
}

static bool is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
           (unsigned char)c >= 0x80;
}

static bool bytes_are_alike(const char *a, const char *b, size_t length)
{
    size_t at = 0;

    while (at < length && lower(a[at]) == lower(b[at])) {
        at++;
    }
    return at == length;
}

/* The next word at or after *at; its length, 0 at the end. */
static size_t next_word(const char **at)
{
    size_t length = 0;

    while (**at != '\0' && !is_word_byte(**at)) {
        ++*at;
    }
    while (is_word_byte((*at)[length])) {
        length++;
    }
    return length;
}

/* Whether each word of `part` is one of `whole`, in the same order. */
static bool words_are_of(const char *part, const char *whole)
{
    size_t length, other;

    while ((length = next_word(&part)) > 0) {
        while ((other = next_word(&whole)) > 0 &&
               !(other == length && bytes_are_alike(part, whole, length))) {
            whole += other;
        }
        if (other == 0) {
            return false;
        }
        part += length;
        whole += other;
    }
    return true;
}

/* How a name that is more or less than another holds it. */
typedef enum Containment { CANDIDATE_BEGINS, CANDIDATE_HOLDS, CANDIDATE_IS_HELD } Containment;

enum { CONTAINED_LENGTH_MIN = 3 };

static bool is_contained(Containment how, const char *text, const char *candidate)
{
    switch (how) {
    case CANDIDATE_BEGINS:
        return strncasecmp(text, candidate, strlen(text)) == 0;
    case CANDIDATE_HOLDS:
        return words_are_of(text, candidate);
    default:
        return strlen(candidate) >= CONTAINED_LENGTH_MIN && words_are_of(candidate, text);
    }
}

/* The one candidate of which something was left out, or to which something was added; SIZE_MAX
 * where there is none, or more than one that is so in the same way. */
static size_t find_contained(const char *text, const char *const *candidates, size_t count)
{
    size_t found = SIZE_MAX;

    for (Containment how = CANDIDATE_BEGINS; how <= CANDIDATE_IS_HELD && found == SIZE_MAX; how++) {
        for (size_t i = 0; i < count; i++) {
            if (!is_contained(how, text, candidates[i])) {
                continue;
            }
            if (found != SIZE_MAX && strcmp(candidates[found], candidates[i]) != 0) {
                return SIZE_MAX;
            }
            found = i;
        }
    }
    return found;
}

/* The least edit distance to a candidate that is near, in *least. */
static size_t find_by_distance(const char *text, size_t length, const char *const *candidates,
                               size_t count, size_t *least)
{
    size_t nearest = SIZE_MAX;

    *least = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        const size_t other = strnlen(candidates[i], NEAR_LENGTH_MAX + 1);
        const size_t longer = length > other ? length : other;
        const size_t allowed = longer / 3 > 1 ? longer / 3 : 1;
        size_t distance;

        if (other > NEAR_LENGTH_MAX || longer - (length < other ? length : other) > allowed) {
            continue;
        }
        distance = edit_distance(text, length, candidates[i], other);
        if (distance <= allowed && distance < *least) {
            nearest = i;
            *least = distance;
        }
    }
    return nearest;
}

size_t text_nearest(const char *text, const char *const *candidates, size_t count)
{
    const size_t length = strnlen(text, NEAR_LENGTH_MAX + 1);
    size_t distance;

    if (length > NEAR_LENGTH_MAX) {
        return SIZE_MAX;
    }
    const size_t nearest = find_by_distance(text, length, candidates, count, &distance);
    if (distance <= 1 || length < CONTAINED_LENGTH_MIN) {
        return nearest;
    }
    const size_t contained = find_contained(text, candidates, count);
    return contained != SIZE_MAX ? contained : nearest;
}

size_t text_add_nearest(TextBuilder *builder, const char *text, const char *const *candidates,
                        size_t count)
{
    const size_t nearest = text_nearest(text, candidates, count);

    if (nearest != SIZE_MAX) {
        text_add_format(builder, "; did you mean \"%s\"?", candidates[nearest]);
        return nearest;
    }
    for (size_t i = 0; i < count; i++) {
        text_add_format(builder, "%s%s", i > 0 ? ", " : "; expected one of ", candidates[i]);
    }
    return SIZE_MAX;
}
