//! PyTorch, where `cargo xtask test --torch` has installed it: what a thousand steps of its Adam take, for information.

use std::env;
use std::process::Command;

use super::ROUNDS;
use super::race::natively;
use super::served::Served;
use super::table::{Limit, Row};

/// One parameter down θ², as its documentation has it; prints microseconds of a thousand steps, a line a round.
const SCRIPT: &str = "
import sys, time, torch
def race(steps):
    theta = torch.tensor([3.0], dtype=torch.float64, requires_grad=True)
    adam = torch.optim.Adam([theta], lr=0.01)
    for _ in range(steps):
        adam.zero_grad()
        (theta * theta).sum().backward()
        adam.step()
race(100)
for _ in range(int(sys.argv[1])):
    begun = time.perf_counter()
    race(1000)
    print((time.perf_counter() - begun) * 1e6)
";
const ADAM: &str = "Adam on θ² × 1000 steps";

/// Measures it, unless there is no PyTorch.
pub fn measure(_: &Served) -> Vec<Row> {
    let python = env::var_os("DOWNHILL_BENCH_PYTHON");
    let printed =
        python.and_then(|python| Command::new(python).args(["-c", SCRIPT, &ROUNDS.to_string()]).output().ok());
    let text = printed.map_or_else(String::new, |output| String::from_utf8_lossy(&output.stdout).into_owned());
    let theirs: Vec<f64> = text.lines().filter_map(|line| line.parse().ok()).collect();
    let ours = natively().into_iter().find(|(title, _)| title == ADAM);
    let Some((_, ours)) = ours.filter(|_| !theirs.is_empty()) else {
        println!("\nno PyTorch in target/torch (`cargo xtask test --torch` installs it): no row of it");
        return Vec::new();
    };
    let what = format!("race natively, {ADAM}");
    vec![Row::new(&what, "torch.optim.Adam", &ours, &theirs, "µs", Limit::HowMuchFaster)]
}
