#include "cli/sweep_answering.h"

#include "base/file.h"
#include "base/memory.h"
#include "cli/exit_status.h"
#include "cli/message.h"
#include "cli/out_folder.h"
#include "study/sweep_answers_open.h"
#include "study/sweep_metrics.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int check_metric(const Arguments *arguments, const SweepPlan *plan)
{
    Failure failure = {0};
    size_t *chosen = memory_allocate(plan->metric_count, sizeof *chosen);
    size_t count = 0;
    const bool found = sweep_metrics_choose(plan->metrics, plan->metric_count, arguments->metric,
                                            chosen, &count, &failure);
    free(chosen);
    if (!found) {
        return complain_about_usage(COMMAND_SWEEP, "--metric: %s", failure.message);
    }
    if (count != 1) {
        return complain_about_usage(COMMAND_SWEEP,
                                    "--metric: %s names %zu metrics; expected one, as "
                                    "scope/id/metric",
                                    arguments->metric, count);
    }
    return STATUS_DONE;
}

static int refuse_factor(const char *name, const SweepPlan *plan)
{
    const char **known = memory_allocate(plan->factors.count, sizeof *known);
    for (size_t f = 0; f < plan->factors.count; ++f) {
        known[f] = plan->factors.items[f].name;
    }
    char quoted[128];
    const size_t nearest = text_nearest(name, known, plan->factors.count);
    text_quote(quoted, sizeof quoted, name);
    const int status =
        nearest == SIZE_MAX
            ? complain_about_usage(COMMAND_SWEEP, "--map: there is no factor %s", quoted)
            : complain_about_usage(COMMAND_SWEEP, "--map: there is no factor %s; did you mean %s?",
                                   quoted, known[nearest]);
    free(known);
    return status;
}

static int check_map(const Arguments *arguments, const SweepPlan *plan)
{
    int status = STATUS_DONE;
    const char *map = arguments->map;
    Arena *arena = arena_new(0);
    for (size_t i = 0; i < 2 && map && status == STATUS_DONE; ++i) {
        const size_t length = i == 0 ? strcspn(map, ",") : strlen(map);
        const char *name = arena_copy_text(arena, map, length);
        if (sweep_factors_find(&plan->factors, name) == SWEEP_NONE) {
            status = refuse_factor(name, plan);
        }
        map = map[length] ? map + length + 1 : NULL;
    }
    arena_free(arena);
    return status;
}

int sweep_answering_check(const Arguments *arguments, const SweepPlan *plan)
{
    int status = arguments->metric ? check_metric(arguments, plan) : STATUS_DONE;
    status = status == STATUS_DONE && arguments->map ? check_map(arguments, plan) : status;
    if (status == STATUS_DONE && arguments->refine > 0 && plan->shard_count > 1) {
        status = complain_about_usage(COMMAND_SWEEP, "--refine needs the whole sweep: merge the "
                                                     "shards, then refine what merge wrote");
    }
    return status;
}

bool sweep_answering(const char *folder, TextBuilder *words, Failure *failure)
{
    SweepData data;
    SweepAnswers answers;
    const bool good = sweep_answers_open(&answers, &data, folder, NULL, failure) &&
                      sweep_answers_write(&answers, folder, failure);
    if (good) {
        sweep_answers_say(&answers, words);
    }
    sweep_data_deinit(&data);
    return good;
}

void sweep_answering_say_files(const char *out, TextBuilder *text)
{
    /* Of the answers those that this design gives; a shard has none. */
    static const char *const written[] = {"points.csv",      "results.csv",    "sensitivity.csv",
                                          "decision.csv",    "break_even.csv", "worth.csv",
                                          "delay_bands.csv", SWEEP_STORE_FILE};
    enum { WRITTEN = sizeof written / sizeof *written };
    const char *files[WRITTEN];
    size_t count = 0;
    for (size_t i = 0; i < WRITTEN; ++i) {
        char *path = path_join(out, written[i]);
        if (access(path, F_OK) == 0) {
            files[count++] = written[i];
        }
        free(path);
    }
    out_folder_say_files(out, files, count, text);
}
