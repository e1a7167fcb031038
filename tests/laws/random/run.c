#include "tests/laws/random/run.h"

#include "base/file.h"
#include "base/memory.h"
#include "tests/support/program.h"
#include "tests/test.h"

#include <stdlib.h>
#include <unistd.h>

enum { RUN_TABLES = 8, RUN_OPTIONS = 24, RUN_FILE_MAX = 64 << 20 };

struct Run {
    char *folder, *scenario, *results;
    size_t table_count;
    const char *files[RUN_TABLES]; /* literals of the callers */
    ResultTable *tables[RUN_TABLES];
};

static Run *run_new(const char *workplace, const char *name)
{
    Run *run = memory_allocate(1, sizeof *run);
    Failure failure = {0};
    run->folder = path_join(workplace, name);
    run->scenario = path_join(run->folder, "scenario");
    run->results = path_join(run->folder, "results");
    if (!folder_create(run->scenario, &failure)) {
        fail_msg("%s", failure.message);
    }
    return run;
}

void run_free(Run *run)
{
    if (run) {
        for (size_t i = 0; i < run->table_count; i++) {
            result_table_free(run->tables[i]);
        }
        free(run->folder);
        free(run->scenario);
        free(run->results);
        free(run);
    }
}

/* Another program in the place of ours: how planted faults get in. */
static const char *program(void)
{
    const char *other = getenv("RANDOM_LAWS_PROGRAM");
    return other ? other : BROWNOUT_BINARY;
}

/* Options beyond those given stand first: the scenario and `own`. */
static Violation execute(const Run *run, const char *command, const char *const *own,
                         const char *const *options)
{
    const char *arguments[RUN_OPTIONS + 4] = {program(), command, run->scenario};
    size_t count = 3;
    for (size_t i = 0; own && own[i]; i++) {
        arguments[count++] = own[i];
    }
    for (size_t i = 0; options && options[i]; i++) {
        assert_true(count < RUN_OPTIONS);
        arguments[count++] = options[i];
    }
    char *errors_path = path_join(run->folder, "errors.txt");
    ProgramEnd end = program_run(arguments, errors_path);
    free(errors_path);
    Violation violation = {.found = end.status != 0};
    if (violation.found) {
        violation = violation_of("%s ends with status %d: %.250s", command, end.status, end.errors);
    }
    free(end.errors);
    return violation;
}

Run *run_compare(const char *workplace, const char *name, const Sheets *sheets,
                 const char *const *options, Violation *violation)
{
    Run *run = run_new(workplace, name);
    const char *own[] = {"-o",      run->results,         "--no-charts", "--quiet",
                         "--force", "--all-replications", NULL};
    sheets_write(sheets, run->scenario);
    *violation = execute(run, "compare", own, options);
    if (violation->found) {
        run_free(run);
        return NULL;
    }
    return run;
}

Violation run_command(const char *workplace, const char *name, const Sheets *sheets,
                      const char *command, const char *const *options)
{
    Run *run = run_new(workplace, name);
    sheets_write(sheets, run->scenario);
    Violation violation = execute(run, command, NULL, options);
    run_free(run);
    return violation;
}

const ResultTable *run_table(Run *run, const char *file)
{
    for (size_t i = 0; i < run->table_count; i++) {
        if (strcmp(run->files[i], file) == 0) {
            return run->tables[i];
        }
    }
    assert_true(run->table_count < RUN_TABLES);
    ResultTable *table = result_table_open(run->results, file);
    run->files[run->table_count] = file;
    run->tables[run->table_count] = table ? table : result_table_of("strategy,scope,id,metric\n");
    return run->tables[run->table_count++];
}

const char *run_scenario(const Run *run)
{
    return run->scenario;
}

const char *run_results(const Run *run)
{
    return run->results;
}

bool files_are_same(const char *one, const char *other)
{
    char *bytes[2] = {NULL, NULL};
    size_t lengths[2] = {0, 0};
    Failure failure = {0};
    bool same = file_read(one, RUN_FILE_MAX, &bytes[0], &lengths[0], &failure) &&
                file_read(other, RUN_FILE_MAX, &bytes[1], &lengths[1], &failure) &&
                lengths[0] == lengths[1] && memcmp(bytes[0], bytes[1], lengths[0]) == 0;
    free(bytes[0]);
    free(bytes[1]);
    return same;
}

/* Folders of runs are three deep: workplace, run, scenario or results. */
static void remove_level(const char *folder, int deeper)
{
    char **names = NULL;
    size_t count = 0;
    Failure failure = {0};
    if (!folder_list(folder, &names, &count, &failure)) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        char *path = path_join(folder, names[i]);
        if (unlink(path) != 0 && deeper > 0) {
            remove_level(path, deeper - 1);
        }
        free(path);
    }
    folder_list_free(names, count);
    rmdir(folder);
}

void folder_remove(const char *folder)
{
    remove_level(folder, 3);
}
