//! A scene being played: its race, the playhead, and what moves them. Knows no browser and no
//! clock: it is told how much time has passed.

#[cfg(test)]
mod tests;

use crate::chart::{Hover, Picture, Theme};
use crate::history::{History, subject};
use crate::race::{Race, Tuning, many_starts, replay_many_starts};
use crate::scene::{Action, Effect, Fair, Map, OnRuns, Scene, Trouble};

/// The most steps that a frame makes, over all runs: some twenty milliseconds of work, so that eight runs
/// of 100 000 steps answer within one. Longer races go on in the next frame, and what there is of them
/// is drawn.
const STEPS_A_FRAME: usize = 1_000_000;
/// How long a race is played at normal speed, in milliseconds.
const DURATION: f64 = 8000.0;

/// A scene, its race, and where its playhead is.
pub struct Stage {
    scene: Scene,
    race: Race,
    /// The same runs from many starts, while they are wanted.
    swarm: Option<Race>,
    /// The pinned runs, if there are any.
    ghost: Option<Ghost>,
    tuning: Option<Tuning>,
    /// What a search for learning rates has found, as long as the race is the one for which it did.
    found: Option<Vec<Option<f64>>>,
    history: History,
    /// The hyperparameter map that was switched off, for whoever switches it on again.
    former_map: Option<Map>,
    /// Whether a scene has been opened.
    opened: bool,
    playhead: f64,
    playing: bool,
    /// The iteration at which a slider was taken hold of, until it is let go.
    grip: Option<usize>,
    version: u32,
}

/// Pinned runs, and their race.
struct Ghost {
    scene: Scene,
    race: Race,
}

impl Ghost {
    /// Those of `scene`; `former` is kept if it is of the same.
    fn of(scene: &Scene, former: Option<Ghost>) -> Option<Ghost> {
        let pinned = scene.ghost()?;
        let same = |ghost: &Ghost| {
            let (now, then) = (scene, &ghost.scene);
            (then.steps, then.inside) == (now.steps, now.inside) && Some(then.as_pinned()) == now.pinned
        };
        if let Some(ghost) = former.filter(same) {
            return Some(ghost);
        }
        Some(Ghost { race: Race::new(&pinned), scene: pinned })
    }
}

/// A change of the iteration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Play if it stands, stand if it plays.
    Toggle,
    /// So many steps on, and stand.
    By(i32),
    /// To an iteration, and stand.
    To(usize),
    /// To the start, and play.
    Restart,
}

impl Stage {
    /// `scene`, at its iteration.
    #[must_use]
    pub fn new(scene: Scene) -> Self {
        let race = Race::new(&scene);
        let playhead = scene.at as f64;
        let swarm = scene.many_starts.then(|| many_starts(&scene));
        let ghost = Ghost::of(&scene, None);
        Stage {
            scene,
            race,
            swarm,
            ghost,
            tuning: None,
            found: None,
            history: History::default(),
            former_map: None,
            opened: false,
            playhead,
            playing: false,
            grip: None,
            version: 0,
        }
    }

    /// What is shown.
    #[must_use]
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// Its race.
    #[must_use]
    pub fn race(&self) -> &Race {
        &self.race
    }

    /// Whether it is being played.
    #[must_use]
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// Counts the changes of the race and of its looks: as long as it stays, only what moves is to be
    /// drawn again.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Opens a scene. If `moving`, it plays once from its start, unless it says where to stand.
    pub fn open(&mut self, scene: Scene, moving: bool) {
        self.playing = moving && scene.at == scene.steps;
        let at = if self.playing { 0 } else { scene.at };
        self.let_go();
        // Neither can be refused.
        let _ = self.act(Action::Open(Box::new(scene)));
        self.let_go();
        if !std::mem::replace(&mut self.opened, true) {
            // What was there before the first scene nobody has seen: there is no way back to it.
            self.history = History::default();
        }
        self.seek(at as f64);
    }

    /// Carries out what a visitor did.
    ///
    /// # Errors
    /// When it cannot be: the scene is then unchanged.
    pub fn act(&mut self, action: Action) -> Result<(), Trouble> {
        let action = match action {
            Action::ShowMap(true) => self.former_map.take().map_or(action, Action::Map),
            _ => action,
        };
        match action {
            Action::ShowMap(false) => self.former_map = self.scene.map,
            Action::Open(_) => self.former_map = None,
            _ => {}
        }
        let at = self.scene.at;
        let subject = subject(&action);
        // Where one looks, and how fast, is nothing to undo.
        let looks = matches!(action, Action::Seek(_) | Action::Speed(_) | Action::Choose(_) | Action::Closeup(_));
        // Not written at each event of a drag.
        let before = (!looks && !self.history.goes_on(subject)).then(|| self.scene.write());
        let is_kept = matches!(action, Action::Pin(_) | Action::Inside(_));
        let grip = self.grip.filter(|_| matches!(action, Action::Turn(..)));
        self.scene.at = grip.unwrap_or(at);
        let effect = self.scene.apply(action);
        if grip.is_some() {
            self.scene.at = at;
        }
        let effect = effect?;
        if let Some(before) = before.filter(|before| self.scene.write() != *before) {
            self.history.note(&before, subject);
        }
        if effect == Effect::Race && !is_kept {
            self.found = None;
        }
        self.follow(effect);
        Ok(())
    }

    /// Undoes the last change, or redoes the last one undone; whether there was one. Where one looks stays.
    pub fn undo(&mut self, redo: bool) -> bool {
        let now = self.scene.write();
        let Some(then) = (if redo { self.history.redo(&now) } else { self.history.undo(&now) }) else { return false };
        let scene = Scene::read(&then).0;
        let (at, at_end) = (self.scene.at, self.scene.at == self.scene.steps);
        let at = if at_end { scene.steps } else { at.min(scene.steps) };
        let Scene { speed, closeup, .. } = self.scene;
        let same = scene.runs.len() == self.scene.runs.len();
        let chosen = if same { self.scene.chosen } else { scene.chosen };
        self.scene = Scene { at, speed, chosen, closeup, ..scene };
        self.found = None;
        self.follow(Effect::Race);
        true
    }

    /// Whether there is something to undo, and to redo.
    #[must_use]
    pub fn can_undo(&self) -> (bool, bool) {
        self.history.has()
    }

    /// Races the scene as it is now.
    fn follow(&mut self, effect: Effect) {
        // At once: scene and races belong together at every moment.
        if effect == Effect::Race {
            self.race.replay(&self.scene);
            self.ghost = Ghost::of(&self.scene, self.ghost.take());
            self.tuning = None;
        }
        if effect != Effect::View {
            self.swarm = match (self.scene.many_starts, self.swarm.take()) {
                (true, Some(mut former)) => {
                    replay_many_starts(&mut former, &self.scene);
                    Some(former)
                }
                (wanted, _) => wanted.then(|| many_starts(&self.scene)),
            };
        }
        // Another loss may have another length.
        if self.playhead as usize != self.scene.at {
            self.playhead = self.scene.at as f64;
        }
        self.version = self.version.wrapping_add(1);
    }

    /// A slider is being dragged: until it is let go, what it changes "from here on" acts from the
    /// iteration at which it was taken hold of, however far the race is played meanwhile.
    pub fn hold(&mut self) {
        self.grip.get_or_insert(self.scene.at);
    }

    /// The slider has been let go.
    pub fn let_go(&mut self) {
        self.grip = None;
        self.history.close();
    }

    /// Seeks for each run the learning rate with which it settles first; the scene is changed when it is found.
    pub fn tune(&mut self) {
        self.tuning = Some(Tuning::of(&self.scene));
    }

    /// The learning rates that a search has found, of each run that one, as long as the race is run with them and all
    /// else is as it was; none where no rate settles.
    #[must_use]
    pub fn found(&self) -> Option<&[Option<f64>]> {
        self.found.as_deref()
    }

    /// How far the search for learning rates has come, 0 to 1; none while there is none.
    #[must_use]
    pub fn tuned(&self) -> Option<f64> {
        self.tuning.as_ref().map(Tuning::part)
    }

    fn seek(&mut self, playhead: f64) {
        self.playhead = playhead;
        // It cannot be refused.
        let _ = self.scene.apply(Action::Seek(playhead as usize));
    }

    /// Changes the iteration.
    pub fn go(&mut self, to: Move) {
        let (at, steps) = (self.scene.at, self.scene.steps);
        let (at, playing) = match to {
            Move::Toggle if self.playing => (at, false),
            Move::Toggle if at == steps => (0, true),
            Move::Toggle => (at, true),
            Move::By(by) => (at.saturating_add_signed(by as isize), false),
            Move::To(step) => (step, false),
            Move::Restart => (0, true),
        };
        self.playing = playing;
        self.seek(at.min(steps) as f64);
    }

    /// A frame, so many milliseconds after the one before: makes more steps of a race that is not over,
    /// and moves the playhead. Whether learning rates were found, and the scene is another.
    pub fn frame(&mut self, passed: f64) -> bool {
        let mut is_tuned = false;
        if !self.race.is_over() {
            self.race.advance(STEPS_A_FRAME / self.scene.loss.heaviness());
            self.version = self.version.wrapping_add(1);
        } else if let Some(ghost) = self.ghost.as_mut().filter(|ghost| !ghost.race.is_over()) {
            ghost.race.advance(STEPS_A_FRAME / self.scene.loss.heaviness());
            self.version = self.version.wrapping_add(1);
        } else if let Some(tuning) = &mut self.tuning
            && let Some(rates) = tuning.advance(&self.scene, STEPS_A_FRAME / self.scene.loss.heaviness())
        {
            // It cannot be refused: rates of the grid may be had by every optimiser.
            is_tuned = self.act(Action::Runs(OnRuns::Fair(Fair::Tuned(rates.clone())))).is_ok();
            self.found = Some(rates);
        }
        if self.playing {
            self.play(passed);
        }
        is_tuned
    }

    /// Most happens early in a race, so it starts slowly: the iteration grows with the square of the
    /// time.
    fn play(&mut self, passed: f64) {
        let steps = self.scene.steps as f64;
        let time = (self.playhead / steps).sqrt() + passed * self.scene.speed / DURATION;
        // It waits for a race that is still being computed; it never goes back.
        let farthest = (self.race.made() as f64).max(self.playhead);
        let playhead = (time * time * steps).max(self.playhead).min(farthest);
        self.playing = playhead < steps;
        self.seek(playhead);
    }

    /// Whether another frame would change something by itself.
    #[must_use]
    pub fn is_moving(&self) -> bool {
        let ghost_runs = self.ghost.as_ref().is_some_and(|ghost| !ghost.race.is_over());
        self.playing || !self.race.is_over() || ghost_runs || self.tuning.is_some()
    }

    /// The scene's text for a link. While it plays, the iteration is no part of it: whoever opens the
    /// link sees it play.
    #[must_use]
    pub fn link(&self) -> String {
        if self.playing { Scene { at: self.scene.steps, ..self.scene.clone() }.write() } else { self.scene.write() }
    }

    /// What the charts show.
    #[must_use]
    pub fn picture(&self, hover: Option<Hover>, theme: &'static Theme) -> Picture<'_> {
        Picture {
            scene: &self.scene,
            race: &self.race,
            swarm: self.swarm.as_ref(),
            ghost: self.ghost.as_ref().map(|ghost| (&ghost.scene, &ghost.race)),
            playhead: self.playhead,
            hover,
            light: None,
            theme,
            relief: None,
        }
    }
}
