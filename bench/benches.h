/* What is measured, one function for each row of benches.def. */
#ifndef BENCH_BENCHES_H
#define BENCH_BENCHES_H

#include "bench/bench.h"

#define BENCH(name, meaning) void bench_##name(Bench *bench);
#include "bench/benches.def"
#undef BENCH

#endif
