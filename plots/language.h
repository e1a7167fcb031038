/* The languages of charts and report.
 *
 * The code says everything in English; german.def holds each phrase once more in German, with the
 * terms of BSI-Standard 200-4 [BSI 200-4] where it has one. A phrase may be a format: its German
 * has the same conversions, in another order where the sentence wants that.
 */
#ifndef PLOTS_LANGUAGE_H
#define PLOTS_LANGUAGE_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum Language { LANGUAGE_ENGLISH, LANGUAGE_GERMAN } Language;

/* "en" or "de". */
const char *language_code(Language language);

/* Reads a code; false where it is neither. */
bool language_read(Language *language, const char *code);

/* The phrase in the language. One that the table lacks is a bug: an assertion, and in a release the
 * English phrase. */
const char *phrase(Language language, const char *english) ATTRIBUTE_FORMAT_OF(2);

/* A row of the table: both texts, for those who check it. */
typedef struct Translation {
    const char *english, *german;
} Translation;

const Translation *translations(size_t *count);

#endif
