//! What is drawn.

use serde::Deserialize;
use serde_json::json;

use crate::page::Page;
use crate::pointer::Point;

/// The selectors of the sheets that the charts are drawn on: landscape, θ, J.
pub const CHARTS: [&str; 3] = ["#landscape-sheet", "#theta-sheet", "#loss-sheet"];

/// One canvas.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Canvas {
    /// Its pixels: width and height.
    pub pixels: (f64, f64),
    /// Its size on the page, in CSS pixels.
    pub size: (f64, f64),
}

impl Page {
    /// Every canvas of the page.
    #[track_caller]
    pub fn canvases(&self) -> Vec<Canvas> {
        let script = "return [...document.querySelectorAll('canvas')].map((canvas) => {
            const box = canvas.getBoundingClientRect();
            return { pixels: [canvas.width, canvas.height], size: [box.width, box.height] };
        })";
        self.script(script, &[])
    }

    /// How many pixels of exactly this colour the chart has, in all its canvases.
    #[track_caller]
    pub fn pixels_of(&self, chart: &str, (red, green, blue): (u8, u8, u8)) -> usize {
        let script = "const [chart, colour] = arguments;
            let count = 0;
            for (const canvas of document.querySelectorAll(`${chart} canvas`)) {
                const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                for (let i = 0; i < data.length; i += 4) {
                    count += data[i + 3] === 255 && colour.every((part, j) => part === data[i + j]);
                }
            }
            return count;";
        self.script(script, &[json!(chart), json!([red, green, blue])])
    }

    /// A number that changes with every pixel of the chart.
    #[track_caller]
    pub fn fingerprint(&self, chart: &str) -> u64 {
        let script = "let hash = 17;
            for (const canvas of document.querySelectorAll(`${arguments[0]} canvas`)) {
                const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                for (const part of new Uint32Array(data.buffer)) hash = (Math.imul(hash, 31) + part) >>> 0;
            }
            return hash;";
        self.script(script, &[json!(chart)])
    }

    /// The point that lies at these parts, 0 … 1, of the chart's width and height.
    #[track_caller]
    pub fn point_on(&self, chart: &str, across: f64, down: f64) -> Point {
        let script = "const sheet = document.querySelector(arguments[0]);
            sheet.scrollIntoView({ block: 'nearest', behavior: 'instant' });
            const box = sheet.getBoundingClientRect();
            return [box.x + box.width * arguments[1], box.y + box.height * arguments[2]];";
        let [x, y] = self.script(script, &[json!(chart), json!(across), json!(down)]);
        Point { x, y }
    }
}
