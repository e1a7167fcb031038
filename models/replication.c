#include "models/replication.h"

#include "base/memory.h"
#include "models/replication_record.h"
#include "sim/civil_time.h"

#include <math.h>
#include <stdlib.h>

struct Replication {
    const ReplicationPlan *plan;
    uint64_t number;
    Arena *arena;
    StrategyRecord *records; /* [strategy_count] */
};

struct InsurerWorkspace {
    Insurer *insurer;
    Failure failure;
};

static const Scenario *scenario_of(const ReplicationPlan *plan, size_t position)
{
    const size_t strategy = plan->strategies[position];
    return strategy == NONE ? scenario_case_base(plan->scenario_case)
                            : scenario_case_of_strategy(plan->scenario_case, strategy);
}

InsurerWorkspace *insurer_workspace_new(const ReplicationPlan *plan)
{
    InsurerWorkspace *const workspace = memory_allocate(1, sizeof *workspace);
    workspace->insurer = insurer_new(scenario_case_base(plan->scenario_case));
    if (!plan->measures->has_curves) {
        insurer_without_curves(workspace->insurer);
    }
    return workspace;
}

void insurer_workspace_free(InsurerWorkspace *workspace)
{
    if (workspace) {
        insurer_free(workspace->insurer);
        free(workspace);
    }
}

const Failure *insurer_workspace_failure(const InsurerWorkspace *workspace)
{
    return &workspace->failure;
}

/* As the streams know it: its number, or in the second of an antithetic pair the mirror of the
 * first. So the first of each is the replication that it is without pairs. */
static uint64_t stream_replication(const Replication *replication)
{
    const uint64_t number = replication->number;
    const bool is_mirror = replication->plan->antithetic && number % 2 == 1;
    return is_mirror ? stream_mirror(number - 1) : number;
}

/* When the additional agents of the strategy come and go: one draw for all desks. */
static void set_surge(InsurerConditions *conditions, const StrategySpec *strategy,
                      const Infrastructure *infrastructure)
{
    const Scenario *const scenario = conditions->scenario;
    Stream stream;
    stream_init(&stream, conditions->seed, conditions->replication,
                stream_source("surge begins", "", ""), 0);
    conditions->surge_from_h =
        infrastructure->disturbed_h + distribution_draw(&strategy->surge_after_h, &stream);
    conditions->surge_to_h = conditions->surge_from_h + strategy->surge_days * 24;
    if (conditions->surge_from_h <= scenario->run.horizon_h) {
        const double agents = (double)scenario->insurers[conditions->insurer].agents;
        conditions->surge_agents = (size_t)round(agents * strategy->surge_agents_pct / 100);
    }
}

static InsurerConditions conditions_of(const Replication *replication, const StrategyRecord *record,
                                       size_t strategy, size_t insurer)
{
    InsurerConditions conditions = {
        .scenario = record->scenario,
        .insurer = insurer,
        .timeline = &record->infrastructure->insurers[insurer],
        .surge_from_h = INFINITY,
        .surge_to_h = INFINITY,
        .seed = replication->plan->seed,
        .replication = stream_replication(replication),
    };
    if (strategy != NONE) {
        const StrategySpec *const spec = &record->scenario->strategies[strategy];
        conditions.fallback = spec->fallback;
        set_surge(&conditions, spec, record->infrastructure);
    }
    return conditions;
}

static void prepare_record(Replication *replication, size_t position, Trace *trace)
{
    const ReplicationPlan *const plan = replication->plan;
    StrategyRecord *const record = &replication->records[position];
    const Scenario *const scenario = scenario_of(plan, position);
    const size_t insurers = scenario->insurer_count;
    record->scenario = scenario;
    record->attacked = scenario->attack.given && plan->strategies[position] != NONE;
    record->infrastructure =
        infrastructure_run(scenario, plan->strategies[position], plan->seed,
                           stream_replication(replication), replication->arena, trace);
    record->conditions = arena_allocate(replication->arena, insurers, sizeof *record->conditions);
    record->insurers = arena_allocate(replication->arena, insurers, sizeof *record->insurers);
    for (size_t i = 0; i < insurers; i++) {
        record->conditions[i] = conditions_of(replication, record, plan->strategies[position], i);
        record->insurers[i].services = arena_allocate(replication->arena, scenario->service_count,
                                                      sizeof *record->insurers[i].services);
        record->insurers[i].channels = arena_allocate(replication->arena, scenario->channel_count,
                                                      sizeof *record->insurers[i].channels);
    }
}

static Replication *replication_new(const ReplicationPlan *plan, uint64_t number)
{
    Replication *const replication = memory_allocate(1, sizeof *replication);
    replication->plan = plan;
    replication->number = number;
    replication->arena = arena_new(0);
    replication->records = memory_allocate(plan->strategy_count, sizeof *replication->records);
    return replication;
}

Replication *replication_begin(const ReplicationPlan *plan, uint64_t number)
{
    Replication *const replication = replication_new(plan, number);
    for (size_t s = 0; s < plan->strategy_count; s++) {
        prepare_record(replication, s, NULL);
        StrategyRecord *const record = &replication->records[s];
        record->pool = outcome_pool_new(record->scenario, plan->measures);
        if (plan->measures->has_insurer_curves) {
            record->insurer_curves = memory_allocate(plan->measures->curve_doubles, sizeof(double));
        }
    }
    return replication;
}

/* Whether an earlier strategy gives the insurer the same conditions: then its run served this one,
 * too. */
static bool is_served(const Replication *replication, size_t position, size_t insurer)
{
    const InsurerConditions *const mine = &replication->records[position].conditions[insurer];
    for (size_t s = 0; s < position; s++) {
        if (insurer_conditions_equal(&replication->records[s].conditions[insurer], mine)) {
            return true;
        }
    }
    return false;
}

/* Requests and contacts that arrive for the first time, warm-up included; profiles left out. */
static double expected_arrivals(const Scenario *scenario, size_t insurer)
{
    const double hours = scenario->run.horizon_h + scenario->run.warmup_h;
    const uint64_t insured = scenario->insurers[insurer].insured;
    double per_h = 0;
    for (size_t i = 0; i < scenario->service_count; i++) {
        per_h += demand_per_h(&scenario->services[i].demand, insured);
    }
    for (size_t i = 0; i < scenario->channel_count; i++) {
        per_h += demand_per_h(&scenario->channels[i].demand, insured);
    }
    return per_h * hours;
}

static void tell_of_runaway(const Replication *replication, size_t position,
                            const InsurerConditions *conditions, InsurerWorkspace *workspace)
{
    const Scenario *const scenario = conditions->scenario;
    const size_t strategy = replication->plan->strategies[position];
    const Insurer *const insurer = workspace->insurer;
    const double t_h = insurer->watch.breach_h;
    const char *const what = insurer->watch.breach == BUDGET_EVENTS    ? "too many events by"
                             : insurer->watch.breach == BUDGET_WAITING ? "too many contacts wait at"
                                                                       : "time stands still at";
    char moment[CIVIL_TEXT];
    civil_format(moment, &scenario->run.start, t_h);
    failure_of_input(
        &workspace->failure,
        "insurer %s, strategy %s, replication %llu: %s %s (%g h), where about %.3g requests and "
        "contacts are expected in the whole run; something comes back again and again: look at %s",
        scenario->insurers[conditions->insurer].id,
        strategy == NONE ? "undisturbed" : scenario->strategies[strategy].id,
        (unsigned long long)replication->number + 1, what, moment, t_h,
        expected_arrivals(scenario, conditions->insurer),
        "redial_h, recontact_h, retry_h, contact_delay_h and daily_cv");
}

static bool run_conditions(const Replication *replication, size_t position,
                           const InsurerConditions *conditions, InsurerWorkspace *workspace,
                           const atomic_bool *interrupted)
{
    Insurer *const insurer = workspace->insurer;
    insurer->budget = event_budget(expected_arrivals(conditions->scenario, conditions->insurer));
    if (insurer_run(insurer, conditions, interrupted)) {
        return true;
    }
    if (insurer->watch.breach != BUDGET_KEPT) {
        tell_of_runaway(replication, position, conditions, workspace);
    }
    return false;
}

bool replication_run_insurer(Replication *replication, size_t insurer, size_t strategy_position,
                             InsurerWorkspace *workspace, const atomic_bool *interrupted)
{
    const ReplicationPlan *const plan = replication->plan;
    if (is_served(replication, strategy_position, insurer)) {
        return true;
    }
    const InsurerConditions *const conditions =
        &replication->records[strategy_position].conditions[insurer];
    if (!run_conditions(replication, strategy_position, conditions, workspace, interrupted)) {
        return false;
    }
    for (size_t s = strategy_position; s < plan->strategy_count; s++) {
        StrategyRecord *const record = &replication->records[s];
        if (insurer_conditions_equal(conditions, &record->conditions[insurer])) {
            strategy_record_take(record, insurer, workspace->insurer, plan->measures,
                                 s != strategy_position);
        }
    }
    return true;
}

void replication_end(Replication *replication, Outcome *outcomes)
{
    for (size_t s = 0; s < replication->plan->strategy_count; s++) {
        strategy_record_outcome(&replication->records[s], replication->plan->measures,
                                &outcomes[s]);
    }
}

void replication_free(Replication *replication)
{
    if (!replication) {
        return;
    }
    for (size_t s = 0; s < replication->plan->strategy_count; s++) {
        outcome_pool_free(replication->records[s].pool);
        free(replication->records[s].insurer_curves);
    }
    free(replication->records);
    arena_free(replication->arena);
    free(replication);
}

bool replication_trace(const ReplicationPlan *plan, uint64_t number, size_t strategy_position,
                       Trace *trace, Failure *failure)
{
    Replication *const replication = replication_new(plan, number);
    InsurerWorkspace *const workspace = insurer_workspace_new(plan);
    prepare_record(replication, strategy_position, trace);
    const StrategyRecord *const record = &replication->records[strategy_position];
    bool whole = true;
    for (size_t i = 0; whole && i < record->scenario->insurer_count; i++) {
        record->conditions[i].trace = trace;
        whole =
            run_conditions(replication, strategy_position, &record->conditions[i], workspace, NULL);
    }
    if (!whole) {
        *failure = workspace->failure;
    }
    insurer_workspace_free(workspace);
    replication_free(replication);
    return whole;
}

double replication_bytes(const ReplicationPlan *plan)
{
    const Scenario *const scenario = scenario_case_base(plan->scenario_case);
    const Measures *const measures = plan->measures;
    const double insurers = (double)scenario->insurer_count;
    const double figures = (double)scenario->service_count * sizeof(ServiceFigures) +
                           (double)scenario->channel_count * sizeof(ChannelFigures) +
                           sizeof(InsurerFigures) + sizeof(InsurerConditions);
    const double curves =
        measures->has_insurer_curves ? (double)measures->curve_doubles * sizeof(double) : 0;

    return (double)plan->strategy_count *
           (insurers * figures + curves + outcome_pool_bytes(scenario, measures));
}

double replication_insurer_work(const ReplicationPlan *plan, size_t insurer)
{
    return expected_arrivals(scenario_case_base(plan->scenario_case), insurer);
}

void replication_insurer_order(const ReplicationPlan *plan, size_t *order)
{
    const size_t count = scenario_case_base(plan->scenario_case)->insurer_count;
    double *const work = memory_allocate(count, sizeof *work);
    for (size_t i = 0; i < count; i++) {
        work[i] = replication_insurer_work(plan, i);
        size_t k = i;
        for (; k > 0 && work[order[k - 1]] < work[i]; k--) {
            order[k] = order[k - 1];
        }
        order[k] = i;
    }
    free(work);
}
