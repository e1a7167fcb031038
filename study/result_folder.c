#include "study/result_folder.h"

#include "base/file.h"
#include "base/memory.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The nearest part of `path` that exists: what a folder still to be created will lie in. Free it.
 */
static char *existing_part(const char *path)
{
    size_t length = strlen(path);
    char *part = memory_allocate(length + 2, 1);
    memcpy(part, path, length + 1);
    struct stat status;
    while (*part && stat(part, &status) != 0) {
        while (length > 0 && part[length - 1] == '/') {
            part[--length] = '\0';
        }
        while (length > 0 && part[length - 1] != '/') {
            part[--length] = '\0';
        }
        if (strcmp(part, "/") == 0) {
            break;
        }
    }
    if (!*part) {
        part[0] = '.';
        part[1] = '\0';
    }
    return part;
}

static bool is_same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* The scenario folder itself or inside it, also through links, also before it exists. */
static bool lies_in_scenario(const FolderRequest *request)
{
    struct stat scenario, part_status;
    char *part = existing_part(request->folder);
    bool inside = path_is_inside(part, request->scenario_folder) ||
                  (stat(request->scenario_folder, &scenario) == 0 &&
                   stat(part, &part_status) == 0 && is_same_file(&scenario, &part_status));
    free(part);
    return inside;
}

static bool begins_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* Whether there is nothing but what a killed run has left half-written. */
static bool is_empty(const char *folder, bool *empty, Failure *failure)
{
    char **names;
    size_t count;
    if (!folder_list(folder, &names, &count, failure)) {
        return false;
    }
    *empty = true;
    for (size_t i = 0; i < count; ++i) {
        *empty = *empty && begins_with(names[i], TEMPORARY_PREFIX);
    }
    folder_list_free(names, count);
    return true;
}

static FolderAnswer judge_contents(const FolderRequest *request, Failure *failure)
{
    bool empty;
    if (!is_empty(request->folder, &empty, failure)) {
        return FOLDER_FAILED;
    }
    if (empty || request->force) {
        return FOLDER_READY;
    }
    switch (run_record_compare(request->folder, request->command ? request->command : "",
                               request->scenario_case, request->sets, request->set_count)) {
    case RUN_RECORD_SAME:
        return FOLDER_READY;
    case RUN_RECORD_OTHER:
        failure_set(failure,
                    "%s: holds results of other inputs (another scenario, an edited one, another "
                    "--set) or of another command; choose another folder with -o, or replace them "
                    "with --force",
                    request->folder);
        return FOLDER_REFUSED;
    case RUN_RECORD_NONE:
        break;
    }
    failure_set(failure,
                "%s: is not empty and holds no " RUN_RECORD_FILE
                " of whole results; choose another folder with -o, or write into it with --force",
                request->folder);
    return FOLDER_REFUSED;
}

/* Finds out before hours of simulation. */
static bool can_be_written(const char *folder, Failure *failure)
{
    char *probe = path_join(folder, TEMPORARY_PREFIX "probe-XXXXXX");
    int descriptor = mkstemp(probe);
    bool works = descriptor >= 0;
    if (works) {
        (void)close(descriptor);
        (void)unlink(probe);
    } else {
        failure_set(failure, "%s: cannot be written: %s", folder, strerror(errno));
    }
    free(probe);
    return works;
}

static void sweep(const char *folder)
{
    char *charts = path_join(folder, "charts");
    folder_sweep(folder);
    folder_sweep(charts);
    free(charts);
}

/* A run that was interrupted removes its empty folder: what is held must be what is there. */
static bool is_still_there(const char *folder, int hold)
{
    struct stat held, there;
    return hold < 0 ||
           (fstat(hold, &held) == 0 && stat(folder, &there) == 0 && is_same_file(&held, &there));
}

static bool make_and_hold(const char *folder, int *hold, Failure *failure)
{
    enum { ATTEMPTS = 100 };
    for (int i = 0; i < ATTEMPTS; ++i) {
        if (!folder_create(folder, failure)) {
            return false;
        }
        if (!folder_hold(folder, hold, failure)) {
            return false;
        }
        if (is_still_there(folder, *hold)) {
            return true;
        }
        folder_release(*hold);
    }
    return failure_set(failure, "%s: the folder is removed as soon as it is made", folder);
}

FolderAnswer result_folder_prepare(const FolderRequest *request, int *hold, Failure *failure)
{
    const char *folder = request->folder;
    struct stat status;
    if (*folder == '\0') {
        failure_set(failure, "the name of the result folder is empty");
        return FOLDER_REFUSED;
    }
    if (lies_in_scenario(request)) {
        failure_set(failure,
                    "%s: results do not go into the scenario's own folder; choose another with -o",
                    folder);
        return FOLDER_REFUSED;
    }
    if (stat(folder, &status) == 0 && !S_ISDIR(status.st_mode)) {
        failure_set(failure, "%s: is a file, not a folder for results", folder);
        return FOLDER_REFUSED;
    }
    if (!make_and_hold(folder, hold, failure)) {
        return FOLDER_FAILED;
    }
    FolderAnswer answer = judge_contents(request, failure);
    if (answer == FOLDER_READY) {
        sweep(folder);
        answer = can_be_written(folder, failure) ? FOLDER_READY : FOLDER_FAILED;
    }
    if (answer != FOLDER_READY) {
        folder_release(*hold);
    }
    return answer;
}

FolderAnswer result_folder_open(const char *folder, int *hold, Failure *failure)
{
    struct stat status;
    *hold = -1;
    if (stat(folder, &status) == 0 && S_ISDIR(status.st_mode) &&
        !folder_hold(folder, hold, failure)) {
        return FOLDER_FAILED;
    }
    if (run_record_exists(folder)) {
        sweep(folder);
        return FOLDER_READY;
    }
    if (run_record_is_unfinished(folder)) {
        failure_set(failure,
                    "%s: the results are not whole, " RUN_RECORD_FILE
                    " is missing: a run was cut short while it wrote them; run `brownout compare` "
                    "once more",
                    folder);
    } else {
        failure_set(failure,
                    "%s: holds no " RUN_RECORD_FILE
                    " of whole results; `brownout compare` makes such a folder",
                    folder);
    }
    folder_release(*hold);
    return FOLDER_REFUSED;
}

/* Whether a file in charts/ bears a name that this program gives to a chart. */
static bool is_chart(const char *name)
{
    static const char *const prefixes[] = {
        "delay-",        "backlog-",    "wait-",        "support-backlog.",
        "availability.", "difference.", "restoration-", "cost.",
        "distribution-", "sweep-",      "tornado.",     "decision-map.",
        "attribution.",  "insurers",    "reporting",    "sensitivity"};
    const char *extension = strrchr(name, '.');
    if (!extension || (strcmp(extension, ".svg") != 0 && strcmp(extension, ".pdf") != 0 &&
                       strcmp(extension, ".png") != 0)) {
        return false;
    }
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; ++i) {
        if (begins_with(name, prefixes[i])) {
            return true;
        }
    }
    return false;
}

static bool remove_file(const char *folder, const char *name, Failure *failure)
{
    char *path = path_join(folder, name);
    bool gone = unlink(path) == 0 || errno == ENOENT;
    if (!gone) {
        failure_set(failure, "%s: cannot be replaced: %s", path, strerror(errno));
    }
    free(path);
    return gone;
}

static bool remove_charts(const char *folder, Failure *failure)
{
    Failure ignored = {0};
    char *charts = path_join(folder, "charts"), **names;
    size_t count;
    bool gone = true;
    if (folder_list(charts, &names, &count, &ignored)) {
        for (size_t i = 0; i < count; ++i) {
            gone = (!is_chart(names[i]) || remove_file(charts, names[i], failure)) && gone;
        }
        folder_list_free(names, count);
        (void)rmdir(charts); /* where nobody else has put a file there */
    }
    free(charts);
    return gone;
}

bool result_folder_is_ours(const char *folder)
{
    return run_record_exists(folder) || run_record_is_unfinished(folder);
}

bool result_folder_clear(const char *folder, bool ours, Failure *failure)
{
    static const char *const files[] = {"report.html",    "replications.csv", "summary.csv",
                                        "comparison.csv", "curves.csv",       "restoration.csv",
                                        "model.csv",      "attribution.csv",  "critical_path.csv",
                                        "selection.csv",  "fairness.csv",     "results.xlsx"};
    bool gone = remove_file(folder, RUN_RECORD_FILE, failure);
    if (!ours) {
        return gone;
    }
    gone = gone && remove_charts(folder, failure);
    for (size_t i = 0; i < sizeof files / sizeof *files && gone; ++i) {
        gone = remove_file(folder, files[i], failure);
    }
    return gone;
}
