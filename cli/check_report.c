#include "cli/check_report.h"

#include "base/memory.h"
#include "base/number.h"
#include "cli/message.h"
#include "cli/table.h"
#include "sim/civil_time.h"

#include <math.h>
#include <stdlib.h>

enum { DESKS_IN_FULL = 8, DESKS_SHOWN = 5, OUTAGES_SHOWN = 5, SCREEN_COLUMNS = 100 };

static void add_number(Table *table, double value, int digits)
{
    char text[64];
    table_add(table, number_for_people(text, sizeof text, value, digits));
}

/* Whole, with thousands grouped. */
static void add_count(Table *table, double value)
{
    double digits = value >= 1 ? floor(log10(value)) + 1 : 1;
    add_number(table, round(value), (int)fmin(digits, 15));
}

static void add_load(Table *table, double load)
{
    if (isfinite(load)) {
        table_add_format(table, "%.2f", load);
    } else {
        table_add(table, "no servers");
    }
}

static void add_name(Table *table, const char *name, const char *id)
{
    table_add(table, name && *name ? name : id);
}

static void add_headings(Table *table, const char *const *headings, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        table_add(table, headings[i]);
    }
}

static void print_infrastructure_counts(const Scenario *scenario, TextBuilder *out)
{
    text_add_count(out, scenario->datacentre_count, "data centre", "data centres");
    text_add(out, " with ");
    text_add_count(out, scenario->zone_count, "zone", "zones");
    text_add(out, " and ");
    text_add_count(out, scenario->link_count, "link", "links");
    text_add(out, "; ");
    text_add_count(out, scenario->system_count, "system", "systems");
    text_add(out, " in ");
    text_add_count(out, scenario->instance_count, "instance", "instances");
    text_add(out, "; ");
    text_add_count(out, scenario->crew_count, "team", "teams");
    text_add(out, scenario->attack.given ? "\n  An attack; " : "\n  No attack; ");
    text_add_count(out, scenario->outage_count, "outage", "outages");
    text_add(out, "\n\n");
}

static void print_counts(const Scenario *scenario, TextBuilder *out)
{
    const RunSpec *run = &scenario->run;
    char start[CIVIL_TEXT], insured[64];
    text_add_format(out, "%s\n\n", run->title);
    text_add_format(out, "  Start %s, %.6g d after a warm-up of %.6g d, sampled every %.6g h\n",
                    civil_format(start, &run->start, 0), run->horizon_h / 24, run->warmup_h / 24,
                    run->sample_h);
    text_add(out, "  ");
    text_add_count(out, run->replications, "replication", "replications");
    text_add(out, " of ");
    text_add_count(out, scenario->strategy_count, "strategy", "strategies");
    text_add_format(out, " and the reference, seed %llu, baseline %s\n  ",
                    (unsigned long long)run->seed,
                    run->baseline == NONE ? "undisturbed" : scenario->strategies[run->baseline].id);
    text_add_count(out, scenario->insurer_count, "insurer", "insurers");
    text_add_format(
        out, " with %s insured; ",
        number_for_people(insured, sizeof insured, (double)scenario->insured_total, 15));
    text_add_count(out, scenario->service_count, "service", "services");
    text_add(out, ", ");
    text_add_count(out, scenario->channel_count, "channel", "channels");
    text_add(out, "\n  ");
    print_infrastructure_counts(scenario, out);
}

static void print_services(const OfferedLoad *load, TextBuilder *out)
{
    static const char *const headings[] = {"Service", "requests a day", "in the run", "servers",
                                           "load",    "busiest hour",   "highest at"};
    Table *table = table_new(7, 1);
    add_headings(table, headings, 7);
    for (size_t i = 0; i < load->service_count; ++i) {
        const ServiceLoad *service = &load->services[i];
        add_name(table, service->service->name, service->service->id);
        add_count(table, service->all.per_day);
        add_count(table, service->all.in_run);
        add_count(table, (double)service->all.servers);
        add_load(table, service->all.load);
        add_load(table, service->all.peak_load);
        if (!service->worst.insurer) {
            table_add(table, "");
        } else if (isfinite(service->worst.load)) {
            table_add_format(table, "%s %.2f", service->worst.insurer, service->worst.load);
        } else {
            table_add_format(table, "%s, no servers", service->worst.insurer);
        }
    }
    table_print(table, SCREEN_COLUMNS, out);
    table_free(table);
    text_add(out, "\n");
}

static void print_channels(const OfferedLoad *load, TextBuilder *out)
{
    static const char *const headings[] = {"Channel", "first calls a day", "in the run"};
    Table *table = table_new(3, 1);
    add_headings(table, headings, 3);
    for (size_t i = 0; i < load->channel_count; ++i) {
        const ChannelVolume *channel = &load->channels[i];
        add_name(table, channel->channel->name, channel->channel->id);
        add_count(table, channel->per_day);
        add_count(table, channel->in_run);
    }
    table_print(table, SCREEN_COLUMNS, out);
    table_free(table);
    text_add(out, "\n");
}

/* Highest load first; equal ones in the order of the table. */
static int by_load(const void *a, const void *b)
{
    const DeskLoad *first = *(const DeskLoad *const *)a, *second = *(const DeskLoad *const *)b;
    if (first->queue.load > second->queue.load || first->queue.load < second->queue.load) {
        return first->queue.load > second->queue.load ? -1 : 1;
    }
    return first < second ? -1 : first > second;
}

static void add_desk(Table *table, const DeskLoad *desk)
{
    add_name(table, desk->insurer->name, desk->insurer->id);
    add_count(table, desk->queue.per_day);
    add_count(table, (double)desk->queue.servers);
    add_load(table, desk->queue.load);
    add_load(table, desk->queue.peak_load);
}

/* Loads of many desks are told by the lowest and the highest among them. */
static void add_rest(Table *table, const DeskLoad *const *desks, size_t count)
{
    double per_day = 0, agents = 0;
    for (size_t i = 0; i < count; ++i) {
        per_day += desks[i]->queue.per_day;
        agents += (double)desks[i]->queue.servers;
    }
    table_add_format(table, "the other %zu", count);
    add_count(table, per_day);
    add_count(table, agents);
    table_add_format(table, "%.2f to %.2f", desks[count - 1]->queue.load, desks[0]->queue.load);
    table_end_row(table);
}

static void print_desks(const OfferedLoad *load, TextBuilder *out)
{
    static const char *const headings[] = {"Support desk", "contacts a day", "agents", "load",
                                           "busiest hour"};
    const DeskLoad **desks = memory_allocate(load->desk_count, sizeof *desks);
    for (size_t i = 0; i < load->desk_count; ++i) {
        desks[i] = &load->desks[i];
    }
    bool in_full = load->desk_count <= DESKS_IN_FULL;
    if (!in_full) {
        qsort(desks, load->desk_count, sizeof *desks, by_load);
    }
    size_t shown = in_full ? load->desk_count : DESKS_SHOWN;
    Table *table = table_new(5, 1);
    add_headings(table, headings, 5);
    for (size_t i = 0; i < shown; ++i) {
        add_desk(table, desks[i]);
    }
    if (!in_full) {
        add_rest(table, desks + shown, load->desk_count - shown);
    }
    table_print(table, SCREEN_COLUMNS, out);
    table_free(table);
    free(desks);
    text_add(out, "\n");
}

void check_report_print(const Scenario *scenario, const OfferedLoad *load, TextBuilder *out)
{
    print_counts(scenario, out);
    if (load->service_count > 0) {
        print_services(load, out);
    }
    if (load->channel_count > 0) {
        print_channels(load, out);
    }
    if (load->desk_count > 0) {
        print_desks(load, out);
    }
    text_add(out, "Load: work of a standard week over what servers can do in their opening hours; "
                  "over 1 a queue\n"
                  "grows for ever. Busiest hour: over 1 a queue builds up then. Normal operation, "
                  "before overrides.\n");
}

/* What a queue without capacity lacks: dates alone open on no ordinary day. */
static const char *missing(const QueueLoad *queue, const char *workers)
{
    return queue->servers == 0 ? workers : "opening hours in a standard week";
}

static void warn_service(const ServiceLoad *service)
{
    if (service->overloaded == 0) {
        return;
    }
    if (isfinite(service->worst.load)) {
        complain("warning: service %s: load over 1 in normal operation at %zu of the insurers, "
                 "highest %.2f at %s: the "
                 "queue grows for ever",
                 service->service->id, service->overloaded, service->worst.load,
                 service->worst.insurer);
    } else {
        complain("warning: service %s: demand but no %s at %zu of the insurers, %s among them: "
                 "the queue grows for ever",
                 service->service->id, missing(&service->worst, "servers"), service->overloaded,
                 service->worst.insurer);
    }
}

/* Of many overloaded desks the first few by name, then how many more. */
static void warn_desks(const OfferedLoad *load)
{
    size_t count = 0;
    for (size_t i = 0; i < load->desk_count; ++i) {
        const DeskLoad *desk = &load->desks[i];
        if (!desk->queue.overloaded || ++count > DESKS_SHOWN) {
            continue;
        }
        const char *consequence = desk->impatient_share >= 1 ? "callers hang up"
                                  : desk->impatient_share > 0
                                      ? "callers hang up and the queue of the others grows"
                                      : "the queue grows for ever";
        if (isfinite(desk->queue.load)) {
            complain("warning: desk %s: load %.2f in normal operation: %s", desk->insurer->id,
                     desk->queue.load, consequence);
        } else {
            complain("warning: desk %s: contacts but no %s: %s", desk->insurer->id,
                     missing(&desk->queue, "agents"), consequence);
        }
    }
    if (count > DESKS_SHOWN) {
        const size_t more = count - DESKS_SHOWN;
        complain("warning: %zu more desk%s a load over 1", more, more == 1 ? " has" : "s have");
    }
}

void check_report_warn(const OfferedLoad *load)
{
    for (size_t i = 0; i < load->service_count; ++i) {
        warn_service(&load->services[i]);
    }
    warn_desks(load);
}

/* Of many such outages the first few, then how many more. */
static void warn_late_outages(const Scenario *scenario, double horizon_h)
{
    size_t count = 0;
    for (size_t i = 0; i < scenario->outage_count; ++i) {
        const OutageSpec *outage = &scenario->outages[i];
        if (outage->start_h >= horizon_h && ++count <= OUTAGES_SHOWN) {
            complain(
                "warning: outage of %s: starts at %.10g h, but the run ends at %.10g h: it never "
                "happens",
                outage->target_id, outage->start_h, horizon_h);
        }
    }
    if (count > OUTAGES_SHOWN) {
        const size_t more = count - OUTAGES_SHOWN;
        complain("warning: %zu more outage%s after the end of the run", more,
                 more == 1 ? " starts" : "s start");
    }
}

void check_report_warn_late(const Scenario *scenario)
{
    const double horizon_h = scenario->run.horizon_h;
    const AttackSpec *attack = &scenario->attack;

    warn_late_outages(scenario, horizon_h);
    if (attack->given && distribution_is_constant(&attack->start_h) &&
        distribution_mean(&attack->start_h) >= horizon_h) {
        complain(
            "warning: attack: starts at %.10g h, but the run ends at %.10g h: it never happens",
            distribution_mean(&attack->start_h), horizon_h);
    }
}
