//! What is drawn.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

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

    /// How many pixels of the chart have this colour, whether they are covered wholly or, at a smooth edge, half.
    #[track_caller]
    pub fn pixels_of(&self, chart: &str, (red, green, blue): (u8, u8, u8)) -> usize {
        let script = "const near = (pixel, shift, part) => Math.abs(((pixel >> shift) & 255) - part) <= 3;
            const [red, green, blue] = arguments;
            const same = (pixel) => pixel >>> 24 > 100 && near(pixel, 0, red) && near(pixel, 8, green) && near(pixel, 16, blue);
            return pixels.filter(same).length;";
        self.of_pixels(chart, script, &[json!(red), json!(green), json!(blue)])
    }

    /// A number that changes with every pixel of the chart.
    #[track_caller]
    pub fn fingerprint(&self, chart: &str) -> u64 {
        let script = "return pixels.reduce((hash, pixel) => (Math.imul(hash, 31) + pixel) >>> 0, 17)";
        self.of_pixels(chart, script, &[])
    }

    /// What a script makes of the pixels of a chart, its layers laid over each other.
    #[track_caller]
    fn of_pixels<T: DeserializeOwned>(&self, chart: &str, script: &str, arguments: &[Value]) -> T {
        // Read from a copy: the browser warns of a canvas that is drawn on and read in turn.
        let script = format!(
            "const layers = document.querySelectorAll('{chart} canvas');
            const copy = new OffscreenCanvas(layers[0].width, layers[0].height);
            const context = copy.getContext('2d', {{ willReadFrequently: true }});
            layers.forEach((layer) => context.drawImage(layer, 0, 0));
            const pixels = new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer);
            {script}"
        );
        self.script(&script, arguments)
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
