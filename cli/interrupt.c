#include "cli/interrupt.h"

#include "base/file.h"
#include "cli/exit_status.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

/* A signal handler reaches nothing but globals; these are the only ones of the program. */
static atomic_bool interrupted;
static atomic_int first_signal;

static void remember(int signal_number)
{
    int none = 0;
    (void)atomic_compare_exchange_strong(&first_signal, &none, signal_number);
    atomic_store(&interrupted, true);
}

static const char *last_message;

static void leave(int signal_number)
{
    output_file_abandon_all();
    ssize_t written = write(STDERR_FILENO, last_message, strlen(last_message));
    (void)written;
    _exit(signal_number == SIGTERM ? STATUS_TERMINATED : STATUS_INTERRUPTED);
}

static void install(void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
}

void interrupt_at_once(const char *message)
{
    last_message = message;
    install(leave);
}

void interrupt_watch(void)
{
    struct sigaction action = {.sa_handler = SIG_IGN};
    sigemptyset(&action.sa_mask);
    install(remember);
    (void)sigaction(SIGPIPE, &action, NULL);
    (void)sigaction(SIGXFSZ, &action, NULL);
}

const atomic_bool *interrupt_flag(void)
{
    return &interrupted;
}

int interrupt_status(void)
{
    switch (atomic_load(&first_signal)) {
    case 0:
        return STATUS_DONE;
    case SIGTERM:
        return STATUS_TERMINATED;
    default:
        return STATUS_INTERRUPTED;
    }
}
