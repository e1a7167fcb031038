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

/* Waits for one that was started; false, after a message, where it does not exit with 0. */
static bool ends_well(pid_t process, const char *const *arguments)
{
    int status = -1;
    if (process < 0) {
        fprintf(stderr, "bench: %s cannot be started\n", arguments[0]);
        return false;
    }
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "bench: %s %s %s did not end well\n", arguments[0], arguments[1],
                arguments[2]);
        return false;
    }
    return true;
}

bool program_run(ProgramRun *run, const char *const *arguments)
{
    const double cpu_s = children_cpu_s(), wall_s = clock_wall_s();
    const bool is_good = ends_well(start(arguments), arguments);

    *run = (ProgramRun){.cpu_s = children_cpu_s() - cpu_s,
                        .wall_s = clock_wall_s() - wall_s,
                        .customers = NAN,
                        .peak_bytes = NAN};
    return is_good;
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

typedef struct Command {
    const char *arguments[8 + OPTIONS_MAX + 1];
} Command;

static Command command_compare(const ProgramOrder *order, const char *out)
{
    Command command = {
        {order->program, "compare", order->scenario, "-o", out, "--force", "-q", "--no-charts"}};
    for (size_t i = 0; i < OPTIONS_MAX && order->options[i]; i++) {
        command.arguments[8 + i] = order->options[i];
    }
    return command;
}

bool program_compare(ProgramRun *run, const ProgramOrder *order)
{
    const Command command = command_compare(order, order->out);
    return program_run(run, command.arguments) && read_record(run, order->out);
}

bool program_compare_twice(ProgramRun *run, const ProgramOrder *order)
{
    char *outs[2] = {path_join(order->out, "one"), path_join(order->out, "other")};
    const Command commands[2] = {command_compare(order, outs[0]), command_compare(order, outs[1])};
    const double cpu_s = children_cpu_s(), wall_s = clock_wall_s();
    const pid_t processes[2] = {start(commands[0].arguments), start(commands[1].arguments)};
    bool is_good = ends_well(processes[0], commands[0].arguments);
    is_good = ends_well(processes[1], commands[1].arguments) && is_good;
    ProgramRun other = {0};

    *run = (ProgramRun){.cpu_s = children_cpu_s() - cpu_s, .wall_s = clock_wall_s() - wall_s};
    is_good = is_good && read_record(run, outs[0]) && read_record(&other, outs[1]);
    run->customers += other.customers;
    run->peak_bytes += other.peak_bytes;
    free(outs[0]);
    free(outs[1]);
    return is_good;
}
