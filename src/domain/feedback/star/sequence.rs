//! The most likely order of parts over all stretches of a story.

use super::Part;

/// What it costs to go from one part to the next, by places in [`Part::ALL`]: going on is free,
/// going back is unusual, and leaving the action out is, too.
const STEPS: [[i32; 4]; 4] = [
    [0, 0, 0, -15],
    [-10, 0, 0, -15],
    [-15, -10, 0, 0],
    [-25, -20, -10, 0],
];
/// What it costs to begin with a part.
const BEGINNINGS: [i32; 4] = [0, -5, -10, -25];

/// The part of each stretch, such that all of them together have most points.
pub(super) fn best_sequence(points: &[[i32; 4]]) -> Vec<Part> {
    let many = points.len();
    let mut sums = Vec::with_capacity(many);
    let mut came_from: Vec<[usize; 4]> = Vec::with_capacity(many);
    for (number, points) in points.iter().enumerate() {
        let before: Option<&[i32; 4]> = sums.last();
        let mut sum = [0; 4];
        let mut from = [0; 4];
        for part in 0..4 {
            let (best, came) = match before {
                None => (BEGINNINGS[part], part),
                Some(before) => (0..4)
                    .map(|last| (before[last] + STEPS[last][part], last))
                    .max_by_key(|&(sum, last)| (sum, last == part))
                    .unwrap_or((0, part)),
            };
            sum[part] = best + points[part] + by_place(part, number, many);
            from[part] = came;
        }
        sums.push(sum);
        came_from.push(from);
    }
    let Some(last) = sums.last() else {
        return Vec::new();
    };
    let mut part = (0..4).max_by_key(|&part| last[part]).unwrap_or(0);
    let mut chosen = vec![Part::ALL[part]; many];
    for number in (1..many).rev() {
        part = came_from[number][part];
        chosen[number - 1] = Part::ALL[part];
    }
    chosen
}

/// What the place of a stretch says about its part: stories begin with the situation.
fn by_place(part: usize, number: usize, many: usize) -> i32 {
    let share = i32::try_from(number * 100 / many.max(2).saturating_sub(1)).unwrap_or(100);
    match Part::ALL[part] {
        Part::Situation => (15 - share * 60 / 100).max(-20),
        Part::Task if share <= 45 => 4,
        Part::Task => -8,
        Part::Action if share <= 8 => -8,
        Part::Action if share >= 95 => -2,
        Part::Action => 8,
        Part::Result => ((share - 70) / 2).clamp(-20, 15),
    }
}
