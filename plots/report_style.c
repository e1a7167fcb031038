#include <stdint.h>

#include "plots/palette.h"
#include "plots/report_parts.h"

/* Colours of words have a contrast of at least 4.5 on their background, light and dark. */
static const char *const rules[] = {
    ":root{--page:#fff;--card:#fff;--ink:#1b1f24;--quiet:#5c636b;--line:#d9dde1;--soft:#f4f5f7;--"
    "link:#00639c;"
    "--good:#00704f;--bad:#a63a00;--plain:#5c636b}\n"
    "@media screen and "
    "(prefers-color-scheme:dark){:root{--page:#14171b;--card:#14171b;--ink:#e8eaed;--quiet:#a6adb5;"
    "--line:#363c43;"
    "--soft:#1f242a;--link:#6cb6e6;--good:#4acba6;--bad:#f29a5e;--plain:#a6adb5}}\n",
    "*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}\n"
    "body{margin:0 auto;padding:0 1.25rem "
    "3rem;max-width:60rem;background:var(--page);color:var(--ink);"
    "font:1rem/1.55 'Open Sans','Noto Sans','Segoe UI','Helvetica "
    "Neue',Arial,sans-serif;overflow-wrap:break-word}\n"
    ".skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;padding:.5rem "
    "1rem;background:var(--soft);z-index:1}\n"
    "a{color:var(--link)}:focus-visible{outline:3px solid var(--link);outline-offset:2px}\n"
    "header{margin:2.5rem 0 1rem}.kicker{margin:0;color:var(--quiet);font-weight:600}\n"
    "h1{margin:.2rem 0;font-size:clamp(1.6rem,4vw,2.3rem);line-height:1.2;text-wrap:balance}\n"
    "h2{margin:3rem 0 .6rem;font-size:1.5rem;line-height:1.25;border-top:3px solid "
    "var(--ink);padding-top:.7rem}\n"
    "h3{margin:2rem 0 "
    ".4rem;font-size:1.1rem}p,li{max-width:44rem}.facts{color:var(--quiet);margin:.3rem 0}\n",
    "nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;margin:1rem 0;list-style:none}\n"
    ".lead{font-size:1.3rem;line-height:1.4;font-weight:600}.note,figcaption{color:var(--quiet);"
    "font-size:.9rem}\n"
    ".warning{border-left:4px solid var(--bad);padding:.5rem 1rem;background:var(--soft)}\n"
    ".scroll{overflow-x:auto;margin:1rem "
    "0}table{border-collapse:collapse;font-size:.86rem;line-height:1.35;min-width:100%;"
    "font-variant-numeric:tabular-nums}\n"
    "caption{text-align:left;font-weight:600;padding:.3rem 0;color:var(--quiet)}\n"
    "th,td{padding:.45rem .7rem .45rem 0;text-align:right;vertical-align:top;border-bottom:1px "
    "solid var(--line)}\n"
    "thead th{vertical-align:bottom;min-width:6.6rem;border-bottom:2px solid var(--quiet)}\n"
    "th:first-child{text-align:left;min-width:9rem;position:sticky;left:0;background:var(--page);"
    "font-weight:600}\n"
    "th.words,td.words{text-align:left;min-width:14rem}small{display:block;color:var(--quiet);font-"
    "size:."
    "78rem;font-weight:400}\n"
    "td b{font-weight:600;white-space:nowrap}td small,td span{white-space:nowrap}td.words "
    "span,td .who{white-space:normal}\n",
    ".lower{color:var(--good);font-weight:600}.higher{color:var(--bad);font-weight:600}.unclear{"
    "color:var(--plain)}"
    "td .lower,td .higher,td .unclear{display:block;font-size:.82rem}\n"
    "figure{margin:2rem 0;padding:0;break-inside:avoid}figcaption{margin:.2rem 0}.chart "
    "svg{display:block;width:100%;min-width:40rem;"
    "height:auto}\n"
    "details{margin:.6rem 0;border-bottom:1px solid "
    "var(--line)}summary{cursor:pointer;padding:.35rem 0;color:var(--link);font-weight:600}\n"
    ".tag{display:inline-block;padding:0 .5em;border:1px solid "
    "currentColor;border-radius:1em;font-size:.78rem;font-weight:600;"
    "white-space:nowrap!important}.tag-found,.tag-derived{color:var(--good)}.tag-assumed{color:var("
    "--bad)}"
    ".tag-recalled,.tag-note{color:var(--quiet)}\n"
    "pre{overflow-x:auto;padding:.8rem "
    "1rem;background:var(--soft)}code{font-family:ui-monospace,'DejaVu Sans "
    "Mono',Menlo,Consolas,monospace;"
    "font-size:.85em;overflow-wrap:anywhere}\n"
    "dl.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.6rem "
    "1.5rem}dt{font-size:.8rem}"
    "dd{margin:0;color:var(--ink)}footer{margin-top:3rem;color:var(--quiet);font-size:.85rem}\n",
    "@media print{@page{size:A4;margin:12mm "
    "14mm}html{font-size:9.5pt}body{max-width:none;padding:0}nav,.skip{display:none}"
    ".scroll{overflow:visible}figure{margin:3mm 0}.chart "
    "svg{width:84%;margin:0 auto;min-width:0;max-height:240mm}th,td{padding:.25rem "
    ".4rem .25rem 0}thead th,th:first-child,"
    "td.words{min-width:0;position:static}tr,figure,.lead{break-inside:avoid}h2,h3{break-after:"
    "avoid}thead{display:table-header-group}"
    ".many table{font-size:6.4pt}.many small,.many td span{font-size:5.8pt!important}.many td "
    "span,.many td small,.many td "
    "b{white-space:normal}.many th:first-child{min-width:0}.many th,.many td{padding-right:.25rem;"
    "overflow-wrap:normal}"
    ".scroll:not(:has(tbody tr:nth-child(9))){break-inside:avoid}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere}figure "
    "details{display:none}figcaption{margin:0 10%}a{color:inherit;text-decoration:none}}\n",
};

static void add_swap(TextBuilder *out, Colour light, Colour dark)
{
    text_add_format(out, "svg [fill=\"#%06X\"]{fill:#%06X}svg [stroke=\"#%06X\"]{stroke:#%06X}\n",
                    (unsigned)light, (unsigned)dark, (unsigned)light, (unsigned)dark);
}

/* Charts are drawn once, in their light colours; on a dark page the style sheet swaps them. */
static void add_dark_colours(TextBuilder *out, Palette palette)
{
    add_swap(out, COLOUR_PAGE, PALETTE_DARK_PAGE);
    add_swap(out, COLOUR_INK, 0xE8EAED);
    add_swap(out, COLOUR_QUIET, 0xA6ADB5);
    add_swap(out, COLOUR_AXIS, 0x7A828A);
    add_swap(out, COLOUR_GRID, 0x2F353C);
    for (size_t i = 0; i <= PALETTE_STRATEGIES; ++i) {
        const size_t index = i < PALETTE_STRATEGIES ? i : SIZE_MAX;
        add_swap(out, palette_text(palette, index), palette_dark_text(palette, index));
        for (size_t j = 0; j < PALETTE_TINTS; ++j) {
            add_swap(out, palette_tint(palette_line(palette, index), j),
                     palette_dark_tint(palette_dark_line(palette, index), j));
        }
    }
    for (size_t j = 1; j < PALETTE_TINTS; ++j) {
        add_swap(out, palette_tint(COLOUR_QUIET, j), palette_dark_tint(0xA6ADB5, j));
    }
}

void report_style(TextBuilder *out, Palette palette)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; ++i) {
        text_add(out, rules[i]);
    }
    for (size_t i = 0; i <= PALETTE_STRATEGIES; ++i) {
        const Colour colour = palette_text(palette, i < PALETTE_STRATEGIES ? i : SIZE_MAX);
        text_add_format(out, ".c%06X{color:#%06X}", (unsigned)colour, (unsigned)colour);
    }
    text_add(out, "\n@media screen and (prefers-color-scheme:dark){\n");
    add_dark_colours(out, palette);
    for (size_t i = 0; i <= PALETTE_STRATEGIES; ++i) {
        const size_t index = i < PALETTE_STRATEGIES ? i : SIZE_MAX;
        text_add_format(out, ".c%06X{color:#%06X}", (unsigned)palette_text(palette, index),
                        (unsigned)palette_dark_text(palette, index));
    }
    text_add(out, "}\n");
}
