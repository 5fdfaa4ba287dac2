//! Putting things in order.

/// Puts the least first, of equals the one that has been put before the other by chance, though always
/// the same. By Shell's way (1959), with Ciura's gaps: the standard library's sorting is quicker where
/// there is more than thousands to sort, and weighs three kilobytes for each kind of thing that is sorted.
pub fn sort<T>(items: &mut [T], is_less: impl Fn(&T, &T) -> bool) {
    let count = items.len();
    let exchange: &mut dyn FnMut(usize, usize) -> bool = &mut |at, before| {
        let is_less = is_less(&items[at], &items[before]);
        if is_less {
            items.swap(at, before);
        }
        is_less
    };
    order(count, exchange);
}

/// Puts the least of numbers first; none of them is NaN. Of numbers there are many.
pub fn sort_numbers(numbers: &mut [f64]) {
    let count = numbers.len();
    order(count, |at, before| {
        let is_less = numbers[at] < numbers[before];
        if is_less {
            numbers.swap(at, before);
        }
        is_less
    });
}

/// `exchange` exchanges what is at two places if the first belongs before the second, and tells whether.
fn order(count: usize, mut exchange: impl FnMut(usize, usize) -> bool) {
    for &gap in &[701, 301, 132, 57, 23, 10, 4, 1] {
        for end in gap..count {
            let mut at = end;
            while at >= gap && exchange(at, at - gap) {
                at -= gap;
            }
        }
    }
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
