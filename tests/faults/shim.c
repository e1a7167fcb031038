/* Which call is struck, and from where to where calls count. */
#include "tests/faults/shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { NAMES = 200 };

typedef struct Plan {
    char names[NAMES]; /* `,write,rename,` */
    unsigned long at, times;
    int error, signal_number;
    bool is_short, in_children;
} Plan;

static Plan plan;
static atomic_ulong *calls; /* shared with forked processes; NULL: nothing counts */
static bool in_child;
static int (*true_main)(int, char **, char **);

void *shim_next(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

void shim_enter_child(void)
{
    in_child = true;
}

/* Neither allocates nor calls anything that is struck. */
static bool is_named(const char *call)
{
    const size_t length = strlen(call);
    for (const char *at = plan.names; (at = strstr(at, call)) != NULL; ++at) {
        if (at[-1] == ',' && at[length] == ',') {
            return true;
        }
    }
    return false;
}

Strike shim_strike(const char *call)
{
    if (!calls || (plan.in_children && !in_child) || !is_named(call)) {
        return STRIKE_NONE;
    }
    const unsigned long number = atomic_fetch_add(calls, 1) + 1;
    if (plan.at == 0 || number < plan.at || (plan.times > 0 && number >= plan.at + plan.times)) {
        return STRIKE_NONE;
    }
    if (plan.signal_number != 0) {
        (void)kill(getpid(), plan.signal_number);
        return STRIKE_NONE;
    }
    if (plan.is_short) {
        return STRIKE_SHORT;
    }
    errno = plan.error;
    return STRIKE_ERROR;
}

static unsigned long number_of(const char *name)
{
    const char *text = getenv(name);
    return text ? strtoul(text, NULL, 10) : 0;
}

static void tell_count(void)
{
    const char *path = getenv("FAULT_COUNT");
    const unsigned long count = calls ? atomic_load(calls) : 0;
    calls = NULL;
    FILE *file = path && !in_child ? fopen(path, "w") : NULL;
    if (file) {
        (void)fprintf(file, "%lu\n", count);
        (void)fclose(file);
    }
}

/* Leaves without atexit, so the count is told here. */
_Noreturn void _exit(int status)
{
    static void (*next)(int);
    tell_count();
    SHIM_NEXT(next, "_exit");
    next(status);
    abort();
}

static void make_plan(void)
{
    const char *names = getenv("FAULT_CALLS");
    (void)snprintf(plan.names, sizeof plan.names, ",%s,", names ? names : "");
    plan.at = number_of("FAULT_AT");
    plan.times = number_of("FAULT_TIMES");
    plan.error = (int)number_of("FAULT_ERROR");
    plan.signal_number = (int)number_of("FAULT_SIGNAL");
    plan.is_short = number_of("FAULT_SHORT") != 0;
    plan.in_children = number_of("FAULT_IN_CHILDREN") != 0;
}

static int counted_main(int count, char **arguments, char **environment)
{
    make_plan();
    (void)atexit(tell_count);
    void *page =
        mmap(NULL, sizeof *calls, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    calls = page == MAP_FAILED ? NULL : page;
    return true_main(count, arguments, environment);
}

/* What a program's first instructions call; its last parameter but one is not known to any header.
 */
int __libc_start_main(int (*main_function)(int, char **, char **), int count, char **arguments,
                      void (*init)(void), void (*fini)(void), void (*loader_fini)(void),
                      void *stack);
int __libc_start_main(int (*main_function)(int, char **, char **), int count, char **arguments,
                      void (*init)(void), void (*fini)(void), void (*loader_fini)(void),
                      void *stack)
{
    static int (*next)(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void),
                       void (*)(void), void *);
    SHIM_NEXT(next, "__libc_start_main");
    true_main = main_function;
    return next(counted_main, count, arguments, init, fini, loader_fini, stack);
}
