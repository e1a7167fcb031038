/* `compare --json`: the summary and the comparison as one JSON object. */
#ifndef CLI_COMPARE_JSON_H
#define CLI_COMPARE_JSON_H

#include "study/study.h"

#include <stdio.h>

/* The rows of summary.csv and comparison.csv with the same names; what is empty there is null. */
void compare_json_write(const Study *study, FILE *stream);

#endif
