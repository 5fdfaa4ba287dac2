//! The page: wasm32 only, the sole user of the browser.
//!
//! Handlers do nothing but [`send`] a [`Message`]. [`Page::take`] carries messages out, one at a
//! time: it changes the scene (by an [`Action`]), the playhead or the pointer, and asks for a frame.
//! A frame makes more steps of a race that is not over, moves the playhead, and draws.

mod add;
mod address;
mod atlas;
mod canvas;
mod charts;
mod closeup;
mod compare;
mod controls;
mod dom;
mod experiments;
mod formula;
mod hand;
mod host;
mod inside;
mod keys;
mod knobs;
mod landscape;
mod ledger;
mod lineup;
mod looks;
mod menu;
mod message;
mod observers;
mod report;
mod rows;
mod setting;
mod sheet;
mod take;
mod transport;
mod turn;
mod view;
mod words;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::chart::{DARK, Hover, LIGHT, Picture, Theme};
use crate::loss::Loss;
use crate::number;
use crate::race::story;
use crate::scene::{Action, Scene, Vector};
use crate::stage::{Move, Stage};
use dom::Thing;
use host::Host;
use message::Message;
use setting::Setting;
use turn::send;

/// Half the size of the standard library's allocator, and as quick: every call takes the same short time.
#[global_allocator]
static ALLOCATOR: rlsf::GlobalTlsf<Small> = rlsf::GlobalTlsf::new();

/// Small, but fit for the large columns of a long race.
struct Small;

impl rlsf::GlobalTlsfOptions for Small {
    const ENABLE_REALLOCATION: bool = false;
    const COALESCE_POOLS: bool = true;
}

/// Builds the page from its address and starts it. It throws when the page is not that of index.html, or
/// the browser lacks what it needs. What it gives is for whoever asks the page for things.
#[wasm_bindgen]
pub fn start() -> host::Figure {
    turn::enter(dom::of_window("document"), || Page::new(None));
    send(Message::Address);
    // The first picture at once.
    send(Message::Frame);
    host::Figure::of_page()
}

/// What the page shows at this moment, as a plain object.
#[wasm_bindgen(unchecked_return_type = "FigureState | null")]
#[must_use]
pub fn state() -> JsValue {
    report::of(0)
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = requestAnimationFrame)]
    fn request_frame(callback: &JsValue) -> f64;
    #[wasm_bindgen(js_name = cancelAnimationFrame)]
    fn cancel_frame(frame: f64);
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// Everything on the page.
struct Page {
    stage: Stage,
    hover: Option<Hover>,
    /// The vector whose term is pointed at in the ledger.
    light: Option<Vector>,
    theme: &'static Theme,
    /// Whether things may move by themselves.
    moving: bool,
    /// Whether the system is dark.
    dark: Thing,
    /// Whether it asks for less motion.
    still: Thing,
    last_frame: Option<f64>,
    /// Whether nothing has happened since the last frame.
    quiet: bool,
    /// Whether the page shows all that it has to.
    at_rest: bool,
    frames_drawn: u32,
    on_frame: JsValue,
    /// The frame that is on its way.
    frame: Option<f64>,
    charts: charts::Charts,
    experiments: experiments::Experiments,
    landscape: landscape::Landscape,
    formula: formula::Formula,
    inside: inside::Inside,
    looks: looks::Looks,
    knobs: knobs::Knobs,
    rows: rows::Rows,
    closeup: closeup::Closeup,
    compare: compare::Compare,
    ledger: ledger::Ledger,
    add: add::Add,
    transport: transport::Transport,
    take: take::Take,
    words: words::Words,
    address: address::Address,
    host: Host,
}

impl Page {
    /// The page whose turn it is; a figure has a host.
    fn new(host: Option<Host>) -> Self {
        let of_page = host.is_none();
        let (dark, still) = (dom::ask("(prefers-color-scheme: dark)"), dom::ask("(prefers-reduced-motion: reduce)"));
        let questions = [&dark, &still];
        controls::listen(if of_page { &questions } else { &[] });
        Page {
            stage: Stage::new(Scene::default()),
            hover: None,
            light: None,
            theme: if dark.is("matches") { &DARK } else { &LIGHT },
            moving: !still.is("matches"),
            dark,
            still,
            last_frame: None,
            quiet: false,
            at_rest: false,
            frames_drawn: 0,
            on_frame: dom::callback(|_| send(Message::Frame)),
            frame: None,
            charts: charts::Charts::new(),
            experiments: experiments::Experiments::new(),
            landscape: landscape::Landscape::new(),
            formula: formula::Formula::new(),
            inside: inside::Inside::new(),
            looks: looks::Looks::new(),
            knobs: knobs::Knobs::new(),
            rows: rows::Rows::new(),
            closeup: closeup::Closeup::new(),
            compare: compare::Compare::new(),
            ledger: ledger::Ledger::new(),
            add: add::Add::new(),
            transport: transport::Transport::new(),
            take: take::Take::new(),
            words: words::Words::new(),
            address: address::Address::new(of_page),
            host: host.unwrap_or_default(),
        }
    }

    /// The one place where something happens.
    fn take(&mut self, message: Message) {
        let quiet = std::mem::replace(&mut self.quiet, matches!(message, Message::Frame));
        self.at_rest &= self.quiet;
        match message {
            Message::Act(action) => {
                if matches!(action, Action::Loss(_)) {
                    // With another loss comes another start, and another place under the pointer.
                    self.changed_altogether();
                }
                self.act(None, action);
            }
            Message::Reset => {
                self.knobs.take_back_all();
                self.act(None, Action::Reset);
            }
            Message::Slid(setting, position) => {
                let value = setting.value(self.stage.scene(), position);
                self.knobs.take_back(setting);
                self.stage.hold();
                self.act(Some(setting), setting.action(self.stage.scene(), value));
            }
            Message::LetGo => return self.stage.let_go(),
            Message::Typed(setting, text) => {
                self.knobs.take_back(setting);
                match number::parse(&text) {
                    Ok(value) => self.act(Some(setting), setting.action(self.stage.scene(), value)),
                    Err(error) => self.knobs.explain(setting, Some(&error.to_string())),
                }
            }
            Message::Typing(setting) => self.knobs.typing(setting),
            Message::Left(setting) => self.knobs.leave(setting),
            Message::TakenBack(setting) => self.knobs.take_back(setting),
            Message::Length(text) => self.set_length(&text),
            Message::Go(to) => {
                self.stage.go(to);
                self.address.want(self.stage.link());
            }
            Message::Point(at) => {
                let picture = self.stage.picture(None, self.theme);
                self.hover = at.and_then(|(chart, at)| self.charts.point(&picture, chart, at));
            }
            Message::Light(light) => self.light = light,
            Message::Hand(hand) => self.hand(hand),
            Message::Formula(typing, text) => {
                if let Some(loss) = self.formula.typing(typing, &text, self.stage.scene()) {
                    self.knobs.take_back_all();
                    self.hover = None;
                    self.act(None, Action::Loss(loss));
                }
            }
            Message::OwnLoss => {
                if let Ok(loss) = Loss::typed(&self.stage.scene().loss.as_typed()) {
                    self.knobs.take_back_all();
                    self.act(None, Action::Loss(loss));
                }
                self.formula.focus();
            }
            Message::Lineup(what) => self.line_up(what),
            Message::Take(kind) => return self.take.hand_out(kind, &self.stage, self.theme),
            Message::Copied(done) => return self.take.copied(done),
            Message::Painted(blob) => return self.take.painted(&blob),
            Message::Help => return self.words.help(),
            Message::Understood => return self.words.understood(),
            Message::System => self.wear(self.dark.is("matches"), !self.still.is("matches")),
            Message::Watch(watcher) => return self.host.watcher = Some(watcher),
            Message::Wear(dark, moving) => self.wear(dark, moving),
            Message::Address => self.open_address(),
            Message::Open(text) => self.open(&text),
            Message::Play(on) if on == self.stage.is_playing() => return,
            Message::Play(_) => self.stage.go(Move::Toggle),
            Message::Experiments => return self.experiments.open(),
            Message::Experiment(experiment) => self.follow(experiment),
            Message::ExperimentRead => return self.experiments.read(),
            Message::Leaving => {
                self.address.flush(&self.host);
                // While the page is hidden, time stands still.
                self.last_frame = None;
                return;
            }
            Message::Resized(chart, size, device) => {
                if !self.charts.resized(&chart, size, device) {
                    return;
                }
                // At once, in this very frame: a canvas is empty after its size has changed.
                self.charts.catch_up(&self.stage.picture(self.hover, self.theme), self.stage.version());
            }
            Message::Rescaled => self.charts.rescale(),
            Message::Seen(element, in_sight) => {
                if !self.charts.in_sight() {
                    self.last_frame = None;
                }
                self.charts.seen(&element, in_sight);
                // What is on its way would draw what nobody sees.
                if !self.charts.in_sight()
                    && let Some(frame) = self.frame.take()
                {
                    cancel_frame(frame);
                }
            }
            Message::Frame => return self.draw(quiet),
        }
        self.schedule();
    }

    fn wear(&mut self, dark: bool, moving: bool) {
        (self.theme, self.moving) = (if dark { &DARK } else { &LIGHT }, moving);
        self.charts.forget();
    }

    /// Another scene: what is typed and pointed at belongs to it no more.
    fn changed_altogether(&mut self) {
        self.knobs.take_back_all();
        self.formula.take_back();
        self.hover = None;
    }

    /// Carries out an action; why it cannot be is said beside the setting it came from.
    fn act(&mut self, from: Option<Setting>, action: Action) {
        if matches!(action, Action::Loss(_)) {
            self.experiments.show(None);
        }
        match self.stage.act(action) {
            Ok(()) => self.address.want(self.stage.link()),
            Err(refusal) => {
                self.compare.forget();
                if let Some(setting) = from {
                    self.knobs.explain(setting, Some(&refusal.to_string()));
                }
            }
        }
    }

    fn schedule(&mut self) {
        if self.frame.is_none() && self.charts.in_sight() {
            self.frame = Some(request_frame(&self.on_frame));
        }
    }

    fn draw(&mut self, quiet: bool) {
        // The time of now, not of the frame: the two part where frames are rare.
        let now = now();
        if let Some(frame) = self.frame.take() {
            cancel_frame(frame);
        }
        if self.stage.frame(self.last_frame.map_or(0.0, |last| now - last)) {
            self.address.want(self.stage.link());
        }
        self.last_frame = self.stage.is_moving().then_some(now);
        let address_due = self.address.write(now, &self.host);
        // A frame in which nothing moves and nothing has happened is the last to draw: it draws what is
        // out of sight as well, and lets the story be read out.
        let last = quiet && !self.stage.is_moving() && !self.charts.is_pending();
        if !(last && self.at_rest) {
            self.show(last);
            self.frames_drawn += 1;
            self.at_rest = last;
            self.host.tell_iteration(self.stage.scene().at);
            self.host.tell_drawn();
        }
        if address_due || !self.at_rest {
            self.schedule();
        }
    }

    /// Writes and draws everything as it is now. In the `last` frame what is in sight has been drawn.
    fn show(&mut self, last: bool) {
        let (scene, race) = (self.stage.scene(), self.stage.race());
        let pointed = match self.hover {
            Some(Hover::Iteration(step)) => Some(step),
            _ => None,
        };
        self.transport.show(scene, self.stage.is_playing(), pointed);
        self.knobs.show(scene, self.theme);
        self.words.show(scene);
        self.formula.show(scene);
        self.inside.show(scene, race);
        self.looks.show(scene);
        // While a slider is dragged or the race is played, nothing is read out.
        self.words.tell(story(scene, race, scene.at), scene, self.theme, !last);
        self.closeup.show(scene, self.theme);
        self.compare.show(&self.stage);
        self.rows.show(scene, race, pointed.unwrap_or(scene.at).min(race.made()), self.theme);
        self.ledger.show(scene, race, scene.at.min(race.made()), self.theme);
        self.charts.measure();
        let picture = Picture { light: self.light, ..self.stage.picture(self.hover, self.theme) };
        self.landscape.show(scene, self.charts.start_at(&picture));
        if last {
            self.charts.catch_up(&picture, self.stage.version());
        } else {
            self.charts.draw(&picture, self.stage.version());
        }
    }
}
