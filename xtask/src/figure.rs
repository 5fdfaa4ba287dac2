//! What a figure in another page is made of, as a module of its own: the page's markup without what stands around it,
//! and the style sheet for a shadow root.

use std::path::Path;

use crate::error::Error;
use crate::file::{read, remove, write};

/// Makes `downhill-figure.js` in `dist` of its `index.html` and the style sheet `www/figure.css`, which goes.
pub fn figure_module(dist: &Path) -> Result<(), Error> {
    let (page, style, module) = (dist.join("index.html"), dist.join("www/figure.css"), dist.join("downhill-figure.js"));
    let markup = figure_markup(&read(&page)?).ok_or(Error::NoFigure)?;
    let sheet = figure_style(&read(&style)?).ok_or(Error::NoFigure)?;
    let text = format!("export const markup = {};\nexport const style = {};\n", literal(&markup), literal(&sheet));
    write(&module, text)?;
    remove(&style)
}

/// The body of the page without what is said where no program runs; none if that is not where it was.
fn figure_markup(page: &str) -> Option<String> {
    let body = page.split_once("<body>")?.1.split_once("</body>")?.0;
    let (before, rest) = body.split_once("<section id=\"failure\"")?;
    let (_, after) = rest.split_once("</noscript>")?;
    Some([before.trim(), after.trim()].join("\n"))
}

/// The style sheet for a shadow root: what is said of the document is said of the figure, and what is said of a dark
/// system of a figure that is dark.
fn figure_style(sheet: &str) -> Option<String> {
    const DARK: &str = "@media(prefers-color-scheme:dark){:root{";
    let (before, rest) = sheet.split_once(DARK)?;
    let (dark, after) = rest.split_once("}}")?;
    let light = [before, ".figure.dark{", dark, "}", after].concat();
    Some(light.replace(":root{", ".figure{").replace("body{", ".figure{"))
}

/// A text as JavaScript writes it.
fn literal(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${");
    format!("`{text}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_has_the_page_without_what_is_said_where_no_program_runs() {
        let page = "<html><body>\n<header>one</header>\n<section id=\"failure\">two</section>\n<noscript>three</noscript>\n<main>four</main>\n</body></html>";
        assert_eq!(figure_markup(page).as_deref(), Some("<header>one</header>\n<main>four</main>"));
        assert_eq!(figure_markup("<html></html>"), None);
    }

    #[test]
    fn the_colours_of_a_dark_system_are_those_of_a_dark_figure() {
        let sheet = ":root{--ink:#000}@media(prefers-color-scheme:dark){:root{--ink:#fff}}body{margin:0}";
        let expected = ".figure{--ink:#000}.figure.dark{--ink:#fff}.figure{margin:0}";
        assert_eq!(figure_style(sheet).as_deref(), Some(expected));
        assert_eq!(figure_style("p{}"), None);
    }

    #[test]
    fn whatever_the_markup_has_stays_text_in_the_module() {
        assert_eq!(literal("a`b\\c${d}$e"), "`a\\`b\\\\c\\${d}$e`");
    }
}
