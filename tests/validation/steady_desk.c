#include "tests/validation/steady_desk.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char *or_empty(const char *cell)
{
    return cell ? cell : "";
}

Experiment *steady_desks_run(Validation *validation, const char *name, const PlainScenario *plain,
                             const SteadyDesks *desks)
{
    Experiment *experiment = experiment_new(name);
    TextBuilder table = {0};
    plain_scenario_write(experiment, plain);
    text_add(&table, "id,insured,datacentre,agents\n");
    for (size_t i = 0; i < desks->desks; i++) {
        const SteadyDesk *desk = &desks->desk[i];
        text_add_format(&table, "%s,%d,nord,%d\n", desk->id, 24000 * desk->contacts, desk->agents);
    }
    experiment_file(experiment, "insurers.csv", "%s", table.text);
    text_clear(&table);
    text_add(&table, "id,contacts_per_1000_per_day,handle_min,patience_min,priority,redial_prob,"
                     "redial_h,answer_within_min\n");
    for (size_t i = 0; i < desks->channels; i++) {
        const SteadyChannel *channel = &desks->channel[i];
        text_add_format(&table, "%s,%.17g,%s,%s,%d,%.17g,%s,%.17g\n", channel->id,
                        channel->contacts_per_h, channel->handle_min,
                        or_empty(channel->patience_min), channel->priority, channel->redial_prob,
                        or_empty(channel->redial_h), channel->answer_within_min);
    }
    experiment_file(experiment, "channels.csv", "%s", table.text);
    text_deinit(&table);
    validation_run(validation, experiment, NULL);
    return experiment;
}

void channel_values(Validation *validation, Experiment *experiment, const char *channel,
                    const char *desk, const ValidationValue *values, size_t count)
{
    char id[96];
    snprintf(id, sizeof id, "%s@%s", channel, desk);
    for (size_t i = 0; i < count; i++) {
        ValidationValue value = values[i];
        bool is_desk = strcmp(value.key.metric, "occupancy") == 0;
        value.key = is_desk ? RESULT_KEY("carry-on", "desk", desk, value.key.metric)
                            : channel_key(id, value.key.metric);
        validation_value(validation, experiment, &value);
    }
}
