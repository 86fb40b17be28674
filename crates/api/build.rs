//! Makes what the program embeds where it is not there, so that it compiles without the app; it then answers that the app was not built.

use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/web");
    fs::create_dir_all(web.join("dist"))?;
    let stamp = web.join("stamp");
    if !stamp.exists() {
        fs::write(stamp, "")?;
    }
    io::Write::write_all(&mut io::stdout(), b"cargo:rerun-if-changed=migrations\n")
}
