/* The designs from the inside: each fills the points of a design that has its arrays. */
#ifndef STUDY_SWEEP_DESIGN_PARTS_H
#define STUDY_SWEEP_DESIGN_PARTS_H

#include "sim/stream.h"
#include "study/sweep_design.h"

typedef struct DesignMaking {
    SweepDesign *design;
    const SweepFactors *factors;
    const DesignRequest *request;
    Arena *arena;
    Diagnostics *diagnostics;
    Stream stream;
} DesignMaking;

/* Gives the design `count` points with coordinates and values NAN and no levels. False, with a
 * mistake told, where they are too many. */
bool design_allocate(DesignMaking *making, double count);

/* The point's own arrays, to be filled. */
double *design_coordinates(DesignMaking *making, size_t point);
double *design_values(DesignMaking *making, size_t point);
size_t *design_levels(DesignMaking *making, size_t point);

/* A whole number 0 .. below - 1, all alike. */
size_t design_pick(DesignMaking *making, size_t below);

bool design_make_lhs(DesignMaking *making);
bool design_make_sobol(DesignMaking *making);
bool design_make_saltelli(DesignMaking *making);
bool design_make_morris(DesignMaking *making);
bool design_make_file(DesignMaking *making);

#endif
