#include "study/plan.h"

#include "base/text.h"

#include <string.h>

typedef struct Choice {
    const Scenario *scenario;
    Arena *arena;
    size_t count;
    size_t *strategies;
} Choice;

static bool refuse_unknown(const Choice *choice, const char *id, Failure *failure)
{
    const Scenario *scenario = choice->scenario;
    const char **known = arena_allocate(choice->arena, scenario->strategy_count, sizeof *known);
    for (size_t i = 0; i < scenario->strategy_count; ++i) {
        known[i] = scenario->strategies[i].id;
    }
    char quoted[128];
    text_quote(quoted, sizeof quoted, id);
    size_t nearest = text_nearest(id, known, scenario->strategy_count);
    if (nearest == SIZE_MAX) {
        TextBuilder list = {0};
        for (size_t i = 0; i < scenario->strategy_count && list.length < 300; ++i) {
            text_add_format(&list, "%s, ", known[i]);
        }
        failure_set(failure, "the scenario has no strategy %s; it has %s%s", quoted,
                    list.text ? list.text : "", UNDISTURBED);
        text_deinit(&list);
        return false;
    }
    return failure_set(failure, "the scenario has no strategy %s; did you mean %s?", quoted,
                       known[nearest]);
}

static bool choose(Choice *choice, const char *id, Failure *failure)
{
    if (strcmp(id, UNDISTURBED) == 0) {
        return true; /* always runs */
    }
    for (size_t i = 0; i < choice->scenario->strategy_count; ++i) {
        if (strcmp(choice->scenario->strategies[i].id, id) != 0) {
            continue;
        }
        for (size_t j = 0; j < choice->count; ++j) {
            if (choice->strategies[j] == i) {
                return failure_set(failure, "strategy %s is listed twice", id);
            }
        }
        choice->strategies[choice->count++] = i;
        return true;
    }
    return refuse_unknown(choice, id, failure);
}

static bool choose_listed(Choice *choice, const char *list, Failure *failure)
{
    for (const char *at = list;;) {
        size_t length = strcspn(at, ",");
        const char *id = arena_copy_text(choice->arena, at, length);
        if (!choose(choice, id, failure)) {
            return false;
        }
        at += length;
        if (*at == '\0') {
            return true;
        }
        ++at;
    }
}

static void choose_all(Choice *choice)
{
    for (size_t i = 0; i < choice->scenario->strategy_count; ++i) {
        choice->strategies[choice->count++] = i;
    }
}

static void fill_names(StudyPlan *plan, Arena *arena)
{
    const char **ids = arena_allocate(arena, plan->strategy_count, sizeof *ids);
    const char **names = arena_allocate(arena, plan->strategy_count, sizeof *names);
    for (size_t i = 0; i < plan->strategy_count; ++i) {
        size_t strategy = plan->strategies[i];
        const StrategySpec *spec = strategy == NONE ? NULL : &plan->scenario->strategies[strategy];
        ids[i] = spec ? spec->id : UNDISTURBED;
        names[i] = spec && spec->name && *spec->name ? spec->name : ids[i];
    }
    plan->strategy_ids = ids;
    plan->strategy_names = names;
}

bool plan_make(StudyPlan *plan, const ScenarioCase *scenario_case, const char *list,
               MeasureDetail detail, Arena *arena, Failure *failure)
{
    const Scenario *scenario = scenario_case_base(scenario_case);
    Choice choice = {.scenario = scenario, .arena = arena};
    choice.strategies =
        arena_allocate(arena, scenario->strategy_count + 1, sizeof *choice.strategies);
    if (!list) {
        choose_all(&choice);
    } else if (!choose_listed(&choice, list, failure)) {
        return false;
    }
    choice.strategies[choice.count++] = NONE;
    *plan = (StudyPlan){
        .scenario_case = scenario_case,
        .scenario = scenario,
        .measures = measures_new(scenario, detail, arena),
        .strategy_count = choice.count,
        .strategies = choice.strategies,
        .seed = scenario->run.seed,
        .replications = scenario->run.replications,
        .confidence = scenario->run.confidence,
        .detail = detail,
    };
    /* The reference, which comes last, may be the baseline too. */
    for (size_t i = 0; i < choice.count; ++i) {
        if (choice.strategies[i] == scenario->run.baseline) {
            plan->baseline = i;
        }
    }
    fill_names(plan, arena);
    return true;
}

ReplicationPlan plan_replications(const StudyPlan *plan)
{
    return (ReplicationPlan){
        .scenario_case = plan->scenario_case,
        .measures = plan->measures,
        .strategy_count = plan->strategy_count,
        .strategies = plan->strategies,
        .seed = plan->seed,
        .antithetic = plan->antithetic,
    };
}
