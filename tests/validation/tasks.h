/* Independent pieces of work, by several threads. */
#ifndef TESTS_VALIDATION_TASKS_H
#define TESTS_VALIDATION_TASKS_H

#include <stddef.h>

enum { TASKS_AT_A_TIME = 2 };

/* Calls run(context, index) once for each index below `count`, from the first to the last,
 * TASKS_AT_A_TIME at a time; returns when all are done. */
void tasks_run(size_t count, void (*run)(void *context, size_t index), void *context);

#endif
