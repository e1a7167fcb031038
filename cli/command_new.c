/* `brownout new`: a scenario to begin with. */
#include "base/file.h"
#include "cli/arguments.h"
#include "cli/exit_status.h"
#include "cli/message.h"
#include "models/scenario_new.h"

#include <sys/stat.h>

/* Whether there is something at `path` that a scenario must not be written into. */
static bool is_taken(const char *path)
{
    Failure ignored = {0};
    struct stat status;
    char **names;
    size_t count;
    if (stat(path, &status) != 0) {
        return false;
    }
    if (!S_ISDIR(status.st_mode)) {
        return true;
    }
    if (!folder_list(path, &names, &count, &ignored)) {
        return false; /* writing will say why */
    }
    folder_list_free(names, count);
    return count > 0;
}

int command_new(const Arguments *arguments)
{
    Failure failure = {0};
    const char *folder = arguments->operand;
    if (is_taken(folder)) {
        complain("%s: is there already and not an empty folder; choose a name that is free",
                 folder);
        return STATUS_REFUSED;
    }
    if (!scenario_new(folder, &failure)) {
        complain("%s", failure.message);
        return STATUS_FAILED;
    }
    if (!arguments->quiet) {
        TextBuilder text = {0};
        text_add_format(&text,
                        "%s is a scenario that runs as it is. Its README says what is in it.\n"
                        "  brownout check %s      what it holds, and every mistake\n"
                        "  brownout compare %s    which response is better\n",
                        folder, folder, folder);
        say(text.text);
        text_deinit(&text);
    }
    return STATUS_DONE;
}
