//! Makes the folder of the built app when it is not there, so that the server compiles without it; it then answers that the app was not built.

fn main() -> std::io::Result<()> {
    let dist = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/web/dist");
    std::fs::create_dir_all(dist)?;
    let out = std::io::stdout();
    std::io::Write::write_all(
        &mut &out,
        b"cargo:rerun-if-changed=../../target/web/dist\ncargo:rerun-if-changed=migrations\n",
    )
}
