/* Text inside HTML and SVG. */
#ifndef PLOTS_MARKUP_H
#define PLOTS_MARKUP_H

#include "base/attributes.h"
#include "base/text.h"

/* Appends `text` with <, >, & and " escaped; control characters and invalid UTF-8 become '?'. */
void markup_text(TextBuilder *out, const char *text);

/* Appends formatted text, escaped. */
void markup_format(TextBuilder *out, const char *format, ...) ATTRIBUTE_PRINTF(2, 3);

#endif
