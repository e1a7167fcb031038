/* The chapters of the table, from chapters.def. */
#ifndef TESTS_VALIDATION_CHAPTERS_H
#define TESTS_VALIDATION_CHAPTERS_H

#include "tests/validation/validation.h"

#define CHAPTER(name, title) void chapter_##name(Validation *validation);
#include "tests/validation/chapters.def"
#undef CHAPTER

#endif
