/* Compiler attributes and what else depends on the compiler, in one place: everything else is plain
 * C17. */
#ifndef BASE_ATTRIBUTES_H
#define BASE_ATTRIBUTES_H

#if defined(__GNUC__)
#define ATTRIBUTE_PRINTF(text_at, first_at) __attribute__((format(printf, text_at, first_at)))
/* Returns a format with the conversions of its argument, so that calls with it are still checked.
 */
#define ATTRIBUTE_FORMAT_OF(text_at) __attribute__((format_arg(text_at)))
#define ATTRIBUTE_NORETURN __attribute__((noreturn))
#define LIKELY(condition) __builtin_expect(!!(condition), 1)
#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define PREFETCH(address) __builtin_prefetch(address) /* which may lie anywhere */
#else
#define ATTRIBUTE_PRINTF(text_at, first_at)
#define ATTRIBUTE_FORMAT_OF(text_at)
#define ATTRIBUTE_NORETURN
#define LIKELY(condition) (condition)
#define UNLIKELY(condition) (condition)
#define PREFETCH(address) ((void)(address))
#endif

/* A whole number of 128 bits, where the compiler has one: two keys compared at once, without a
 * branch. */
#if defined(__SIZEOF_INT128__)
#define HAS_UINT128
__extension__ typedef unsigned __int128 Uint128;
#endif

/* Built with a sanitizer that maps memory for itself. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define UNDER_SANITIZER
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ||                         \
    __has_feature(memory_sanitizer)
#define UNDER_SANITIZER
#endif
#endif

/* Compiled once more for each width of vectors; the widest that the processor has is run. For loops
 * over whole numbers, whose result is the same. Not with clang, which (14) calls the function by
 * another name outside its file. */
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__) &&                        \
    !defined(UNDER_SANITIZER)
#define ATTRIBUTE_WIDE_VECTORS __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define ATTRIBUTE_WIDE_VECTORS
#endif

#endif
