//! Any bytes, as blocks of calls on the whole runtime.

#![no_main]

use bogam_fuzz::{STEP, steps};
use libfuzzer_sys::{fuzz_crossover, fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|input: &[u8]| {
    if let Some(failure) = bogam_fuzz::run(input).failure {
        panic!("{failure}");
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let bytes = |step: &mut [u8]| {
        fuzzer_mutate(step, STEP, STEP);
    };
    let altered = steps::altered(&data[..size], max_size, seed, bytes);
    data[..altered.len()].copy_from_slice(&altered);
    altered.len()
});

fuzz_crossover!(|first: &[u8], second: &[u8], out: &mut [u8], seed: u32| {
    let crossed = steps::crossed(first, second, out.len(), seed);
    out[..crossed.len()].copy_from_slice(&crossed);
    crossed.len()
});
