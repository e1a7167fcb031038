/* The texts of the starter scenario, file by file. */
#ifndef MODELS_SCENARIO_STARTER_H
#define MODELS_SCENARIO_STARTER_H

#include <stddef.h>

typedef struct StarterFile {
    const char *name;
    const char *text;
} StarterFile;

extern const StarterFile scenario_starter[];
extern const size_t scenario_starter_count;

#endif
