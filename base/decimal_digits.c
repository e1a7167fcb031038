#include "base/decimal_digits.h"

#include <math.h>
#include <string.h>

enum { MANTISSA_BITS = 52, EXPONENT_BIAS = 1023, LAST_PLACE = 16, MOST_FIVES = 27 };

static const double LEAST = 0x1p-36, BEYOND = 1e15, LOG10_2 = 0.30102999566398120;

/* 5^27 is the last below 2^64. */
static const uint64_t five_to[MOST_FIVES + 1] = {
    UINT64_C(1),
    UINT64_C(5),
    UINT64_C(25),
    UINT64_C(125),
    UINT64_C(625),
    UINT64_C(3125),
    UINT64_C(15625),
    UINT64_C(78125),
    UINT64_C(390625),
    UINT64_C(1953125),
    UINT64_C(9765625),
    UINT64_C(48828125),
    UINT64_C(244140625),
    UINT64_C(1220703125),
    UINT64_C(6103515625),
    UINT64_C(30517578125),
    UINT64_C(152587890625),
    UINT64_C(762939453125),
    UINT64_C(3814697265625),
    UINT64_C(19073486328125),
    UINT64_C(95367431640625),
    UINT64_C(476837158203125),
    UINT64_C(2384185791015625),
    UINT64_C(11920928955078125),
    UINT64_C(59604644775390625),
    UINT64_C(298023223876953125),
    UINT64_C(1490116119384765625),
    UINT64_C(7450580596923828125),
};

typedef struct Product {
    uint64_t high, low;
} Product;

static Product multiply(uint64_t a, uint64_t b)
{
    const uint64_t half = UINT32_MAX;
    const uint64_t low = (a & half) * (b & half);
    const uint64_t left = (a >> 32) * (b & half) + (low >> 32);
    const uint64_t right = (a & half) * (b >> 32) + (left & half);
    return (Product){.high = (a >> 32) * (b >> 32) + (left >> 32) + (right >> 32),
                     .low = right << 32 | (low & half)};
}

/* mantissa x 2^exponent_2 x 10^places: the power of ten is one of five, which a whole number holds,
 * times one of two, which is a shift to the right by 1 to 61 bits for all that decimal_digits
 * admits. The half is decided by what is shifted out, which is exact. */
static uint64_t scale(uint64_t mantissa, int exponent_2, int places)
{
    const Product product = multiply(mantissa, five_to[places]);
    const int shift = -(exponent_2 + places);
    const uint64_t whole = product.high << (64 - shift) | product.low >> shift;
    const uint64_t rest = product.low & ((UINT64_C(1) << shift) - 1);
    const uint64_t half = UINT64_C(1) << (shift - 1);
    return whole + (rest > half || (rest == half && whole % 2 == 1));
}

bool decimal_digits(double value, uint64_t *digits, int *exponent)
{
    const uint64_t most = UINT64_C(100000000000000000);
    uint64_t bits;
    if (!(value >= LEAST && value < BEYOND)) {
        return false;
    }
    memcpy(&bits, &value, sizeof bits);
    const int power = (int)(bits >> MANTISSA_BITS) - EXPONENT_BIAS; /* 2^power <= value */
    const uint64_t one = UINT64_C(1) << MANTISSA_BITS;
    const uint64_t mantissa = one | (bits & (one - 1));
    /* That of the power of two, so it is the value's or one less. Where it is one less, or where
     * rounding leads to the next power of ten, an 18th digit shows it. */
    int tens = (int)floor(power * LOG10_2);
    uint64_t scaled = scale(mantissa, power - MANTISSA_BITS, LAST_PLACE - tens);
    if (scaled >= most) {
        tens++;
        scaled = scale(mantissa, power - MANTISSA_BITS, LAST_PLACE - tens);
    }
    *digits = scaled;
    *exponent = tens;
    return true;
}
