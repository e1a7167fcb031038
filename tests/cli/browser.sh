#!/bin/sh
# The report as readers have it, in headless Chromium: contrast, width, console, structure; the charts' PDF.
# Skipped (77) where there is no Chromium, or none that begins.
. "$(dirname "$0")/expect.sh"

for name in chromium chromium-browser google-chrome; do
    browser=$(command -v $name) && break
done
[ -n "$browser" ] && [ "${4-ON}" != OFF ] || exit 77
echo '<p>begins</p>' >begins.html
timeout 120 "$browser" --headless --no-sandbox --disable-gpu --no-first-run --user-data-dir="$PWD/profile" \
    --dump-dom "file://$PWD/begins.html" 2>/dev/null | grep -q begins || exit 77

# What a reader meets, computed in the page: the least contrast of any text, whether the page is wider than its
# window, tables, headings and charts that a screen reader cannot name.
cat >probe.template <<'END'
<script>
(function () {
    function rgb(s) { var m = s.match(/[\d.]+/g); return m ? m.map(Number) : null; }
    function light(c) {
        var f = c.slice(0, 3).map(function (v) {
            v /= 255;
            return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
        });
        return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2];
    }
    function ground(e) {
        for (; e; e = e.parentElement) {
            var c = rgb(getComputedStyle(e).backgroundColor);
            if (c && (c.length < 4 || c[3] > 0.99)) { return c; }
        }
        return [255, 255, 255];
    }
    var worst = 99, what = '', texts = 0, walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        var e = walk.currentNode.parentElement;
        if (!walk.currentNode.nodeValue.trim() || e.closest('script,title,desc')) { continue; }
        var style = getComputedStyle(e), svg = e.closest('svg'), colour = rgb(svg ? style.fill : style.color);
        var page = svg ? rgb(getComputedStyle(svg.querySelector('rect')).fill) : ground(e);
        var a = light(colour) + 0.05, b = light(page) + 0.05, contrast = Math.max(a, b) / Math.min(a, b);
        ++texts;
        if (contrast < worst) { worst = contrast; what = walk.currentNode.nodeValue.slice(0, 40); }
    }
    var faults = [], level = 0, root = document.documentElement;
    function expect(fine, words) { if (!fine) { faults.push(words); } }
    expect(worst >= 4.5, 'contrast ' + worst.toFixed(2) + ' of "' + what + '"');
    expect(root.scrollWidth <= innerWidth, 'wider than the window: ' + root.scrollWidth + ' of ' + innerWidth);
    expect(texts > TEXTS_LEAST, 'only ' + texts + ' texts');
    expect(root.lang, 'no language');
    expect(document.querySelectorAll('h1').length === 1, 'not one h1');
    document.querySelectorAll('h1,h2,h3,h4').forEach(function (h) {
        var now = Number(h.tagName[1]);
        expect(now <= level + 1, 'heading "' + h.textContent + '" skips a level');
        level = now;
    });
    document.querySelectorAll('table').forEach(function (t) {
        expect(t.caption && t.caption.textContent, 'a table without a caption');
    });
    document.querySelectorAll('th').forEach(function (t) { expect(t.scope, 'a head cell without scope'); });
    document.querySelectorAll('main svg').forEach(function (s) {
        expect(s.getAttribute('role') === 'img' && s.querySelector('title').textContent &&
               s.querySelector('desc').textContent, 'a chart without a name');
    });
    document.querySelectorAll('[tabindex]').forEach(function (s) {
        expect(s.tagName === 'PRE' || s.getAttribute('aria-label'), 'a stop of the keyboard without a name');
    });
    /* A number with its unit and its noun, as German joins them: no line ends inside, however narrow the page. */
    var prose = document.body.cloneNode(true);
    prose.querySelectorAll('svg,script').forEach(function (e) { e.remove(); });
    (prose.textContent.match(/[\d,]+-\u2060?%-\u2060?[A-Za-z]+/g) || []).forEach(function (word) {
        var box = document.createElement('div');
        document.body.appendChild(box);
        box.style.cssText = 'width:1px;font:16px/20px sans-serif;overflow-wrap:normal';
        box.textContent = word;
        expect(box.offsetHeight === 20, 'a line ends inside ' + word);
        box.remove();
    });
    var said = parent.document.createElement('pre');
    said.textContent = 'PROBE ' + innerWidth + ' ' + matchMedia('(prefers-color-scheme: dark)').matches + ' ' +
                       (faults.length ? faults.slice(0, 5).join('; ') : 'fine') + ' END';
    parent.document.body.appendChild(said);
})();
</script>
END

sed 's/TEXTS_LEAST/500/' probe.template >probe.js

# browse PAGE WIDTH light|dark: what the probe says, and what stood in the console. The page lies in a frame, because
# a window of Chromium is never narrower than 500 points.
browse() {
    profile=$(mktemp -d)
    scheme=1
    [ "$3" = dark ] && scheme=0
    {
        echo '<!DOCTYPE html><meta charset="utf-8"><body><iframe width="'"$2"'" height="800" style="border:0" srcdoc="'
        cat "$1" probe.js | sed 's/&/\&amp;/g; s/"/\&quot;/g'
        echo '"></iframe>'
    } >frame.html
    timeout 120 "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync --user-data-dir="$profile" \
        --window-size=1400,900 --blink-settings=preferredColorScheme=$scheme --enable-logging=stderr --dump-dom \
        "file://$PWD/frame.html" 2>browser.log >page.dom
    grep -o 'PROBE [^<]* END' page.dom | tail -n 1 >probe
    grep CONSOLE browser.log >>probe
    rm -rf "$profile"
}

# fine PAGE WIDTH SCHEME DARK
fine() {
    browse "$1" "$2" "$3"
    [ "$(cat probe)" = "PROBE $2 $4 fine END" ] || miss "$1 at $2, $3: $(cat probe)"
}

# A planted fault must be found.
found() {
    cat report/report.html - >broken.html
    browse broken.html 390 light
    grep -q "$1" probe || miss "not found: $1: $(cat probe)"
}

for lang in en de; do
    status 0 "$brownout" compare "$scenario" -n 3 -q --force -o report --lang $lang --format pdf
    grep -q "<html lang=\"$lang\">" report/report.html || miss "the page does not say its language $lang"
    fine report/report.html 1200 light false
    fine report/report.html 1200 dark true
    fine report/report.html 390 light false
    fine report/report.html 390 dark true
done

# Reports of sweeps: a decision map, bands of delays, what changes are worth.
sed 's/TEXTS_LEAST/100/' probe.template >probe.js
days='--set scenario.horizon_days=6 --set scenario.warmup_days=0'
printf 'factor,cell,low,high\nspread,links.*.spread_per_h,x0.2,x5\nnotice,attack.detect_h,2,24\n' >map.csv
printf 'factor,cell,dist\nspread,links.*.spread_per_h,x lognormal(mean=1 sd=0.8)\n' >bands.csv
for lang in en de; do
    for sweep in 'map --factors map.csv --points 3' 'bands --factors bands.csv --design lhs --points 6' 'worth --worth worth.csv'; do
        name=${sweep%% *}
        # shellcheck disable=SC2086
        status 0 "$brownout" sweep "$scenario" ${sweep#* } $days -n 3 -q -o "$name" --lang $lang --format svg
        grep -q "<html lang=\"$lang\">" "$name/report.html" || miss "the page does not say its language $lang"
        fine "$name/report.html" 1200 light false
        fine "$name/report.html" 390 dark true
    done
done
sed 's/TEXTS_LEAST/500/' probe.template >probe.js

echo '<p style="color:#999">pale</p>' | found 'contrast 2.8'
echo '<div style="width:700px">wide</div>' | found 'wider than the window'
echo '<script>console.error("said")</script>' | found CONSOLE
echo '<table><tr><td>1</td></tr></table>' | found 'a table without a caption'
echo '<p>95-%-Intervall</p>' | found 'a line ends inside 95-%-Intervall'
echo '<h4>deep</h4>' | found 'skips a level'

# Charts for print: every font inside, and the title is text.
if command -v pdffonts >/dev/null && command -v pdftotext >/dev/null; then
    for chart in report/charts/*.pdf; do
        pdffonts "$chart" | awk 'NR > 2 && $(NF - 4) != "yes"' >loose
        [ ! -s loose ] || miss "$chart: fonts are not embedded: $(cat loose)"
    done
    pdftotext report/charts/cost.pdf - | grep -q "Szenario: First look" || miss "cost.pdf: its text cannot be selected"
fi
finish
