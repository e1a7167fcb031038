#include "study/sweep_merge.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/text.h"
#include "study/run_record.h"
#include "study/sweep_record.h"
#include "study/sweep_results.h"
#include "study/sweep_store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whether there is nothing in the folder but a sweep's store and what belongs to it. */
static bool is_ours_or_empty(const char *folder, bool *ours, Failure *failure)
{
    char **names;
    size_t count;
    if (!folder_list(folder, &names, &count, failure)) {
        return false;
    }
    *ours = sweep_store_exists(folder);
    bool empty = true;
    for (size_t i = 0; i < count; ++i) {
        empty = empty && strncmp(names[i], TEMPORARY_PREFIX, strlen(TEMPORARY_PREFIX)) == 0;
    }
    *ours = *ours || empty;
    folder_list_free(names, count);
    return true;
}

static bool prepare(const MergeOrder *order, int *hold, Failure *failure)
{
    bool ours = false;
    if (!folder_create(order->folder, failure) || !folder_hold(order->folder, hold, failure) ||
        !is_ours_or_empty(order->folder, &ours, failure)) {
        return false;
    }
    if (!ours && !order->force) {
        return failure_of_input(failure,
                                "%s: is not empty and holds no sweep; choose another folder, or "
                                "write into it with --force",
                                order->folder);
    }
    folder_sweep(order->folder);
    return true;
}

static SweepStore *open_whole(const MergeOrder *order, Failure *failure)
{
    SweepStore *store = sweep_store_open_whole(order->folder, order->shards[0], failure);
    if (store || !order->force || !failure->of_input || !sweep_store_exists(order->shards[0])) {
        return store;
    }
    *failure = (Failure){0};
    return sweep_store_remove(order->folder, failure)
               ? sweep_store_open_whole(order->folder, order->shards[0], failure)
               : NULL;
}

/* Says which shards lack points; `shards` is their number. */
static bool refuse_missing(const SweepData *data, size_t shards, size_t replications,
                           const MergeOutcome *outcome, Failure *failure)
{
    enum { LISTED_MOST = 10 };
    TextBuilder list = {0};
    size_t listed = 0, lacking = 0;
    for (size_t shard = 0; shard < shards; ++shard) {
        bool lacks = false;
        for (size_t p = shard; p < data->point_count && !lacks; p += shards) {
            lacks = data->points[p].replications < replications;
        }
        lacking += lacks;
        if (lacks && listed < LISTED_MOST) {
            text_add_format(&list, "%s%zu/%zu", listed > 0 ? ", " : "", shard + 1, shards);
            ++listed;
        }
    }
    failure_of_input(failure,
                     "%zu of %zu points are finished: what lacks is in shard%s %s%s; run %s, then "
                     "merge again",
                     outcome->points_finished, data->point_count, lacking == 1 ? "" : "s",
                     list.text, lacking > listed ? " and more" : "", lacking == 1 ? "it" : "them");
    text_deinit(&list);
    return false;
}

static bool remove_record(const char *folder, Failure *failure)
{
    char *path = path_join(folder, RUN_RECORD_FILE);
    const bool gone = unlink(path) == 0 || errno == ENOENT ||
                      failure_set(failure, "%s: cannot be replaced: %s", path, strerror(errno));
    free(path);
    return gone;
}

static void write_sweep(JsonWriter *json, const SweepData *data, size_t replications)
{
    json_named_text(json, "scenario", data->scenario);
    json_named_text(json, "title", data->title);
    json_named_text(json, "design", sweep_design_name(data->design));
    json_named_whole(json, "points", data->point_count);
    json_named_whole(json, "seed", data->seed);
    json_named_whole(json, "replications", replications);
    json_named_number(json, "confidence", data->confidence);
    json_named_text(json, "baseline", data->strategies[data->baseline].id);
}

static bool write_record(const MergeOrder *order, SweepStore *store, Failure *failure)
{
    char *path = path_join(order->folder, RUN_RECORD_FILE);
    OutputFile file;
    bool written = output_file_open(&file, path, failure);
    if (written) {
        JsonWriter json;
        json_init(&json, file.stream);
        json_begin_object(&json);
        json_named_text(&json, "program", "brownout");
        json_named_text(&json, "version", BROWNOUT_VERSION);
        json_named_text(&json, "command", SWEEP_COMMAND);
        run_record_command_line(&json, order->argument_count, order->arguments);
        write_sweep(&json, sweep_store_data(store), sweep_store_replications(store));
        json_named_texts(&json, "shards", order->shards, order->shard_count);
        json_named_boolean(&json, "interrupted", false);
        json_end_object(&json);
        written = output_file_commit(&file, failure);
    }
    free(path);
    return written;
}

static bool merge_all(const MergeOrder *order, SweepStore *store, MergeOutcome *outcome,
                      Failure *failure)
{
    const SweepData *data = sweep_store_data(store);
    size_t shards = 1;
    for (size_t i = 0; i < order->shard_count; ++i) {
        if (!sweep_store_merge(store, order->shards[i], &shards, failure)) {
            return false;
        }
    }
    if (!sweep_store_count(store, failure)) {
        return false;
    }
    outcome->points = data->point_count;
    for (size_t p = 0; p < data->point_count; ++p) {
        outcome->points_finished += data->points[p].replications >= sweep_store_replications(store);
    }
    return outcome->points_finished == outcome->points ||
           refuse_missing(data, shards, sweep_store_replications(store), outcome, failure);
}

bool sweep_merge(const MergeOrder *order, MergeOutcome *outcome, Failure *failure)
{
    int hold = -1;
    *outcome = (MergeOutcome){0};
    SweepStore *store = NULL;
    bool good = prepare(order, &hold, failure) && (store = open_whole(order, failure)) &&
                remove_record(order->folder, failure) &&
                merge_all(order, store, outcome, failure) &&
                sweep_results_write(store, order->folder, order->threads, failure) &&
                write_record(order, store, failure);
    good = sweep_store_close(store, good, failure) && good;
    if (!store) {
        (void)rmdir(order->folder); /* where it is empty */
    }
    folder_release(hold);
    return good;
}
