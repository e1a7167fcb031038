/* Feeds every file of the folders named on the command line to a fuzz target: the corpus as an
 * ordinary test, with any compiler. */
#include "base/file.h"
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

enum { INPUT_MAX = 1 << 20 };

static int complain(const Failure *failure)
{
    (void)fprintf(stderr, "%s\n", failure->message);
    return EXIT_FAILURE;
}

static bool replay(const char *path, Failure *failure)
{
    char *bytes = NULL;
    size_t length = 0;

    if (!file_read(path, INPUT_MAX, &bytes, &length, failure)) {
        return false;
    }
    (void)printf("%s\n", path); /* the last one printed is the one that broke it */
    (void)fflush(stdout);
    LLVMFuzzerTestOneInput((const uint8_t *)bytes, length);
    free(bytes);
    return true;
}

int main(int argument_count, char **arguments)
{
    Failure failure = {0};
    size_t inputs = 0;

    for (int i = 1; i < argument_count; i++) {
        char **names = NULL;
        size_t count = 0;
        if (!folder_list(arguments[i], &names, &count, &failure)) {
            return complain(&failure);
        }
        for (size_t k = 0; k < count && !failure.failed; k++) {
            char *path = path_join(arguments[i], names[k]);
            replay(path, &failure);
            free(path);
        }
        inputs += count;
        folder_list_free(names, count);
    }
    if (failure.failed || inputs == 0) {
        return failure.failed ? complain(&failure) : EXIT_FAILURE;
    }
    (void)printf("%zu inputs, every promise kept\n", inputs);
    return EXIT_SUCCESS;
}
