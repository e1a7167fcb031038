/* What was typed: the command, its options, what stands beside them.
 *
 * options.def lists every option with the commands it belongs to. Options may stand before or after
 * the other arguments;
 * `--` ends them. What is not known is answered with the nearest that is.
 */
#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H

#include "cli/command.h"
#include "cli/option.h"
#include "plots/view.h"
#include "study/sweep_data.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct Arguments {
    int typed_count; /* the whole command line */
    const char *const *typed;
    CommandName command;
    const char *operand;  /* SCENARIO, OUT or DIR; NULL where it may be left out and was */
    size_t further_count; /* of merge: the shards after OUT */
    const char **further;
    bool help;
    bool quiet, json, no_charts, insurer_curves, no_curves, all_replications, force, graph, xlsx;
    const char *output;  /* NULL: not given, as of the texts below */
    size_t replications; /* 0: not given */
    bool has_seed;
    uint64_t seed;
    size_t threads;
    const char *strategies, *strategy;
    uint64_t replication; /* from 1 */
    size_t set_count;
    const char **sets;
    double precision; /* 0: not given */
    const char *metric, *only, *select;
    double delta, confidence; /* 0: not given */
    const char *factors, *metrics, *worth, *map;
    size_t refine; /* 0: not given */
    SweepDesignKind design;
    const char *points_file; /* of --design file=... */
    size_t points;           /* 0: not given */
    bool has_design_seed;
    uint64_t design_seed;
    bool independent_points;
    size_t shard, shard_count; /* from 1; 1 of 1 where not given */
    bool svg, pdf, png;
    ViewOptions look;
    bool antithetic, attribution, critical_path;
    bool chrome;
};

/* Reads the command line of `command`, its name being typed[1]. Prints what is wrong and returns
 * false. Release with arguments_deinit in any case. */
bool arguments_read(Arguments *arguments, CommandName command, int count, char **typed);
void arguments_deinit(Arguments *arguments);

#endif
