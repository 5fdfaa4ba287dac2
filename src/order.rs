//! Putting things in order.

/// Puts the least first, of equals the one that has been put before the other by chance, though always
/// the same. By Shell's way (1959), with Ciura's gaps: the standard library's sorting is quicker where
/// there is more than thousands to sort, and weighs three kilobytes for each kind of thing that is sorted.
pub fn sort<T>(items: &mut [T], is_less: impl Fn(&T, &T) -> bool) {
    for gap in [701, 301, 132, 57, 23, 10, 4, 1] {
        for end in gap..items.len() {
            let mut at = end;
            while at >= gap && is_less(&items[at], &items[at - gap]) {
                items.swap(at, at - gap);
                at -= gap;
            }
        }
    }
}

/// Puts the least of numbers first; none of them is NaN.
pub fn sort_numbers(numbers: &mut [f64]) {
    sort(numbers, |a, b| a < b);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_puts_everything_in_order() {
        let mut numbers: Vec<f64> = (0..1000).map(|i| f64::from(i * 7919 % 1009)).collect();
        sort_numbers(&mut numbers);
        assert!(numbers.is_sorted());
    }
}
