/* The strategies with their marks and colours, in as many lines as they need: for charts that have
 * no room for names beside what is drawn. */
#ifndef PLOTS_STRATEGY_KEY_H
#define PLOTS_STRATEGY_KEY_H

#include "plots/chart.h"
#include "plots/text_measure.h"
#include "plots/view.h"

typedef struct StrategyKey {
    const View *view;
    double top, height; /* `top` is set by whoever places the key */
    double *x, *y;      /* of each strategy; y from the top */
    const char **names; /* as they fit; NULL: not in the key */
} StrategyKey;

/* `undisturbed`: with the reference. In the view's arena. */
StrategyKey strategy_key(const View *view, TextMeasure *measure, bool undisturbed);

void strategy_key_draw(Chart *chart, const StrategyKey *key);

#endif
