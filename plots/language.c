#include "plots/language.h"

#include <assert.h>
#include <string.h>

static const Translation table[] = {
#define PHRASE(english, german) {english, german},
#include "plots/german.def"
#include "plots/german_sweep.def"
#undef PHRASE
};

const char *language_code(Language language)
{
    return language == LANGUAGE_GERMAN ? "de" : "en";
}

bool language_read(Language *language, const char *code)
{
    *language = strcmp(code, "de") == 0 ? LANGUAGE_GERMAN : LANGUAGE_ENGLISH;
    return strcmp(code, language_code(*language)) == 0;
}

const char *phrase(Language language, const char *english)
{
    if (language == LANGUAGE_ENGLISH || !english[0]) {
        return english;
    }
    for (size_t i = 0; i < sizeof table / sizeof *table; ++i) {
        if (strcmp(table[i].english, english) == 0) {
            return table[i].german;
        }
    }
    assert(false && "a phrase without its German");
    return english;
}

const Translation *translations(size_t *count)
{
    *count = sizeof table / sizeof *table;
    return table;
}
