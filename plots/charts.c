#include "plots/charts.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "plots/gallery.h"
#include "plots/processes.h"
#include "plots/sweep_view.h"
#include "plots/view.h"
#include "study/results_read.h"
#include "study/sweep_answers_open.h"

enum { NAMES_SHOWN = 360 }; /* bytes of a message */

bool charts_available(void)
{
    return true;
}

static bool write_chart(const Gallery *gallery, size_t index, ChartFormat format,
                        const char *folder, Failure *failure)
{
    static const char *const endings[] = {
        [CHART_SVG] = "svg", [CHART_PDF] = "pdf", [CHART_PNG] = "png"};
    TextBuilder bytes = {0}, path = {0};
    text_add_format(&path, "%s/%s.%s", folder, gallery_name(gallery, index), endings[format]);
    const bool written = gallery_render(gallery, index, format, &bytes, failure) &&
                         file_write(path.text, bytes.text, bytes.length, failure);
    text_deinit(&path);
    text_deinit(&bytes);
    return written;
}

typedef struct ChartJobs {
    const Gallery *gallery;
    const char *folder;
    const ChartOptions *options;
    size_t first; /* the chart that is job 0 */
} ChartJobs;

/* A chart in all its formats. */
static bool draw_chart(void *what, size_t index, size_t *count, Failure *failure)
{
    const ChartJobs *jobs = what;
    const ChartOptions *options = jobs->options;
    const bool wanted[] = {
        [CHART_SVG] = options->svg, [CHART_PDF] = options->pdf, [CHART_PNG] = options->png};
    for (int format = CHART_SVG; format <= CHART_PNG; ++format) {
        if (!wanted[format]) {
            continue;
        }
        if (!write_chart(jobs->gallery, jobs->first + index, (ChartFormat)format, jobs->folder,
                         failure)) {
            return false;
        }
        ++*count;
    }
    return true;
}

static const char *chart_name(const void *what, size_t index)
{
    const ChartJobs *jobs = what;
    return gallery_name(jobs->gallery, jobs->first + index);
}

static size_t find_chart(const Gallery *gallery, const char *name)
{
    size_t i = 0;
    while (i < gallery_count(gallery) && strcmp(gallery_name(gallery, i), name) != 0) {
        ++i;
    }
    return i;
}

/* Says which metric was probably meant. */
static bool refuse_metric(const View *view, Failure *failure)
{
    size_t count;
    const SummaryRow *rows = results_summary_rows(view->results, &count);
    const char **names = memory_allocate(count, sizeof *names);
    char quoted[128];
    for (size_t i = 0; i < count; ++i) {
        names[i] = rows[i].metric;
    }
    const size_t nearest = text_nearest(view->metric, names, count);
    text_quote(quoted, sizeof quoted, view->metric);
    if (nearest < count) {
        failure_of_input(failure, "these results have no charts of the metric %s; did you mean %s?",
                         quoted, names[nearest]);
    } else {
        failure_of_input(failure, "these results have no charts of the metric %s", quoted);
    }
    free(names);
    return false;
}

/* Says which chart was probably meant; where none is near, which there are. */
static bool refuse_chart(const Gallery *gallery, const ChartOptions *options, bool has_curves,
                         Failure *failure)
{
    const char *why = has_curves ? "" : " (this run kept no curves: --no-curves)";
    const size_t count = gallery_count(gallery);
    const char **names = memory_allocate(count, sizeof *names);
    char quoted[128];
    TextBuilder known = {0};
    for (size_t i = 0; i < count; ++i) {
        names[i] = gallery_name(gallery, i);
        text_add_format(&known, "%s%s", i == 0 ? "" : ", ", names[i]);
    }
    const size_t nearest = text_nearest(options->only, names, count);
    text_quote(quoted, sizeof quoted, options->only);
    if (nearest < count) {
        failure_of_input(failure, "these results have no chart %s%s; did you mean %s?", quoted, why,
                         names[nearest]);
    } else {
        failure_of_input(failure, "these results have no chart %s%s; they have %.*s%s", quoted, why,
                         NAMES_SHOWN, known.text, known.length > NAMES_SHOWN ? " ..." : "");
    }
    text_deinit(&known);
    free(names);
    return false;
}

static bool draw_gallery(const Gallery *gallery, const char *folder, const ChartOptions *options,
                         bool has_curves, size_t *count, Failure *failure)
{
    ChartJobs drawing = {.gallery = gallery, .folder = folder, .options = options};
    ProcessJobs jobs = {.count = gallery_count(gallery),
                        .what = &drawing,
                        .run = draw_chart,
                        .seconds = DRAWING_SECONDS,
                        .room = DRAWING_ROOM_BYTES,
                        .kind = "chart",
                        .name = chart_name,
                        .interrupted = options->interrupted};
    if (options->only) {
        drawing.first = find_chart(gallery, options->only);
        jobs.count = 1;
        if (drawing.first == gallery_count(gallery)) {
            return refuse_chart(gallery, options, has_curves, failure);
        }
    }
    return folder_create(folder, failure) &&
           processes_run(&jobs, options->processes, count, failure);
}

static bool draw_results(const Results *results, const char *folder, const ChartOptions *options,
                         size_t *count, Failure *failure)
{
    View *view = view_new(results, &options->look);
    Gallery *gallery = gallery_new(view, options->svg, options->pdf || options->png, failure);
    const bool drawn =
        gallery && (gallery_count(gallery) || !view->metric || refuse_metric(view, failure)) &&
        draw_gallery(gallery, folder, options, results_run(results)->has_curves, count, failure);
    gallery_free(gallery);
    view_free(view);
    return drawn;
}

/* The charts of a sweep; --metric asks for those of another metric. */
static bool draw_sweep(const char *out, const char *folder, const ChartOptions *options,
                       size_t *count, Failure *failure)
{
    SweepData data;
    SweepAnswers answers;
    bool drawn = sweep_answers_open(&answers, &data, out, options->look.metric, failure);
    if (drawn) {
        View *view = sweep_view_new(&answers, &options->look);
        Gallery *gallery = gallery_new(view, options->svg, options->pdf || options->png, failure);
        drawn = gallery && draw_gallery(gallery, folder, options, true, count, failure);
        gallery_free(gallery);
        view_free(view);
    }
    sweep_data_deinit(&data);
    return drawn;
}

typedef struct FolderJob {
    const char *out;
    const ChartOptions *options;
} FolderJob;

static bool draw_folder(void *what, size_t index, size_t *count, Failure *failure)
{
    const FolderJob *job = what;
    (void)index;
    char *folder = path_join(job->out, "charts");
    if (sweep_folder_is(job->out)) {
        const bool drawn_sweep = draw_sweep(job->out, folder, job->options, count, failure);
        free(folder);
        return drawn_sweep;
    }
    Results *results = results_open(job->out, failure);
    if (!results) {
        free(folder);
        return false;
    }
    const bool drawn = draw_results(results, folder, job->options, count, failure);
    free(folder);
    results_free(results);
    return drawn;
}

static const char *folder_name(const void *what, size_t index)
{
    const FolderJob *job = what;
    (void)index;
    return job->out;
}

bool charts_draw(const char *out, const ChartOptions *options, size_t *count, Failure *failure)
{
    FolderJob job = {.out = out, .options = options};
    const ProcessJobs jobs = {.count = 1,
                              .apart = true,
                              .seconds = DRAWING_SECONDS,
                              .room = DRAWING_ROOM_BYTES,
                              .what = &job,
                              .run = draw_folder,
                              .kind = "charts of",
                              .name = folder_name,
                              .interrupted = options->interrupted};
    *count = 0;
    if (processes_run(&jobs, 1, count, failure)) {
        return true;
    }
    char *folder = path_join(out, "charts");
    folder_sweep(folder); /* where a process was killed */
    free(folder);
    return false;
}
