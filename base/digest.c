#include "base/digest.h"

#include <stdint.h>
/* libmd's header needs the fixed-width types and size_t first. */
#include <sha2.h>

void digest_sha256(char out[DIGEST_TEXT], const void *bytes, size_t length)
{
    _Static_assert(DIGEST_TEXT == SHA256_DIGEST_STRING_LENGTH, "64 hex digits and the end");
    SHA256Data(bytes, length, out);
}
