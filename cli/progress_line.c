#include "cli/progress_line.h"

#include "cli/terminal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BAR_COLUMNS = 24 };

ProgressLine progress_line(bool quiet)
{
    const bool shown = !quiet && terminal_is_live(STDERR_FILENO);
    return (ProgressLine){.shown = shown,
                          .colour = shown && terminal_has_colour(STDERR_FILENO),
                          .one = "replication",
                          .many = "replications"};
}

static void format_left(char *out, size_t size, double seconds)
{
    if (!isfinite(seconds)) {
        out[0] = '\0';
    } else if (seconds < 90) {
        (void)snprintf(out, size, ", %.0f s left", ceil(seconds));
    } else if (seconds < 5400) {
        (void)snprintf(out, size, ", %.0f min left", ceil(seconds / 60));
    } else {
        (void)snprintf(out, size, ", %.1f h left", seconds / 3600);
    }
}

void progress_line_report(void *context, const Progress *progress)
{
    const ProgressLine *line = context;
    if (!line->shown) {
        return;
    }
    char bar[BAR_COLUMNS + 1], left[48];
    double share = progress_share(progress);
    size_t filled = (size_t)(share * BAR_COLUMNS);
    memset(bar, '.', BAR_COLUMNS);
    memset(bar, '#', filled < BAR_COLUMNS ? filled : BAR_COLUMNS);
    bar[BAR_COLUMNS] = '\0';
    format_left(left, sizeof left, progress_seconds_left(progress));
    (void)fprintf(stderr, "\r%s%s%s %3.0f %%, %zu of %zu %s%s\033[K",
                  line->colour ? "\033[36m" : "", bar, line->colour ? "\033[0m" : "", 100 * share,
                  progress->done, progress->total, progress->total == 1 ? line->one : line->many,
                  left);
    (void)fflush(stderr);
}

void progress_line_say(const ProgressLine *line, const char *text)
{
    if (line->shown) {
        (void)fprintf(stderr, "\r%s\033[K", text);
        (void)fflush(stderr);
    }
}

void progress_line_clear(const ProgressLine *line)
{
    progress_line_say(line, "");
}
