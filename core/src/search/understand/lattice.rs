//! Which words were meant, judged by which words stand beside each other in what is stored.
//!
//! A bigram model over candidates: P(word | word before) = λ · c(pair) / c(before) + (1 − λ) · c(word) / N, counted in documents,
//! times how likely the candidate is typed as it was. Forward–backward gives each candidate its posterior (Rabiner 1989).

/// Weight of pairs against single words.
const LAMBDA: f64 = 0.85;

/// One candidate of one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// Documents that have it.
    pub(super) count: u32,
    /// How likely a person who means it types what was typed.
    pub(super) channel: f64,
}

/// One place of the query.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    pub(super) nodes: Vec<Node>,
    /// Documents with candidate `.0` of the place before and `.1` of this one side by side.
    pub(super) pairs: Vec<(usize, usize, u32)>,
    /// Whether this place is no neighbour of the one before.
    pub(super) breaks: bool,
}

/// The posterior of every candidate, by place. Sums to 1 for each place that has candidates.
pub(super) fn posteriors(places: &[Place], documents: u32) -> Vec<Vec<f64>> {
    let total = f64::from(documents.max(1));
    let unigram = |node: &Node| f64::from(node.count) / total;
    let mut forward: Vec<Vec<f64>> = Vec::with_capacity(places.len());
    for (at, place) in places.iter().enumerate() {
        let previous = at.checked_sub(1).and_then(|before| Some((places.get(before)?, forward.get(before)?)));
        let mut row: Vec<f64> = match previous.filter(|(before, _)| !place.breaks && !before.nodes.is_empty()) {
            None => place.nodes.iter().map(|node| unigram(node) * node.channel).collect(),
            Some((before, weights)) => {
                let mut row: Vec<f64> =
                    place.nodes.iter().map(|node| (1.0 - LAMBDA) * unigram(node) * sum(weights)).collect();
                for (from, to, count) in &place.pairs {
                    if let (Some(left), Some(weight), Some(cell)) =
                        (before.nodes.get(*from), weights.get(*from), row.get_mut(*to))
                    {
                        *cell += weight * LAMBDA * share(*count, left.count);
                    }
                }
                row.iter_mut().zip(&place.nodes).for_each(|(cell, node)| *cell *= node.channel);
                row
            }
        };
        normalise(&mut row);
        forward.push(row);
    }
    let mut after: Option<Vec<f64>> = None;
    for at in (0..places.len()).rev() {
        let (Some(place), Some(row)) = (places.get(at), forward.get_mut(at)) else { continue };
        // What follows, as seen from each candidate here.
        if let (Some(next), Some(beyond)) = (places.get(at + 1), after.take())
            && !next.breaks
            && !next.nodes.is_empty()
        {
            let common: f64 = next
                .nodes
                .iter()
                .zip(&beyond)
                .map(|(node, weight)| (1.0 - LAMBDA) * unigram(node) * node.channel * weight)
                .sum();
            let mut seen = vec![common; place.nodes.len()];
            for (from, to, count) in &next.pairs {
                if let (Some(cell), Some(left), Some(node), Some(weight)) =
                    (seen.get_mut(*from), place.nodes.get(*from), next.nodes.get(*to), beyond.get(*to))
                {
                    *cell += LAMBDA * share(*count, left.count) * node.channel * weight;
                }
            }
            normalise(&mut seen);
            row.iter_mut().zip(&seen).for_each(|(cell, seen)| *cell *= seen);
            normalise(row);
            after = Some(seen);
        }
        if after.is_none() {
            after = Some(vec![1.0; place.nodes.len()]);
        }
    }
    forward
}

fn share(pair: u32, word: u32) -> f64 {
    (f64::from(pair) / f64::from(word.max(1))).min(1.0)
}

fn sum(row: &[f64]) -> f64 {
    row.iter().sum()
}

fn normalise(row: &mut [f64]) {
    let total: f64 = row.iter().sum();
    if total > 0.0 {
        row.iter_mut().for_each(|cell| *cell /= total);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(count: u32, channel: f64) -> Node {
        Node { count, channel }
    }

    #[test]
    fn neighbours_on_either_side_decide_between_equals() {
        let middle = || vec![node(100, 1.0), node(100, 1.0)];
        let places = [
            Place { nodes: vec![node(50, 1.0)], pairs: Vec::new(), breaks: true },
            Place { nodes: middle(), pairs: vec![(0, 1, 20)], breaks: false },
            Place { nodes: middle(), pairs: vec![(0, 0, 2), (1, 1, 2)], breaks: false },
            Place { nodes: vec![node(9, 1.0)], pairs: vec![(0, 0, 9)], breaks: false },
        ];
        let posteriors = posteriors(&places, 10_000);
        assert!(posteriors[1][1] > 0.9, "{posteriors:?}");
        assert!(posteriors[2][0] > 0.5, "what follows counts too: {posteriors:?}");
        for row in &posteriors {
            assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn over_a_break_nothing_is_inferred() {
        let places = [
            Place { nodes: vec![node(50, 1.0)], pairs: Vec::new(), breaks: true },
            Place { nodes: vec![node(10, 1.0), node(30, 1.0)], pairs: vec![(0, 0, 10)], breaks: true },
        ];
        assert!((posteriors(&places, 100)[1][1] - 0.75).abs() < 1e-9);
    }

    #[test]
    fn an_empty_place_hides_nothing_of_its_neighbours() {
        let places = [
            Place { nodes: vec![node(5, 1.0)], pairs: Vec::new(), breaks: true },
            Place::default(),
            Place { nodes: vec![node(1, 1.0), node(3, 1.0)], pairs: Vec::new(), breaks: false },
        ];
        let posteriors = posteriors(&places, 10);
        assert!(posteriors[1].is_empty());
        assert!((posteriors[2][1] - 0.75).abs() < 1e-9);
    }
}
