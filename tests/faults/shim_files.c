/* Calls of the system that are refused, cut short or interrupted. */
#include "tests/faults/shim.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_struck(const char *call)
{
    return shim_strike(call) == STRIKE_ERROR;
}

/* What remains of `size` where the call is cut short. */
static size_t cut(Strike strike, size_t size)
{
    return strike == STRIKE_SHORT && size > 1 ? size / 2 : size;
}

int open(const char *path, int flags, ...)
{
    static int (*next)(const char *, int, ...);
    va_list list;
    va_start(list, flags);
    const unsigned mode = flags & O_CREAT ? va_arg(list, unsigned) : 0;
    va_end(list);
    SHIM_NEXT(next, "open");
    return is_struck("open") ? -1 : next(path, flags, mode);
}

int mkstemp(char *name)
{
    static int (*next)(char *);
    SHIM_NEXT(next, "mkstemp");
    return is_struck("mkstemp") ? -1 : next(name);
}

int close(int descriptor)
{
    static int (*next)(int);
    SHIM_NEXT(next, "close");
    const bool struck = is_struck("close");
    const int closed = next(descriptor); /* a failed close closes too */
    return struck ? -1 : closed;
}

ssize_t read(int descriptor, void *bytes, size_t size)
{
    static ssize_t (*next)(int, void *, size_t);
    SHIM_NEXT(next, "read");
    const Strike strike = shim_strike("read");
    return strike == STRIKE_ERROR ? -1 : next(descriptor, bytes, cut(strike, size));
}

ssize_t pread(int descriptor, void *bytes, size_t size, off_t at)
{
    static ssize_t (*next)(int, void *, size_t, off_t);
    SHIM_NEXT(next, "pread");
    const Strike strike = shim_strike("pread");
    return strike == STRIKE_ERROR ? -1 : next(descriptor, bytes, cut(strike, size), at);
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    static ssize_t (*next)(int, const void *, size_t);
    SHIM_NEXT(next, "write");
    const Strike strike = shim_strike("write");
    return strike == STRIKE_ERROR ? -1 : next(descriptor, bytes, cut(strike, size));
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t at)
{
    static ssize_t (*next)(int, const void *, size_t, off_t);
    SHIM_NEXT(next, "pwrite");
    const Strike strike = shim_strike("pwrite");
    return strike == STRIKE_ERROR ? -1 : next(descriptor, bytes, cut(strike, size), at);
}

/* The names under which SQLite knows them. */
int open64(const char *path, int flags, ...)
{
    static int (*next)(const char *, int, ...);
    va_list list;
    va_start(list, flags);
    const unsigned mode = flags & O_CREAT ? va_arg(list, unsigned) : 0;
    va_end(list);
    SHIM_NEXT(next, "open64");
    return is_struck("open") ? -1 : next(path, flags, mode);
}

ssize_t pread64(int descriptor, void *bytes, size_t size, off64_t at)
{
    static ssize_t (*next)(int, void *, size_t, off64_t);
    SHIM_NEXT(next, "pread64");
    const Strike strike = shim_strike("pread");
    return strike == STRIKE_ERROR ? -1 : next(descriptor, bytes, cut(strike, size), at);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t at)
{
    static ssize_t (*next)(int, const void *, size_t, off64_t);
    SHIM_NEXT(next, "pwrite64");
    const Strike strike = shim_strike("pwrite");
    return strike == STRIKE_ERROR ? -1 : next(descriptor, bytes, cut(strike, size), at);
}

int ftruncate64(int descriptor, off64_t length)
{
    static int (*next)(int, off64_t);
    SHIM_NEXT(next, "ftruncate64");
    return is_struck("ftruncate") ? -1 : next(descriptor, length);
}

int fdatasync(int descriptor)
{
    static int (*next)(int);
    SHIM_NEXT(next, "fdatasync");
    return is_struck("fsync") ? -1 : next(descriptor);
}

int fsync(int descriptor)
{
    static int (*next)(int);
    SHIM_NEXT(next, "fsync");
    return is_struck("fsync") ? -1 : next(descriptor);
}

int rename(const char *from, const char *to)
{
    static int (*next)(const char *, const char *);
    SHIM_NEXT(next, "rename");
    return is_struck("rename") ? -1 : next(from, to);
}

int unlink(const char *path)
{
    static int (*next)(const char *);
    SHIM_NEXT(next, "unlink");
    return is_struck("unlink") ? -1 : next(path);
}

int mkdir(const char *path, mode_t mode)
{
    static int (*next)(const char *, mode_t);
    SHIM_NEXT(next, "mkdir");
    return is_struck("mkdir") ? -1 : next(path, mode);
}

int flock(int descriptor, int operation)
{
    static int (*next)(int, int);
    SHIM_NEXT(next, "flock");
    return is_struck("flock") ? -1 : next(descriptor, operation);
}

/* stdio reaches the system by calls of its own that nothing can replace. So a stream that the
 * program opens for writing becomes one of functions, which write and close through those above. */
enum { STREAMS_MAX = 256 };
static struct OpenStream {
    FILE *stream;
    int descriptor;
} streams[STREAMS_MAX];

static ssize_t write_stream(void *cookie, const char *bytes, size_t size)
{
    const struct OpenStream *open_stream = cookie;
    size_t done = 0;
    while (done < size) { /* as stdio does */
        const ssize_t written = write(open_stream->descriptor, bytes + done, size - done);
        if (written < 0) {
            break;
        }
        done += (size_t)written;
    }
    return done > 0 || size == 0 ? (ssize_t)done : 0;
}

static int close_stream(void *cookie)
{
    struct OpenStream *open_stream = cookie;
    const int closed = close(open_stream->descriptor);
    open_stream->stream = NULL;
    return closed;
}

FILE *fdopen(int descriptor, const char *mode)
{
    static FILE *(*next)(int, const char *);
    const cookie_io_functions_t functions = {.write = write_stream, .close = close_stream};
    SHIM_NEXT(next, "fdopen");
    if (is_struck("fdopen")) {
        return NULL;
    }
    for (size_t i = 0; i < STREAMS_MAX && strcmp(mode, "w") == 0; ++i) {
        if (!streams[i].stream) {
            streams[i].descriptor = descriptor;
            streams[i].stream = fopencookie(&streams[i], mode, functions);
            return streams[i].stream;
        }
    }
    return next(descriptor, mode);
}

int fileno(FILE *stream)
{
    static int (*next)(FILE *);
    for (size_t i = 0; i < STREAMS_MAX; ++i) {
        if (streams[i].stream == stream) {
            return streams[i].descriptor;
        }
    }
    SHIM_NEXT(next, "fileno");
    return next(stream);
}
