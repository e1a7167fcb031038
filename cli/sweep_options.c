#include "cli/sweep_options.h"

#include "base/number.h"
#include "study/sweep_design.h"

#include <string.h>

enum { QUOTE = 128 };

static bool refuse_design(const char *value, TextBuilder *complaint)
{
    const char *names[SWEEP_DESIGNS];
    char quoted[QUOTE];
    for (int i = 0; i < SWEEP_DESIGNS; ++i) {
        names[i] = sweep_design_name((SweepDesignKind)i);
    }
    const size_t nearest = text_nearest(value, names, SWEEP_DESIGNS);
    text_quote(quoted, sizeof quoted, value);
    if (nearest != SIZE_MAX) {
        text_add_format(complaint, "--design: there is no design %s; did you mean %s?", quoted,
                        names[nearest]);
    } else {
        text_add_format(complaint,
                        "--design: %s is not one of grid, lhs, sobol, morris, saltelli, "
                        "one-at-a-time, file=POINTS.csv",
                        quoted);
    }
    return false;
}

bool design_option_read(const char *value, SweepDesignKind *design, const char **points_file,
                        TextBuilder *complaint)
{
    static const char file[] = "file=";
    char quoted[QUOTE];
    if (strncmp(value, file, sizeof file - 1) == 0 && value[sizeof file - 1] != '\0') {
        *design = SWEEP_FILE;
        *points_file = value + sizeof file - 1;
        return true;
    }
    *design = sweep_design_find(value);
    if (*design == SWEEP_FILE) {
        text_add_format(complaint, "--design: %s is not file=POINTS.csv, with a file",
                        text_quote(quoted, sizeof quoted, value));
        return false;
    }
    return *design != SWEEP_DESIGNS || refuse_design(value, complaint);
}

bool shard_option_read(const char *value, size_t *shard, size_t *count, TextBuilder *complaint)
{
    enum { SHARDS_MOST = 1000000 };
    const char *slash = strchr(value, '/');
    uint64_t i = 0, n = 0;
    char quoted[QUOTE];
    if (!slash || !number_parse_whole(value, (size_t)(slash - value), &i) ||
        !number_parse_whole(slash + 1, strlen(slash + 1), &n) || i < 1 || i > n ||
        n > SHARDS_MOST) {
        text_add_format(complaint, "--shard: %s is not a shard I/N, as in 2/8, from 1/N to N/N",
                        text_quote(quoted, sizeof quoted, value));
        return false;
    }
    *shard = (size_t)i;
    *count = (size_t)n;
    return true;
}
