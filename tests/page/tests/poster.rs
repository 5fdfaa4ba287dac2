//! What a figure shows until its program is there, and where that never is: its poster.
#![allow(missing_docs)]

use page_tests::{Page, Visit};
use serde_json::{Value, json};

#[test]
fn a_poster_takes_the_place_of_the_words_until_the_figure_is_there() {
    Visit::file("embed.html").open(|page| {
        let far = "document.body.innerHTML = `<div></div><downhill-viz id='far' scene='run=adam'>
                <img slot='poster' alt='' src='data:,'><p>words</p></downhill-viz>`;
            document.body.firstChild.style.height = '4000px';
            const far = document.getElementById('far');
            const seen = (element) => element.getClientRects().length > 0;
            window.shown = () => [seen(far.querySelector('img')), seen(far.querySelector('p')), far.getBoundingClientRect().height];
            return shown()";
        let before: Value = page.script(far, &[]);
        assert_eq!((&before[0], &before[1]), (&json!(true), &json!(false)));
        page.script_later::<Value>("far.ready.then(() => done(null))", &[]);
        page.wait("the figure stands in its place, as high as it was", || {
            page.script::<Value>("return shown()", &[]) == json!([false, false, before[2]])
        });
    });
}

#[test]
fn caption_and_problems_are_seen_below_a_poster() {
    Visit::file("article.html").blocking("*.wasm").open(|page| {
        let script = "const figure = document.getElementById('fig-ravine');
            // Until its module has run it is an element like any other.
            if (!figure.shadowRoot) return [false, false];
            figure.scrollIntoView({ block: 'end' });
            const seen = (element) => {
                const { left, top, height } = element.getBoundingClientRect();
                return height > 0 && element.contains(figure.shadowRoot.elementFromPoint(left + 20, top + height / 2));
            };
            return ['.caption', '.problem'].map((one) => seen(figure.shadowRoot.querySelector(one)))";
        page.wait("both are there to be read", || page.script::<Value>(script, &[]) == json!([true, true]));
    });
}

/// Whether each figure of the article shows its picture, at the place of its charts.
fn pictures(page: &Page) -> bool {
    let script = "const figure = [...document.querySelectorAll('downhill-viz')].find((figure) => !figure.seen);
        if (!figure) return true;
        figure.scrollIntoView({ block: 'start' });
        const picture = figure.querySelector('img');
        const place = picture.getBoundingClientRect();
        const inside = place.top - figure.getBoundingClientRect().top;
        figure.seen = picture.checkVisibility() && picture.complete && picture.naturalWidth === 778 && place.width > 200 && inside < 100;
        return false";
    page.script(script, &[])
}

#[test]
fn where_the_program_does_not_load_the_article_has_a_picture_of_every_race() {
    for visit in
        [Visit::file("article.html"), Visit::file("article.html").dark(), Visit::file("article.html").phone(390)]
    {
        visit.blocking("*.wasm").open(|page| page.wait("every picture is seen", || pictures(page)));
    }
}

#[test]
fn where_the_module_does_not_load_the_article_has_its_pictures_too() {
    Visit::file("article.html").blocking("*downhill-viz.js").open(|page| {
        page.wait("every picture is seen", || pictures(page));
    });
}
