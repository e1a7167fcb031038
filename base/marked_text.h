/* A part of a document that a command writes, between two marker lines:
 *
 *     <!-- cases: produced by ./dev validate -->
 *     ... replaced ...
 *     <!-- end of cases -->
 */
#ifndef BASE_MARKED_TEXT_H
#define BASE_MARKED_TEXT_H

#include "base/text.h"

#include <stdbool.h>

/* Adds `document` with what lies between the marker lines of `name` replaced by `text`. False, and
 * nothing is added, where there is not one such pair in this order. */
bool marked_text_replace(TextBuilder *out, const char *document, const char *name,
                         const char *text);

#endif
