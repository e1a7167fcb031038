#include "study/progress.h"

#include <math.h>

double progress_share(const Progress *progress)
{
    if (!(progress->work_total > 0)) {
        return progress->total > 0 ? (double)progress->done / (double)progress->total : 0;
    }
    return fmin(1, progress->work_done / progress->work_total);
}

double progress_seconds_left(const Progress *progress)
{
    double share = progress_share(progress);
    return share > 0 ? progress->elapsed_s * (1 - share) / share : (double)NAN;
}
