#include "base/file.h"

#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_STEP = 64 << 10, STREAM_BUFFER = 64 << 10, OPEN_FILES_MAX = 64 };

/* Temporary files in being. A handler that ends the process must find them without a lock, whatever
 * the program was doing: hence fixed places and atomic pointers. A file that finds no place is
 * written all the same. */
static _Atomic(const char *) temporaries[OPEN_FILES_MAX];
static atomic_uint temporary_number;

static bool refuse(Failure *failure, const char *what, const char *path, const char *why)
{
    return failure_set(failure, "%s: %s: %s", path, what, why);
}

/* Opens without waiting: a fifo without a writer would block for ever. */
static int open_regular(const char *path, size_t limit, Failure *failure)
{
    const int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat status;

    if (descriptor < 0 && errno == ENXIO) { /* a socket */
        refuse(failure, "cannot be read", path, "it is not a regular file");
    } else if (descriptor < 0 || fstat(descriptor, &status) != 0) {
        refuse(failure, "cannot be read", path, strerror(errno));
    } else if (!S_ISREG(status.st_mode)) {
        refuse(failure, "cannot be read", path,
               S_ISDIR(status.st_mode) ? "it is a folder" : "it is not a regular file");
    } else if (status.st_size > 0 && (unsigned long long)status.st_size > limit) {
        failure_set(failure, "%s: has more than %zu bytes", path, limit);
    } else {
        return descriptor;
    }
    if (descriptor >= 0) {
        close(descriptor);
    }
    return -1;
}

bool file_read(const char *path, size_t limit, char **bytes, size_t *length, Failure *failure)
{
    const int descriptor = open_regular(path, limit, failure);
    char *text = NULL;
    size_t used = 0, capacity = 0;
    ssize_t got = descriptor < 0 ? -1 : 1;

    while (got > 0 && used <= limit) {
        if (capacity < used + READ_STEP + 1) {
            capacity = 2 * capacity + READ_STEP + 1;
            text = memory_grow(text, capacity, 1);
        }
        do {
            got = read(descriptor, text + used, READ_STEP);
        } while (got < 0 && errno == EINTR);
        used += got > 0 ? (size_t)got : 0;
    }
    if (got < 0) {
        refuse(failure, "cannot be read", path, strerror(errno));
    } else if (used > limit) {
        failure_set(failure, "%s: has more than %zu bytes", path, limit);
        got = -1;
    }
    if (descriptor >= 0) {
        close(descriptor);
    }
    if (got < 0) {
        free(text);
        return false;
    }
    text[used] = '\0';
    *bytes = text;
    *length = used;
    return true;
}

/* The first `length` bytes of `folder`, a slash where one is missing, and `name`. */
static char *format_path(const char *folder, size_t length, const char *name)
{
    const char *slash = length > 0 && folder[length - 1] != '/' ? "/" : "";
    const size_t size = length + strlen(slash) + strlen(name) + 1;
    char *path = memory_allocate(size, 1);

    snprintf(path, size, "%.*s%s%s", (int)length, folder, slash, name);
    return path;
}

char *path_join(const char *folder, const char *name)
{
    return format_path(folder, strlen(folder), name);
}

static void remember(const char *temporary)
{
    for (size_t i = 0; i < OPEN_FILES_MAX; i++) {
        const char *none = NULL;

        if (atomic_compare_exchange_strong(&temporaries[i], &none, temporary)) {
            return;
        }
    }
}

static void forget(const char *temporary)
{
    for (size_t i = 0; i < OPEN_FILES_MAX; i++) {
        const char *own = temporary;

        if (atomic_compare_exchange_strong(&temporaries[i], &own, NULL)) {
            return;
        }
    }
}

void output_file_abandon_all(void)
{
    for (size_t i = 0; i < OPEN_FILES_MAX; i++) {
        const char *temporary = atomic_exchange(&temporaries[i], NULL);

        if (temporary) {
            unlink(temporary);
        }
    }
}

/* A new file beside `path`; its name is not derived from the file's, which may be as long as a name
 * can be. */
static int open_temporary(const char *path, char **temporary)
{
    const char *slash = strrchr(path, '/');
    const size_t folder_length = slash ? (size_t)(slash - path) + 1 : 0;
    int descriptor;

    do {
        char name[64];

        snprintf(name, sizeof name, TEMPORARY_PREFIX "%ld-%u", (long)getpid(),
                 atomic_fetch_add(&temporary_number, 1));
        *temporary = format_path(path, folder_length, name);
        remember(*temporary); /* first, or a signal in between would leave it behind */
        descriptor = open(*temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor < 0) {
            const int error = errno;

            forget(*temporary);
            free(*temporary);
            errno = error;
            *temporary = NULL;
        }
    } while (descriptor < 0 && errno == EEXIST);
    return descriptor;
}

static void release(OutputFile *file)
{
    if (file->temporary) {
        forget(file->temporary);
    }
    free(file->temporary);
    free(file->path);
    *file = (OutputFile){0};
}

void output_file_abandon(OutputFile *file)
{
    if (file->stream) {
        fclose(file->stream);
    }
    if (file->temporary) {
        unlink(file->temporary);
    }
    release(file);
}

bool output_file_open(OutputFile *file, const char *path, Failure *failure)
{
    struct stat status;
    int descriptor;

    *file = (OutputFile){0};
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) { /* a device would be replaced */
        return refuse(failure, "cannot be written", path,
                      S_ISDIR(status.st_mode) ? "it is a folder" : "it is not a regular file");
    }
    descriptor = open_temporary(path, &file->temporary);
    if (descriptor < 0) {
        return refuse(failure, "cannot be written", path, strerror(errno));
    }
    file->path = format_path("", 0, path);
    file->stream = memory_given(fdopen(descriptor, "w"));
    if (!file->stream) {
        refuse(failure, "cannot be written", path, strerror(errno));
        close(descriptor);
        output_file_abandon(file);
        return false;
    }
    setvbuf(file->stream, NULL, _IOFBF, STREAM_BUFFER);
    return true;
}

/* Everything on the disk, or false with errno. Where an earlier write has failed, the next one
 * mostly fails for the same reason, and only that is known: a stream does not keep its errno. Some
 * file systems cannot sync and say EINVAL; that is no loss. */
static bool finish(FILE *stream)
{
    const bool written = fflush(stream) == 0 && !ferror(stream) &&
                         (fsync(fileno(stream)) == 0 || errno == EINVAL || errno == ENOTSUP);
    const int error = written ? 0 : errno;
    const bool closed = fclose(stream) == 0;

    if (!written) {
        errno = error;
    }
    return written && closed;
}

bool output_file_commit(OutputFile *file, Failure *failure)
{
    errno = 0;
    if (!finish(file->stream) || rename(file->temporary, file->path) != 0) {
        refuse(failure, "cannot be written", file->path,
               errno != 0 ? strerror(errno) : "an earlier write failed");
        file->stream = NULL; /* closed, whatever came of it */
        output_file_abandon(file);
        return false;
    }
    release(file);
    return true;
}

bool file_write(const char *path, const void *bytes, size_t length, Failure *failure)
{
    OutputFile file;

    if (!output_file_open(&file, path, failure)) {
        return false;
    }
    if (fwrite(bytes, 1, length, file.stream) != length) {
        refuse(failure, "cannot be written", path, strerror(errno));
        output_file_abandon(&file);
        return false;
    }
    return output_file_commit(&file, failure);
}

static bool is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool folder_create(const char *path, Failure *failure)
{
    char *part = format_path("", 0, path);
    bool made = true;

    for (char *end = part; made && *end;) {
        char kept;

        end += strspn(end, "/");
        end += strcspn(end, "/");
        kept = *end;
        *end = '\0';
        made = mkdir(part, 0777) == 0;
        if (!made) {
            const int error = errno;

            made = is_folder(part) ||
                   refuse(failure, "the folder cannot be made", part,
                          error == EEXIST ? "there is a file of that name" : strerror(error));
        }
        *end = kept;
    }
    free(part);
    return made;
}

static int compare_names(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;

    return strcmp(*a, *b);
}

bool folder_list(const char *path, char ***names, size_t *count, Failure *failure)
{
    DIR *folder = memory_given(opendir(path));
    char **list = memory_allocate(1, sizeof *list);
    size_t used = 0;

    if (!folder) {
        free(list);
        return refuse(failure, "the folder cannot be read", path, strerror(errno));
    }
    for (;;) {
        const struct dirent *entry;

        errno = 0;
        entry = readdir(folder);
        if (!entry) {
            break;
        }
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            list = memory_grow(list, used + 1, sizeof *list);
            list[used++] = format_path("", 0, entry->d_name);
        }
    }
    if (errno != 0) {
        refuse(failure, "the folder cannot be read", path, strerror(errno));
        closedir(folder);
        folder_list_free(list, used);
        return false;
    }
    closedir(folder);
    qsort(list, used, sizeof *list, compare_names);
    *names = list;
    *count = used;
    return true;
}

void folder_list_free(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(names[i]);
    }
    free(names);
}

void folder_sweep(const char *path)
{
    Failure ignored = {0};
    char **names = NULL;
    size_t count = 0;

    if (!folder_list(path, &names, &count, &ignored)) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (strncmp(names[i], TEMPORARY_PREFIX, strlen(TEMPORARY_PREFIX)) == 0) {
            char *name = path_join(path, names[i]);
            unlink(name);
            free(name);
        }
    }
    folder_list_free(names, count);
}

bool folder_hold(const char *path, int *hold, Failure *failure)
{
    *hold = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*hold < 0) {
        return refuse(failure, "the folder cannot be opened", path, strerror(errno));
    }
    if (flock(*hold, LOCK_EX | LOCK_NB) == 0) {
        return true;
    }
    const bool is_held = errno == EWOULDBLOCK;
    folder_release(*hold);
    *hold = -1;
    return !is_held || failure_set(failure, "%s: another brownout is at work in this folder", path);
}

void folder_release(int hold)
{
    if (hold >= 0) {
        close(hold);
    }
}

bool path_is_inside(const char *path, const char *folder)
{
    char *inner = memory_given(realpath(path, NULL)), *outer = memory_given(realpath(folder, NULL));
    size_t length = outer ? strlen(outer) : 0;
    bool inside;

    if (length > 0 && outer[length - 1] == '/') {
        length--; /* the root */
    }
    inside = inner && outer && strncmp(inner, outer, length) == 0 &&
             (inner[length] == '/' || inner[length] == '\0');
    free(inner);
    free(outer);
    return inside;
}
