#include "bench/program_run.h"

#include "base/clock.h"
#include "base/file.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RECORD_BYTES_MAX = 16 << 20, OPTIONS_MAX = 16 };

static double children_cpu_s(void)
{
    struct rusage usage = {0};
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

/* fork, not posix_spawn: Linux counts to a new program's peak what the memory that it leaves had at
 * its peak, and that would be ours. A copy begins with what is in use now, which is little. */
static pid_t start(const char *const *arguments)
{
    const pid_t process = fork();
    if (process == 0) {
        /* execv takes pointers to what it may not change; a union says so without a cast. */
        union {
            const char *const *constant;
            char *const *plain;
        } vector = {.constant = arguments};
        const int nowhere = open("/dev/null", O_WRONLY);
        if (nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0) {
            execv(arguments[0], vector.plain);
        }
        _exit(127);
    }
    return process;
}

bool program_run(ProgramRun *run, const char *const *arguments)
{
    const double cpu_s = children_cpu_s(), wall_s = clock_wall_s();
    const pid_t process = start(arguments);
    int status = -1;

    *run = (ProgramRun){.customers = NAN, .peak_bytes = NAN};
    if (process < 0) {
        fprintf(stderr, "bench: %s cannot be started\n", arguments[0]);
        return false;
    }
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    run->cpu_s = children_cpu_s() - cpu_s;
    run->wall_s = clock_wall_s() - wall_s;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "bench: %s %s %s did not end well\n", arguments[0], arguments[1],
                arguments[2]);
        return false;
    }
    return true;
}

static double number(const cJSON *record, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(record, name);
    return cJSON_IsNumber(item) ? item->valuedouble : (double)NAN;
}

static bool read_record(ProgramRun *run, const char *out)
{
    Failure failure = {0};
    char *path = path_join(out, "run.json"), *bytes = NULL;
    size_t length = 0;
    const bool is_read = file_read(path, RECORD_BYTES_MAX, &bytes, &length, &failure);

    if (is_read) {
        cJSON *record = cJSON_Parse(bytes);
        run->customers = number(record, "requests") + number(record, "contacts");
        run->peak_bytes = number(record, "peak_memory_bytes");
        cJSON_Delete(record);
    } else {
        fprintf(stderr, "bench: %s\n", failure.message);
    }
    free(bytes);
    free(path);
    return is_read;
}

bool program_compare(ProgramRun *run, const char *program, const char *scenario, const char *out,
                     const char *const *options)
{
    const char *arguments[8 + OPTIONS_MAX + 1] = {program, "compare", scenario, "-o",
                                                  out,     "--force", "-q",     "--no-charts"};
    for (size_t i = 0; i < OPTIONS_MAX && options[i]; i++) {
        arguments[8 + i] = options[i];
    }
    return program_run(run, arguments) && read_record(run, out);
}
