//! A scene being played: its race, the playhead, and what moves them. Knows no browser and no
//! clock: it is told how much time has passed.

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
    /// What the last search for learning rates has found.
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
            (then.steps, then.inside) == (now.steps, now.inside) && then.as_pinned() == now.pinned
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
        if let Action::ShowMap(false) | Action::Open(_) = action {
            self.former_map = self.scene.map.filter(|_| matches!(action, Action::ShowMap(_)));
        }
        let at = self.scene.at;
        let subject = subject(&action);
        // Where one looks, and how fast, is nothing to undo.
        let looks = matches!(action, Action::Seek(_) | Action::Speed(_) | Action::Choose(_) | Action::Closeup(_));
        // Not written at each event of a drag.
        let before = (!looks && !self.history.goes_on(subject)).then(|| self.scene.write());
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

    /// The learning rates that the last search has found, of each run that one; none where no rate settles.
    #[must_use]
    pub fn found(&self) -> Option<&Vec<Option<f64>>> {
        self.found.as_ref()
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
            self.found = Some(rates.clone());
            // It cannot be refused: rates of the grid may be had by every optimiser.
            is_tuned = self.act(Action::Runs(OnRuns::Fair(Fair::Tuned(rates)))).is_ok();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hyperparameter::Knob;

    fn stage(text: &str, moving: bool) -> Stage {
        let mut stage = Stage::new(Scene::default());
        stage.open(Scene::read(text).0, moving);
        stage
    }

    /// Frames until nothing moves; how many there were.
    fn run(stage: &mut Stage) -> usize {
        let mut frames = 0;
        while stage.is_moving() {
            stage.frame(1000.0 / 60.0);
            frames += 1;
            assert!(frames < 10_000, "it never ends");
        }
        frames
    }

    /// Frames, so many milliseconds apart, until the playhead has come to iteration `at`.
    fn play_to(stage: &mut Stage, at: usize, apart: f64) {
        for _ in 0..10_000 {
            if stage.scene().at >= at {
                return;
            }
            stage.frame(apart);
        }
        panic!("it never comes to {at}");
    }

    #[test]
    fn it_plays_once_from_the_start_to_the_end_and_stands() {
        let mut stage = stage("", true);
        assert!(stage.is_playing() && stage.scene().at == 0);
        let frames = run(&mut stage);
        assert_eq!(stage.scene().at, 1000);
        assert!((470..490).contains(&frames), "{frames}");
    }

    #[test]
    fn a_link_that_says_where_to_stand_stands_there() {
        let mut stage = stage("at=118", true);
        run(&mut stage);
        assert_eq!((stage.scene().at, stage.is_playing()), (118, false));
    }

    #[test]
    fn a_map_that_is_switched_off_is_there_again_when_it_is_switched_on() {
        let mut stage = stage("loss=bowl&run=gd&run=adam&map=2,across:eps,up:y,colour:loss", false);
        let switch = |stage: &mut Stage, on| stage.act(Action::ShowMap(on)).unwrap();
        switch(&mut stage, false);
        assert!(!stage.link().contains("map="));
        switch(&mut stage, true);
        assert!(stage.link().ends_with("map=2,across:eps,up:y,colour:loss"), "{}", stage.link());
        // As far as there is still what it was of.
        switch(&mut stage, false);
        stage.act(Action::Loss(crate::loss::by_id("square").unwrap())).unwrap();
        switch(&mut stage, true);
        assert!(stage.link().ends_with("map=2,across:eps,colour:loss"), "{}", stage.link());
        switch(&mut stage, false);
        stage.act(Action::Runs(OnRuns::Remove(1))).unwrap();
        switch(&mut stage, true);
        assert_eq!(stage.link(), "run=gd&map=1");
        // That of another scene is not.
        switch(&mut stage, false);
        stage.open(Scene::read("run=adam").0, false);
        switch(&mut stage, true);
        assert_eq!(stage.link(), "run=adam&map=1");
    }

    #[test]
    fn without_motion_it_stands_complete() {
        let mut stage = stage("", false);
        assert_eq!((run(&mut stage), stage.scene().at), (1, 1000));
    }

    #[test]
    fn a_setting_acts_within_one_frame() {
        let mut stage = stage("", false);
        run(&mut stage);
        stage.act(Action::Turn(Knob::LearningRate, 0.1)).unwrap();
        stage.frame(16.0);
        assert_eq!(stage.race().tracks()[0].theta(1).x, 3.0 - 0.1 * 6.0);
        assert!(!stage.is_moving());
    }

    #[test]
    fn a_race_too_long_for_a_frame_goes_on_in_the_next() {
        let mut stage = stage("steps=500000", false);
        assert_eq!(run(&mut stage), 4);
        assert!(stage.race().is_over());
    }

    #[test]
    fn playing_again_from_the_end_starts_over_and_a_step_stands() {
        let mut stage = stage("", false);
        run(&mut stage);
        stage.go(Move::Toggle);
        assert_eq!((stage.scene().at, stage.is_playing()), (0, true));
        stage.go(Move::By(3));
        assert_eq!((stage.scene().at, stage.is_playing()), (3, false));
        stage.go(Move::By(-10));
        assert_eq!(stage.scene().at, 0);
        stage.go(Move::To(usize::MAX));
        assert_eq!(stage.scene().at, 1000);
    }

    #[test]
    fn to_play_from_an_iteration_never_goes_back_to_one_before() {
        for at in 0..1000 {
            let mut stage = stage(&format!("at={at}"), false);
            stage.go(Move::Toggle);
            stage.frame(0.0);
            assert_eq!(stage.scene().at, at);
        }
    }

    #[test]
    fn the_link_has_the_iteration_only_while_it_stands() {
        let mut stage = stage("at=118", true);
        assert_eq!(stage.link(), "at=118");
        stage.go(Move::Toggle);
        assert_eq!(stage.link(), "");
    }

    #[test]
    fn a_change_while_a_long_race_plays_does_not_throw_the_playhead_back() {
        let mut stage = stage(&format!("steps=1000000&from=here{}", "&run=adam".repeat(8)), true);
        play_to(&mut stage, 500_000, 100.0);
        let at = stage.scene().at;
        stage.act(Action::Turn(Knob::LearningRate, 0.1)).unwrap();
        stage.frame(16.0);
        assert_eq!(stage.scene().at, at);
        assert_eq!(stage.scene().changes[0].at, at);
    }

    #[test]
    fn a_slider_dragged_while_it_plays_changes_what_follows_the_moment_it_was_taken_hold_of() {
        let mut stage = stage("from=here", true);
        play_to(&mut stage, 100, 16.0);
        let at = stage.scene().at;
        for value in [0.02, 0.03, 0.04] {
            stage.hold();
            stage.act(Action::Turn(Knob::LearningRate, value)).unwrap();
            stage.frame(100.0);
        }
        stage.let_go();
        assert!(stage.scene().at > at);
        assert_eq!(stage.link(), format!("change={at},lr:0.04&from=here"));
    }

    #[test]
    fn scene_and_race_belong_together_at_every_moment() {
        let mut stage = stage("at=5", false);
        stage.open(Scene::read(&"run=gd&".repeat(12)).0, true);
        assert_eq!(stage.race().tracks().len(), stage.scene().runs.len());
    }

    #[test]
    fn the_playhead_follows_to_the_length_of_another_loss() {
        for (before, after, at) in [("loss=rosenbrock", "square", 1000), ("", "beale", 300), ("at=500", "beale", 300)] {
            let mut stage = stage(before, false);
            run(&mut stage);
            stage.act(Action::Loss(crate::loss::by_id(after).unwrap())).unwrap();
            assert_eq!((stage.scene().at, stage.picture(None, &crate::chart::LIGHT).playhead), (at, at as f64));
        }
    }

    #[test]
    fn faster_is_faster() {
        let (mut normal, mut fast) = (stage("", true), stage("speed=4", true));
        assert!(run(&mut fast) * 3 < run(&mut normal));
    }
}
