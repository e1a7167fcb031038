#include "tests/plots/sample_results.h"

#include "tests/test.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"

enum { REPLICATIONS = 4, SAMPLES = 11 };

static void put(const char *folder, const char *name, TextBuilder *text)
{
    Failure failure = {0};
    char *path = path_join(folder, name);
    if (!file_write(path, text->text, text->length, &failure)) {
        fail_msg("%s", failure.message);
    }
    free(path);
    text_deinit(text);
}

static void strategy_id(char out[16], size_t index, size_t count)
{
    if (index == count) {
        snprintf(out, 16, "undisturbed");
    } else {
        snprintf(out, 16, "s%zu", index + 1);
    }
}

/* i times, and 0 for undisturbed. */
static double factor(size_t index, size_t count)
{
    return index == count ? 0 : (double)(index + 1);
}

static void write_run(const char *folder, const SampleSpec *spec)
{
    TextBuilder text = {0};
    text_add(&text, "{\"version\":\"0.1.0\",\"command_line\":\"brownout compare sample -o "
                    "out\",\"scenario\":\"sample\","
                    "\"seed\":18446744073709551615,\"strategies\":[");
    for (size_t i = 0; i <= spec->strategies; ++i) {
        char id[16];
        strategy_id(id, i, spec->strategies);
        text_add_format(&text, "%s\"%s\"", i ? "," : "", id);
    }
    text_add_format(
        &text,
        "],\"baseline\":\"s1\",\"replications\":%zu,\"confidence\":0.95,\"start\":\"2023-04-24T22:"
        "00\","
        "\"horizon_days\":%g,\"sample_h\":%g,\"wall_s\":1.5,\"inputs\":[{\"file\":\"scenario.csv\","
        "\"sha256\":\"ab12\"}]}",
        spec->replications ? spec->replications : REPLICATIONS, spec->horizon_days,
        spec->horizon_days * 2.4);
    put(folder, "run.json", &text);
}

/* Insurers, a crew, and with long names everything else by names as real ones are. */
static void write_insurers(TextBuilder *text, const SampleSpec *spec)
{
    for (size_t i = 0; i < spec->insurers; ++i) {
        text_add_format(text, "insurers,ins-%02zu,name,%s %02zu,\n", i,
                        spec->long_names ? "Betriebskrankenkasse der vereinigten "
                                           "Donaudampfschifffahrtsgesellschaften"
                                         : "Insurer",
                        i);
    }
    if (spec->insurers) {
        text_add(text, "crews,south,name,Wiederherstellungsmannschaft S\u00fcddeutschland,\n"
                       "crews,south,crews,3,\ndatacentres,muc,crew,south,\n");
    }
    if (spec->long_names) {
        text_add(text, "services,eau,name,Entgegennahme elektronischer "
                       "Arbeitsunf\u00e4higkeitsbescheinigungen,\n"
                       "systems,core,name,Kernversicherungssystem mit "
                       "Leistungsabrechnungsverfahren,\n"
                       "channels,phone,name,Telefonische Kundenbetreuung rund um die Uhr,\n");
    }
}

static void write_model(const char *folder, const SampleSpec *spec)
{
    TextBuilder text = {0};
    text_add(&text,
             "table,id,column,value,note\nscenario,,title,Sample <of> #1 & more,\n"
             "datacentres,ess,name,Essen,assumed\n"
             "systems,core,name,Core system,A: guessed\nservices,eau,name,eAU intake,D: derived\n"
             "services,eau,mtpd_h,48,D: derived\nchannels,phone,name,Telephone,\n");
    text_add_format(&text, "datacentres,muc,name,%s,F S2: found\n",
                    spec->long_names
                        ? "Hochsicherheitsrechenzentrum M\u00fcnchen-Unterschlei\u00dfheim"
                        : "Munich");
    write_insurers(&text, spec);
    for (size_t i = 0; i < spec->strategies; ++i) {
        if (i == 0 && spec->strategy_name) {
            text_add_format(&text, "strategies,s1,name,\"%s\",\n", spec->strategy_name);
        } else if (spec->alike_names) {
            text_add_format(&text,
                            "strategies,s%zu,name,Stepwise isolation of everything from zone %zu "
                            "on that somebody notices,\n",
                            i + 1, i + 1);
        } else {
            text_add_format(&text, "strategies,s%zu,name,%s %zu,\n", i + 1,
                            spec->long_names ? "Nur auff\u00e4llige Netzsegmente der "
                                               "Rechenzentren trennen und beobachten"
                                             : "Strategy",
                            i + 1);
        }
    }
    put(folder, "model.csv", &text);
}

typedef struct SampleMetric {
    const char *scope, *id, *metric, *unit;
    double value; /* under s1 */
} SampleMetric;

static const SampleMetric metrics[] = {
    {"total", "all", "insured_hours_lost", "h", 2e6},
    {"total", "all", "restored_half_h", "h", 100},
    {"total", "all", "restored_h", "h", 200},
    {"total", "all", "detected_h", "h", 0.5},
    {"total", "all", "cost_total_eur", "EUR", 4e6},
    {"total", "all", "cost_outage_eur", "EUR", 3e6},
    {"total", "all", "cost_theft_eur", "EUR", 1e6},
    {"service", "eau", "downtime_h", "h", 54},
    {"service", "eau", "backlog_max", "1", 1000},
    {"service", "eau", "mtpd_breached", "1", 0.1},
    {"channel", "phone", "contacts", "1", 5000},
    {"channel", "phone", "abandon_share", "1", 0.1},
    {"channel", "phone", "queue_mean", "1", 12},
    {"service", "eau", "delay_p50_h", "h", 10},
    {"service", "eau", "delay_p95_h", "h", 30},
    {"channel", "phone", "wait_mean_min", "min", 5},
};

enum { METRICS = sizeof metrics / sizeof *metrics };

static int is_left_out(const SampleSpec *spec, const SampleMetric *metric)
{
    return spec->without_delays && strncmp(metric->metric, "delay", 5) == 0;
}

/* How long each insurer lacks a service. */
static void write_burdens(TextBuilder *summary, const SampleSpec *spec)
{
    for (size_t i = 0; i < spec->strategies; ++i) {
        for (size_t j = 0; j < spec->insurers; ++j) {
            const double mean = (double)((i + 1) * (j % 7 + 1)) * spec->horizon_days * 0.4;
            text_add_format(summary,
                            "s%zu,insurer,ins-%02zu,downtime_h,h,4,%g,1,%g,%g,%g,%g,%g,0\n", i + 1,
                            j, mean, mean, mean, mean, mean, mean);
        }
    }
}

static void write_values(const char *folder, const SampleSpec *spec)
{
    TextBuilder summary = {0}, comparison = {0}, replications = {0};
    text_add(&summary,
             "strategy,scope,id,metric,unit,n,mean,sd,ci_low,ci_high,p05,p50,p95,censored\n");
    text_add(&comparison, "scope,id,metric,unit,baseline,strategy,n,baseline_mean,strategy_mean,"
                          "difference,ci_low,ci_high,"
                          "share_lower,variance_ratio\n");
    text_add(&replications, "strategy,replication,scope,id,metric,unit,value\n");
    for (size_t i = 0; i <= spec->strategies; ++i) {
        char id[16];
        strategy_id(id, i, spec->strategies);
        for (size_t j = 0; j < METRICS; ++j) {
            const SampleMetric *metric = &metrics[j];
            const double base = metric->value * (spec->times > 0 ? spec->times : 1),
                         mean = base * factor(i, spec->strategies), away = mean - base;
            if (is_left_out(spec, metric)) {
                continue;
            }
            text_add_format(&summary, "%s,%s,%s,%s,%s,4,%g,%g,%g,%g,%g,%g,%g,0\n", id,
                            metric->scope, metric->id, metric->metric, metric->unit, mean,
                            mean / 50, mean * (spec->wide_intervals ? -0.5 : 0.98),
                            mean * (spec->wide_intervals ? 2.5 : 1.02), mean * 0.9, mean,
                            mean * 1.1);
            for (size_t k = 0; k < REPLICATIONS && metric->scope[0] == 't'; ++k) {
                text_add_format(&replications, "%s,%zu,%s,%s,%s,%s,%.10g\n", id, k + 1,
                                metric->scope, metric->id, metric->metric, metric->unit,
                                mean * (0.985 + 0.01 * (double)k));
            }
            if (i > 0) {
                text_add_format(&comparison, "%s,%s,%s,%s,s1,%s,4,%g,%g,%g,%g,%g,%d,9\n",
                                metric->scope, metric->id, metric->metric, metric->unit, id, base,
                                mean, away, away - 0.01 * base, away + 0.01 * base, away < 0);
            }
        }
    }
    write_burdens(&summary, spec);
    put(folder, "summary.csv", &summary);
    put(folder, "comparison.csv", &comparison);
    put(folder, "replications.csv", &replications);
}

static void write_curve(TextBuilder *text, const SampleSpec *spec, const char *key, double peak,
                        int share)
{
    for (size_t k = 0; k < SAMPLES; ++k) {
        const double left = 1 - (double)k / (SAMPLES - 1),
                     value = share ? 1 - peak * left : peak * left + 0.01;
        text_add_format(text, "%s,%g,4,%g,%g,%g,%g,%g,%g,%g\n", key,
                        (double)k * spec->horizon_days * 2.4, value, value * 0.95, value * 1.05,
                        value * 0.9, value, value * 1.1, k >= SAMPLES - 2 ? 0.2 : 0.0);
    }
}

static void write_curves(const char *folder, const SampleSpec *spec)
{
    static const struct {
        const char *key;
        double peak;
    } curves[] = {{"service,eau,backlog", 1000},   {"service,eau,delay_p50_h", 20},
                  {"service,eau,delay_p95_h", 60}, {"channel,phone,wait_mean_min", 10},
                  {"channel,phone,queue", 30},     {"channel,phone,abandon_share", 0.1}};
    TextBuilder text = {0};
    text_add(&text,
             "strategy,scope,id,metric,t_h,n,mean,ci_low,ci_high,p05,p50,p95,censored_share\n");
    for (size_t i = 0; i <= spec->strategies; ++i) {
        char id[16], key[96];
        strategy_id(id, i, spec->strategies);
        for (size_t j = 0; j < sizeof curves / sizeof *curves; ++j) {
            if (spec->without_delays && strstr(curves[j].key, "delay")) {
                continue;
            }
            snprintf(key, sizeof key, "%s,%s", id, curves[j].key);
            write_curve(&text, spec, key, curves[j].peak * factor(i, spec->strategies), 0);
        }
        const double lost = i == spec->strategies ? 0 : 0.9 / (double)(i + 1);
        snprintf(key, sizeof key, "%s,total,all,insured_restored_share", id);
        write_curve(&text, spec, key, lost, 1);
        for (size_t j = 0; j < spec->insurers; ++j) {
            snprintf(key, sizeof key, "%s,service,eau@ins-%02zu,delay_p50_h", id, j);
            write_curve(&text, spec, key, (double)(j + 1) * factor(i, spec->strategies), 0);
        }
        snprintf(key, sizeof key, "%s,service,eau,up", id);
        write_curve(&text, spec, key, lost, 1);
    }
    put(folder, "curves.csv", &text);
}

static void write_restoration(const char *folder, const SampleSpec *spec)
{
    TextBuilder text = {0};
    text_add(&text, "strategy,kind,id,datacentre,n,ready_mean_h,start_mean_h,done_mean_h,done_p05_"
                    "h,done_p95_h\n");
    for (size_t i = 0; i < spec->strategies; ++i) {
        text_add_format(&text, "s%zu,zone,muc-a,muc,%s\ns%zu,zone,ess-a,ess,0,,,,,\n", i + 1,
                        spec->zone_unfinished ? "0,1,2,,," : "4,1,2,6,5,7", i + 1);
        for (int k = 0; k < 80; ++k) {
            text_add_format(&text, "s%zu,system,core@ins-%02d,%s,4,7,%d,%d,%d,%d\n", i + 1, k,
                            k % 2 ? "muc" : "ess", 7 + k / 8, 9 + k / 4, 8 + k / 4, 12 + k / 4);
        }
    }
    put(folder, "restoration.csv", &text);
}

/* What coupled runs say: the first response causes more than it prevents, the others less. */
static void write_coupled(const char *folder, const SampleSpec *spec)
{
    static const struct {
        const char *part;
        double mean;
    } parts[] = {{"attack_alone", 9e6},    {"response_alone", 3e6}, {"both", 6e6},
                 {"attack", 7e6},          {"response", -1e6},      {"prevented", 4e6},
                 {"net_of_response", -1e6}};
    TextBuilder attribution = {0}, path = {0};
    text_add(&attribution, "strategy,scope,id,metric,unit,part,n,mean,ci_low,ci_high\n");
    text_add(&path, "strategy,kind,id,metric,unit,n,mean,difference,ci_low,ci_high\n"
                    "s1,system,core,insured_hours_lost,h,4,2e6,-1e5,-2e5,-5e4\n");
    for (size_t i = 0; i < spec->strategies; ++i) {
        for (size_t j = 0; j < sizeof parts / sizeof *parts; ++j) {
            const double mean = parts[j].mean * (i ? 1 : -1);
            text_add_format(&attribution, "s%zu,total,all,insured_hours_lost,h,%s,4,%g,%g,%g\n",
                            i + 1, parts[j].part, mean, mean - 5e5, mean + 5e5);
        }
        text_add_format(&attribution,
                        "s%zu,service,eau,waiting_h,h,during_outage,4,100,90,110\n"
                        "s%zu,service,eau,waiting_h,h,after_restoration,4,50,40,60\n",
                        i + 1, i + 1);
    }
    put(folder, "attribution.csv", &attribution);
    put(folder, "critical_path.csv", &path);
}

/* Under s1 the insurers' delays are 4, 10 and 28 h, under s2 twice and undisturbed no time; the
 * last one waits longest in 3 of 4 replications, the first in one. */
static void write_fairness(const char *folder, const SampleSpec *spec)
{
    static const struct {
        const char *part;
        double mean;
    } parts[] = {{"least", 4}, {"middle", 10}, {"most", 28}, {"spread", 24}, {"gini", 0.3}};
    TextBuilder text = {0};
    text_add(&text, "strategy,scope,id,metric,unit,part,insurer,n,mean,ci_low,ci_high,difference,"
                    "difference_low,difference_high\n");
    for (size_t i = 0; i <= spec->strategies; ++i) {
        char id[16];
        strategy_id(id, i, spec->strategies);
        for (size_t j = 0; j < sizeof parts / sizeof *parts; ++j) {
            const double mean = parts[j].mean * factor(i, spec->strategies);
            const double difference = mean - parts[j].mean;
            text_add_format(&text, "%s,service,eau,delay_mean_h,h,%s,,4,%g,%g,%g,%g,%g,%g\n", id,
                            parts[j].part, mean, mean - 1, mean + 1, difference, difference - 2,
                            difference + 2);
        }
        text_add_format(&text,
                        "%s,service,eau,delay_mean_h,1,longest,ins-00,4,0.25,0,1,,,\n"
                        "%s,service,eau,delay_mean_h,1,longest,ins-%02zu,4,0.75,0,1,,,\n",
                        id, id, spec->insurers - 1);
    }
    put(folder, "fairness.csv", &text);
}

char *sample_results_write(const SampleSpec *spec)
{
    char template[] = "/tmp/brownout-sample-XXXXXX";
    if (!mkdtemp(template)) {
        fail_msg("no temporary folder");
    }
    char *folder = strdup(template);
    write_run(folder, spec);
    write_model(folder, spec);
    write_values(folder, spec);
    write_curves(folder, spec);
    write_restoration(folder, spec);
    if (spec->insurers) {
        write_coupled(folder, spec);
        write_fairness(folder, spec);
    }
    return folder;
}

static void remove_files(const char *folder)
{
    Failure failure = {0};
    char **names = NULL;
    size_t count = 0;
    if (!folder_list(folder, &names, &count, &failure)) {
        return;
    }
    for (size_t i = 0; i < count; ++i) {
        char *path = path_join(folder, names[i]);
        unlink(path);
        free(path);
    }
    folder_list_free(names, count);
    rmdir(folder);
}

void sample_results_remove(char *folder)
{
    char *charts = path_join(folder, "charts");
    remove_files(charts);
    remove_files(folder);
    free(charts);
    free(folder);
}

char *sample_file(const char *folder, const char *name)
{
    Failure failure = {0};
    char *path = path_join(folder, name), *bytes = NULL;
    size_t length;
    if (!file_read(path, 64 << 20, &bytes, &length, &failure)) {
        fail_msg("%s", failure.message);
    }
    free(path);
    return bytes;
}

static void add_digest(TextBuilder *out, const char *folder, const char *name)
{
    Failure failure = {0};
    char *path = path_join(folder, name), *bytes = NULL;
    char digest[DIGEST_TEXT];
    size_t length;
    if (!file_read(path, 64 << 20, &bytes, &length, &failure)) {
        fail_msg("%s", failure.message);
    }
    digest_sha256(digest, bytes, length);
    text_add_format(out, "%s %s\n", name, digest);
    free(bytes);
    free(path);
}

char *sample_digests(const char *folder, const char *subfolder)
{
    Failure failure = {0};
    char **names = NULL, *path = path_join(folder, subfolder);
    size_t count = 0;
    TextBuilder out = {0};
    if (!folder_list(path, &names, &count, &failure)) {
        fail_msg("%s", failure.message);
    }
    for (size_t i = 0; i < count; ++i) {
        add_digest(&out, path, names[i]);
    }
    folder_list_free(names, count);
    free(path);
    return out.text;
}
