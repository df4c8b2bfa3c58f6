//! Alternation and medians: both sides take turns, so that a slow minute of the machine hits both.

/// The middle of `values`; 0 if there are none.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match (values.get(half), values.len() % 2) {
        (Some(middle), 1) => *middle,
        (Some(upper), _) => values.get(half.saturating_sub(1)).map_or(*upper, |lower| f64::midpoint(*lower, *upper)),
        (None, _) => 0.0,
    }
}

/// Runs each of `sides` once to warm up and then `count` times in turn; the medians, in their order.
///
/// # Errors
/// The first error of a side.
pub fn alternate<const N: usize>(
    count: usize,
    mut run: impl FnMut(usize) -> Result<f64, String>,
) -> Result<[f64; N], String> {
    let mut all: [Vec<f64>; N] = std::array::from_fn(|_| Vec::with_capacity(count));
    for round in 0..=count {
        for (side, values) in all.iter_mut().enumerate() {
            let seconds = run(side)?;
            if round > 0 {
                values.push(seconds);
            }
        }
    }
    Ok(all.map(median))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assert_eq!(median(vec![9.0, 1.0, 3.0, 5.0]), 4.0);
    }

    #[test]
    fn the_first_round_counts_for_nothing() {
        let mut calls = 0;
        let medians = alternate::<2>(3, |side| {
            calls += 1;
            Ok(if calls <= 2 { 100.0 } else { side as f64 })
        });
        assert_eq!((medians, calls), (Ok([0.0, 1.0]), 8));
    }
}
