#include "cli/machine.h"

#include "base/attributes.h"

#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* The rest is for the system and for what others have running. */
static const double SHARE_TO_TAKE = 0.9;

static double physical_bytes(void)
{
#ifdef _SC_PHYS_PAGES /* everywhere, though not in POSIX */
    const long pages = sysconf(_SC_PHYS_PAGES), page_bytes = sysconf(_SC_PAGESIZE);
    return pages > 0 && page_bytes > 0 ? SHARE_TO_TAKE * (double)pages * (double)page_bytes : 0;
#else
    return 0;
#endif
}

static double least(double bytes, int resource)
{
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) {
        return bytes;
    }
    return bytes > 0 && bytes < (double)limit.rlim_cur ? bytes : (double)limit.rlim_cur;
}

size_t machine_cores(size_t most)
{
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : (size_t)cores > most ? most : (size_t)cores;
}

double machine_memory_bytes(void)
{
    return least(least(physical_bytes(), RLIMIT_AS), RLIMIT_DATA);
}

double machine_free_bytes(const char *folder)
{
    struct statvfs disk;
    return statvfs(folder, &disk) == 0 ? (double)disk.f_bavail * (double)disk.f_frsize : 0;
}

double machine_file_bytes(const char *folder)
{
    const double bytes = machine_free_bytes(folder);
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
        (bytes <= 0 || (double)limit.rlim_cur < bytes)) {
        return (double)limit.rlim_cur;
    }
    return bytes;
}

void machine_guard_memory(void)
{
#ifndef UNDER_SANITIZER /* whose own tables are larger than any memory */
    const double bytes = physical_bytes();
    struct rlimit limit;
    if (bytes > 0 && getrlimit(RLIMIT_DATA, &limit) == 0 &&
        (limit.rlim_cur == RLIM_INFINITY || (double)limit.rlim_cur > bytes)) {
        limit.rlim_cur = (rlim_t)bytes;
        (void)setrlimit(RLIMIT_DATA, &limit); /* where it cannot be set the run goes on without */
    }
#endif
}
