#include "plots/charts.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "plots/gallery.h"
#include "plots/view.h"
#include "study/results_read.h"

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

static bool draw_gallery(const Gallery *gallery, const char *folder, const ChartOptions *options,
                         size_t *count, Failure *failure)
{
    const bool wanted[] = {
        [CHART_SVG] = options->svg, [CHART_PDF] = options->pdf, [CHART_PNG] = options->png};
    bool known = !options->only;
    for (size_t i = 0; i < gallery_count(gallery); ++i) {
        if (options->only && strcmp(options->only, gallery_name(gallery, i)) != 0) {
            continue;
        }
        known = true;
        for (int format = CHART_SVG; format <= CHART_PNG; ++format) {
            if (!wanted[format]) {
                continue;
            }
            if (!write_chart(gallery, i, (ChartFormat)format, folder, failure)) {
                return false;
            }
            ++*count;
        }
    }
    return known || failure_set(failure, "charts: these results have no chart '%s'", options->only);
}

static bool draw_results(const Results *results, const char *folder, const ChartOptions *options,
                         size_t *count, Failure *failure)
{
    View *view = view_new(results);
    Gallery *gallery = gallery_new(view, options->svg, options->pdf || options->png, failure);
    const bool drawn = gallery && folder_create(folder, failure) &&
                       draw_gallery(gallery, folder, options, count, failure);
    gallery_free(gallery);
    view_free(view);
    return drawn;
}

bool charts_draw(const char *out, const ChartOptions *options, size_t *count, Failure *failure)
{
    *count = 0;
    Results *results = results_open(out, failure);
    if (!results) {
        return false;
    }
    char *folder = path_join(out, "charts");
    const bool drawn = draw_results(results, folder, options, count, failure);
    free(folder);
    results_free(results);
    return drawn;
}
