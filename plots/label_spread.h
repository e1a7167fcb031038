/* Labels at line ends, pushed apart so that none covers another. */
#ifndef PLOTS_LABEL_SPREAD_H
#define PLOTS_LABEL_SPREAD_H

#include <stddef.h>

typedef struct SpreadLabel {
    double wanted; /* where its line ends: the middle of the label */
    double height; /* room it takes, margin included */
    double at;     /* out: the middle of the label as placed */
} SpreadLabel;

/* Places the labels within low..high, each as near to where it is wanted as the others allow (least
 * squares), in the order of their wanted places; equal ones stay in the order given. Where they
 * cannot all fit they are packed evenly. */
void label_spread(SpreadLabel *labels, size_t count, double low, double high);

#endif
