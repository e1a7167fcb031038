#include "study/sweep_answers_open.h"

#include "base/file.h"
#include "study/decision_refine.h"
#include "study/run_record.h"
#include "study/sweep_store.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

enum { RECORD_BYTES_MAX = 64 << 20 };

bool sweep_folder_is(const char *folder)
{
    return sweep_store_exists(folder);
}

static const char *text_of(const cJSON *record, const char *name, Arena *arena)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(record, name));
    return text && *text ? arena_copy_text(arena, text, strlen(text)) : NULL;
}

/* A folder without a record, as one that a killed sweep left, was asked for nothing special. */
static void read_request(AnswerRequest *request, const char *folder, Arena *arena,
                         const char **command)
{
    Failure none = {0};
    char *path = path_join(folder, RUN_RECORD_FILE), *bytes = NULL;
    size_t length = 0;
    if (file_read(path, RECORD_BYTES_MAX, &bytes, &length, &none)) {
        cJSON *record = cJSON_ParseWithLength(bytes, length);
        const cJSON *refine = cJSON_GetObjectItemCaseSensitive(record, "refine");
        *command = text_of(record, "command_line", arena);
        request->metric = text_of(record, "answer_metric", arena);
        request->map = text_of(record, "answer_map", arena);
        request->looks = cJSON_IsNumber(refine) && refine->valuedouble > 0 ? REFINE_LOOKS : 1;
        cJSON_Delete(record);
        free(bytes);
    }
    free(path);
}

static bool read_bands(SweepAnswers *answers, const char *folder, Failure *failure)
{
    if (answers->data->curves.service_count == 0) {
        return true;
    }
    SweepStore *store = sweep_store_open_existing(folder, failure);
    const bool good =
        store && delay_bands_read(&answers->bands, store, answers->data->arena, failure);
    return sweep_store_close(store, false, failure) && good;
}

bool sweep_answers_open(SweepAnswers *answers, SweepData *data, const char *folder,
                        const char *metric, Failure *failure)
{
    if (!sweep_data_read(data, folder, NULL, failure)) {
        return false;
    }
    AnswerRequest request = {.data = data, .looks = 1};
    const char *command = NULL;
    read_request(&request, folder, data->arena, &command);
    request.metric = metric ? metric : request.metric;
    if (!sweep_answers_find(answers, &request, data->arena, failure)) {
        return false;
    }
    answers->command = command;
    return read_bands(answers, folder, failure);
}
