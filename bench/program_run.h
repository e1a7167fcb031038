/* A run of the program, as a user starts it, and what it took. */
#ifndef BENCH_PROGRAM_RUN_H
#define BENCH_PROGRAM_RUN_H

#include <stdbool.h>

typedef struct ProgramRun {
    double cpu_s, wall_s; /* of the process, from start to end; user and system time */
    double customers;     /* requests and contacts that were simulated, from run.json; else NAN */
    double peak_bytes;    /* largest resident set, from run.json; else NAN */
} ProgramRun;

/* Runs `arguments` (up to NULL, the program first) and waits. False, after a message on standard
 * error, where it does not exit with 0. One run at a time. */
bool program_run(ProgramRun *run, const char *const *arguments);

typedef struct ProgramOrder {
    const char *program, *scenario, *out;
    const char *const *options; /* up to NULL, at most 16 */
} ProgramOrder;

/* Runs `compare SCENARIO -o OUT --force -q --no-charts` with the options and reads OUT/run.json. */
bool program_compare(ProgramRun *run, const ProgramOrder *order);

/* Does so twice at the same time, into OUT/one and OUT/other: `run` tells of both together. What
 * this takes longer than one alone is what the machine takes from programs that share nothing. */
bool program_compare_twice(ProgramRun *run, const ProgramOrder *order);

#endif
