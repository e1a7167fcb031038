/* What every test includes: cmocka and checks that print both values.
 *
 * cmocka's own assert_float_equal compares in single precision, hence EXPECT_NEAR.
 */
#ifndef TESTS_TEST_H
#define TESTS_TEST_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define EXPECT(condition)                                                                          \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fail_msg("expected: %s", #condition);                                                  \
        }                                                                                          \
    } while (0)

#define EXPECT_EQUAL(got, want)                                                                    \
    do {                                                                                           \
        const long long got_ = (long long)(got), want_ = (long long)(want);                        \
        if (got_ != want_) {                                                                       \
            fail_msg("%s: got %lld, expected %lld", #got, got_, want_);                            \
        }                                                                                          \
    } while (0)

#define EXPECT_TEXT(got, want)                                                                     \
    do {                                                                                           \
        const char *got_ = (got), *want_ = (want);                                                 \
        if (!got_ || strcmp(got_, want_) != 0) {                                                   \
            fail_msg("%s: got \"%s\", expected \"%s\"", #got, got_ ? got_ : "(null)", want_);      \
        }                                                                                          \
    } while (0)

/* Equal infinities and two NANs count as near. */
#define EXPECT_NEAR(got, want, tolerance)                                                          \
    do {                                                                                           \
        const double got_ = (got), want_ = (want), tolerance_ = (tolerance);                       \
        const bool same_ = (isnan(got_) && isnan(want_)) || !(got_ < want_ || got_ > want_);       \
        if (!(same_ && isnan(got_) == isnan(want_)) && !(fabs(got_ - want_) <= tolerance_)) {      \
            fail_msg("%s: got %.17g, expected %.17g +- %g", #got, got_, want_, tolerance_);        \
        }                                                                                          \
    } while (0)

#endif
