//! Moving a bar with a pointer: a mouse, a pen, a finger. What is a click stays a click.

use super::{scale::WIDTH, state::Timeline, trial::Trial};
use leptos::{ev::PointerEvent, prelude::*};
use tandem_shared::{day::Day, id::MilestoneId};
use wasm_bindgen::JsCast;

/// Pixels below which a movement is none.
const STILL: i32 = 4;

/// A bar that is held.
#[derive(Clone)]
struct Held {
    pointer: i32,
    /// Where it was taken, in pixels of the window.
    x: i32,
    /// Units of the drawing a pixel.
    units: f64,
    /// Its target when it was taken.
    from: Day,
    /// What was tried before.
    before: Option<Trial>,
    is_moving: bool,
}

/// The pointer over the drawing.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    timeline: Timeline,
    held: StoredValue<Option<Held>>,
    /// The click that comes after a movement is none.
    has_moved: StoredValue<bool>,
}

/// Units of the drawing a pixel, by the width it has on the screen.
fn units(element: &web_sys::Element) -> Option<f64> {
    let width = element.closest("svg").ok()??.get_bounding_client_rect().width();
    #[expect(clippy::cast_precision_loss, reason = "a thousand units")]
    (width > 0.0).then_some(WIDTH as f64 / width)
}

impl Drag {
    pub(super) fn new(timeline: Timeline) -> Self {
        Self { timeline, held: StoredValue::new(None), has_moved: StoredValue::new(false) }
    }

    /// A bar is taken.
    pub(super) fn take(self, e: &PointerEvent, id: &MilestoneId) {
        self.has_moved.set_value(false);
        if e.button() != 0 || !e.is_primary() || !untrack(|| self.timeline.is_movable(id)) {
            return;
        }
        let target = |p: &tandem_shared::plan::Plan| p.milestones.iter().find(|m| m.id == *id)?.target_date;
        let from = self.timeline.shown.with_untracked(target);
        let element = e.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let (Some(from), Some(element)) = (from, element) else { return };
        let Some(units) = units(&element) else { return };
        drop(element.set_pointer_capture(e.pointer_id()));
        let before = self.timeline.trial.get_untracked();
        self.held.set_value(Some(Held {
            pointer: e.pointer_id(),
            x: e.client_x(),
            units,
            from,
            before,
            is_moving: false,
        }));
    }

    /// The pointer moves.
    pub(super) fn carry(self, e: &PointerEvent, id: &MilestoneId) {
        let Some(mut held) = self.held.get_value().filter(|held| held.pointer == e.pointer_id()) else { return };
        let pixels = e.client_x() - held.x;
        if !held.is_moving {
            if pixels.abs() < STILL {
                return;
            }
            held.is_moving = true;
            self.has_moved.set_value(true);
            self.timeline.hold();
            self.held.set_value(Some(held.clone()));
        }
        e.prevent_default();
        let scale = self.timeline.chart.with_untracked(|c| c.as_ref().map(|c| c.scale));
        if let Some(scale) = scale {
            self.timeline.move_to(id, scale.shifted(held.from, f64::from(pixels) * held.units));
        }
    }

    /// The bar is let go.
    pub(super) fn drop(self) {
        self.held.set_value(None);
        self.timeline.release();
    }

    /// The pointer was taken away, as by a scrolling page: all is as before.
    pub(super) fn cancel(self) {
        if let Some(held) = self.held.get_value().filter(|held| held.is_moving) {
            self.timeline.trial.set(held.before);
        }
        self.drop();
    }

    /// Whether a click was the end of a movement; asked once.
    pub(super) fn was_movement(self) -> bool {
        let moved = self.has_moved.get_value();
        self.has_moved.set_value(false);
        moved
    }
}
