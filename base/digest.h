/* SHA-256 of inputs, over libmd. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>

enum { DIGEST_TEXT = 65 };

/* Writes the digest of the bytes as 64 lower-case hex digits. */
void digest_sha256(char out[DIGEST_TEXT], const void *bytes, size_t length);

#endif
