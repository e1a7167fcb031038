#include "bench/small_scenario.h"

#include "base/file.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>

/* Of the curves, however long the run: what they cost is a share of what is simulated. */
enum { SAMPLES = 100 };

/* Takes the text. */
static bool write_table(const char *folder, const char *name, TextBuilder *text)
{
    Failure failure = {0};
    char *path = path_join(folder, name);
    const bool done =
        folder_create(folder, &failure) && file_write(path, text->text, text->length, &failure);
    if (!done) {
        fprintf(stderr, "bench: %s\n", failure.message);
    }
    free(path);
    text_deinit(text);
    return done;
}

static bool write_text(const char *folder, const char *name, const char *text)
{
    TextBuilder table = {0};
    text_add(&table, text);
    return write_table(folder, name, &table);
}

static bool write_frame(const char *folder, const char *title, double days)
{
    TextBuilder scenario = {0};
    text_add_format(&scenario,
                    "key,value\ntitle,\"%s\"\nstart,2025-03-03T00:00\nhorizon_days,%.17g\n"
                    "sample_h,%.17g\nreplications,1\nseed,1\n",
                    title, days, days * 24 / SAMPLES);
    return write_table(folder, "scenario.csv", &scenario) &&
           write_text(folder, "datacentres.csv", "id,name\nnorth,North\n") &&
           write_text(folder, "strategies.csv", "id,isolate\ncarry-on,none\n");
}

bool small_scenario_of_requests(const char *folder, double load, double requests)
{
    const double per_1000_per_day = load * 144000 / 100; /* 100 servers' minutes a minute */
    TextBuilder services = {0};

    text_add_format(&services,
                    "id,requests_per_1000_per_day,servers,service_min\n"
                    "applications,%.17g,1,exponential(mean=0.01)\n",
                    per_1000_per_day);
    return write_frame(folder, "M/M/1", requests / (100 * per_1000_per_day)) &&
           write_text(folder, "insurers.csv",
                      "id,name,insured,datacentre\nall,All,100000,north\n") &&
           write_table(folder, "services.csv", &services);
}

bool small_scenario_of_contacts(const char *folder, const DeskCase *desk)
{
    const double per_1000_per_day = desk->load * 1440; /* a thousand insured for each agent */
    TextBuilder insurers = {0}, channels = {0};

    text_add_format(&insurers, "id,name,insured,datacentre,agents\nall,All,%zu,north,%zu\n",
                    1000 * desk->agents, desk->agents);
    text_add_format(&channels,
                    "id,contacts_per_1000_per_day,handle_min,patience_min\n"
                    "phone,%.17g,exponential(mean=1),exponential(mean=%.17g)\n",
                    per_1000_per_day, desk->patience_min);
    return write_frame(folder, "M/M/c+M",
                       desk->contacts / (per_1000_per_day * (double)desk->agents)) &&
           write_table(folder, "insurers.csv", &insurers) &&
           write_table(folder, "channels.csv", &channels);
}

bool small_scenario_of_insurers(const char *folder, size_t bytes, size_t *written)
{
    TextBuilder insurers = {0};

    text_add(&insurers, "id,name,insured,datacentre,priority,agents,note\n");
    for (unsigned i = 0; insurers.length < bytes; i++) {
        text_add_format(&insurers,
                        "insurer-%06u,\"Health insurance of the region %u, north\",%u,north,%u,%u,"
                        "\"size assumed; a note as planners write them\"\n",
                        i, i, 20000 + i % 1000 * 500, 10 + i % 3 * 10, 2 + i % 40);
    }
    *written = insurers.length;
    return write_frame(folder, "Very many insurers", 1) &&
           write_text(folder, "services.csv",
                      "id,requests_per_1000_per_day,servers_per_100k,service_min\n"
                      "sick-notes,0.4,1,exponential(mean=0.15)\n") &&
           write_table(folder, "insurers.csv", &insurers);
}
