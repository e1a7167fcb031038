/* A CSV text in pieces that end where a physical line ends, as libcsv is fed with it.
 */
#ifndef BASE_CSV_PIECE_H
#define BASE_CSV_PIECE_H

#include <stddef.h>

enum { CSV_PIECE_BYTES = 64 << 10 }; /* of a line that is fed at once */

typedef enum PieceEnd { PIECE_INSIDE_LINE, PIECE_LINE_FEED, PIECE_LONE_RETURN } PieceEnd;

/* The piece at the start of `left` bytes: up to and including a line feed, or a carriage return
 * without one, or as much as is fed at once. Returns its bytes, 0 where nothing is left. */
size_t csv_next_piece(const char *bytes, size_t left, PieceEnd *end);

#endif
