#include "plots/svg_page.h"

#include <stdlib.h>
#include <string.h>

#include "plots/markup.h"

static void add_utf8(TextBuilder *out, unsigned long code)
{
    char bytes[5] = {0};
    if (code < 0x80) {
        bytes[0] = (char)code;
    } else if (code < 0x800) {
        bytes[0] = (char)(0xC0 | code >> 6);
        bytes[1] = (char)(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        bytes[0] = (char)(0xE0 | code >> 12);
        bytes[1] = (char)(0x80 | (code >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (code & 0x3F));
    } else {
        bytes[0] = (char)(0xF0 | code >> 18);
        bytes[1] = (char)(0x80 | (code >> 12 & 0x3F));
        bytes[2] = (char)(0x80 | (code >> 6 & 0x3F));
        bytes[3] = (char)(0x80 | (code & 0x3F));
    }
    markup_text(out, bytes);
}

/* Character data up to `end`, the driver's references (`&#x48;`) turned back into text. */
static void add_content(TextBuilder *out, const char *text, const char *end)
{
    while (text < end) {
        char *after = NULL;
        if (strncmp(text, "&#x", 3) == 0) {
            const unsigned long code = strtoul(text + 3, &after, 16);
            if (*after == ';' && code > 0 && code < 0x110000) {
                add_utf8(out, code);
                text = after + 1;
                continue;
            }
        }
        text_add_bytes(out, text++, 1);
    }
}

/* A number with at most `decimals` decimals and no trailing zeros; everything else as it is. */
static void add_number(TextBuilder *out, const char *text, size_t length, int decimals)
{
    char *end = NULL;
    const double value = strtod(text, &end);
    if (end != text + length) {
        text_add_bytes(out, text, length);
        return;
    }
    TextBuilder number = {0};
    text_add_format(&number, "%.*f", decimals, value);
    if (strchr(number.text, '.')) {
        while (number.text[number.length - 1] == '0') {
            number.text[--number.length] = '\0';
        }
        if (number.text[number.length - 1] == '.') {
            number.text[--number.length] = '\0';
        }
    }
    text_add(out, strcmp(number.text, "-0") == 0 ? "0" : number.text);
    text_deinit(&number);
}

/* Numbers separated by blanks, commas or parentheses, shortened. */
static void add_numbers(TextBuilder *out, const char *value, size_t length, int decimals)
{
    const char *end = value + length;
    while (end > value && end[-1] == ' ') {
        --end;
    }
    while (value < end) {
        const size_t word = strcspn(value, " ,()\"");
        if (word) {
            add_number(out, value, word, decimals);
            value += word;
        } else {
            text_add_bytes(out, value++, 1);
        }
    }
}

typedef struct Attribute {
    const char *name, *value;
    size_t name_length, value_length;
} Attribute;

static bool is(const Attribute *attribute, const char *name)
{
    return strlen(name) == attribute->name_length &&
           strncmp(attribute->name, name, attribute->name_length) == 0;
}

static bool has_value(const Attribute *attribute, const char *value)
{
    return strlen(value) == attribute->value_length &&
           strncmp(attribute->value, value, attribute->value_length) == 0;
}

/* What says only the default, or what the page's style decides. */
static bool is_idle(const Attribute *attribute)
{
    return is(attribute, "dominant-baseline") || is(attribute, "xml:space") ||
           is(attribute, "font-family") || is(attribute, "fill-rule") ||
           (is(attribute, "font-style") && has_value(attribute, "normal")) ||
           (is(attribute, "font-weight") && has_value(attribute, "normal")) ||
           (is(attribute, "text-anchor") && has_value(attribute, "start")) ||
           (is(attribute, "stroke") && has_value(attribute, "none")) ||
           ((is(attribute, "fill-opacity") || is(attribute, "stroke-opacity")) &&
            has_value(attribute, "1.000000"));
}

static void add_attribute(TextBuilder *out, const Attribute *attribute)
{
    if (is_idle(attribute)) {
        return;
    }
    text_add(out, " ");
    text_add_bytes(out, attribute->name, attribute->name_length);
    text_add(out, "=\"");
    if (is(attribute, "fill") || is(attribute, "stroke")) {
        text_add_bytes(out, attribute->value, attribute->value_length);
    } else {
        add_numbers(out, attribute->value, attribute->value_length,
                    is(attribute, "points") ? 1 : 2);
    }
    text_add(out, "\"");
}

/* A tag from after its '<': its name and attributes, on one line. Returns what follows its '>',
 * NULL if it has none. */
static const char *add_tag(TextBuilder *out, const char *tag)
{
    const size_t name = strcspn(tag, " \n\t/>");
    text_add(out, "<");
    text_add_bytes(out, tag, name);
    for (const char *at = tag + name;;) {
        at += strspn(at, " \n\t");
        if (*at == '>' || strncmp(at, "/>", 2) == 0) {
            const size_t length = *at == '>' ? 1 : 2;
            text_add_bytes(out, at, length);
            return at + length;
        }
        Attribute attribute = {.name = at, .name_length = strcspn(at, "=>")};
        at += attribute.name_length;
        if (at[0] != '=' || at[1] != '"') {
            return NULL;
        }
        attribute.value = at + 2;
        attribute.value_length = strcspn(attribute.value, "\"");
        at = attribute.value + attribute.value_length;
        if (*at != '"') {
            return NULL;
        }
        add_attribute(out, &attribute);
        ++at;
    }
}

static bool add_body(TextBuilder *out, const char *from, const char *to)
{
    bool in_text = false;
    while (from < to) {
        if (*from == '<') {
            if (from[1] == '/') {
                const size_t length = strcspn(from, ">") + 1;
                text_add_bytes(out, from, length);
                in_text = in_text && strncmp(from, "</tspan", 7) != 0;
                from += length;
                continue;
            }
            in_text = strncmp(from, "<tspan", 6) == 0;
            from = add_tag(out, from + 1);
            if (!from) {
                return false;
            }
            continue;
        }
        const char *next = strchr(from, '<');
        if (in_text) {
            add_content(out, from, next);
        } else {
            text_add(out, "\n");
        }
        from = next;
    }
    return true;
}

bool svg_page(TextBuilder *out, const ChartPage *page, const char *driver_svg)
{
    const char *group = strstr(driver_svg, "<g");
    const char *end = group ? strstr(group, "</svg>") : NULL;
    if (!end) {
        return false;
    }
    text_add_format(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" "
        "aria-labelledby=\"%s-title %s-desc\" "
        "font-family=\"'Open Sans','Noto Sans','Segoe UI','Helvetica "
        "Neue',Roboto,Arial,'Liberation Sans','DejaVu Sans Condensed',sans-serif\">\n"
        "<title id=\"%s-title\">",
        page->width, page->height, page->name, page->name, page->name);
    markup_text(out, page->title);
    text_add_format(out, "</title>\n<desc id=\"%s-desc\">", page->name);
    markup_text(out, page->description);
    text_add_format(out, "</desc>\n<rect width=\"%.0f\" height=\"%.0f\" fill=\"#FFFFFF\"/>\n",
                    page->width, page->height);
    if (!add_body(out, group, end)) {
        return false;
    }
    text_add(out, "</svg>\n");
    return true;
}
