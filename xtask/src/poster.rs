//! What a figure in another page shows before its program is there: the same charts, as SVG.

use crate::error::Error;
use crate::file::read;
use crate::process::{Project, run};

/// Prints the poster of a scene, to be put into a `<downhill-viz>`.
pub fn print(project: &Project, scene: &str, dark: bool) -> Result<(), Error> {
    let file = project.root().join("target/poster.svg");
    let mut draw = project.cargo();
    draw.args(["run", "--quiet", "--release", "--example", "figure", "--", scene]).arg(&file);
    if dark {
        draw.arg("dark");
    }
    run(&mut draw)?;
    print!("{}", poster(&read(&file)?));
    Ok(())
}

/// A picture that knows its place.
fn poster(picture: &str) -> String {
    picture.replacen("<svg ", "<svg slot=\"poster\" ", 1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_poster_is_the_picture_in_its_slot() {
        assert_eq!(super::poster("<svg width=\"9\"><svg /></svg>"), "<svg slot=\"poster\" width=\"9\"><svg /></svg>");
    }
}
