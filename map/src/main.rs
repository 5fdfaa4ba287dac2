//! What is loaded only when it is asked for, as WebAssembly. The hyperparameter map: its page ([`chart`]) draws it; an
//! engine ([`engine`]), on the page or in a worker, runs its races. Both read a scene's text, and know of each other only
//! the numbers of cells. And a scene as text for others ([`take`]).
#![cfg_attr(target_arch = "wasm32", no_main)]

#[cfg(target_arch = "wasm32")]
mod chart;
#[cfg(target_arch = "wasm32")]
mod engine;
#[cfg(target_arch = "wasm32")]
mod take;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(not(target_arch = "wasm32"))]
use library as _;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("The map is for browsers: cargo xtask serve");
}
