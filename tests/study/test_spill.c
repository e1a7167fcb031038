#include "study/spill.h"

#include "base/memory.h"
#include "tests/test.h"

#include <stdlib.h>
#include <unistd.h>

/* A block of the file is 2^17 doubles: three records of these, and five records are one block and
 * two records that wait for a third. */
enum { COLUMNS = 1 << 15 | 1 << 13, LONG_COLUMNS = (1 << 17) + 5, RECORDS = 5 };

static double mark(size_t record, size_t column)
{
    return (double)(1000000 * record + column);
}

static void append_marked(Spill *spill, size_t columns, size_t record)
{
    Failure failure = {0};
    double *values = memory_allocate(columns, sizeof *values);
    for (size_t c = 0; c < columns; ++c) {
        values[c] = mark(record, c);
    }
    EXPECT(spill_append(spill, values, &failure));
    free(values);
}

static void expect_piece(const Spill *spill, size_t first, size_t count, size_t at, size_t width)
{
    Failure failure = {0};
    double *out = memory_allocate(count * width + 1, sizeof *out);
    EXPECT(spill_read(spill, (SpillPiece){first, count, at, width}, out, &failure));
    for (size_t r = 0; r < count; ++r) {
        for (size_t c = 0; c < width; ++c) {
            EXPECT_NEAR(out[r * width + c], mark(first + r, at + c), 0);
        }
    }
    free(out);
}

/* Every run of records, of a few columns at each edge and of all. */
static void expect_all_pieces(const Spill *spill, size_t columns, size_t records)
{
    for (size_t first = 0; first < records; ++first) {
        for (size_t count = 1; first + count <= records; ++count) {
            expect_piece(spill, first, count, 0, 1);
            expect_piece(spill, first, count, columns - 3, 3);
        }
        expect_piece(spill, first, records - first, 0, columns);
    }
}

static void append_and_read(size_t columns)
{
    char folder[] = "/tmp/brownout-spill-XXXXXX";
    Spill spill;
    EXPECT(mkdtemp(folder) != NULL);
    spill_init(&spill, folder, columns);
    for (size_t r = 0; r < RECORDS; ++r) {
        append_marked(&spill, columns, r);
        expect_all_pieces(&spill, columns, r + 1);
    }
    spill_deinit(&spill);
    EXPECT_EQUAL(rmdir(folder), 0); /* empty: the file never had a lasting name */
}

static void any_piece_comes_back_from_whole_blocks_and_from_the_last(void **state)
{
    (void)state;
    append_and_read(COLUMNS);
}

static void a_record_longer_than_a_block_is_a_block(void **state)
{
    (void)state;
    append_and_read(LONG_COLUMNS);
}

/* Whoever cuts the file off behind the program's back is found out. */
static void a_file_that_was_cut_off_is_a_failure(void **state)
{
    (void)state;
    char folder[] = "/tmp/brownout-spill-XXXXXX";
    double value = 0;
    Spill spill;
    Failure failure = {0};
    EXPECT(mkdtemp(folder) != NULL);
    spill_init(&spill, folder, LONG_COLUMNS);
    append_marked(&spill, LONG_COLUMNS, 0);
    EXPECT_EQUAL(ftruncate(spill.file, 8), 0);
    EXPECT(spill_read(&spill, (SpillPiece){0, 1, 0, 1}, &value, &failure));
    EXPECT(!spill_read(&spill, (SpillPiece){0, 1, 1, 1}, &value, &failure));
    EXPECT(strstr(failure.message, "it is too short") != NULL);
    spill_deinit(&spill);
    EXPECT_EQUAL(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_piece_comes_back_from_whole_blocks_and_from_the_last),
        cmocka_unit_test(a_record_longer_than_a_block_is_a_block),
        cmocka_unit_test(a_file_that_was_cut_off_is_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
