//! The page as WebAssembly. All of it is in the library; here that is linked, by a crate that is nothing but a program.
//! Where a library for Rust is made in the same go, whatever is public in it is kept as others might call it, and the
//! download is 10 kB larger.
#![cfg_attr(target_arch = "wasm32", no_main)]

// Its functions for scripts come along.
use library as _;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("The page is for browsers: cargo xtask serve");
}
