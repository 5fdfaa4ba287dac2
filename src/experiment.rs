//! Experiments: ready scenes, each with a question and with what to look for.
//!
//! A new experiment is one more item of [`ALL`], and a test of what it claims in tests/experiments.rs.

/// A ready scene.
#[derive(Debug)]
pub struct Experiment {
    /// One short word that no other has: for tests.
    #[cfg(not(target_arch = "wasm32"))]
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What it is to answer.
    pub question: &'static str,
    /// What is to be seen, and why it is so.
    pub look_for: &'static str,
    /// The scene's text, in the shortest form.
    pub scene: &'static str,
}

/// The experiment whose scene has this text.
#[must_use]
pub fn by_scene(text: &str) -> Option<&'static Experiment> {
    ALL.iter().find(|experiment| experiment.scene == text)
}

macro_rules! experiments {
    ($($id:ident: $title:literal, $question:literal, $look_for:literal, $scene:literal;)*) => {
        /// Every experiment, in the order in which they are offered.
        pub static ALL: &[Experiment] = &[$(Experiment {
            #[cfg(not(target_arch = "wasm32"))]
            id: stringify!($id),
            title: $title,
            question: $question,
            look_for: $look_for,
            scene: $scene,
        }),*];
    };
}

experiments! {
    overshoot:
    "Momentum overshoots",
    "Why does the heavy ball swing past the minimum?",
    "At the bottom the slope is 0, but the velocity is not. Momentum turns back only at θ = −0.885, on \
     step 23, and settles at step 79. Nesterov looks ahead and swings to −0.687. Gradient descent never \
     overshoots, and takes until step 228.",
    "steps=300&run=gd&run=momentum&run=nesterov&inside=velocity";

    hill:
    "Over the hill",
    "Does momentum find the deeper valley?",
    "Gradient descent stops in the nearer one, at θ = 1.131. Momentum is fast enough to roll over the \
     hill between, and settles in the deeper one, at −1.301. It is no rule: Nesterov, with the same β, \
     brakes on the way up and falls back.",
    "loss=double-well&steps=100&run=gd&run=nesterov&run=momentum";

    edge:
    "The edge at 2/λ",
    "How long may the steps of gradient descent be?",
    "Where the curvature is λ, a step multiplies the distance to the minimum by 1 − αλ. Here λ = 2: \
     α = 0.5 lands at once. 0.95 swings to and fro and settles at step 44. 1.05, beyond 2/λ = 1, swings \
     farther out each time, to θ = 352 at step 50.",
    "steps=50&run=gd,lr:0.5&run=gd,lr:0.95&run=gd,lr:1.05";

    ravine:
    "The ravine",
    "Why is a narrow valley slow?",
    "It is κ = 100 times as steep across as along. Across, no α above 2/κ = 0.02 holds; along, this α \
     goes 1.8 % of the way in a step. Gradient descent takes 248 steps to settle, momentum 83. Drag κ \
     and see.",
    "loss=bowl,kappa:100&run=gd,lr:0.018&run=momentum,lr:0.018";

    saddle:
    "Leaving a saddle",
    "Who finds the way down from the ridge?",
    "The start is 0.0001 beside the ridge, where the ground hardly falls off. Gradient descent lingers \
     at the saddle and settles at step 221, momentum, which gathers speed, at 109. Adam’s steps are \
     long even where slopes are gentle: it settles at step 76.",
    "loss=saddle&start=1.5,1e-4&run=gd,lr:0.05&run=momentum,lr:0.05&run=adam,lr:0.05";

    stall:
    "Adagrad stalls",
    "Why does Adagrad stop on the way?",
    "It divides by the root of the sum of all squared slopes. The sum only grows, so the effective step \
     size only falls: after 1000 steps it stands at θ = 2.406. RMSprop forgets old slopes and settles \
     at step 402. With α = 1 Adagrad settles at step 17: it wants a long first step.",
    "run=adagrad&run=adagrad,lr:1&run=rmsprop&inside=scale";

    floor:
    "RMSprop never lands",
    "Why does it hop to and fro for ever?",
    "Its steps keep the length α, however gentle the slope: it ends hopping between −α/2 and α/2, \
     ±0.05 for α = 0.1, ±0.01 for 0.02. A longer memory (β = 0.99) comes nearer, until it has forgotten \
     the steep start: it is thrown out to −0.712 at step 771.",
    "run=rmsprop,lr:0.1,beta:0.9&run=rmsprop,lr:0.02,beta:0.9&run=rmsprop,lr:0.1&inside=length";

    correction:
    "Adam’s first steps",
    "What is the bias correction good for?",
    "Both means start at 0. Without the correction the root of the squares is too small by more than \
     the mean is: the first step is 3.16 α instead of α, the next are longer still, and the run flies \
     out to θ = −1.41. Corrected, it passes the minimum by 0.177.",
    "steps=200&run=adam,lr:0.1&run=adam,lr:0.1,correction:0&inside=scale";

    epsilon:
    "Too large an ε",
    "Is Adam with a large ε still Adam?",
    "Beside ε = 1000 the root of the squares counts for nothing: the steps are α/ε = 0.01 times the \
     mean slope, long where it is steep and short where it is gentle. Adam becomes slow momentum, and \
     settles with it, at steps 179 and 177. With the usual ε it takes 76.",
    "steps=300&run=adam,lr:10,eps:1e3&run=momentum,dampening:0.9&run=adam,lr:0.1&inside=scale";

    kink:
    "Signs at a kink",
    "Who comes to rest where the slope jumps?",
    "On |x| the slope is ±1 up to the very bottom. Gradient descent and signSGD, which are the same \
     here, hop between ±0.05 for ever. Lion, with momentum, flies out to −1.45 first, and then does \
     too. Rprop halves its step each time the sign changes: it settles at step 19.",
    "f=abs(x)&start=3.05&steps=150&run=gd,lr:0.1&run=signsgd,lr:0.1&run=lion,lr:0.1&run=rprop,lr:0.1";

    decay:
    "AdamW and Adam’s L2",
    "Does it matter where weights decay?",
    "Adam adds λθ to the slope, which is then scaled: the steep y hardly decays, and the run lands at \
     (1, 1.923), where J + λθ²/2 is least. AdamW takes αλθ off θ itself, and both coordinates stand \
     near 1/λ = 0.5, where that is as long as a step.",
    "f=(x-2)^2+25(y-2)^2&steps=600&run=adam,lr:0.1,weight_decay:2&run=adamw,lr:0.1,weight_decay:2";

    calm:
    "AMSGrad keeps calm",
    "Why does Adam leave a minimum it has reached?",
    "At step 503 it is 10⁻¹² off. But the mean of squares fades with the slopes, and the effective step \
     size grows until no step holds: at step 727 Adam is 0.24 off. AMSGrad divides by the greatest mean \
     so far, which never fades: it stays.",
    "loss=bowl&steps=800&run=adam,lr:1,beta2:0.99&run=amsgrad,lr:1,beta2:0.99&inside=scale";

    newton:
    "Newton in one step",
    "What is the curvature worth?",
    "Newton divides the slope by the curvature. On a quadratic that leads to the minimum in one step, \
     however narrow the valley: here κ = 1000. Gradient descent, with α at half of 2/κ, is still 2.963 \
     off after 300 steps.",
    "loss=bowl,kappa:1e3&run=newton&run=gd,lr:1e-3";

    lost:
    "Newton lost at a saddle",
    "Where does it go when the ground curves downwards?",
    "To the nearest place without a slope, and a saddle is one: Newton is there within 5 steps, and \
     stays. A damping δ = 2, more than the ground curves downwards, turns its steps downhill: it settles \
     at step 12, gradient descent at 126.",
    "loss=saddle&steps=200&run=newton&run=newton,damping:2&run=gd,lr:0.05";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Scene;

    #[test]
    fn every_scene_is_written_in_its_shortest_form_and_leads_back_to_its_experiment() {
        for experiment in ALL {
            let (scene, problems) = Scene::read(experiment.scene);
            assert_eq!(problems, [], "{}", experiment.id);
            assert_eq!(scene.write(), experiment.scene);
            assert_eq!(by_scene(experiment.scene).map(|found| found.id), Some(experiment.id));
        }
    }

    #[test]
    fn ids_are_unique() {
        for (place, experiment) in ALL.iter().enumerate() {
            assert!(ALL[place + 1..].iter().all(|other| other.id != experiment.id));
        }
    }
}
