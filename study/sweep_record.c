#include "study/sweep_record.h"

#include "base/file.h"
#include "base/json.h"
#include "study/run_record.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void write_design(JsonWriter *json, const SweepPlan *plan)
{
    json_named_text(json, "design", sweep_design_name(plan->design.kind));
    json_named_whole(json, "design_seed", plan->design_seed);
    json_named_text(json, "factors_file", plan->factors.file);
    json_named_text(json, "factors_sha256", plan->factors.digest);
    if (plan->design.points_file) {
        json_named_text(json, "points_file", plan->design.points_file);
        json_named_text(json, "points_sha256", plan->design.points_digest);
    }
    json_named_whole(json, "points", plan->design.point_count);
    json_named_whole(json, "shard", plan->shard + 1);
    json_named_whole(json, "shards", plan->shard_count);
}

static void write_settings(JsonWriter *json, const SweepFacts *facts)
{
    const StudyPlan *study = &facts->plan->study;
    json_named_whole(json, "seed", study->seed);
    json_named_boolean(json, "independent_points", facts->plan->independent_points);
    json_named_whole(json, "replications", study->replications);
    json_named_boolean(json, "interrupted", facts->interrupted);
    json_named_texts(json, "strategies", study->strategy_ids, study->strategy_count);
    json_named_text(json, "baseline", study->strategy_ids[study->baseline]);
    json_named_number(json, "confidence", study->confidence);
    json_named_whole(json, "metrics", facts->plan->metric_count);
}

/* What the answers are about: `plot` and `report` read it again. */
static void write_answers(JsonWriter *json, const SweepFacts *facts)
{
    if (facts->metric) {
        json_named_text(json, "answer_metric", facts->metric);
    }
    if (facts->map) {
        json_named_text(json, "answer_map", facts->map);
    }
    if (facts->refine > 0) {
        json_named_whole(json, "refine", facts->refine);
    }
}

static void write_figures(JsonWriter *json, const SweepFacts *facts)
{
    struct rusage usage;
    json_named_whole(json, "threads", facts->threads);
    json_named_whole(json, "points_finished", facts->points_finished);
    json_named_number(json, "wall_s", facts->wall_s);
    json_named_number(json, "cpu_s", facts->cpu_s);
    if (getrusage(RUSAGE_SELF, &usage) == 0) {
        json_named_whole(json, "peak_memory_bytes",
                         (uint64_t)usage.ru_maxrss * 1024); /* Linux counts KiB */
    }
}

static bool write_record(const SweepFacts *facts, const char *folder, const char *name,
                         Failure *failure)
{
    const SweepPlan *plan = facts->plan;
    char *path = path_join(folder, name);
    OutputFile file;
    bool written = output_file_open(&file, path, failure);
    if (written) {
        JsonWriter json;
        json_init(&json, file.stream);
        json_begin_object(&json);
        json_named_text(&json, "program", "brownout");
        json_named_text(&json, "version", BROWNOUT_VERSION);
        json_named_text(&json, "command", SWEEP_COMMAND);
        run_record_command_line(&json, facts->argument_count, facts->arguments);
        run_record_inputs(&json, plan->study.scenario_case, plan->study.scenario->run.title,
                          plan->sets, plan->set_count);
        write_design(&json, plan);
        write_settings(&json, facts);
        write_answers(&json, facts);
        write_figures(&json, facts);
        json_end_object(&json);
        written = output_file_commit(&file, failure);
    }
    free(path);
    return written;
}

bool sweep_record_announce(const SweepFacts *facts, const char *folder, Failure *failure)
{
    if (!write_record(facts, folder, RUN_RECORD_NOTE, failure)) {
        return false;
    }
    char *path = path_join(folder, RUN_RECORD_FILE);
    const bool gone = unlink(path) == 0 || errno == ENOENT ||
                      failure_set(failure, "%s: cannot be replaced: %s", path, strerror(errno));
    free(path);
    return gone;
}

bool sweep_record_write(const SweepFacts *facts, const char *folder, Failure *failure)
{
    if (!write_record(facts, folder, RUN_RECORD_FILE, failure)) {
        return false;
    }
    run_record_remove_note(folder);
    return true;
}
