#include "plots/label_spread.h"

#include <stdlib.h>

#include "base/memory.h"

/* Neighbours that touch move as one. */
typedef struct Cluster {
    size_t first, count;
    double top;    /* of its first label */
    double height; /* of all its labels */
    double sum;    /* over its labels of the top that the cluster would have if that label stood as
                      wanted */
} Cluster;

static void sort_by_wanted(size_t *order, const SpreadLabel *labels, size_t count)
{
    for (size_t i = 0; i < count; ++i) { /* insertion: a handful of labels, and stable */
        size_t j = i;
        for (; j > 0 && labels[order[j - 1]].wanted > labels[i].wanted; --j) {
            order[j] = order[j - 1];
        }
        order[j] = i;
    }
}

static void settle(Cluster *cluster, double low, double high)
{
    cluster->top = cluster->sum / (double)cluster->count;
    if (cluster->top + cluster->height > high) {
        cluster->top = high - cluster->height;
    }
    if (cluster->top < low) {
        cluster->top = low;
    }
}

static double scale_to_fit(const SpreadLabel *labels, size_t count, double room)
{
    double total = 0;
    for (size_t i = 0; i < count; ++i) {
        total += labels[i].height;
    }
    return total > room ? room / total : 1;
}

void label_spread(SpreadLabel *labels, size_t count, double low, double high)
{
    size_t *order = memory_allocate(count, sizeof *order);
    Cluster *clusters = memory_allocate(count, sizeof *clusters);
    sort_by_wanted(order, labels, count);
    const double scale = scale_to_fit(labels, count, high - low);
    size_t cluster_count = 0;
    for (size_t i = 0; i < count; ++i) {
        const SpreadLabel *label = &labels[order[i]];
        const double height = label->height * scale;
        Cluster *last = &clusters[cluster_count++];
        *last = (Cluster){i, 1, 0, height, label->wanted - height / 2};
        settle(last, low, high);
        while (cluster_count > 1 && last[-1].top + last[-1].height > last->top) {
            Cluster *merged = last - 1;
            merged->sum += last->sum - (double)last->count * merged->height;
            merged->count += last->count;
            merged->height += last->height;
            settle(merged, low, high);
            last = merged;
            --cluster_count;
        }
    }
    for (size_t i = 0; i < cluster_count; ++i) {
        double top = clusters[i].top;
        for (size_t j = 0; j < clusters[i].count; ++j) {
            SpreadLabel *label = &labels[order[clusters[i].first + j]];
            label->at = top + label->height * scale / 2;
            top += label->height * scale;
        }
    }
    free(order);
    free(clusters);
}
