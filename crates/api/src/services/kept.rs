//! What is kept in memory because it was derived once and may be asked for again. Nothing here is ever told that something changed: whoever takes a value
//! compares what it followed from with what the store says now, so replicas need not tell each other anything.

use super::{deal_list::Summaries, renditions::Renditions};
use std::{
    collections::HashMap,
    hash::Hash,
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Bytes that one entry takes besides its value, about.
const ENTRY_BYTES: usize = 400;

/// Everything that is kept.
pub struct Kept {
    /// Answers to reads of plans.
    pub renditions: Renditions,
    /// What the list of deals says of plans.
    pub summaries: Summaries,
}

impl Kept {
    /// With room for this many bytes; none of them keeps nothing.
    #[must_use]
    pub fn with_room_for(bytes: usize) -> Self {
        Self { renditions: Renditions::new(bytes / 4 * 3), summaries: Summaries::new(bytes / 4) }
    }
}

/// Values by key, the least used forgotten first: when the young generation fills its half of the room it becomes the old one, and what nobody asked for
/// since goes with the old one before.
pub struct Shelf<K, V> {
    half: usize,
    generations: Mutex<Generations<K, V>>,
}

type Generation<K, V> = HashMap<K, (V, usize)>;

struct Generations<K, V> {
    young: Generation<K, V>,
    old: Generation<K, V>,
    young_bytes: usize,
}

impl<K: Eq + Hash, V: Clone> Shelf<K, V> {
    /// With room for this many bytes.
    #[must_use]
    pub fn new(bytes: usize) -> Self {
        let generations = Generations { young: HashMap::new(), old: HashMap::new(), young_bytes: 0 };
        Self { half: bytes / 2, generations: Mutex::new(generations) }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<V> {
        let mut generations = self.lock();
        if let Some((value, _)) = generations.young.get(key) {
            return Some(value.clone());
        }
        let (key, (value, bytes)) = generations.old.remove_entry(key)?;
        let forgotten = generations.keep(key, value.clone(), bytes, self.half);
        drop(generations);
        drop(forgotten);
        Some(value)
    }

    /// Keeps a value that takes this many bytes, in place of the one before.
    pub fn put(&self, key: K, value: V, bytes: usize) {
        let bytes = bytes + ENTRY_BYTES;
        if bytes > self.half {
            return;
        }
        let mut generations = self.lock();
        let before = generations.old.remove(&key);
        let forgotten = generations.keep(key, value, bytes, self.half);
        drop(generations);
        // Freeing many values takes its time: outside of the lock.
        drop((before, forgotten));
    }

    fn lock(&self) -> MutexGuard<'_, Generations<K, V>> {
        self.generations.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Eq + Hash, V> Generations<K, V> {
    /// Answers with what was forgotten for it.
    fn keep(&mut self, key: K, value: V, bytes: usize, half: usize) -> Generation<K, V> {
        let before = self.young.insert(key, (value, bytes)).map_or(0, |(_, bytes)| bytes);
        self.young_bytes = self.young_bytes + bytes - before;
        if self.young_bytes <= half {
            return HashMap::new();
        }
        self.young_bytes = 0;
        let young = mem::take(&mut self.young);
        mem::replace(&mut self.old, young)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_stays_and_what_is_not_goes_and_the_room_is_kept() {
        let shelf = Shelf::new(20 * (ENTRY_BYTES + 100));
        for n in 0..1_000 {
            shelf.put(n, n, 100);
            assert_eq!(shelf.get(&0), Some(0), "forgotten after {n}");
            let generations = shelf.lock();
            assert!(generations.young.len() + generations.old.len() <= 21);
        }
        assert_eq!((shelf.get(&1), shelf.get(&999)), (None, Some(999)));
    }

    #[test]
    fn a_value_takes_the_place_of_the_one_before() {
        let shelf = Shelf::new(100_000);
        shelf.put("a", 1, 10);
        shelf.put("a", 2, 20);
        assert_eq!((shelf.get(&"a"), shelf.lock().young_bytes), (Some(2), ENTRY_BYTES + 20));
    }

    #[test]
    fn no_room_keeps_nothing() {
        let shelf = Shelf::new(0);
        shelf.put("a", 1, 0);
        assert_eq!(shelf.get(&"a"), None);
    }
}
