/* One colour per strategy everywhere, after Okabe and Ito [Okabe Ito 2008]: told apart also by the
 * colour-blind.
 *
 * Lines and areas have the colour itself. Text needs more contrast on white than some of them have,
 * so a name is written in a darker tone of the same hue (at least 4.5 : 1).
 */
#ifndef PLOTS_PALETTE_H
#define PLOTS_PALETTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t Colour; /* 0xRRGGBB */

enum { PALETTE_STRATEGIES = 8 };

typedef enum Palette {
    PALETTE_OKABE_ITO,
    PALETTE_TOL, /* "bright" [Tol 2021] */
    PALETTE_GREY /* for a printer without colours */
} Palette;

enum { PALETTES = 3 };

/* "okabe-ito", "tol", "grey". */
const char *palette_name(Palette palette);

/* Reads a name; false where it is none. */
bool palette_read(Palette *palette, const char *name);

/* What is no data: the page, text, quiet text, grid. */
enum {
    COLOUR_PAGE = 0xFFFFFF,
    COLOUR_INK = 0x1B1F24,
    COLOUR_QUIET = 0x5C636B,
    COLOUR_AXIS = 0x8C939A,
    COLOUR_GRID = 0xE3E6E9,
    COLOUR_UNDISTURBED = 0x8A8F94,
    COLOUR_UNDISTURBED_TEXT = 0x666B70
};

/* Colours of the strategy at `index`, SIZE_MAX for `undisturbed`; from PALETTE_STRATEGIES on they
 * repeat. */
Colour palette_line(Palette palette, size_t index);
Colour palette_text(Palette palette, size_t index);

/* The same for a dark page: for a style sheet that swaps them. */
Colour palette_dark_line(Palette palette, size_t index);
Colour palette_dark_text(Palette palette, size_t index);

/* The shape of the strategy at `index` (mark.h), another one also where the colours begin anew;
 * SIZE_MAX for `undisturbed`. */
enum { PALETTE_MARKS = 8 };
size_t palette_mark(size_t index);

/* Tints for parts of a bar, from the colour itself (0) to the lightest; and the same against a dark
 * page. */
enum { PALETTE_TINTS = 4, PALETTE_DARK_PAGE = 0x14171B };
Colour palette_tint(Colour colour, size_t tint);
Colour palette_dark_tint(Colour colour, size_t tint);

#endif
