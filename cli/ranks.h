/* One process or many: how a sweep's pieces are shared out.
 *
 * `brownout` is one process with threads (ranks_one.c). `brownout-mpi` runs as many processes
 * (ranks) as mpirun starts (ranks_mpi.c): rank 0 is the program that the user sees, the others help
 * it with sweeps and say nothing.
 */
#ifndef CLI_RANKS_H
#define CLI_RANKS_H

#include "study/sweep.h"

#include <stdbool.h>

/* Runs the program with its command line, on the other ranks where it asks for help; the exit
 * status. */
int ranks_run(int (*run)(int count, char **typed), int count, char **typed);

/* How the queue of a sweep is emptied here. */
SweepRunner ranks_sweep_runner(void);

/* Whether this process only helps; it then runs pieces until rank 0 has no more. Returns an exit
 * status. */
bool ranks_is_helper(void);
int ranks_help(const SweepPlan *plan);

#endif
