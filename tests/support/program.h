/* Another program, run to its end: how tests drive the binary as a user does. */
#ifndef TESTS_SUPPORT_PROGRAM_H
#define TESTS_SUPPORT_PROGRAM_H

typedef struct ProgramEnd {
    int status;   /* exit status; 128 + signal; -1 where it could not be started */
    char *errors; /* what it wrote to standard error, zero-terminated; free it */
} ProgramEnd;

/* Runs `arguments[0]` with the arguments up to NULL and waits. Standard output is thrown away,
 * standard error goes to the file `errors_path` first, which is left there. */
ProgramEnd program_run(const char *const *arguments, const char *errors_path);

#endif
