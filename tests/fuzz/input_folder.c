#include "tests/fuzz/input_folder.h"

#include "base/file.h"
#include "base/text.h"
#include "tests/fuzz/fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char home_path[INPUT_PATH], input_path[INPUT_PATH + 8], output_path[INPUT_PATH + 8];

static void empty_folder(const char *path)
{
    char **names = NULL;
    size_t count = 0;
    Failure failure = {0};

    if (!folder_list(path, &names, &count, &failure)) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        char *inside = path_join(path, names[i]);
        if (unlink(inside) != 0) {
            input_folder_remove(inside);
        }
        free(inside);
    }
    folder_list_free(names, count);
}

void input_folder_remove(const char *path)
{
    empty_folder(path);
    (void)rmdir(path);
}

static void remove_home(void)
{
    empty_folder(input_path);
    empty_folder(output_path);
    (void)rmdir(input_path);
    (void)rmdir(output_path);
    (void)rmdir(home_path);
}

static void make_home(void)
{
    const char *parent = getenv("TMPDIR");

    if (home_path[0] != '\0') {
        return;
    }
    snprintf(home_path, sizeof home_path, "%s/brownout-fuzz-XXXXXX", parent ? parent : "/tmp");
    FUZZ_EXPECT(mkdtemp(home_path), "cannot make %s", home_path);
    snprintf(input_path, sizeof input_path, "%s/input", home_path);
    snprintf(output_path, sizeof output_path, "%s/output", home_path);
    FUZZ_EXPECT(mkdir(input_path, 0700) == 0 && mkdir(output_path, 0700) == 0, "no folders in %s",
                home_path);
    (void)atexit(remove_home);
}

const char *output_folder(void)
{
    make_home();
    empty_folder(output_path);
    return output_path;
}

bool input_folder_has(const InputFolder *input, const char *name)
{
    for (size_t i = 0; i < input->file_count; i++) {
        if (strcmp(input->files[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* Without base/file's rename and sync: nobody else reads it. */
static void write_file(const char *name, const char *bytes, size_t length)
{
    char *path = path_join(input_path, name);
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    FUZZ_EXPECT(file >= 0 && write(file, bytes, length) == (ssize_t)length, "cannot write %s",
                path);
    (void)close(file);
    free(path);
}

static void add_file(InputFolder *input, const char *name, const char *bytes, size_t length)
{
    if (!text_is_id(name) || name[0] == '.' || strlen(name) >= INPUT_NAME ||
        input->file_count == INPUT_FILES_MAX || input_folder_has(input, name)) {
        return;
    }
    memcpy(input->files[input->file_count++], name, strlen(name) + 1);
    write_file(name, bytes, length);
}

static void add_sets(InputFolder *input, char *lines)
{
    while (*lines != '\0' && input->set_count < INPUT_SETS_MAX) {
        input->sets[input->set_count++] = fuzz_line(&lines);
    }
}

/* Where the next section begins, or the end. */
static char *section_end(char *at, char *end)
{
    while (at < end && strncmp(at, "--- ", 4) != 0) {
        char *line_end = memchr(at, '\n', (size_t)(end - at));
        at = line_end ? line_end + 1 : end;
    }
    return at;
}

/* The section of --set is cut in lines, so it goes to the end of what is looked at. */
static void read_section(InputFolder *input, char *name, char *body, char *end)
{
    if (strcmp(name, "set") == 0) {
        if (end > body) {
            end[-1] = '\0'; /* the line end before the next section */
            add_sets(input, body);
        }
    } else {
        add_file(input, name, body, (size_t)(end - body));
    }
}

void input_folder_fill(InputFolder *input, const uint8_t *bytes, size_t length)
{
    make_home();
    empty_folder(input_path);
    *input = (InputFolder){.path = input_path, .length = length, .text = fuzz_text(bytes, length)};
    char *end = input->text + length;
    char *at = section_end(input->text, end);
    while (at < end) {
        char *body = memchr(at, '\n', (size_t)(end - at));
        if (!body) {
            break;
        }
        *body++ = '\0';
        char *next = section_end(body, end);
        read_section(input, at + 4, body, next);
        at = next;
    }
}

void input_folder_deinit(InputFolder *input)
{
    free(input->text);
    input->text = NULL;
}
