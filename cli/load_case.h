/* Reads a scenario for a command, and tells what is wrong with it. */
#ifndef CLI_LOAD_CASE_H
#define CLI_LOAD_CASE_H

#include "cli/arguments.h"
#include "models/scenario_case.h"

/* The case of `arguments->operand` with its --set, or NULL after printing every mistake to standard
 * error, a line each and nothing else. A large scenario takes long: a signal meanwhile ends the
 * process at once. Call it before anything is there to be kept. */
ScenarioCase *load_case(const Arguments *arguments);

#endif
