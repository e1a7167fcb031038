#include "tests/test.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each test has a folder of its own, which must hold what the test says and no leftovers. */
static int make_folder(void **state)
{
    char *folder = path_join(getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", "brownout-XXXXXX");

    *state = folder;
    return mkdtemp(folder) ? 0 : -1;
}

static void remove_tree(const char *path)
{
    Failure failure = {0};
    char **names;
    size_t count;

    if (unlink(path) == 0) {
        return;
    }
    if (folder_list(path, &names, &count, &failure)) {
        for (size_t i = 0; i < count; i++) {
            char *inner = path_join(path, names[i]);

            unlink(inner);
            rmdir(inner);
            free(inner);
        }
        folder_list_free(names, count);
    }
    rmdir(path);
}

static int remove_folder(void **state)
{
    remove_tree(*state);
    free(*state);
    return 0;
}

static void expect_names(const char *folder, size_t want)
{
    Failure failure = {0};
    char **names;
    size_t count;

    EXPECT(folder_list(folder, &names, &count, &failure));
    folder_list_free(names, count);
    EXPECT_EQUAL(count, want);
}

static void expect_unreadable(const char *path, size_t limit, const char *why)
{
    Failure failure = {0};
    char *bytes = NULL;
    size_t length = 0;

    EXPECT(!file_read(path, limit, &bytes, &length, &failure));
    EXPECT(failure.failed && bytes == NULL);
    EXPECT(strstr(failure.message, path));
    if (!strstr(failure.message, why)) {
        fail_msg("\"%s\" does not say \"%s\"", failure.message, why);
    }
}

static void what_is_written_is_read(void **state)
{
    char *path = path_join(*state, "a.csv"), *bytes;
    size_t length;
    Failure failure = {0};

    EXPECT(file_write(path, "one\0two", 7, &failure));
    EXPECT(file_read(path, 7, &bytes, &length, &failure));
    EXPECT_EQUAL(length, 7);
    EXPECT(memcmp(bytes, "one\0two", 8) == 0);
    expect_names(*state, 1);
    free(bytes);
    free(path);
}

static void a_file_over_the_limit_is_refused(void **state)
{
    char *path = path_join(*state, "a.csv");
    Failure failure = {0};

    EXPECT(file_write(path, "12345678", 8, &failure));
    expect_unreadable(path, 7, "more than 7 bytes");
    free(path);
}

static void what_is_no_regular_file_is_refused_at_once(void **state)
{
    char *fifo = path_join(*state, "fifo.csv"), *missing = path_join(*state, "none.csv");

    EXPECT_EQUAL(mkfifo(fifo, 0600), 0);
    expect_unreadable(fifo, 100, "not a regular file"); /* would wait for a writer for ever */
    expect_unreadable(*state, 100, "folder");
    expect_unreadable("/dev/zero", 100, "not a regular file");
    expect_unreadable(missing, 100, "No such file");
    free(fifo);
    free(missing);
}

static void the_place_holds_the_old_file_until_commit(void **state)
{
    char *path = path_join(*state, "run.json"), *bytes;
    size_t length;
    Failure failure = {0};
    OutputFile file;

    EXPECT(file_write(path, "old", 3, &failure));
    EXPECT(output_file_open(&file, path, &failure));
    fputs("new", file.stream);
    fflush(file.stream);
    EXPECT(file_read(path, 9, &bytes, &length, &failure));
    EXPECT_TEXT(bytes, "old");
    free(bytes);
    EXPECT(output_file_commit(&file, &failure));
    EXPECT(file_read(path, 9, &bytes, &length, &failure));
    EXPECT_TEXT(bytes, "new");
    expect_names(*state, 1);
    free(bytes);
    free(path);
}

static void the_unfinished_name_begins_with_a_dot(void **state)
{
    char *path = path_join(*state, "run.json");
    char **names;
    size_t count;
    Failure failure = {0};
    OutputFile file;

    EXPECT(output_file_open(&file, path, &failure));
    EXPECT(folder_list(*state, &names, &count, &failure));
    EXPECT_EQUAL(count, 1);
    EXPECT(names[0][0] == '.');
    folder_list_free(names, count);
    output_file_abandon(&file);
    output_file_abandon(&file); /* safe twice */
    expect_names(*state, 0);
    free(path);
}

static void all_unfinished_files_go_in_an_emergency(void **state)
{
    char *first = path_join(*state, "a"), *second = path_join(*state, "b");
    Failure failure = {0};
    OutputFile files[2];

    EXPECT(output_file_open(&files[0], first, &failure));
    EXPECT(output_file_open(&files[1], second, &failure));
    expect_names(*state, 2);
    output_file_abandon_all();
    expect_names(*state, 0);
    output_file_abandon(&files[0]);
    EXPECT(!output_file_commit(&files[1], &failure)); /* nothing is left to rename */
    EXPECT(failure.failed);
    expect_names(*state, 0);
    free(first);
    free(second);
}

/* A limit on the size of files fails a write as a full disk does, without a disk to fill. */
static void a_full_disk_leaves_the_old_file(void **state)
{
    static char block[100000];
    char *path = path_join(*state, "big.csv"), *bytes;
    size_t length;
    Failure failure = {0};
    struct rlimit before, small;

    EXPECT(file_write(path, "old", 3, &failure));
    signal(SIGXFSZ, SIG_IGN);
    EXPECT_EQUAL(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = (struct rlimit){.rlim_cur = 5000, .rlim_max = before.rlim_max};
    EXPECT_EQUAL(setrlimit(RLIMIT_FSIZE, &small), 0);
    EXPECT(!file_write(path, block, sizeof block, &failure));
    EXPECT_EQUAL(setrlimit(RLIMIT_FSIZE, &before), 0);
    EXPECT(strstr(failure.message, path) && strstr(failure.message, strerror(EFBIG)));
    failure = (Failure){0};
    EXPECT(file_read(path, 9, &bytes, &length, &failure));
    EXPECT_TEXT(bytes, "old");
    expect_names(*state, 1);
    free(bytes);
    free(path);
}

static void a_folder_that_is_missing_cannot_be_written(void **state)
{
    char *path = path_join(*state, "none/a.csv");
    Failure failure = {0};

    EXPECT(!file_write(path, "x", 1, &failure));
    EXPECT(strstr(failure.message, "none/a.csv: cannot be written: No such file"));
    free(path);
}

static void a_folder_in_the_place_is_not_replaced(void **state)
{
    char *path = path_join(*state, "charts");
    Failure failure = {0};

    EXPECT(folder_create(path, &failure));
    EXPECT(!file_write(path, "x", 1, &failure));
    expect_names(*state, 1);
    free(path);
}

/* Root may write everywhere, others see the folder's rights; on /proc nobody can make a file. */
static void an_unwritable_folder_is_said(void **state)
{
    Failure failure = {0};

    (void)state;
    EXPECT(!file_write("/proc/brownout.csv", "x", 1, &failure));
    EXPECT(strstr(failure.message, "/proc/brownout.csv: cannot be written"));
}

static void folders_are_made_with_their_parents(void **state)
{
    char *inner = path_join(*state, "a/b//"), *outer = path_join(*state, "a");
    char *file = path_join(*state, "a/b/c.csv"), *below = path_join(*state, "a/b/c.csv/d");
    Failure failure = {0};

    EXPECT(folder_create(inner, &failure));
    EXPECT(folder_create(inner, &failure));
    EXPECT(file_write(file, "x", 1, &failure));
    EXPECT(!folder_create(below, &failure));
    EXPECT(strstr(failure.message, "there is a file of that name"));
    unlink(file);
    remove_tree(outer);
    free(inner);
    free(outer);
    free(file);
    free(below);
}

static void names_come_sorted_by_bytes(void **state)
{
    static const char *const made[] = {"b.csv", "B.csv", "a.csv", ".hidden"};
    static const char *const want[] = {".hidden", "B.csv", "a.csv", "b.csv"};
    Failure failure = {0};
    char **names;
    size_t count;

    for (size_t i = 0; i < 4; i++) {
        char *path = path_join(*state, made[i]);

        EXPECT(file_write(path, "", 0, &failure));
        free(path);
    }
    EXPECT(folder_list(*state, &names, &count, &failure));
    EXPECT_EQUAL(count, 4);
    for (size_t i = 0; i < 4; i++) {
        EXPECT_TEXT(names[i], want[i]);
    }
    folder_list_free(names, count);
    EXPECT(!folder_list("/nowhere/at/all", &names, &count, &failure));
}

static void links_that_lead_outside_are_seen(void **state)
{
    char *inside = path_join(*state, "a.csv"), *link = path_join(*state, "link.csv");
    char *missing = path_join(*state, "none");
    Failure failure = {0};

    EXPECT(file_write(inside, "x", 1, &failure));
    EXPECT_EQUAL(symlink("/etc/passwd", link), 0);
    EXPECT(path_is_inside(inside, *state));
    EXPECT(path_is_inside(inside, "/"));
    EXPECT(!path_is_inside(link, *state));
    EXPECT(!path_is_inside(missing, *state));
    EXPECT(!path_is_inside("/usr/bin", "/usr/b")); /* a prefix of the name is no folder */
    free(inside);
    free(link);
    free(missing);
}

static void paths_are_joined_with_one_slash(void **state)
{
    static const char *const cases[][3] = {{"out", "a.csv", "out/a.csv"},
                                           {"out/", "a.csv", "out/a.csv"},
                                           {"", "a", "a"},
                                           {"/", "a", "/a"}};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        char *path = path_join(cases[i][0], cases[i][1]);

        EXPECT_TEXT(path, cases[i][2]);
        free(path);
    }
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(what_is_written_is_read),
        IN_FOLDER(a_file_over_the_limit_is_refused),
        IN_FOLDER(what_is_no_regular_file_is_refused_at_once),
        IN_FOLDER(the_place_holds_the_old_file_until_commit),
        IN_FOLDER(the_unfinished_name_begins_with_a_dot),
        IN_FOLDER(all_unfinished_files_go_in_an_emergency),
        IN_FOLDER(a_full_disk_leaves_the_old_file),
        IN_FOLDER(a_folder_that_is_missing_cannot_be_written),
        IN_FOLDER(a_folder_in_the_place_is_not_replaced),
        IN_FOLDER(an_unwritable_folder_is_said),
        IN_FOLDER(folders_are_made_with_their_parents),
        IN_FOLDER(names_come_sorted_by_bytes),
        IN_FOLDER(links_that_lead_outside_are_seen),
        cmocka_unit_test(paths_are_joined_with_one_slash),
    };

    return cmocka_run_group_tests_name("base/file", tests, NULL, NULL);
}
