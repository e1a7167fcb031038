#include "cli/exit_status.h"
#include "cli/ranks.h"

int ranks_run(int (*run)(int count, char **typed), int count, char **typed)
{
    return run(count, typed);
}

SweepRunner ranks_sweep_runner(void)
{
    return sweep_run_threads;
}

bool ranks_is_helper(void)
{
    return false;
}

int ranks_help(const SweepPlan *plan)
{
    (void)plan;
    return STATUS_FAILED;
}
