//! The functions for which a machine needs tables or long series.
//!
//! Natively they are the standard library's. In WebAssembly that would bring its own, 6 kB of the download;
//! there they are those of the JavaScript that runs it, which every engine has anyway.

macro_rules! functions {
    ($($name:ident: $there:ident,)*) => {
        $(
            #[cfg(not(target_arch = "wasm32"))]
            pub fn $name(number: f64) -> f64 {
                number.$name()
            }

            #[cfg(target_arch = "wasm32")]
            pub fn $name(number: f64) -> f64 {
                js_sys::Math::$there(number)
            }
        )*
    };
}

functions! {
    sin: sin, cos: cos, tan: tan, asin: asin, acos: acos, atan: atan, sinh: sinh, cosh: cosh, tanh: tanh,
    exp: exp, ln: log, log2: log2,
}
