/* Jobs in several processes. What a job does is seen in a file, because its memory is lost with its
 * process: job i writes a byte at offset i. */
#include "plots/processes.h"

#include "tests/test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { JOBS = 11, NOBODY = JOBS };

typedef struct Work {
    FILE *marks;
    size_t fails, killed, leaves; /* the job that does so, or NOBODY */
} Work;

static bool mark(void *what, size_t index, size_t *done, Failure *failure)
{
    const Work *work = what;
    if (index == work->fails) {
        return failure_set(failure, "job %zu: the disk is full", index);
    }
    if (index == work->killed) {
        raise(SIGKILL);
    }
    if (index == work->leaves) {
        _exit(7);
    }
    *done += 3;
    return pwrite(fileno(work->marks), "x", 1, (off_t)index) == 1;
}

static const char *name_of(const void *what, size_t index)
{
    static const char *const names[JOBS] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"};
    (void)what;
    return names[index];
}

static Work work_new(void)
{
    return (Work){.marks = tmpfile(), .fails = NOBODY, .killed = NOBODY, .leaves = NOBODY};
}

static size_t marks_count(const Work *work)
{
    char bytes[2 * JOBS] = {0};
    const ssize_t length = pread(fileno(work->marks), bytes, sizeof bytes, 0);
    size_t count = 0;
    for (ssize_t i = 0; i < length; ++i) {
        count += bytes[i] == 'x';
    }
    return count;
}

static bool run(Work *work, size_t most, size_t *done, Failure *failure)
{
    const ProcessJobs jobs = {
        .count = JOBS, .what = work, .run = mark, .kind = "chart", .name = name_of};
    *done = 0;
    return processes_run(&jobs, most, done, failure);
}

static void every_job_is_done_whatever_the_number_of_processes(void **state)
{
    (void)state;
    for (size_t most = 0; most <= JOBS + 1; ++most) {
        Work work = work_new();
        Failure failure = {0};
        size_t done;
        EXPECT(run(&work, most, &done, &failure));
        EXPECT_EQUAL(done, 3 * JOBS);
        EXPECT_EQUAL(marks_count(&work), JOBS);
        fclose(work.marks);
    }
}

static void a_failure_is_handed_on_and_the_other_processes_finish(void **state)
{
    (void)state;
    Work work = work_new();
    Failure failure = {0};
    size_t done;
    work.fails = 1;
    EXPECT(!run(&work, 3, &done, &failure));
    EXPECT_TEXT(failure.message, "job 1: the disk is full");
    /* The second of three processes has jobs 1, 4, 7, 10, and stops at the first. */
    EXPECT_EQUAL(marks_count(&work), JOBS - 4);
    EXPECT_EQUAL(done, 3 * (JOBS - 4));
    fclose(work.marks);
}

static void a_process_that_is_killed_is_a_failure_that_names_its_job(void **state)
{
    (void)state;
    Work work = work_new();
    Failure failure = {0};
    size_t done;
    work.killed = 5; /* of jobs 1, 3, 5, ...: two are done before */
    EXPECT(!run(&work, 2, &done, &failure));
    EXPECT(strstr(failure.message, "chart f: ") && strstr(failure.message, "signal 9"));
    EXPECT_EQUAL(marks_count(&work), 6 + 2);
    fclose(work.marks);
}

static void a_process_that_leaves_early_is_a_failure(void **state)
{
    (void)state;
    Work work = work_new();
    Failure failure = {0};
    size_t done;
    work.leaves = 0;
    EXPECT(!run(&work, 2, &done, &failure));
    EXPECT(strstr(failure.message, "chart a: ") && strstr(failure.message, "status 7"));
    fclose(work.marks);
}

static void a_buffer_of_the_caller_is_written_once(void **state)
{
    (void)state;
    Work work = work_new();
    Failure failure = {0};
    size_t done;
    FILE *stream = tmpfile();
    fputs("five!", stream); /* still in the buffer that every child inherits */
    EXPECT(run(&work, 4, &done, &failure));
    fflush(stream);
    EXPECT_EQUAL(lseek(fileno(stream), 0, SEEK_END), 5);
    fclose(stream);
    fclose(work.marks);
}

static void one_job_can_crash_apart(void **state)
{
    (void)state;
    Work work = work_new();
    Failure failure = {0};
    size_t done = 0;
    const ProcessJobs jobs = {
        .count = 1, .apart = true, .what = &work, .run = mark, .kind = "chart", .name = name_of};
    work.killed = 0;
    EXPECT(!processes_run(&jobs, 1, &done, &failure)); /* and this process is still there */
    EXPECT(strstr(failure.message, "chart a: ") && strstr(failure.message, "signal 9"));
    fclose(work.marks);
}

static void a_process_without_memory_says_so_through_its_parent(void **state)
{
    (void)state;
    Work work = work_new();
    Failure failure = {0};
    size_t done = 0;
    const ProcessJobs jobs = {.count = 1,
                              .apart = true,
                              .room = SIZE_MAX,
                              .what = &work,
                              .run = mark,
                              .kind = "chart",
                              .name = name_of};
    EXPECT(!processes_run(&jobs, 1, &done, &failure));
    EXPECT_TEXT(failure.message, "chart a: out of memory");
    EXPECT_EQUAL(marks_count(&work), 0);
    fclose(work.marks);
}

static bool never_end(void *what, size_t index, size_t *done, Failure *failure)
{
    (void)what, (void)index, (void)done, (void)failure;
    while (pause() < 0) {
    }
    return true;
}

static void a_job_that_does_not_end_is_given_up(void **state)
{
    (void)state;
    Failure failure = {0};
    size_t done = 0;
    const ProcessJobs jobs = {.count = 1,
                              .apart = true,
                              .seconds = 1,
                              .run = never_end,
                              .kind = "chart",
                              .name = name_of};
    EXPECT(!processes_run(&jobs, 1, &done, &failure));
    EXPECT_TEXT(failure.message, "chart a: given up after 1 s");
}

static void after_an_interrupt_no_further_job_begins(void **state)
{
    (void)state;
    static const atomic_bool interrupted = true;
    for (size_t most = 1; most <= 3; ++most) {
        Work work = work_new();
        Failure failure = {0};
        size_t done = 0;
        const ProcessJobs jobs = {.count = JOBS,
                                  .what = &work,
                                  .run = mark,
                                  .kind = "chart",
                                  .name = name_of,
                                  .interrupted = &interrupted};
        EXPECT(processes_run(&jobs, most, &done, &failure));
        EXPECT_EQUAL(done, 0);
        fclose(work.marks);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_job_is_done_whatever_the_number_of_processes),
        cmocka_unit_test(a_failure_is_handed_on_and_the_other_processes_finish),
        cmocka_unit_test(a_process_that_is_killed_is_a_failure_that_names_its_job),
        cmocka_unit_test(a_process_that_leaves_early_is_a_failure),
        cmocka_unit_test(a_buffer_of_the_caller_is_written_once),
        cmocka_unit_test(one_job_can_crash_apart),
        cmocka_unit_test(a_process_without_memory_says_so_through_its_parent),
        cmocka_unit_test(a_job_that_does_not_end_is_given_up),
        cmocka_unit_test(after_an_interrupt_no_further_job_begins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
