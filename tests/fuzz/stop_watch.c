#include "tests/fuzz/stop_watch.h"

#include "tests/fuzz/fuzz.h"

#include <signal.h>
#include <time.h>

static atomic_bool rang;
static timer_t timer;
static bool is_made;

static void ring(int signal_number)
{
    (void)signal_number;
    atomic_store(&rang, true);
}

/* A real-time signal: libFuzzer watches its own time with SIGALRM. */
static void make(void)
{
    struct sigaction action = {.sa_handler = ring, .sa_flags = SA_RESTART};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN};

    FUZZ_EXPECT(sigaction(SIGRTMIN, &action, NULL) == 0 &&
                    timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer) == 0,
                "no timer");
    is_made = true;
}

void stop_watch_start(void)
{
    const struct itimerspec once = {.it_value = {.tv_nsec = STOP_WATCH_MS * 1000000L}};

    if (!is_made) {
        make();
    }
    atomic_store(&rang, false);
    FUZZ_EXPECT(timer_settime(timer, 0, &once, NULL) == 0, "the timer does not run");
}

const atomic_bool *stop_watch_rang(void)
{
    return &rang;
}
