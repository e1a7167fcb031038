#include "tests/support/program.h"

#include "base/file.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/wait.h>

extern char **environ;

enum { ERRORS_MAX = 1 << 20 };

static int wait_for(pid_t process)
{
    int status = 0;
    while (waitpid(process, &status, 0) < 0) {
        if (errno != EINTR) {
            return -1;
        }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static char *errors_read(const char *path)
{
    Failure failure = {0};
    char *bytes = NULL;
    size_t length = 0;
    if (!file_read(path, ERRORS_MAX, &bytes, &length, &failure)) {
        return memory_allocate(1, 1);
    }
    return bytes;
}

ProgramEnd program_run(const char *const *arguments, const char *errors_path)
{
    posix_spawn_file_actions_t actions;
    pid_t process = 0;
    ProgramEnd end = {.status = -1};
    /* posix_spawn takes pointers to what it may not change; a union says so without a cast. */
    union {
        const char *const *constant;
        char *const *plain;
    } vector = {.constant = arguments};

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, errors_path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (posix_spawn(&process, arguments[0], &actions, NULL, vector.plain, environ) == 0) {
        end.status = wait_for(process);
    }
    posix_spawn_file_actions_destroy(&actions);
    end.errors = errors_read(errors_path);
    return end;
}
