#include "plots/chart.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <math.h>
#include <plplot.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "plots/png_page.h"
#include "plots/svg_page.h"
#include "plots/text_measure.h"

enum {
    DEVICES_MAX = 200,
    COLOUR_SLOT = 1, /* of PLplot's colour map: set anew for each colour */
    PNG_SCALE = 2,
    DOT_CORNERS = 16
};

struct Chart {
    const ChartPage *page;
    Colour colour; /* what the slot holds, to spare PLplot the same colour again */
    double opacity;
};

/* PLplot reports trouble through handlers without an argument, and ends the process unless its exit
 * handler leaves by a jump. One drawing is under way at a time, so these may be static. */
static jmp_buf exit_jump;
static char trouble[200];

static int leave_library(const char *message)
{
    snprintf(trouble, sizeof trouble, "%s", message);
    longjmp(exit_jump, 1);
}

static void note_trouble(const char *message)
{
    snprintf(trouble, sizeof trouble, "%s", message);
}

static bool device_is_there(const char **devices, int count, const char *name)
{
    for (int i = 0; i < count; ++i) {
        if (strcmp(devices[i], name) == 0) {
            return true;
        }
    }
    return false;
}

bool chart_check(bool svg, bool cairo, Failure *failure)
{
    /* An unknown driver would make PLplot ask for another on standard input. */
    const char **menu = memory_allocate(DEVICES_MAX, sizeof *menu);
    const char **devices = memory_allocate(DEVICES_MAX, sizeof *devices);
    int count = DEVICES_MAX;
    plgDevs(&menu, &devices, &count);
    const bool svg_there = device_is_there(devices, count, "svg");
    const bool cairo_there = device_is_there(devices, count, "extcairo");
    free(menu);
    free(devices);
    if (svg && !svg_there) {
        return failure_set(failure,
                           "charts: PLplot has no driver 'svg' here (package libplplot17)");
    }
    if (cairo && !cairo_there) {
        return failure_set(failure,
                           "charts: PLplot has no driver 'extcairo' here, which PDF and PNG need"
                           " (package plplot-driver-cairo)");
    }
    return true;
}

typedef struct Drawing {
    const ChartPage *page;
    ChartDraw draw;
    const void *what;
    FILE *stream;   /* of SVG */
    cairo_t *cairo; /* of PDF and PNG */
} Drawing;

static void prepare(const Drawing *drawing)
{
    plsexit(leave_library);
    plsabort(note_trouble);
    plsetopt("drvopt", "text_clipping=0");
    plscolbga(255, 255, 255, 0);
    plspage(0, 0, (PLINT)drawing->page->width, (PLINT)drawing->page->height, 0, 0);
    if (drawing->stream) {
        plsfile(drawing->stream);
        plsdev("svg");
        plinit();
    } else {
        setenv("PLPLOT_FREETYPE_SANS_FAMILY", PLOTS_FONT, 1);
        plsdev("extcairo");
        plinit();
        pl_cmd(PLESC_DEVINIT, drawing->cairo);
    }
}

/* Between setjmp and the jump no local variable changes, so none is lost. */
static bool run(const Drawing *drawing, Failure *failure)
{
    trouble[0] = '\0';
    if (setjmp(exit_jump)) {
        plend();
        return failure_set(failure, "chart %s: PLplot gave up: %s", drawing->page->name, trouble);
    }
    prepare(drawing);
    pladv(0);
    plvpor(0, 1, 0, 1);
    plwind(0, drawing->page->width, drawing->page->height, 0);
    Chart chart = {.page = drawing->page, .opacity = -1};
    drawing->draw(&chart, drawing->what);
    plend();
    if (trouble[0]) {
        return failure_set(failure, "chart %s: PLplot: %s", drawing->page->name, trouble);
    }
    return true;
}

static bool render_svg(Drawing *drawing, TextBuilder *out, Failure *failure)
{
    char *driver_svg = NULL;
    size_t length = 0;
    drawing->stream = open_memstream(&driver_svg, &length);
    if (!drawing->stream) {
        return failure_set(failure, "chart %s: no memory stream", drawing->page->name);
    }
    bool rendered = run(drawing, failure); /* PLplot closes the stream */
    if (rendered && !(driver_svg && svg_page(out, drawing->page, driver_svg))) {
        rendered =
            failure_set(failure, "chart %s: PLplot's SVG is not as expected", drawing->page->name);
    }
    free(driver_svg);
    return rendered;
}

static cairo_status_t collect(void *out, const unsigned char *bytes, unsigned length)
{
    text_add_bytes(out, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static bool cairo_fine(const Drawing *drawing, cairo_status_t status, Failure *failure)
{
    return status == CAIRO_STATUS_SUCCESS ||
           failure_set(failure, "chart %s: %s", drawing->page->name,
                       cairo_status_to_string(status));
}

/* Draws on a surface of its own; PLplot paints no background. */
static bool run_on(Drawing *drawing, cairo_surface_t *surface, double scale, Failure *failure)
{
    drawing->cairo = cairo_create(surface);
    cairo_scale(drawing->cairo, scale, scale);
    cairo_set_source_rgb(drawing->cairo, 1, 1, 1);
    cairo_paint(drawing->cairo);
    const bool drawn = run(drawing, failure);
    const cairo_status_t status = cairo_status(drawing->cairo);
    cairo_destroy(drawing->cairo);
    return drawn && cairo_fine(drawing, status, failure);
}

static bool render_pdf(Drawing *drawing, TextBuilder *out, Failure *failure)
{
    const ChartPage *page = drawing->page;
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(collect, out, page->width, page->height);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, page->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, page->description);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "brownout");
    /* A date of the clock would make the same results give other bytes. */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    const bool drawn = run_on(drawing, surface, 1, failure);
    cairo_surface_finish(surface);
    const cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    return drawn && cairo_fine(drawing, status, failure);
}

static bool render_png(Drawing *drawing, TextBuilder *out, Failure *failure)
{
    const ChartPage *page = drawing->page;
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)(PNG_SCALE * page->width), (int)(PNG_SCALE * page->height));
    bool drawn = run_on(drawing, surface, PNG_SCALE, failure);
    cairo_surface_flush(surface);
    const PngPixels pixels = {.bytes = cairo_image_surface_get_data(surface),
                              .width = cairo_image_surface_get_width(surface),
                              .height = cairo_image_surface_get_height(surface),
                              .stride = cairo_image_surface_get_stride(surface)};
    drawn = drawn && cairo_fine(drawing, cairo_surface_status(surface), failure) &&
            png_page(out, page->name, &pixels, failure);
    cairo_surface_destroy(surface);
    return drawn;
}

bool chart_render(const ChartPage *page, ChartFormat format, ChartDraw draw, const void *what,
                  TextBuilder *out, Failure *failure)
{
    Drawing drawing = {.page = page, .draw = draw, .what = what};
    switch (format) {
    case CHART_SVG:
        return render_svg(&drawing, out, failure);
    case CHART_PDF:
        return render_pdf(&drawing, out, failure);
    case CHART_PNG:
        return render_png(&drawing, out, failure);
    }
    return false;
}

static void set_colour(Chart *chart, Colour colour, double opacity)
{
    if (chart->colour != colour || !(chart->opacity >= opacity && chart->opacity <= opacity)) {
        plscol0a(COLOUR_SLOT, (PLINT)(colour >> 16 & 0xFF), (PLINT)(colour >> 8 & 0xFF),
                 (PLINT)(colour & 0xFF), opacity);
        chart->colour = colour;
        chart->opacity = opacity;
    }
    plcol0(COLOUR_SLOT);
}

/* PLplot's escape character is '#'. */
static void escape_for_plplot(char *out, const char *text)
{
    for (; *text; ++text) {
        if (*text == '#') {
            *out++ = '#';
        }
        *out++ = *text;
    }
    *out = '\0';
}

void chart_text(Chart *chart, double x, double y, ChartText style, const char *text)
{
    char drawn[DRAWN_TEXT], escaped[2 * DRAWN_TEXT];
    escape_for_plplot(escaped, text_drawable(drawn, text));
    if (!escaped[0]) {
        return;
    }
    set_colour(chart, style.colour, 1);
    plsfont(PL_FCI_SANS, PL_FCI_UPRIGHT, style.bold ? PL_FCI_BOLD : PL_FCI_MEDIUM);
    plschr(style.size_pt * 0.75 * 25.4 / 72, 1); /* PLplot draws 4/3 of the nominal millimetres */
    plptex(x, y, 1, 0, 0.5 * (double)style.align, escaped);
}

void chart_line(Chart *chart, const ChartPoint *points, size_t count, ChartPen pen)
{
    if (count < 2) {
        return;
    }
    PLFLT *x = memory_allocate(count, sizeof *x), *y = memory_allocate(count, sizeof *y);
    for (size_t i = 0; i < count; ++i) {
        x[i] = points[i].x;
        y[i] = points[i].y;
    }
    set_colour(chart, pen.colour, 1);
    plwidth(pen.width);
    const PLINT mark = 1300, space = 900; /* micrometres */
    plstyl(pen.dashed, &mark, &space);
    plline((PLINT)count, x, y);
    plstyl(0, &mark, &space);
    free(x);
    free(y);
}

void chart_segment(Chart *chart, double x0, double y0, double x1, double y1, ChartPen pen)
{
    const ChartPoint ends[] = {{x0, y0}, {x1, y1}};
    chart_line(chart, ends, 2, pen);
}

void chart_area(Chart *chart, const ChartPoint *points, size_t count, Colour colour, double opacity)
{
    if (count < 3) {
        return;
    }
    PLFLT *x = memory_allocate(count, sizeof *x), *y = memory_allocate(count, sizeof *y);
    for (size_t i = 0; i < count; ++i) {
        x[i] = points[i].x;
        y[i] = points[i].y;
    }
    set_colour(chart, colour, opacity);
    plwidth(0.01); /* cairo strokes the outline of what it fills: a wider pen would give translucent
                      areas dark edges */
    plfill((PLINT)count, x, y);
    free(x);
    free(y);
}

void chart_rectangle(Chart *chart, double x0, double y0, double x1, double y1, Colour colour)
{
    const ChartPoint corners[] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
    chart_area(chart, corners, 4, colour, 1);
}

void chart_dot(Chart *chart, double x, double y, double radius, Colour colour)
{
    ChartPoint corners[DOT_CORNERS];
    for (size_t i = 0; i < DOT_CORNERS; ++i) {
        const double angle = 2 * 3.14159265358979323846 * (double)i / DOT_CORNERS;
        corners[i] = (ChartPoint){x + radius * cos(angle), y + radius * sin(angle)};
    }
    chart_area(chart, corners, DOT_CORNERS, colour, 1);
}
