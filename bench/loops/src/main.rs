//! One race of the library beside a loop written by hand of that one optimiser and loss, by turns: natively a program
//! that prints what each turn took, in the browser functions for `bench/race.js`. Natively also the races of a map.
#![cfg_attr(target_arch = "wasm32", no_main)]
// A loop written by hand is one loop, however it is built.
#![allow(clippy::inline_always)]

mod history;
mod loops;
#[cfg(not(target_arch = "wasm32"))]
mod maps;
mod pairs;

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::cell::RefCell;

    use wasm_bindgen::prelude::wasm_bindgen;

    use crate::pairs::{PAIRS, Pair, WAYS};

    thread_local!(static PAIR: RefCell<Option<Pair>> = const { RefCell::new(None) });

    /// What the pair of this number is called; none past the last.
    #[wasm_bindgen]
    pub fn title(which: usize) -> Option<String> {
        PAIRS.get(which).map(|pair| pair.title.to_owned())
    }

    /// From now on it is about this pair.
    #[wasm_bindgen]
    pub fn choose(which: usize) {
        PAIR.with_borrow_mut(|pair| *pair = Some(Pair::new(&PAIRS[which])));
    }

    /// Runs it one way so many times.
    #[wasm_bindgen]
    pub fn run(way: usize, times: u32) {
        PAIR.with_borrow_mut(|pair| {
            let pair = pair.as_mut().into_iter();
            pair.for_each(|pair| (0..times).for_each(|_| pair.run(WAYS[way])));
        });
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    if std::env::args().any(|word| word == "maps") {
        maps::answer();
    } else {
        pairs::measure();
    }
}
