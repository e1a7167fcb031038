#include "tests/faults/injection.h"

#include "base/file.h"
#include "tests/test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HANGS_AFTER_S = 60 };

static void set_number(const char *name, unsigned long number)
{
    char text[24];
    snprintf(text, sizeof text, "%lu", number);
    setenv(name, text, 1);
}

enum { FILE_NAME = 40 };

/* A file of one run in the working folder; several may be under way. */
static const char *run_file(char name[FILE_NAME], const char *kind, pid_t process)
{
    snprintf(name, FILE_NAME, "%s.%ld", kind, (long)process);
    return name;
}

static void load_shim(const Fault *fault)
{
    char count[FILE_NAME];
    if (!fault->calls) {
        return;
    }
    setenv("LD_PRELOAD", FAULT_SHIM, 1);
    setenv("FAULT_CALLS", fault->calls, 1);
    setenv("FAULT_COUNT", run_file(count, "calls", getpid()), 1);
    set_number("FAULT_AT", fault->at);
    set_number("FAULT_TIMES", fault->times);
    set_number("FAULT_ERROR", (unsigned long)fault->error);
    set_number("FAULT_SIGNAL", (unsigned long)fault->signal_number);
    set_number("FAULT_SHORT", fault->is_short);
    set_number("FAULT_IN_CHILDREN", fault->in_children);
}

static void redirect(int descriptor, const char *path)
{
    const int opened = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (opened >= 0) {
        dup2(opened, descriptor);
        close(opened);
    }
}

pid_t launch_start(const Launch *launch)
{
    char errors[FILE_NAME];
    const pid_t process = fork();
    if (process != 0) {
        return process;
    }
    /* execv takes pointers to what it may not change; a union says so without a cast. */
    union {
        const char *constant[ARGUMENTS_MAX + 2];
        char *plain[ARGUMENTS_MAX + 2];
    } vector = {.constant = {BROWNOUT_BINARY}};
    memcpy(vector.constant + 1, launch->arguments, sizeof launch->arguments);
    redirect(STDERR_FILENO, run_file(errors, "errors", getpid()));
    redirect(STDOUT_FILENO, launch->output ? launch->output : "/dev/null");
    alarm(HANGS_AFTER_S); /* outlives exec */
    load_shim(&launch->fault);
    if (launch->prepare) {
        launch->prepare();
    }
    execv(BROWNOUT_BINARY, vector.plain);
    _exit(127);
}

static char *take_file(const char *kind, pid_t process)
{
    Failure ignored = {0};
    char name[FILE_NAME], *bytes = NULL;
    size_t length = 0;
    if (!file_read(run_file(name, kind, process), 1 << 24, &bytes, &length, &ignored)) {
        return NULL;
    }
    unlink(name);
    return bytes;
}

LaunchEnd launch_wait(pid_t process)
{
    LaunchEnd end = {.status = -1};
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    end.status = WIFEXITED(status) ? WEXITSTATUS(status) : KILLED + WTERMSIG(status);
    char *errors = take_file("errors", process), *calls = take_file("calls", process);
    snprintf(end.errors, sizeof end.errors, "%s", errors ? errors : "");
    end.calls = calls ? strtoul(calls, NULL, 10) : 0;
    free(errors);
    free(calls);
    return end;
}

LaunchEnd launch_run(const Launch *launch)
{
    return launch_wait(launch_start(launch));
}

bool strikes_all(void)
{
    const char *sweep = getenv("BROWNOUT_FAULTS");
    return sweep && strcmp(sweep, "all") == 0;
}

unsigned long launch_calls(const Launch *launch, const char *calls)
{
    Launch counting = *launch;
    counting.fault = (Fault){.calls = calls, .in_children = launch->fault.in_children};
    const LaunchEnd end = launch_run(&counting);
    EXPECT_EQUAL(end.status, 0);
    EXPECT(end.calls > 0); /* or the shim was not loaded */
    if (strikes_all()) {
        print_message("%s: %lu\n", calls, end.calls);
    }
    return end.calls;
}

void launch_add(Launch *launch, const char *first, ...)
{
    va_list list;
    size_t count = 0;
    while (launch->arguments[count]) {
        ++count;
    }
    va_start(list, first);
    for (const char *next = first; next; next = va_arg(list, const char *)) {
        assert_true(count + 1 < ARGUMENTS_MAX);
        launch->arguments[count++] = next;
    }
    va_end(list);
}

unsigned long next_call(unsigned long at, unsigned long count, unsigned long most)
{
    const unsigned long step = strikes_all() || count <= most ? 1 : (count - 1) / (most - 1);
    if (at == 0) {
        return count > 0 ? 1 : 0;
    }
    return at + step <= count ? at + step : 0;
}

size_t line_count(const char *text)
{
    size_t lines = 0;
    for (const char *at = text; *at; ++at) {
        lines += *at == '\n' || at[1] == '\0';
    }
    return lines;
}
