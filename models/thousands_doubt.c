#include "models/thousands_doubt.h"

#include "base/number.h"
#include "base/number_advice.h"

#include <ctype.h>
#include <string.h>

static bool may_be_thousands(ThousandsDoubt *doubt, const char *text, ColumnId column)
{
    const ColumnSpec *spec = column == COLUMN_COUNT ? NULL : column_spec(column);
    const char after = doubt->digits[doubt->length];
    const char before = doubt->digits > text ? doubt->digits[-1] : ' ';

    return !isalnum((unsigned char)before) && !strchr("_+-", before) &&
           !isalpha((unsigned char)after) &&
           number_may_be_thousands(doubt->digits, doubt->length, doubt->decimal_sign) &&
           number_parse(doubt->digits, doubt->length, doubt->decimal_sign, &doubt->value) &&
           (!spec || spec->type == CELL_DISTRIBUTION ||
            range_holds(&spec->range, 1000 * doubt->value));
}

bool thousands_doubt_find(ThousandsDoubt *doubt, const char *text, char decimal_sign,
                          ColumnId column)
{
    static const char digits[] = "0123456789.,";

    for (const char *at = text + strcspn(text, digits); *at != '\0'; at += strcspn(at, digits)) {
        *doubt = (ThousandsDoubt){
            .digits = at, .length = strspn(at, digits), .decimal_sign = decimal_sign};
        if (may_be_thousands(doubt, text, column)) {
            return true;
        }
        at += doubt->length;
    }
    return false;
}

void thousands_doubt_say(const ThousandsDoubt *doubt, size_t more, TextBuilder *out)
{
    char value[NUMBER_TEXT];
    const size_t before = strcspn(doubt->digits, (const char[]){doubt->decimal_sign, '\0'});

    number_format(value, doubt->value);
    if (strchr(value, '.')) {
        *strchr(value, '.') = doubt->decimal_sign;
    }
    text_add_format(out, "%.*s is read as %s; where thousands are meant, write %.*s%.*s",
                    (int)doubt->length, doubt->digits, value, (int)before, doubt->digits,
                    (int)(doubt->length - before - 1), doubt->digits + before + 1);
    if (more > 0) {
        text_add_format(out, "; the column has %zu more such number%s", more, more == 1 ? "" : "s");
    }
}
