/* write_pages FOLDER: man pages and completion, written when the program is built and installed
 * with it. Not a command: whoever runs `brownout` has them already.
 */
#include "base/file.h"
#include "cli/completion.h"
#include "cli/exit_status.h"
#include "cli/manual.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Page {
    const char *name;
    void (*write)(TextBuilder *out);
} Page;

static bool write_page(const char *folder, const char *name, TextBuilder *text, Failure *failure)
{
    char *path = path_join(folder, name);
    const bool written = file_write(path, text->text, text->length, failure);
    free(path);
    text_deinit(text);
    *text = (TextBuilder){0};
    return written;
}

static bool write_all(const char *folder, Failure *failure)
{
    static const Page pages[] = {
        {"brownout.1", manual_write},
        {"brownout.bash", completion_write_bash},
        {"_brownout", completion_write_zsh},
        {"brownout.fish", completion_write_fish},
    };
    TextBuilder text = {0};
    bool written = folder_create(folder, failure);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; ++i) {
        pages[i].write(&text);
        written = write_page(folder, pages[i].name, &text, failure) && written;
    }
    for (int i = 0; i < COMMANDS; ++i) {
        char name[64];
        (void)snprintf(name, sizeof name, "brownout-%s.1", commands()[i].name);
        manual_write_command((CommandName)i, &text);
        written = write_page(folder, name, &text, failure) && written;
    }
    return written;
}

int main(int count, char **typed)
{
    Failure failure = {0};
    if (count != 2) {
        (void)fputs("write_pages FOLDER\n", stderr);
        return STATUS_REFUSED;
    }
    if (!write_all(typed[1], &failure)) {
        (void)fprintf(stderr, "write_pages: %s\n", failure.message);
        return STATUS_FAILED;
    }
    return STATUS_DONE;
}
