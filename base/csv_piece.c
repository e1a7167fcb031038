#include "base/csv_piece.h"

#include <string.h>

size_t csv_next_piece(const char *bytes, size_t left, PieceEnd *end)
{
    const size_t window = left < CSV_PIECE_BYTES ? left : CSV_PIECE_BYTES;
    const char *feed = memchr(bytes, '\n', window);
    const char *carriage_return = memchr(bytes, '\r', feed ? (size_t)(feed - bytes) : window);
    const size_t return_at = carriage_return ? (size_t)(carriage_return - bytes) : 0;

    if (carriage_return && (return_at + 1 == left || bytes[return_at + 1] != '\n')) {
        *end = PIECE_LONE_RETURN;
        return return_at + 1;
    }
    if (carriage_return || feed) {
        *end = PIECE_LINE_FEED;
        return carriage_return ? return_at + 2 : (size_t)(feed - bytes) + 1;
    }
    *end = PIECE_INSIDE_LINE;
    return window;
}
