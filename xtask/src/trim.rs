//! What the page as it is published does without: comments and indentation in its markup, what that tells Trunk, and
//! what wasm-bindgen's script and its types have for ways of loading that nobody takes here.

use std::path::Path;

use crate::error::Error;
use crate::file::{read, write};

/// Where the script begins to tell how to load the WebAssembly.
const LOADING: &str = "async function __wbg_load(";

/// The one way of loading that is taken: from an address, which is told as wasm-bindgen wants it; once, whoever asks
/// (the page, and a figure in it), until it has succeeded. Servers may call the file what they like.
const LOAD: &str = "\
let loading;
export default function (from) {
    return loading ??= load(from).catch((error) => {
        loading = undefined;
        throw error;
    });
}
async function load({ module_or_path }) {
    const response = await fetch(module_or_path);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    const imports = __wbg_get_imports();
    const { instance, module } = response.headers.get('Content-Type') === 'application/wasm'
        ? await WebAssembly.instantiateStreaming(response, imports)
        : await WebAssembly.instantiate(await response.arrayBuffer(), imports);
    return __wbg_finalize_init(instance, module);
}
";

/// Where the types begin to tell how to load the WebAssembly.
const TYPES_OF_LOADING: &str = "export type InitInput =";

/// What nobody needs, and what a checker refuses that does not know the newest JavaScript.
const DISPOSAL: &str = "    [Symbol.dispose](): void;\n";

/// The type of [`LOAD`].
const TYPE_OF_LOAD: &str = "\
/** Loads the WebAssembly; before it is there, nothing else can be called. */
export default function (from: { module_or_path: string | URL }): Promise<unknown>;
";

/// Trims the markup and the script.
pub fn trim_page(markup: &Path, script: &Path) -> Result<(), Error> {
    rewrite(markup, trimmed_markup)?;
    rewrite(script, trimmed_script)
}

/// Trims the types of the script.
pub fn trim_types(types: &Path) -> Result<(), Error> {
    rewrite(types, trimmed_types)
}

fn rewrite(path: &Path, change: fn(&str) -> String) -> Result<(), Error> {
    write(path, change(&read(path)?))
}

/// A line that Trunk has read, and leaves.
const FOR_TRUNK: &str = "<link data-trunk ";

/// Markup without comments, indentation and what is said to Trunk. Other lines stay: between words and boxes the end
/// of a line is a space.
fn trimmed_markup(markup: &str) -> String {
    let mut parts = markup.split("<!--");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        rest += part.split_once("-->").map_or("", |(_, after)| after);
    }
    let lines = rest.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(FOR_TRUNK));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// A script of wasm-bindgen's that loads in one way; any other script as it is.
fn trimmed_script(script: &str) -> String {
    script.split_once(LOADING).map_or(script.to_owned(), |(before, _)| before.to_owned() + LOAD)
}

/// Types of wasm-bindgen's for a script that loads in one way; any others as they are.
fn trimmed_types(types: &str) -> String {
    types
        .split_once(TYPES_OF_LOADING)
        .map_or(types.to_owned(), |(before, _)| before.replace(DISPOSAL, "") + TYPE_OF_LOAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_loses_comments_and_indentation_but_no_space_between_words() {
        let markup = "<p>\n  one\n  <b>two</b>\n\n</p>\n<!-- three\n  four -->\n<i>five  six</i>\n";
        assert_eq!(trimmed_markup(markup), "<p>\none\n<b>two</b>\n</p>\n<i>five  six</i>\n");
    }

    #[test]
    fn what_trunk_was_told_is_not_published() {
        let markup = "<head>\n  <link rel=\"icon\">\n  <link data-trunk rel=\"rust\">\n</head>\n";
        assert_eq!(trimmed_markup(markup), "<head>\n<link rel=\"icon\">\n</head>\n");
    }

    #[test]
    fn a_script_loads_in_one_way() {
        let trimmed =
            trimmed_script("let wasm;\nasync function __wbg_load(module, imports) {}\nexport { initSync };\n");
        assert_eq!(trimmed, ["let wasm;\n", LOAD].concat());
    }

    #[test]
    fn types_tell_the_one_way_of_loading_and_need_no_newest_javascript() {
        let types = [
            "export class Figure {\n",
            DISPOSAL,
            "}\n\nexport type InitInput = URL;\nexport function initSync(): InitOutput;\n",
        ];
        assert_eq!(trimmed_types(&types.concat()), ["export class Figure {\n}\n\n", TYPE_OF_LOAD].concat());
        assert_eq!(trimmed_types("export {};\n"), "export {};\n");
    }

    #[test]
    fn a_script_that_is_not_wasm_bindgens_stays_as_it_is() {
        assert_eq!(trimmed_script("start();\n"), "start();\n");
    }
}
