#include "study/run_read.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

enum { RECORD_BYTES_MAX = 16 << 20 };

static const char *record_text(NameTable *names, const cJSON *record, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(record, name);
    return name_table_keep(names, cJSON_IsString(item) ? item->valuestring : "");
}

static double record_number(const cJSON *record, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(record, name);
    return cJSON_IsNumber(item) ? item->valuedouble : (double)NAN;
}

static void read_strategies(RunRecord *run, const cJSON *list, Arena *arena, NameTable *names)
{
    const size_t room = (size_t)cJSON_GetArraySize(list);
    run->strategies = arena_allocate(arena, room, sizeof *run->strategies);
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        if (cJSON_IsString(item)) {
            run->strategies[run->strategy_count++] = name_table_keep(names, item->valuestring);
        }
    }
}

static void read_inputs(RunRecord *run, const cJSON *list, Arena *arena, NameTable *names)
{
    RunInput *inputs = arena_allocate(arena, (size_t)cJSON_GetArraySize(list), sizeof *inputs);
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        inputs[run->input_count++] =
            (RunInput){record_text(names, item, "file"), record_text(names, item, "sha256")};
    }
    run->inputs = inputs;
}

/* The digits of the seed as they stand in the file: a double would round those over 2^53. */
static const char *read_seed(const char *bytes, Arena *arena)
{
    const char *at = strstr(bytes, "\"seed\"");
    at = at ? at + strcspn(at, "0123456789,}") : "";
    return arena_copy_text(arena, at, strspn(at, "0123456789"));
}

static void read_members(RunRecord *run, const cJSON *record, NameTable *names)
{
    run->version = record_text(names, record, "version");
    run->command_line = record_text(names, record, "command_line");
    run->scenario = record_text(names, record, "scenario");
    run->start = record_text(names, record, "start");
    run->baseline = record_text(names, record, "baseline");
    const double replications = record_number(record, "replications");
    run->replications = replications >= 0 && replications < 1e9 ? (size_t)replications : 0;
    run->confidence = record_number(record, "confidence");
    run->sample_h = record_number(record, "sample_h");
    run->horizon_h = 24 * record_number(record, "horizon_days");
    run->wall_s = record_number(record, "wall_s");
    run->cpu_s = record_number(record, "cpu_s");
    run->requests = record_number(record, "requests");
    run->contacts = record_number(record, "contacts");
    run->events = record_number(record, "events");
    run->has_curves = strcmp(record_text(names, record, "curves"), "none") != 0;
    run->antithetic = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(record, "antithetic"));
    run->interrupted = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(record, "interrupted"));
}

bool run_read(RunRecord *run, const char *folder, Arena *arena, NameTable *names, Failure *failure)
{
    *run = (RunRecord){0};
    char *path = path_join(folder, "run.json");
    char *bytes = NULL;
    size_t length = 0;
    bool read = file_read(path, RECORD_BYTES_MAX, &bytes, &length, failure);
    cJSON *record = read ? cJSON_ParseWithLength(bytes, length) : NULL;
    if (read && !cJSON_IsObject(record)) {
        read = failure_set(failure, "%s: this is not the record of a run", path);
    }
    if (read) {
        read_members(run, record, names);
        read_strategies(run, cJSON_GetObjectItemCaseSensitive(record, "strategies"), arena, names);
        read_inputs(run, cJSON_GetObjectItemCaseSensitive(record, "inputs"), arena, names);
        run->seed = read_seed(bytes, arena);
    }
    cJSON_Delete(record);
    free(bytes);
    free(path);
    return read;
}
