/* The language that sentences are said in. This folder speaks English; who knows another one hands
 * a wording over, and the sentences stay in one place. */
#ifndef STUDY_WORDING_H
#define STUDY_WORDING_H

#include "base/attributes.h"

#include <stddef.h>

typedef const char *WordingPhrase(const char *english);

typedef struct Wording {
    WordingPhrase *phrase; /* a phrase, or a format with the same conversions, in the language */
    char decimal_sign;
} Wording;

/* `wording` NULL: English. */
const char *wording_phrase(const Wording *wording, const char *english) ATTRIBUTE_FORMAT_OF(2);

/* Puts the language's decimal sign in the place of the point. */
void wording_number(const Wording *wording, char *number);

#endif
