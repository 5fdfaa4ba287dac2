//! The article's text, cut into what tests ask for.

pub const ARTICLE: &str = include_str!("../../article.html");

/// What stands in `text` between `before` and `after`, wherever it does.
pub fn between<'a>(text: &'a str, before: &'a str, after: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(before).skip(1).map(move |rest| rest.split_once(after).unwrap().0)
}

/// What a reader sees of markup.
pub fn seen(markup: &str) -> String {
    let pieces = markup.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    plain(&pieces.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
}

pub fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The markup of a section.
#[track_caller]
pub fn section(id: &str) -> &'static str {
    let rest = ARTICLE.split_once(&format!("<section aria-labelledby=\"{id}\">")).unwrap().1;
    rest.split_once("</section>").unwrap().0
}

/// Whether a section says all of this: in its text, its captions or its links.
#[track_caller]
pub fn says(id: &str, words: &[&str]) {
    let (markup, said) = (plain(section(id)), seen(section(id)));
    for words in words {
        assert!(said.contains(words) || markup.contains(words), "{id} does not say “{words}”");
    }
}
