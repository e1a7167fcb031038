/* Whether somebody looks on who may be shown colours.
 */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>

/* Whether the descriptor is a terminal that can move its cursor. */
bool terminal_is_live(int descriptor);

/* The same, and NO_COLOR (https://no-color.org) is not set or empty. */
bool terminal_has_colour(int descriptor);

#endif
