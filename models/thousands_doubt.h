/* A number that may not mean what it says: `60.000` where the decimal sign is a point is 60, and
 * sixty thousand to whoever writes points between thousands. It is read as it stands, and told.
 */
#ifndef MODELS_THOUSANDS_DOUBT_H
#define MODELS_THOUSANDS_DOUBT_H

#include "base/text.h"
#include "models/scenario_columns.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ThousandsDoubt { /* a number in the text of a cell */
    const char *digits;         /* in that text */
    size_t length;
    double value; /* as it is read */
    char decimal_sign;
} ThousandsDoubt;

/* The first doubted number of a cell: the cell itself, or in a distribution one of its arguments.
 * That of a factor (x1.500) is never one of thousands, nor is one whose thousands would be out of
 * the column's range. `column` COLUMN_COUNT: of an empirical file, whose values have no end. */
bool thousands_doubt_find(ThousandsDoubt *doubt, const char *text, char decimal_sign,
                          ColumnId column);

/* Appends "60.000 is read as 60; where thousands are meant, write 60000", and how many more such
 * numbers the column has, where it has. */
void thousands_doubt_say(const ThousandsDoubt *doubt, size_t more, TextBuilder *out);

#endif
