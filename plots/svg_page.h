/* PLplot's SVG made fit for people: title and description, no fixed size, plain text instead of
 * character references, no attribute that says the default. About half the bytes. */
#ifndef PLOTS_SVG_PAGE_H
#define PLOTS_SVG_PAGE_H

#include "base/text.h"
#include "plots/chart.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the page to `out`; false where `driver_svg` is not what PLplot's driver writes. */
bool svg_page(TextBuilder *out, const ChartPage *page, const char *driver_svg);

#endif
