#include "study/run_record.h"

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "sim/civil_time.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { RECORD_BYTES_MAX = 64 << 20 };

void run_record_command_line(JsonWriter *json, int count, const char *const *arguments)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=,:@%+-";
    TextBuilder line = {0};
    for (int i = 0; i < count; ++i) {
        const char *argument = arguments[i];
        text_add(&line, i > 0 ? " " : "");
        if (*argument && strspn(argument, plain) == strlen(argument)) {
            text_add(&line, argument);
            continue;
        }
        text_add(&line, "'");
        for (const char *at = argument; *at; ++at) {
            text_add(&line, *at == '\'' ? "'\\''" : (const char[]){*at, '\0'});
        }
        text_add(&line, "'");
    }
    json_named_text(json, "command_line", line.text ? line.text : "");
    text_deinit(&line);
}

void run_record_inputs(JsonWriter *json, const ScenarioCase *scenario_case, const char *title,
                       const char *const *sets, size_t set_count)
{
    json_named_text(json, "scenario", scenario_case_name(scenario_case));
    json_named_text(json, "title", title);
    json_name(json, "inputs");
    json_begin_array(json);
    for (size_t i = 0; i < scenario_case_file_count(scenario_case); ++i) {
        const CaseFile *file = scenario_case_file(scenario_case, i);
        json_begin_object(json);
        json_named_text(json, "file", file->name);
        json_named_text(json, "sha256", file->digest);
        json_end_object(json);
    }
    json_end_array(json);
    json_named_texts(json, "set", sets, set_count);
}

static void write_precision(JsonWriter *json, const RunFacts *facts)
{
    const PrecisionState *state = &facts->study->precision;
    json_name(json, "precision");
    json_begin_object(json);
    json_named_text(json, "metric", facts->metric);
    json_named_number(json, "asked_relative", facts->precision->relative);
    json_named_number(json, "reached_relative", state->relative);
    json_name(json, "reached");
    json_boolean(json, state->reached);
    json_end_object(json);
}

static void write_settings(JsonWriter *json, const RunFacts *facts)
{
    static const char *const curves[] = {"total", "insurer", "none"}; /* by MeasureDetail */
    const StudyPlan *plan = facts->study->plan;
    const RunSpec *run = &plan->scenario->run;
    char start[CIVIL_TEXT];
    json_named_whole(json, "seed", plan->seed);
    json_named_whole(json, "replications", samples_count(facts->study->samples));
    if (facts->precision) {
        write_precision(json, facts);
    } else {
        json_named_whole(json, "replications_asked", plan->replications);
    }
    if (plan->antithetic) {
        json_name(json, "antithetic");
        json_boolean(json, true);
    }
    json_name(json, "interrupted");
    json_boolean(json, facts->study->interrupted);
    json_named_texts(json, "strategies", plan->strategy_ids, plan->strategy_count);
    json_named_text(json, "baseline", plan->strategy_ids[plan->baseline]);
    json_named_number(json, "confidence", plan->confidence);
    json_named_text(json, "start", civil_format(start, &run->start, 0));
    json_named_number(json, "horizon_days", run->horizon_h / 24);
    json_named_number(json, "warmup_days", run->warmup_h / 24);
    json_named_number(json, "sample_h", run->sample_h);
    json_named_text(json, "curves", curves[plan->detail]);
    json_named_whole(json, "threads", facts->threads);
}

static void write_figures(JsonWriter *json, const RunFacts *facts)
{
    SampleCounts counts = samples_counts(facts->study->samples);
    struct rusage usage;
    json_named_number(json, "wall_s", facts->wall_s);
    json_named_number(json, "cpu_s", facts->cpu_s);
    json_named_whole(json, "requests", counts.requests);
    json_named_whole(json, "contacts", counts.contacts);
    json_named_whole(json, "events", counts.events);
    json_named_whole(json, "insurer_runs", study_insurer_runs(facts->study));
    json_named_whole(json, "reused_insurer_runs", counts.reused_insurers);
    if (getrusage(RUSAGE_SELF, &usage) == 0) {
        json_named_whole(json, "peak_memory_bytes",
                         (uint64_t)usage.ru_maxrss * 1024); /* Linux counts KiB */
    }
}

static bool write_record(const RunFacts *facts, const char *folder, const char *name,
                         Failure *failure)
{
    char *path = path_join(folder, name);
    OutputFile file;
    bool written = output_file_open(&file, path, failure);
    if (written) {
        JsonWriter json;
        json_init(&json, file.stream);
        json_begin_object(&json);
        json_named_text(&json, "program", "brownout");
        json_named_text(&json, "version", BROWNOUT_VERSION);
        run_record_command_line(&json, facts->argument_count, facts->arguments);
        run_record_inputs(&json, facts->study->plan->scenario_case,
                          facts->study->plan->scenario->run.title, facts->sets, facts->set_count);
        write_settings(&json, facts);
        write_figures(&json, facts);
        json_named_texts(&json, "files", facts->files, facts->file_count);
        json_end_object(&json);
        written = output_file_commit(&file, failure);
    }
    free(path);
    return written;
}

bool run_record_announce(const RunFacts *facts, const char *folder, Failure *failure)
{
    return write_record(facts, folder, RUN_RECORD_NOTE, failure);
}

void run_record_remove_note(const char *folder)
{
    char *note = path_join(folder, RUN_RECORD_NOTE);
    (void)unlink(note); /* beside run.json it says nothing */
    free(note);
}

bool run_record_write(const RunFacts *facts, const char *folder, Failure *failure)
{
    if (!write_record(facts, folder, RUN_RECORD_FILE, failure)) {
        return false;
    }
    run_record_remove_note(folder);
    return true;
}

static const char *text_of(const cJSON *object, const char *name)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
    return text ? text : "";
}

static bool files_are_same(const cJSON *inputs, const ScenarioCase *scenario_case)
{
    size_t count = scenario_case_file_count(scenario_case), i = 0;
    const cJSON *item = NULL;
    if (!cJSON_IsArray(inputs) || (size_t)cJSON_GetArraySize(inputs) != count) {
        return false;
    }
    cJSON_ArrayForEach(item, inputs)
    {
        const CaseFile *file = scenario_case_file(scenario_case, i++);
        if (strcmp(text_of(item, "file"), file->name) != 0 ||
            strcmp(text_of(item, "sha256"), file->digest) != 0) {
            return false;
        }
    }
    return true;
}

static bool sets_are_same(const cJSON *array, const char *const *sets, size_t count)
{
    size_t i = 0;
    const cJSON *item = NULL;
    if (!cJSON_IsArray(array) || (size_t)cJSON_GetArraySize(array) != count) {
        return false;
    }
    cJSON_ArrayForEach(item, array)
    {
        const char *text = cJSON_GetStringValue(item);
        if (!text || strcmp(text, sets[i++]) != 0) {
            return false;
        }
    }
    return true;
}

/* The parsed file, or NULL where there is none of this program. */
static cJSON *load(const char *folder, const char *name)
{
    Failure ignored = {0};
    char *path = path_join(folder, name), *bytes = NULL;
    size_t length = 0;
    cJSON *record = NULL;
    if (file_read(path, RECORD_BYTES_MAX, &bytes, &length, &ignored)) {
        record = cJSON_ParseWithLength(bytes, length);
        free(bytes);
    }
    free(path);
    if (record && strcmp(text_of(record, "program"), "brownout") != 0) {
        cJSON_Delete(record);
        return NULL;
    }
    return record;
}

bool run_record_exists(const char *folder)
{
    cJSON *record = load(folder, RUN_RECORD_FILE);
    bool exists = record != NULL;
    cJSON_Delete(record);
    return exists;
}

bool run_record_is_unfinished(const char *folder)
{
    cJSON *note = load(folder, RUN_RECORD_NOTE);
    bool unfinished = note && !run_record_exists(folder);
    cJSON_Delete(note);
    return unfinished;
}

RunRecordState run_record_compare(const char *folder, const char *command,
                                  const ScenarioCase *scenario_case, const char *const *sets,
                                  size_t set_count)
{
    cJSON *record = load(folder, RUN_RECORD_FILE);
    record = record ? record : load(folder, RUN_RECORD_NOTE);
    if (!record) {
        return RUN_RECORD_NONE;
    }
    bool same = strcmp(text_of(record, "command"), command) == 0 &&
                files_are_same(cJSON_GetObjectItemCaseSensitive(record, "inputs"), scenario_case) &&
                sets_are_same(cJSON_GetObjectItemCaseSensitive(record, "set"), sets, set_count);
    cJSON_Delete(record);
    return same ? RUN_RECORD_SAME : RUN_RECORD_OTHER;
}
