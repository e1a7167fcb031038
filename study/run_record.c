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

static const char note_file[] = ".brownout-run.json";

static void write_texts(JsonWriter *json, const char *name, const char *const *texts, size_t count)
{
    json_name(json, name);
    json_begin_array(json);
    for (size_t i = 0; i < count; ++i) {
        json_text(json, texts[i]);
    }
    json_end_array(json);
}

static void write_named_text(JsonWriter *json, const char *name, const char *text)
{
    json_name(json, name);
    json_text(json, text);
}

static void write_named_number(JsonWriter *json, const char *name, double value)
{
    json_name(json, name);
    json_number(json, value);
}

static void write_named_whole(JsonWriter *json, const char *name, uint64_t value)
{
    json_name(json, name);
    json_whole(json, value);
}

/* As it can be typed again into a shell. */
static void write_command_line(JsonWriter *json, const RunFacts *facts)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=,:@%+-";
    TextBuilder line = {0};
    for (int i = 0; i < facts->argument_count; ++i) {
        const char *argument = facts->arguments[i];
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
    write_named_text(json, "command_line", line.text ? line.text : "");
    text_deinit(&line);
}

static void write_inputs(JsonWriter *json, const RunFacts *facts)
{
    const ScenarioCase *scenario_case = facts->study->plan->scenario_case;
    write_named_text(json, "scenario", scenario_case_name(scenario_case));
    write_named_text(json, "title", facts->study->plan->scenario->run.title);
    json_name(json, "inputs");
    json_begin_array(json);
    for (size_t i = 0; i < scenario_case_file_count(scenario_case); ++i) {
        const CaseFile *file = scenario_case_file(scenario_case, i);
        json_begin_object(json);
        write_named_text(json, "file", file->name);
        write_named_text(json, "sha256", file->digest);
        json_end_object(json);
    }
    json_end_array(json);
    write_texts(json, "set", facts->sets, facts->set_count);
}

static void write_precision(JsonWriter *json, const RunFacts *facts)
{
    const PrecisionState *state = &facts->study->precision;
    json_name(json, "precision");
    json_begin_object(json);
    write_named_text(json, "metric", facts->metric);
    write_named_number(json, "asked_relative", facts->precision->relative);
    write_named_number(json, "reached_relative", state->relative);
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
    write_named_whole(json, "seed", plan->seed);
    write_named_whole(json, "replications", samples_count(facts->study->samples));
    if (facts->precision) {
        write_precision(json, facts);
    } else {
        write_named_whole(json, "replications_asked", plan->replications);
    }
    json_name(json, "interrupted");
    json_boolean(json, facts->study->interrupted);
    write_texts(json, "strategies", plan->strategy_ids, plan->strategy_count);
    write_named_text(json, "baseline", plan->strategy_ids[plan->baseline]);
    write_named_number(json, "confidence", plan->confidence);
    write_named_text(json, "start", civil_format(start, &run->start, 0));
    write_named_number(json, "horizon_days", run->horizon_h / 24);
    write_named_number(json, "warmup_days", run->warmup_h / 24);
    write_named_number(json, "sample_h", run->sample_h);
    write_named_text(json, "curves", curves[plan->detail]);
    write_named_whole(json, "threads", facts->threads);
}

static void write_figures(JsonWriter *json, const RunFacts *facts)
{
    SampleCounts counts = samples_counts(facts->study->samples);
    struct rusage usage;
    write_named_number(json, "wall_s", facts->wall_s);
    write_named_number(json, "cpu_s", facts->cpu_s);
    write_named_whole(json, "requests", counts.requests);
    write_named_whole(json, "contacts", counts.contacts);
    write_named_whole(json, "events", counts.events);
    write_named_whole(json, "insurer_runs", study_insurer_runs(facts->study));
    write_named_whole(json, "reused_insurer_runs", counts.reused_insurers);
    if (getrusage(RUSAGE_SELF, &usage) == 0) {
        write_named_whole(json, "peak_memory_bytes",
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
        write_named_text(&json, "program", "brownout");
        write_named_text(&json, "version", BROWNOUT_VERSION);
        write_command_line(&json, facts);
        write_inputs(&json, facts);
        write_settings(&json, facts);
        write_figures(&json, facts);
        json_end_object(&json);
        written = output_file_commit(&file, failure);
    }
    free(path);
    return written;
}

bool run_record_announce(const RunFacts *facts, const char *folder, Failure *failure)
{
    return write_record(facts, folder, note_file, failure);
}

bool run_record_write(const RunFacts *facts, const char *folder, Failure *failure)
{
    if (!write_record(facts, folder, RUN_RECORD_FILE, failure)) {
        return false;
    }
    char *note = path_join(folder, note_file);
    (void)unlink(note); /* beside run.json it says nothing */
    free(note);
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
    cJSON *note = load(folder, note_file);
    bool unfinished = note && !run_record_exists(folder);
    cJSON_Delete(note);
    return unfinished;
}

RunRecordState run_record_compare(const char *folder, const ScenarioCase *scenario_case,
                                  const char *const *sets, size_t set_count)
{
    cJSON *record = load(folder, RUN_RECORD_FILE);
    record = record ? record : load(folder, note_file);
    if (!record) {
        return RUN_RECORD_NONE;
    }
    bool same = files_are_same(cJSON_GetObjectItemCaseSensitive(record, "inputs"), scenario_case) &&
                sets_are_same(cJSON_GetObjectItemCaseSensitive(record, "set"), sets, set_count);
    cJSON_Delete(record);
    return same ? RUN_RECORD_SAME : RUN_RECORD_OTHER;
}
