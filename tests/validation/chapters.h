/* The chapters of the table, from chapters.def. */
#ifndef TESTS_VALIDATION_CHAPTERS_H
#define TESTS_VALIDATION_CHAPTERS_H

#include "tests/validation/validation.h"

#define CHAPTER(name, about_s, title) void chapter_##name(Validation *validation);
#include "tests/validation/chapters.def"
#undef CHAPTER

/* How many chapters there are, and their names. */
size_t chapter_count(void);
const char *chapter_name(size_t index);

/* Runs the chapter called `only` and says what it does as it goes, or all chapters for NULL, two at
 * a time, the longest first. What came out stands in `validation` in the order of chapters.def.
 * Returns how many chapters ran. */
size_t chapters_run(Validation *validation, const char *only);

#endif
