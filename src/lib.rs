//! Downhill.
