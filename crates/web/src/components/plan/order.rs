//! Putting things in another order: by keyboard, by menu, by dragging.

/// The list with the item at `from` moved to `to`; unchanged when either is outside.
pub(crate) fn moved<T: Clone>(items: &[T], from: usize, to: usize) -> Vec<T> {
    let mut list = items.to_vec();
    if from < list.len() && to < list.len() {
        let item = list.remove(from);
        list.insert(to, item);
    }
    list
}

/// Where an item goes that is moved one place up or down among those that share its `group`, as a place in the whole list; `None` at the edge.
pub(crate) fn step<G: PartialEq>(groups: &[G], from: usize, up: bool) -> Option<usize> {
    let group = groups.get(from)?;
    let same = |at: &usize| groups.get(*at) == Some(group);
    if up { (0..from).rev().find(same) } else { (from + 1..groups.len()).find(same) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_moves_up_and_down_among_its_own_only() {
        let groups = ["a", "a", "b", "b"];
        assert_eq!(
            (step(&groups, 0, false), step(&groups, 1, false), step(&groups, 0, true), step(&groups, 3, true)),
            (Some(1), None, None, Some(2))
        );
        assert_eq!(step(&["a", "b", "a"], 2, true), Some(0), "over what is not its own");
        assert_eq!(moved(&[1, 2, 3], 0, 2), [2, 3, 1]);
        assert_eq!(moved(&[1, 2, 3], 2, 9), [1, 2, 3]);
    }
}
