#include "cli/check_report.h"

#include "base/json.h"

static void write_text(JsonWriter *json, const char *name, const char *text)
{
    json_name(json, name);
    json_text(json, text);
}

static void write_number(JsonWriter *json, const char *name, double value)
{
    json_name(json, name);
    json_number(json, value);
}

static void write_whole(JsonWriter *json, const char *name, uint64_t value)
{
    json_name(json, name);
    json_whole(json, value);
}

static void write_counts(JsonWriter *json, const Scenario *scenario)
{
    const struct {
        const char *name;
        size_t count;
    } counts[] = {
        {"insurers", scenario->insurer_count},    {"datacentres", scenario->datacentre_count},
        {"zones", scenario->zone_count},          {"links", scenario->link_count},
        {"systems", scenario->system_count},      {"instances", scenario->instance_count},
        {"services", scenario->service_count},    {"channels", scenario->channel_count},
        {"crews", scenario->crew_count},          {"outages", scenario->outage_count},
        {"strategies", scenario->strategy_count},
    };
    json_name(json, "counts");
    json_begin_object(json);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; ++i) {
        write_whole(json, counts[i].name, counts[i].count);
    }
    json_end_object(json);
}

static void write_load(JsonWriter *json, const QueueLoad *load)
{
    write_number(json, "per_day", load->per_day);
    write_number(json, "in_run", load->in_run);
    write_number(json, "erlang", load->erlang);
    write_whole(json, "servers", load->servers);
    write_number(json, "load", load->load); /* null: demand without servers */
    write_number(json, "peak_load", load->peak_load);
    json_name(json, "overloaded");
    json_boolean(json, load->overloaded);
}

static void write_services(JsonWriter *json, const OfferedLoad *load)
{
    json_name(json, "services");
    json_begin_array(json);
    for (size_t i = 0; i < load->service_count; ++i) {
        const ServiceLoad *service = &load->services[i];
        json_begin_object(json);
        write_text(json, "id", service->service->id);
        write_load(json, &service->all);
        write_whole(json, "overloaded_insurers", service->overloaded);
        if (service->worst.insurer) {
            json_name(json, "worst");
            json_begin_object(json);
            write_text(json, "insurer", service->worst.insurer);
            write_load(json, &service->worst);
            json_end_object(json);
        }
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_channels(JsonWriter *json, const OfferedLoad *load)
{
    json_name(json, "channels");
    json_begin_array(json);
    for (size_t i = 0; i < load->channel_count; ++i) {
        json_begin_object(json);
        write_text(json, "id", load->channels[i].channel->id);
        write_number(json, "per_day", load->channels[i].per_day);
        write_number(json, "in_run", load->channels[i].in_run);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_desks(JsonWriter *json, const OfferedLoad *load)
{
    json_name(json, "desks");
    json_begin_array(json);
    for (size_t i = 0; i < load->desk_count; ++i) {
        json_begin_object(json);
        write_text(json, "insurer", load->desks[i].insurer->id);
        write_load(json, &load->desks[i].queue);
        json_end_object(json);
    }
    json_end_array(json);
}

void check_report_json(const Scenario *scenario, const char *name, const OfferedLoad *load,
                       FILE *stream)
{
    JsonWriter json;
    json_init(&json, stream);
    json_begin_object(&json);
    write_text(&json, "scenario", name);
    write_text(&json, "title", scenario->run.title);
    write_counts(&json, scenario);
    write_whole(&json, "insured", scenario->insured_total);
    write_services(&json, load);
    write_channels(&json, load);
    write_desks(&json, load);
    json_end_object(&json);
}
