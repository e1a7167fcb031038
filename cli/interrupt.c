#include "cli/interrupt.h"

#include "cli/exit_status.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

/* A signal handler reaches nothing but globals; these are the only ones of the program. */
static atomic_bool interrupted;
static atomic_int first_signal;

static void remember(int signal_number)
{
    int none = 0;
    (void)atomic_compare_exchange_strong(&first_signal, &none, signal_number);
    atomic_store(&interrupted, true);
}

static void install(int flags)
{
    struct sigaction action = {.sa_handler = remember, .sa_flags = flags};
    sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
}

void interrupt_at_once(void)
{
    install(0);
}

void interrupt_watch(void)
{
    struct sigaction action = {.sa_handler = SIG_IGN};
    sigemptyset(&action.sa_mask);
    install(SA_RESTART);
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
