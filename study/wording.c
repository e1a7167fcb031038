#include "study/wording.h"

#include <string.h>

const char *wording_phrase(const Wording *wording, const char *english)
{
    return wording ? wording->phrase(english) : english;
}

void wording_number(const Wording *wording, char *number)
{
    char *point = wording ? strchr(number, '.') : NULL;
    if (point) {
        *point = wording->decimal_sign;
    }
}
