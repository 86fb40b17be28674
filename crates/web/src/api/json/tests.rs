//! Tests of the reading of JSON, against the reader that everybody trusts.

use super::read;
use tandem_shared::{event::Event, plan::Plan};

#[test]
fn a_plan_and_its_events_are_read_as_the_server_wrote_them() {
    let plan = include_str!("../../../fixtures/plan.json");
    assert_eq!(read::<Plan>(plan).unwrap(), serde_json::from_str::<Plan>(plan).unwrap());
    let events = include_str!("../../../fixtures/events.json");
    assert_eq!(read::<Vec<Event>>(events).unwrap(), serde_json::from_str::<Vec<Event>>(events).unwrap());
}

#[test]
fn every_form_of_text_and_value_is_read() {
    let text = r#" [ "", "a", "\"\\\/\b\f\n\r\t", "\u00e4x\uD83D\ude00", "ä\né😀" ] "#;
    assert_eq!(read::<Vec<String>>(text).unwrap(), serde_json::from_str::<Vec<String>>(text).unwrap());
    assert_eq!(
        read::<(i64, Option<u8>, bool, ())>("[-9007199254740993,null,true,null]").unwrap(),
        (-9_007_199_254_740_993, None, true, ())
    );
    assert_eq!(read::<Vec<f64>>("[1.5, -2e3, 7]").unwrap(), [1.5, -2000.0, 7.0]);
    #[derive(serde::Deserialize, PartialEq, Debug)]
    #[serde(rename_all = "snake_case")]
    enum Shape {
        Point,
        Line(u8, u8),
        Circle { radius: u8 },
        Named(String),
    }
    let shapes = r#"["point",{"line":[1,2]},{"circle":{"radius":3,"unknown":[{"a":1.5e3},null,"x"]}},{"named":"n"}]"#;
    assert_eq!(
        read::<Vec<Shape>>(shapes).unwrap(),
        [Shape::Point, Shape::Line(1, 2), Shape::Circle { radius: 3 }, Shape::Named("n".into())]
    );
}

#[test]
fn what_is_no_json_or_another_type_is_refused() {
    for text in ["", "[", "[1", "[1,]", "[1 2]", "{}", "[\"a\"]", "[1]x", "[1.5]", "[300]", "\"\\u12\""] {
        assert!(read::<Vec<u8>>(text).is_err(), "{text}");
    }
    for text in [r#"{"milestone_id":1}"#, r#"{"milestone_id" "x"}"#, "null", "\"open"] {
        assert!(read::<crate::api::actions::Ticked>(text).is_err(), "{text}");
    }
}
