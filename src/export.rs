//! A scene to take along: as a script that runs it elsewhere, its race as a table, its papers.
//!
//! ```
//! use downhill::{export, scene::Scene};
//! let scene = Scene::read("start=3&run=adam").0;
//! assert!(export::python(&scene).contains("torch.optim.Adam([theta], lr=0.01,"));
//! assert!(export::bibtex(&scene).starts_with("@misc{kingma2015adam,"));
//! ```

#[cfg(feature = "sweep")]
mod bibtex;
mod csv;
#[cfg(feature = "sweep")]
mod python;

#[cfg(feature = "sweep")]
pub use bibtex::bibtex;
pub use csv::{MOST_ROWS, csv, rows};
#[cfg(feature = "sweep")]
pub use python::python;
