#include "cli/check_model.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* A text within quotes. */
static void add_quoted(TextBuilder *out, const char *text)
{
    TextBuilder clean = {0};
    text_add_clean(&clean, text, strlen(text), SIZE_MAX);
    text_add(out, "\"");
    for (const char *at = clean.text ? clean.text : ""; *at; ++at) {
        if (*at == '"' || *at == '\\') {
            text_add(out, "\\");
        }
        text_add_bytes(out, at, 1);
    }
    text_add(out, "\"");
    text_deinit(&clean);
}

/* Ids are unique within their table alone, so a node is named after both. */
static void add_node(TextBuilder *out, const char *kind, const char *id)
{
    text_add_format(out, "\"%s %s\"", kind, id);
}

static void add_label(TextBuilder *out, const char *name, const char *id)
{
    text_add(out, " [label=");
    add_quoted(out, name && *name ? name : id);
}

static void add_edge(TextBuilder *out, const char *from_kind, const char *from, const char *to_kind,
                     const char *to, const char *attributes)
{
    text_add(out, "    ");
    add_node(out, from_kind, from);
    text_add(out, " -> ");
    add_node(out, to_kind, to);
    text_add_format(out, "%s;\n", attributes);
}

static void print_datacentre(const Scenario *scenario, size_t index, TextBuilder *out)
{
    const DatacentreSpec *datacentre = &scenario->datacentres[index];
    text_add_format(out, "    subgraph \"cluster %s\" {\n        label=", datacentre->id);
    add_quoted(out, datacentre->name && *datacentre->name ? datacentre->name : datacentre->id);
    text_add(out, ";\n        style=rounded;\n");
    for (size_t i = 0; i < scenario->zone_count; ++i) {
        const ZoneSpec *zone = &scenario->zones[i];
        if (zone->datacentre == index) {
            text_add(out, "        ");
            add_node(out, "zone", zone->id);
            add_label(out, zone->name, zone->id);
            text_add(out, scenario->attack.given && scenario->attack.entry == i
                              ? ", shape=box, peripheries=2, tooltip=\"entry of the attack\"];\n"
                              : ", shape=box];\n");
        }
    }
    text_add(out, "    }\n");
}

static void print_links(const Scenario *scenario, TextBuilder *out)
{
    char attributes[96];
    for (size_t i = 0; i < scenario->link_count; ++i) {
        const LinkSpec *link = &scenario->links[i];
        (void)snprintf(attributes, sizeof attributes,
                       " [color=\"#b03060\", label=\"%.3g per h\", constraint=false]",
                       link->spread_per_h);
        add_edge(out, "zone", scenario->zones[link->from].id, "zone", scenario->zones[link->to].id,
                 attributes);
    }
}

/* One arrow for each zone in which instances of the system stand, with their number. */
static void print_places(const Scenario *scenario, size_t system, TextBuilder *out)
{
    char attributes[64];
    for (size_t z = 0; z < scenario->zone_count; ++z) {
        const ZoneSpec *zone = &scenario->zones[z];
        size_t count = 0;
        for (size_t i = 0; i < zone->instances.count; ++i) {
            count += scenario->instances[zone->instances.items[i]].system == system;
        }
        if (count > 0) {
            (void)snprintf(attributes, sizeof attributes, " [style=dotted, label=\"%zu\"]", count);
            add_edge(out, "system", scenario->systems[system].id, "zone", zone->id, attributes);
        }
    }
}

static void print_needs(const Scenario *scenario, const char *kind, const char *id,
                        const IndexList *needs, const char *attributes, TextBuilder *out)
{
    for (size_t i = 0; i < needs->count; ++i) {
        add_edge(out, kind, id, "system", scenario->systems[needs->items[i]].id, attributes);
    }
}

static void print_systems(const Scenario *scenario, TextBuilder *out)
{
    for (size_t i = 0; i < scenario->system_count; ++i) {
        const SystemSpec *system = &scenario->systems[i];
        text_add(out, "    ");
        add_node(out, "system", system->id);
        add_label(out, system->name, system->id);
        text_add(out, ", shape=ellipse];\n");
        print_needs(scenario, "system", system->id, &system->needs, "", out);
        print_places(scenario, i, out);
    }
}

static void print_services(const Scenario *scenario, TextBuilder *out)
{
    for (size_t i = 0; i < scenario->service_count; ++i) {
        const ServiceSpec *service = &scenario->services[i];
        text_add(out, "    ");
        add_node(out, "service", service->id);
        add_label(out, service->name, service->id);
        text_add(out, ", shape=box, style=\"rounded,filled\", fillcolor=\"#e8f0f8\"];\n");
        print_needs(scenario, "service", service->id, &service->needs, "", out);
        if (service->contact_channel != NONE) {
            add_edge(out, "service", service->id, "channel",
                     scenario->channels[service->contact_channel].id,
                     " [style=dashed, label=\"who waits asks\"]");
        }
    }
}

static void print_channels(const Scenario *scenario, TextBuilder *out)
{
    for (size_t i = 0; i < scenario->channel_count; ++i) {
        const ChannelSpec *channel = &scenario->channels[i];
        text_add(out, "    ");
        add_node(out, "channel", channel->id);
        add_label(out, channel->name, channel->id);
        text_add(out, ", shape=cds, style=filled, fillcolor=\"#f8f0e0\"];\n");
        print_needs(scenario, "channel", channel->id, &channel->needs, "", out);
        print_needs(scenario, "channel", channel->id, &channel->case_needs,
                    " [style=dashed, label=\"cases\"]", out);
        if (channel->overflow_channel != NONE) {
            add_edge(out, "channel", channel->id, "channel",
                     scenario->channels[channel->overflow_channel].id,
                     " [style=dashed, label=\"while cut\"]");
        }
    }
}

void check_graph_print(const Scenario *scenario, TextBuilder *out)
{
    text_add(out, "digraph brownout {\n    label=");
    add_quoted(out, scenario->run.title);
    text_add(
        out,
        ";\n    rankdir=LR;\n    fontname=\"sans-serif\";\n    node [fontname=\"sans-serif\"];\n"
        "    edge [fontname=\"sans-serif\", fontsize=10];\n");
    for (size_t i = 0; i < scenario->datacentre_count; ++i) {
        print_datacentre(scenario, i, out);
    }
    print_links(scenario, out);
    print_systems(scenario, out);
    print_services(scenario, out);
    print_channels(scenario, out);
    text_add(out, "}\n");
}
