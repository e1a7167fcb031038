#include "cli/out_folder.h"

#include "base/file.h"
#include "base/memory.h"
#include "cli/exit_status.h"
#include "cli/message.h"

#include <string.h>

enum { FILES_COLUMNS = 100 };

char *out_folder_name(const char *typed, const char *scenario, const char *ending)
{
    TextBuilder name = {0};
    if (typed) {
        size_t length = strlen(typed);
        while (length > 1 && typed[length - 1] == '/') {
            --length;
        }
        text_add_bytes(&name, typed, length);
    } else {
        text_add_format(&name, "results/%s%s", scenario, ending);
    }
    char *copy = memory_allocate(name.length + 1, 1);
    memcpy(copy, name.text ? name.text : "", name.length);
    text_deinit(&name);
    return copy;
}

int out_folder_status(FolderAnswer answer, const Failure *failure)
{
    if (answer == FOLDER_READY) {
        return STATUS_DONE;
    }
    complain("%s", failure->message);
    return answer == FOLDER_REFUSED ? STATUS_REFUSED : STATUS_FAILED;
}

int out_folder_draw(const Arguments *arguments, int (*draw)(const Arguments *arguments))
{
    Failure failure = {0};
    int hold = -1;
    const FolderAnswer answer = result_folder_open(arguments->operand, &hold, &failure);
    int status = out_folder_status(answer, &failure);
    if (status == STATUS_DONE) {
        status = draw(arguments);
        folder_release(hold);
    }
    return status;
}

void out_folder_say_files(const char *out, const char *const *files, size_t count,
                          TextBuilder *text)
{
    size_t begin = text->length;
    text_add_format(text, "Files   %s/", out);
    for (size_t i = 0; i <= count; ++i) {
        const char *file = i < count ? files[i] : RUN_RECORD_FILE;
        const bool fits = text->length - begin + strlen(file) + strlen(", ,") <= FILES_COLUMNS;
        text_add(text, i == 0 ? "" : fits ? ", " : ",\n");
        begin = fits || i == 0 ? begin : text->length;
        text_add_format(text, fits || i == 0 ? "%s" : "        %s", file);
    }
    text_add(text, "\n");
}
