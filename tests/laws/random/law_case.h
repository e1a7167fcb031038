/* A law as the random scenarios meet it: a question to one scenario, answered by running it, and
 * what it is changed to, as often as the law needs.
 */
#ifndef TESTS_LAWS_RANDOM_LAW_CASE_H
#define TESTS_LAWS_RANDOM_LAW_CASE_H

#include "tests/laws/random/draw.h"
#include "tests/laws/random/pool.h"
#include "tests/laws/random/run.h"

typedef struct LawCase {
    const char *workplace; /* folder of its runs */
    const Sheets *sheets;
    Draw draw;       /* of what a law chooses: the same for a scenario and what it shrinks to */
    size_t evidence; /* numbers so far on which the law could have failed */
    Pool *pool;      /* of the laws about means; NULL: none is kept */
    Run *base;       /* the scenario as it is, run once; see law_case_base */
} LawCase;

/* The scenario as it is, with the curves of every insurer, in one thread. NULL where it fails. */
Run *law_case_base(LawCase *law_case, Violation *violation);

void law_case_deinit(LawCase *law_case);

/* The law holds where nothing is found. */
typedef Violation (*LawQuestion)(LawCase *law_case);

typedef struct Law {
    const char *name;
    LawQuestion ask;
} Law;

/* All laws, and how many. */
extern const Law random_laws[];
extern const size_t random_law_count;

/* Asks the law of the scenario, in a workplace of its own. */
Violation law_ask(const Law *law, const LawCase *law_case);

/* Facts that several laws need. */
double horizon_h_of(const Sheets *sheets);
const char *baseline_of(const Sheets *sheets);
bool is_overridden(const Sheets *sheets, const char *strategy, TableId table);

/* laws_of_one_run.c: what the results of one run say of each other. */
Violation program_accepts(LawCase *law_case);
Violation nothing_vanishes(LawCase *law_case);
Violation files_agree(LawCase *law_case);
Violation costs_are_prices_times_quantities(LawCase *law_case);
Violation curves_are_possible(LawCase *law_case);
Violation paths_are_legal(LawCase *law_case);
Violation incidents_are_legal(LawCase *law_case);

/* ranges.c */
Violation values_are_possible(LawCase *law_case);

/* laws_of_scale.c */
Violation two_insurers_are_one_run_twice(LawCase *law_case);

/* laws_of_two_runs.c: what must make no difference. */
Violation threads_make_no_difference(LawCase *law_case);
Violation order_of_strategies_makes_no_difference(LawCase *law_case);
Violation strategies_without_incident_are_undisturbed(LawCase *law_case);
Violation sampling_makes_no_difference(LawCase *law_case);
Violation order_and_names_of_rows_make_no_difference(LawCase *law_case);
Violation overrides_are_cells_that_are_set(LawCase *law_case);

/* Adds an override of every strategy that multiplies the cells, `by` "x2" and the like. Nothing for
 * a NULL cell. */
void improve_all(Sheets *sheets, const char *cell, const char *by);

/* laws_of_more.c: more of what helps does not hurt, path by path. */
Violation more_servers_help(LawCase *law_case);
Violation more_agents_help(LawCase *law_case);
Violation more_crews_help(LawCase *law_case);
Violation earlier_notice_helps(LawCase *law_case);

/* laws_of_means.c: the same in the mean over many scenarios. */
Violation more_helps_in_the_mean(LawCase *law_case);

#endif
