#include "study/variant.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static bool read_case(Variant *variant, const VariantOrder *order, const char *const *changes,
                      size_t change_count, Failure *failure)
{
    const size_t count = order->set_count + change_count;
    const char **sets = memory_allocate(count + 1, sizeof *sets);
    for (size_t i = 0; i < count; ++i) {
        sets[i] = i < order->set_count ? order->sets[i] : changes[i - order->set_count];
    }
    Diagnostics *diagnostics = diagnostics_new();
    variant->scenario_case = scenario_case_read(order->folder, sets, count, diagnostics);
    if (!variant->scenario_case) {
        TextBuilder lines = {0};
        diagnostics_print(diagnostics, &lines);
        failure_set(failure, "the scenario does not take the change %s: %.*s",
                    change_count ? changes[0] : "", (int)strcspn(lines.text, "\n"), lines.text);
        text_deinit(&lines);
    }
    diagnostics_free(diagnostics);
    free(sets);
    return variant->scenario_case != NULL;
}

/* The strategies of the study's plan as a list; the reference comes by itself. */
static bool make_plan(Variant *variant, const StudyPlan *like, Failure *failure)
{
    TextBuilder list = {0};
    text_add(&list, "");
    for (size_t i = 0; i + 1 < like->strategy_count; ++i) {
        text_add_format(&list, "%s%s", i ? "," : "", like->strategy_ids[i]);
    }
    variant->arena = arena_new(0);
    const bool made = plan_make(&variant->plan, variant->scenario_case, list.text,
                                MEASURES_NO_CURVES, variant->arena, failure);
    variant->plan.seed = like->seed;
    variant->plan.antithetic = like->antithetic;
    text_deinit(&list);
    return made;
}

bool variant_run(Variant *variant, const VariantOrder *order, const char *const *changes,
                 size_t change_count, Failure *failure)
{
    *variant = (Variant){0};
    if (!read_case(variant, order, changes, change_count, failure) ||
        !make_plan(variant, order->study->plan, failure)) {
        return false;
    }
    variant->plan.replications = samples_count(order->study->samples);
    const StudyOrder run = {.plan = &variant->plan,
                            .threads = order->threads,
                            .spill_folder = order->spill_folder,
                            .interrupted = order->interrupted,
                            .report = order->report,
                            .context = order->context};
    if (!study_run(&variant->study, &run, failure)) {
        return false;
    }
    return !variant->study.interrupted ||
           failure_of_interrupt(failure, "interrupted before all coupled runs were finished");
}

void variant_deinit(Variant *variant)
{
    study_deinit(&variant->study);
    if (variant->arena) {
        arena_free(variant->arena);
    }
    scenario_case_free(variant->scenario_case);
}
