/* Charts of a build without PLplot: there are none, and that is said. */
#include "plots/charts.h"

#include <stddef.h>

#include "plots/gallery.h"

static const char without[] =
    "this build draws no charts: configure it with -DBROWNOUT_PLOTS=ON (needs PLplot and cairo)";

bool charts_available(void)
{
    return false;
}

bool charts_draw(const char *out, const ChartOptions *options, size_t *count, Failure *failure)
{
    (void)out;
    (void)options;
    *count = 0;
    return failure_set(failure, "%s", without);
}

Gallery *gallery_new(const View *view, bool svg, bool cairo, Failure *failure)
{
    (void)view;
    (void)svg;
    (void)cairo;
    failure_set(failure, "%s", without);
    return NULL;
}

size_t gallery_count(const Gallery *gallery)
{
    (void)gallery;
    return 0;
}

const char *gallery_name(const Gallery *gallery, size_t index)
{
    (void)gallery;
    (void)index;
    return "";
}

const char *gallery_title(const Gallery *gallery, size_t index)
{
    (void)gallery;
    (void)index;
    return "";
}

const char *gallery_caption(const Gallery *gallery, size_t index)
{
    (void)gallery;
    (void)index;
    return "";
}

bool gallery_render(const Gallery *gallery, size_t index, ChartFormat format, TextBuilder *out,
                    Failure *failure)
{
    (void)gallery;
    (void)index;
    (void)format;
    (void)out;
    return failure_set(failure, "%s", without);
}

void gallery_free(Gallery *gallery)
{
    (void)gallery;
}
