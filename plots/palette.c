#include "plots/palette.h"

#include <math.h>

typedef struct Tones {
    Colour line, text, dark_line, dark_text;
} Tones;

static const Tones tones[PALETTE_STRATEGIES] = {
    {0x0072B2, 0x00639C, 0x3D9BD6, 0x6CB6E6}, /* blue */
    {0xD55E00, 0xB04E00, 0xE8782A, 0xF29A5E}, /* vermillion */
    {0x009E73, 0x007757, 0x1DB98D, 0x4ACBA6}, /* bluish green */
    {0xCC79A7, 0xA0457A, 0xD78DB7, 0xE3AACA}, /* reddish purple */
    {0xE69F00, 0x8A5F00, 0xE9AB22, 0xF0BE55}, /* orange */
    {0x56B4E9, 0x1F71A3, 0x6FC0EE, 0x93D0F3}, /* sky blue */
    {0x882255, 0x882255, 0xC2608F, 0xDB8FB2}, /* wine */
    {0x999933, 0x686814, 0xB3B34D, 0xC8C873}, /* olive */
};

static const Tones undisturbed = {COLOUR_UNDISTURBED, COLOUR_UNDISTURBED_TEXT, 0x8F959B, 0xA9AFB5};

static const Tones *tones_of(size_t index)
{
    return index == SIZE_MAX ? &undisturbed : &tones[index % PALETTE_STRATEGIES];
}

Colour palette_line(size_t index)
{
    return tones_of(index)->line;
}

Colour palette_text(size_t index)
{
    return tones_of(index)->text;
}

Colour palette_dark_line(size_t index)
{
    return tones_of(index)->dark_line;
}

Colour palette_dark_text(size_t index)
{
    return tones_of(index)->dark_text;
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
