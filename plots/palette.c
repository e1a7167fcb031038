#include "plots/palette.h"

#include <math.h>
#include <string.h>

typedef struct Tones {
    Colour line, text, dark_line, dark_text;
} Tones;

static const Tones tones[PALETTES][PALETTE_STRATEGIES] = {
    [PALETTE_OKABE_ITO] =
        {
            {0x0072B2, 0x00639C, 0x3D9BD6, 0x6CB6E6}, /* blue */
            {0xD55E00, 0xB04E00, 0xE8782A, 0xF29A5E}, /* vermillion */
            {0x009E73, 0x007757, 0x1DB98D, 0x4ACBA6}, /* bluish green */
            {0xCC79A7, 0xA0457A, 0xD78DB7, 0xE3AACA}, /* reddish purple */
            {0xE69F00, 0x8A5F00, 0xE9AB22, 0xF0BE55}, /* orange */
            {0x56B4E9, 0x1F71A3, 0x6FC0EE, 0x93D0F3}, /* sky blue */
            {0x882255, 0x882255, 0xC2608F, 0xDB8FB2}, /* wine */
            {0x999933, 0x686814, 0xB3B34D, 0xC8C873}, /* olive */
        },
    [PALETTE_TOL] =
        {
            {0x4477AA, 0x4477AA, 0x4A7BAD, 0x7CA0C4}, /* blue */
            {0xEE6677, 0xBE525F, 0xF07786, 0xF38F9B}, /* red */
            {0x228833, 0x1F7F30, 0x248935, 0x64AC70}, /* green */
            {0xAA3377, 0xAA3378, 0xB8548D, 0xCD87AF}, /* purple */
            {0xCCBB44, 0x7D7228, 0xCCBB45, 0xD6C968}, /* yellow */
            {0x66CCEE, 0x3B788D, 0x66CCEF, 0x84D6F1}, /* cyan */
            {0x222255, 0x222256, 0x767696, 0x9C9CB3}, /* indigo */
            {0x997700, 0x8A6B00, 0x9A7801, 0xB49A42}, /* brown */
        },
    [PALETTE_GREY] =
        {
            {0x000000, 0x000001, 0xF0F0F0, 0xF0F0F0},
            {0x8C8C8C, 0x747474, 0x8E8E8E, 0xA2A2A2},
            {0x4D4D4D, 0x4E4E4E, 0xC0C0C0, 0xC2C2C2},
            {0xA6A6A6, 0x6E6E6E, 0x7C7C7C, 0xA8A8A8},
            {0x262626, 0x272727, 0xDCDCDC, 0xDCDCDC},
            {0x737373, 0x686868, 0xA0A0A0, 0xAEAEAE},
            {0x595959, 0x5A5A5A, 0xB0B0B0, 0xB4B4B4},
            {0x999999, 0x616161, 0x888888, 0xBABABA},
        },
};

static const Tones undisturbed = {COLOUR_UNDISTURBED, COLOUR_UNDISTURBED_TEXT, 0x8F959B, 0xA9AFB5};

static const char *const palette_names[PALETTES] = {
    [PALETTE_OKABE_ITO] = "okabe-ito", [PALETTE_TOL] = "tol", [PALETTE_GREY] = "grey"};

const char *palette_name(Palette palette)
{
    return palette_names[palette];
}

bool palette_read(Palette *palette, const char *name)
{
    for (int i = 0; i < PALETTES; ++i) {
        if (strcmp(palette_names[i], name) == 0) {
            *palette = (Palette)i;
            return true;
        }
    }
    return false;
}

static const Tones *tones_of(Palette palette, size_t index)
{
    return index == SIZE_MAX ? &undisturbed : &tones[palette][index % PALETTE_STRATEGIES];
}

Colour palette_line(Palette palette, size_t index)
{
    return tones_of(palette, index)->line;
}

Colour palette_text(Palette palette, size_t index)
{
    return tones_of(palette, index)->text;
}

Colour palette_dark_line(Palette palette, size_t index)
{
    return tones_of(palette, index)->dark_line;
}

Colour palette_dark_text(Palette palette, size_t index)
{
    return tones_of(palette, index)->dark_text;
}

size_t palette_mark(size_t index)
{
    return index == SIZE_MAX ? SIZE_MAX : (index + index / PALETTE_STRATEGIES) % PALETTE_MARKS;
}

static const double tint_shares[PALETTE_TINTS] = {1, 0.7, 0.45, 0.22};

static Colour mix(Colour colour, Colour page, double share)
{
    Colour mixed = 0;
    for (unsigned shift = 0; shift < 24; shift += 8) {
        const double part = (double)(colour >> shift & 0xFF),
                     ground = (double)(page >> shift & 0xFF);
        mixed |= (Colour)lround(ground + (part - ground) * share) << shift;
    }
    return mixed;
}

Colour palette_tint(Colour colour, size_t tint)
{
    return mix(colour, COLOUR_PAGE, tint_shares[tint]);
}

Colour palette_dark_tint(Colour colour, size_t tint)
{
    return mix(colour, PALETTE_DARK_PAGE, tint_shares[tint]);
}
