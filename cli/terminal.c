#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool terminal_is_live(int descriptor)
{
    const char *const name = getenv("TERM");
    return isatty(descriptor) && !(name && strcmp(name, "dumb") == 0);
}

bool terminal_has_colour(int descriptor)
{
    const char *const refused = getenv("NO_COLOR");
    return terminal_is_live(descriptor) && !(refused && *refused);
}
