#include "study/worth_factors.h"

#include "base/file.h"
#include "base/number.h"
#include "sim/distribution.h"

#include <sys/stat.h>

static const double EARLIER_H = 1;
enum { MORE_AGENTS = 10 };

static void add_number(TextBuilder *text, double value)
{
    char number[NUMBER_TEXT];
    (void)number_format(number, value);
    text_add(text, number);
}

static size_t add_notice(const Scenario *scenario, TextBuilder *text)
{
    if (!scenario->attack.given) {
        return 0;
    }
    const Distribution *detect_h = &scenario->attack.detect_h;
    const double mean_h = distribution_mean(detect_h);
    if (!(mean_h >= EARLIER_H)) {
        return 0;
    }
    text_add(text, "notice-1h-earlier,attack.detect_h,");
    if (distribution_is_constant(detect_h)) {
        add_number(text, mean_h - EARLIER_H);
    } else {
        text_add(text, "x");
        add_number(text, (mean_h - EARLIER_H) / mean_h);
    }
    text_add(text, "\n");
    return 1;
}

static size_t add_crews(const Scenario *scenario, TextBuilder *text)
{
    for (size_t i = 0; i < scenario->crew_count; ++i) {
        const CrewSpec *crew = &scenario->crews[i];
        text_add_format(text, "crew-%s-plus-1,crews.%s.crews,%zu\n", crew->id, crew->id,
                        crew->crews + 1);
    }
    return scenario->crew_count;
}

static size_t add_agents(const Scenario *scenario, TextBuilder *text)
{
    size_t count = 0;
    for (size_t i = 0; i < scenario->insurer_count; ++i) {
        const InsurerSpec *insurer = &scenario->insurers[i];
        if (insurer->agents > 0) {
            text_add_format(text, "agents-plus-%d,insurers.%s.agents,%zu\n", MORE_AGENTS,
                            insurer->id, insurer->agents + MORE_AGENTS);
            ++count;
        }
    }
    return count;
}

bool worth_factors_text(const Scenario *scenario, TextBuilder *text)
{
    text_add(text, "factor,cell,levels\n");
    return add_notice(scenario, text) + add_crews(scenario, text) + add_agents(scenario, text) > 0;
}

bool worth_factors_write(const Scenario *scenario, const char *path, Failure *failure)
{
    struct stat status;
    if (stat(path, &status) == 0) {
        return true;
    }
    TextBuilder text = {0};
    const bool has_levers = worth_factors_text(scenario, &text);
    const bool works =
        has_levers ? file_write(path, text.text, text.length, failure)
                   : failure_of_input(failure, "the scenario has no notice to make earlier, no "
                                               "crews and no agents: list the changes in a file "
                                               "for --factors");
    text_deinit(&text);
    return works;
}
