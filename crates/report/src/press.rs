//! The press: a template and its data become a PDF. Nothing is read from disk or network and there is no clock, so the same data are the same bytes.

use crate::{ReportFailure, legible, typeface::TYPEFACE};
use serde::Serialize;
use std::fmt::Write;
use std::sync::LazyLock;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// What every template begins with.
const LOOK: (&str, &str) = ("look.typ", include_str!("../templates/look.typ"));
/// The file that a template reads its data from.
const DATA: &str = "data.json";

/// A kind of document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Template {
    /// The name of its file.
    pub name: &'static str,
    /// What stands in it.
    pub text: &'static str,
}

/// A file that travels inside a document.
#[derive(Clone, Debug)]
pub(crate) struct Enclosure {
    /// Its name, as the template says it.
    pub name: &'static str,
    /// What stands in it.
    pub text: String,
}

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// All that a template can see.
struct Desk {
    main: FileId,
    files: Vec<(FileId, Bytes)>,
    sources: Vec<Source>,
}

fn id_of(name: &str) -> Result<FileId, ReportFailure> {
    let path = VirtualPath::new(name).map_err(|e| ReportFailure(format!("{name}: {e:?}")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &TYPEFACE.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.sources.iter().find(|source| source.id() == id);
        found.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(file, _)| *file == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        TYPEFACE.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Sets the document. What cannot be written as an archival PDF that everybody can read (PDF/A-3a and PDF/UA-1) is refused.
pub(crate) fn print<T: Serialize>(
    template: Template,
    data: &T,
    ident: &str,
    enclosure: Option<Enclosure>,
) -> Result<Vec<u8>, ReportFailure> {
    let mut data = serde_json::to_value(data)?;
    let missing = legible::make(&mut data);
    if let Some(fields) = data.as_object_mut() {
        fields.insert("glyphs_missing".to_owned(), missing.into());
    }
    let mut files = vec![(id_of(DATA)?, Bytes::new(serde_json::to_vec(&data)?))];
    if let Some(Enclosure { name, text }) = enclosure {
        files.push((id_of(name)?, Bytes::from_string(text)));
    }
    let main = id_of(template.name)?;
    let sources = vec![Source::new(main, template.text.to_owned()), Source::new(id_of(LOOK.0)?, LOOK.1.to_owned())];
    write(&Desk { main, files, sources }, ident)
}

fn write(desk: &Desk, ident: &str) -> Result<Vec<u8>, ReportFailure> {
    let document: PagedDocument = typst::compile(desk).output.map_err(|all| said(&all))?;
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|e| ReportFailure(e.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("Tandem".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|all| said(&all))
}

fn said(all: &[SourceDiagnostic]) -> ReportFailure {
    let mut text = String::new();
    for one in all {
        let _ = write!(text, "{}; ", one.message);
        for hint in &one.hints {
            let _ = write!(text, "({}) ", hint.v);
        }
    }
    ReportFailure(text)
}
