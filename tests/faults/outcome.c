#include "tests/faults/outcome.h"

#include "base/file.h"
#include "tests/test.h"

#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX = 1 << 24 };

static const char *const result_files[] = {"replications.csv", "summary.csv",     "comparison.csv",
                                           "curves.csv",       "restoration.csv", "fairness.csv",
                                           "model.csv",        "run.json"};
enum { RESULT_FILES = sizeof result_files / sizeof *result_files, RECORD = RESULT_FILES - 1 };

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

static void remove_tree(const char *path)
{
    (void)nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

Launch compare_launch(const char *seed, const char *out)
{
    Launch launch = {.arguments = {NULL}};
    launch_add(&launch, "compare", "scenario", "-n", "2", "-j", "2", "-q", "--strategies",
               "takedown,isolation", "--set", "scenario.horizon_days=1", "--set",
               "scenario.warmup_days=0", "--set", "scenario.sample_h=24", "--no-charts", NULL);
    launch_add(&launch, "--seed", seed, "-o", out, NULL);
    return launch;
}

Launch charts_launch(const char *seed, const char *out)
{
    Launch launch = compare_launch(seed, out);
    for (size_t i = 0; launch.arguments[i]; ++i) {
        if (strcmp(launch.arguments[i], "--no-charts") == 0) {
            launch.arguments[i] = "--format=svg";
        }
    }
    return launch;
}

void skip_without_charts(void)
{
#ifndef BROWNOUT_DRAWS
    skip();
#endif
}

static void run_fine(const Launch *launch)
{
    const LaunchEnd end = launch_run(launch);
    if (end.status != 0) {
        fail_msg("a run without a fault ends with status %d: %s", end.status, end.errors);
    }
}

void outcome_begin(const char *name)
{
    Failure failure = {0};
    char *folder = path_join(FAULT_RUNS, name);
    remove_tree(folder);
    assert_true(folder_create(folder, &failure) && chdir(folder) == 0);
    free(folder);
    Launch making = {.arguments = {NULL}}, old = compare_launch(OLD_SEED, "old"),
           new = compare_launch(NEW_SEED, "new");
    launch_add(&making, "new", "scenario", NULL);
    run_fine(&making);
    run_fine(&old);
    run_fine(&new);
}

static char *read_file(const char *folder, const char *name, size_t *length)
{
    Failure ignored = {0};
    char *path = path_join(folder, name), *bytes = NULL;
    if (!file_read(path, FILE_MAX, &bytes, length, &ignored)) {
        bytes = NULL;
    }
    free(path);
    return bytes;
}

static void copy_file(const char *from, const char *to, const char *name)
{
    Failure failure = {0};
    size_t length = 0;
    char *bytes = read_file(from, name, &length), *path = path_join(to, name);
    if (bytes) {
        assert_true(file_write(path, bytes, length, &failure));
    }
    free(bytes);
    free(path);
}

void outcome_reset(const char *out, const char *from)
{
    Failure failure = {0};
    char **names = NULL;
    size_t count = 0;
    remove_tree(out);
    if (!from) {
        return;
    }
    assert_true(folder_create(out, &failure));
    assert_true(folder_list(from, &names, &count, &failure));
    for (size_t i = 0; i < count; ++i) {
        copy_file(from, out, names[i]);
    }
    folder_list_free(names, count);
}

/* Up to `"wall_s"` run.json says what was asked, after it how long that took. */
static size_t comparable_length(const char *name, const char *bytes, size_t length)
{
    const char *times = strcmp(name, "run.json") == 0 ? strstr(bytes, "\"wall_s\"") : NULL;
    return times ? (size_t)(times - bytes) : length;
}

/* The command line holds the seed and the folder, the rest of the record does not hang on them. */
static const char *without_command(const char *name, const char *bytes)
{
    const char *inputs = strcmp(name, "run.json") == 0 ? strstr(bytes, "\"scenario\"") : NULL;
    return inputs ? inputs : bytes;
}

static bool is_as_in(const char *out, const char *folder, const char *name)
{
    size_t length = 0, other_length = 0;
    char *bytes = read_file(out, name, &length), *other = read_file(folder, name, &other_length);
    bool same = false;
    if (bytes && other) {
        const char *from = without_command(name, bytes), *other_from = without_command(name, other);
        const size_t size = comparable_length(name, bytes, length) - (size_t)(from - bytes);
        same =
            size == comparable_length(name, other, other_length) - (size_t)(other_from - other) &&
            memcmp(from, other_from, size) == 0 && bytes[length - 1] == '\n';
    }
    free(bytes);
    free(other);
    return same;
}

static bool is_there(const char *folder, const char *name)
{
    char *path = path_join(folder, name);
    const bool there = access(path, F_OK) == 0;
    free(path);
    return there;
}

void expect_results(const char *out, const char *as_in)
{
    for (size_t i = 0; i < RESULT_FILES; ++i) {
        if (!is_as_in(out, as_in, result_files[i])) {
            fail_msg("%s/%s is not that of %s", out, result_files[i], as_in);
        }
    }
}

bool expect_whole_or_absent(const char *out)
{
    for (size_t i = 0; i < RESULT_FILES; ++i) {
        const char *name = result_files[i];
        if (is_there(out, name) && !is_as_in(out, "old", name) && !is_as_in(out, "new", name)) {
            fail_msg("%s/%s is neither whole nor absent", out, name);
        }
    }
    if (!is_there(out, result_files[RECORD])) {
        return false;
    }
    expect_results(out, is_as_in(out, "new", result_files[RECORD]) ? "new" : "old");
    return true;
}

void expect_nothing_temporary(const char *folder, NoteOfUnfinished note)
{
    Failure ignored = {0};
    char **names = NULL, *charts = path_join(folder, "charts");
    size_t count = 0;
    if (folder_list(folder, &names, &count, &ignored)) {
        for (size_t i = 0; i < count; ++i) {
            const bool is_note = strcmp(names[i], ".brownout-run.json") == 0;
            if (names[i][0] == '.' && !(is_note && note == NOTE_MAY_STAY)) {
                fail_msg("%s/%s was left behind", folder, names[i]);
            }
        }
        folder_list_free(names, count);
    }
    if (access(charts, F_OK) == 0) {
        expect_nothing_temporary(charts, NOTE_IS_GONE);
    }
    free(charts);
}

void expect_recovery(const char *out)
{
    const Launch again = compare_launch(NEW_SEED, out);
    run_fine(&again);
    expect_results(out, "new");
    expect_nothing_temporary(out, NOTE_IS_GONE);
}

void expect_complaint(const LaunchEnd *end, int status, const char *message)
{
    if (end->status != status || line_count(end->errors) != 1 ||
        strncmp(end->errors, "brownout: ", 10) != 0 || (message && !strstr(end->errors, message))) {
        fail_msg("status %d, expected %d and one line with \"%s\": %s", end->status, status,
                 message ? message : "", end->errors);
    }
}
