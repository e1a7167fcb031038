#include "plots/report.h"

#include <stdlib.h>

#include "base/file.h"
#include "plots/charts.h"
#include "plots/markup.h"
#include "plots/processes.h"
#include "plots/report_parts.h"
#include "plots/report_sweep.h"
#include "plots/sweep_view.h"
#include "study/sweep_answers_open.h"

static void add_head(TextBuilder *out, const View *view)
{
    text_add_format(out,
                    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"color-scheme\" content=\"light dark\">\n"
                    "<meta name=\"generator\" content=\"brownout ",
                    language_code(view->language));
    markup_text(out, view->run ? view->run->version : BROWNOUT_VERSION);
    text_add(out, "\">\n<link rel=\"icon\" href=\"data:,\">\n<title>");
    markup_text(out, view->title);
    text_add(out, "</title>\n<style>\n");
    report_style(out, view->palette);
    text_add(out, "</style>\n</head>\n");
}

typedef struct Section {
    const char *id, *heading;
    void (*write)(TextBuilder *, const View *);
} Section;

static void add_section(TextBuilder *out, const View *view, const Section *section)
{
    text_add_format(out,
                    "<section id=\"%s\" aria-labelledby=\"%s-heading\">\n<h2 id=\"%s-heading\">",
                    section->id, section->id, section->id);
    markup_text(out, view_phrase(view, section->heading));
    text_add(out, "</h2>\n");
    section->write(out, view);
    text_add(out, "</section>\n");
}

static const Section before_charts[] = {
    {"finding", "The finding", report_finding},
    {"comparison", "The comparison", report_comparison},
};

static const Section after_charts[] = {
    {"why", "Why", report_reasons},
    {"parts", "What the incident is made of", report_attribution},
    {"processes", "Processes and how long they can wait", report_processes},
    {"reports", "When reports are due", report_clocks},
    {"method", "Method", report_method},
    {"assumptions", "Assumptions and their sources", report_assumptions},
    {"limits", "Limits", report_limits},
    {"record", "Record of the run", report_record},
};

enum {
    BEFORE = sizeof before_charts / sizeof *before_charts,
    AFTER = sizeof after_charts / sizeof *after_charts
};

static void add_links(TextBuilder *out, const View *view, const Section *sections, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        text_add_format(out, "<li><a href=\"#%s\">%s</a></li>\n", sections[i].id,
                        view_phrase(view, sections[i].heading));
    }
}

static void add_contents(TextBuilder *out, const View *view, bool charts)
{
    text_add_format(out, "<nav aria-label=\"%s\"><ul>\n", view_phrase(view, "Contents"));
    add_links(out, view, before_charts, BEFORE);
    if (charts) {
        text_add_format(out, "<li><a href=\"#charts\">%s</a></li>\n", view_phrase(view, "Charts"));
    }
    add_links(out, view, after_charts, AFTER);
    text_add(out, "</ul></nav>\n");
}

static void add_facts(TextBuilder *out, const View *view)
{
    const size_t replications = view->run->replications;
    size_t strategies = 0; /* what could be done; "undisturbed" is none of it */
    for (size_t i = 0; i < view->strategy_count; ++i) {
        strategies += view->strategies[i].undisturbed ? 0 : 1;
    }
    char days[QUANTITY_TEXT], date[TIME_LABEL];
    text_add_format(out,
                    strategies == 1 ? view_phrase(view, "%zu strategy, ")
                                    : view_phrase(view, "%zu strategies, "),
                    strategies);
    text_add_format(out,
                    replications == 1 ? view_phrase(view, "%zu replication, ")
                                      : view_phrase(view, "%zu replications, "),
                    replications);
    text_add_format(out, view_phrase(view, "%s days"),
                    view_number(view, days, view->horizon_h / 24, 4));
    if (view->start_known) {
        text_add_format(out, view_phrase(view, " from %s"),
                        civil_moment_date(date, view->start, view->language));
    }
}

/* With more strategies than this tables are set smaller on paper. */
enum { WIDE_TABLE = 6 };

static void add_title(TextBuilder *out, const View *view)
{
    const size_t strategies = view->strategy_count;
    text_add_format(out,
                    "<body%s>\n<a class=\"skip\" href=\"#finding\">%s</a>\n<header>\n"
                    "<p class=\"kicker\">%s</p>\n<h1>",
                    strategies > WIDE_TABLE ? " class=\"many\"" : "",
                    view_phrase(view, "Skip to the finding"),
                    view_phrase(view, "Blackout or brownout"));
    markup_text(out, view->title);
    text_add(out, "</h1>\n<p class=\"facts\">");
    add_facts(out, view);
    text_add(out, "</p>\n</header>\n");
    if (view->run->interrupted) {
        report_add(out, view,
                   "<p class=\"warning\" role=\"note\">The run was interrupted: the results are of "
                   "the replications that were finished under all strategies.</p>\n");
    }
}

static bool write_page(TextBuilder *out, const View *view, const Gallery *gallery, Failure *failure)
{
    add_head(out, view);
    add_title(out, view);
    add_contents(out, view, gallery != NULL);
    text_add(out, "<main>\n");
    for (size_t i = 0; i < BEFORE; ++i) {
        add_section(out, view, &before_charts[i]);
    }
    if (gallery && !report_charts(out, view, gallery, failure)) {
        return false;
    }
    for (size_t i = 0; i < AFTER; ++i) {
        add_section(out, view, &after_charts[i]);
    }
    text_add(out, "</main>\n<footer><p>");
    report_add(out, view, "Written by brownout ");
    markup_text(out, view->run->version);
    text_add(out, ".</p></footer>\n</body>\n</html>\n");
    return true;
}

static bool write_sweep_page(TextBuilder *out, const View *view, const Gallery *gallery,
                             Failure *failure)
{
    add_head(out, view);
    text_add_format(out,
                    "<body>\n<a class=\"skip\" href=\"#finding\">%s</a>\n<header>\n"
                    "<p class=\"kicker\">%s</p>\n<h1>",
                    view_phrase(view, "Skip to the finding"),
                    view_phrase(view, "Blackout or brownout"));
    markup_text(out, view->title);
    text_add(out, "</h1>\n<p class=\"facts\">");
    report_sweep_facts(out, view);
    text_add(out, "</p>\n</header>\n");
    if (!report_sweep(out, view, gallery, failure)) {
        return false;
    }
    text_add(out, "<footer><p>");
    report_add(out, view, "Written by brownout ");
    markup_text(out, BROWNOUT_VERSION);
    text_add(out, ".</p></footer>\n</body>\n</html>\n");
    return true;
}

static bool write_sweep_report(const char *out, const ViewOptions *options, Failure *failure)
{
    SweepData data;
    SweepAnswers answers;
    bool written = sweep_answers_open(&answers, &data, out, NULL, failure);
    if (written) {
        View *view = sweep_view_new(&answers, options);
        Gallery *gallery = charts_available() ? gallery_new(view, true, false, failure) : NULL;
        TextBuilder page = {0};
        written = gallery || !charts_available();
        written = written && write_sweep_page(&page, view, gallery, failure);
        if (written) {
            char *path = path_join(out, "report.html");
            written = file_write(path, page.text, page.length, failure);
            free(path);
        }
        text_deinit(&page);
        gallery_free(gallery);
        view_free(view);
    }
    sweep_data_deinit(&data);
    return written;
}

static bool write_report(const char *out, const ViewOptions *options, Failure *failure)
{
    if (sweep_folder_is(out)) {
        return write_sweep_report(out, options, failure);
    }
    Results *results = results_open(out, failure);
    if (!results) {
        return false;
    }
    View *view = view_new(results, options);
    Gallery *gallery = charts_available() ? gallery_new(view, true, false, failure) : NULL;
    TextBuilder page = {0};
    bool written = gallery || !charts_available();
    written = written && write_page(&page, view, gallery, failure);
    if (written) {
        char *path = path_join(out, "report.html");
        written = file_write(path, page.text, page.length, failure);
        free(path);
    }
    text_deinit(&page);
    gallery_free(gallery);
    view_free(view);
    results_free(results);
    return written;
}

typedef struct ReportJob {
    const char *out;
    const ViewOptions *options;
} ReportJob;

/* The charts in the page are drawn by libraries that may crash for want of memory. */
static bool run_report(void *what, size_t index, size_t *done, Failure *failure)
{
    const ReportJob *job = what;
    (void)index;
    *done += 1;
    return write_report(job->out, job->options, failure);
}

static const char *folder_name(const void *what, size_t index)
{
    const ReportJob *job = what;
    (void)index;
    return job->out;
}

bool report_write(const char *out, const ViewOptions *options, Failure *failure)
{
    ReportJob job = {out, options};
    const ProcessJobs jobs = {.count = 1,
                              .apart = true,
                              .seconds = DRAWING_SECONDS,
                              .room = charts_available() ? DRAWING_ROOM_BYTES : 0,
                              .what = &job,
                              .run = run_report,
                              .kind = "report of",
                              .name = folder_name};
    size_t done = 0;
    if (processes_run(&jobs, 1, &done, failure)) {
        return true;
    }
    folder_sweep(out); /* where the process was killed */
    return false;
}
