/* What the machine has, and what of it the program may take. */
#ifndef CLI_MACHINE_H
#define CLI_MACHINE_H

#include <stddef.h>

/* Processors that work now, 1 to `most`. */
size_t machine_cores(size_t most);

/* Bytes of memory that the program may use: of the machine, or less where a limit is set for the
 * process; 0: unknown. */
double machine_memory_bytes(void);

/* Bytes free on the disk under `folder`; 0: unknown. */
double machine_free_bytes(const char *folder);

/* Bytes that a file in `folder` may have: what is free, or less where a limit is set for the
 * process; 0: unknown. */
double machine_file_bytes(const char *folder);

/* Lets allocations fail, which the handler of exhausted memory answers, before the whole machine
 * runs out and the system ends some process, perhaps another one, without a word. Call it before
 * any thread starts. */
void machine_guard_memory(void);

#endif
