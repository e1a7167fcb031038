#include "plots/png_page.h"

#include <png.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { COMPRESSION_LEVEL = 2, COLOURS = 3, BITS = 8 };

typedef struct Writing {
    TextBuilder *out;
    const char *name;
    Failure *failure;
} Writing;

static void collect(png_structp png, png_bytep bytes, png_size_t length)
{
    const Writing *writing = png_get_io_ptr(png);
    text_add_bytes(writing->out, (const char *)bytes, length);
}

static void flush_nothing(png_structp png)
{
    (void)png;
}

static void give_up(png_structp png, png_const_charp message)
{
    const Writing *writing = png_get_error_ptr(png);
    failure_set(writing->failure, "chart %s: libpng: %s", writing->name, message);
    png_longjmp(png, 1);
}

static void ignore_warning(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

/* A row's pixels as libpng wants them: red, green, blue. */
static void unpack(png_bytep row, const unsigned char *pixels, int width)
{
    for (int x = 0; x < width; ++x) {
        uint32_t pixel;
        memcpy(&pixel, pixels + (size_t)x * sizeof pixel, sizeof pixel);
        *row++ = (png_byte)(pixel >> 16 & 0xFF);
        *row++ = (png_byte)(pixel >> 8 & 0xFF);
        *row++ = (png_byte)(pixel & 0xFF);
    }
}

/* libpng leaves by a jump to here when it gives up; nothing that is read afterwards changes in
 * between. */
static bool write_rows(png_structp png, png_infop info, const PngPixels *pixels, png_bytep row)
{
    if (setjmp(png_jmpbuf(png))) {
        return false;
    }
    png_set_IHDR(png, info, (png_uint_32)pixels->width, (png_uint_32)pixels->height, BITS,
                 PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_compression_level(png, COMPRESSION_LEVEL);
    png_write_info(png, info);
    for (int y = 0; y < pixels->height; ++y) {
        unpack(row, pixels->bytes + (ptrdiff_t)y * pixels->stride, pixels->width);
        png_write_row(png, row);
    }
    png_write_end(png, NULL);
    return true;
}

bool png_page(TextBuilder *out, const char *name, const PngPixels *pixels, Failure *failure)
{
    Writing writing = {out, name, failure};
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, &writing, give_up, ignore_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        png_destroy_write_struct(&png, NULL);
        return failure_set(failure, "chart %s: libpng does not start", name);
    }
    png_set_write_fn(png, &writing, collect, flush_nothing);
    png_bytep row = memory_allocate((size_t)pixels->width * COLOURS, sizeof *row);
    const bool written = write_rows(png, info, pixels, row);
    free(row);
    png_destroy_write_struct(&png, &info);
    return written;
}
