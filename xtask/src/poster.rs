//! What a figure in another page shows before its program is there: the same charts, as SVG.

use crate::error::Error;
use crate::file::read;
use crate::process::{Project, run};

/// Prints the poster of a scene, to be put into a `<downhill-viz>`: of the charts that the words name, and `dark` if that
/// is among them.
pub fn print(project: &Project, scene: &str, words: &[String]) -> Result<(), Error> {
    let file = project.root().join("target/poster.svg");
    let mut draw = project.cargo();
    draw.args(["run", "--quiet", "--release", "--example", "figure", "--", scene]).arg(&file).args(words);
    run(&mut draw)?;
    print!("{}", poster(&read(&file)?));
    Ok(())
}

/// A picture that knows its place: at the top, where the charts will be.
fn poster(picture: &str) -> String {
    picture.replacen("<svg ", "<svg slot=\"poster\" preserveAspectRatio=\"xMidYMin\" ", 1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_poster_is_the_picture_in_its_slot() {
        assert_eq!(
            super::poster("<svg width=\"9\"><svg /></svg>"),
            "<svg slot=\"poster\" preserveAspectRatio=\"xMidYMin\" width=\"9\"><svg /></svg>"
        );
    }
}
