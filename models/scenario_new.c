/* The starter: every table of the format, small enough to be read in one go, with notes that say
 * what to try. */
#include "models/scenario_new.h"

#include "base/file.h"
#include "models/scenario_starter.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A folder that is there must be empty. */
static bool check_folder(const char *folder, Failure *failure)
{
    char **names = NULL;
    size_t count = 0;

    if (!folder_create(folder, failure) || !folder_list(folder, &names, &count, failure)) {
        return false;
    }
    folder_list_free(names, count);
    return count == 0 ||
           failure_set(failure, "%s is not empty; a new scenario needs a new folder", folder);
}

/* Half a scenario could be taken for a smaller one. */
static void take_back(const char *folder, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *path = path_join(folder, scenario_starter[i].name);
        unlink(path);
        free(path);
    }
    rmdir(folder);
}

bool scenario_new(const char *folder, Failure *failure)
{
    if (!check_folder(folder, failure)) {
        return false;
    }
    for (size_t i = 0; i < scenario_starter_count; i++) {
        const StarterFile *file = &scenario_starter[i];
        char *path = path_join(folder, file->name);
        const bool written = file_write(path, file->text, strlen(file->text), failure);
        free(path);
        if (!written) {
            take_back(folder, i);
            return false;
        }
    }
    return true;
}
