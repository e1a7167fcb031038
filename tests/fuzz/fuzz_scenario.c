/* A whole scenario (input_folder.h): read, checked, and where it is right, run.
 *
 * What is refused is refused with messages of the right form. What is accepted keeps
 * scenario_promises.h, and a replication of it, cut to a few days and some thousand arrivals, keeps
 * outcome_promises.h, gives the same bits when it is run again in another order, and can be written
 * and read back.
 */
#include "base/number.h"
#include "models/offered_load.h"
#include "study/results.h"
#include "study/results_read.h"
#include "study/run_record.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/input_folder.h"
#include "tests/fuzz/outcome_promises.h"
#include "tests/fuzz/scenario_promises.h"
#include "tests/fuzz/stop_watch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SETS_MAX = INPUT_SETS_MAX + 8,
    ARRIVALS_MAX = 1000,
    RUN_DOUBLES_MAX = 200000,
    WRITTEN_DOUBLES_MAX = 20000
};

static const double longest_run_h = 48, longest_warmup_h = 24, most_samples = 24;

static ScenarioCase *read_case(const InputFolder *input, const char *const *sets, size_t count)
{
    Diagnostics *diagnostics = diagnostics_new();
    ScenarioCase *scenario_case = scenario_case_read(input->path, sets, count, diagnostics);

    FUZZ_EXPECT((scenario_case == NULL) == (diagnostics_count(diagnostics) > 0),
                "%s with %zu mistakes", scenario_case ? "read" : "refused",
                diagnostics_count(diagnostics));
    fuzz_expect_diagnostics(diagnostics);
    diagnostics_free(diagnostics);
    return scenario_case;
}

static void expect_files(const ScenarioCase *scenario_case, const InputFolder *input)
{
    for (size_t i = 0; i < scenario_case_file_count(scenario_case); i++) {
        const char *name = scenario_case_file(scenario_case, i)->name;
        FUZZ_EXPECT(input_folder_has(input, name), "read %s, which is not of the scenario", name);
    }
}

static void expect_loads(const Scenario *scenario)
{
    Arena *arena = arena_new(0);
    const OfferedLoad *load = offered_load_new(scenario, arena);

    for (size_t i = 0; i < load->service_count; i++) {
        FUZZ_EXPECT(load->services[i].all.load >= 0 && load->services[i].all.in_run >= 0,
                    "load %g, volume %g", load->services[i].all.load, load->services[i].all.in_run);
    }
    for (size_t i = 0; i < load->desk_count; i++) {
        FUZZ_EXPECT(load->desks[i].queue.load >= 0, "load of a desk %g", load->desks[i].queue.load);
    }
    arena_free(arena);
}

static void expect_accepted(const ScenarioCase *scenario_case, const InputFolder *input)
{
    const Scenario *base = scenario_case_base(scenario_case);

    expect_files(scenario_case, input);
    expect_cells_in_range(scenario_case);
    expect_scenario(base);
    for (size_t i = 0; i < base->strategy_count; i++) {
        expect_scenario(scenario_case_of_strategy(scenario_case, i));
    }
}

static double expected_arrivals(const ScenarioCase *scenario_case)
{
    const Scenario *base = scenario_case_base(scenario_case);
    double arrivals = 0;

    for (size_t s = 0; s <= base->strategy_count; s++) {
        const Scenario *scenario =
            s < base->strategy_count ? scenario_case_of_strategy(scenario_case, s) : base;
        const double hours = scenario->run.horizon_h + scenario->run.warmup_h;
        for (size_t i = 0; i < scenario->service_count; i++) {
            arrivals +=
                hours * demand_per_h(&scenario->services[i].demand, scenario->insured_total);
        }
        for (size_t i = 0; i < scenario->channel_count; i++) {
            arrivals +=
                hours * demand_per_h(&scenario->channels[i].demand, scenario->insured_total);
        }
    }
    return arrivals;
}

typedef struct SetList {
    size_t count;
    const char *sets[SETS_MAX];
    char room[8][96];
    size_t used;
} SetList;

static void add_set(SetList *list, const char *cell, const char *sign, double value)
{
    char number[NUMBER_TEXT];
    char *room = list->room[list->used++];

    number_format(number, value);
    snprintf(room, sizeof list->room[0], "%s=%s%s", cell, sign, number);
    list->sets[list->count++] = room;
}

/* What must be set for the run to be short; nothing where it is already. */
static void shorten(SetList *list, const RunSpec *run)
{
    const double horizon_h = fmin(run->horizon_h, longest_run_h);

    if (horizon_h < run->horizon_h) {
        add_set(list, "scenario.horizon_days", "", horizon_h / 24);
    }
    if (run->warmup_h > longest_warmup_h) {
        add_set(list, "scenario.warmup_days", "", longest_warmup_h / 24);
    }
    if (run->sample_h > horizon_h || horizon_h / run->sample_h > most_samples) {
        add_set(list, "scenario.sample_h", "", horizon_h / most_samples);
    }
}

static void thin_out(SetList *list, double arrivals)
{
    if (arrivals > ARRIVALS_MAX) {
        add_set(list, "services.*.requests_per_1000_per_day", "x", ARRIVALS_MAX / arrivals);
        add_set(list, "channels.*.contacts_per_1000_per_day", "x", ARRIVALS_MAX / arrivals);
    }
}

/* The same case with a run that ends soon; takes `scenario_case` over. NULL where an override keeps
 * it long. */
static ScenarioCase *bounded_case(ScenarioCase *scenario_case, const InputFolder *input)
{
    SetList list = {.count = input->set_count};

    for (size_t i = 0; i < input->set_count; i++) {
        list.sets[i] = input->sets[i];
    }
    shorten(&list, &scenario_case_base(scenario_case)->run);
    if (list.used > 0) {
        scenario_case_free(scenario_case);
        scenario_case = read_case(input, list.sets, list.count);
        FUZZ_EXPECT(scenario_case, "a shorter run is refused");
    }
    const size_t before = list.used;
    thin_out(&list, expected_arrivals(scenario_case));
    if (list.used > before) {
        scenario_case_free(scenario_case);
        scenario_case = read_case(input, list.sets, list.count);
        FUZZ_EXPECT(scenario_case, "less demand is refused");
    }
    if (expected_arrivals(scenario_case) > 2 * ARRIVALS_MAX) {
        scenario_case_free(scenario_case);
        return NULL;
    }
    return scenario_case;
}

typedef enum InsurerOrder { FIRST_TO_LAST, LAST_TO_FIRST } InsurerOrder;

/* A replication, or NULL where it takes too long. */
static Sample *run_replication(const ReplicationPlan *plan, InsurerWorkspace *workspace,
                               InsurerOrder order, Outcome *outcomes)
{
    const size_t strategies = plan->strategy_count;
    const size_t pieces = strategies * scenario_case_base(plan->scenario_case)->insurer_count;
    Sample *sample = NULL;
    bool whole = true;

    Replication *replication = replication_begin(plan, 0);
    for (size_t i = 0; i < pieces && whole; i++) {
        const size_t piece = order == FIRST_TO_LAST ? i : pieces - 1 - i;
        whole = replication_run_insurer(replication, piece / strategies, piece % strategies,
                                        workspace, stop_watch_rang());
    }
    if (whole) {
        sample = sample_new(plan->measures, plan->strategy_count);
        sample_outcomes(sample, plan->measures, plan->strategy_count, outcomes);
        replication_end(replication, outcomes);
        sample_count(sample, plan->strategy_count, outcomes);
    }
    replication_free(replication);
    return sample;
}

static void expect_outcomes(const ReplicationPlan *plan, const Outcome *outcomes)
{
    for (size_t s = 0; s < plan->strategy_count; s++) {
        const bool undisturbed = plan->strategies[s] == NONE;
        const Scenario *scenario =
            undisturbed ? scenario_case_base(plan->scenario_case)
                        : scenario_case_of_strategy(plan->scenario_case, plan->strategies[s]);
        expect_outcome(scenario, plan->measures, &outcomes[s], undisturbed);
    }
}

static bool is_same(double a, double b)
{
    return !(a < b || a > b);
}

static void expect_values_back(const StudyPlan *plan, const Results *results, const Sample *sample,
                               size_t strategy)
{
    const Measures *measures = plan->measures;
    const double *values = sample->values + strategy * measures->value_count;

    for (size_t i = 0; i < measures->value_count; i++) {
        const ValueRow *row = &measures->values[i];
        const SummaryRow *read = results_summary(results, plan->strategy_ids[strategy], row->scope,
                                                 row->id, row->metric);
        FUZZ_EXPECT(!isfinite(values[i]) || (read && is_same(read->mean, values[i])),
                    "%s %s %s is %.17g, read %.17g", row->scope, row->id, row->metric, values[i],
                    read ? read->mean : (double)NAN);
    }
}

/* Of curves that are no quotients: their mean over one replication is its value. */
static void expect_curves_back(const StudyPlan *plan, const Results *results, const Sample *sample,
                               size_t strategy)
{
    const Measures *measures = plan->measures;

    for (size_t i = 0; i < measures->curve_count; i++) {
        const CurveRow *row = &measures->curves[i];
        const double *values = sample->curves + strategy * measures->curve_doubles + row->offset;
        const CurveView read =
            results_curve(results, plan->strategy_ids[strategy], row->scope, row->id, row->metric);
        FUZZ_EXPECT(read.count == row->count, "%zu points of %s %s %s, not %zu", read.count,
                    row->scope, row->id, row->metric, row->count);
        for (size_t k = 0; row->kind != CURVE_RATIO && k < row->count; k++) {
            FUZZ_EXPECT(!isfinite(values[k]) || is_same(read.points[k].mean, values[k]),
                        "%s %s %s[%zu] is %.17g, read %.17g", row->scope, row->id, row->metric, k,
                        values[k], read.points[k].mean);
        }
    }
}

/* Written, and read back with the same numbers. */
static void expect_results(const StudyPlan *plan, Samples *samples)
{
    const Study study = {.plan = plan, .samples = samples};
    const ResultsOptions options = {.all_replications = true, .threads = 1};
    const char *const arguments[] = {"brownout", "compare", "input"};
    const RunFacts facts = {
        .study = &study, .argument_count = 3, .arguments = arguments, .threads = 1};
    const char *folder = output_folder();
    Failure failure = {0};

    FUZZ_EXPECT(results_write(&study, folder, &options, &failure) &&
                    run_record_write(&facts, folder, &failure),
                "cannot write: %s", failure.message);
    Results *results = results_open(folder, &failure);
    FUZZ_EXPECT(results, "cannot read what was written: %s", failure.message);
    for (size_t s = 0; s < plan->strategy_count; s++) {
        expect_values_back(plan, results, samples_held(samples, 0), s);
        expect_curves_back(plan, results, samples_held(samples, 0), s);
    }
    results_free(results);
}

static void keep_results(const StudyPlan *plan, Sample *sample)
{
    Samples *samples = samples_new(plan->measures, plan->strategy_count, NULL, SIZE_MAX);
    Failure failure = {0};

    FUZZ_EXPECT(samples_add(samples, sample, &failure), "%s", failure.message);
    expect_results(plan, samples);
    samples_free(samples);
}

/* Once from the first insurer to the last and once the other way round, with the memory of the
 * first: the same bits. Writes the results where they are small enough. */
static void run_plan(const StudyPlan *study_plan, Arena *arena, bool writes)
{
    const ReplicationPlan plan = plan_replications(study_plan);
    Outcome *outcomes = arena_allocate(arena, plan.strategy_count, sizeof *outcomes);
    Outcome *again = arena_allocate(arena, plan.strategy_count, sizeof *again);
    InsurerWorkspace *workspace = insurer_workspace_new(&plan);

    stop_watch_start();
    Sample *sample = run_replication(&plan, workspace, FIRST_TO_LAST, outcomes);
    Sample *other = sample ? run_replication(&plan, workspace, LAST_TO_FIRST, again) : NULL;
    if (sample) {
        expect_outcomes(&plan, outcomes);
    }
    for (size_t s = 0; other && s < plan.strategy_count; s++) {
        expect_same_outcome(plan.measures, &outcomes[s], &again[s]);
    }
    sample_free(other);
    if (sample && writes) {
        keep_results(study_plan, sample);
    } else {
        sample_free(sample);
    }
    insurer_workspace_free(workspace);
}

/* A number of the input's own below `count`, always the same: what takes long is done for some. */
static unsigned share_of(const InputFolder *input, unsigned count)
{
    unsigned sum = 0;

    for (size_t i = 0; i < input->length; i++) {
        sum = sum * 31 + (unsigned char)input->text[i];
    }
    return sum % count;
}

static void run_case(const ScenarioCase *scenario_case, const InputFolder *input)
{
    const MeasureDetail detail =
        share_of(input, 3) == 0 ? MEASURES_INSURER_CURVES : MEASURES_TOTAL_CURVES;
    Arena *arena = arena_new(0);
    StudyPlan plan;
    Failure failure = {0};

    FUZZ_EXPECT(plan_make(&plan, scenario_case, NULL, detail, arena, &failure), "no plan: %s",
                failure.message);
    const size_t doubles =
        plan.strategy_count * (plan.measures->curve_doubles + plan.measures->value_count);
    if (doubles < RUN_DOUBLES_MAX) {
        run_plan(&plan, arena, doubles < WRITTEN_DOUBLES_MAX && share_of(input, 8) == 0);
    }
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    InputFolder input;

    input_folder_fill(&input, bytes, length);
    ScenarioCase *scenario_case =
        read_case(&input, (const char *const *)input.sets, input.set_count);
    if (scenario_case) {
        expect_accepted(scenario_case, &input);
        scenario_case = bounded_case(scenario_case, &input);
    }
    if (scenario_case) {
        expect_loads(scenario_case_base(scenario_case));
        run_case(scenario_case, &input);
    }
    scenario_case_free(scenario_case);
    input_folder_deinit(&input);
    return 0;
}
