//! Server-sent events as text: lines in, frames out. Pure.

/// One event of a stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Frame {
    /// Its id, empty when it had none.
    pub(super) id: String,
    /// Its name, empty for the default.
    pub(super) event: String,
    /// Its data.
    pub(super) data: String,
}

/// Collects bytes until frames are whole.
#[derive(Debug, Default)]
pub(super) struct Parser {
    rest: Vec<u8>,
    frame: Frame,
    has_data: bool,
}

impl Parser {
    /// Takes bytes as they come, cut anywhere, and gives the frames that became whole.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<Frame> {
        self.rest.extend_from_slice(bytes);
        let mut frames = Vec::new();
        while let Some(end) = self.rest.iter().position(|b| *b == b'\n') {
            let line: Vec<u8> = self.rest.drain(..=end).collect();
            let line = String::from_utf8_lossy(&line);
            if let Some(frame) = self.line(line.trim_end_matches(['\n', '\r'])) {
                frames.push(frame);
            }
        }
        frames
    }

    fn line(&mut self, line: &str) -> Option<Frame> {
        if line.is_empty() {
            let frame = std::mem::take(&mut self.frame);
            return std::mem::take(&mut self.has_data).then_some(frame);
        }
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "id" => value.clone_into(&mut self.frame.id),
            "event" => value.clone_into(&mut self.frame.event),
            "data" => {
                if self.has_data {
                    self.frame.data.push('\n');
                }
                self.frame.data.push_str(value);
                self.has_data = true;
            }
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_cut_anywhere_come_out_whole() {
        let text = ": hello\n\nid: 7\nevent: action.completed\ndata: {\"a\":\ndata: \"ü\"}\n\nid: 8\r\ndata: x\r\n\r\n: keep-alive\n\n";
        let want = vec![
            Frame { id: "7".into(), event: "action.completed".into(), data: "{\"a\":\n\"ü\"}".into() },
            Frame { id: "8".into(), event: String::new(), data: "x".into() },
        ];
        for size in 1..text.len() {
            let mut parser = Parser::default();
            let got: Vec<Frame> = text.as_bytes().chunks(size).flat_map(|chunk| parser.push(chunk)).collect();
            assert_eq!(got, want, "chunks of {size}");
        }
    }
}
