#include "tests/test.h"

#include "base/digest.h"

/* The examples of FIPS 180-4. */
static void digests_are_those_of_the_standard(void **state)
{
    char out[DIGEST_TEXT];

    (void)state;
    digest_sha256(out, "abc", 3);
    EXPECT_TEXT(out, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    digest_sha256(out, "", 0);
    EXPECT_TEXT(out, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    digest_sha256(out, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56);
    EXPECT_TEXT(out, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(digests_are_those_of_the_standard)};

    return cmocka_run_group_tests_name("base/digest", tests, NULL, NULL);
}
