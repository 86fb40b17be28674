//! Dependencies between milestones: finish to start, no cycles.

use crate::id::MilestoneId;
use std::collections::BTreeMap;

/// A cycle among dependencies, as the ids along it; the first is repeated at the end. `None` when there is none.
///
/// `edges` gives, for each milestone, those it depends on.
#[must_use]
pub fn find_cycle<'a>(edges: &BTreeMap<&'a MilestoneId, Vec<&'a MilestoneId>>) -> Option<Vec<&'a MilestoneId>> {
    let mut finished = std::collections::BTreeSet::new();
    for start in edges.keys() {
        let mut path: Vec<(&'a MilestoneId, usize)> = vec![(start, 0)];
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            let followed =
                if finished.contains(node) { None } else { edges.get(node).and_then(|d| d.get(*next)).copied() };
            *next += 1;
            match followed {
                None => {
                    finished.insert(node);
                    path.pop();
                }
                Some(to) => {
                    if let Some(at) = path.iter().position(|(n, _)| *n == to) {
                        return Some(path.iter().skip(at).map(|(n, _)| *n).chain([to]).collect());
                    }
                    path.push((to, 0));
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(n: usize) -> Vec<MilestoneId> {
        (0..n).map(|i| MilestoneId::trusted(format!("ms_{i:03}"))).collect()
    }

    fn graph<'a>(ids: &'a [MilestoneId], edges: &[(usize, usize)]) -> BTreeMap<&'a MilestoneId, Vec<&'a MilestoneId>> {
        let mut map: BTreeMap<_, Vec<_>> = ids.iter().map(|id| (id, Vec::new())).collect();
        for (from, to) in edges {
            map.get_mut(&ids[*from]).unwrap().push(&ids[*to]);
        }
        map
    }

    #[test]
    fn a_cycle_is_named_along_its_path() {
        let ids = ids(4);
        let cycle = find_cycle(&graph(&ids, &[(0, 1), (1, 2), (2, 1), (3, 0)])).unwrap();
        assert_eq!(cycle, [&ids[1], &ids[2], &ids[1]]);
        assert_eq!(find_cycle(&graph(&ids, &[(0, 1), (1, 2), (0, 2), (3, 2)])), None);
        assert!(find_cycle(&graph(&ids, &[(2, 2)])).is_some(), "itself");
    }

    proptest! {
        #[test]
        fn edges_that_only_point_back_never_make_a_cycle_and_one_forward_edge_does(edges in prop::collection::vec((0usize..12, 0usize..12), 0..40)) {
            let ids = ids(12);
            let back: Vec<_> = edges.iter().filter(|(a, b)| a > b).copied().collect();
            prop_assert_eq!(find_cycle(&graph(&ids, &back)), None);
            if let Some((a, b)) = back.first() {
                let mut closed = back.clone();
                closed.push((*b, *a));
                let cycle = find_cycle(&graph(&ids, &closed)).unwrap();
                prop_assert_eq!(cycle.first(), cycle.last());
                let g = graph(&ids, &closed);
                prop_assert!(cycle.windows(2).all(|w| g[w[0]].contains(&w[1])), "every step of the cycle is an edge");
            }
        }
    }
}
